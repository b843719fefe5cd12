//! `/my/applications/{id}/comments`: the application as the societies of its consortium read it, with what they write to each
//! other about each page. Members see it here and nowhere else; for the office it does not exist.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::application::Part;
use domain::permit::Action;
use domain::value::ApplicationId;
use leptos::prelude::*;
use store::{Application, ApplicationComment, COMMENT_CHARS, Refusal};

use super::{Checked, back, check_now, head, heading, path, summary};
use crate::component::{Chip, ChipLook, ChipTone, ErrorSummary, Field, FieldError, Icon, TextArea};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::application_comment::CommentText;
use crate::text::application_question::part as part_words;
use crate::text::problem::labelled;
use crate::{Failure, Site, Visit};

struct Page {
    whole: Application,
    checked: Checked,
    comments: Vec<ApplicationComment>,
    /// Whether the visitor may write.
    writes: bool,
    /// Of the lead society, whose people have the other pages too.
    is_lead: bool,
    /// Page and text that were refused.
    typed: (String, String),
    problems: Problems,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for people outside of the consortium; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = load(&site, &visit, &id).await?;
    show(&site, &visit, page).await
}

/// Writes a comment, settles one or opens it again.
///
/// # Errors
/// As [`get`]; 403 for those who only read; 404 for a page or a comment that there is not; 409 when it has ended.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = load(&site, &visit, &id).await?;
    let (store, actor, id) = (&site.store, &visit.actor, page.whole.id);
    let part = pairs.text("part");
    let done = match pairs.text("do") {
        "settle" | "open" => {
            let comment = pairs.text("comment").parse().map_err(|_| Failure::NotFound)?;
            let settled = pairs.text("do") == "settle";
            store.settle_application_comment(actor, id, comment, settled).await
        }
        _ => {
            let body = pairs.text(&field_id(part));
            store.comment_on_application(actor, id, part, body).await
        }
    };
    match done {
        Ok(()) => {
            let here = format!(
                "{}/comments#{}-title",
                path(id),
                page.whole.part(part).as_ref().map_or("", Part::code)
            );
            Ok(Redirect::to(&visit.href(&here)).into_response())
        }
        Err(Refusal::Problems(problems)) => {
            page.typed = (part.to_owned(), pairs.text(&field_id(part)).to_owned());
            page.problems = problems;
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Page, Failure> {
    visit.require_user()?;
    let id: ApplicationId = id.parse().map_err(|_| Failure::NotFound)?;
    let whole = site.store.find_application(id).await?.ok_or(Failure::NotFound)?;
    let society = whole.society_of(&visit.actor, Action::ReadApplication);
    let society = society.ok_or(Failure::NotFound)?;
    Ok(Page {
        checked: check_now(site, visit, &whole).await?,
        comments: site.store.list_application_comments(id).await?,
        writes: whole.society_of(&visit.actor, Action::EditApplication).is_some() && !whole.state.is_final(),
        is_lead: society == whole.lead,
        typed: (String::new(), String::new()),
        problems: Problems::new(),
        whole,
    })
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let title = CommentText::of(visit.lang).title;
    let head = head(visit, &page.whole, Some(title)).refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, CommentText::of(visit.lang));
    let error = error(visit, page);
    let errors: Vec<_> = error
        .iter()
        .map(|error| FieldError::new(&field_id(&page.typed.0), error.clone()))
        .collect();
    let open = page
        .comments
        .iter()
        .filter(|comment| comment.resolved_at.is_none())
        .count();
    let parts = page.whole.parts();
    let parts = parts
        .iter()
        .map(|part| section(visit, page, part, error.as_ref()))
        .collect_view();
    view! {
        <div class="kj-form-page">
            {page.is_lead.then(|| back(visit, &page.whole))}
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            {heading(visit, &page.whole, text.title)}
            <p>{text.lead}</p>
            <p>{(text.open_count)(open)}</p>
            {parts}
        </div>
    }
}

fn error(visit: &Visit, page: &Page) -> Option<String> {
    let found = page.problems.for_field("body").next();
    found.map(|found| labelled(visit.lang, CommentText::of(visit.lang).body, &found.code))
}

fn field_id(part: &str) -> String {
    format!("body-{part}")
}

/// A page of the application with its comments and the form for another one.
fn section(visit: &Visit, page: &Page, part: &Part, error: Option<&String>) -> AnyView {
    let text = CommentText::of(visit.lang);
    let (name, _) = part_words(visit.lang, part);
    let id = format!("{}-title", part.code());
    let own: Vec<_> = page
        .comments
        .iter()
        .filter(|comment| comment.part == part.code())
        .collect();
    let count = own.iter().filter(|comment| comment.resolved_at.is_none()).count();
    let comments = own.into_iter().map(|comment| one(visit, page, comment)).collect_view();
    let summary_words = (text.content)(&name);
    view! {
        <section class="kj-section" aria-labelledby=id.clone()>
            <h2 class="kj-section__title" id=id.clone()>{name.clone()}" "<span class="kj-note">{(text.open_here)(count)}</span></h2>
            <details class="kj-disclosure">
                <summary class="kj-disclosure__summary">{summary_words}</summary>
                {summary::content(visit, &page.whole, part, &page.checked)}
            </details>
            <ul class="kj-prose">{comments}</ul>
            {page.writes.then(|| form(visit, page, (part, &name), error))}
        </section>
    }
    .into_any()
}

fn one(visit: &Visit, page: &Page, comment: &ApplicationComment) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, CommentText::of(visit.lang));
    let place = page.whole.consortium.place(comment.society);
    let who = place.map(|place| place.name.clone()).unwrap_or_default();
    let is_open = comment.resolved_at.is_none();
    let look = if is_open {
        ChipLook::new(ChipTone::Yellow, Icon::Hourglass, text.open)
    } else {
        ChipLook::new(ChipTone::Gray, Icon::Check, text.settled)
    };
    let (step, label) = if is_open {
        ("settle", text.settle)
    } else {
        ("open", text.reopen)
    };
    let action = visit.href(&format!("{}/comments", path(page.whole.id)));
    let label = format!("{label}（{}）", comment.author);
    let part = comment.part.clone();
    let number = comment.id.to_string();
    let button = page.writes.then(|| {
        view! {
            <form class="kj-actions" method="post" action=action>
                <input type="hidden" name="part" value=part />
                <input type="hidden" name="comment" value=number />
                <input type="hidden" name="do" value=step />
                <button class="kj-button" data-tone="text" type="submit">{label}</button>
            </form>
        }
    });
    view! {
        <li id=format!("comment-{}", comment.id)>
            <p>
                <Chip look />
                " "
                {who}
                " "
                {comment.author.clone()}
                " "
                <time datetime=comment.at.iso_jst()>{comment.at.format_jst(lang)}</time>
            </p>
            <p class="kj-pre">{comment.body.clone()}</p>
            {button}
        </li>
    }
}

fn form(visit: &Visit, page: &Page, (part, name): (&Part, &str), error: Option<&String>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, CommentText::of(visit.lang));
    let is_typed = page.typed.0 == part.code();
    let mut field = Field::new(field_id(part.code()), (text.write)(name));
    if is_typed {
        field = field.value(page.typed.1.clone()).error(error.cloned());
    }
    let action = visit.href(&format!("{}/comments", path(page.whole.id)));
    let limit = u32::try_from(COMMENT_CHARS).ok();
    let label = (text.send)(name);
    view! {
        <form class="kj-form" method="post" action=action novalidate=true>
            <input type="hidden" name="part" value=part.code().to_owned() />
            <TextArea lang field limit rows=3 />
            <button class="kj-button" data-tone="outline" type="submit">{label}</button>
        </form>
    }
}
