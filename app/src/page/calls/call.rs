//! `/calls/{id}`: one call with everything that an applicant has to know (W6).

use axum::extract::{Path, State};
use axum::response::Response;
use domain::call::CallState;
use domain::permit::{Action, Subject};
use leptos::prelude::*;

use super::{LIST, Readable, get_readable, path};
use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::call_sheet;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// 404 for what the visitor may not read; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let readable = get_readable(&site, &visit, &id).await?;
    let mut head = Head::new(&readable.sheet.title)
        .crumb(visit.text().call.list, visit.href(LIST))
        .here(&readable.sheet.title);
    if readable.is_test {
        head = head.private();
    }
    let shown = visit.clone();
    let readable = std::sync::Arc::new(readable);
    respond(&site, &visit, head, move || view(&shown, &readable)).await
}

fn view(visit: &Visit, readable: &Readable) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call);
    let test = readable.is_test.then(|| {
        view! { <Notice lang tone=NoticeTone::Warning title=text.test><p>{text.test_body}</p></Notice> }
    });
    let edit = visit.may(Action::EditCalls, Subject::Portal).then(|| {
        let href = visit.href(&format!("/admin/calls/{}", readable.id));
        view! { <p class="kj-edit-link"><a href=href>{text.edit}</a></p> }
    });
    view! { {edit} {test} {call_sheet::view(visit, &readable.sheet, way(visit, readable))} }
}

/// What a reader can do next.
fn way(visit: &Visit, readable: &Readable) -> AnyView {
    let text = visit.text().call;
    let calendar = visit.href(&format!("{}/calendar.ics", path(readable.id)));
    let is_ahead = matches!(readable.sheet.state, CallState::Scheduled | CallState::Open) || readable.is_test;
    if !is_ahead {
        return ().into_any();
    }
    let opens = readable.sheet.call.dates.open_at;
    let coming = (readable.sheet.state == CallState::Scheduled).then(|| {
        let sentence = (text.not_open_yet)(&opens.format_jst(visit.lang));
        view! { <p>{sentence}</p> }
    });
    let apply = (readable.sheet.state == CallState::Open).then(|| {
        let href = visit.href(&format!("{}/apply", path(readable.id)));
        view! { <a class="kj-button" data-tone="primary" href=href>{text.way_apply}</a> }
    });
    view! {
        <section class="kj-box" aria-labelledby="way-title">
            <h2 class="kj-box__title" id="way-title">{text.way}</h2>
            {coming}
            <p class="kj-actions">
                {apply}
                <a class="kj-button" data-tone="outline" href=visit.href("/calls/fit")>{text.way_fit}</a>
                <a class="kj-button" data-tone="outline" href=visit.href("/my/consortia/new")>
                    {text.way_consortium}
                </a>
                <a href=calendar>{text.calendar}</a>
            </p>
        </section>
    }
    .into_any()
}
