//! `/my/applications/{id}/check`: the whole application before it is sent: every section, the rules, and the button that asks
//! for the approval (W19). Nothing is submitted here, and the page says so.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::application::{ApplicationStep, Paper};
use leptos::prelude::*;
use store::{Application, Refusal};

use super::{Checked, attachments, back, check_now, get_application, head, heading, path, standing, summary, writes};
use crate::component::{Notice, NoticeTone};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_application(&site, &visit, &id).await?;
    show(&site, &visit, whole, Problems::new()).await
}

/// Asks for the approval, or says what is missing.
///
/// # Errors
/// As [`get`]; 403; 409 when it was changed in between, or cannot be asked for now.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let whole = get_application(&site, &visit, &id).await?;
    let step = ApplicationStep::RequestSignoff;
    let asked = site
        .store
        .step_application(&visit.actor, whole.id, pairs.seen_version()?, step, "")
        .await;
    match asked {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}?done", path(whole.id)))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, whole, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(site: &Site, visit: &Visit, whole: Application, problems: Problems) -> Result<Response, Failure> {
    let checked = check_now(site, visit, &whole).await?;
    let papers = site.store.list_papers(whole.id).await?;
    let papers: Vec<_> = papers.into_iter().map(|(paper, _)| paper).collect();
    let head = head(visit, &whole, Some(visit.text().application.check)).refused_if(!problems.is_empty());
    let (shown, all) = (visit.clone(), Arc::new((whole, checked, papers)));
    respond(site, visit, head, move || {
        view(&shown, &all.0, (&all.1, &all.2), &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    whole: &Application,
    (checked, papers): (&Checked, &[Paper]),
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let asks = whole.state.next(ApplicationStep::RequestSignoff).is_some() && writes(visit, whole);
    let waiting = whole.state.next(ApplicationStep::Expire).is_some();
    let banner = waiting.then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.not_submitted /> });
    let ask = asks.then(|| {
        let action = visit.href(&format!("{}/check", path(whole.id)));
        view! {
            <section class="kj-section" aria-labelledby="ask-title">
                <h2 class="kj-section__title" id="ask-title">{text.ask_approval}</h2>
                <p>{text.ask_lead}</p>
                <form class="kj-form" method="post" action=action>
                    <input type="hidden" name="version" value=whole.version.to_string() />
                    <button class="kj-button" data-tone="primary" type="submit">{text.ask_button}</button>
                </form>
            </section>
        }
    });
    view! {
        {back(visit, whole)}
        {summary::gaps(visit, whole, problems)}
        {heading(visit, whole, text.check)}
        {banner}
        {standing::deadline(visit, whole)}
        {attachments::gaps(visit, whole, checked.lines(), papers)}
        {summary::rules(visit, whole, &checked.panel)}
        {summary::view(visit, whole, checked)}
        {ask}
    }
}
