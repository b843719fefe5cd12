//! `/admin/calls/{id}/publish`: what a publication needs, with links to the fields; what it changes for readers; and the
//! decision. Officers ask for it, an approving officer who has not made the last change takes it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::call::{CallDraft, Publication, Section, publication};
use domain::questionnaire::Questionnaire;
use leptos::prelude::*;
use store::{CallRecord, Refusal};

use super::{difference, get_open_record, head, path, publishes};
use crate::component::{ErrorSummary, FieldError, Notice, NoticeTone};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::calls::waiting_form;
use crate::text::{call_field, questionnaire as question_words};
use crate::{Failure, Site, Visit};

struct Page {
    record: CallRecord,
    form: Questionnaire,
    problems: Problems,
    /// What a publication does, if nothing stands in its way.
    what: Option<Publication>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; 409 for a call that is over.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let record = get_open_record(&site, &visit, &id).await?;
    show(&site, &visit, record, None).await
}

/// Asks for the publication, or publishes.
///
/// # Errors
/// As [`get`]; 403 for who may not publish, or has made the last change; 409 when it was changed meanwhile.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let record = get_open_record(&site, &visit, &id).await?;
    let (version, here) = (pairs.seen_version()?, path(record.id));
    let asks = pairs.text("decision") == "request";
    let done = if asks {
        site.store.request_call(&visit.actor, record.id, version).await
    } else {
        let published = site.store.publish_call(&visit.actor, record.id, version).await;
        published.map(|_| ())
    };
    match done {
        Ok(()) => {
            let outcome = if asks { "requested" } else { "published" };
            Ok(Redirect::to(&visit.href(&format!("{here}?{outcome}"))).into_response())
        }
        Err(Refusal::Problems(problems)) => show(&site, &visit, record, Some(problems)).await,
        Err(other) => Err(other.into()),
    }
}

async fn show(site: &Site, visit: &Visit, record: CallRecord, refused: Option<Problems>) -> Result<Response, Failure> {
    let form = waiting_form(site, record.id).await?;
    let is_refused = refused.is_some();
    let checked = record
        .draft
        .check()
        .and_then(|call| publication(record.state, record.live.as_ref(), &call, visit.now));
    let (what, problems) = match (checked, refused) {
        (_, Some(problems)) => (None, problems),
        (Ok(what), None) => (Some(what), Problems::new()),
        (Err(problems), None) => (None, problems),
    };
    let head = head(visit, &record, Some(visit.text().call_admin.decision)).refused_if(is_refused);
    let shown = visit.clone();
    let page = std::sync::Arc::new(Page {
        record,
        form,
        problems,
        what,
    });
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let record = &page.record;
    let back = visit.href(&path(record.id));
    let errors: Vec<_> = gaps(visit, page);
    let faults = page.form.faults();
    let summary = (!errors.is_empty()).then(|| view! { <ErrorSummary lang errors=errors.clone() /> });
    let standing = if errors.is_empty() {
        view! { <p>{text.check_ok}</p> }.into_any()
    } else {
        view! { <p>{(text.check_gaps)(errors.len())}</p> }.into_any()
    };
    let form_page = format!("{back}/form");
    let form_standing = if faults.is_empty() {
        view! { <p>{text.check_form_ok}</p> }.into_any()
    } else {
        let items = faults
            .iter()
            .map(|fault| view! { <li>{question_words::fault(lang, &page.form, fault)}</li> })
            .collect_view();
        view! {
            <p><a href=form_page>{(text.check_form_gaps)(faults.len())}</a></p>
            <ul class="kj-prose">{items}</ul>
        }
        .into_any()
    };
    let is_ready = page.what.is_some() && faults.is_empty();
    view! {
        <div class="kj-form-page">
            <p><a class="kj-back" href=back>{text.to_list}</a></p>
            {summary}
            <p class="kj-note">{record.title(lang).to_owned()}</p>
            <h1 class="kj-title">{text.decision}</h1>
            <section class="kj-section" aria-labelledby="check-title">
                <h2 class="kj-section__title" id="check-title">{text.check_title}</h2>
                {standing}
                {form_standing}
            </section>
            {changes(visit, record)}
            {is_ready.then(|| decision(visit, page))}
        </div>
    }
}

