//! `/my/organization/edit/{section}`: one page of the profile form. Nothing wrong is saved, and nobody overwrites what a
//! colleague has changed in the same section meanwhile (FORM-09).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::code::OrganisationKind;
use domain::organisation::Organisation;
use domain::organisation::profile::{ProfileForm, Section};
use domain::permit::{Action, Subject};
use http::StatusCode;
use leptos::prelude::*;
use store::Refusal;

use super::{field, get_own};
use crate::component::{ErrorSummary, FieldError, Notice, NoticeTone, SaveBar, SaveButton};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::organization_sheet::section_name;
use crate::text::profile_field::{field as words_of, sentence};
use crate::{Failure, Site, Visit, fingerprint};

/// How often a save is tried when others save other sections at the same moment.
const ATTEMPTS: usize = 5;

#[derive(Clone)]
struct Page {
    organisation: Organisation,
    section: Section,
    /// With what was typed last, saved or not.
    form: ProfileForm,
    problems: Problems,
    /// Fields that somebody else changed meanwhile.
    theirs: Vec<&'static str>,
    status: StatusCode,
}

/// Shows the section.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for a section that the organisation does not have; 409 after its end.
pub async fn get(State(site): State<Site>, visit: Visit, Path(section): Path<String>) -> Result<Response, Failure> {
    let (organisation, section) = get_section(&site, &visit, &section).await?;
    let form = ProfileForm::of(&organisation.profile);
    let page = Page {
        organisation,
        section,
        form,
        problems: Problems::new(),
        theirs: Vec::new(),
        status: StatusCode::OK,
    };
    show(&site, &visit, page).await
}

/// Saves the section, or shows it again with what is wrong.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(code): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut attempt = 0;
    loop {
        let (organisation, section) = get_section(&site, &visit, &code).await?;
        let kind = organisation.kind;
        let stored = ProfileForm::of(&organisation.profile);
        let mut form = stored.clone();
        form.replace(section.fields(kind), pairs.iter());
        let (profile, problems) = form.read(&organisation.profile, kind, visit.today);
        let problems = of_section(problems, section, kind);
        let base = fingerprint(&stored, section, kind);
        let theirs = if pairs.text("base") != base && fingerprint(&form, section, kind) != base {
            differing(&stored, &form, section, kind)
        } else {
            Vec::new()
        };
        if !problems.is_empty() || !theirs.is_empty() {
            let status = if problems.is_empty() {
                StatusCode::CONFLICT
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            let page = Page {
                organisation,
                section,
                form,
                problems,
                theirs,
                status,
            };
            return show(&site, &visit, page).await;
        }
        let saved = site
            .store
            .change_profile(&visit.actor, organisation.id, organisation.version, &profile)
            .await;
        match saved {
            Ok(_) => return Ok(Redirect::to(&visit.href("/my/organization?saved")).into_response()),
            Err(Refusal::Stale { .. }) if attempt < ATTEMPTS => attempt += 1,
            Err(refusal) => return Err(refusal.into()),
        }
    }
}

async fn get_section(site: &Site, visit: &Visit, section: &str) -> Result<(Organisation, Section), Failure> {
    let organisation = get_own(site, visit).await?;
    let section = Section::from_code(section)
        .filter(|section| !section.fields(organisation.kind).is_empty())
        .ok_or(Failure::NotFound)?;
    if !visit.may(Action::EditOrganisation, Subject::Organisation(organisation.id)) {
        return Err(Failure::Forbidden);
    }
    if organisation.ending.is_some() {
        return Err(Failure::NotNow);
    }
    Ok((organisation, section))
}

fn of_section(problems: Problems, section: Section, kind: OrganisationKind) -> Problems {
    problems
        .into_iter()
        .filter(|found| section.fields(kind).contains(&found.field.as_str()))
        .collect()
}

fn differing(stored: &ProfileForm, typed: &ProfileForm, section: Section, kind: OrganisationKind) -> Vec<&'static str> {
    let fields = section.fields(kind).iter().copied();
    fields
        .filter(|field| stored.values(field) != typed.values(field))
        .collect()
}

/// Tells whether a section was changed since it was shown.
fn fingerprint(form: &ProfileForm, section: Section, kind: OrganisationKind) -> String {
    fingerprint::of(section.fields(kind).iter().map(|field| form.values(field)))
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let text = visit.text();
    let name = section_name(text.organisation, page.section);
    let head = Head::new(name)
        .refused_if(!page.problems.is_empty())
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.organisation.title, visit.href("/my/organization"))
        .here(name)
        .status(page.status)
        .private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation);
    let kind = page.organisation.kind;
    let summary = visit.href("/my/organization");
    let action = visit.href(&format!("/my/organization/edit/{}", page.section.code()));
    let errors: Vec<_> = page
        .problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(lang, found)))
        .collect();
    let fields = page
        .section
        .fields(kind)
        .iter()
        .map(|name| field::view(visit, &page.form, name, &page.problems))
        .collect_view();
    let base = fingerprint(&ProfileForm::of(&page.organisation.profile), page.section, kind);
    let buttons = vec![SaveButton::primary(text.save)];
    view! {
        <div class="kj-form-page">
            <p><a class="kj-back" href=summary>{text.title}</a></p>
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            {(!page.theirs.is_empty()).then(|| conflict(visit, page))}
            <p class="kj-note">{page.organisation.profile.name.clone()}</p>
            <h1 class="kj-title">{section_name(text, page.section)}</h1>
            <form class="kj-form" id="section-form" method="post" action=action novalidate=true>
                <input type="hidden" name="base" value=base />
                {fields}
                <SaveBar buttons state="" />
            </form>
        </div>
    }
}

/// Both texts of every field that two people changed; the form below holds what was typed here.
fn conflict(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().register);
    let stored = ProfileForm::of(&page.organisation.profile);
    let rows = page
        .theirs
        .iter()
        .map(|name| {
            view! {
                <tr>
                    <th scope="row">{words_of(lang, name).label}</th>
                    <td>{stored.values(name).join("、")}</td>
                    <td>{page.form.values(name).join("、")}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Notice lang tone=NoticeTone::Warning title=text.stale_title announced=true>
            <p>{text.stale_body}</p>
            <div class="kj-table-frame" tabindex="0" role="region" aria-label=text.stale_title>
                <table class="kj-table">
                    <thead>
                        <tr>
                            <th scope="col">{text.stale_field}</th>
                            <th scope="col">{text.stale_theirs}</th>
                            <th scope="col">{text.stale_mine}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p>{text.stale_hint}</p>
        </Notice>
    }
}
