//! `/admin/programs/{id}`: one program as the secretariat sees it: what differs from what is public, what was asked before,
//! and the decisions that are possible now. A draft that nobody has asked about does not exist here.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::code::OrgRole;
use domain::file::FileOwner;
use domain::program::{ListingState, ProgramForm, PublicationCheck, Schedule, SendBack};
use domain::value::ProgramId;
use domain::{Problem, Problems};
use leptos::prelude::*;
use store::{Draft, Fix, Refusal, StoredFile};

use super::{comments, decision, require};
use crate::component::{Chip, ChipLook, DescriptionList, ErrorSummary, Fact, FieldError};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::attachment::{file_list, list_readable, may_fetch};
use crate::page::program_difference::{Columns, table};
use crate::text::life::LifeText;
use crate::text::problem;
use crate::{Failure, Site, Visit};

/// What the page shows.
#[derive(Clone)]
pub(super) struct Page {
    pub(super) draft: Draft,
    /// What is public, if anything is.
    pub(super) published: Option<ProgramForm>,
    /// What was asked of the organiser before.
    pub(super) fixes: Vec<Fix>,
    /// What is attached, as far as the secretariat may open it now.
    pub(super) files: Vec<StoredFile>,
    /// Who is told of a decision.
    pub(super) people: Vec<String>,
    /// The reason of a suspension.
    pub(super) reason: String,
    /// What was posted, when it was refused.
    pub(super) typed: FormPairs,
    /// What is wrong with it.
    pub(super) problems: Problems,
}

/// Shows the program.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = load(&site, &visit, &id).await?;
    show(&site, &visit, page).await
}

/// Takes a decision.
///
/// # Errors
/// As [`get`]; 409 when it was decided or changed in between.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = load(&site, &visit, &id).await?;
    let version = pairs.seen_version()?;
    match decide(&site, &visit, &page, version, &pairs).await {
        Ok(done) => {
            site.wait_for_index().await?;
            Ok(Redirect::to(&visit.href(&format!("/admin/programs?done={done}"))).into_response())
        }
        Err(Refusal::Problems(problems)) => {
            (page.typed, page.problems) = (pairs, problems);
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn decide(
    site: &Site,
    visit: &Visit,
    page: &Page,
    version: i64,
    pairs: &FormPairs,
) -> Result<&'static str, Refusal> {
    let (store, actor, id) = (&site.store, &visit.actor, page.draft.id);
    match pairs.text("decision") {
        "approve" => {
            store.approve_publication(actor, id, version).await?;
            Ok("approved")
        }
        "plan" => {
            let plan = Schedule::check(pairs.text("on"), pairs.text("at"), visit.now)?;
            let check = PublicationCheck::Secretariat;
            store.schedule_publication(actor, id, version, plan, check).await?;
            Ok("planned")
        }
        "return" => {
            let ticked: Vec<_> = pairs
                .iter()
                .filter(|(name, _)| *name == "fix")
                .map(|(_, field)| field)
                .collect();
            let back = SendBack::check(&ticked, |name| pairs.text(name), visit.today)?;
            store.return_program(actor, id, version, &back).await?;
            Ok("returned")
        }
        "suspend" => {
            store.suspend_program(actor, id, version, pairs.text("reason")).await?;
            Ok("suspended")
        }
        "resume" => {
            store.resume_program(actor, id, version, pairs.text("reason")).await?;
            Ok("resumed")
        }
        _ => Err(Refusal::NotNow),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Page, Failure> {
    require(visit)?;
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    let draft = site.store.find_draft(id).await?.ok_or(Failure::NotFound)?;
    if matches!(draft.state, ListingState::Draft) {
        return Err(Failure::NotFound);
    }
    let versions = site.store.list_versions(id).await?;
    let members = site.store.list_members(draft.owner.id).await?;
    let is_organiser = |role: &OrgRole| matches!(role, OrgRole::Approver | OrgRole::Editor);
    let people = members
        .into_iter()
        .filter(|member| member.is_active() && member.roles.iter().any(is_organiser))
        .map(|member| member.name);
    let events = site.store.list_events(id).await?;
    let reason = crate::page::my::programs::suspension(&events);
    Ok(Page {
        published: versions.first().map(|version| ProgramForm::of(&version.content)),
        fixes: site.store.list_fixes(id).await?,
        files: files(site, visit, id).await?,
        people: people.collect(),
        reason,
        typed: FormPairs::default(),
        problems: Problems::new(),
        draft,
    })
}

async fn files(site: &Site, visit: &Visit, id: ProgramId) -> Result<Vec<StoredFile>, Failure> {
    let mut files = Vec::new();
    for file in list_readable(site, FileOwner::Program(id)).await? {
        if may_fetch(site, visit, &file, &file.current).await? {
            files.push(file);
        }
    }
    Ok(files)
}

/// The sentence for a problem: of the program itself, or of the decision.
pub(super) fn sentence(visit: &Visit, found: &Problem) -> String {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let name = found.field.as_str();
    let of_field = |start: &str| {
        let field = name.strip_prefix(start)?;
        Some(crate::text::field::program(lang, field).label)
    };
    let label = match name {
        "fix" => text.send_back_fields.to_owned(),
        "due" => text.send_back_due.to_owned(),
        "on" => text.plan_on.to_owned(),
        "at" => text.plan_at.to_owned(),
        "reason" => text.reason.to_owned(),
        _ => match (of_field("reason-"), of_field("text-")) {
            (Some(field), _) => (text.send_back_reason)(field),
            (_, Some(field)) => (text.send_back_text)(field),
            _ => return problem::program(lang, found),
        },
    };
    problem::labelled(lang, &label, &found.code)
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let text = visit.text();
    let title = crate::page::my::programs::title(visit, &page.draft.form);
    let head = Head::new(title.clone())
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(LifeText::of(visit.lang).admin, visit.href("/admin/programs"))
        .here(title.clone())
        .private()
        .refused_if(!page.problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &page, &title)).await
}

fn view(visit: &Visit, page: &Page, title: &str) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let draft = &page.draft;
    let errors: Vec<_> = page
        .problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(visit, found)))
        .collect();
    let columns = Columns {
        before: text.col_before,
        now: text.col_now,
        labelled_by: "difference-title".to_owned(),
    };
    // The request is compared as it would be published, so that another spelling of a date is no difference.
    let now = match draft.form.check() {
        Ok(clean) => ProgramForm::of(&clean),
        Err(_) => draft.form.clone(),
    };
    let heading = if page.published.is_some() {
        text.difference
    } else {
        text.all_fields
    };
    let mut facts = vec![Fact::text(text.col_owner, draft.owner.name.clone())];
    facts.extend(
        draft
            .requested_at
            .map(|at| Fact::text(text.col_since, at.format_jst(lang))),
    );
    facts.extend(draft.publish_at.map(|at| Fact::text(text.plan, at.format_jst(lang))));
    if draft.state == ListingState::Suspended {
        facts.push(Fact::text(text.reason, page.reason.clone()));
    }
    view! {
        {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
        <p class="kj-sheet__marks"><Chip look=ChipLook::of_listing(draft.state, lang) /></p>
        <h1 class="kj-title">{title.to_owned()}</h1>
        <DescriptionList facts framed=true />
        {comments::asked(visit, page)}
        <section class="kj-section">
            <h2 class="kj-section__title" id="difference-title">{heading}</h2>
            {table(visit, page.published.as_ref(), &now, columns)}
        </section>
        {file_list(visit, &page.files)}
        {decision::view(visit, page)}
    }
}
