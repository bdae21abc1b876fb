//! A bounded number of seats, in all and for each address. When all are taken, the connection that has waited longest
//! gives way: first those without a request, then those whose body does not arrive.

use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio_util::sync::CancellationToken;

/// What a connection waits for; the first gives way first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waiting {
    /// A request, or the rest of its head.
    Request,
    /// The rest of a body.
    Body,
}

/// The waiting connections, in the order in which they give way.
type Queue = BTreeMap<(Waiting, u64), u64>;

/// All seats of the server.
pub struct Seats {
    most: usize,
    most_per_address: usize,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    /// Numbers seats and waits alike.
    last: u64,
    places: HashMap<u64, Place>,
    queue: Queue,
    crowds: HashMap<IpAddr, Crowd>,
}

struct Place {
    address: Option<IpAddr>,
    turn: Option<(Waiting, u64)>,
    gives_way: CancellationToken,
}

/// The connections of one address.
#[derive(Default)]
struct Crowd {
    size: usize,
    queue: Queue,
}

/// One connection's seat; dropping it frees it.
pub struct Seat {
    id: u64,
    gives_way: CancellationToken,
    seats: Arc<Seats>,
}

impl Seats {
    /// `most` seats in all, and `most_per_address` for one address.
    pub fn new(most: usize, most_per_address: usize) -> Arc<Self> {
        Arc::new(Self { most, most_per_address, taken: Mutex::default() })
    }

    /// A seat for a connection that waits from now on; if necessary that of another waiting one, and none where all are
    /// being answered. Without an address only the total counts.
    pub fn take(self: &Arc<Self>, address: Option<IpAddr>) -> Option<Seat> {
        let address = address.map(network);
        let mut taken = self.lock();
        let is_crowded = address.is_some_and(|address| taken.size_of(address) >= self.most_per_address);
        if is_crowded && !taken.free_one(address) {
            return None;
        }
        if taken.places.len() >= self.most && !taken.free_one(None) {
            return None;
        }
        let id = taken.next();
        let gives_way = CancellationToken::new();
        taken.places.insert(id, Place { address, turn: None, gives_way: gives_way.clone() });
        if let Some(address) = address {
            taken.crowds.entry(address).or_default().size += 1;
        }
        taken.enter_queue(id, Waiting::Request);
        Some(Seat { id, gives_way, seats: Arc::clone(self) })
    }

    /// Makes a waiting connection give way.
    pub fn free_one(&self) {
        self.lock().free_one(None);
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// From now on this connection waits, and may have to give way.
    pub fn waits(&self, what: Waiting) {
        let mut taken = self.seats.lock();
        taken.leave_queue(self.id);
        taken.enter_queue(self.id, what);
    }

    /// From now on it no longer waits.
    pub fn works(&self) {
        self.seats.lock().leave_queue(self.id);
    }

    /// Ends when the seat was given to another connection.
    pub async fn given_away(&self) {
        self.gives_way.cancelled().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.lock().remove(self.id);
    }
}

impl Taken {
    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    fn size_of(&self, address: IpAddr) -> usize {
        self.crowds.get(&address).map_or(0, |crowd| crowd.size)
    }

    /// False where no connection waits, of this address or of all.
    fn free_one(&mut self, address: Option<IpAddr>) -> bool {
        let queue = match address {
            Some(address) => self.crowds.get(&address).map(|crowd| &crowd.queue),
            None => Some(&self.queue),
        };
        let Some(id) = queue.and_then(|queue| queue.values().next().copied()) else { return false };
        if let Some(place) = self.remove(id) {
            place.gives_way.cancel();
        }
        true
    }

    fn remove(&mut self, id: u64) -> Option<Place> {
        self.leave_queue(id);
        let place = self.places.remove(&id)?;
        if let Some(address) = place.address
            && let Some(crowd) = self.crowds.get_mut(&address)
        {
            crowd.size -= 1;
            if crowd.size == 0 {
                self.crowds.remove(&address);
            }
        }
        Some(place)
    }

