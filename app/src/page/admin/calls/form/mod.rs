//! `/admin/calls/{id}/form` and below: the questions of a call, edited in a version that applicants see once it is published
//! (FORM-08).

pub mod list;
pub mod publish;
pub mod question;
pub mod section;

use domain::questionnaire::{Question, Questionnaire};
use domain::value::CallId;
use domain::{Lang, Problems};
use leptos::prelude::*;
use store::{CallRecord, FormDraft};

use super::{get_open_record, path};
use crate::component::{ErrorSummary, FieldError};
use crate::document::Head;
use crate::page::FormPairs;
use crate::text::questionnaire as words;
use crate::{Failure, Site, Visit};

/// The questions that are being edited, or the published ones before anybody has changed them.
struct Edited {
    record: CallRecord,
    /// What is being edited.
    form: Questionnaire,
    /// To be sent back with every change; 0 while there is no working copy.
    revision: i64,
    /// The working copy, if there is one.
    waiting: Option<FormDraft>,
    /// Number of the published version, if there is one.
    published: Option<u32>,
    /// What the published version asks.
    live: Questionnaire,
}

async fn get_edited(site: &Site, visit: &Visit, id: &str) -> Result<Edited, Failure> {
    let record = get_open_record(site, visit, id).await?;
    let waiting = site.store.find_form_draft(record.id).await?;
    let last = site.store.list_form_versions(record.id).await?.pop();
    let published = last.as_ref().map(|version| version.number);
    let live = last.map(|version| version.form).unwrap_or_default();
    let (form, revision) = match &waiting {
        Some(waiting) => (waiting.form.clone(), waiting.revision),
        None => (live.clone(), 0),
    };
    Ok(Edited {
        record,
        form,
        revision,
        waiting,
        published,
        live,
    })
}

/// The address of the list.
fn here(id: CallId) -> String {
    format!("{}/form", path(id))
}

/// The revision the visitor has seen. One that is missing or forged counts as old.
fn seen_revision(pairs: &FormPairs) -> Result<i64, Failure> {
    pairs.text("revision").parse().map_err(|_| Failure::Stale)
}

/// The head of a page; without `below` it is the list's own.
fn head(visit: &Visit, record: &CallRecord, below: Option<&str>) -> Head {
    let text = visit.text().questionnaire;
    let mut head = super::head(visit, record, Some(text.title));
    if let Some(below) = below {
        head.crumbs.pop();
        head = head.crumb(text.title, visit.href(&here(record.id))).here(below);
        head.title = format!("{below} - {}", record.title(visit.lang));
    }
    head
}

/// All problems at the top of a form.
fn summary(lang: Lang, problems: &Problems) -> Option<AnyView> {
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), words::sentence(lang, found)))
        .collect();
    (!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> }.into_any())
}

/// What a question is called in lists, also before it has words.
fn name_of(visit: &Visit, question: &Question) -> String {
    match question.label.get(visit.lang) {
        "" => visit.text().questionnaire.question.to_owned(),
        words => words.to_owned(),
    }
}
