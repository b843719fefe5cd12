//! `/my/organization/members/invite`: invites one or several people. `?for=` with a member's id begins with the roles of
//! somebody who is leaving.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::invitation::InvitationForm;
use domain::user::Membership;
use domain::value::UserId;
use leptos::prelude::*;
use store::Refusal;

use super::{LIST, error, head, managed, summary, view as part};
use crate::component::{Field, InputWidth, TextArea, TextInput};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let place = managed(&visit)?;
    let leaving = visit
        .query
        .strip_prefix("for=")
        .and_then(|id| id.parse::<UserId>().ok());
    let leaving = match leaving {
        Some(id) => site.store.find_member(place.organisation, id).await?,
        None => None,
    };
    let form = InvitationForm {
        roles: leaving.map_or_else(Vec::new, |member| {
            member.roles.iter().map(|role| role.code().to_owned()).collect()
        }),
        ..InvitationForm::default()
    };
    show(&site, &visit, place, form, Problems::new()).await
}

/// Sends the invitations.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let place = managed(&visit)?;
    let mut form = InvitationForm::default();
    form.replace(InvitationForm::FIELDS, pairs.iter());
    let sent = match form.check() {
        Ok(clean) => {
            site.store
                .invite_members(&visit.actor, place.organisation, &clean, visit.lang)
                .await
        }
        Err(problems) => Err(Refusal::Problems(problems)),
    };
    match sent {
        Ok(_) => Ok(Redirect::to(&visit.href(&format!("{LIST}?invited"))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, place, form, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    place: Membership,
    form: InvitationForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let failed = !problems.is_empty();
    let head = head(visit, visit.text().member.invite_title, failed);
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &place, &form, &problems)).await
}

fn view(visit: &Visit, place: &Membership, form: &InvitationForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().member);
    let emails = Field::new("emails", text.emails)
        .required()
        .hint(text.emails_hint)
        .value(form.emails.clone())
        .error(error(lang, problems, "emails"));
    let name = Field::new("name", text.name)
        .optional()
        .hint(text.name_hint)
        .value(form.name.clone())
        .error(error(lang, problems, "name"));
    view! {
        <div class="kj-narrow">
            {summary(lang, problems)}
            <h1 class="kj-title">{text.invite_title}</h1>
            <p>{(text.invite_lead)(&place.organisation_name)}</p>
            <form class="kj-form" method="post" action=visit.href("/my/organization/members/invite") novalidate=true>
                <TextArea lang field=emails rows=4 />
                <TextInput lang field=name width=InputWidth::Full />
                {part::role_boxes(visit, &form.roles, text.roles_hint, problems)}
                <button class="kj-button" data-tone="primary" type="submit">{text.invite_button}</button>
            </form>
            <p class="kj-note">
                <a href=visit.href(LIST)>{text.back}</a>
            </p>
        </div>
    }
}
