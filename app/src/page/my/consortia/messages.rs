//! `/my/consortia/{id}/messages`: what members write to all of them. Nobody outside reads it, the secretariat included.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::thread::MESSAGE_CHARS;
use leptos::prelude::*;
use store::{ConsortiumMessage, Refusal};

use super::{Inside, get_belonging, head, heading};
use crate::component::{EmptyState, ErrorSummary, Field, FieldError, Notice, NoticeTone, TextArea};
use crate::document::respond;
use crate::markup;
use crate::page::FormPairs;
use crate::text::problem::labelled;
use crate::{Failure, Site, Visit};

/// Shows what was written.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    show(&site, &visit, inside, String::new(), None).await
}

/// Writes to all.
///
/// # Errors
/// As [`get`]; 403 for viewers; 409 when the consortium is dissolved.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    inside.expect_working(&visit)?;
    let typed = pairs.text("message").to_owned();
    let written = site
        .store
        .write_to_consortium(&visit.actor, inside.whole.id, inside.own, &typed)
        .await;
    match written {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}/messages?sent", inside.path()))).into_response()),
        Err(Refusal::Problems(problems)) => {
            let label = visit.text().thread.message;
            let error = problems
                .iter()
                .next()
                .map(|found| labelled(visit.lang, label, &found.code));
            show(&site, &visit, inside, typed, error).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    typed: String,
    error: Option<String>,
) -> Result<Response, Failure> {
    let messages = Arc::new(site.store.list_consortium_messages(inside.whole.id).await?);
    let head = head(visit, &inside, Some(visit.text().consortium_work.messages)).refused_if(error.is_some());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &inside, &messages, typed.clone(), error.clone())
    })
    .await
}

fn view(
    visit: &Visit,
    inside: &Inside,
    messages: &[ConsortiumMessage],
    typed: String,
    error: Option<String>,
) -> impl IntoView + use<> {
    let (lang, text, words) = (visit.lang, visit.text().consortium_work, visit.text().thread);
    let errors = error
        .iter()
        .map(|error| FieldError::new("message", error.clone()))
        .collect();
    let sent = (visit.query == "sent")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.sent announced=true>""</Notice> });
    let list = if messages.is_empty() {
        view! { <EmptyState title=text.messages_none>""</EmptyState> }.into_any()
    } else {
        let items = messages
            .iter()
            .map(|message| item(visit, inside, message))
            .collect_view();
        view! { <ol class="kj-messages">{items}</ol> }.into_any()
    };
    let form = if inside.works(visit) {
        let field = Field::new("message", words.message)
            .hint(words.message_hint)
            .value(typed)
            .error(error);
        let action = visit.href(&format!("{}/messages", inside.path()));
        view! {
            <form class="kj-form" method="post" action=action novalidate=true>
                <TextArea lang field limit=Some(MESSAGE_CHARS) />
                <button class="kj-button" data-tone="primary" type="submit">{words.send}</button>
            </form>
        }
        .into_any()
    } else {
        view! { <p>{text.only_reads}</p> }.into_any()
    };
    view! {
        <ErrorSummary lang errors />
        {sent}
        {heading(visit, inside, Some(text.messages))}
        <p>{text.messages_lead}</p>
        {list}
        <section class="kj-section">
            <h2 class="kj-section__title">{text.write}</h2>
            {form}
        </section>
    }
}

fn item(visit: &Visit, inside: &Inside, message: &ConsortiumMessage) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().thread);
    let own = message.society == inside.own;
    let body = markup::linked(&message.body);
    view! {
        <li class="kj-message" data-own=own.then_some("true")>
            <p class="kj-message__head">
                <strong>{inside.name(message.society)}</strong>
                " "
                {(text.author)(&message.author)}
                " "
                <time datetime=message.at.iso_jst()>{message.at.format_jst(lang)}</time>
            </p>
            <p class="kj-message__body" inner_html=body></p>
        </li>
    }
}
