//! Roles on the platform as fields and as words, for the pages about accounts.

use domain::code::PlatformRole;
use domain::grant::{AuditScope, PlatformGrant};
use domain::invitation::PlatformInvitationForm;
use domain::{Lang, Problems};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{Checkboxes, Choice, DateInput, ErrorSummary, Field, FieldError, InputWidth, TextInput};
use crate::text::member::problem;

/// A role with its limits, in words.
pub fn words(visit: &Visit, grant: &PlatformGrant) -> String {
    let (lang, text) = (visit.lang, visit.text().admin_user);
    let name = grant.role.name(lang);
    let day = |day: Option<domain::value::Day>| day.map(|day| day.format(lang)).unwrap_or_default();
    if grant.from.is_none() && grant.until.is_none() && grant.scope == AuditScope::default() {
        return name.to_owned();
    }
    let time = (text.valid)(&day(grant.from), &day(grant.until));
    let years = grant.scope.years.iter().map(|year| year.name(lang));
    let organisations = grant.scope.organisations.iter().map(|id| format!("#{id}"));
    let scope: Vec<String> = years.chain(organisations).collect();
    let scope = if scope.is_empty() {
        text.scope_all.to_owned()
    } else {
        scope.join(" ")
    };
    match lang {
        Lang::Ja => format!("{name}（{time}、{}：{scope}）", text.scope),
        Lang::En => format!("{name} ({time}; {}: {scope})", text.scope),
    }
}

/// The sentence for a field.
pub fn error(lang: Lang, problems: &Problems, field: &str) -> Option<String> {
    problems.for_field(field).next().map(|found| problem(lang, found))
}

/// All sentences, each as a link to its field.
pub fn summary(lang: Lang, problems: &Problems) -> impl IntoView + use<> {
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), problem(lang, found)))
        .collect();
    view! { <ErrorSummary lang errors /> }
}

/// Boxes for the roles and the limits of an auditor.
pub fn fields(visit: &Visit, form: &PlatformInvitationForm, problems: &Problems, hint: &str) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().admin_user);
    let roles = Field::new("platform", text.platform)
        .hint(hint)
        .values(form.platform.clone())
        .error(error(lang, problems, "platform"));
    let choices: Vec<_> = PlatformRole::ALL
        .iter()
        .map(|role| Choice::new(role.code(), role.name(lang)))
        .collect();
    let field = |name: &'static str, label: &str, typed: &str| {
        Field::new(name, label).value(typed).error(error(lang, problems, name))
    };
    let from = field("from", text.from, &form.from);
    let until = field("until", text.until, &form.until);
    let years = field("years", text.years, &form.years).hint(text.years_hint);
    let organisations = field("organisations", text.organisations, &form.organisations).hint(text.organisations_hint);
    view! {
        <Checkboxes lang field=roles choices />
        <fieldset class="kj-field">
            <legend class="kj-field__label">{text.audit_title}</legend>
            <p class="kj-field__hint">{text.audit_hint}</p>
            <DateInput lang field=from />
            <DateInput lang field=until />
            <TextInput lang field=years width=InputWidth::Medium />
            <TextInput lang field=organisations width=InputWidth::Medium />
        </fieldset>
    }
    .into_any()
}
