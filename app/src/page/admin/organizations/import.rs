//! `/admin/organizations/import`: the register of insurers from a CSV file. First everything is shown that would change,
//! then it is imported; in between only the browser holds the text.

use axum::extract::{Multipart, State};
use axum::response::Response;
use domain::insurer::NewInsurer;
use domain::organisation::MasterRow;
use http::StatusCode;
use leptos::prelude::*;
use store::{MasterChange, MasterState};

use super::upload::{FileFault, Line, read, receive};
use super::{head, require};
use crate::component::{ErrorSummary, FieldError, Notice, NoticeTone, plain_table};
use crate::document::respond;
use crate::text::profile_field::field as words_of;
use crate::{Failure, Site, Visit, markup};

#[derive(Clone)]
struct Report {
    lines: Vec<(Line, Option<MasterChange>)>,
    /// The text to send back with the confirmation.
    text: String,
    done: bool,
}

/// Asks for a file.
///
/// # Errors
/// Leads to the sign-in page; 403.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require(&visit)?;
    show_form(&site, &visit, None).await
}

/// Shows what a file would change, or imports it once that is confirmed.
///
/// # Errors
/// As [`get`]; 400 and 413 for bodies that are no such form; 409 when somebody changes the same at the same moment.
pub async fn post(State(site): State<Site>, visit: Visit, form: Multipart) -> Result<Response, Failure> {
    require(&visit)?;
    let upload = receive(form).await?;
    let text = match upload.text {
        Ok(text) => text,
        Err(fault) => return show_form(&site, &visit, Some(fault)).await,
    };
    let lines = match read(&text, visit.today, visit.lang) {
        Ok(lines) => lines,
        Err(fault) => return show_form(&site, &visit, Some(fault)).await,
    };
    let insurers: Vec<NewInsurer> = lines.iter().filter_map(|line| line.read.clone().ok()).collect();
    let changes = if upload.confirmed {
        site.store.import_master(&visit.actor, &insurers).await?
    } else {
        site.store.preview_master(&insurers).await?
    };
    if upload.confirmed {
        site.wait_for_index().await?;
    }
    let mut changes = changes.into_iter();
    let lines = lines
        .into_iter()
        .map(|line| {
            let change = line.read.is_ok().then(|| changes.next()).flatten();
            (line, change)
        })
        .collect();
    let report = Report {
        lines,
        text,
        done: upload.confirmed,
    };
    let words = visit.text().organisation_admin;
    let title = if report.done {
        words.import_title
    } else {
        words.import_preview
    };
    let shown = visit.clone();
    respond(&site, &visit, head(&visit, title), move || report_view(&shown, &report)).await
}

