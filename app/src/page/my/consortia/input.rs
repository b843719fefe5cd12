//! How the fields of data handling and of common work are asked for.

use domain::code::{Certificate, DataCategory, LegalBasis, TransferMethod};
use domain::consortium::DecisionWay;
use domain::data_flow::PostingPlace;
use domain::{Lang, Problems};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{
    Checkboxes, Choice, DateInput, ErrorSummary, Field, FieldError, InputKind, InputWidth, Radios, Select, TextArea,
    TextInput,
};
use crate::text::consortium_field::{field as words_of, problem_sentence};

/// Fields that must be filled in.
const REQUIRED: &[&str] = &[
    "data",
    "category",
    "sender",
    "receiver",
    "purpose",
    "address",
    "representative",
    "from",
    "posted",
    "title",
    "society",
    "due",
    "decided_on",
    "subject",
    "decided_by",
    "way",
];

/// All problems at the top of a form.
pub(super) fn summary(lang: Lang, problems: &Problems) -> Option<impl IntoView + use<>> {
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), problem_sentence(lang, found)))
        .collect();
    (!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })
}

/// What a field of a form is.
pub(super) struct Input<'a> {
    /// Its name in the form's own list.
    pub field: &'static str,
    /// Its name in HTML; rows of a table carry their number.
    pub name: String,
    /// What was typed.
    pub values: &'a [String],
    /// Most characters.
    pub limit: Option<u32>,
    /// What can be chosen, where that depends on the consortium.
    pub choices: Vec<Choice>,
}

impl<'a> Input<'a> {
    /// A field that is called in HTML as in its form.
    pub fn new(field: &'static str, values: &'a [String], limit: Option<u32>) -> Self {
        Self {
            field,
            name: field.to_owned(),
            values,
            limit,
            choices: Vec::new(),
        }
    }

    /// The control, with what is wrong with it.
    pub fn view(self, visit: &Visit, problems: &Problems) -> AnyView {
        let (lang, text) = (visit.lang, visit.text().consortium_data);
        let words = words_of(lang, self.field);
        let found = problems.iter().find(|found| found.field.as_str() == self.name);
        let error = found.map(|found| problem_sentence(lang, found));
        let mut field = Field::new(self.name, words.label)
            .values(self.values.to_vec())
            .error(error);
        if !words.hint.is_empty() {
            field = field.hint(words.hint);
        }
        field = if REQUIRED.contains(&self.field) {
            field.required()
        } else {
            field.optional()
        };
        let limit = self.limit;
        let choices = self.choices;
        match self.field {
            "category" => {
                let all = DataCategory::ALL.iter().filter(|one| **one != DataCategory::None);
                let choices = all.map(|one| Choice::new(one.code(), one.name(lang))).collect();
                view! { <Radios lang field choices /> }.into_any()
            }
            "basis" => {
                let all = LegalBasis::ALL.iter();
                let choices = all.map(|one| Choice::new(one.code(), one.name(lang))).collect();
                view! { <Select lang field choices /> }.into_any()
            }
            "method" => {
                let all = TransferMethod::ALL.iter();
                let choices = all.map(|one| Choice::new(one.code(), one.name(lang))).collect();
                view! { <Select lang field choices /> }.into_any()
            }
            "certificate" => {
                let all = Certificate::ALL.iter();
                let choices = all.map(|one| Choice::new(one.code(), one.name(lang))).collect();
                view! { <Select lang field choices /> }.into_any()
            }
            "posted" => {
                let all = PostingPlace::ALL.iter();
                let choices = all.map(|one| Choice::new(one.code(), one.name(lang))).collect();
                view! { <Checkboxes lang field choices /> }.into_any()
            }
            "way" => {
                let all = DecisionWay::ALL.iter();
                let choices = all.map(|one| Choice::new(one.code(), one.name(lang))).collect();
                view! { <Radios lang field choices /> }.into_any()
            }
            "society" | "file" => view! { <Select lang field choices /> }.into_any(),
            "subcontract" | "deletion" | "portal" => {
                let choices = vec![Choice::new("1", text.yes)];
                view! { <Checkboxes lang field choices /> }.into_any()
            }
            "from" | "due" | "decided_on" => view! { <DateInput lang field /> }.into_any(),
            "items" | "users" | "purpose" | "partners" | "reason" | "content" => {
                view! { <TextArea lang field limit rows=4 /> }.into_any()
            }
            "yes" | "no" => {
                view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Medium /> }.into_any()
            }
            _ => view! { <TextInput lang field width=InputWidth::Full /> }.into_any(),
        }
    }
}
