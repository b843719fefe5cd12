//! The language of the address: `/en/…` is English, everything else Japanese. The prefix is taken off before routing,
//! so that routes exist once; it therefore wraps the router and cannot be a layer of it.

use axum::extract::Request;
use domain::Lang;
use http::Uri;

/// Takes the prefix off and remembers the language.
pub fn strip_prefix(mut request: Request) -> Request {
    let path = request.uri().path();
    let lang = match path.strip_prefix("/en") {
        // `/en//host` stays as it is and finds no route: without the prefix it would lead to another host wherever a
        // page links to itself.
        Some(rest) if rest.is_empty() || (rest.starts_with('/') && !rest.starts_with("//")) => {
            let rest = if rest.is_empty() { "/" } else { rest };
            let target = match request.uri().query() {
                Some(query) => format!("{rest}?{query}"),
                None => rest.to_owned(),
            };
            match target.parse::<Uri>() {
                Ok(uri) => {
                    *request.uri_mut() = uri;
                    Lang::En
                }
                Err(_) => Lang::Ja,
            }
        }
        _ => Lang::Ja,
    };
    request.extensions_mut().insert(lang);
    request
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn stripped(uri: &str) -> (String, Lang) {
        let request = strip_prefix(Request::builder().uri(uri).body(Body::empty()).unwrap());
        (request.uri().to_string(), *request.extensions().get::<Lang>().unwrap())
    }

    #[test]
    fn 英語の接頭辞だけを外す() {
        assert_eq!(stripped("/en"), ("/".into(), Lang::En));
        assert_eq!(stripped("/en/programs?q=a"), ("/programs?q=a".into(), Lang::En));
        assert_eq!(stripped("/english"), ("/english".into(), Lang::Ja));
        assert_eq!(stripped("/en//evil.example"), ("/en//evil.example".into(), Lang::Ja));
        assert_eq!(stripped("/programs"), ("/programs".into(), Lang::Ja));
    }
}
