//! A program's section that two people changed.

use domain::program::ProgramForm;
use leptos::prelude::*;

use crate::Visit;
use crate::page::FormPairs;
use crate::page::conflict::{self, Clash};
use crate::page::program_value::words;
use crate::text::field as field_text;
use crate::text::life::LifeText;

/// Puts the other person's text where the visitor has chosen it.
pub(super) fn apply_choices(form: &mut ProgramForm, fields: &[&'static str], pairs: &FormPairs) {
    for (chosen, values) in conflict::chosen(pairs) {
        if let Some(field) = fields.iter().copied().find(|field| *field == chosen) {
            form.replace(&[field], values.into_iter().map(|value| (field, value)));
        }
    }
}

/// The table; its choices belong to the form with the id `form`.
pub(super) fn view(
    visit: &Visit,
    stored: &ProgramForm,
    typed: &ProgramForm,
    fields: &[&'static str],
    form: &'static str,
) -> AnyView {
    let lang = visit.lang;
    let shown = |of: &ProgramForm, field: &str| {
        let words = words(lang, field, of.values(field));
        if words.is_empty() {
            LifeText::of(lang).empty.to_owned()
        } else {
            words
        }
    };
    let clash = |field: &&'static str| Clash {
        field: (*field).to_owned(),
        label: field_text::program(lang, field).label.to_owned(),
        theirs: shown(stored, field),
        mine: shown(typed, field),
        values: stored.values(field).to_vec(),
    };
    conflict::view(visit, fields.iter().map(clash).collect(), form)
}
