//! What is taken out of typed text before it is stored: characters that no reader can see and PostgreSQL cannot hold,
//! and anything beyond the size at which a field stops being text. It judges no content.

use std::borrow::Cow;

use domain::program::{FIELD_BYTES, ProgramForm};

/// Most values kept of one group of checkboxes; the longest code list has fewer.
const MOST_VALUES: usize = 200;

/// Copies the named fields of `typed` into `form`, cleaned; the other fields of `form` stay.
pub(crate) fn take_fields(form: &mut ProgramForm, fields: &[&str], typed: &ProgramForm) {
    let cleaned: Vec<(&str, Cow<'_, str>)> = fields
        .iter()
        .flat_map(|field| {
            typed
                .values(field)
                .iter()
                .take(MOST_VALUES)
                .map(|value| (*field, clean(value)))
        })
        .collect();
    form.replace(fields, cleaned.iter().map(|(field, value)| (*field, value.as_ref())));
}

/// A cleaned copy of a whole form.
pub(crate) fn clean_form(typed: &ProgramForm) -> ProgramForm {
    let mut form = ProgramForm::default();
    take_fields(&mut form, ProgramForm::FIELDS, typed);
    form
}

/// The text without what is unwanted in it, cut at the limit.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let text = &text[..text.floor_char_boundary(FIELD_BYTES)];
    if text.chars().any(is_unwanted) {
        Cow::Owned(text.chars().filter(|c| !is_unwanted(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Control characters except tabulator and line ends.
fn is_unwanted(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 制御文字だけを取り除く() {
        assert_eq!(clean("健診\0受診\u{8}率\u{85}👨‍👩‍👧\r\n\tＡ"), "健診受診率👨‍👩‍👧\r\n\tＡ");
        assert!(matches!(clean("そのまま"), Cow::Borrowed("そのまま")));
    }

    #[test]
    fn 長すぎる文字列は文字の境目で切る() {
        let long = "健".repeat(FIELD_BYTES);
        let kept = clean(&long);
        assert!(kept.len() <= FIELD_BYTES && kept.len() > FIELD_BYTES - 3);
        assert!(kept.chars().all(|c| c == '健'));
    }

    #[test]
    fn 指定した項目だけを写す() {
        let mut form = ProgramForm {
            title: "旧".into(),
            summary: "残る".into(),
            ..ProgramForm::default()
        };
        let typed = ProgramForm {
            title: "新\0".into(),
            summary: "写さない".into(),
            ..ProgramForm::default()
        };
        take_fields(&mut form, &["title"], &typed);
        assert_eq!((form.title.as_str(), form.summary.as_str()), ("新", "残る"));
    }
}
