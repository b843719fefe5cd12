//! `/my/programs/{id}/participants/message`: one message to selected societies that have asked to join (ORG-05). Before it
//! is sent, a page shows how many get it and the very mail that tells them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::letter::Letter;
use domain::notice;
use domain::permit::{Action, Subject};
use domain::thread::{MESSAGE_CHARS, check_message};
use domain::value::{OrganisationId, ProgramId, ThreadId};
use leptos::prelude::*;
use store::{Draft, Participation, Refusal};

use crate::component::{Checkboxes, Choice, EmptyState, ErrorSummary, Field, FieldError, Notice, NoticeTone, TextArea};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::my::programs::title;
use crate::page::my::threads::problem;
use crate::{Failure, Site, Visit, mail, markup};

/// What is shown.
struct Shown {
    draft: Draft,
    participations: Vec<Participation>,
    chosen: Vec<OrganisationId>,
    typed: String,
    errors: Vec<(&'static str, String)>,
    /// The mail, when everything is ready to be sent.
    preview: Option<mail::Mail>,
}

/// Shows the form; `participation` in the address selects.
///
/// # Errors
/// Leads to the sign-in page; 404 for programs of others; 403 for people who only read.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (draft, participations) = load(&site, &visit, &id).await?;
    let wanted: Vec<String> = form_urlencoded::parse(visit.query.as_bytes())
        .filter(|(name, _)| name == "participation")
        .map(|(_, value)| value.into_owned())
        .collect();
    let chosen = participations
        .iter()
        .filter(|one| wanted.contains(&one.id.to_string()))
        .map(|one| one.society.id)
        .collect();
    let shown = Shown {
        draft,
        participations,
        chosen,
        typed: String::new(),
        errors: Vec::new(),
        preview: None,
    };
    show(&site, &visit, shown).await
}

/// Shows what would be sent, or sends it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (draft, participations) = load(&site, &visit, &id).await?;
    let chosen: Vec<OrganisationId> = participations
        .iter()
        .map(|one| one.society.id)
        .filter(|society| {
            let code = society.to_string();
            pairs.iter().any(|(name, value)| name == "societies" && value == code)
        })
        .collect();
    let typed = pairs.text("message").to_owned();
    let mut errors = Vec::new();
    if chosen.is_empty() {
        errors.push(("societies", visit.text().thread.nobody.to_owned()));
    }
    if let Err(problems) = check_message(&typed) {
        errors.extend(problem(&visit, &problems).map(|sentence| ("message", sentence)));
    }
    if errors.is_empty() && pairs.text("do") == "send" {
        let sent = site
            .store
            .write_to_societies(&visit.actor, draft.id, &chosen, &typed)
            .await;
        match sent {
            Ok(count) => {
                let back = format!("/my/programs/{}/participants/message?sent={count}", draft.id);
                return Ok(Redirect::to(&visit.href(&back)).into_response());
            }
            Err(Refusal::Problems(_)) => {
                errors.push(("societies", visit.text().thread.nobody.to_owned()));
            }
            Err(refusal) => return Err(refusal.into()),
        }
    }
    let preview = (errors.is_empty() && pairs.text("do") != "edit").then(|| preview(&site, &visit, &draft));
    let shown = Shown {
        draft,
        participations,
        chosen,
        typed,
        errors,
        preview,
    };
    show(&site, &visit, shown).await
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<(Draft, Vec<Participation>), Failure> {
    visit.require_user()?;
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    let draft = site.store.find_draft(id).await?.ok_or(Failure::NotFound)?;
    let owner = Subject::Organisation(draft.owner.id);
    if !visit.may(Action::ReadThread, owner) {
        return Err(Failure::NotFound);
    }
    if !visit.may(Action::WriteMessage, owner) {
        return Err(Failure::Forbidden);
    }
    let participations = site.store.list_participants(id).await?;
    Ok((draft, participations))
}

/// The mail as each reader gets it, but for the name and the secret in its last line.
fn preview(site: &Site, visit: &Visit, draft: &Draft) -> mail::Mail {
    let letter = Letter::Notice {
        name: visit.text().thread.reader.to_owned(),
        notice: notice::Notice::MessageReceived {
            thread: ThreadId::new(0),
            from: draft.owner.name.clone(),
            title: title(visit, &draft.form),
        },
        unsubscribe: "/unsubscribe/…".to_owned(),
    };
    mail::render(&letter, visit.lang, &site.public_url)
}

