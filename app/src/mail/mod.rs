//! Letters as mails: subject, plain text and HTML of the same words. What a letter says stands in
//! [`crate::text::letter`]; sending is the server's.

mod layout;

use domain::Lang;
use domain::letter::Letter;

pub use layout::preview_policy;

use crate::link::in_language;
use crate::text::Text;
use crate::text::letter::{parts, words};
use layout::{Listed, Sheet};

/// A letter in its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// One line.
    pub subject: String,
    /// Plain text, lines ended by `\n`.
    pub text: String,
    /// A whole HTML document.
    pub html: String,
    /// Full address that ends a subscription with one click (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// Puts a letter into words. `public_url` has no slash at the end.
pub fn render(letter: &Letter, lang: Lang, public_url: &str) -> Mail {
    let words = words(letter, lang);
    let (site, end) = (Text::of(lang).site.name, Text::of(lang).mails.end);
    let unsubscribe = letter
        .unsubscribe()
        .map(|path| format!("{public_url}{}", in_language(lang, path)));
    let stop = unsubscribe
        .as_ref()
        .map(|address| (Text::of(lang).notice.stop_link)(address));
    let link = words
        .link
        .map(|(label, path)| (label, format!("{public_url}{}", in_language(lang, &path))));
    let address = |path: &str| format!("{public_url}{}", in_language(lang, path));
    let listed: Vec<Listed> = parts(letter, lang)
        .into_iter()
        .map(|part| Listed {
            heading: part.heading,
            items: part
                .items
                .into_iter()
                .map(|(label, path, lines)| (label, address(&path), lines))
                .collect(),
            links: part
                .links
                .into_iter()
                .map(|(label, path)| (label, address(&path)))
                .collect(),
        })
        .collect();
    let mut text = words.lines.join("\n\n");
    for part in &listed {
        text.push_str("\n\n");
        text.push_str(&part.text());
    }
    if let Some((label, address)) = &link {
        text.push_str(&format!("\n\n{label}\n{address}"));
    }
    text.push_str(&format!("\n\n-- \n{site}\n{public_url}\n{end}\n"));
    if let Some(stop) = &stop {
        text.push_str(&format!("{stop}\n"));
    }
    let end = [site.to_owned(), public_url.to_owned(), end.to_owned()];
    let end: Vec<String> = end.into_iter().chain(stop).collect();
    let sheet = Sheet {
        lang,
        site,
        subject: &words.subject,
        lines: &words.lines,
        listed: &listed,
        link: link.as_ref().map(|(label, address)| (label.as_str(), address.as_str())),
        end: &end,
    };
    Mail {
        html: sheet.html(),
        subject: format!("【{site}】{}", words.subject),
        text,
        unsubscribe,
    }
}

/// Name of the file of a mail in the folder of mails that are not sent.
pub fn file_name(id: i64) -> String {
    format!("{id:08}.eml")
}