async fn show_form(site: &Site, visit: &Visit, fault: Option<FileFault>) -> Result<Response, Failure> {
    let status = match fault {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let head = head(visit, visit.text().organisation_admin.import_title).status(status);
    let shown = visit.clone();
    respond(site, visit, head, move || form_view(&shown, fault)).await
}

fn form_view(visit: &Visit, fault: Option<FileFault>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let columns = MasterRow::headings().collect::<Vec<_>>().join("、");
    let words = fault.map(|fault| fault.words(text));
    let errors: Vec<_> = words
        .iter()
        .map(|words| FieldError::new("file", words.clone()))
        .collect();
    let invalid = words.is_some().then_some("true");
    let described = if words.is_some() {
        "file-error file-hint"
    } else {
        "file-hint"
    };
    view! {
        <div class="kj-form-page">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <h1 class="kj-title">{text.import_title}</h1>
            <p>{text.import_lead}</p>
            <p>{(text.import_columns)(&columns)}</p>
            <form
                class="kj-form"
                method="post"
                enctype="multipart/form-data"
                action=visit.href("/admin/organizations/import")
            >
                <div class="kj-field" data-invalid=invalid>
                    <label class="kj-field__label" for="file">{words_of(lang, "file").label}</label>
                    <p class="kj-field__hint" id="file-hint">{text.import_limits}</p>
                    <input
                        class="kj-file"
                        type="file"
                        id="file"
                        name="file"
                        accept=".csv,text/csv"
                        aria-describedby=described
                        aria-invalid=invalid
                    />
                    {words.map(|words| view! { <p class="kj-field__error" id="file-error">"＊"{words}</p> })}
                </div>
                <button class="kj-button" data-tone="primary" type="submit">{text.import_check}</button>
            </form>
        </div>
    }
}

fn report_view(visit: &Visit, report: &Report) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let count = |wanted: &[MasterState]| {
        let fitting = report.lines.iter().filter(|(_, change)| {
            let state = change.as_ref().map(|change| change.state);
            state.is_some_and(|state| wanted.contains(&state))
        });
        fitting.count()
    };
    let (new, changed, same) = (
        count(&[MasterState::New]),
        count(&[MasterState::Changed]),
        count(&[MasterState::Same]),
    );
    let wrong = report.lines.len() - new - changed - same;
    let summary = (text.import_summary)(
        &new.to_string(),
        &changed.to_string(),
        &same.to_string(),
        &wrong.to_string(),
    );
    let title = if report.done {
        text.import_title
    } else {
        text.import_preview
    };
    let next = if report.done {
        view! { <p><a href=visit.href("/admin/organizations")>{text.title}</a></p> }.into_any()
    } else if new + changed == 0 {
        view! {
            <p>{text.import_nothing}</p>
            <p><a href=visit.href("/admin/organizations/import")>{text.import_title}</a></p>
        }
        .into_any()
    } else {
        confirm_form(visit, report)
    };
    let rows = report
        .lines
        .iter()
        .filter(|(_, change)| change.as_ref().is_none_or(|change| change.state != MasterState::Same))
        .map(|(line, change)| row_view(visit, line, change.as_ref()))
        .collect_view();
    view! {
        {report
            .done
            .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.import_done announced=true /> })}
        <h1 class="kj-title" id="report-title">{title}</h1>
        <p role="status">{summary}</p>
        {next}
        {plain_table("report-title", [text.import_row, text.col_name, text.import_result, text.import_details], rows)}
    }
}

fn confirm_form(visit: &Visit, report: &Report) -> AnyView {
    let text = visit.text().organisation_admin;
    // A textarea and not a hidden input, because that would lose its line ends. The parser drops one line break after
    // the tag, so one is added.
    let content = format!("\n{}", markup::escape(&report.text));
    view! {
        <form method="post" enctype="multipart/form-data" action=visit.href("/admin/organizations/import")>
            <input type="hidden" name="confirmed" value="1" />
            <textarea name="text" hidden=true aria-label=text.import_details inner_html=content></textarea>
            <p class="kj-actions">
                <button class="kj-button" data-tone="primary" type="submit">{text.import_confirm}</button>
                <a href=visit.href("/admin/organizations/import")>{visit.text().register.cancel}</a>
            </p>
        </form>
    }
    .into_any()
}

fn row_view(visit: &Visit, line: &Line, change: Option<&MasterChange>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let state = match change.map(|change| change.state) {
        Some(MasterState::New) => text.state_new,
        Some(MasterState::Changed) => text.state_changed,
        Some(MasterState::Same) => text.state_same,
        Some(MasterState::Ended) => text.state_ended,
        Some(MasterState::OtherKind) => text.state_other_kind,
        None => text.state_wrong,
    };
    let details: Vec<String> = match (&line.read, change) {
        (Err(sentences), _) => sentences.clone(),
        (Ok(_), Some(change)) => change
            .fields
            .iter()
            .map(|(field, before, after)| (text.change)(words_of(lang, field).label, before, after))
            .collect(),
        (Ok(_), None) => Vec::new(),
    };
    let details = details
        .into_iter()
        .map(|words| view! { <li>{words}</li> })
        .collect_view();
    view! {
        <tr>
            <td>{line.number}</td>
            <th scope="row">{line.name.clone()}</th>
            <td>{state}</td>
            <td><ul>{details}</ul></td>
        </tr>
    }
}
