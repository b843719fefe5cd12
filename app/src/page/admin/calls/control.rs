//! How each field of a call is asked for. Labels are texts, choices code lists; this file only picks the control.

use domain::application::Paper;
use domain::call::{BandBasis, CallForm, HIGHEST_MARK};
use domain::code::{Allocation, CostItem, InsurerKind, OverlapRule, RatioBasis, RoundingStage};
use domain::{Lang, Problems};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{Checkboxes, Choice, DateInput, Field, InputKind, InputWidth, Radios, TextArea, TextInput};
use crate::text::call_field;

/// Fields that may stay empty.
const OPTIONAL: &[&str] = &[
    "title_en",
    "summary_ja",
    "summary_en",
    "contact",
    "issuer",
    "faq",
    "publication",
    "rollout",
    "briefing",
    "provider_contract",
    "rate",
    "cap",
    "band_basis",
    "advance",
    "excluded_words",
    "paper_asked",
    "paper_required",
    "paper_hints",
    "explain",
];

/// The control of a field with what was typed and what is wrong with it; `moved` marks one that was copied from last year.
pub(super) fn control(
    visit: &Visit,
    name: &'static str,
    values: &[String],
    problems: &Problems,
    moved: bool,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let error = problems
        .for_field(name)
        .next()
        .map(|found| call_field::sentence(lang, found));
    let mut field = Field::new(name, call_field::label(lang, name))
        .values(values.to_vec())
        .error(error);
    if name == "band_basis" && values.is_empty() {
        field = field.value("");
    }
    let hint = call_field::field(lang, name).hint;
    if !hint.is_empty() {
        field = field.hint(hint);
    }
    field = if OPTIONAL.contains(&name) || name.starts_with("cap_band") {
        field.optional()
    } else {
        field.required()
    };
    let mark = moved.then(|| view! { <p class="kj-note">{text.moved}</p> });
    view! { {mark} {input(visit, name, field)} }.into_any()
}

fn input(visit: &Visit, name: &'static str, field: Field) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let limit = CallForm::limit(name);
    match name {
        "ratio_basis" => radios(lang, field, RatioBasis::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "overlap" => radios(
            lang,
            field,
            OverlapRule::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "allocation" => radios(lang, field, Allocation::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "rounding" => radios(
            lang,
            field,
            RoundingStage::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "band_basis" => {
            let none = match lang {
                Lang::Ja => "使わない",
                Lang::En => "Not used",
            };
            let all = BandBasis::ALL.iter().map(|it| (it.code(), it.name(lang)));
            radios(lang, field, std::iter::once(("", none)).chain(all))
        }
        "lead_kind" | "member_kind" => boxes(
            lang,
            field,
            InsurerKind::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "item" => boxes(lang, field, CostItem::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "paper_asked" | "paper_required" => boxes(lang, field, Paper::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "explain" => {
            let marks: Vec<_> = (1..=HIGHEST_MARK)
                .map(|mark| Choice::new(mark.to_string(), mark.to_string()))
                .collect();
            view! { <Checkboxes lang field choices=marks columns=true /> }.into_any()
        }
        "publication" => boxes(lang, field, [("1", text.yes_publication)]),
        "rollout" => boxes(lang, field, [("1", text.yes_rollout)]),
        "provider_contract" => boxes(lang, field, [("1", text.yes_contract)]),
        "advance" => boxes(lang, field, [("1", text.yes_advance)]),
        "open_day" | "close_day" | "project_from" | "project_to" | "briefing" | "report_by" => {
            view! { <DateInput lang field /> }.into_any()
        }
        "summary_ja" | "summary_en" | "contact" | "excluded_words" | "paper_hints" | "reason" => {
            view! { <TextArea lang field limit rows=5 /> }.into_any()
        }
        "faq" => view! { <TextArea lang field limit rows=10 /> }.into_any(),
        "title" | "title_en" | "issuer" => view! { <TextInput lang field width=InputWidth::Full /> }.into_any(),
        "code" | "year" | "open_time" | "close_time" | "rate" | "min_small_share" | "minor_share" => {
            view! { <TextInput lang field width=InputWidth::Medium /> }.into_any()
        }
        name if is_money(name) => view! { <TextInput lang field width=InputWidth::Medium /> }.into_any(),
        _ => view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Short /> }.into_any(),
    }
}

/// Amounts may be typed as 1,000万円, so they are no numbers for a keyboard.
fn is_money(name: &str) -> bool {
    matches!(name, "cap" | "cut_to" | "quote_above" | "asset_from") || name.starts_with("cap_band")
}

fn choices(entries: impl IntoIterator<Item = (&'static str, &'static str)>) -> Vec<Choice> {
    entries
        .into_iter()
        .map(|(code, name)| Choice::new(code, name))
        .collect()
}

fn radios(lang: Lang, field: Field, entries: impl IntoIterator<Item = (&'static str, &'static str)>) -> AnyView {
    let choices = choices(entries);
    view! { <Radios lang field choices /> }.into_any()
}

fn boxes(lang: Lang, field: Field, entries: impl IntoIterator<Item = (&'static str, &'static str)>) -> AnyView {
    let choices = choices(entries);
    view! { <Checkboxes lang field choices columns=true /> }.into_any()
}
