//! The one layout of all mails: a column with the portal's name, the text, at most one button, and who sent it. Rules
//! stand in one style element, so that the page that shows a mail can allow exactly these and no others; attributes of
//! the elements keep the mail legible where a client drops them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Lang;
use sha2::{Digest as _, Sha256};

use crate::markup::escape;

/// The rules. Colours as in `style/tokens.css`; a dark client gets dark ones.
const STYLE: &str = "
:root { color-scheme: light dark; }
body { margin: 0; padding: 0; background: #f2f2f2; color: #333333; }
.frame { width: 100%; background: #f2f2f2; }
.sheet { width: 100%; max-width: 600px; background: #ffffff; border: 1px solid #cccccc; border-radius: 12px; }
.cell { padding: 32px; font-family: 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans JP', Meiryo, sans-serif; font-size: 16px;
  line-height: 1.8; text-align: left; }
.name { margin: 0 0 24px; padding: 0 0 12px; border-bottom: 3px solid #0017c1; color: #0017c1; font-size: 18px;
  font-weight: bold; line-height: 1.5; }
h1 { margin: 0 0 16px; color: #1a1a1a; font-size: 20px; line-height: 1.5; }
h2 { margin: 28px 0 12px; color: #1a1a1a; font-size: 17px; line-height: 1.5; }
p { margin: 0 0 16px; }
.go { margin: 28px 0 12px; }
.button { display: inline-block; padding: 14px 28px; border-radius: 8px; background: #0017c1; color: #ffffff;
  font-weight: bold; text-decoration: none; }
.address { color: #666666; font-size: 13px; line-height: 1.6; word-break: break-all; }
.end { margin: 24px 0 0; padding: 16px 0 0; border-top: 1px solid #cccccc; color: #666666; font-size: 13px;
  line-height: 1.6; }
a { color: #00118f; }
@media (prefers-color-scheme: dark) {
  body, .frame { background: #1a1a1a; color: #e6e6e6; }
  .sheet { background: #262626; border-color: #4d4d4d; }
  .name { border-color: #9db7f9; color: #9db7f9; }
  h1, h2 { color: #ffffff; }
  .button { background: #9db7f9; color: #000060; }
  .address, .end { border-color: #4d4d4d; color: #b3b3b3; }
  a { color: #c5d7fb; }
}
@media (max-width: 480px) {
  .cell { padding: 24px 20px; }
}
";

/// A part of a mail with a heading and things to open; addresses are full.
pub(super) struct Listed {
    pub(super) heading: String,
    /// Label, address, lines.
    pub(super) items: Vec<(String, String, Vec<String>)>,
    /// Label and address.
    pub(super) links: Vec<(String, String)>,
}

impl Listed {
    /// As plain text.
    pub(super) fn text(&self) -> String {
        let mut text = format!("■ {}", self.heading);
        for (label, address, lines) in &self.items {
            text.push_str(&format!("\n\n・{label}"));
            for line in lines {
                text.push_str(&format!("\n  {line}"));
            }
            text.push_str(&format!("\n  {address}"));
        }
        for (label, address) in &self.links {
            text.push_str(&format!("\n\n{label}\n{address}"));
        }
        text
    }

    fn html(&self) -> String {
        let anchor = |label: &str, address: &str| format!("<a href=\"{}\">{}</a>", quoted(address), escape(label));
        let items: String = self
            .items
            .iter()
            .map(|(label, address, lines)| {
                let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
                format!("<p>{}<br>\n{}</p>\n", anchor(label, address), lines.join("<br>\n"))
            })
            .collect();
        let links: Vec<String> = self
            .links
            .iter()
            .map(|(label, address)| anchor(label, address))
            .collect();
        format!(
            "<h2>{}</h2>\n{items}<p>{}</p>\n",
            escape(&self.heading),
            links.join("<br>\n")
        )
    }
}

/// What a mail's layout holds; everything is plain text and escaped here.
pub(super) struct Sheet<'a> {
    pub(super) lang: Lang,
    /// The portal's name.
    pub(super) site: &'a str,
    pub(super) subject: &'a str,
    pub(super) lines: &'a [String],
    /// Lists between the text and the button.
    pub(super) listed: &'a [Listed],
    /// Label and full address.
    pub(super) link: Option<(&'a str, &'a str)>,
    /// Sentences at the end.
    pub(super) end: &'a [String],
}

impl Sheet<'_> {
    pub(super) fn html(&self) -> String {
        let lines: String = self
            .lines
            .iter()
            .map(|line| format!("<p>{}</p>\n", escape(line)))
            .collect();
        let listed: String = self.listed.iter().map(Listed::html).collect();
        let link = self.link.map_or_else(String::new, |(label, address)| {
            let (label, shown, target) = (escape(label), escape(address), quoted(address));
            format!(
                "<p class=\"go\"><a class=\"button\" href=\"{target}\">{label}</a></p>\n\
                 <p class=\"address\">{shown}</p>\n"
            )
        });
        let end: Vec<String> = self.end.iter().map(|line| escape(line)).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{subject}</title>\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<table class=\"frame\" role=\"presentation\" width=\"100%\" cellpadding=\"16\" cellspacing=\"0\" \
             border=\"0\">\n<tr><td align=\"center\">\n<table class=\"sheet\" role=\"presentation\" width=\"600\" \
             cellpadding=\"24\" cellspacing=\"0\" border=\"0\">\n<tr><td class=\"cell\" align=\"left\">\n\
             <p class=\"name\">{site}</p>\n<h1>{subject}</h1>\n{lines}{listed}{link}<p class=\"end\">{end}</p>\n\
             </td></tr>\n</table>\n</td></tr>\n</table>\n</body>\n</html>\n",
            lang = self.lang.tag(),
            subject = escape(self.subject),
            site = escape(self.site),
            end = end.join("<br>\n"),
        )
    }
}

/// Text inside a quoted attribute.
fn quoted(text: &str) -> String {
    escape(text).replace('"', "&quot;")
}

/// The policy under which a page may show one of these mails: our rules, nothing loaded, no scripts, no forms, and no
/// way out of the sandbox but opening a link elsewhere.
pub fn preview_policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'sha256-{hash}'; \
         form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 文字は文字として出る() {
        let sheet = Sheet {
            lang: Lang::Ja,
            site: "共同事業ナビ",
            subject: "<script>alert(1)</script>",
            lines: &["<b>太字</b> & \"引用\"".to_owned()],
            listed: &[Listed {
                heading: "<b>見出し</b>".to_owned(),
                items: vec![(
                    "<img>".to_owned(),
                    "https://navi.example.jp/\"><img>".to_owned(),
                    vec!["<b>".to_owned()],
                )],
                links: vec![("<img>".to_owned(), "https://navi.example.jp/".to_owned())],
            }],
            link: Some(("開く", "https://navi.example.jp/a?b=\"><img src=x>&c=1")),
            end: &["終わり".to_owned()],
        };
        let html = sheet.html();
        assert!(
            !html.contains("<script") && !html.contains("<b>") && !html.contains("<img"),
            "{html}"
        );
        assert!(html.contains("href=\"https://navi.example.jp/a?b=&quot;&gt;"), "{html}");
    }

    #[test]
    fn 見せるときの決まりは様式のハッシュだけを許す() {
        let policy = preview_policy();
        assert!(
            policy.contains("style-src 'sha256-") && !policy.contains("unsafe"),
            "{policy}"
        );
    }
}
