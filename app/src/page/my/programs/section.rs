//! `/my/programs/{id}/edit/{section}`: one page of the registration form. Whatever is typed is saved first (FORM-03);
//! what is wrong with it is said afterwards, beside the typed text.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::{Action, Subject};
use domain::program::{ProgramForm, Section};
use domain::value::ProgramId;
use domain::{ProblemCode, Problems};
use http::{HeaderMap, HeaderName, StatusCode, header};
use leptos::prelude::*;
use store::{Draft, Editing, Fix, Refusal};

use super::edit::section_words;
use super::{conflict, edit_path, field, fix, get_draft, head};
use crate::component::{ErrorSummary, FieldError, SaveBar, SaveButton};
use crate::document::respond;
use crate::island::autosave::{AUTOSAVE_HEADER, AutosaveIsland, AutosaveWords, Saved};
use crate::page::FormPairs;
use crate::text::life::LifeText;
use crate::text::problem;
use crate::{Failure, Site, Visit, fingerprint};

/// How often a save is tried when others save other sections of the same program at the same moment.
const ATTEMPTS: usize = 5;

/// The answer to an autosave is for this moment only.
const NO_STORE: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

#[derive(Clone)]
struct Page {
    draft: Draft,
    section: Section,
    /// The form with what was typed last, saved or not.
    form: ProgramForm,
    /// What to show at the fields.
    problems: Problems,
    /// What somebody else saved meanwhile, where it differs from what was typed.
    theirs: Vec<&'static str>,
    /// What the secretariat asks to correct.
    fixes: Vec<Fix>,
    /// Who else has the section open.
    editing: Vec<Editing>,
    /// Last year's program, if this one continues it.
    last_year: Option<ProgramForm>,
    status: StatusCode,
}

/// Shows the section. `?check=1` also points out what is still empty.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what is not the visitor's; when the database fails.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, section)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (draft, section) = get_section(&site, &visit, &id, &section).await?;
    let all = visit.query.split('&').any(|pair| pair == "check=1");
    let form = draft.form.clone();
    let problems = problems_of(&form, section, all);
    let page = page(&site, &visit, draft, section, form).await?;
    show(&site, &visit, Page { problems, ..page }).await
}

/// The section as it is shown when nothing is wrong; the visitor counts as editing it from now on.
async fn page(site: &Site, visit: &Visit, draft: Draft, section: Section, form: ProgramForm) -> Result<Page, Failure> {
    let user = visit.require_user()?.id;
    site.store.note_editing(draft.id, section, user).await?;
    let editing = site.store.list_editing(draft.id, user).await?;
    let last_year = match draft.continued_from {
        Some(before) => last_year(site, before).await?,
        None => None,
    };
    Ok(Page {
        fixes: site.store.list_fixes(draft.id).await?,
        editing: editing.into_iter().filter(|other| other.section == section).collect(),
        last_year,
        draft,
        section,
        form,
        problems: Problems::new(),
        theirs: Vec::new(),
        status: StatusCode::OK,
    })
}

/// The program of the year before as it was published last, or else as it was typed.
pub(super) async fn last_year(site: &Site, id: ProgramId) -> Result<Option<ProgramForm>, Failure> {
    if let Some(version) = site.store.list_versions(id).await?.first() {
        return Ok(Some(ProgramForm::of(&version.content)));
    }
    Ok(site.store.find_draft(id).await?.map(|draft| draft.form))
}

/// Saves the section, then goes on; or shows it again with what is wrong. An autosave answers in JSON.
///
/// # Errors
/// As [`get`]; 409 when the program can no longer be edited.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, section)): Path<(String, String)>,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (mut draft, section) = get_section(&site, &visit, &id, &section).await?;
    let autosave = headers.contains_key(AUTOSAVE_HEADER);
    let mut attempt = 0;
    let saved = loop {
        let mut form = draft.form.clone();
        form.replace(section.fields(), pairs.iter());
        conflict::apply_choices(&mut form, section.fields(), &pairs);
        // The save is safe when nobody changed this section since it was shown; other sections do not matter. Saving
        // what is stored already is always safe.
        let base = fingerprint(&draft.form, section);
        if pairs.text("base") != base && fingerprint(&form, section) != base {
            break Err(form);
        }
        let (store, fields) = (&site.store, section.fields());
        let save = if autosave {
            store
                .autosave_draft(&visit.actor, draft.id, draft.version, fields, form.clone())
                .await
        } else {
            store
                .save_draft(&visit.actor, draft.id, draft.version, fields, form.clone())
                .await
        };
        match save {
            Ok(_) => break Ok(form),
            Err(Refusal::Stale { .. }) if attempt < ATTEMPTS => {
                attempt += 1;
                draft = get_draft(&site, &visit, &id).await?;
            }
            Err(refusal) => return Err(refusal.into()),
        }
    };
    match saved {
        Err(form) if autosave => {
            let words = visit.text().register.stale_title.to_owned();
            let answer = Saved {
                base: fingerprint(&draft.form, section),
                words,
                amounts: Vec::new(),
            };
            drop(form);
            Ok((StatusCode::CONFLICT, NO_STORE, Json(answer)).into_response())
        }
        Err(form) => {
            let theirs = section
                .fields()
                .iter()
                .copied()
                .filter(|field| draft.form.values(field) != form.values(field));
            let theirs = theirs.collect();
            let problems = problems_of(&form, section, false);
            let page = page(&site, &visit, draft, section, form).await?;
            show(
                &site,
                &visit,
                Page {
                    problems,
                    theirs,
                    status: StatusCode::CONFLICT,
                    ..page
                },
            )
            .await
        }
        Ok(_) if autosave => {
            let draft = get_draft(&site, &visit, &id).await?;
            site.store
                .note_editing(draft.id, section, visit.require_user()?.id)
                .await?;
            let time = draft.updated_at.time_jst().to_string();
            let words = (visit.text().register.saved_at)(&time);
            Ok((
                NO_STORE,
                Json(Saved {
                    base: fingerprint(&draft.form, section),
                    words,
                    amounts: Vec::new(),
                }),
            )
                .into_response())
        }
        Ok(_) => after_save(&site, &visit, &id, section).await,
    }
}

