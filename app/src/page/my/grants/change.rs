//! `/my/grants/{id}/change`: 変更申請 (法7条): what is to be changed, and why. With `?of=` a request that was sent back is
//! written again. Whether a notice is enough follows from the rules of the call.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::grant_case::{ChangeDraft, ChangeForm, ChangeKind, ChangeState, CostForm, GrantState};
use domain::permit::Action;
use domain::value::GrantChangeId;
use leptos::prelude::*;
use store::{Refusal, StoredChange, StoredGrant};

use super::{back, get_for, head, path, version};
use crate::component::{Choice, ErrorSummary};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::grant::control::{Kind, cost_rows, input};
use crate::page::grant::{errors, heading};
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what is not the visitor's; 409 while the program does not run.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (whole, of) = load(&site, &visit, &id).await?;
    let draft = of.as_ref().map_or_else(|| blank(&whole), |change| change.draft.clone());
    show(&site, &visit, whole, of, draft, Problems::new()).await
}

/// Sends it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (whole, of) = load(&site, &visit, &id).await?;
    let (store, actor, seen) = (&site.store, &visit.actor, pairs.seen_version()?);
    let typed: Vec<_> = pairs.iter().collect();
    let draft = ChangeDraft::read(typed);
    let done = match &of {
        Some(change) if pairs.text("do") == "withdraw" => store.withdraw_change(actor, whole.id, seen, change.id).await,
        Some(change) => store
            .ask_change_again(actor, whole.id, seen, change.id, &draft)
            .await
            .map(|_| ()),
        None => store.ask_change(actor, whole.id, seen, &draft).await.map(|_| ()),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}?done", path(whole.id)))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, whole, of, draft, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<(StoredGrant, Option<StoredChange>), Failure> {
    let whole = get_for(site, visit, id, Action::SubmitGrant).await?;
    if !matches!(whole.state(), GrantState::Executing | GrantState::Suspended) {
        return Err(Failure::NotNow);
    }
    let asked = form_urlencoded::parse(visit.query.as_bytes()).find(|(name, _)| name == "of");
    let Some((_, of)) = asked else {
        return Ok((whole, None));
    };
    let of: GrantChangeId = of.parse().map_err(|_| Failure::NotFound)?;
    let all = site.store.list_grant_changes(whole.id).await?;
    let found = all
        .into_iter()
        .find(|change| change.id == of)
        .ok_or(Failure::NotFound)?;
    if found.state == ChangeState::Returned {
        Ok((whole, Some(found)))
    } else {
        Err(Failure::NotNow)
    }
}

/// A form with the allocation in force.
fn blank(whole: &StoredGrant) -> ChangeDraft {
    ChangeDraft {
        head: ChangeForm {
            income: whole.file.plan.income.to_string(),
            ..ChangeForm::default()
        },
        costs: CostForm::table(&whole.call.call, &whole.file.plan),
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    whole: StoredGrant,
    of: Option<StoredChange>,
    draft: ChangeDraft,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, &whole, Some(visit.text().grant.ask_change)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &whole, of.as_ref(), &draft, &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    whole: &StoredGrant,
    of: Option<&StoredChange>,
    draft: &ChangeDraft,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text, form) = (visit.lang, visit.text().grant, &draft.head);
    let kinds = ChangeKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), kind.name(lang)))
        .collect();
    let here = visit.href(&path(whole.id));
    let query = of.map(|change| format!("?of={}", change.id)).unwrap_or_default();
    let share = whole.call.call.changes.minor_share.to_string();
    let withdraw = of.map(|_| {
        view! { <button class="kj-button" data-tone="danger" type="submit" name="do" value="withdraw">{text.withdraw_change}</button> }
    });
    let reply = of.map(|change| view! { <p class="kj-pre">{change.reply.clone()}</p> });
    view! {
        <div class="kj-form-page">
            {back(visit, whole)}
            <ErrorSummary lang errors=errors(lang, problems) />
            {heading(visit, whole, text.ask_change)}
            <p>{text.change_lead} {(text.minor_rule)(&share)}</p>
            {reply}
            <form class="kj-form" method="post" action=format!("{here}/change{query}") novalidate=true>
                {version(whole)}
                {input(lang, ("kind", &form.kind, Kind::Choice(kinds)), true, problems)}
                {input(lang, ("reason", &form.reason, Kind::Lines(1_000)), true, problems)}
                {input(lang, ("before", &form.before, Kind::Lines(1_000)), false, problems)}
                {input(lang, ("after", &form.after, Kind::Lines(1_000)), false, problems)}
                {input(lang, ("on", &form.on, Kind::Day), false, problems)}
                {input(lang, ("yen", &form.yen, Kind::Money), false, problems)}
                {cost_rows(lang, &draft.costs, problems)}
                {input(lang, ("income", &form.income, Kind::Money), false, problems)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit" name="do" value="send">{text.send}</button>
                    {withdraw}
                    <a class="kj-button" data-tone="outline" href=here.clone()>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
