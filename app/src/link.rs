//! Addresses inside the portal. Japanese is at `/…`, English at `/en/…`; routes exist once.

use domain::Lang;
use domain::search::SearchRequest;
use domain::value::ProgramId;

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
