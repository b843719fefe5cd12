//! `/my/participations/{id}/consent`: the society's approver records that it has decided to join (domain §8.3).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::participation::{ConsentForm, ParticipationStep};
use domain::permit::Subject;
use domain::program::CleanProgram;
use leptos::prelude::*;
use store::Participation;

use super::{get_own, head, path};
use crate::component::{DescriptionList, Fact};
use crate::document::respond;
use crate::page::joining::{control, summary};
use crate::page::{FormPairs, label};
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403 for people who cannot bind the society; 404; 409 when it is not the society's turn.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (found, content) = load(&site, &visit, &id).await?;
    let form = ConsentForm {
        cost_yen: content.cost.yen.map(|yen| yen.to_string()).unwrap_or_default(),
        approver: visit.user().map(|user| user.name.clone()).unwrap_or_default(),
        ..ConsentForm::default()
    };
    show(&site, &visit, found, content, form, Problems::new()).await
}

/// Records it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (found, content) = load(&site, &visit, &id).await?;
    let mut form = ConsentForm::default();
    form.replace(ConsentForm::FIELDS, pairs.iter());
    let consent = match form.check(visit.today, content.cost.sharing) {
        Ok(consent) => consent,
        Err(problems) => return show(&site, &visit, found, content, form, problems).await,
    };
    let version = pairs.seen_version()?;
    site.store
        .consent_to_join(&visit.actor, found.id, version, &consent)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}?done", path(&found)))).into_response())
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<(Participation, CleanProgram), Failure> {
    let found = get_own(site, visit, id).await?;
    let step = ParticipationStep::Consent;
    if !visit.may(step.action(), Subject::Organisation(found.society.id)) {
        return Err(Failure::Forbidden);
    }
    if found.state.next(step).is_none() {
        return Err(Failure::NotNow);
    }
    let listing = site.store.find_listing(found.program).await?.ok_or(Failure::NotNow)?;
    Ok((found, listing.content))
}

async fn show(
    site: &Site,
    visit: &Visit,
    found: Participation,
    content: CleanProgram,
    form: ConsentForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, &found, Some(visit.text().joining.consent)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &found, &content, &form, &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    found: &Participation,
    content: &CleanProgram,
    form: &ConsentForm,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let detail = visit.text().detail;
    let here = path(found);
    let facts = vec![
        Fact::text(text.col_program, found.title.clone()),
        Fact::text(text.col_organiser, found.organiser.name.clone()),
        Fact::text(detail.cost, label::cost(lang, content)),
        Fact::text(detail.data, content.data_use.name(lang)),
    ];
    let fields = ConsentForm::FIELDS
        .iter()
        .map(|name| control(visit, name, form.values(name), ConsentForm::limit(name), problems))
        .collect_view();
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            <h1 class="kj-title">{text.consent}</h1>
            <p>{text.consent_lead}</p>
            <DescriptionList facts framed=true />
            <form class="kj-form" method="post" action=visit.href(&format!("{here}/consent")) novalidate=true>
                <input type="hidden" name="version" value=found.version.to_string() />
                {fields}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.consent_button}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(&here)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
