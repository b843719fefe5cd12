//! `/admin/organizations/{id}`: an organisation as the secretariat sees it, and the record of its end (状態・承継先).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::organisation::Organisation;
use domain::organisation::profile::Section;
use domain::value::{Day, InsurerNumber, OrganisationId};
use domain::{ProblemCode, Problems, normalise};
use http::StatusCode;
use leptos::prelude::*;
use store::{End, Refusal, StoreError};

use super::{head, require};
use crate::component::{
    Choice, DateInput, DescriptionList, ErrorSummary, Fact, Field, FieldError, InputWidth, Notice, NoticeTone, Radios,
    TextInput,
};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::organization_sheet::{Reader, ending_notice, facts, section_name, warning_words};
use crate::text::profile_field::{field as words_of, sentence};
use crate::{Failure, Site, Visit};

#[derive(Clone)]
struct Page {
    organisation: Organisation,
    people: u64,
    /// What was typed, when it was refused.
    typed: FormPairs,
    problems: Problems,
}

/// Shows the organisation.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = load(&site, &visit, &id).await?;
    show(&site, &visit, page).await
}

/// Records a merger or a dissolution, or takes one back.
///
/// # Errors
/// As [`get`]; 409 when it was changed in between or that is not possible now.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = load(&site, &visit, &id).await?;
    let step = pairs.text("step").to_owned();
    match take_step(&site, &visit, &page.organisation, &step, &pairs).await {
        Ok(()) => {
            let target = format!("/admin/organizations/{}?{step}", page.organisation.id);
            Ok(Redirect::to(&visit.href(&target)).into_response())
        }
        Err(Refusal::Problems(problems)) => {
            (page.problems, page.typed) = (problems, pairs);
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn take_step(
    site: &Site,
    visit: &Visit,
    organisation: &Organisation,
    step: &str,
    pairs: &FormPairs,
) -> Result<(), Refusal> {
    let version = pairs.text("version").parse();
    let version = version.map_err(|_| Refusal::Stale {
        current: organisation.version,
    })?;
    let (actor, id, reason) = (&visit.actor, organisation.id, pairs.text("reason"));
    if step == "reopen" {
        return site.store.reopen_organisation(actor, id, version, reason).await;
    }
    let mut problems = Problems::new();
    let successor = match step {
        "merge" => match find_successor(site, pairs.text("successor")).await? {
            Ok(successor) => Some(successor),
            Err(code) => {
                problems.push("successor", code);
                None
            }
        },
        "dissolve" => None,
        _ => return Err(Refusal::NotFound),
    };
    let on = problems.take("on", normalise::date(pairs.text("on")));
    if normalise::single_line(reason).is_empty() {
        problems.push("reason", ProblemCode::Empty);
    }
    let on: Day = problems.into_clean(on)?;
    let end = End { on, successor, reason };
    match step {
        "merge" => site.store.merge_organisation(actor, id, version, &end).await,
        _ => site.store.dissolve_organisation(actor, id, version, &end).await,
    }
}

/// The organisation that a number or an exact name means.
async fn find_successor(site: &Site, typed: &str) -> Result<Result<OrganisationId, ProblemCode>, StoreError> {
    let typed = normalise::single_line(typed);
    if typed.is_empty() {
        return Ok(Err(ProblemCode::Empty));
    }
    if let Ok(number) = InsurerNumber::parse(&typed) {
        let found = site.store.find_organisation_by_number(&number).await?;
        return Ok(found.map(|found| found.id).ok_or(ProblemCode::NotFound));
    }
    let found = site.store.list_organisations_by_name(&typed).await?;
    Ok(match found.as_slice() {
        [] => Err(ProblemCode::NotFound),
        [only] => Ok(only.id),
        several => Err(ProblemCode::Ambiguous {
            candidates: several.iter().map(|other| other.name.clone()).collect(),
        }),
    })
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Page, Failure> {
    require(visit)?;
    let id: OrganisationId = id.parse().map_err(|_| Failure::NotFound)?;
    let organisation = site.store.find_organisation(id).await?.ok_or(Failure::NotFound)?;
    let people = site.store.count_people(id).await?;
    Ok(Page {
        organisation,
        people,
        typed: FormPairs::default(),
        problems: Problems::new(),
    })
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let status = if page.problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let head = head(visit, &page.organisation.profile.name).status(status);
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let organisation = &page.organisation;
    let errors: Vec<_> = page
        .problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(lang, found)))
        .collect();
    let done = match visit.query.as_str() {
        "merge" => Some(text.merged),
        "dissolve" => Some(text.dissolved),
        "reopen" => Some(text.reopened),
        _ => None,
    };
    let warnings: Vec<_> = organisation
        .warnings(visit.today)
        .into_iter()
        .map(|warning| view! { <li>{warning_words(visit, warning)}</li> })
        .collect();
    let sections = Section::of_kind(organisation.kind)
        .map(|section| section_view(visit, organisation, section))
        .collect_view();
    let steps = if organisation.ending.is_some() {
        reopen_form(visit, page)
    } else {
        end_form(visit, page)
    };
    view! {
        {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        {ending_notice(visit, organisation)}
        <h1 class="kj-title">{organisation.profile.name.clone()}</h1>
        {(!warnings.is_empty())
            .then(|| {
                view! {
                    <Notice lang tone=NoticeTone::Warning title=visit.text().organisation.warnings>
                        <ul>{warnings}</ul>
                    </Notice>
                }
            })}
        <DescriptionList facts=identity(visit, page) framed=true />
        {sections}
        {steps}
    }
}

fn identity(visit: &Visit, page: &Page) -> Vec<Fact> {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let organisation = &page.organisation;
    let mut list = vec![Fact::text(text.col_kind, organisation.kind.name(lang))];
    let number = organisation.number.as_ref();
    list.extend(number.map(|number| Fact::text(text.col_number, number.grouped())));
    list.push(Fact::text(text.col_status, organisation.status().name(lang)));
    list.push(Fact::text(text.people, (text.people_count)(&page.people.to_string())));
    list
}

fn section_view(visit: &Visit, organisation: &Organisation, section: Section) -> impl IntoView + use<> {
    let id = format!("{}-title", section.code());
    let labelled = id.clone();
    let name = section_name(visit.text().organisation, section);
    let facts = facts(visit, organisation, section, Reader::Inside);
    view! {
        <section class="kj-section" aria-labelledby=labelled>
            <h2 class="kj-section__title" id=id>{name}</h2>
            <DescriptionList facts framed=true />
        </section>
    }
}

/// A field of the forms below, with what was typed and what is wrong with it.
fn field(visit: &Visit, page: &Page, name: &'static str) -> Field {
    let lang = visit.lang;
    let words = words_of(lang, name);
    let problem = page.problems.for_field(name).next();
    let mut field = Field::new(name, words.label)
        .required()
        .value(page.typed.text(name))
        .error(problem.map(|found| sentence(lang, found)));
    if !words.hint.is_empty() {
        field = field.hint(words.hint);
    }
    field
}

fn end_form(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let action = visit.href(&format!("/admin/organizations/{}", page.organisation.id));
    let choices = vec![Choice::new("merge", text.merge), Choice::new("dissolve", text.dissolve)];
    let chosen = if page.typed.text("step") == "dissolve" {
        "dissolve"
    } else {
        "merge"
    };
    let step = Field::new("step", text.end_step).required().value(chosen);
    let words = words_of(lang, "successor");
    let successor = field(visit, page, "successor").hint(format!("{}{}", text.merge_only, words.hint));
    let successor = Field {
        requirement: Default::default(),
        ..successor
    };
    view! {
        <details class="kj-disclosure" open=!page.problems.is_empty()>
            <summary class="kj-disclosure__summary">{text.end}</summary>
            <p>{text.end_lead}</p>
            <form class="kj-form" id="end" method="post" action=action novalidate=true>
                <input type="hidden" name="version" value=page.organisation.version.to_string() />
                <Radios lang field=step choices />
                <TextInput lang field=successor width=InputWidth::Full />
                <DateInput lang field=field(visit, page, "on") />
                <TextInput lang field=field(visit, page, "reason") width=InputWidth::Full />
                <p><button class="kj-button" data-tone="danger" type="submit">{text.end_button}</button></p>
            </form>
        </details>
    }
    .into_any()
}

fn reopen_form(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let action = visit.href(&format!("/admin/organizations/{}", page.organisation.id));
    view! {
        <details class="kj-disclosure" open=!page.problems.is_empty()>
            <summary class="kj-disclosure__summary">{text.reopen}</summary>
            <p>{text.reopen_lead}</p>
            <form class="kj-form" id="reopen" method="post" action=action novalidate=true>
                <input type="hidden" name="version" value=page.organisation.version.to_string() />
                <input type="hidden" name="step" value="reopen" />
                <TextInput lang field=field(visit, page, "reason") width=InputWidth::Full />
                <p><button class="kj-button" data-tone="primary" type="submit">{text.reopen_button}</button></p>
            </form>
        </details>
    }
    .into_any()
}
