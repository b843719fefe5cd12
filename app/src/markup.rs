//! Limited markup of organisers' long texts: paragraphs, lists, sub-headings, emphasis and links. Anything else,
//! raw HTML above all, is shown as the text it is.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The words of an organiser's text without any markup, on one line.
pub fn to_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                out.push_str(&words);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                out.push(' ');
            }
            _ => {}
        }
    }
    out.trim_end().to_owned()
}

/// HTML of an organiser's text. Headings start at level 3, because they stand under the page's own.
pub fn to_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    // Links do not nest, so one flag is enough to drop the end of a link whose start was dropped.
    let mut dropped_link = false;
    let events = Parser::new_ext(text, Options::empty()).filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::SoftBreak => Some(Event::HardBreak),
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Some(Event::Start(Tag::Heading {
            level: lower(level),
            id,
            classes,
            attrs,
        })),
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(lower(level)))),
        Event::Start(Tag::Link { ref dest_url, .. }) if !is_web(dest_url) => {
            dropped_link = true;
            None
        }
        Event::End(TagEnd::Link) if dropped_link => {
            dropped_link = false;
            None
        }
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock) | Event::End(TagEnd::Image | TagEnd::HtmlBlock) => None,
        other => Some(other),
    });
    html::push_html(&mut out, events);
    out
}

/// Text as it must stand inside an element whose children Leptos does not escape: `<title>` and `<textarea>`.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Plain text as HTML: line ends stay, and web addresses become links that tell nobody whence they were followed.
pub fn linked(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(start) = find_address(rest) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !is_of_address(c)).unwrap_or(from.len());
        let address = from[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']);
        let shown = escape(address);
        out.push_str(&escape(before));
        out.push_str(&format!(
            "<a href=\"{shown}\" rel=\"noopener noreferrer nofollow\">{shown}</a>"
        ));
        rest = &from[address.len()..];
    }
    out.push_str(&escape(rest));
    out.replace('\n', "<br>")
}

/// Where a web address with something behind its scheme begins.
fn find_address(text: &str) -> Option<usize> {
    ["https://", "http://"]
        .iter()
        .filter_map(|scheme| {
            text.match_indices(scheme)
                .find(|(at, _)| text[at + scheme.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
                .map(|(at, _)| at)
        })
        .min()
}

/// What an address is made of; quotes and brackets that could end an attribute or an element are not.
fn is_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&()*+,;=%".contains(c)
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn メッセージの中のアドレスだけをリンクにする() {
        assert_eq!(
            linked("資料は https://example.jp/a?b=1&c=2。\n<b>太字</b>"),
            "資料は <a href=\"https://example.jp/a?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow\">\
             https://example.jp/a?b=1&amp;c=2</a>。<br>&lt;b&gt;太字&lt;/b&gt;"
        );
        for text in ["javascript:alert(1)", "https://", "http://\"onclick=x"] {
            assert!(!linked(text).contains("<a "), "{text}");
        }
        let hostile = linked("https://example.jp/\" onmouseover=\"alert(1)\"><img src=x>");
        assert!(
            !hostile.contains("<img") && hostile.contains("href=\"https://example.jp/\" rel"),
            "{hostile}"
        );
    }

    #[test]
    fn 生のタグは文字として出る() {
        let html = to_html("<script>alert(1)</script>\n\n本文<b onclick=x>太字</b>");
        assert!(!html.contains("<script") && !html.contains("<b "), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }

    #[test]
    fn 危ないリンクは文字だけ残る() {
        let html = to_html("[押す](javascript:alert(1)) と [公式](https://example.jp/a)");
        assert!(!html.contains("javascript"), "{html}");
        assert!(
            html.contains("押す") && html.contains(r#"<a href="https://example.jp/a">公式</a>"#),
            "{html}"
        );
    }

    #[test]
    fn 見出しはページの見出しより下になる() {
        assert!(to_html("# 日程").contains("<h3>日程</h3>"));
        assert!(to_html("#### 詳細").contains("<h4>詳細</h4>"));
    }

    #[test]
    fn 改行と箇条書き() {
        assert!(to_html("一行目\n二行目").contains("<br"));
        assert!(to_html("- 甲\n- 乙").contains("<li>乙</li>"));
    }
}
