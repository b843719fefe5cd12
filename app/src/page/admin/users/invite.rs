//! `/admin/users/invite`: invites somebody to roles on the platform.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::invitation::PlatformInvitationForm;
use leptos::prelude::*;
use store::Refusal;

use super::{LIST, grant, head, require_manager};
use crate::component::{Field, InputKind, InputWidth, TextInput};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require_manager(&visit)?;
    show(&site, &visit, PlatformInvitationForm::default(), Problems::new()).await
}

/// Sends the invitation.
///
/// # Errors
/// As [`get`]; when the database fails.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    require_manager(&visit)?;
    visit.require_recent()?;
    let mut form = PlatformInvitationForm::default();
    form.replace(PlatformInvitationForm::FIELDS, pairs.iter());
    let sent = match form.check() {
        Ok(clean) => site.store.invite_to_platform(&visit.actor, &clean, visit.lang).await,
        Err(problems) => Err(Refusal::Problems(problems)),
    };
    match sent {
        Ok(_) => Ok(Redirect::to(&visit.href(&format!("{LIST}?invited"))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, form, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    form: PlatformInvitationForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let failed = !problems.is_empty();
    let head = head(visit, visit.text().admin_user.invite, failed);
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &form, &problems)).await
}

fn view(visit: &Visit, form: &PlatformInvitationForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text, member) = (visit.lang, visit.text().admin_user, visit.text().member);
    let email = Field::new("email", member.email)
        .required()
        .value(form.email.clone())
        .error(grant::error(lang, problems, "email"));
    let name = Field::new("name", member.name)
        .required()
        .value(form.name.clone())
        .error(grant::error(lang, problems, "name"));
    view! {
        <div class="kj-narrow">
            {grant::summary(lang, problems)}
            <h1 class="kj-title">{text.invite}</h1>
            <p>{text.invite_lead}</p>
            <form class="kj-form" method="post" action=visit.href("/admin/users/invite") novalidate=true>
                <TextInput lang field=email kind=InputKind::Email width=InputWidth::Full />
                <TextInput lang field=name width=InputWidth::Full />
                {grant::fields(visit, form, problems, "")}
                <button class="kj-button" data-tone="primary" type="submit">{text.invite_button}</button>
            </form>
            <p class="kj-note">
                <a href=visit.href(LIST)>{text.back}</a>
            </p>
        </div>
    }
}
