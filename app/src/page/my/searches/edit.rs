//! `/my/searches/{id}/edit`: changes name, words, filters and frequency of a saved search. Filters can be dropped here;
//! others are chosen on the search page, where their counts are.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::alert::AlertForm;
use domain::search::{Facet, SearchRequest};
use leptos::prelude::*;
use store::{Refusal, SavedSearch, SearchChange};

use super::{get_search, head};
use crate::component::{Checkboxes, Choice, ErrorSummary, Field, TextInput};
use crate::document::respond;
use crate::page::label::facet_value;
use crate::page::{FormPairs, saved_search};
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 404 also for somebody else's search.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let search = get_search(&site, &visit, &id).await?;
    let form = AlertForm {
        name: search.name.clone(),
        query: search.request.query(),
        frequency: search.frequency.code().to_owned(),
        triggers: search.triggers.iter().map(|it| it.code().to_owned()).collect(),
        ..AlertForm::default()
    };
    show(&site, &visit, search, form, Problems::new()).await
}

/// Changes it.
///
/// # Errors
/// As [`get`]; 409 when it was changed in between.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let search = get_search(&site, &visit, &id).await?;
    let version = pairs.seen_version()?;
    let form = AlertForm {
        name: pairs.text("name").to_owned(),
        query: kept(&search.request, &pairs).query(),
        frequency: pairs.text("frequency").to_owned(),
        triggers: pairs
            .iter()
            .filter(|(name, _)| *name == "triggers")
            .map(|(_, code)| code.to_owned())
            .collect(),
        ..AlertForm::default()
    };
    let clean = match form.check(&search.name, search.society) {
        Ok(clean) => clean,
        Err(problems) => return show(&site, &visit, search, form, problems).await,
    };
    let reader = site.store.find_search_reader(&visit.actor, clean.society).await?;
    let present = saved_search::present(&site, &visit, &clean.request, reader);
    let change = SearchChange::Edit(Box::new(clean), present);
    match site
        .store
        .change_search(&search.owner, search.id, Some(version), &change)
        .await
    {
        Ok(()) => Ok(Redirect::to(&visit.href("/my/searches?changed")).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, search, form, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

/// The search with the words as typed and without the filters that were not ticked again.
fn kept(request: &SearchRequest, pairs: &FormPairs) -> SearchRequest {
    let dropped = request.selected().into_iter().filter(|(facet, value)| {
        let code = code_of(*facet, value);
        !pairs.iter().any(|(name, ticked)| name == "filter" && ticked == code)
    });
    let fewer = dropped.fold(request.clone(), |request, (facet, value)| {
        request.without(facet, &value)
    });
    let words = SearchRequest::from_pairs([("q", pairs.text("q"))]).0.q;
    SearchRequest { q: words, ..fewer }
}

fn code_of(facet: Facet, value: &str) -> String {
    format!("{}={value}", facet.code())
}

async fn show(
    site: &Site,
    visit: &Visit,
    search: SavedSearch,
    form: AlertForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, visit.text().alert.edit_title, !problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &search, &form, &problems)).await
}

fn view(visit: &Visit, search: &SavedSearch, form: &AlertForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().alert);
    let errors = saved_search::errors(visit, form, problems);
    let request = form.request();
    let words = Field::new("q", text.edit_words).value(request.q.clone());
    let filters: Vec<Choice> = search
        .request
        .selected()
        .into_iter()
        .map(|(facet, value)| Choice::new(code_of(facet, &value), facet_value(lang, facet, &value)))
        .collect();
    let ticked = request
        .selected()
        .into_iter()
        .map(|(facet, value)| code_of(facet, &value));
    let field = Field::new("filter", text.edit_filters)
        .hint(text.edit_filters_hint)
        .values(ticked);
    let filters = (!filters.is_empty()).then(|| view! { <Checkboxes lang field choices=filters columns=true /> });
    let action = visit.href(&format!("/my/searches/{}/edit", search.id));
    view! {
        <div class="kj-form-page">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <h1 class="kj-title">{text.edit_title}</h1>
            <form class="kj-form" method="post" action=action novalidate=true>
                <input type="hidden" name="version" value=search.version.to_string() />
                {saved_search::name_field(visit, form, problems)}
                <TextInput lang field=words />
                {filters}
                {saved_search::triggers_field(visit, form, problems)}
                {saved_search::frequency_field(visit, form, problems)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.edit_save}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href("/my/searches")>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
