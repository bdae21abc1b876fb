//! The visit behind a request, before anybody knows who it is.

use crate::random;

/// Where a request comes from, for throttling and for the list of devices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visit {
    /// The network address, if it is known.
    pub address: Option<String>,
    pub user_agent: Option<String>,
    /// The cookie by which the browser is recognised.
    pub device: Option<String>,
    pub request_id: String,
}

impl Visit {
    /// The address as a throttle counts it: an IPv6 network counts as one, since one customer owns all of it.
    pub fn network(&self) -> Option<String> {
        let address = self.address.as_deref()?;
        Some(match address.parse::<std::net::IpAddr>() {
            Ok(std::net::IpAddr::V6(v6)) => v6.to_ipv4_mapped().map_or_else(
                || {
                    let [a, b, c, d, ..] = v6.segments();
                    format!("{a:x}:{b:x}:{c:x}:{d:x}::")
                },
                |v4| v4.to_string(),
            ),
            Ok(v4) => v4.to_string(),
            Err(_) => address.to_owned(),
        })
    }

    /// The user agent, cut to a length worth storing.
    pub fn device_line(&self) -> Option<String> {
        self.user_agent.as_deref().map(|agent| agent.chars().filter(|c| !c.is_control()).take(400).collect())
    }

    /// The browser as far as one request identifies it: binds the steps of a sign-in to each other.
    pub fn browser_hash(&self) -> Vec<u8> {
        random::token_hash(self.user_agent.as_deref().unwrap_or_default())
    }

    /// A short hash for the log that tells visitors apart without naming them.
    pub fn fingerprint(&self) -> String {
        random::hex(&random::token_hash(self.network().as_deref().unwrap_or_default())).chars().take(8).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(address: &str) -> Option<String> {
        Visit { address: Some(address.into()), ..Visit::default() }.network()
    }

    #[test]
    fn an_ipv6_network_counts_as_one_address() {
        assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2:3::4"), network("2001:db8:1:3:3::4"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
