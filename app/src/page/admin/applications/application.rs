//! `/admin/applications/{id}`: one application as the office checks it: what was submitted, the rules at the reference date,
//! what was asked, and the steps that are possible now. What was never submitted does not exist here.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::ApplicationStep;
use domain::audit::Subject as Matter;
use domain::permit::{Action, Subject};
use domain::program::SendBack;
use domain::questionnaire::Questionnaire;
use domain::value::{ApplicationId, UserId};
use domain::{Lang, Problem, Problems};
use leptos::prelude::*;
use store::{Application, ApplicationEvent, ApplicationFix, Desk, Refusal, StoredFile, Submission};

use super::{LIST, checks, corrections, is_covered, officer, require};
use crate::component::{Chip, ErrorSummary, FieldError, Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::admin::grants::note_look;
use crate::page::attachment::file_list;
use crate::page::my::applications::{Checked, check_now, history, state_chip, summary};
use crate::text::{application_question, problem};
use crate::{Failure, Site, Visit};

/// What the page shows.
pub(super) struct Page {
    pub(super) whole: Application,
    checked: Checked,
    pub(super) fixes: Vec<ApplicationFix>,
    papers: Vec<StoredFile>,
    events: Vec<ApplicationEvent>,
    submissions: Vec<Submission>,
    pub(super) desk: Desk,
    /// Who can be in charge.
    pub(super) officers: Vec<(UserId, String)>,
    pub(super) typed: FormPairs,
    problems: Problems,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what was never submitted.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = load(&site, &visit, &id).await?;
    show(&site, &visit, page).await
}

/// Takes a step: `accept`, `pass` or `return`; or puts somebody in charge: `assign`.
///
/// # Errors
/// As [`get`]; 409 when it was changed in between or is not possible now.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = load(&site, &visit, &id).await?;
    if !checks(&visit) {
        return Err(Failure::Forbidden);
    }
    let version = pairs.seen_version()?;
    match act(&site, &visit, &page, version, &pairs).await {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{LIST}/{}?done", page.whole.id))).into_response()),
        Err(Refusal::Problems(problems)) => {
            (page.typed, page.problems) = (pairs, problems);
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn act(site: &Site, visit: &Visit, page: &Page, version: i64, pairs: &FormPairs) -> Result<(), Refusal> {
    let (store, actor, id) = (&site.store, &visit.actor, page.whole.id);
    match pairs.text("do") {
        "assign" => {
            let who = match pairs.text("officer") {
                "" => None,
                typed => Some(typed.parse::<UserId>().map_err(|_| Refusal::NotFound)?),
            };
            store.assign_officer(actor, id, who).await
        }
        "accept" => {
            store
                .step_application(actor, id, version, ApplicationStep::Accept, "")
                .await
        }
        "pass" => {
            store
                .step_application(actor, id, version, ApplicationStep::Pass, "")
                .await
        }
        "return" => {
            let ticked: Vec<&str> = pairs
                .iter()
                .filter(|(name, _)| *name == "fix")
                .map(|(_, field)| field)
                .collect();
            let fields = page.fields();
            let fields = fields.iter().map(String::as_str);
            let back = SendBack::check_of(fields, &ticked, |name| pairs.text(name), visit.today)?;
            store.send_back_application(actor, id, version, &back).await
        }
        _ => Err(Refusal::NotNow),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Page, Failure> {
    require(visit)?;
    let id: ApplicationId = id.parse().map_err(|_| Failure::NotFound)?;
    let whole = site
        .store
        .find_submitted_application(id)
        .await?
        .filter(|whole| is_covered(visit, whole))
        .ok_or(Failure::NotFound)?;
    note_look(site, visit, Matter::Application(whole.id, whole.lead)).await?;
    let papers = site.store.list_papers(id).await?;
    Ok(Page {
        checked: check_now(site, visit, &whole).await?,
        fixes: site.store.list_application_fixes(id).await?,
        papers: papers.into_iter().map(|(_, file)| file).collect(),
        events: site.store.list_application_events(id).await?,
        submissions: site.store.list_submissions(id).await?,
        desk: site.store.get_desk(id).await?,
        officers: site.store.list_case_officers().await?,
        typed: FormPairs::default(),
        problems: Problems::new(),
        whole,
    })
}

impl Page {
    /// Where steps are posted to.
    pub(super) fn action(&self, visit: &Visit) -> String {
        visit.href(&format!("{LIST}/{}", self.whole.id))
    }

    /// Every field that can be asked to be corrected, each once.
    pub(super) fn fields(&self) -> Vec<String> {
        let parts = self.whole.parts();
        let pairs = parts.iter().flat_map(|part| self.whole.form.pairs(part));
        let mut names: Vec<_> = pairs.map(|(name, _)| name).collect();
        names.dedup();
        names
    }

    /// What every step sends along.
    pub(super) fn hidden(&self, step: &'static str) -> impl IntoView + use<> {
        view! {
            <input type="hidden" name="version" value=self.whole.version.to_string() />
            <input type="hidden" name="do" value=step />
        }
    }

    /// What is wrong with a field of the steps.
    pub(super) fn error(&self, lang: Lang, name: &str) -> Option<String> {
        self.problems
            .for_field(name)
            .next()
            .map(|found| sentence(lang, &self.whole.questions.form, found))
    }
}

/// What to do about a problem; fields are named as in the form.
fn sentence(lang: Lang, questions: &Questionnaire, found: &Problem) -> String {
    let text = match lang {
        Lang::Ja => &crate::text::intake::JA,
        Lang::En => &crate::text::intake::EN,
    };
    let name = found.field.as_str();
    let label = if let Some(field) = name.strip_prefix("reason-") {
        (text.send_back_reason)(&application_question::label(lang, questions, field))
    } else if let Some(field) = name.strip_prefix("text-") {
        (text.send_back_text)(&application_question::label(lang, questions, field))
    } else if name == "officer" {
        text.officer.to_owned()
    } else if name == "due" {
        text.due.to_owned()
    } else {
        text.send_back_fields.to_owned()
    };
    problem::labelled(lang, &label, &found.code)
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let text = visit.text();
    let title = page.whole.title();
    let head = Head::new(&title)
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.intake.title, visit.href(LIST))
        .here(&title)
        .private()
        .refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, whole) = (visit.lang, visit.text().intake, &page.whole);
    let errors = page
        .problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(lang, &page.whole.questions.form, found)))
        .collect();
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.done announced=true /> });
    let reviews = visit.may(Action::ReadReviews, Subject::Portal).then(|| {
        let href = visit.href(&format!("/admin/assignments/{}", whole.id));
        view! { <p><a href=href>{text.reviews}</a></p> }
    });
    let papers = (!page.papers.is_empty()).then(|| file_list(visit, &page.papers));
    view! {
        <ErrorSummary lang errors />
        {done}
        <p class="kj-note">{whole.call.title(lang).to_owned()}</p>
        <h1 class="kj-title">{whole.title()}</h1>
        <p>
            <Chip look=state_chip(whole.state, lang) />
            " "
            {whole.number.clone()}
        </p>
        {step(visit, page, ApplicationStep::Accept, "accept", [text.accept, text.accept_lead])}
        {step(visit, page, ApplicationStep::Pass, "pass", [text.pass, text.pass_lead])}
        {reviews}
        {officer::view(visit, page)}
        {corrections::asked(visit, page)}
        {summary::rules(visit, whole, &page.checked.panel)}
        {summary::view(visit, whole, &page.checked)}
        {papers}
        <section class="kj-section" aria-labelledby="history-title">
            <h2 class="kj-section__title" id="history-title">{text.history}</h2>
            {history::timeline(visit, &page.events)}
        </section>
        {history::versions(visit, &page.submissions)}
        {whole
            .state
            .next(ApplicationStep::Return)
            .filter(|_| checks(visit))
            .map(|_| corrections::form(visit, page))}
    }
}

fn step(
    visit: &Visit,
    page: &Page,
    step: ApplicationStep,
    code: &'static str,
    [label, lead]: [&'static str; 2],
) -> Option<AnyView> {
    page.whole.state.next(step).filter(|_| checks(visit))?;
    let id = format!("{code}-title");
    Some(
        view! {
            <section class="kj-box" aria-labelledby=id.clone()>
                <h2 class="kj-box__title" id=id.clone()>{label}</h2>
                <p>{lead}</p>
                <form class="kj-actions" method="post" action=page.action(visit)>
                    {page.hidden(code)}
                    <button class="kj-button" data-tone="primary" type="submit">{label}</button>
                </form>
            </section>
        }
        .into_any(),
    )
}
