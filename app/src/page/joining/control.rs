//! How the fields of the forms of joining are asked for.

use domain::code::DecisionBody;
use domain::{Lang, Problems};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{
    Checkboxes, Choice, DateInput, ErrorSummary, Field, FieldError, InputKind, InputWidth, Radios, TextArea, TextInput,
};
use crate::text::joining::{field as words_of, sentence};

/// Fields that may stay empty.
const OPTIONAL: &[&str] = &[
    "department",
    "organisation",
    "tel",
    "people",
    "note",
    "cost_yen",
    "reason",
];

/// All problems at the top of a form.
pub fn summary(lang: Lang, problems: &Problems) -> Option<impl IntoView + use<>> {
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(lang, found)))
        .collect();
    (!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })
}

/// The control of a field with what was typed and what is wrong with it; `limit` in characters.
pub fn control(
    visit: &Visit,
    name: &'static str,
    values: &[String],
    limit: Option<u32>,
    problems: &Problems,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().joining);
    let words = words_of(lang, name);
    let error = problems.for_field(name).next().map(|found| sentence(lang, found));
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
        "body" => {
            let bodies = DecisionBody::ALL.iter();
            let choices = bodies.map(|body| Choice::new(body.code(), body.name(lang))).collect();
            view! { <Radios lang field choices columns=true /> }.into_any()
        }
        "cost_agreed" => {
            let choices = vec![Choice::new("yes", text.yes), Choice::new("no", text.no)];
            view! { <Radios lang field choices columns=true /> }.into_any()
        }
        "understood" => {
            let choices = one(text.understood);
            view! { <Checkboxes lang field choices /> }.into_any()
        }
        "data_accepted" => {
            let choices = one(text.data_accepted);
            view! { <Checkboxes lang field choices /> }.into_any()
        }
        "decided_on" => view! { <DateInput lang field /> }.into_any(),
        "note" | "reason" => view! { <TextArea lang field limit rows=4 /> }.into_any(),
        "text" | "answer" => view! { <TextArea lang field limit rows=8 /> }.into_any(),
        "people" | "cost_yen" => {
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Medium /> }.into_any()
        }
        "tel" => view! { <TextInput lang field kind=InputKind::Tel width=InputWidth::Medium autocomplete="tel" /> }
            .into_any(),
        "email" => view! { <TextInput lang field kind=InputKind::Email width=InputWidth::Full autocomplete="email" /> }
            .into_any(),
        "name" => view! { <TextInput lang field width=InputWidth::Full autocomplete="name" /> }.into_any(),
        "organisation" => {
            view! { <TextInput lang field width=InputWidth::Full autocomplete="organization" /> }.into_any()
        }
        _ => view! { <TextInput lang field width=InputWidth::Full /> }.into_any(),
    }
}
