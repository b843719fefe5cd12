//! `/admin/users/{id}`: one account, and for system administrators its roles, state and sessions, with the history.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::grant::PlatformGrant;
use domain::invitation::PlatformInvitationForm;
use domain::value::UserId;
use http::StatusCode;
use leptos::prelude::*;
use store::{Account, HistoryEntry, Refusal};

use super::list::{places, state_chip};
use super::{LIST, grant, head, manages, require_manager, require_reader};
use crate::component::{
    Chip, DescriptionList, ErrorSummary, Fact, Field, FieldError, InputWidth, Notice, NoticeTone, TextInput,
};
use crate::document::respond;
use crate::page::my::organization::members::signed_in;
use crate::page::{FormPairs, history};
use crate::{Failure, Site, Visit};

/// What the page shows.
struct Sheet {
    account: Account,
    entries: Vec<HistoryEntry>,
    form: PlatformInvitationForm,
    why: String,
    problems: Problems,
    last: bool,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403, 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    require_reader(&visit)?;
    let account = load(&site, &id).await?;
    let form = PlatformInvitationForm::of_grants(&account.grants);
    show(&site, &visit, account, form, String::new(), Problems::new(), false).await
}

/// Changes roles, disables, enables, or ends the sessions.
///
/// # Errors
/// As [`get`]; leads to a fresh proof of identity; 403 for the own account; 409 when somebody else was faster.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    require_manager(&visit)?;
    let account = load(&site, &id).await?;
    visit.require_recent()?;
    let (actor, user) = (&visit.actor, account.user.id);
    let mut form = PlatformInvitationForm::of_grants(&account.grants);
    let why = pairs.text("why");
    let (done, outcome) = match pairs.text("step") {
        "roles" => {
            let seen: Option<Vec<PlatformGrant>> = serde_json::from_str(pairs.text("seen")).ok();
            form = PlatformInvitationForm::default();
            form.replace(PlatformInvitationForm::FIELDS, pairs.iter());
            let done = match (form.check_roles(), seen) {
                (Ok(grants), Some(seen)) => site.store.change_platform_roles(actor, user, &seen, &grants).await,
                (Ok(_), None) => return Err(Failure::Stale),
                (Err(problems), _) => Err(Refusal::Problems(problems)),
            };
            (done, "roles")
        }
        "disable" => (site.store.disable_account(actor, user, why).await, "disabled"),
        "enable" => (site.store.enable_account(actor, user, why).await, "enabled"),
        "sessions" => (site.store.end_all_sessions(actor, user).await, "sessions"),
        _ => return Err(Failure::Http(StatusCode::BAD_REQUEST)),
    };
    let (problems, last) = match done {
        Ok(()) => return Ok(Redirect::to(&visit.href(&format!("{LIST}/{user}?{outcome}"))).into_response()),
        Err(Refusal::Problems(problems)) => (problems, false),
        Err(Refusal::LastAdministrator) => (Problems::new(), true),
        Err(refusal) => return Err(refusal.into()),
    };
    show(&site, &visit, account, form, why.to_owned(), problems, last).await
}

async fn load(site: &Site, id: &str) -> Result<Account, Failure> {
    let id: UserId = id.parse().map_err(|_| Failure::NotFound)?;
    site.store.find_account(id).await?.ok_or(Failure::NotFound)
}

async fn show(
    site: &Site,
    visit: &Visit,
    account: Account,
    form: PlatformInvitationForm,
    why: String,
    problems: Problems,
    last: bool,
) -> Result<Response, Failure> {
    let entries = site.store.list_account_history(account.user.id).await?;
    let failed = last || !problems.is_empty();
    let head = head(visit, &account.user.name, failed);
    let sheet = Arc::new(Sheet {
        account,
        entries,
        form,
        why,
        problems,
        last,
    });
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &sheet)).await
}

