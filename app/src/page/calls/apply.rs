//! `/calls/{id}/apply`: a lead society begins an application: what is needed, with which consortium, and clear words where
//! it cannot (W15, FORM-05).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::{ApplicationForm, Earlier, Origin, copy, prefill};
use domain::consortium::ConsortiumState;
use domain::permit::{Action, Subject};
use domain::value::{CallId, ConsortiumId};
use domain::{ProblemCode, Problems};
use leptos::prelude::*;
use store::{Application, Consortium, Refusal, StoredCall};

use crate::component::{Choice, ErrorSummary, Field, FieldError, Notice, NoticeTone, Radios};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::my::applications::path;
use crate::text::application_start::StartText;
use crate::{Failure, Site, Visit};

/// What the page knows.
#[derive(Clone)]
struct Start {
    call: StoredCall,
    /// Consortia that the society leads and that can apply.
    consortia: Vec<Consortium>,
    /// The application that the society has already.
    begun: Option<Application>,
    /// Its applications to earlier calls, the last changed first.
    earlier: Vec<Application>,
    may: bool,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people without an insurer; 404 for a call that is not public.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let start = load(&site, &visit, &id).await?;
    show(&site, &visit, start, Problems::new()).await
}

/// Begins it, with what the consortium and its program say already.
///
/// # Errors
/// As [`get`]; 409 when the call takes no applications now.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let start = load(&site, &visit, &id).await?;
    if !start.may {
        return Err(Failure::Forbidden);
    }
    let chosen = pairs.text("consortium");
    if chosen.is_empty() {
        let problems = Problems::one("consortium", ProblemCode::Empty);
        return show(&site, &visit, start, problems).await;
    }
    let chosen: ConsortiumId = chosen.parse().map_err(|_| Failure::NotFound)?;
    let whole = start.consortia.iter().find(|whole| whole.id == chosen);
    let whole = whole.ok_or(Failure::NotFound)?;
    let program = match whole.program {
        Some(program) => site.store.find_draft(program).await?.map(|draft| draft.form),
        None => None,
    };
    let form = prefill(&Origin {
        plan: &whole.plan,
        snapshot: &whole.snapshot(visit.today),
        shares: &whole.shares().unwrap_or_default(),
        program: program.as_ref(),
        call: &start.call.call,
    });
    let form = begin_with(&site, &start, pairs.text("copy"), form).await?;
    let begun = site
        .store
        .start_application(&visit.actor, start.call.id, chosen, &form)
        .await;
    match begun {
        Ok(id) => Ok(Redirect::to(&visit.href(&path(id))).into_response()),
        // A colleague was faster: the page shows the way there.
        Err(Refusal::Problems(_)) => {
            let again = load(&site, &visit, &id).await?;
            show(&site, &visit, again, Problems::new()).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The earlier application that was chosen, brought up to this call; without one what the consortium says.
async fn begin_with(
    site: &Site,
    start: &Start,
    chosen: &str,
    fresh: ApplicationForm,
) -> Result<ApplicationForm, Failure> {
    if chosen.is_empty() {
        return Ok(fresh);
    }
    let earlier = start.earlier.iter().find(|earlier| earlier.id.to_string() == chosen);
    let earlier = earlier.ok_or(Failure::NotFound)?;
    let asked = Earlier {
        form: &earlier.form,
        asked: &earlier.questions,
        year: earlier.call.call.year,
    };
    let versions = site.store.list_form_versions(start.call.id).await?;
    let questions = versions.last().cloned().unwrap_or_default();
    Ok(copy(&asked, &fresh, &questions, start.call.call.year))
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Start, Failure> {
    visit.require_user()?;
    let id: CallId = id.parse().map_err(|_| Failure::NotFound)?;
    let call = site.store.find_call(id).await?.ok_or(Failure::NotFound)?;
    if !call.state.is_public() {
        return Err(Failure::NotFound);
    }
    let lead = visit.acting().ok_or(Failure::Forbidden)?.organisation;
    let subject = Subject::Organisation(lead);
    if !visit.may(Action::ReadApplication, subject) {
        return Err(Failure::Forbidden);
    }
    let mut consortia = site.store.list_consortia_of(lead).await?;
    let usable = |state| matches!(state, ConsortiumState::Forming | ConsortiumState::Fixed);
    consortia.retain(|whole| whole.lead == lead && usable(whole.state));
    let begun = match site.store.find_application_to(id, lead).await? {
        Some(begun) => site.store.find_application(begun).await?,
        None => None,
    };
    let mut earlier = site.store.list_applications_of(lead).await?;
    earlier.retain(|other| other.call.id != id);
    Ok(Start {
        earlier,
        may: visit.may(Action::EditApplication, subject),
        call,
        consortia,
        begun,
    })
}

async fn show(site: &Site, visit: &Visit, start: Start, problems: Problems) -> Result<Response, Failure> {
    let text = visit.text().application;
    let head = Head::new(text.start)
        .crumb(visit.text().site.nav_my, visit.href("/my"))
        .crumb(text.list, crate::page::my::applications::list::href(visit))
        .here(text.start)
        .private()
        .refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &start, &problems)).await
}

fn view(visit: &Visit, start: &Start, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let error = problems
        .has_field("consortium")
        .then(|| crate::text::problem::labelled(lang, text.start_choose, &ProblemCode::Empty));
    let errors: Vec<_> = error
        .iter()
        .map(|error| FieldError::new("consortium", error.clone()))
        .collect();
    let needs = text.start_needs.map(|need| view! { <li>{need}</li> }).collect_view();
    let name = visit.acting().map(|place| place.organisation_name.clone());
    view! {
        <div class="kj-form-page">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <p class="kj-note">{(text.caption)(start.call.title(lang))}</p>
            <h1 class="kj-title">{text.start}</h1>
            <p class="kj-my__name">{name}</p>
            <p>{text.start_lead}</p>
            <ul class="kj-prose">{needs}</ul>
            {body(visit, start, error)}
        </div>
    }
}

fn body(visit: &Visit, start: &Start, error: Option<String>) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().application);
    if let Some(begun) = &start.begun {
        let label = (text.start_go_on)(&begun.updated_at.format_jst(lang));
        let href = visit.href(&path(begun.id));
        return view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=href>{label}</a>
            </p>
        }
        .into_any();
    }
    let dates = &start.call.call.dates;
    if !dates.accepts(visit.now) {
        let title = (text.start_closed)(&dates.open_at.format_jst(lang), &dates.close_at.format_jst(lang));
        return view! { <Notice lang tone=NoticeTone::Info title /> }.into_any();
    }
    if !start.may {
        return view! { <Notice lang tone=NoticeTone::Info title=text.start_who /> }.into_any();
    }
    if start.consortia.is_empty() {
        let href = visit.href("/my/consortia/new");
        return view! {
            <Notice lang tone=NoticeTone::Info title=text.start_none>
                <p><a href=href>{text.start_new}</a></p>
            </Notice>
        }
        .into_any();
    }
    let choices: Vec<_> = start
        .consortia
        .iter()
        .map(|whole| {
            let label = match whole.state {
                ConsortiumState::Fixed => whole.plan.name.clone(),
                _ => format!("{}（{}）", whole.plan.name, text.unfixed),
            };
            Choice::new(whole.id.to_string(), label)
        })
        .collect();
    let only = match start.consortia.as_slice() {
        [one] => vec![one.id.to_string()],
        _ => Vec::new(),
    };
    let field = Field::new("consortium", text.start_choose)
        .required()
        .values(only)
        .error(error);
    let action = visit.href(&format!("/calls/{}/apply", start.call.id));
    view! {
        <form class="kj-form" method="post" action=action novalidate=true>
            <Radios lang field choices />
            {copies(visit, start)}
            <button class="kj-button" data-tone="primary" type="submit">{text.start_button}</button>
        </form>
    }
    .into_any()
}

/// What the application begins with: nothing, or one of the society's earlier applications.
fn copies(visit: &Visit, start: &Start) -> Option<AnyView> {
    let (lang, text) = (visit.lang, StartText::of(visit.lang));
    if start.earlier.is_empty() {
        return None;
    }
    let mut choices = vec![Choice::new("", text.copy_none)];
    choices.extend(start.earlier.iter().map(|earlier| {
        let label = (text.copy_from)(&earlier.title(), earlier.call.title(lang));
        Choice::new(earlier.id.to_string(), label)
    }));
    let field = Field::new("copy", text.copy_choose).hint(text.copy_hint).value("");
    Some(view! { <Radios lang field choices /> }.into_any())
}
