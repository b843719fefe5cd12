//! How each field of the profile is asked for. The labels are texts, the choices code lists; this file only picks the
//! control.

use domain::code::{
    Certificate, Industry, InsurerForm, PhrItem, Prefecture, ProfileVisibility, ProviderRole, Purpose, Theme,
};
use domain::organisation::profile::ProfileForm;
use domain::{Lang, Problems};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{
    Checkboxes, Choice, ChoiceGroup, DateInput, Field, GroupedCheckboxes, InputKind, InputWidth, Radios, Select,
    TextArea, TextInput,
};
use crate::text::profile_field::{field as words_of, sentence};

/// Fields that must be filled in wherever they are asked for.
const REQUIRED: &[&str] = &[
    "name",
    "kana",
    "form",
    "industry",
    "pref",
    "insured",
    "dependants",
    "members_as_of",
    "contact1_name",
    "contact1_email",
    "visibility",
];

/// The control of a field, with what was typed and what is wrong with it.
pub fn view(visit: &Visit, form: &ProfileForm, name: &'static str, problems: &Problems) -> AnyView {
    let lang = visit.lang;
    let words = words_of(lang, name);
    let error = problems.for_field(name).next().map(|found| sentence(lang, found));
    let mut field = Field::new(name, words.label)
        .values(form.values(name).to_vec())
        .error(error);
    if !words.hint.is_empty() {
        field = field.hint(words.hint);
    }
    field = if REQUIRED.contains(&name) {
        field.required()
    } else {
        field.optional()
    };
    match name {
        "form" => radios(
            lang,
            field,
            InsurerForm::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "visibility" => radios(
            lang,
            field,
            ProfileVisibility::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "specified" | "contact1_public" | "contact2_public" | "contact3_public" => {
            boxes(lang, field, [("1", words.label)])
        }
        "service" => boxes(
            lang,
            field,
            ProviderRole::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "certificate" => boxes(
            lang,
            field,
            Certificate::ALL.iter().map(|it| (it.code(), it.name(lang))),
        ),
        "phr" => {
            let choices = choices(PhrItem::ALL.iter().map(|it| (it.code(), it.name(lang))));
            view! { <Checkboxes lang field choices /> }.into_any()
        }
        "challenge" => boxes(lang, field, Purpose::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "theme" => themes(lang, field),
        "area" => boxes(lang, field, Prefecture::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "pref" => select(lang, field, Prefecture::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "industry" => select(lang, field, Industry::ALL.iter().map(|it| (it.code(), it.name(lang)))),
        "about" => view! { <TextArea lang field limit=ProfileForm::limit(name) rows=8 /> }.into_any(),
        "phr_note" => view! { <TextArea lang field limit=ProfileForm::limit(name) rows=4 /> }.into_any(),
        "members_as_of" | "phr_on" => view! { <DateInput lang field /> }.into_any(),
        "insured" | "dependants" | "workplaces" | "sites" | "staff" | "nurses" | "dietitians" => {
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Short /> }.into_any()
        }
        "society_code" | "corporate_number" => {
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Medium /> }.into_any()
        }
        "rate_year"
        | "checkup_total"
        | "checkup_insured"
        | "checkup_dependants"
        | "guidance_total"
        | "guidance_insured"
        | "guidance_dependants" => view! { <TextInput lang field width=InputWidth::Short /> }.into_any(),
        "contact1_tel" | "contact2_tel" | "contact3_tel" => {
            view! { <TextInput lang field kind=InputKind::Tel width=InputWidth::Medium /> }.into_any()
        }
        "contact1_email" | "contact2_email" | "contact3_email" => {
            view! { <TextInput lang field kind=InputKind::Email width=InputWidth::Full /> }.into_any()
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

fn select(lang: Lang, field: Field, entries: impl IntoIterator<Item = (&'static str, &'static str)>) -> AnyView {
    let choices = choices(entries);
    view! { <Select lang field choices /> }.into_any()
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

#[cfg(test)]
mod tests {
    use domain::code::OrganisationKind;
    use domain::organisation::profile::{Profile, Section};
    use domain::value::Day;

    use super::*;

    /// A field is marked as required exactly when leaving it empty is a problem.
    #[test]
    fn 必須の印は検査と一致する() {
        let today = Day::from_iso("2026-06-10").unwrap();
        let base = Profile::named("甲", "コウ", Prefecture::Tokyo);
        for kind in OrganisationKind::ALL {
            let (_, problems) = ProfileForm::default().read(&base, *kind, today);
            for section in Section::of_kind(*kind) {
                for name in section.fields(*kind) {
                    assert_eq!(REQUIRED.contains(name), problems.has_field(name), "{name} of {kind:?}");
                }
            }
        }
    }
}
