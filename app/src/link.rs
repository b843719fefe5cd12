//! Addresses inside the portal. Japanese is at `/…`, English at `/en/…`; routes exist once.

use domain::Lang;
use domain::search::SearchRequest;
use domain::value::ProgramId;

use crate::Site;

/// Prefix of English addresses.
pub const ENGLISH: &str = "/en";

/// A path in a language.
pub fn in_language(lang: Lang, path: &str) -> String {
    match lang {
        Lang::Ja => path.to_owned(),
        Lang::En if path == "/" => ENGLISH.to_owned(),
        Lang::En => format!("{ENGLISH}{path}"),
    }
}

/// The result list of a request.
pub fn search(request: &SearchRequest) -> String {
    let query = request.query();
    if query.is_empty() {
        "/programs".to_owned()
    } else {
        format!("/programs?{query}")
    }
}

/// The same request in another form: `suffix` is `atom`, `csv` and the like.
pub fn output(request: &SearchRequest, suffix: &str) -> String {
    let query = request.query();
    let separator = if query.is_empty() { "" } else { "?" };
    format!("/programs.{suffix}{separator}{query}")
}

/// An address for use outside of the portal; `path` begins with `/`.
pub fn absolute(site: &Site, path: &str) -> String {
    format!("{}{path}", site.public_url)
}

/// The host of the portal, for names that must be its own everywhere.
pub fn host(site: &Site) -> &str {
    let address = site
        .public_url
        .split_once("://")
        .map_or(&*site.public_url, |(_, rest)| rest);
    let end = address.find(['/', ':']).unwrap_or(address.len());
    address.get(..end).unwrap_or_default()
}

/// A page with a request behind it, as [`search`] has it.
pub fn with_search(path: &str, request: &SearchRequest) -> String {
    let query = request.query();
    let separator = if query.is_empty() { "" } else { "?" };
    format!("{path}{separator}{query}")
}

/// A program's public page.
pub fn program(id: ProgramId) -> String {
    format!("/programs/{id}")
}

/// Whether a path from a form may be followed after sign-in: inside the portal only.
pub fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.chars().all(|letter| !letter.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 外への転送先は受け付けない() {
        for path in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "evil",
            "/a\nb",
            "",
        ] {
            assert!(!is_local(path), "{path:?}");
        }
        assert!(is_local("/programs?q=健診"));
    }

    #[test]
    fn 英語のトップページ() {
        assert_eq!(in_language(Lang::En, "/"), "/en");
        assert_eq!(in_language(Lang::En, "/programs"), "/en/programs");
    }
}
