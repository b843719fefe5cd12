//! `/admin/calls/{id}/form/{section}`: heading, words and criteria of a part of the questions.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::questionnaire::{Section, SectionForm};
use leptos::prelude::*;

use super::{Edited, get_edited, head, here, seen_revision, summary};
use crate::component::{Checkboxes, Choice, Field, InputWidth, TextArea, TextInput};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::questionnaire as words;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; 409 for a call that is over.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let edited = get_edited(&site, &visit, &id).await?;
    let section = edited.form.section(&key).ok_or(Failure::NotFound)?.clone();
    let form = SectionForm::of(&section);
    show(&site, &visit, edited, section, form, Problems::new()).await
}

/// Saves it.
///
/// # Errors
/// As [`get`]; 409 when somebody else has changed the questions.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let edited = get_edited(&site, &visit, &id).await?;
    let mut whole = edited.form.clone();
    let section = whole.sections.iter_mut().find(|section| section.key == key);
    let section = section.ok_or(Failure::NotFound)?;
    let mut form = SectionForm::default();
    form.replace(SectionForm::FIELDS, pairs.iter());
    if let Err(problems) = form.put(section) {
        let section = section.clone();
        return show(&site, &visit, edited, section, form, problems).await;
    }
    let seen = seen_revision(&pairs)?;
    site.store
        .save_form(&visit.actor, edited.record.id, seen, &whole)
        .await?;
    let list = format!("{}?saved", here(edited.record.id));
    Ok(Redirect::to(&visit.href(&list)).into_response())
}

async fn show(
    site: &Site,
    visit: &Visit,
    edited: Edited,
    section: Section,
    form: SectionForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let title = visit.text().questionnaire.section;
    let head = head(visit, &edited.record, Some(title)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    let edited = std::sync::Arc::new(edited);
    respond(site, visit, head, move || {
        view(&shown, &edited, &section, &form, &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    edited: &Edited,
    section: &Section,
    form: &SectionForm,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().questionnaire);
    let list = visit.href(&here(edited.record.id));
    let field = |name: &'static str| {
        let words = words::field(lang, name);
        let error = problems
            .for_field(name)
            .next()
            .map(|found| words::sentence(lang, found));
        let field = Field::new(name, words.label)
            .values(form.values(name).to_vec())
            .error(error);
        let field = if words.hint.is_empty() {
            field
        } else {
            field.hint(words.hint)
        };
        if name == "title_ja" {
            field.required()
        } else {
            field.optional()
        }
    };
    let criteria: Vec<_> = edited
        .record
        .draft
        .criteria
        .iter()
        .filter(|criterion| !criterion.code.is_empty())
        .map(|criterion| Choice::new(criterion.code.clone(), format!("{} {}", criterion.code, criterion.name)))
        .collect();
    let judged = (!criteria.is_empty()).then(|| {
        let field = Field::new("criteria", text.criteria)
            .values(form.criteria.clone())
            .optional();
        view! { <Checkboxes lang field choices=criteria /> }
    });
    view! {
        <div class="kj-form-page">
            <p><a class="kj-back" href=list.clone()>{text.back}</a></p>
            {summary(lang, problems)}
            <h1 class="kj-title">{text.section}</h1>
            <form class="kj-form" method="post" action=format!("{list}/{}", section.key) novalidate=true>
                <input type="hidden" name="revision" value=edited.revision.to_string() />
                <TextInput lang field=field("title_ja") width=InputWidth::Full />
                <TextInput lang field=field("title_en") width=InputWidth::Full />
                <TextArea lang field=field("intro_ja") rows=3 limit=Some(1_000) />
                <TextArea lang field=field("intro_en") rows=3 limit=Some(1_000) />
                {judged}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.save}</button>
                </div>
            </form>
        </div>
    }
}
