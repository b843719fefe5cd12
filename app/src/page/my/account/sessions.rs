//! `/my/account/sessions`: where the person is signed in, and signing out elsewhere.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::session::Session;
use http::HeaderMap;
use leptos::prelude::*;

use super::head;
use crate::agent;
use crate::component::{Notice, NoticeTone};
use crate::document::respond;
use crate::page::FormPairs;
use crate::session::Token;
use crate::{Failure, Site, Visit};

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let sessions = site.store.list_sessions(user.id).await?;
    let head = head(&visit, visit.text().account.sessions_title, false);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &sessions)).await
}

/// Ends the named session, or all others.
///
/// # Errors
/// As [`get`]; 404 when the person has no session of that name.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    visit.require_user()?;
    let id = pairs.text("session");
    let done = if id.is_empty() {
        let keep = Token::of_request(&site, &headers).ok_or_else(|| Failure::SignIn {
            back: visit.same_page(visit.lang),
        })?;
        site.store.end_other_sessions(&visit.actor, keep.digest()).await?;
        "others"
    } else {
        if !site.store.end_session(&visit.actor, id).await? {
            return Err(Failure::NotFound);
        }
        "one"
    };
    Ok(Redirect::to(&visit.href(&format!("/my/account/sessions?{done}"))).into_response())
}

fn view(visit: &Visit, sessions: &[Session]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    let done = match visit.query.as_str() {
        "one" => Some(text.ended_one),
        "others" => Some(text.ended_others),
        _ => None,
    };
    let own = visit.session.as_ref().map(|session| session.id.clone());
    let rows = sessions
        .iter()
        .map(|session| row(visit, session, own.as_deref() == Some(session.id.as_str())))
        .collect_view();
    let action = visit.href("/my/account/sessions");
    let others = (sessions.len() > 1).then(|| {
        view! {
            <form method="post" action=action>
                <button class="kj-button" data-tone="outline" type="submit">{text.end_others}</button>
            </form>
        }
    });
    view! {
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title">{text.sessions_title}</h1>
        <p>{text.sessions_lead}</p>
        <div class="kj-table-frame" tabindex="0" role="region" aria-label=text.sessions_title>
            <table class="kj-table">
                <thead>
                    <tr>
                        <th scope="col">{text.col_browser}</th>
                        <th scope="col">{text.col_address}</th>
                        <th scope="col">{text.col_since}</th>
                        <th scope="col">{text.col_seen}</th>
                        <th scope="col">{text.col_action}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {others}
    }
}

fn row(visit: &Visit, session: &Session, is_this: bool) -> impl IntoView + use<> {
    let text = visit.text().account;
    let browser = agent::words(&session.agent, visit.lang);
    let address = if session.address.is_empty() {
        text.unknown.to_owned()
    } else {
        session.address.clone()
    };
    let end = if is_this {
        view! { <strong>{text.this_one}</strong> }.into_any()
    } else {
        view! {
            <form method="post" action=visit.href("/my/account/sessions")>
                <input type="hidden" name="session" value=session.id.clone() />
                <button
                    class="kj-button"
                    data-tone="outline"
                    data-size="sm"
                    type="submit"
                    aria-label=(text.end_of)(&browser)
                >
                    {text.end_one}
                </button>
            </form>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{browser}</th>
            <td>{address}</td>
            <td>{session.created_at.format_jst(visit.lang)}</td>
            <td>{session.seen_at.format_jst(visit.lang)}</td>
            <td>{end}</td>
        </tr>
    }
}
