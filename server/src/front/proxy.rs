//! Which network address a request comes from. Only what a trusted proxy has written is believed, read from the right:
//! the right-most address that is no trusted proxy is the visitor's, and everything left of it may be made up.

use std::net::{IpAddr, Ipv6Addr};

use anyhow::{Result, bail};
use http::{HeaderMap, HeaderName, header};
use ipnet::IpNet;

/// The header in which the proxies write down whom they forward for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForwardedBy {
    /// `X-Forwarded-For`, which nearly every proxy writes.
    #[default]
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

impl ForwardedBy {
    /// The name as in a setting.
    pub const fn name(self) -> &'static str {
        match self {
            Self::XForwardedFor => "x-forwarded-for",
            Self::Forwarded => "forwarded",
        }
    }

    /// Reads a setting.
    ///
    /// # Errors
    /// Any other word.
    pub fn parse(text: &str) -> Result<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "x-forwarded-for" => Ok(Self::XForwardedFor),
            "forwarded" => Ok(Self::Forwarded),
            other => bail!("KYODO_PROXY_HEADER must be x-forwarded-for or forwarded, not {other:?}"),
        }
    }
}

/// The proxies whose word is taken. None by default: then the address is that of the connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies {
    networks: Vec<IpNet>,
    header: ForwardedBy,
}

impl Proxies {
    /// Reads networks such as `10.0.0.0/8, 2001:db8::/32`; an address alone is a network of one.
    ///
    /// # Errors
    /// A part that is neither a network nor an address.
    pub fn parse(networks: &str, header: ForwardedBy) -> Result<Self> {
        let mut found = Vec::new();
        for part in networks.split([',', ' ']).filter(|part| !part.is_empty()) {
            let network = part
                .parse::<IpNet>()
                .or_else(|_| part.parse::<IpAddr>().map(IpNet::from));
            match network {
                Ok(network) => found.push(network),
                Err(_) => bail!("KYODO_TRUSTED_PROXIES must be networks like 10.0.0.0/8, not {part:?}"),
            }
        }
        Ok(Self {
            networks: found,
            header,
        })
    }

    /// Whether this is a trusted proxy.
    pub fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.networks.iter().any(|network| network.contains(&address))
    }

    /// The visitor's address, from that of the connection and the headers.
    pub fn visitor(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut visitor = peer.to_canonical();
        if !self.trusts(visitor) {
            return visitor;
        }
        let name = match self.header {
            ForwardedBy::XForwardedFor => HeaderName::from_static("x-forwarded-for"),
            ForwardedBy::Forwarded => header::FORWARDED,
        };
        // Several headers of one name are one list in their order.
        let lines: Vec<&str> = headers
            .get_all(name)
            .iter()
            .map(|value| value.to_str().unwrap_or_default())
            .collect();
        for entry in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
            let address = match self.header {
                ForwardedBy::XForwardedFor => node(entry),
                ForwardedBy::Forwarded => forwarded_for(entry).and_then(node),
            };
            // What cannot be read was not written by a proxy of ours, or hides the visitor: the proxy answers for it.
            let Some(address) = address else { break };
            visitor = address;
            if !self.trusts(visitor) {
                break;
            }
        }
        visitor
    }
}

impl std::fmt::Display for Proxies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.networks.is_empty() {
            return f.pad("(none)");
        }
        let networks: Vec<String> = self.networks.iter().map(ToString::to_string).collect();
        f.pad(&networks.join(","))
    }
}

/// An address with or without port: `203.0.113.5`, `203.0.113.5:80`, `2001:db8::1`, `[2001:db8::1]:80`, in quotes or not.
fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"').trim();
    let address = match text.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            let port_is_fine = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
            port_is_fine.then_some(address)?
        }
        None => match text.rsplit_once(':') {
            Some((address, port)) if !address.contains(':') => is_port(port).then_some(address)?,
            _ => text,
        },
    };
    address.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

