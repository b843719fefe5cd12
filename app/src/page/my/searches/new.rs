//! `/my/searches/new`: keeps the search in the address.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::alert::AlertForm;
use domain::value::OrganisationId;
use leptos::prelude::*;
use store::Refusal;

use super::{head, owner};
use crate::component::{DescriptionList, ErrorSummary, Fact};
use crate::document::respond;
use crate::page::joining::acting_insurer;
use crate::page::programs::in_words;
use crate::page::{FormPairs, saved_search};
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    owner(&visit)?;
    let form = AlertForm {
        query: visit.query.clone(),
        ..AlertForm::default()
    };
    let mut form = for_society(form, society(&site, &visit).await?);
    form.query = form.request().query();
    show(&site, &visit, form, Problems::new()).await
}

/// Keeps it.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    owner(&visit)?;
    let mut form = AlertForm::default();
    form.replace(AlertForm::FIELDS, pairs.iter());
    let society = society(&site, &visit).await?;
    let form = for_society(form, society);
    let clean = match form.check(&in_words(visit.lang, &form.request()), society) {
        Ok(clean) => clean,
        Err(problems) => return show(&site, &visit, form, problems).await,
    };
    let reader = site.store.find_search_reader(&visit.actor, clean.society).await?;
    let known = saved_search::present(&site, &visit, &clean.request, reader);
    match site.store.save_search(&visit.actor, &clean, visit.lang, &known).await {
        Ok(_) => Ok(Redirect::to(&visit.href("/my/searches?saved")).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, form, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

/// The society for which the visitor acts: what it can join can be kept as a search.
async fn society(site: &Site, visit: &Visit) -> Result<Option<OrganisationId>, Failure> {
    Ok(acting_insurer(site, visit).await?.map(|acting| acting.id))
}

fn for_society(form: AlertForm, society: Option<OrganisationId>) -> AlertForm {
    if society.is_some() {
        form
    } else {
        form.without_society()
    }
}

async fn show(site: &Site, visit: &Visit, form: AlertForm, problems: Problems) -> Result<Response, Failure> {
    let head = head(visit, visit.text().alert.title, !problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &form, &problems)).await
}

fn view(visit: &Visit, form: &AlertForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().alert);
    let errors = saved_search::errors(visit, form, problems);
    let facts = vec![Fact::text(text.search, in_words(lang, &form.request()))];
    let is_full = problems.has_field("query");
    let list = visit.href("/my/searches");
    view! {
        <div class="kj-form-page">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <h1 class="kj-title">{text.title}</h1>
            <p>{text.lead}</p>
            {is_full.then(|| view! { <p><a href=list>{text.back_to_own}</a></p> })}
            <DescriptionList facts framed=true />
            <form class="kj-form" method="post" action=visit.href("/my/searches/new") novalidate=true>
                <input type="hidden" name="query" value=form.query.clone() />
                {saved_search::name_field(visit, form, problems)}
                {saved_search::triggers_field(visit, form, problems)}
                {saved_search::frequency_field(visit, form, problems)}
                {saved_search::sample(visit)}
                <button class="kj-button" data-tone="primary" type="submit">{text.button}</button>
            </form>
        </div>
    }
}
