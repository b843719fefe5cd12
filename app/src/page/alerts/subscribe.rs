//! `/alerts`: asks for news of a search by mail without an account. The answer is the same for every address; the mail
//! to the address tells the rest.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::alert::AlertForm;
use domain::value::Email;
use leptos::prelude::*;

use crate::component::{DescriptionList, ErrorSummary, Fact, Field, InputKind, Notice, NoticeTone, TextInput};
use crate::document::{Head, respond};
use crate::page::programs::in_words;
use crate::page::{FormPairs, saved_search};
use crate::session::Token;
use crate::{Failure, Site, Visit};

/// Shows the form for the search in the address, or after sending what to do next.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    if visit.query == "sent" {
        return show_sent(&site, &visit).await;
    }
    let form = AlertForm {
        query: visit.query.clone(),
        ..AlertForm::default()
    };
    let form = form.without_society();
    show(&site, &visit, form, Problems::new()).await
}

/// Takes the form.
///
/// # Errors
/// When the database or the system's randomness fails.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let mut form = AlertForm::default();
    form.replace(AlertForm::FIELDS, pairs.iter());
    // Without an account a search has no name of its own, and nobody acts for a society.
    form.name.clear();
    let form = form.without_society();
    let words = in_words(visit.lang, &form.request());
    let mut problems = Problems::new();
    let email = problems.take("email", Email::parse(&form.email));
    let clean = form.check(&words, None).map_err(|found| problems.extend(found)).ok();
    let (Some(email), Some(clean)) = (email, clean) else {
        return show(&site, &visit, form, problems).await;
    };
    let token = Token::generate()?;
    let path = format!("/alerts/confirm/{}", token.encode());
    site.store
        .start_alert(&email, &clean, visit.lang, token.digest(), path)
        .await?;
    Ok(Redirect::to(&visit.href("/alerts?sent")).into_response())
}

async fn show(site: &Site, visit: &Visit, form: AlertForm, problems: Problems) -> Result<Response, Failure> {
    let text = visit.text();
    let name = text.alert.subscribe;
    let head = Head::new(name)
        .crumb(text.site.nav_search, visit.href("/programs"))
        .here(name)
        .refused_if(!problems.is_empty())
        .private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &form, &problems)).await
}

fn view(visit: &Visit, form: &AlertForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().alert);
    let errors = saved_search::errors(visit, form, problems);
    let error = problems.for_field("email").next();
    let email = Field::new("email", text.email)
        .required()
        .hint(text.email_hint)
        .value(form.email.clone())
        .error(error.map(|found| saved_search::sentence(visit, form, "email", &found.code)));
    let facts = vec![Fact::text(text.search, in_words(lang, &form.request()))];
    let sign_in = visit.user().is_none().then(|| {
        view! {
            <p class="kj-note">
                {text.has_account}" "<a href=visit.href("/login")>{visit.text().login.title}</a>
            </p>
        }
    });
    view! {
        <div class="kj-form-page">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <h1 class="kj-title">{text.subscribe}</h1>
            <p>{text.subscribe_lead}</p>
            <DescriptionList facts framed=true />
            <form class="kj-form" method="post" action=visit.href("/alerts") novalidate=true>
                <input type="hidden" name="query" value=form.query.clone() />
                <TextInput lang field=email kind=InputKind::Email autocomplete="email" />
                {saved_search::triggers_field(visit, form, problems)}
                {saved_search::frequency_field(visit, form, problems)}
                {saved_search::sample(visit)}
                <button class="kj-button" data-tone="primary" type="submit">{text.subscribe_button}</button>
            </form>
            {sign_in}
        </div>
    }
}

async fn show_sent(site: &Site, visit: &Visit) -> Result<Response, Failure> {
    let text = visit.text().alert;
    let head = Head::new(text.sent).here(text.subscribe).private();
    let shown = visit.clone();
    respond(site, visit, head, move || {
        let (lang, text) = (shown.lang, shown.text().alert);
        view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{text.sent}</h1>
                <Notice lang tone=NoticeTone::Info title=text.sent_body>
                    <p>{text.sent_hint}</p>
                </Notice>
                <p><a href=shown.href("/programs")>{text.to_search}</a></p>
            </div>
        }
    })
    .await
}
