//! What all calendars of the portal share (RFC 5545): their head, days and moments, reminders, and how they are answered with.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use domain::value::{Day, Instant};
use http::{HeaderValue, header};
use icalendar::{Alarm, Calendar, Component, Event, Property, Trigger};

use crate::{Failure, Visit};

pub(in crate::page) const CONTENT_TYPE: &str = "text/calendar; charset=utf-8";

/// How often programs that follow a calendar should ask again.
const REFRESH: &str = "PT6H";

/// The last line of a calendar.
const END: &str = "END:VCALENDAR\r\n";

/// The answer; `name` says under which name it is saved.
pub(in crate::page) fn answer(name: HeaderValue, body: Body) -> Response {
    let kind = HeaderValue::from_static(CONTENT_TYPE);
    (
        [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)],
        body,
    )
        .into_response()
}

/// The answer with the dates of one thing, which the visitor may read.
pub(in crate::page) fn answer_one(visit: &Visit, name: HeaderValue, out: Vec<u8>) -> Response {
    let mut response = answer(name, Body::from(out));
    let rule = if visit.user().is_some() {
        "no-store"
    } else {
        "private, no-cache"
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
    response
}

/// The head of a calendar with this title.
pub(in crate::page) fn begin(title: &str, out: &mut Vec<u8>) {
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Kyodo Navi//Deadlines//JA"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", title),
        ("X-WR-CALNAME", title),
        ("X-WR-TIMEZONE", "Asia/Tokyo"),
    ] {
        calendar.append_property((name, value));
    }
    let mut refresh = Property::new("REFRESH-INTERVAL", REFRESH);
    calendar.append_property(refresh.add_parameter("VALUE", "DURATION").done());
    calendar.append_property(("X-PUBLISHED-TTL", REFRESH));
    let text = calendar.to_string();
    out.extend_from_slice(text.strip_suffix(END).unwrap_or(&text).as_bytes());
}

/// One event.
pub(in crate::page) fn write(event: Event, out: &mut Vec<u8>) -> Result<(), Failure> {
    let text = event.try_into_string();
    let text = text.map_err(|_| Failure::fault("writing a calendar"))?;
    out.extend_from_slice(text.as_bytes());
    Ok(())
}

/// The end of a calendar.
pub(in crate::page) fn end(out: &mut Vec<u8>) {
    out.extend_from_slice(END.as_bytes());
}

/// Adds reminders at these durations from the start, each with an id of its own by its position.
pub(in crate::page) fn remind(
    event: &mut Event,
    title: &str,
    stamp: &str,
    triggers: &[&str],
    uid: impl Fn(usize) -> String,
) {
    for (at, trigger) in triggers.iter().enumerate() {
        // The trigger is replaced below: the library takes only times of another library. Ids are given here, because the
        // library would make up other ones for each answer.
        let mut alarm = Alarm::display(title, Trigger::before_start(Default::default()));
        alarm
            .add_property("UID", uid(at))
            .add_property("DTSTAMP", stamp)
            .add_property("TRIGGER", *trigger);
        event.append_component(alarm);
    }
}

/// A whole day.
pub(in crate::page) fn date(name: &str, day: Day) -> Property {
    let mut property = Property::new(name, day.iso().replace('-', ""));
    property.add_parameter("VALUE", "DATE").done()
}

/// `20260313T080000Z`.
pub(in crate::page) fn utc(instant: Instant) -> String {
    let iso = instant.iso_utc();
    let seconds = iso.split('.').next().unwrap_or_default();
    format!("{}Z", seconds.replace(['-', ':'], ""))
}
