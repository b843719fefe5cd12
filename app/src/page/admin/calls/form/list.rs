//! `/admin/calls/{id}/form`: all parts and questions in order; moving and deleting them by buttons.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::questionnaire::{MOST_SECTIONS, Question, Questionnaire, Section, Words};
use leptos::prelude::*;

use super::{Edited, get_edited, head, here, name_of, seen_revision};
use crate::component::{EmptyState, Notice, NoticeTone};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::questionnaire::asked_if;
use crate::{Failure, Site, Visit};

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; 409 for a call that is over.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let edited = get_edited(&site, &visit, &id).await?;
    let head = head(&visit, &edited.record, None);
    let shown = visit.clone();
    let edited = std::sync::Arc::new(edited);
    respond(&site, &visit, head, move || view(&shown, &edited)).await
}

/// Adds a part, moves or deletes one or a question.
///
/// # Errors
/// As [`get`]; 409 when somebody else has changed the questions.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let edited = get_edited(&site, &visit, &id).await?;
    let mut form = edited.form.clone();
    let key = pairs.text("key");
    let list = here(edited.record.id);
    let target = match pairs.text("do") {
        "add" if form.sections.len() < MOST_SECTIONS => {
            let key = form.fresh('s');
            form.sections.push(Section {
                key: key.clone(),
                title: Words::default(),
                intro: Words::default(),
                criteria: Vec::new(),
                questions: Vec::new(),
            });
            format!("{list}/{key}")
        }
        "up" => {
            shift(&mut form, key, true);
            list
        }
        "down" => {
            shift(&mut form, key, false);
            list
        }
        "remove" => {
            form.sections.retain(|section| section.key != key);
            for section in &mut form.sections {
                section.questions.retain(|question| question.key != key);
            }
            list
        }
        _ => list,
    };
    let seen = seen_revision(&pairs)?;
    site.store
        .save_form(&visit.actor, edited.record.id, seen, &form)
        .await?;
    Ok(Redirect::to(&visit.href(&target)).into_response())
}

/// Changes places with the neighbour; at the edge of a part, a question goes to the next one.
fn shift(form: &mut Questionnaire, key: &str, up: bool) {
    if let Some(at) = form.sections.iter().position(|section| section.key == key) {
        let other = if up { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(other) = other.filter(|other| *other < form.sections.len()) {
            form.sections.swap(at, other);
        }
        return;
    }
    let found = form.sections.iter().enumerate().find_map(|(at, section)| {
        let inner = section.questions.iter().position(|question| question.key == key)?;
        Some((at, inner, section.questions.len()))
    });
    let Some((at, inner, count)) = found else { return };
    match (up, inner) {
        (true, 0) if at > 0 => {
            let question = form.sections[at].questions.remove(0);
            form.sections[at - 1].questions.push(question);
        }
        (false, inner) if inner + 1 == count && at + 1 < form.sections.len() => {
            let question = form.sections[at].questions.remove(inner);
            form.sections[at + 1].questions.insert(0, question);
        }
        (true, inner) if inner > 0 => form.sections[at].questions.swap(inner - 1, inner),
        (false, inner) if inner + 1 < count => form.sections[at].questions.swap(inner, inner + 1),
        _ => {}
    }
}

fn view(visit: &Visit, edited: &Edited) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().questionnaire);
    let outcome = match visit.query.as_str() {
        "saved" => Some(text.saved.to_owned()),
        "discarded" => Some(text.discarded.to_owned()),
        "published" => edited.published.map(text.published),
        _ => None,
    };
    let standing = match (&edited.waiting, edited.published) {
        (Some(waiting), _) => Some((text.version_waiting)(waiting.number)),
        (None, Some(number)) => Some((text.version)(number)),
        (None, None) => None,
    };
    let here = visit.href(&here(edited.record.id));
    let publish = (edited.published.is_some() && edited.waiting.is_some()).then(|| {
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=format!("{here}/publish")>{text.publish}</a>
            </p>
        }
    });
    let sections = edited
        .form
        .sections
        .iter()
        .map(|section| part(visit, edited, section))
        .collect_view();
    let none = edited
        .form
        .sections
        .is_empty()
        .then(|| view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> });
    let back = visit.href(&super::path(edited.record.id));
    view! {
        {outcome.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <p><a class="kj-back" href=back>{visit.text().call_admin.to_list}</a></p>
        <p class="kj-note">{edited.record.title(lang).to_owned()}</p>
        <h1 class="kj-title">{text.title}</h1>
        <p>{text.lead}</p>
        {standing.map(|words| view! { <p>{words}</p> })}
        {none}
        {sections}
        {button(edited, &here, ("add", text.add_section.to_owned()), "", "outline")}
        {publish}
    }
}

fn part(visit: &Visit, edited: &Edited, section: &Section) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().questionnaire);
    let here = visit.href(&here(edited.record.id));
    let title = match section.title.get(lang) {
        "" => text.section.to_owned(),
        words => words.to_owned(),
    };
    let id = format!("part-{}", section.key);
    let rows = section
        .questions
        .iter()
        .map(|question| row(visit, edited, section, question))
        .collect_view();
    let table = (!section.questions.is_empty()).then(|| {
        let heads = [text.col_question, text.col_kind, text.col_need, text.col_action];
        let heads = heads.map(|head| view! { <th scope="col">{head}</th> });
        view! {
            <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby=id.clone()>
                <table class="kj-table">
                    <thead>
                        <tr>{heads.into_iter().collect_view()}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    let edit = format!("{here}/{}", section.key);
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id=id>{title.clone()}</h2>
            <p class="kj-actions">
                <a href=edit.clone()>{(text.edit_section)(&title)}</a>
                <a href=format!("{edit}/new")>{text.add_question}</a>
            </p>
            {table}
            <div class="kj-actions">{moves(visit, edited, &section.key, &title)}</div>
        </section>
    }
}

fn row(visit: &Visit, edited: &Edited, section: &Section, question: &Question) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().questionnaire);
    let name = name_of(visit, question);
    let condition = question.condition.as_ref();
    let condition = condition.and_then(|condition| asked_if(lang, &edited.form, condition));
    let href = visit.href(&format!("{}/{}/{}", here(edited.record.id), section.key, question.key));
    view! {
        <tr>
            <th scope="row">
                <a href=href>{name.clone()}</a>
                {condition.map(|words| view! { <p class="kj-note">{words}</p> })}
            </th>
            <td>{question.kind.code().name(lang)}</td>
            <td>{if question.required { text.required } else { text.optional }}</td>
            <td>{moves(visit, edited, &question.key, &name)}</td>
        </tr>
    }
}

/// Up, down, delete.
fn moves(visit: &Visit, edited: &Edited, key: &str, name: &str) -> impl IntoView + use<> {
    let text = visit.text().questionnaire;
    let action = visit.href(&here(edited.record.id));
    let labels = [
        ("up", (text.up)(name)),
        ("down", (text.down)(name)),
        ("remove", (text.remove)(name)),
    ];
    labels
        .map(|label| button(edited, &action, label, key, "text"))
        .into_iter()
        .collect_view()
}

/// A form with one button.
fn button(edited: &Edited, action: &str, what: (&'static str, String), key: &str, tone: &'static str) -> AnyView {
    let (what, label) = what;
    view! {
        <form method="post" action=action.to_owned()>
            <input type="hidden" name="revision" value=edited.revision.to_string() />
            <input type="hidden" name="do" value=what />
            <input type="hidden" name="key" value=key.to_owned() />
            <button class="kj-button" data-tone=tone data-size="sm" type="submit">{label}</button>
        </form>
    }
    .into_any()
}
