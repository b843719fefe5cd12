//! `/my/consortia/{id}/calendar.ics`: the days of a consortium for calendars (RFC 5545), each a whole day in Japan.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::consortium::AgendaKind;
use http::{HeaderValue, header};
use icalendar::{Calendar, Component as _, Event};

use super::super::get_belonging;
use super::entries;
use crate::page::ical::{date, utc};
use crate::page::programs::file_name;
use crate::text::consortium_work::kind;
use crate::{Failure, Site, Visit, link};

/// Gives out the calendar.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    let name = inside.whole.plan.name.clone();
    let mut calendar = Calendar::empty();
    for (property, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Kyodo Navi//Consortium//JA"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", &name),
        ("X-WR-CALNAME", &name),
        ("X-WR-TIMEZONE", "Asia/Tokyo"),
    ] {
        calendar.append_property((property, value));
    }
    for entry in entries(&site, &visit, &inside).await? {
        let Some(next) = entry.day.plus_days(1) else {
            continue;
        };
        let code = match entry.kind {
            AgendaKind::Begin => "begin",
            AgendaKind::End => "end",
            AgendaKind::Assignment => "work",
            AgendaKind::Decision => "decision",
            AgendaKind::CallOpens => "opens",
            AgendaKind::CallCloses => "closes",
        };
        // Ids stay when a day moves, so that it moves in the calendar.
        let id = format!(
            "consortium-{}-{code}-{}@{}",
            inside.whole.id,
            entry.key,
            link::host(&site)
        );
        let mut event = Event::with_uid(&id);
        event
            .add_property("DTSTAMP", utc(inside.whole.updated_at))
            .append_property(date("DTSTART", entry.day))
            .append_property(date("DTEND", next))
            .add_property("TRANSP", "TRANSPARENT")
            .summary(&format!("{} {}", kind(visit.lang, entry.kind), entry.title))
            .description(&name);
        calendar.push(event.done());
    }
    let head = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/calendar; charset=utf-8"),
        ),
        (header::CONTENT_DISPOSITION, file_name(&visit, &name, "ics")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, calendar.to_string()).into_response())
}
