//! How the fields of the forms of consortia are asked for.

use domain::code::{ConsortiumRole, ContractMethod, CostSharing, DataCategory, DecisionBody, ProviderRole};
use domain::{Lang, Problems};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{
    Checkboxes, Choice, DateInput, ErrorSummary, Field, FieldError, InputKind, InputWidth, Radios, Select, TextArea,
    TextInput,
};
use crate::text::consortium::{field as words_of, problem_sentence};

/// Fields that may stay empty.
const OPTIONAL: &[&str] = &[
    "cost",
    "data_note",
    "publication",
    "open",
    "alone",
    "note",
    "reason",
    "services",
    "contract",
    "related",
];

/// All problems at the top of a form.
pub(super) fn summary(lang: Lang, problems: &Problems) -> Option<impl IntoView + use<>> {
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), problem_sentence(lang, found)))
        .collect();
    (!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })
}

/// The control of a field with what was typed and what is wrong with it; `limit` in characters.
pub(super) fn control(
    visit: &Visit,
    name: &'static str,
    values: &[String],
    limit: Option<u32>,
    problems: &Problems,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let words = words_of(lang, name);
    let error = problems
        .for_field(name)
        .next()
        .map(|found| problem_sentence(lang, found));
    let mut field = Field::new(name, words.label).values(values.to_vec()).error(error);
    if !words.hint.is_empty() {
        field = field.hint(words.hint);
    }
    field = if OPTIONAL.contains(&name) {
        field.optional()
    } else {
        field.required()
    };
    let one = |label: &'static str| vec![Choice::new("1", label)];
    match name {
        "sharing" => {
            let ways = CostSharing::ALL.iter();
            let choices = ways.map(|way| Choice::new(way.code(), way.name(lang))).collect();
            view! { <Radios lang field choices columns=true /> }.into_any()
        }
        "data" => {
            let all = DataCategory::ALL.iter();
            let choices = all.map(|data| Choice::new(data.code(), data.name(lang))).collect();
            view! { <Radios lang field choices /> }.into_any()
        }
        "body" => {
            let bodies = DecisionBody::ALL.iter();
            let choices = bodies.map(|body| Choice::new(body.code(), body.name(lang))).collect();
            view! { <Radios lang field choices columns=true /> }.into_any()
        }
        "role" => {
            let roles = ConsortiumRole::ALL.iter().filter(|role| **role != ConsortiumRole::Lead);
            let choices = roles.map(|role| Choice::new(role.code(), role.name(lang))).collect();
            view! { <Radios lang field choices columns=true /> }.into_any()
        }
        "services" => {
            let all = ProviderRole::ALL.iter();
            let choices = all.map(|role| Choice::new(role.code(), role.name(lang))).collect();
            view! { <Checkboxes lang field choices columns=true /> }.into_any()
        }
        "contract" => {
            let all = ContractMethod::ALL.iter();
            let choices = all.map(|way| Choice::new(way.code(), way.name(lang))).collect();
            view! { <Select lang field choices /> }.into_any()
        }
        "publication" => view! { <Checkboxes lang field choices=one(text.publication_box) /> }.into_any(),
        "open" => view! { <Checkboxes lang field choices=one(text.open_box) /> }.into_any(),
        "terms_accepted" => view! { <Checkboxes lang field choices=one(text.terms_box) /> }.into_any(),
        "related" => view! { <Checkboxes lang field choices=one(text.related_box) /> }.into_any(),
        "period_from" | "period_to" | "decided_on" => view! { <DateInput lang field /> }.into_any(),
        "aim" => view! { <TextArea lang field limit rows=8 /> }.into_any(),
        "data_note" | "note" | "reason" => view! { <TextArea lang field limit rows=4 /> }.into_any(),
        "cost" | "alone" => {
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Medium /> }.into_any()
        }
        "approver" => view! { <TextInput lang field width=InputWidth::Full autocomplete="name" /> }.into_any(),
        _ => view! { <TextInput lang field width=InputWidth::Full /> }.into_any(),
    }
}
