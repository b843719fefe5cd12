//! How long somebody who guesses passwords has to wait. Waiting is counted for a pair of account and network address, for
//! an address, and for a known browser, and never for an account alone: otherwise anybody could lock anybody out.

use std::net::{IpAddr, Ipv6Addr};

/// What failed attempts are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuessScope {
    /// One account from one address.
    AccountFromAddress,
    /// All accounts from one address.
    Address,
    /// One account from a browser on which its owner has signed in before.
    KnownBrowser,
}

/// A count is forgotten when nothing failed for this long, in milliseconds.
pub const FORGET_MILLIS: i64 = 60 * 60 * 1000;

/// Longest wait in milliseconds.
const LONGEST: i64 = 15 * 60 * 1000;

impl GuessScope {
    /// How many attempts may fail before there is any wait. Many people share the address of an office.
    pub const fn free(self) -> u32 {
        match self {
            Self::AccountFromAddress => 5,
            Self::Address => 30,
            Self::KnownBrowser => 10,
        }
    }

    /// How long to wait after the last of so many failed attempts, in milliseconds: one second, then twice as long each
    /// time, up to a quarter of an hour.
    pub const fn wait_millis(self, failed: u32) -> i64 {
        let free = self.free();
        if failed < free {
            return 0;
        }
        let doublings = failed - free;
        if doublings >= 10 {
            return LONGEST;
        }
        1000 << doublings
    }
}

/// The part of a network address that one household or office has for itself: all of IPv4, the first half of IPv6.
/// Anything else is taken as it is.
pub fn network(address: &str) -> String {
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => {
                let [a, b, c, d, ..] = v6.segments();
                format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        },
        Ok(IpAddr::V4(v4)) => v4.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 待ち時間は倍になり上限がある() {
        let wait = |failed| GuessScope::AccountFromAddress.wait_millis(failed);
        assert_eq!([0, 4, 5, 6, 7, 14].map(wait), [0, 0, 1_000, 2_000, 4_000, 512_000]);
        assert_eq!([15, 100, u32::MAX].map(wait), [900_000; 3]);
        for scope in [
            GuessScope::AccountFromAddress,
            GuessScope::Address,
            GuessScope::KnownBrowser,
        ] {
            let waits: Vec<_> = (0..200).map(|failed| scope.wait_millis(failed)).collect();
            assert!(waits.is_sorted(), "{scope:?}");
        }
    }

    #[test]
    fn アドレスは組織ごとにまとめる() {
        assert_eq!(network("203.0.113.7"), "203.0.113.7");
        assert_eq!(network("2001:db8:1:2:aaaa::1"), "2001:db8:1:2::/64");
        assert_eq!(network("2001:db8:1:2:bbbb::9"), network("2001:db8:1:2:aaaa::1"));
        assert_eq!(network("::ffff:203.0.113.7"), "203.0.113.7");
        assert_eq!(network(""), "");
    }
}
