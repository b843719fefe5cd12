//! `/my/grants`: the grants of the visitor's society, and adopted applications for which none has been started.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::ApplicationState;
use domain::permit::{Action, Subject};
use domain::value::{ApplicationId, OrganisationId};
use leptos::prelude::*;
use store::{Application, StoredGrant};

use super::{LIST, path};
use crate::component::{Chip, EmptyState, plain_table};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::grant::{next_step, state_chip, yen};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people without an organisation; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let lead = society(&visit)?;
    let grants = site.store.list_grants_of(&[lead]).await?;
    let mut adopted = site.store.list_applications_of(lead).await?;
    adopted.retain(|one| {
        let is_adopted = matches!(one.state, ApplicationState::Selected | ApplicationState::Conditional);
        is_adopted && grants.iter().all(|grant| grant.application != one.id)
    });
    let text = visit.text();
    let head = Head::new(text.grant.list)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.grant.list)
        .private();
    let shown = visit.clone();
    let writes = visit.may(Action::EditGrant, Subject::Organisation(lead));
    respond(&site, &visit, head, move || view(&shown, &grants, &adopted, writes)).await
}

/// Starts the grant of an adopted application.
///
/// # Errors
/// As [`get`]; 404 for what is not the visitor's; 409 for what is not adopted.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    visit.require_user()?;
    let application: ApplicationId = pairs.text("application").parse().map_err(|_| Failure::NotFound)?;
    let id = site.store.start_grant(&visit.actor, application).await?;
    Ok(Redirect::to(&visit.href(&format!("{}/apply", path(id)))).into_response())
}

fn society(visit: &Visit) -> Result<OrganisationId, Failure> {
    visit.require_user()?;
    let lead = visit.acting().ok_or(Failure::Forbidden)?.organisation;
    if visit.may(Action::ReadGrant, Subject::Organisation(lead)) {
        Ok(lead)
    } else {
        Err(Failure::Forbidden)
    }
}

fn view(visit: &Visit, grants: &[StoredGrant], adopted: &[Application], writes: bool) -> impl IntoView + use<> {
    let text = visit.text().grant;
    let waiting = adopted.iter().map(|one| start(visit, one, writes)).collect_view();
    let body = if grants.is_empty() && adopted.is_empty() {
        view! { <EmptyState title=text.list_none>{text.list_none_hint}</EmptyState> }.into_any()
    } else if grants.is_empty() {
        ().into_any()
    } else {
        let rows = grants.iter().map(|one| row(visit, one)).collect_view();
        let columns = [text.title, text.call, text.state, text.next, text.decided, text.fixed];
        plain_table("grants-title", columns, rows)
    };
    view! {
        <h1 class="kj-title" id="grants-title">{text.list}</h1>
        <p>{text.list_lead}</p>
        {waiting}
        {body}
    }
}

fn start(visit: &Visit, one: &Application, writes: bool) -> impl IntoView + use<> {
    let text = visit.text().grant;
    let id = format!("start-{}", one.id);
    let form = writes.then(|| {
        view! {
            <form class="kj-actions" method="post" action=visit.href(LIST)>
                <input type="hidden" name="application" value=one.id.to_string() />
                <button class="kj-button" data-tone="primary" type="submit">{text.start}</button>
            </form>
        }
    });
    view! {
        <section class="kj-box" aria-labelledby=id.clone()>
            <h2 class="kj-box__title" id=id.clone()>{one.title()}</h2>
            <p>{text.start_lead}</p>
            {form}
        </section>
    }
}

fn row(visit: &Visit, one: &StoredGrant) -> impl IntoView + use<> {
    let (lang, ledger) = (visit.lang, one.case.ledger());
    view! {
        <tr>
            <th scope="row">
                <a href=visit.href(&path(one.id))>{one.file.title.clone()}</a>
            </th>
            <td>{one.call.title(lang).to_owned()}</td>
            <td><Chip look=state_chip(one.state(), lang) /></td>
            <td>{next_step(lang, one)}</td>
            <td data-number="">{ledger.decided().map(|amount| yen(lang, amount))}</td>
            <td data-number="">{ledger.fixed().map(|amount| yen(lang, amount))}</td>
        </tr>
    }
}
