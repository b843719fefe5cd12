//! Web addresses as people type them, often without `https://`. Only web schemes pass, so that a stored address can be a
//! link without further thought.

use super::digits::narrow;
use crate::problem::ProblemCode;

/// Reads a web address; a missing scheme becomes `https://`.
///
/// # Errors
///
/// `Empty`; `NotAUrl` for other schemes, hosts without a dot, or characters that a link cannot hold; `TooLong` above
/// 2,000 characters.
pub fn url(typed: &str) -> Result<String, ProblemCode> {
    const MAX: u32 = 2_000;
    let narrowed = narrow(typed);
    let address = narrowed.trim();
    if address.is_empty() {
        return Err(ProblemCode::Empty);
    }
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), address),
    };
    let is_web = scheme == "https" || scheme == "http";
    let is_clean = !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c));
    let end_of_host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end_of_host);
    if !is_web || !is_clean || !is_host(host) {
        return Err(ProblemCode::NotAUrl);
    }
    let url = format!("{scheme}://{}{path}", host.to_ascii_lowercase());
    let now = u32::try_from(url.chars().count()).unwrap_or(u32::MAX);
    if now > MAX {
        Err(ProblemCode::TooLong { max: MAX, now })
    } else {
        Ok(url)
    }
}

/// A host name with at least one dot and perhaps a port; no user names, which only serve to deceive.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let port_ok = port.parse::<u16>().is_ok_and(|port| port > 0);
    let label_ok = |label: &str| {
        let is_word = |c: char| c.is_alphanumeric() || c == '-';
        (1..=63).contains(&label.len())
            && label.chars().all(is_word)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    port_ok && name.contains('.') && name.len() <= 253 && name.split('.').all(label_ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 書き方の揺れを直す() {
        assert_eq!(url("example.jp/a?b=c#d").as_deref(), Ok("https://example.jp/a?b=c#d"));
        assert_eq!(url(" ＨＴＴＰ：／／Example.JP ").as_deref(), Ok("http://example.jp"));
        assert_eq!(
            url("https://example.jp:8080/健康").as_deref(),
            Ok("https://example.jp:8080/健康")
        );
    }

    #[test]
    fn リンクにできないもの() {
        for typed in [
            "javascript:alert(1)",
            "ftp://example.jp",
            "localhost",
            "https://user@example.jp",
            "https://",
            "exa mple.jp",
            "https://example.jp/\"",
            "data://a.b",
        ] {
            assert_eq!(url(typed), Err(ProblemCode::NotAUrl), "{typed}");
        }
        assert_eq!(url(""), Err(ProblemCode::Empty));
        assert!(matches!(
            url(&format!("example.jp/{}", "a".repeat(2_000))),
            Err(ProblemCode::TooLong { .. })
        ));
    }
}
