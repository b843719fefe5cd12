//! `/my/threads/{id}`: one conversation, with the form to answer. Messages are plain text; web addresses in them become
//! links.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::thread::MESSAGE_CHARS;
use domain::value::{OrganisationId, ThreadId};
use leptos::prelude::*;
use store::{Message, Refusal, ThreadLine};

use super::{problem, writes_for};
use crate::component::{ErrorSummary, Field, FieldError, Notice, NoticeTone, TextArea};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::{Failure, Site, Visit, link, markup};

/// What is shown.
struct Shown {
    line: ThreadLine,
    messages: Vec<Message>,
    typed: String,
    error: Option<String>,
}

/// Shows the conversation, which counts as reading it.
///
/// # Errors
/// Leads to the sign-in page; 404 for conversations of others; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let line = load(&site, &visit, &id).await?;
    site.store.note_thread_read(&visit.actor, line.id).await?;
    show(&site, &visit, line, String::new(), None).await
}

/// Adds a message.
///
/// # Errors
/// As [`get`]; 403 for people who only read.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let line = load(&site, &visit, &id).await?;
    let acting = visit.acting().map(|place| place.organisation);
    let typed = pairs.text("message");
    match site.store.answer_thread(&visit.actor, line.id, acting, typed).await {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("/my/threads/{}?sent#last", line.id))).into_response()),
        Err(Refusal::Problems(problems)) => {
            let error = problem(&visit, &problems);
            show(&site, &visit, line, typed.to_owned(), error).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<ThreadLine, Failure> {
    let user = visit.require_user()?;
    let id: ThreadId = id.parse().map_err(|_| Failure::NotFound)?;
    let line = site.store.find_thread(id, user.id).await?.ok_or(Failure::NotFound)?;
    let own = visit.actor.organisations(domain::permit::Action::ReadThread);
    if own.contains(&line.organiser.0) || own.contains(&line.society.0) {
        Ok(line)
    } else {
        Err(Failure::NotFound)
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    line: ThreadLine,
    typed: String,
    error: Option<String>,
) -> Result<Response, Failure> {
    let messages = site.store.list_messages(line.id).await?;
    let text = visit.text();
    let head = Head::new((text.thread.with)(&line.title))
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.thread.title, visit.href("/my/threads"))
        .here(line.title.clone())
        .private()
        .refused_if(error.is_some());
    let content = Arc::new(Shown {
        line,
        messages,
        typed,
        error,
    });
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &content)).await
}

fn view(visit: &Visit, content: &Shown) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().thread);
    let Shown {
        line,
        messages,
        typed,
        error,
    } = content;
    let name_of = |id: OrganisationId| {
        if id == line.organiser.0 {
            line.organiser.1.clone()
        } else {
            line.society.1.clone()
        }
    };
    let count = messages.len();
    let items = messages
        .iter()
        .enumerate()
        .map(|(position, message)| {
            let is_last = position + 1 == count;
            item(visit, message, name_of(message.organisation), is_last)
        })
        .collect_view();
    let errors = error
        .iter()
        .map(|error| FieldError::new("message", error.clone()))
        .collect();
    let writes = writes_for(visit, line.organiser.0) || writes_for(visit, line.society.0);
    let form = if writes {
        let field = Field::new("message", text.message)
            .hint(text.message_hint)
            .value(typed.clone())
            .error(error.clone());
        view! {
            <form class="kj-form" method="post" action=visit.href(&format!("/my/threads/{}", line.id)) novalidate=true>
                <TextArea lang field limit=Some(MESSAGE_CHARS) />
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.send}</button>
                </div>
            </form>
        }
        .into_any()
    } else {
        view! { <p>{text.only_reads}</p> }.into_any()
    };
    view! {
        <ErrorSummary lang errors />
        {(visit.query == "sent")
            .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.sent announced=true /> })}
        <h1 class="kj-title">{(text.with)(&line.title)}</h1>
        <p>{(text.between)(&line.organiser.1, &line.society.1)}</p>
        <p><a href=visit.href(&link::program(line.program))>{text.open_program}</a></p>
        <section class="kj-section" aria-labelledby="messages-title">
            <h2 class="kj-section__title" id="messages-title">{text.messages}</h2>
            <ol class="kj-messages">{items}</ol>
        </section>
        <section class="kj-section" aria-labelledby="answer-title">
            <h2 class="kj-section__title" id="answer-title">{text.answer}</h2>
            {form}
        </section>
    }
}

fn item(visit: &Visit, message: &Message, organisation: String, is_last: bool) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().thread);
    let own = visit.user().is_some_and(|user| {
        user.memberships
            .iter()
            .any(|place| place.organisation == message.organisation)
    });
    let read: Vec<_> = message
        .readers
        .iter()
        .map(|(name, at)| (text.read_by)(name, &at.format_jst(lang)))
        .collect();
    let read = if !own {
        None
    } else if read.is_empty() {
        Some(text.unread_yet.to_owned())
    } else {
        Some(read.join(text.separator))
    };
    let body = markup::linked(&message.body);
    view! {
        <li class="kj-message" data-own=own.then_some("true") id=is_last.then_some("last")>
            <p class="kj-message__head">
                <strong>{organisation}</strong>
                " "
                {(text.author)(&message.author)}
                " "
                <time datetime=message.at.iso_jst()>{message.at.format_jst(lang)}</time>
            </p>
            <p class="kj-message__body" inner_html=body></p>
            {read.map(|read| view! { <p class="kj-message__foot">{read}</p> })}
        </li>
    }
}