    fn enter_queue(&mut self, id: u64, what: Waiting) {
        let turn = (what, self.next());
        let Some(place) = self.places.get_mut(&id) else { return };
        place.turn = Some(turn);
        self.queue.insert(turn, id);
        if let Some(crowd) = place.address.and_then(|address| self.crowds.get_mut(&address)) {
            crowd.queue.insert(turn, id);
        }
    }

    fn leave_queue(&mut self, id: u64) {
        let Some(place) = self.places.get_mut(&id) else { return };
        let Some(turn) = place.turn.take() else { return };
        self.queue.remove(&turn);
        if let Some(crowd) = place.address.and_then(|address| self.crowds.get_mut(&address)) {
            crowd.queue.remove(&turn);
        }
    }
}

/// The range that counts as one address: somebody with IPv6 has a whole /64 of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn who_waited_longest_gives_way_and_nobody_who_is_answered() {
        let seats = Seats::new(3, 3);
        let (first, second) = (seats.take(Some(address(1))).unwrap(), seats.take(Some(address(2))).unwrap());
        let busy = seats.take(Some(address(3))).unwrap();
        busy.works();
        let next = seats.take(Some(address(4))).unwrap();
        assert!(first.gives_way.is_cancelled() && !second.gives_way.is_cancelled() && !busy.gives_way.is_cancelled());
        // It is freed already: dropping it must not free another.
        drop(first);
        second.works();
        next.works();
        assert!(seats.take(Some(address(5))).is_none());
        drop(next);
        assert!(seats.take(Some(address(5))).is_some());
    }

    #[test]
    fn an_address_that_has_all_its_seats_takes_them_from_itself_alone() {
        let seats = Seats::new(10, 2);
        let other = seats.take(Some(address(9))).unwrap();
        let (first, second) = (seats.take(Some(address(1))).unwrap(), seats.take(Some(address(1))).unwrap());
        first.works();
        second.works();
        assert!(seats.take(Some(address(1))).is_none());
        second.waits(Waiting::Request);
        let third = seats.take(Some(address(1))).unwrap();
        assert!(second.gives_way.is_cancelled());
        assert!([&first, &third, &other].iter().all(|seat| !seat.gives_way.is_cancelled()));
    }

    #[test]
    fn who_sits_without_a_request_gives_way_before_a_slow_upload() {
        let seats = Seats::new(2, 2);
        let (upload, silent) = (seats.take(Some(address(1))).unwrap(), seats.take(Some(address(2))).unwrap());
        upload.waits(Waiting::Body);
        let next = seats.take(Some(address(3))).unwrap();
        next.works();
        assert!(silent.gives_way.is_cancelled() && !upload.gives_way.is_cancelled());
        let _last = seats.take(Some(address(4))).unwrap();
        assert!(upload.gives_way.is_cancelled());
    }

    #[test]
    fn a_proxy_counts_for_nobody_alone_and_a_network_of_ipv6_as_one() {
        let seats = Seats::new(100, 1);
        let _proxied = [seats.take(None).unwrap(), seats.take(None).unwrap()];
        let six = seats.take("2001:db8::1".parse().ok()).unwrap();
        six.works();
        assert!(seats.take("2001:db8::2".parse().ok()).is_none());
        assert!(seats.take("2001:db8:0:1::1".parse().ok()).is_some());
        let four = seats.take("::ffff:192.0.2.1".parse().ok()).unwrap();
        four.works();
        assert!(seats.take(Some(address(1))).is_none());
    }

    #[test]
    fn nothing_is_kept_of_those_who_left() {
        let seats = Seats::new(4, 4);
        let kept: Vec<Seat> = (0..4).map(|last| seats.take(Some(address(last))).unwrap()).collect();
        for seat in &kept {
            seat.waits(Waiting::Body);
        }
        drop(kept);
        let taken = seats.lock();
        assert!(taken.places.is_empty() && taken.queue.is_empty() && taken.crowds.is_empty());
    }
}
