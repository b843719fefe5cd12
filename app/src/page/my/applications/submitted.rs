//! `/my/applications/{id}/submitted`: the receipt of the last submission: number, moment, hash, what happens next (W21,
//! FORM-17). `.json` gives out exactly what was submitted, `.ics` the period of the program.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::value::Day;
use http::{HeaderValue, header};
use icalendar::{Calendar, Component as _, Event, Property};
use leptos::prelude::*;
use store::{Application, Submission};

use super::{back, get_application, head, heading, path};
use crate::component::{DescriptionList, Fact, Notice, NoticeTone};
use crate::document::respond;
use crate::page::programs::file_name;
use crate::{Failure, Site, Visit, link};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's, and before the first submission.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (whole, last) = load(&site, &visit, &id).await?;
    let head = head(&visit, &whole, Some(visit.text().application.submitted));
    let prints = site.fonts.is_some();
    let (shown, all) = (visit.clone(), Arc::new((whole, last)));
    respond(&site, &visit, head, move || view(&shown, &all.0, &all.1, prints)).await
}

/// Gives out the document that was hashed, byte by byte.
///
/// # Errors
/// As [`get`].
pub async fn json(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (_, last) = load(&site, &visit, &id).await?;
    let name = format!("{}_{}", last.content.number, last.version);
    Ok(attachment(&visit, (&name, "json"), "application/json", last.json))
}

/// Gives out the period of the program as a calendar.
///
/// # Errors
/// As [`get`].
pub async fn ics(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (whole, last) = load(&site, &visit, &id).await?;
    let content = &last.content;
    let (from, to) = content.content.plan.period;
    let date = |name: &str, day: Day| {
        let mut property = Property::new(name, day.iso().replace('-', ""));
        property.add_parameter("VALUE", "DATE").done()
    };
    let mut event = Event::with_uid(&format!("application-{}@{}", whole.id, link::host(&site)));
    let page = link::absolute(&site, &visit.href(&format!("{}/submitted", path(whole.id))));
    let stamp = content.at.iso_utc();
    let stamp = stamp.split('.').next().unwrap_or_default().replace(['-', ':'], "");
    event
        .add_property("DTSTAMP", format!("{}Z", stamp.trim_end_matches('Z')))
        .add_property("SEQUENCE", last.version.to_string())
        .append_property(date("DTSTART", from))
        .append_property(date("DTEND", to.plus_days(1).unwrap_or(to)))
        .add_property("TRANSP", "TRANSPARENT")
        .summary(&content.content.plan.title)
        .description(&format!("{} {}", content.call_title, content.number))
        .url(&page);
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", "-//Kyodo Navi//Applications//JA")] {
        calendar.append_property((name, value));
    }
    calendar.push(event);
    let kind = "text/calendar; charset=utf-8";
    Ok(attachment(&visit, (&content.number, "ics"), kind, calendar.to_string()))
}

fn attachment(visit: &Visit, (name, ending): (&str, &str), kind: &'static str, body: String) -> Response {
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, file_name(visit, name, ending)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (head, body).into_response()
}

pub(super) async fn load(site: &Site, visit: &Visit, id: &str) -> Result<(Application, Submission), Failure> {
    let whole = get_application(site, visit, id).await?;
    let last = site.store.list_submissions(whole.id).await?.into_iter().next();
    Ok((whole, last.ok_or(Failure::NotFound)?))
}

fn view(visit: &Visit, whole: &Application, last: &Submission, prints: bool) -> impl IntoView + use<> {
    let (lang, text, content) = (visit.lang, visit.text().application, &last.content);
    let title = (text.submitted_number)(&content.number);
    let at = content.at;
    let facts = vec![
        Fact::text(text.number, content.number.clone()),
        Fact::view(
            text.receipt_at,
            view! { <time datetime=at.iso_jst()>{at.format_jst(lang)}</time> },
        ),
        Fact::text(text.call, content.call_title.clone()),
        Fact::text(text.title, content.content.plan.title.clone()),
        Fact::text(text.consortium, content.consortium_name.clone()),
        Fact::text(text.receipt_who, content.approver.clone()),
        Fact::text(text.receipt_version, last.version.to_string()),
        Fact::view(
            text.receipt_hash,
            view! { <code class="kj-hash">{last.sha256.clone()}</code> },
        ),
    ];
    let steps = text.receipt_steps.map(|step| view! { <li>{step}</li> }).collect_view();
    let file = |ending: &str| visit.href(&format!("{}/submitted.{ending}", path(whole.id)));
    view! {
        {back(visit, whole)}
        <Notice lang tone=NoticeTone::Success title>
            <p>{text.receipt_mail} " " {text.members_told}</p>
        </Notice>
        {heading(visit, whole, text.submitted)}
        <DescriptionList facts framed=true />
        <section class="kj-section" aria-labelledby="next-title">
            <h2 class="kj-section__title" id="next-title">{text.receipt_next}</h2>
            <ol class="kj-prose">{steps}</ol>
        </section>
        <ul class="kj-prose">
            {prints.then(|| view! { <li><a href=file("pdf") download="">{text.receipt_pdf}</a></li> })}
            <li><a href=file("json") download="">{text.receipt_json}</a></li>
            <li><a href=file("ics") download="">{text.receipt_ics}</a></li>
        </ul>
    }
}
