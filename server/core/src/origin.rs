//! Where a request came from, small enough to travel with every caller into the audit log.

use std::net::IpAddr;

use crate::Visit;

/// The longest request id that is kept; the server makes shorter ones.
const LONGEST: usize = 64;

/// A request's id and network address; empty for work that no request started.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    request: [u8; LONGEST],
    length: usize,
    address: Option<IpAddr>,
}

impl Origin {
    /// No request: a job, a command, a test.
    pub const NONE: Self = Self { request: [0; LONGEST], length: 0, address: None };

    /// The origin of this visit.
    pub fn of(visit: &Visit) -> Self {
        let mut origin = Self::NONE;
        let plain = visit.request_id.bytes().filter(u8::is_ascii_graphic);
        for (place, byte) in origin.request.iter_mut().zip(plain) {
            *place = byte;
            origin.length += 1;
        }
        origin.address = visit.address.as_deref().and_then(|address| address.parse().ok());
        origin
    }

    /// The request's id, as the log has it.
    pub fn request_id(&self) -> Option<&str> {
        let id = self.request.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok());
        id.filter(|id| !id.is_empty())
    }

    /// The network address.
    pub fn address(&self) -> Option<String> {
        self.address.map(|address| address.to_string())
    }
}

impl Default for Origin {
    fn default() -> Self {
        Self::NONE
    }
}

impl std::fmt::Debug for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Origin({:?}, {:?})", self.request_id(), self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(request_id: &str, address: Option<&str>) -> Origin {
        Origin::of(&Visit {
            request_id: request_id.to_owned(),
            address: address.map(str::to_owned),
            ..Visit::default()
        })
    }

    #[test]
    fn id_and_address_come_out_as_they_went_in() {
        let origin = of("0197a", Some("2001:db8::1"));
        assert_eq!((origin.request_id(), origin.address().as_deref()), (Some("0197a"), Some("2001:db8::1")));
        assert_eq!((Origin::NONE.request_id(), Origin::NONE.address()), (None, None));
    }

    #[test]
    fn an_overlong_or_odd_id_is_cut_to_what_can_be_kept() {
        assert_eq!(of(&"x".repeat(500), None).request_id().map(str::len), Some(LONGEST));
        assert_eq!(of("a\nb é", Some("no address")).request_id(), Some("ab"));
    }
}
