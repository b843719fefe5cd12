//! `/my/organization/members`: who belongs to the organisation, in which roles, and who is invited.

use axum::extract::State;
use axum::response::Response;
use domain::invitation::Invitation;
use domain::user::Membership;
use leptos::prelude::*;
use store::Member;

use super::{LIST, acting, manages, view as part};
use crate::component::{Chip, Notice, NoticeTone, plain_table};
use crate::document::{Head, respond};
use crate::page::invited;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people without an organisation; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let place = acting(&visit)?;
    let members = site.store.list_members(place.organisation).await?;
    let invitations = if manages(&visit, &place) {
        site.store.list_invitations(Some(place.organisation)).await?
    } else {
        Vec::new()
    };
    let text = visit.text();
    let head = Head::new(text.member.title)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.member.title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || {
        view(&shown, &place, &members, &invitations)
    })
    .await
}

fn view(visit: &Visit, place: &Membership, members: &[Member], invitations: &[Invitation]) -> impl IntoView + use<> {
    let text = visit.text().member;
    let intro = if manages(visit, place) {
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=visit.href("/my/organization/members/invite")>
                    {text.invite}
                </a>
            </p>
        }
        .into_any()
    } else {
        view! { <p class="kj-note">{text.read_only}</p> }.into_any()
    };
    let rows: Vec<_> = members.iter().map(|member| row(visit, member)).collect();
    view! {
        {outcome(visit)}
        <h1 class="kj-title" id="members-title">{text.title}</h1>
        <p>{(text.lead)(&place.organisation_name)}</p>
        {intro}
        {plain_table("members-title", [text.name, text.email, text.roles, text.signed_in, text.state], rows)}
        {manages(visit, place).then(|| {
            let lang = visit.lang;
            invited::section(visit, invitations, LIST, &|invitation| part::roles(lang, &invitation.roles))
        })}
    }
}

/// What the last action did.
fn outcome(visit: &Visit) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().member);
    let (tone, title) = match visit.query.as_str() {
        "invited" => (NoticeTone::Success, text.done_invited),
        "changed" => (NoticeTone::Success, text.done_changed),
        "removed" => (NoticeTone::Success, text.done_removed),
        "suspended" => (NoticeTone::Success, text.done_suspended),
        "resumed" => (NoticeTone::Success, text.done_resumed),
        "handed-over" => (NoticeTone::Success, text.done_handed_over),
        "resent" => (NoticeTone::Success, text.done_resent),
        "withdrawn" => (NoticeTone::Success, text.done_withdrawn),
        "not-now" => (NoticeTone::Warning, text.not_now),
        _ => return None,
    };
    Some(view! { <Notice lang tone title announced=true /> }.into_any())
}

fn row(visit: &Visit, member: &Member) -> impl IntoView + use<> {
    let text = visit.text().member;
    let own = visit.user().is_some_and(|user| user.id == member.id);
    view! {
        <tr>
            <th scope="row">
                <a href=visit.href(&format!("{LIST}/{}", member.id))>{member.name.clone()}</a>
                {own.then_some(text.you)}
            </th>
            <td>{member.email.to_string()}</td>
            <td>{part::roles(visit.lang, &member.roles)}</td>
            <td>{part::signed_in(visit, member.signed_in_at)}</td>
            <td><Chip look=part::state(visit, member) /></td>
        </tr>
    }
}
