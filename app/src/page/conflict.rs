//! Both texts of every field that two people changed, and for each the choice which one to keep (FORM-09). Nothing is lost:
//! what was typed stands in the form below as well. Which fields differ, and what they say, is the form's own matter.

use leptos::prelude::*;

use crate::Visit;
use crate::component::{Notice, NoticeTone};
use crate::page::FormPairs;
use crate::text::life::LifeText;

/// The value that stands for what the other person saved.
const THEIRS: &str = "theirs";

/// Before the name of a field: which of the two is kept.
const KEEP: &str = "keep-";

/// A field that two people changed.
pub struct Clash {
    /// Its name in the form.
    pub field: String,
    /// Its label.
    pub label: String,
    /// What the other person saved, in words.
    pub theirs: String,
    /// What the visitor typed, in words.
    pub mine: String,
    /// What the other person saved, as values that come back with the form: what is stored may have changed again since.
    pub values: Vec<String>,
}

/// The fields for which the visitor has chosen the other person's values, with these as they came back with the form.
pub fn chosen(pairs: &FormPairs) -> Vec<(&str, Vec<&str>)> {
    let values = |field: &str| {
        let name = theirs_name(field);
        let theirs = pairs.iter().filter(move |(named, _)| *named == name);
        theirs.map(|(_, value)| value).collect()
    };
    let choices = pairs.iter().filter(|(_, value)| *value == THEIRS);
    choices
        .filter_map(|(name, _)| name.strip_prefix(KEEP))
        .map(|field| (field, values(field)))
        .collect()
}

fn choice_name(field: &str) -> String {
    format!("{KEEP}{field}")
}

fn theirs_name(field: &str) -> String {
    format!("theirs-{field}")
}

/// The table; its choices belong to the form with the id `form`.
pub fn view(visit: &Visit, clashes: Vec<Clash>, form: &'static str) -> AnyView {
    let (lang, text, life) = (visit.lang, visit.text().register, LifeText::of(visit.lang));
    let rows = clashes.into_iter().map(|clash| row(life, clash, form)).collect_view();
    view! {
        <Notice lang tone=NoticeTone::Warning title=text.stale_title announced=true>
            <p>{text.stale_body}</p>
            <div class="kj-table-frame" tabindex="0" role="region" aria-label=text.stale_title>
                <table class="kj-table">
                    <thead>
                        <tr>
                            <th scope="col">{text.stale_field}</th>
                            <th scope="col">{text.stale_theirs}</th>
                            <th scope="col">{text.stale_mine}</th>
                            <th scope="col">{life.keep}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p>{text.stale_hint}</p>
        </Notice>
    }
    .into_any()
}

fn row(life: &'static LifeText, clash: Clash, form: &'static str) -> impl IntoView + use<> {
    let field = clash.field;
    let carried = clash
        .values
        .into_iter()
        .map(|value| view! { <input type="hidden" form=form name=theirs_name(&field) value=value /> })
        .collect_view();
    let choice = |value: &'static str, checked: bool, label: &'static str| {
        let id = format!("{}-{value}", choice_name(&field));
        view! {
            <div class="kj-choice">
                <input
                    class="kj-choice__control"
                    type="radio"
                    form=form
                    id=id.clone()
                    name=choice_name(&field)
                    value=value
                    checked=checked
                />
                <label class="kj-choice__label" for=id>{label}</label>
            </div>
        }
    };
    let (mine, theirs) = (
        choice("mine", true, life.keep_mine),
        choice(THEIRS, false, life.keep_theirs),
    );
    view! {
        <tr>
            <th scope="row">{clash.label}</th>
            <td class="kj-pre">{clash.theirs}</td>
            <td class="kj-pre">{clash.mine}</td>
            <td>{carried} {mine} {theirs}</td>
        </tr>
    }
}
