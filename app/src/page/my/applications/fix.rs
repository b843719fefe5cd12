//! `/my/applications/{id}/fix`: what the office asks to correct: each field with the reason, what stood there, what stands
//! there now, the way to it, and a reply; then the application is submitted again (W23).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::application::{ApplicationStep, Part, Refusal as Reason, Section};
use http::StatusCode;
use leptos::prelude::*;
use store::{Application, ApplicationFix, Refusal};

use super::{Checked, approves, back, check_now, get_application, head, heading, part_path, path, summary, writes};
use crate::component::{DescriptionList, Fact, Field, Notice, NoticeTone, TextArea};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::application as texts;
use crate::text::application_question::label;
use crate::{Failure, Site, Visit};

/// Most characters of a reply.
const REPLY_CHARS: u32 = 400;

#[derive(Clone, Debug, Default)]
struct Refused {
    problems: Problems,
    why: Option<Reason>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; 409 when nothing is to be corrected.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = load(&site, &visit, &id).await?;
    show(&site, &visit, whole, Refused::default()).await
}

/// Keeps the replies, or submits it again (`?send`).
///
/// # Errors
/// As [`get`]; 403; 409 when it was changed in between.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let whole = load(&site, &visit, &id).await?;
    let here = path(whole.id);
    if visit.query != "send" {
        let fixes = site.store.list_application_fixes(whole.id).await?;
        let replies: Vec<_> = fixes
            .iter()
            .map(|fix| {
                let typed = pairs.text(&reply_name(fix)).chars();
                (fix.id, typed.take(REPLY_CHARS as usize).collect())
            })
            .collect();
        site.store.reply_to_fixes(&visit.actor, whole.id, &replies).await?;
        return Ok(Redirect::to(&visit.href(&format!("{here}/fix?saved"))).into_response());
    }
    let version = pairs.seen_version()?;
    match site.store.resubmit_application(&visit.actor, whole.id, version).await {
        Ok(_) => Ok(Redirect::to(&visit.href(&format!("{here}/submitted"))).into_response()),
        Err(Refusal::Problems(problems)) => {
            let why = None;
            show(&site, &visit, whole, Refused { problems, why }).await
        }
        Err(Refusal::NotSubmittable(why)) => {
            let problems = Problems::new();
            let why = Some(why);
            show(&site, &visit, whole, Refused { problems, why }).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn reply_name(fix: &ApplicationFix) -> String {
    format!("reply{}", fix.id)
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Application, Failure> {
    let whole = get_application(site, visit, id).await?;
    if whole.state.next(ApplicationStep::Resubmit).is_some() {
        Ok(whole)
    } else {
        Err(Failure::NotNow)
    }
}

async fn show(site: &Site, visit: &Visit, whole: Application, refused: Refused) -> Result<Response, Failure> {
    let checked = check_now(site, visit, &whole).await?;
    let fixes = site.store.list_application_fixes(whole.id).await?;
    let is_refused = refused.why.is_some() || !refused.problems.is_empty();
    let mut head = head(visit, &whole, Some(visit.text().application.fix)).refused_if(is_refused);
    if is_refused {
        head = head.status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let shown = visit.clone();
    let all = Arc::new((whole, checked, fixes, refused));
    respond(site, visit, head, move || view(&shown, &all.0, &all.1, &all.2, &all.3)).await
}

fn view(
    visit: &Visit,
    whole: &Application,
    checked: &Checked,
    fixes: &[ApplicationFix],
    refused: &Refused,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let why = refused.why.as_ref().map(|why| {
        let title = texts::refusal(lang, why);
        view! { <Notice lang tone=NoticeTone::Warning title announced=true /> }
    });
    let saved = (visit.query == "saved")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.fix_saved announced=true /> });
    let done = fixes.iter().filter(|fix| fix.is_answered(&whole.form)).count();
    let due = fixes.iter().map(|fix| fix.due).min().unwrap_or(visit.today);
    let action = visit.href(&format!("{}/fix", path(whole.id)));
    let writes = writes(visit, whole);
    let items = fixes.iter().map(|fix| one(visit, whole, fix, writes)).collect_view();
    let save = writes.then(|| {
        view! { <button class="kj-button" data-tone="outline" type="submit">{text.fix_save}</button> }
    });
    view! {
        <div class="kj-form-page">
            {back(visit, whole)}
            {summary::gaps(visit, whole, &refused.problems)}
            {saved}
            {heading(visit, whole, text.fix)}
            {why}
            <p>{(text.fix_title)(fixes.len(), &due.short(lang))}</p>
            <p>{(text.fix_done)(done, fixes.len())}</p>
            <form class="kj-form" method="post" action=action.clone() novalidate=true>{items} {save}</form>
            {summary::rules(visit, whole, &checked.panel)}
            {send(visit, whole, action)}
        </div>
    }
}

/// One request.
fn one(visit: &Visit, whole: &Application, fix: &ApplicationFix, writes: bool) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let name = fix.request.field.as_str();
    let label = label(lang, &whole.questions.form, name);
    let state = if fix.is_answered(&whole.form) {
        text.fix_answered
    } else {
        text.fix_open
    };
    let before = summary::said(lang, &whole.questions.form, name, &fix.before);
    let now = summary::shown(lang, &whole.questions.form, &whole.form, name);
    let pre = |value: String| view! { <span class="kj-pre">{value}</span> };
    let facts = vec![
        Fact::view(
            text.reason,
            pre(format!("{}: {}", fix.request.reason.name(lang), fix.request.text)),
        ),
        Fact::view(text.fix_before, pre(before)),
        Fact::view(text.fix_now, pre(now)),
    ];
    let part = whole.part_of_field(name).unwrap_or(Part::Section(Section::Outline));
    let href = visit.href(&format!("{}#{name}", part_path(whole.id, &part)));
    let reply = Field::new(reply_name(fix), format!("{}（{label}）", text.fix_reply))
        .hint(text.fix_reply_hint)
        .value(fix.reply.clone())
        .optional();
    let ways = writes.then(|| {
        view! {
            <p><a href=href>{format!("{}: {label}", text.fix_field)}</a></p>
            <TextArea lang field=reply limit=Some(REPLY_CHARS) rows=3 />
        }
    });
    let id = format!("fix{}-title", fix.id);
    view! {
        <section class="kj-box" aria-labelledby=id>
            <h2 class="kj-box__title" id=id.clone()>{label}</h2>
            <p>{state}</p>
            <DescriptionList facts framed=true />
            {ways}
        </section>
    }
}

/// The button that submits again, for those who can press it.
fn send(visit: &Visit, whole: &Application, action: String) -> AnyView {
    let text = visit.text().application;
    if !approves(visit, whole) {
        return view! { <p>{text.resubmit_who}</p> }.into_any();
    }
    view! {
        <section class="kj-section" aria-labelledby="send-title">
            <h2 class="kj-section__title" id="send-title">{text.resubmit}</h2>
            <p>{text.resubmit_lead}</p>
            <form class="kj-form" method="post" action=format!("{action}?send")>
                <input type="hidden" name="version" value=whole.version.to_string() />
                <button class="kj-button" data-tone="primary" type="submit">{text.resubmit}</button>
            </form>
        </section>
    }
    .into_any()
}
