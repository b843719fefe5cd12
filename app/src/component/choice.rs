//! Radio buttons and checkboxes in fieldsets. The first one has the field's name as id, so that error links land there.

use domain::Lang;
use leptos::prelude::*;

use super::field::{Field, FormFieldset};

/// A choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// A choice without explanation.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// Choices under a heading of their own.
#[derive(Clone, Debug)]
pub struct ChoiceGroup {
    /// The heading.
    pub label: String,
    /// Its choices.
    pub choices: Vec<Choice>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Radio,
    Checkbox,
}

fn choice_id(field: &Field, value: &str, first: bool) -> String {
    if first {
        field.name.clone()
    } else {
        format!("{}-{value}", field.name)
    }
}

fn choice_view(field: &Field, kind: Kind, choice: Choice, first: bool) -> impl IntoView + use<> {
    let id = choice_id(field, &choice.value, first);
    let input_type = if kind == Kind::Radio { "radio" } else { "checkbox" };
    let checked = field.has(&choice.value);
    view! {
        <div class="kj-choice">
            <input
                class="kj-choice__control"
                type=input_type
                id=id.clone()
                name=field.name.clone()
                value=choice.value
                checked=checked
            />
            <label class="kj-choice__label" for=id>{choice.label}</label>
        </div>
    }
}

fn list_view(field: &Field, kind: Kind, choices: Vec<Choice>, columns: bool) -> impl IntoView + use<> {
    let items = choices
        .into_iter()
        .enumerate()
        .map(|(position, choice)| choice_view(field, kind, choice, position == 0))
        .collect_view();
    view! { <div class="kj-choices" data-columns=columns.then_some("true")>{items}</div> }
}

/// One of a few.
#[component]
pub fn Radios(
    /// Language of the page.
    lang: Lang,
    /// The field.
    field: Field,
    /// The choices.
    choices: Vec<Choice>,
    /// Side by side where there is room.
    #[prop(optional)]
    columns: bool,
) -> impl IntoView {
    let list = list_view(&field, Kind::Radio, choices, columns);
    view! { <FormFieldset lang field>{list}</FormFieldset> }
}

/// Any of a few.
#[component]
pub fn Checkboxes(
    /// Language of the page.
    lang: Lang,
    /// The field.
    field: Field,
    /// The choices.
    choices: Vec<Choice>,
    /// Side by side where there is room.
    #[prop(optional)]
    columns: bool,
) -> impl IntoView {
    let list = list_view(&field, Kind::Checkbox, choices, columns);
    view! { <FormFieldset lang field>{list}</FormFieldset> }
}

/// Any of many, under headings such as the purposes above themes. Each group opens by itself; those with a ticked
/// choice are open.
#[component]
pub fn GroupedCheckboxes(
    /// Language of the page.
    lang: Lang,
    /// The field.
    field: Field,
    /// The groups.
    groups: Vec<ChoiceGroup>,
) -> impl IntoView {
    let nothing_ticked = field.values.is_empty();
    let groups = groups
        .into_iter()
        .enumerate()
        .map(|(position, group)| {
            let open = group.choices.iter().any(|choice| field.has(&choice.value)) || (nothing_ticked && position == 0);
            let items = group
                .choices
                .into_iter()
                .enumerate()
                .map(|(inner, choice)| choice_view(&field, Kind::Checkbox, choice, position == 0 && inner == 0))
                .collect_view();
            let group_id = format!("{}-group-{position}", field.name);
            view! {
                <details class="kj-disclosure" open=open>
                    <summary class="kj-disclosure__summary" id=group_id.clone()>{group.label}</summary>
                    <div class="kj-choices" data-columns="true" role="group" aria-labelledby=group_id>
                        {items}
                    </div>
                </details>
            }
        })
        .collect_view();
    view! { <FormFieldset lang field>{groups}</FormFieldset> }
}
