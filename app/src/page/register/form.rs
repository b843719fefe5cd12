//! `/register`: the registration of an organisation. The answer is the same whatever is known about the number or the
//! address; the mail to the address tells the rest.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::code::{OrganisationKind, Prefecture};
use domain::organisation::registration::RegistrationForm;
use leptos::prelude::*;

use crate::component::{
    Choice, ErrorSummary, Field, FieldError, InputKind, InputWidth, Notice, NoticeTone, Select, TextInput,
};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::session::Token;
use crate::text::profile_field::{field as words_of, sentence};
use crate::{Failure, Site, Visit};

/// Shows the form, or after sending what to do next.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    if visit.query == "sent" {
        return show_sent(&site, &visit).await;
    }
    show(&site, &visit, RegistrationForm::default(), Problems::new()).await
}

/// Takes the form.
///
/// # Errors
/// When the database or the system's randomness fails.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let mut form = RegistrationForm::default();
    form.replace(RegistrationForm::FIELDS, pairs.iter());
    let facts = match form.check() {
        Ok(facts) => facts,
        Err(problems) => return show(&site, &visit, form, problems).await,
    };
    let token = Token::generate()?;
    let path = format!("/register/confirm/{}", token.encode());
    site.store
        .start_registration(&facts, token.digest(), path, visit.lang)
        .await?;
    Ok(Redirect::to(&visit.href("/register?sent")).into_response())
}

async fn show(site: &Site, visit: &Visit, form: RegistrationForm, problems: Problems) -> Result<Response, Failure> {
    let name = visit.text().organisation.register;
    let head = Head::new(name).here(name).refused_if(!problems.is_empty()).private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &form, &problems)).await
}

fn view(visit: &Visit, form: &RegistrationForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation);
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(lang, found)))
        .collect();
    let fields = RegistrationForm::FIELDS
        .iter()
        .map(|name| control(visit, form, name, problems))
        .collect_view();
    view! {
        <div class="kj-form-page">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <h1 class="kj-title">{text.register}</h1>
            <p>{text.register_lead}" "{text.register_steps}</p>
            {visit
                .user()
                .is_none()
                .then(|| {
                    view! {
                        <p class="kj-note">
                            {text.register_has_account}" "<a href=visit.href("/login")>{visit.text().login.title}</a>
                        </p>
                    }
                })}
            <form class="kj-form" method="post" action=visit.href("/register") novalidate=true>
                {fields}
                <button class="kj-button" data-tone="primary" type="submit">{text.register_button}</button>
            </form>
        </div>
    }
}

fn control(visit: &Visit, form: &RegistrationForm, name: &'static str, problems: &Problems) -> AnyView {
    let lang = visit.lang;
    let words = words_of(lang, name);
    let error = problems.for_field(name).next().map(|found| sentence(lang, found));
    let mut field = Field::new(name, words.label)
        .values(form.values(name).to_vec())
        .error(error);
    if !words.hint.is_empty() {
        field = field.hint(words.hint);
    }
    // The number is needed of insurers only, which its support text says.
    field = match name {
        "number" => field,
        "corporate_number" => field.optional(),
        _ => field.required(),
    };
    let choices = |entries: Vec<(&'static str, &'static str)>| {
        let choices = entries.into_iter().map(|(code, name)| Choice::new(code, name));
        choices.collect::<Vec<_>>()
    };
    match name {
        "kind" => {
            let choices = choices(
                OrganisationKind::ALL
                    .iter()
                    .map(|it| (it.code(), it.name(lang)))
                    .collect(),
            );
            view! { <Select lang field choices width=InputWidth::Full /> }.into_any()
        }
        "pref" => {
            let choices = choices(Prefecture::ALL.iter().map(|it| (it.code(), it.name(lang))).collect());
            view! { <Select lang field choices /> }.into_any()
        }
        "number" | "corporate_number" => {
            view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Medium /> }.into_any()
        }
        "email" => view! { <TextInput lang field kind=InputKind::Email width=InputWidth::Full autocomplete="email" /> }
            .into_any(),
        "name" => view! { <TextInput lang field width=InputWidth::Full autocomplete="organization" /> }.into_any(),
        "contact_name" => view! { <TextInput lang field width=InputWidth::Full autocomplete="name" /> }.into_any(),
        _ => view! { <TextInput lang field width=InputWidth::Full /> }.into_any(),
    }
}

async fn show_sent(site: &Site, visit: &Visit) -> Result<Response, Failure> {
    let text = visit.text().organisation;
    let head = Head::new(text.register_sent).here(text.register).private();
    let shown = visit.clone();
    respond(site, visit, head, move || {
        let (lang, text) = (shown.lang, shown.text().organisation);
        view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{text.register_sent}</h1>
                <Notice lang tone=NoticeTone::Info title=text.register_sent_body>
                    <p>{text.register_sent_hint}</p>
                </Notice>
                <p><a href=shown.href("/register")>{text.register}</a></p>
            </div>
        }
    })
    .await
}
