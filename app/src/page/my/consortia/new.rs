//! `/my/consortia/new`: a consortium begins, empty or from a program of the society (`?program=`): one that looks for
//! partners, or one whose confirmed participants are invited.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::consortium::ConsortiumForm;
use domain::permit::{Action, Subject};
use domain::value::{OrganisationId, ProgramId};
use domain::{Problems, code::DataCategory, code::ListingKind};
use leptos::prelude::*;

use super::control::{control, summary};
use super::{LIST, path};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Where it begins.
#[derive(Clone)]
struct Origin {
    lead: OrganisationId,
    name: String,
    /// The program with its title.
    program: Option<(ProgramId, String)>,
}

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403 for people who may not; 404 for a program of others.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let asked = form_urlencoded::parse(visit.query.as_bytes()).find(|(name, _)| name == "program");
    let (origin, form) = origin(&site, &visit, asked.map(|(_, id)| id.into_owned()).as_deref()).await?;
    show(&site, &visit, origin, form, Problems::new()).await
}

/// Starts it.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let asked = Some(pairs.text("program")).filter(|id| !id.is_empty());
    let (origin, _) = origin(&site, &visit, asked).await?;
    let mut form = ConsortiumForm::default();
    form.replace(ConsortiumForm::FIELDS, pairs.iter());
    let plan = match form.check() {
        Ok(plan) => plan,
        Err(problems) => return show(&site, &visit, origin, form, problems).await,
    };
    let program = origin.program.map(|(id, _)| id);
    let id = site
        .store
        .start_consortium(&visit.actor, origin.lead, program, &plan)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}?done", path(id)))).into_response())
}

/// Who leads and what is known already.
async fn origin(site: &Site, visit: &Visit, program: Option<&str>) -> Result<(Origin, ConsortiumForm), Failure> {
    visit.require_user()?;
    let place = visit.acting().ok_or(Failure::Forbidden)?;
    let lead = place.organisation;
    if !visit.may(Action::ManageConsortium, Subject::Organisation(lead)) {
        return Err(Failure::Forbidden);
    }
    let found = site.store.find_organisation(lead).await?.ok_or(Failure::NotFound)?;
    if !found.kind.is_insurer() || found.ending.is_some() {
        return Err(Failure::Forbidden);
    }
    let mut origin = Origin {
        lead,
        name: place.organisation_name.clone(),
        program: None,
    };
    let Some(id) = program else {
        return Ok((origin, ConsortiumForm::default()));
    };
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    let draft = site.store.find_draft(id).await?.ok_or(Failure::NotFound)?;
    if draft.owner.id != lead {
        return Err(Failure::NotFound);
    }
    let typed = draft.form;
    let form = ConsortiumForm {
        aim: [typed.purpose.as_str(), &typed.content].join("\n\n").trim().to_owned(),
        period_from: typed.period_from,
        period_to: typed.period_to,
        sharing: typed.cost,
        data: DataCategory::from_code(&typed.data_use)
            .map(|data| data.code().to_owned())
            .unwrap_or_default(),
        // An idea is there to be found.
        open: if ListingKind::from_code(&typed.kind) == Some(ListingKind::Partner) {
            "1".to_owned()
        } else {
            String::new()
        },
        name: typed.title.clone(),
        ..ConsortiumForm::default()
    };
    origin.program = Some((id, typed.title));
    Ok((origin, form))
}

async fn show(
    site: &Site,
    visit: &Visit,
    origin: Origin,
    form: ConsortiumForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let text = visit.text();
    let head = Head::new(text.consortium.new)
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.consortium.list, visit.href(LIST))
        .here(text.consortium.new)
        .private()
        .refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &origin, &form, &problems)).await
}

fn view(visit: &Visit, origin: &Origin, form: &ConsortiumForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let program = origin.program.as_ref().map(|(id, title)| {
        view! {
            <p>{(text.new_from)(title)}</p>
            <input type="hidden" name="program" value=id.to_string() />
        }
    });
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            <h1 class="kj-title">{text.new}</h1>
            <p class="kj-my__name">{origin.name.clone()}</p>
            <p>{text.new_lead}</p>
            <form class="kj-form" method="post" action=visit.href(&format!("{LIST}/new")) novalidate=true>
                {program}
                {plan_fields(visit, form, problems)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.new_button}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(LIST)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}

/// The fields of what a consortium is about.
pub(super) fn plan_fields(visit: &Visit, form: &ConsortiumForm, problems: &Problems) -> impl IntoView + use<> {
    ConsortiumForm::FIELDS
        .iter()
        .map(|name| control(visit, name, form.values(name), ConsortiumForm::limit(name), problems))
        .collect_view()
}
