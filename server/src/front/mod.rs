//! What stands between the network and the router: whose connection it is, how many there may be, how often one address
//! may ask, and under which name. It knows nothing about pages.

pub mod limit;
pub mod listen;
pub mod proxy;

use std::sync::Arc;

use limit::Limiter;
use proxy::Proxies;

/// How requests are taken in. The default trusts no proxy, limits nothing and answers under every name, as for tests and
/// measurements inside one process.
#[derive(Clone, Default)]
pub struct Front {
    /// Proxies whose word about the visitor's address is taken.
    pub proxies: Arc<Proxies>,
    /// Limits per address; absent when they are off.
    pub limiter: Option<Arc<Limiter>>,
    /// Host and port under which people reach the portal; absent when every name will do.
    pub host: Option<Arc<str>>,
    /// Whether people reach the portal over TLS only.
    pub secure: bool,
}

impl Front {
    /// The host a public address names, without the port that its scheme has anyway.
    pub fn host_of(public_url: &str) -> Option<Arc<str>> {
        let (scheme, rest) = public_url.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?;
        Some(plain_host(scheme, host).into())
    }
}

/// A host in lower case without its scheme's own port.
pub fn plain_host(scheme: &str, host: &str) -> String {
    let port = if scheme == "https" { ":443" } else { ":80" };
    let host = host.to_ascii_lowercase();
    host.strip_suffix(port).map(str::to_owned).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 公開アドレスから名前を取り出す() {
        for (url, host) in [
            ("https://Navi.example.jp", "navi.example.jp"),
            ("https://navi.example.jp:443", "navi.example.jp"),
            ("https://navi.example.jp:8443/portal", "navi.example.jp:8443"),
            ("http://127.0.0.1:3000", "127.0.0.1:3000"),
            ("http://[::1]:80", "[::1]"),
        ] {
            assert_eq!(Front::host_of(url).as_deref(), Some(host), "{url}");
        }
    }
}
