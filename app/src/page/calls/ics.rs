//! `/calls/{id}/calendar.ics`: the dates of a call for calendars (RFC 5545). Ids stay and the sequence rises with each
//! change, so that a moved deadline moves in the calendar.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::value::{Day, Instant};
use icalendar::{Component, Event};

use super::{Readable, get_readable, path};
use crate::page::disposition::attachment;
use crate::page::ical::{self, date, remind, utc};
use crate::{Failure, Site, Visit, link};

/// When something is.
enum When {
    /// At a moment.
    At(Instant),
    /// On a whole day.
    On(Day),
}

/// Answers with the calendar.
///
/// # Errors
/// 404 for what the visitor may not read; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let readable = get_readable(&site, &visit, &id).await?;
    let mut out = Vec::new();
    ical::begin(&readable.sheet.title, &mut out);
    let (text, dates, title) = (visit.text().call, &readable.sheet.call.dates, &readable.sheet.title);
    let mut events = vec![
        ("open", (text.opens_event)(title), When::At(dates.open_at)),
        ("close", (text.closes_event)(title), When::At(dates.close_at)),
        ("project", (text.project_event)(title), When::On(dates.project_to)),
    ];
    if let Some(day) = dates.briefing {
        events.push(("briefing", (text.briefing_event)(title), When::On(day)));
    }
    for (kind, summary, when) in events {
        let event = event(&site, &visit, &readable, kind, &summary, when)?;
        ical::write(event, &mut out)?;
    }
    ical::end(&mut out);
    let code = &readable.sheet.call.code;
    let name = attachment(&format!("call_{code}.ics"), &format!("{}.ics", readable.sheet.title));
    Ok(ical::answer_one(&visit, name, out))
}

fn event(
    site: &Site,
    visit: &Visit,
    readable: &Readable,
    kind: &str,
    summary: &str,
    when: When,
) -> Result<Event, Failure> {
    let uid = format!("call-{}-{kind}@{}", readable.id, link::host(site));
    let page = link::absolute(site, &visit.href(&path(readable.id)));
    let stamp = utc(readable.updated_at);
    let mut event = Event::with_uid(&uid);
    event
        .add_property("DTSTAMP", &stamp)
        .add_property("LAST-MODIFIED", &stamp)
        .add_property("SEQUENCE", readable.version.to_string())
        .add_property("TRANSP", "TRANSPARENT")
        .summary(summary)
        .description(&page)
        .url(&page);
    match when {
        When::At(at) => {
            event.add_property("DTSTART", utc(at)).add_property("DTEND", utc(at));
        }
        When::On(day) => {
            let next = day
                .plus_days(1)
                .ok_or_else(|| Failure::fault("the last day there is"))?;
            event
                .append_property(date("DTSTART", day))
                .append_property(date("DTEND", next));
        }
    }
    if kind == "close" {
        let reminders = ["-P7D", "-P1D"];
        remind(&mut event, summary, &stamp, &reminders, |at| {
            format!("call-{}-reminder-{at}@{}", readable.id, link::host(site))
        });
    }
    Ok(event)
}
