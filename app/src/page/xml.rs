//! XML as feeds and site maps need it: letters that XML does not know are left out, everything else is escaped by the
//! library.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::Failure;

/// A document written into memory.
pub type Xml = Writer<Vec<u8>>;

/// The first line of a document.
///
/// # Errors
/// Never: memory does not fail.
pub fn declare(xml: &mut Xml) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
}

/// An element with a text.
///
/// # Errors
/// Never: memory does not fail.
pub fn element(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// An element with attributes only.
///
/// # Errors
/// Never: memory does not fail.
pub fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let cleaned: Vec<_> = attributes.iter().map(|(name, value)| (*name, clean(value))).collect();
    let pairs = cleaned.iter().map(|(name, value)| (*name, value.as_str()));
    xml.create_element(name).with_attributes(pairs).write_empty()?;
    Ok(())
}

/// A fault of writing.
pub fn fault(error: io::Error) -> Failure {
    Failure::fault(format!("writing XML: {error}"))
}

/// Without letters that no XML document may hold.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|letter| matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 書けない文字は除き記号は逃がす() {
        let mut xml = Xml::new(Vec::new());
        element(&mut xml, "a", "x\u{0}\u{8}<&>\u{FFFF}🍵").unwrap();
        empty(&mut xml, "b", &[("href", "/?a=1&b=\"2\"")]).unwrap();
        let text = String::from_utf8(xml.into_inner()).unwrap();
        assert_eq!(text, "<a>x&lt;&amp;&gt;🍵</a><b href=\"/?a=1&amp;b=&quot;2&quot;\"/>");
    }
}
