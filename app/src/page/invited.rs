//! Invitations as a table with their buttons, and what a button does: shared by an organisation's members and by the
//! accounts of the platform. Who may see and press them is the pages' business.

use axum::response::{IntoResponse, Redirect, Response};
use domain::invitation::{Invitation, InvitationState};
use domain::value::InvitationId;
use leptos::prelude::*;
use store::Refusal;

use crate::component::{Chip, ChipLook, ChipTone, Icon, plain_table};
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Sends an invitation again or withdraws it, and leads back to `list`.
pub async fn answer(site: &Site, visit: &Visit, id: &str, pairs: &FormPairs, list: &str) -> Result<Response, Failure> {
    let id: InvitationId = id.parse().map_err(|_| Failure::NotFound)?;
    let (done, outcome) = match pairs.text("step") {
        "resend" => (site.store.resend_invitation(&visit.actor, id).await, "resent"),
        "withdraw" => (site.store.withdraw_invitation(&visit.actor, id).await, "withdrawn"),
        _ => return Err(Failure::Http(http::StatusCode::BAD_REQUEST)),
    };
    let outcome = match done {
        Ok(()) => outcome,
        Err(Refusal::NotNow) => "not-now",
        Err(refusal) => return Err(refusal.into()),
    };
    Ok(Redirect::to(&visit.href(&format!("{list}?{outcome}"))).into_response())
}

/// The section with its heading. `list` is the page it stands on, `roles` puts into words what is offered.
pub fn section(
    visit: &Visit,
    invitations: &[Invitation],
    list: &str,
    roles: &dyn Fn(&Invitation) -> String,
) -> AnyView {
    let text = visit.text().member;
    let rows: Vec<_> = invitations
        .iter()
        .map(|invitation| row(visit, invitation, list, roles(invitation)))
        .collect();
    let body = if rows.is_empty() {
        view! { <p>{text.invitations_none}</p> }.into_any()
    } else {
        plain_table(
            "invitations-title",
            [text.email, text.roles, text.state, text.expires, text.actions],
            rows,
        )
    };
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="invitations-title">{text.invitations}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn row(visit: &Visit, invitation: &Invitation, list: &str, roles: String) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().member);
    let reason = (!invitation.reason.is_empty()).then(|| {
        view! { <p class="kj-note">{(text.reason_of)(&invitation.reason)}</p> }
    });
    let action = visit.href(&format!("{list}/invitations/{}", invitation.id));
    view! {
        <tr>
            <th scope="row">{invitation.email.to_string()}</th>
            <td>{roles}</td>
            <td>
                <Chip look=chip(visit, invitation.state) />
                {reason}
            </td>
            <td>
                <time datetime=invitation.expires_at.iso_jst()>{invitation.expires_at.format_jst(lang)}</time>
            </td>
            <td>{buttons(visit, invitation, action)}</td>
        </tr>
    }
}

/// Where an invitation stands.
fn chip(visit: &Visit, state: InvitationState) -> ChipLook {
    let (tone, icon) = match state {
        InvitationState::Waiting => (ChipTone::Yellow, Icon::Hourglass),
        InvitationState::Accepted => (ChipTone::Green, Icon::Check),
        InvitationState::Declined | InvitationState::Expired => (ChipTone::Orange, Icon::Alert),
        InvitationState::Withdrawn => (ChipTone::Gray, Icon::Dash),
    };
    ChipLook::new(tone, icon, visit.text().member.invitation(state))
}

/// Buttons to send an open invitation again and to withdraw it.
fn buttons(visit: &Visit, invitation: &Invitation, action: String) -> Option<AnyView> {
    let text = visit.text().member;
    let email = invitation.email.to_string();
    let button = |step: &'static str, name: String, word: &'static str| {
        view! {
            <button class="kj-button" data-tone="outline" data-size="sm" name="step" value=step aria-label=name>
                {word}
            </button>
        }
    };
    invitation.state.is_open().then(|| {
        view! {
            <form class="kj-table__buttons" method="post" action=action>
                {button("resend", (text.resend_of)(&email), text.resend)}
                {button("withdraw", (text.withdraw_of)(&email), text.withdraw)}
            </form>
        }
        .into_any()
    })
}