/// What is missing or wrong, each with the way to its field.
fn gaps(visit: &Visit, page: &Page) -> Vec<FieldError> {
    let here = path(page.record.id);
    let error = |found: &domain::Problem| {
        let field = found.field.as_str();
        let href = match Section::of_field(field) {
            Some(section) => format!("{here}/{}?check=1#{field}", section.code()),
            None => format!("{here}/form"),
        };
        FieldError::elsewhere(visit.href(&href), call_field::sentence(visit.lang, found))
    };
    page.problems.iter().map(error).collect()
}

/// What readers see now beside what they would see.
fn changes(visit: &Visit, record: &CallRecord) -> Option<AnyView> {
    let text = visit.text().call_admin;
    if !record.state.is_public() {
        return None;
    }
    let live = CallDraft::of(record.live.as_ref()?, &record.draft.form.title_en);
    let all = |draft: &CallDraft| -> Vec<_> {
        // Both as the checked call says it, so that another spelling of the same value is no difference.
        let draft = draft
            .check()
            .map_or_else(|_| draft.clone(), |call| CallDraft::of(&call, &draft.form.title_en));
        Section::ALL.iter().flat_map(|section| draft.values(*section)).collect()
    };
    let heads = [text.stale_field, text.before, text.after];
    let table = difference::table(visit, "changes-title", heads, &all(&live), &all(&record.draft));
    let body = table.unwrap_or_else(|| view! { <p>{text.nothing_new}</p> }.into_any());
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title" id="changes-title">{text.differences}</h2>
                {body}
            </section>
        }
        .into_any(),
    )
}

/// What will happen, and the buttons that the visitor may press.
fn decision(visit: &Visit, page: &Page) -> Option<AnyView> {
    let (lang, text, record) = (visit.lang, visit.text().call_admin, &page.record);
    let call = record.draft.check().ok()?;
    let opens = call.dates.open_at;
    let sentence = match page.what? {
        Publication::Schedule if opens <= visit.now => text.what_open.to_owned(),
        Publication::Schedule => (text.what_schedule)(&opens.format_jst(lang)),
        Publication::Replace => text.what_replace.to_owned(),
        Publication::Amend => text.what_amend.to_owned(),
        Publication::Reopen => text.what_reopen.to_owned(),
    };
    let is_own = record.edited_by.is_some() && visit.user().map(|user| user.id) == record.edited_by;
    let why_not = if !publishes(visit) {
        Some(text.only_approver)
    } else if is_own {
        Some(text.second_person)
    } else {
        None
    };
    let form = |decision: &'static str, label: &'static str, tone: &'static str| {
        let action = visit.href(&format!("{}/publish", path(record.id)));
        view! {
            <form class="kj-actions" method="post" action=action id=decision>
                <input type="hidden" name="version" value=record.version.to_string() />
                <input type="hidden" name="decision" value=decision />
                <button class="kj-button" data-tone=tone type="submit">{label}</button>
            </form>
        }
    };
    let buttons = match why_not {
        None => form("publish", text.publish_button, "primary").into_any(),
        Some(why) => view! {
            <Notice lang tone=NoticeTone::Info title=why><p>{text.request_lead}</p></Notice>
            {form("request", text.request, "primary")}
        }
        .into_any(),
    };
    Some(
        view! {
            <section class="kj-section" aria-labelledby="decision-title">
                <h2 class="kj-section__title" id="decision-title">{text.decision}</h2>
                <p>{sentence}</p>
                {buttons}
            </section>
        }
        .into_any(),
    )
}
