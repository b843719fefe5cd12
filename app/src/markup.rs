//! Limited markup of organisers' long texts: paragraphs, lists, sub-headings, emphasis and links. Anything else,
//! raw HTML above all, is shown as the text it is.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

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
