//! What a browser calls itself, in words a person knows: which browser on which system. Versions are left out, because
//! they change every month and many are made up.

use domain::Lang;

use crate::text::Text;

/// Browsers by a word in their name; those that also claim to be another one come first.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Microsoft Edge"),
    ("EdgA/", "Microsoft Edge"),
    ("EdgiOS/", "Microsoft Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Systems, likewise.
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// The words for a `User-Agent` header.
pub fn words(agent: &str, lang: Lang) -> String {
    let text = Text::of(lang).account;
    let find = |list: &[(&str, &'static str)]| {
        let found = list.iter().find(|(word, _)| agent.contains(word));
        found.map(|(_, name)| *name)
    };
    match (find(BROWSERS), find(SYSTEMS)) {
        (Some(browser), Some(system)) => (text.browser_on)(browser, system),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => text.unknown_browser.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 名乗りを人の言葉にする() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 \
                    Safari/537.36 Edg/141.0";
        assert_eq!(words(edge, Lang::Ja), "Microsoft Edge（Windows）");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1";
        assert_eq!(words(phone, Lang::En), "Safari on iPhone");
        assert_eq!(words("", Lang::Ja), "不明なブラウザー");
        assert_eq!(words("curl/8.0", Lang::Ja), "curl");
    }
}
