//! Trusted reverse proxies, by address or network.

use std::net::IpAddr;

use ipnet::IpNet;

/// The trusted addresses and networks; none by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Parses addresses and networks; returns the first item that is neither.
    pub fn parse(items: &[String]) -> Result<Self, String> {
        items.iter().map(|item| network(item).ok_or_else(|| item.clone())).collect::<Result<_, _>>().map(Self)
    }

    /// Whether this neighbour is trusted to name the client's address.
    pub fn trusts(&self, neighbour: IpAddr) -> bool {
        let neighbour = neighbour.to_canonical();
        self.0.iter().any(|network| network.contains(&neighbour))
    }
}

fn network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse().map(|address: IpAddr| IpNet::from(address.to_canonical())).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(items: &[&str]) -> TrustedProxies {
        TrustedProxies::parse(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn a_network_holds_its_addresses_and_no_others() {
        let trusted = proxies(&["10.0.0.0/8", "192.168.1.7", "fd00::/8"]);
        for inside in ["10.255.0.1", "192.168.1.7", "fd12::1", "::ffff:10.1.2.3"] {
            assert!(trusted.trusts(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["11.0.0.1", "192.168.1.8", "fe80::1", "::1"] {
            assert!(!trusted.trusts(outside.parse().unwrap()), "{outside}");
        }
        assert!(!TrustedProxies::default().trusts("127.0.0.1".parse().unwrap()));
    }

    #[test]
    fn what_is_no_network_is_named() {
        assert_eq!(TrustedProxies::parse(&["10.0.0.0/40".to_owned()]), Err("10.0.0.0/40".to_owned()));
        assert_eq!(TrustedProxies::parse(&["proxy".to_owned()]), Err("proxy".to_owned()));
    }
}
