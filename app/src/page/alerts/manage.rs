//! `/alerts/{token}`: what an address without an account gets news of, for whoever has a token that stands in its mails.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::alert::{AlertStep, Recipient};
use domain::code::Visibility;
use domain::value::SavedSearchId;
use leptos::prelude::*;
use store::{SavedSearch, SearchChange};

use crate::component::{EmptyState, Notice, NoticeTone, plain_table};
use crate::document::{Head, respond};
use crate::page::programs::in_words;
use crate::page::{FormPairs, saved_search};
use crate::{Failure, Site, Visit, link};

/// Shows the list.
///
/// # Errors
/// 404 for a token that is unknown or too old; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let owner = owner(&site, &token).await?;
    let searches = site.store.list_saved_searches(&owner).await?;
    let title = visit.text().alert.manage;
    let head = Head::new(title).here(title).private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &token, &searches)).await
}

/// Pauses, resumes or deletes one.
///
/// # Errors
/// As [`get`]; 409 when the step cannot be taken.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(token): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let owner = owner(&site, &token).await?;
    let id: SavedSearchId = pairs.text("id").parse().map_err(|_| Failure::NotFound)?;
    let found = site.store.find_saved_search(id).await?;
    let found = found.filter(|found| found.owner == owner).ok_or(Failure::NotFound)?;
    let present = || saved_search::present(&site, &visit, &found.request, Visibility::Public);
    let (change, done) = match pairs.text("step") {
        "pause" => (SearchChange::Step(AlertStep::Pause, present()), "paused"),
        "resume" => (SearchChange::Step(AlertStep::Resume, present()), "resumed"),
        "delete" => (SearchChange::Delete, "deleted"),
        _ => return Err(Failure::NotFound),
    };
    site.store.change_search(&owner, id, None, &change).await?;
    Ok(Redirect::to(&visit.href(&format!("/alerts/{token}?{done}"))).into_response())
}

/// Whose token it is; that of somebody with an account opens nothing here.
async fn owner(site: &Site, token: &str) -> Result<Recipient, Failure> {
    let subscription = site.store.find_subscription(token).await?.ok_or(Failure::NotFound)?;
    match site.store.find_search_owner(subscription).await? {
        Some(recipient @ Recipient::Address(_)) => Ok(recipient),
        _ => Err(Failure::NotFound),
    }
}

fn view(visit: &Visit, token: &str, searches: &[SavedSearch]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().alert);
    let done = saved_search::done(visit);
    let body = if searches.is_empty() {
        let search = visit.href("/programs");
        view! {
            <EmptyState title=text.none>
                <a href=search>{text.to_search}</a>
            </EmptyState>
        }
        .into_any()
    } else {
        let rows = searches.iter().map(|search| row(visit, token, search)).collect_view();
        plain_table(
            "searches-title",
            [text.col_words, text.col_frequency, text.col_state, text.col_actions],
            rows,
        )
    };
    view! {
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title" id="searches-title">{text.manage}</h1>
        <p>{text.manage_lead}</p>
        {body}
    }
}

fn row(visit: &Visit, token: &str, search: &SavedSearch) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().alert);
    let words = in_words(lang, &search.request);
    let action = visit.href(&format!("/alerts/{token}"));
    let step = saved_search::step_button(visit, search, &words);
    view! {
        <tr>
            <th scope="row"><a href=visit.href(&link::search(&search.request))>{words.clone()}</a></th>
            <td>{search.frequency.name(lang)}</td>
            <td>{search.state.name(lang)}</td>
            <td>
                <form class="kj-table__buttons" method="post" action=action>
                    <input type="hidden" name="id" value=search.id.to_string() />
                    {step}
                    <button
                        class="kj-button"
                        data-tone="outline"
                        data-size="sm"
                        type="submit"
                        name="step"
                        value="delete"
                        aria-label=(text.delete_of)(&words)
                    >
                        {text.delete}
                    </button>
                </form>
            </td>
        </tr>
    }
}
