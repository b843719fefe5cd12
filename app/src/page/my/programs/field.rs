//! How each field of the program form is asked for. The labels are texts, the choices code lists; this file only picks
//! the control.

use domain::code::{
    CostSharing, DataUse, Industry, InsurerForm, InsurerKind, ListingKind, MembersVisibility, Mode, Prefecture,
    Purpose, Region, RegionScheme, SizeBand, SubsidyUse, Target, Theme, Visibility,
};
use domain::program::ProgramForm;
use domain::{Lang, Problems};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{
    Checkboxes, Choice, ChoiceGroup, DateInput, Field, FormFieldset, GroupedCheckboxes, InputKind, InputWidth,
    PrefTile, PrefTileMap, Radios, TextArea, TextInput, TileChoice,
};
use crate::text::{field as text, problem};

/// Fields that must be filled in for every program.
const REQUIRED: &[&str] = &[
    "title",
    "kind",
    "cat",
    "summary",
    "purpose",
    "content",
    "target",
    "mode",
    "period_from",
    "period_to",
    "cost",
    "structure",
    "data_use",
    "contact_org",
    "contact_email",
    "visibility",
    "subsidy",
];

/// Whether a field must be filled in, given what else was typed; the same conditions as in the form's check.
fn is_required(form: &ProgramForm, name: &str) -> bool {
    match name {
        "recruit_from" | "recruit_to" => form.kind != ListingKind::Reference.code(),
        "result" => form.kind == ListingKind::Reference.code(),
        "pref" => form.nationwide.is_empty(),
        "cost_yen" => form.cost == CostSharing::Fixed.code(),
        "data_note" => form.data_use == DataUse::Personal.code(),
        _ => REQUIRED.contains(&name),
    }
}

/// The control of a field, with what was typed and what is wrong with it.
pub fn view(visit: &Visit, form: &ProgramForm, name: &'static str, problems: &Problems) -> AnyView {
    let lang = visit.lang;
    let words = text::program(lang, name);
    let error = problems
        .for_field(name)
        .next()
        .map(|found| problem::program(lang, found));
    let mut field = Field::new(name, words.label)
        .values(form.values(name).to_vec())
        .error(error);
    if !words.hint.is_empty() {
        field = field.hint(words.hint);
    }
    field = if is_required(form, name) {
        field.required()
    } else {
        field.optional()
    };
    let limit = ProgramForm::limit(name);
    match name {
        "kind" => radios(
            lang,
            field,
            ListingKind::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "cat" => radios(lang, field, Purpose::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "cost" => radios(
            lang,
            field,
            CostSharing::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "data_use" => radios(lang, field, DataUse::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "visibility" => radios(lang, field, Visibility::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "members_visibility" => radios(
            lang,
            field,
            MembersVisibility::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "condition_kind" => boxes(
            lang,
            field,
            InsurerKind::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "condition_form" => boxes(
            lang,
            field,
            InsurerForm::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "condition_pref" => seats(lang, field),
        "subsidy" => radios(lang, field, SubsidyUse::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "sub_cat" => boxes(lang, field, Purpose::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "target" => boxes(lang, field, Target::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "mode" => boxes(lang, field, Mode::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "size" => boxes(lang, field, SizeBand::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "industry" => boxes(lang, field, Industry::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "nationwide" => boxes(lang, field, [("1", words.label)]),
        "theme" => themes(lang, field),
        "pref" => prefectures(lang, field),
        "summary" | "target_note" | "area_note" | "cost_note" | "provider" => area(lang, field, limit, 3),
        "purpose" | "problem" | "result" | "data_note" | "condition" => area(lang, field, limit, 6),
        "content" => area(lang, field, limit, 14),
        "structure" => area(lang, field, limit, 8),
        "period_from" | "period_to" | "recruit_from" | "recruit_to" => view! { <DateInput lang field /> }.into_any(),
        "target_n" | "capacity" | "joined" | "cost_yen" | "condition_min" | "condition_max" => {
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Short /> }.into_any()
        }
        "contact_tel" => {
            view! { <TextInput lang field kind=InputKind::Tel width=InputWidth::Medium autocomplete="tel" /> }
                .into_any()
        }
        "contact_email" => {
            view! { <TextInput lang field kind=InputKind::Email width=InputWidth::Full autocomplete="email" /> }
                .into_any()
        }
        "contact_org" => {
            view! { <TextInput lang field width=InputWidth::Full autocomplete="organization" /> }.into_any()
        }
        _ => view! { <TextInput lang field width=InputWidth::Full /> }.into_any(),
    }
}

fn choices(entries: impl IntoIterator<Item = (&'static str, &'static str)>) -> Vec<Choice> {
    entries
        .into_iter()
        .map(|(code, name)| Choice::new(code, name))
        .collect()
}

fn radios(lang: Lang, field: Field, entries: impl IntoIterator<Item = (&'static str, &'static str)>) -> AnyView {
    let choices = choices(entries);
    view! { <Radios lang field choices columns=true /> }.into_any()
}

fn boxes(lang: Lang, field: Field, entries: impl IntoIterator<Item = (&'static str, &'static str)>) -> AnyView {
    let choices = choices(entries);
    view! { <Checkboxes lang field choices columns=true /> }.into_any()
}

fn area(lang: Lang, field: Field, limit: Option<u32>, rows: u32) -> AnyView {
    view! { <TextArea lang field limit rows /> }.into_any()
}

/// Themes under the purpose they belong to.
fn themes(lang: Lang, field: Field) -> AnyView {
    let groups = Purpose::ALL
        .iter()
        .map(|purpose| ChoiceGroup {
            label: purpose.name(lang).to_owned(),
            choices: choices(Theme::of(*purpose).map(|theme| (theme.code(), theme.name(lang)))),
        })
        .collect();
    view! { <GroupedCheckboxes lang field groups /> }.into_any()
}

/// Prefectures under their regions; the map stands on the page once, for the area.
fn seats(lang: Lang, field: Field) -> AnyView {
    let groups = Region::in_scheme(RegionScheme::Eight)
        .map(|region| ChoiceGroup {
            label: region.name(lang).to_owned(),
            choices: choices(region.prefectures().map(|pref| (pref.code(), pref.name(lang)))),
        })
        .collect();
    view! { <GroupedCheckboxes lang field groups /> }.into_any()
}

/// The map of tiles; on small screens the same boxes under their regions.
fn prefectures(lang: Lang, field: Field) -> AnyView {
    let tiles: Vec<_> = Prefecture::ALL
        .iter()
        .map(|pref| PrefTile {
            pref: *pref,
            count: None,
            choice: TileChoice::Box(field.has(pref.code())),
        })
        .collect();
    let legend = field.legend_id();
    view! {
        <FormFieldset lang field>
            <PrefTileMap lang tiles labelled_by=legend />
        </FormFieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field is marked as required exactly when leaving it empty is a problem.
    #[test]
    fn 必須の印は検査と一致する() {
        for kind in ["recruit", "partner", "reference"] {
            for (cost, data_use, nationwide) in [("free", "none", ""), ("fixed", "personal", "1")] {
                let form = ProgramForm {
                    kind: kind.into(),
                    cost: cost.into(),
                    data_use: data_use.into(),
                    nationwide: nationwide.into(),
                    ..ProgramForm::default()
                };
                let problems = form.check().err().unwrap_or_default();
                let chosen = ["kind", "cost", "data_use", "nationwide"];
                for name in ProgramForm::FIELDS.iter().filter(|name| !chosen.contains(name)) {
                    assert_eq!(is_required(&form, name), problems.has_field(name), "{name} of {form:?}");
                }
            }
        }
    }
}