async fn show(site: &Site, visit: &Visit, shown: Shown) -> Result<Response, Failure> {
    let text = visit.text();
    let head = Head::new(text.thread.many_title)
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.my.programs, visit.href("/my/programs"))
        .here(text.thread.many_title)
        .private()
        .refused_if(!shown.errors.is_empty());
    let (content, seen) = (Arc::new(shown), visit.clone());
    respond(site, visit, head, move || view(&seen, &content)).await
}

fn view(visit: &Visit, shown: &Shown) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().thread);
    let sent = form_urlencoded::parse(visit.query.as_bytes())
        .find(|(name, _)| name == "sent")
        .and_then(|(_, count)| count.parse::<usize>().ok())
        .map(|count| {
            view! { <Notice lang tone=NoticeTone::Success title=(text.many_sent)(count) announced=true /> }
        });
    let errors = shown
        .errors
        .iter()
        .map(|(field, message)| FieldError::new(field, message.clone()))
        .collect();
    let body = match &shown.preview {
        Some(mail) => confirm(visit, shown, mail),
        None if shown.participations.is_empty() => {
            view! { <EmptyState title=text.many_none>{text.many_none_hint}</EmptyState> }.into_any()
        }
        None => form(visit, shown),
    };
    view! {
        <ErrorSummary lang errors />
        {sent}
        <h1 class="kj-title">{text.many_title}</h1>
        <p>{title(visit, &shown.draft.form)}</p>
        {body}
    }
}

fn action(visit: &Visit, shown: &Shown) -> String {
    visit.href(&format!("/my/programs/{}/participants/message", shown.draft.id))
}

fn form(visit: &Visit, shown: &Shown) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().thread);
    let error = |field: &str| {
        let found = shown.errors.iter().find(|(named, _)| *named == field);
        found.map(|(_, message)| message.clone())
    };
    let choices = shown
        .participations
        .iter()
        .map(|one| Choice::new(one.society.id.to_string(), one.society.name.clone()))
        .collect();
    let to = Field::new("societies", text.many_to)
        .required()
        .values(shown.chosen.iter().map(ToString::to_string))
        .error(error("societies"));
    let message = Field::new("message", text.message)
        .required()
        .hint(text.many_hint)
        .value(shown.typed.clone())
        .error(error("message"));
    view! {
        <form class="kj-form" method="post" action=action(visit, shown) novalidate=true>
            <Checkboxes lang field=to choices />
            <TextArea lang field=message limit=Some(MESSAGE_CHARS) />
            <div class="kj-actions">
                <button class="kj-button" data-tone="primary" type="submit">{text.many_check}</button>
            </div>
        </form>
    }
    .into_any()
}

fn confirm(visit: &Visit, shown: &Shown, mail: &mail::Mail) -> AnyView {
    let text = visit.text().thread;
    let hidden = shown
        .chosen
        .iter()
        .map(|society| view! { <input type="hidden" name="societies" value=society.to_string() /> })
        .collect_view();
    let names = shown
        .participations
        .iter()
        .filter(|one| shown.chosen.contains(&one.society.id))
        .map(|one| view! { <li>{one.society.name.clone()}</li> })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="to-title">
            <h2 class="kj-section__title" id="to-title">{(text.many_count)(shown.chosen.len())}</h2>
            <ul class="kj-prose">{names}</ul>
        </section>
        <section class="kj-section" aria-labelledby="text-title">
            <h2 class="kj-section__title" id="text-title">{text.message}</h2>
            <p class="kj-message__body" inner_html=markup::linked(&shown.typed)></p>
        </section>
        <section class="kj-section" aria-labelledby="mail-title">
            <h2 class="kj-section__title" id="mail-title">{text.many_mail}</h2>
            <p>{text.many_mail_hint}</p>
            <p><strong>{mail.subject.clone()}</strong></p>
            <p class="kj-message__body" inner_html=markup::escape(&mail.text).replace('\n', "<br>")></p>
        </section>
        <form method="post" action=action(visit, shown)>
            {hidden}
            <input type="hidden" name="message" value=shown.typed.clone() />
            <div class="kj-actions">
                <button class="kj-button" data-tone="primary" type="submit" name="do" value="send">
                    {(text.many_send)(shown.chosen.len())}
                </button>
                <button class="kj-button" data-tone="outline" type="submit" name="do" value="edit">{text.many_edit}</button>
            </div>
        </form>
    }
    .into_any()
}