/// Goes on when nothing typed is wrong. What is only missing can wait until the publication.
async fn after_save(site: &Site, visit: &Visit, id: &str, section: Section) -> Result<Response, Failure> {
    let draft = get_draft(site, visit, id).await?;
    let problems = problems_of(&draft.form, section, false);
    if !problems.is_empty() {
        let form = draft.form.clone();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let page = page(site, visit, draft, section, form).await?;
        return show(
            site,
            visit,
            Page {
                problems,
                status,
                ..page
            },
        )
        .await;
    }
    let user = visit.require_user()?.id;
    site.store.end_editing(draft.id, section, user).await?;
    let list = edit_path(draft.id);
    let target = match section.next() {
        Some(next) if !visit.query.split('&').any(|pair| pair == "then=list") => format!("{list}/{}", next.code()),
        _ => list,
    };
    Ok(Redirect::to(&visit.href(&target)).into_response())
}

async fn get_section(site: &Site, visit: &Visit, id: &str, section: &str) -> Result<(Draft, Section), Failure> {
    let draft = get_draft(site, visit, id).await?;
    let section = Section::from_code(section).ok_or(Failure::NotFound)?;
    if !visit.may(Action::EditProgram, Subject::Organisation(draft.owner.id)) {
        return Err(Failure::Forbidden);
    }
    if !draft.state.is_editable() {
        return Err(Failure::WrongState { state: draft.state });
    }
    Ok((draft, section))
}

/// The problems of one section; those of empty fields only when `all` are wanted.
fn problems_of(form: &ProgramForm, section: Section, all: bool) -> Problems {
    let problems = form.check().err().unwrap_or_default();
    problems
        .into_iter()
        .filter(|found| section.fields().contains(&found.field.as_str()))
        .filter(|found| all || found.code != ProblemCode::Empty)
        .collect()
}

/// Tells whether a section was changed since it was shown.
fn fingerprint(form: &ProgramForm, section: Section) -> String {
    fingerprint::of(section.fields().iter().map(|field| form.values(field)))
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let text = visit.text().register;
    let name = section_words(text, page.section).0;
    let refused = !page.problems.is_empty();
    let head = head(visit, &page.draft, name).refused_if(refused).status(page.status);
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().register);
    let (name, hint) = section_words(text, page.section);
    let list = visit.href(&edit_path(page.draft.id));
    let action = format!("{list}/{}", page.section.code());
    let position = Section::ALL
        .iter()
        .position(|section| *section == page.section)
        .unwrap_or_default()
        + 1;
    let step = (text.step)(&position.to_string(), &Section::ALL.len().to_string());
    let errors: Vec<_> = page
        .problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), problem::program(lang, found)))
        .collect();
    let saved = (text.saved_at)(&page.draft.updated_at.time_jst().to_string());
    let state = if page.status == StatusCode::CONFLICT {
        text.unsaved.to_owned()
    } else {
        saved
    };
    let last = page.section.next().is_none();
    let mut buttons = vec![SaveButton::secondary(text.save_list).to(format!("{action}?then=list"))];
    if last {
        buttons = vec![SaveButton::primary(text.save_list).to(format!("{action}?then=list"))];
    } else {
        buttons.insert(0, SaveButton::primary(text.save_next));
    }
    let words = AutosaveWords {
        saving: text.saving.to_owned(),
        failed: text.save_failed.to_owned(),
        retry: text.retry.to_owned(),
        remaining: (text.remaining)("#"),
        over: (text.over)("#"),
    };
    let fields = page
        .section
        .fields()
        .iter()
        .map(|name| {
            let asked = fix::at_field(visit, &page.fixes, name);
            let differs = page
                .last_year
                .as_ref()
                .is_some_and(|before| before.values(name) != page.form.values(name));
            let mark = differs.then(|| view! { <p class="kj-note">{LifeText::of(lang).last_year}</p> });
            view! { {asked} {mark} {field::view(visit, &page.form, name, &page.problems)} }
        })
        .collect_view();
    let base = fingerprint(&page.draft.form, page.section);
    view! {
        <div class="kj-form-page">
            <p><a class="kj-back" href=list>{text.to_list}</a></p>
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            {(!page.theirs.is_empty())
                .then(|| conflict::view(visit, &page.draft.form, &page.form, &page.theirs, "section-form"))}
            {fix::others(visit, &page.editing)}
            <p class="kj-note">{super::title(visit, &page.draft.form)}" "{step}</p>
            <h1 class="kj-title">{name}</h1>
            <p>{hint}</p>
            <AutosaveIsland form="section-form".to_owned() words>
                <form class="kj-form" id="section-form" method="post" action=action novalidate=true>
                    <input type="hidden" name="base" value=base />
                    {fields}
                    <SaveBar buttons state />
                </form>
            </AutosaveIsland>
        </div>
    }
}
