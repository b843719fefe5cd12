//! How the fields of an application are asked for, single ones and those in rows. It shows exactly what was typed.

use domain::application::Table;
use domain::code::{
    Certificate, ContractMethod, CostItem, CostSharing, DataCategory, KpiLevel, LegalBasis, TaxMode, TransferMethod,
};
use domain::plan::PlanForm;
use domain::questionnaire::Questionnaire;
use domain::rows::row_field;
use domain::{Lang, Problems};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{
    Checkboxes, Choice, DateInput, ErrorSummary, Field, FieldError, InputKind, InputWidth, Radios, Select, TextArea,
    TextInput,
};
use crate::text::application_field as words;
use crate::text::application_question::sentence;

/// Fields that may stay empty.
const OPTIONAL: &[&str] = &[
    "history",
    "funding_subsidy",
    "funding_employer",
    "funding_other",
    "funding_members",
];

/// Columns that may stay empty.
const OPTIONAL_COLUMNS: &[(Table, &[&str])] = &[
    (Table::Tasks, &["actor", "to"]),
    (Table::Kpis, &["unit", "baseline", "target", "year", "method"]),
    (
        Table::Flows,
        &[
            "basis",
            "contract",
            "subcontract",
            "method",
            "country",
            "retention",
            "deletion",
            "certificate",
            "incident",
            "portal",
        ],
    ),
    (
        Table::Lines,
        &[
            "quantity", "unit", "times", "eligible", "basis", "payee", "contract", "reason", "quotes",
        ],
    ),
];

/// All problems at the top of a form.
pub(super) fn summary(lang: Lang, questions: &Questionnaire, problems: &Problems) -> Option<impl IntoView + use<>> {
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(lang, questions, found)))
        .collect();
    (!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })
}

/// The choices of a field, if it is chosen from a list.
pub(super) fn choices(lang: Lang, field: &str, table: Option<Table>, items: &[CostItem]) -> Option<Vec<Choice>> {
    fn of<T: Copy>(list: &[T], code: impl Fn(T) -> &'static str, name: impl Fn(T) -> &'static str) -> Vec<Choice> {
        list.iter().map(|one| Choice::new(code(*one), name(*one))).collect()
    }
    Some(match (table, field) {
        (Some(Table::Kpis), "level") => of(KpiLevel::ALL, KpiLevel::code, |one| one.name(lang)),
        (Some(Table::Flows), "category") => of(DataCategory::ALL, DataCategory::code, |one| one.name(lang)),
        (Some(Table::Flows), "basis") => of(LegalBasis::ALL, LegalBasis::code, |one| one.name(lang)),
        (Some(Table::Flows), "method") => of(TransferMethod::ALL, TransferMethod::code, |one| one.name(lang)),
        (Some(Table::Flows), "certificate") => of(Certificate::ALL, Certificate::code, |one| one.name(lang)),
        (Some(Table::Lines), "item") => of(items, CostItem::code, |one| one.name(lang)),
        (Some(Table::Lines), "contract") => of(ContractMethod::ALL, ContractMethod::code, |one| one.name(lang)),
        (None, "tax") => of(TaxMode::ALL, TaxMode::code, |one| one.name(lang)),
        (None, "sharing") => of(CostSharing::ALL, CostSharing::code, |one| one.name(lang)),
        _ => return None,
    })
}

/// Whether a column is a box to tick.
pub(super) fn is_box(field: &str) -> bool {
    matches!(
        field,
        "eligible" | "subcontract" | "deletion" | "portal" | "publication"
    )
}

/// A field that stands in no table.
pub(super) fn single(visit: &Visit, name: &'static str, value: &str, problems: &Problems) -> AnyView {
    let lang = visit.lang;
    let said = words::field(lang, name);
    let mut field = shown(lang, name.to_owned(), said.label.to_owned(), said.hint, value, problems);
    field = if OPTIONAL.contains(&name) {
        field.optional()
    } else {
        field.required()
    };
    if let Some(choices) = choices(lang, name, None, &[]) {
        return view! { <Radios lang field choices columns=true /> }.into_any();
    }
    match name {
        "publication" => {
            let choices = vec![Choice::new("1", words::box_words(lang, name))];
            view! { <Checkboxes lang field choices /> }.into_any()
        }
        "title" => view! { <TextInput lang field width=InputWidth::Full /> }.into_any(),
        "period_from" | "period_to" => view! { <DateInput lang field /> }.into_any(),
        name if name.starts_with("funding_") => {
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Medium /> }.into_any()
        }
        _ => {
            let limit = PlanForm::limit(name);
            let rows = if limit.is_some_and(|limit| limit > 500) { 8 } else { 4 };
            view! { <TextArea lang field limit rows /> }.into_any()
        }
    }
}

/// A field in a row.
pub(super) fn in_row(
    visit: &Visit,
    (table, row, name): (Table, usize, &'static str),
    value: &str,
    problems: &Problems,
) -> AnyView {
    let lang = visit.lang;
    let said = words::column(lang, table, name);
    let id = row_field(table.name(), row, name);
    let mut field = shown(lang, id, said.label.to_owned(), said.hint, value, problems);
    let optional = OPTIONAL_COLUMNS
        .iter()
        .any(|(of, names)| *of == table && names.contains(&name));
    field = if optional { field.optional() } else { field.required() };
    if let Some(choices) = choices(lang, name, Some(table), &[]) {
        return view! { <Select lang field choices /> }.into_any();
    }
    if is_box(name) {
        let choices = vec![Choice::new("1", words::box_words(lang, name))];
        return view! { <Checkboxes lang field choices /> }.into_any();
    }
    let width = match (table, name) {
        (Table::Tasks, "from" | "to") | (Table::Kpis, "unit" | "baseline" | "target" | "year") => InputWidth::Medium,
        _ => InputWidth::Full,
    };
    view! { <TextInput lang field width /> }.into_any()
}

fn shown(lang: Lang, name: String, label: String, hint: &'static str, value: &str, problems: &Problems) -> Field {
    let error = problems
        .for_field(&name)
        .next()
        .map(|found| words::problem(lang, found));
    let mut field = Field::new(name, label).error(error);
    if !value.is_empty() {
        field = field.value(value);
    }
    if hint.is_empty() { field } else { field.hint(hint) }
}
