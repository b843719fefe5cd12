//! `/my/grants/{id}/apply`: 交付申請 (法5条): amount, period, cost by cost item, the society's budget. It can be saved at any
//! time; submitting is the approver's.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::grant_case::{GrantDraft, GrantState};
use domain::permit::Action;
use leptos::prelude::*;
use store::{Refusal, StoredGrant};

use super::{back, get_for, head, may, path, version};
use crate::component::{ErrorSummary, Notice, NoticeTone};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::grant::control::{Kind, cost_rows, input};
use crate::page::grant::{errors, heading, yen};
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what is not the visitor's; 409 when it is with the office.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = load(&site, &visit, &id).await?;
    show(&site, &visit, whole, Problems::new()).await
}

/// Saves it, and submits it if asked to.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut whole = load(&site, &visit, &id).await?;
    let seen = pairs.seen_version()?;
    let typed: Vec<_> = pairs.iter().collect();
    let draft = GrantDraft::read(typed);
    site.store.save_grant(&visit.actor, whole.id, seen, &draft).await?;
    let submit = pairs.text("do") == "submit";
    if !submit {
        return Ok(Redirect::to(&visit.href(&format!("{}/apply?done", path(whole.id)))).into_response());
    }
    let now = get_for(&site, &visit, &id, Action::EditGrant).await?.version;
    match site.store.submit_grant(&visit.actor, whole.id, now).await {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}?done", path(whole.id)))).into_response()),
        Err(Refusal::Problems(problems)) => {
            (whole.file.draft, whole.version) = (draft, now);
            show(&site, &visit, whole, problems).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<StoredGrant, Failure> {
    let whole = get_for(site, visit, id, Action::EditGrant).await?;
    if matches!(whole.state(), GrantState::Draft | GrantState::Returned) {
        Ok(whole)
    } else {
        Err(Failure::NotNow)
    }
}

async fn show(site: &Site, visit: &Visit, whole: StoredGrant, problems: Problems) -> Result<Response, Failure> {
    let head = head(visit, &whole, Some(visit.text().grant.apply)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &whole, &problems)).await
}

fn view(visit: &Visit, whole: &StoredGrant, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text, form) = (visit.lang, visit.text().grant, &whole.file.draft.head);
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.saved announced=true /> });
    let action = visit.href(&format!("{}/apply", path(whole.id)));
    let submit = may(visit, whole, Action::SubmitGrant).then(|| {
        view! { <button class="kj-button" data-tone="primary" type="submit" name="do" value="submit">{text.submit}</button> }
    });
    view! {
        <div class="kj-form-page">
            {back(visit, whole)}
            <ErrorSummary lang errors=errors(lang, problems) />
            {done}
            {heading(visit, whole, text.apply)}
            <p>{(text.apply_lead)(&yen(lang, whole.file.awarded))}</p>
            <form class="kj-form" method="post" action=action novalidate=true>
                {version(whole)}
                {input(lang, ("yen", &form.yen, Kind::Money), true, problems)}
                {input(lang, ("period_from", &form.period_from, Kind::Day), true, problems)}
                {input(lang, ("period_to", &form.period_to, Kind::Day), true, problems)}
                {cost_rows(lang, &whole.file.draft.costs, problems)}
                {input(lang, ("income", &form.income, Kind::Money), false, problems)}
                {input(lang, ("account", &form.account, Kind::Lines(600)), true, problems)}
                {input(lang, ("note", &form.note, Kind::Lines(1_200)), false, problems)}
                <div class="kj-actions">
                    {submit}
                    <button class="kj-button" data-tone="outline" type="submit" name="do" value="save">{text.save}</button>
                </div>
            </form>
        </div>
    }
}