/// The `for` of one element of a `Forwarded` header. Addresses contain neither `;` nor `,`.
fn forwarded_for(element: &str) -> Option<&str> {
    element
        .split(';')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))
        .map(|(_, value)| value)
}

/// The network that counts as one visitor: an IPv4 address, or 64 bits of IPv6, which is what one customer gets.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visitor(proxies: &Proxies, peer: &str, lines: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(proxies.header.name(), line.parse().unwrap());
        }
        proxies.visitor(peer.parse().unwrap(), &headers).to_string()
    }

    fn behind(networks: &str) -> Proxies {
        Proxies::parse(networks, ForwardedBy::XForwardedFor).unwrap()
    }

    #[test]
    fn 信頼しない相手の見出しは読まない() {
        let none = Proxies::default();
        assert_eq!(visitor(&none, "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        let other = behind("10.0.0.0/8");
        assert_eq!(visitor(&other, "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
    }

    #[test]
    fn 右から最初の信頼しない宛先が訪問者になる() {
        let proxies = behind("10.0.0.0/8, 2001:db8:1::/48");
        for (lines, expected) in [
            (&["198.51.100.1"][..], "198.51.100.1"),
            (&["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
            (&["1.1.1.1, 198.51.100.1, 10.1.1.1"], "198.51.100.1"),
            (&["1.1.1.1", "198.51.100.1", "10.1.1.1"], "198.51.100.1"),
            (&["198.51.100.1:443"], "198.51.100.1"),
            (&["[2001:db8:2::7]:443"], "2001:db8:2::7"),
            (&["198.51.100.1, 2001:db8:1::1"], "198.51.100.1"),
            (&["::ffff:198.51.100.1"], "198.51.100.1"),
            (&["10.9.9.9, 10.8.8.8"], "10.9.9.9"),
            // Unreadable: the last proxy that was.
            (&["198.51.100.1, unknown"], "10.0.0.1"),
            (&["198.51.100.1, unknown, 10.2.2.2"], "10.2.2.2"),
            (&["198.51.100.1, "], "10.0.0.1"),
            (&[""], "10.0.0.1"),
            (&["198.51.100.1:99999"], "10.0.0.1"),
            (&["[198.51.100.1"], "10.0.0.1"),
            (&[], "10.0.0.1"),
        ] {
            assert_eq!(visitor(&proxies, "10.0.0.1", lines), expected, "{lines:?}");
        }
        assert_eq!(visitor(&proxies, "::ffff:10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
    }

    #[test]
    fn 標準の見出しも右から読む() {
        let proxies = Proxies::parse("10.0.0.0/8", ForwardedBy::Forwarded).unwrap();
        for (lines, expected) in [
            (
                &["for=1.1.1.1, for=198.51.100.1;proto=https;by=10.0.0.1"][..],
                "198.51.100.1",
            ),
            (&[r#"For="[2001:db8:2::7]:4711""#], "2001:db8:2::7"),
            (&["for=198.51.100.1", "proto=https; for=10.3.3.3"], "198.51.100.1"),
            (&["for=198.51.100.1, for=_hidden"], "10.0.0.1"),
            (&["proto=https"], "10.0.0.1"),
        ] {
            assert_eq!(visitor(&proxies, "10.0.0.1", lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn 設定の書き方() {
        assert_eq!(behind("127.0.0.1,::1").to_string(), "127.0.0.1/32,::1/128");
        assert_eq!(Proxies::default().to_string(), "(none)");
        assert!(Proxies::parse("proxy.example.jp", ForwardedBy::Forwarded).is_err());
        assert!(Proxies::parse("10.0.0.0/40", ForwardedBy::Forwarded).is_err());
        assert!(ForwardedBy::parse("via").is_err());
    }

    #[test]
    fn 一つの契約者は一つの網とみなす() {
        let net = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(net("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(net("2001:db8:1:2:ffff::1"), "2001:db8:1:2::");
        assert_eq!(net("198.51.100.1"), "198.51.100.1");
        assert_eq!(net("::ffff:198.51.100.1"), "198.51.100.1");
    }
}