fn view(visit: &Visit, sheet: &Sheet) -> impl IntoView + use<> {
    let (lang, text, member) = (visit.lang, visit.text().admin_user, visit.text().member);
    let account = &sheet.account;
    let done = match visit.query.as_str() {
        "roles" => Some(text.done_roles),
        "disabled" => Some(text.done_disabled),
        "enabled" => Some(text.done_enabled),
        "sessions" => Some(text.done_sessions),
        _ => None,
    };
    let grants: Vec<String> = account.grants.iter().map(|it| grant::words(visit, it)).collect();
    let facts = vec![
        Fact::text(member.email, account.user.email.to_string()),
        Fact::text(text.places, places(visit, account)),
        Fact::text(text.platform, grants.join(" / ")),
        Fact::text(text.created, account.created_at.format_jst(lang)),
        Fact::view(member.signed_in, signed_in(visit, account.signed_in_at)),
        Fact::view(text.state, view! { <Chip look=state_chip(visit, account) /> }),
    ];
    let own = visit.user().is_some_and(|user| user.id == account.user.id);
    let actions = if own {
        view! { <p class="kj-note">{text.own}</p> }.into_any()
    } else if manages(visit) {
        actions(visit, sheet)
    } else {
        view! { <p class="kj-note">{text.read_only}</p> }.into_any()
    };
    let last = sheet.last.then(|| {
        view! { <ErrorSummary lang errors=vec![FieldError::new("user-actions", text.last_administrator)] /> }
    });
    view! {
        {last}
        {grant::summary(lang, &sheet.problems)}
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title">{account.user.name.clone()}</h1>
        <DescriptionList facts framed=true />
        <div id="user-actions">{actions}</div>
        {history::view(visit, &sheet.entries)}
        <p class="kj-note">
            <a href=visit.href(LIST)>{text.back}</a>
        </p>
    }
}

fn actions(visit: &Visit, sheet: &Sheet) -> AnyView {
    let text = visit.text().admin_user;
    let account = &sheet.account;
    let action = visit.href(&format!("{LIST}/{}", account.user.id));
    let seen = serde_json::to_string(&account.grants).unwrap_or_default();
    view! {
        <section class="kj-section" aria-labelledby="roles-title">
            <h2 class="kj-section__title" id="roles-title">{text.roles_title}</h2>
            <form class="kj-form" method="post" action=action.clone() novalidate=true>
                <input type="hidden" name="seen" value=seen />
                {grant::fields(visit, &sheet.form, &sheet.problems, text.roles_hint)}
                <button class="kj-button" data-tone="primary" name="step" value="roles">{text.roles_button}</button>
            </form>
        </section>
        {state_form(visit, sheet)}
        <section class="kj-section" aria-labelledby="sessions-title">
            <h2 class="kj-section__title" id="sessions-title">{text.sessions_title}</h2>
            <p>{text.sessions_lead}</p>
            <form class="kj-actions" method="post" action=action>
                <button class="kj-button" data-tone="outline" name="step" value="sessions">
                    {text.sessions_button}
                </button>
            </form>
        </section>
    }
    .into_any()
}

fn state_form(visit: &Visit, sheet: &Sheet) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().admin_user);
    let account = &sheet.account;
    let action = visit.href(&format!("{LIST}/{}", account.user.id));
    let (title, lead, button, step, tone) = if account.disabled_at.is_some() {
        (
            text.enable_title,
            text.enable_lead,
            text.enable_button,
            "enable",
            "outline",
        )
    } else {
        (
            text.disable_title,
            text.disable_lead,
            text.disable_button,
            "disable",
            "danger",
        )
    };
    let why = Field::new("why", text.why)
        .required()
        .value(sheet.why.clone())
        .error(grant::error(lang, &sheet.problems, "why"));
    view! {
        <section class="kj-section" aria-labelledby="state-title">
            <h2 class="kj-section__title" id="state-title">{title}</h2>
            <p>{lead}</p>
            <form class="kj-form" method="post" action=action novalidate=true>
                <TextInput lang field=why width=InputWidth::Full />
                <button class="kj-button" data-tone=tone name="step" value=step>{button}</button>
            </form>
        </section>
    }
}
