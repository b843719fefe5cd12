//! One value of a facet: a native control with its label and count.

use std::borrow::Cow;
use std::fmt::Write as _;

use domain::value::grouped;

use crate::markup;
use crate::text::component::ComponentText;

/// A value of a facet.
#[derive(Clone, Debug)]
pub struct FacetOption {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// What one would get by ticking it too; `None` shows no number, as for 指定なし.
    pub count: Option<u32>,
    /// Whether it is chosen.
    pub checked: bool,
    /// How its name is read, in hiragana; empty where the name says it.
    pub reading: &'static str,
}

impl FacetOption {
    /// A value with its count.
    pub fn new(value: impl Into<String>, label: impl Into<String>, count: u32, checked: bool) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            count: Some(count),
            checked,
            reading: "",
        }
    }

    pub(super) fn is_idle_zero(&self) -> bool {
        self.count == Some(0) && !self.checked
    }
}

/// Whether values add up or replace each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Checkbox,
    Radio,
}

/// The control as markup; its id is `f-{name}-{value}`, and scripts find the number by `data-count`. A search page has a
/// hundred of them, and markup written straight into one text costs a tenth of what a view of each does.
pub(super) fn write_option(
    out: &mut String,
    text: &'static ComponentText,
    name: &str,
    option: &FacetOption,
    control: Control,
) {
    let zero = if option.is_idle_zero() {
        " data-zero=\"true\""
    } else {
        ""
    };
    let checked = if option.checked { " checked" } else { "" };
    let kind = match control {
        Control::Checkbox => "checkbox",
        Control::Radio => "radio",
    };
    let reading = if option.reading.is_empty() {
        String::new()
    } else {
        format!(" data-reading=\"{}\"", escape(option.reading))
    };
    let (name, value, label) = (escape(name), escape(&option.value), escape(&option.label));
    // Writing into memory does not fail.
    let _ = write!(
        out,
        "<div class=\"kj-option\"{zero}{reading}><input class=\"kj-choice__control\" type=\"{kind}\" \
         id=\"f-{name}-{value}\" name=\"{name}\" value=\"{value}\"{checked}>\
         <label class=\"kj-option__label\" for=\"f-{name}-{value}\"><span class=\"kj-option__name\">{label}</span>"
    );
    if let Some(count) = option.count {
        let _ = write!(
            out,
            " <span class=\"kj-count\"><span data-count=\"{value}\">{}</span>\
             <span class=\"kj-visually-hidden\">{}</span></span>",
            grouped(count.into()),
            text.count_unit
        );
    }
    out.push_str("</label></div>");
}

/// Text as it may stand between tags and inside quotes.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if text.contains(['&', '<', '>', '"']) {
        Cow::Owned(markup::escape(text).replace('"', "&quot;"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Lang;

    #[test]
    fn 値も名前も印として読まれない() {
        let mut out = String::new();
        let option = FacetOption::new("\"><script>", "<b>&", 1200, true);
        write_option(
            &mut out,
            ComponentText::of(Lang::Ja),
            "pref",
            &option,
            Control::Checkbox,
        );
        assert!(!out.contains("<script") && !out.contains("<b>"), "{out}");
        assert!(out.contains("value=\"&quot;&gt;&lt;script&gt;\" checked>"), "{out}");
        assert!(out.contains("&lt;b&gt;&amp;") && out.contains(">1,200<"), "{out}");
    }
}
