//! `/programs.ics` and `/programs/{id}.ics`: recruiting deadlines for calendars (RFC 5545). A deadline is a whole day in
//! Japan, so it is one wherever the calendar is looked at. Ids stay and the sequence rises with each change, so that a
//! moved deadline moves in the calendar. What can no longer be joined is left out. The calendar of a person's own
//! deadlines is written with the same.

use axum::extract::State;
use axum::response::Response;
use domain::Lang;
use domain::program::Listing;
use domain::value::{Day, Instant};
use http::HeaderMap;
use icalendar::{Component, Event};

use super::export::{Export, Format, Portions, file_name, stream};
use crate::page::ical::{self, CONTENT_TYPE, answer, date, utc};
use crate::page::label;
use crate::{Failure, Site, Visit, link};

/// Reminders: nine o'clock a week before, and nine o'clock on the day before.
const REMINDERS: [&str; 2] = ["-P6DT15H", "-PT15H"];

/// Answers the search.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let export = Export::of(site, visit, &[]).await?;
    let draw = async |export: Export| {
        let words = export.words();
        let name = file_name(&export.visit, &words, "ics");
        let title = (export.visit.text().output.deadlines)(&words);
        let body = stream(
            Portions::of(&export),
            Deadlines::new(&export.site, &export.visit, title),
        );
        Ok(answer(name, body))
    };
    export.respond(&headers, CONTENT_TYPE, draw).await
}

/// The deadline of one program, which the visitor may read.
///
/// # Errors
/// 404 when it has none.
pub(super) fn of_program(site: &Site, visit: &Visit, listing: &Listing) -> Result<Response, Failure> {
    let title = listing.content.title.clone();
    let mut calendar = Deadlines::new(site, visit, title.clone());
    if listing.content.recruit_to.is_none() {
        return Err(Failure::NotFound);
    }
    let mut out = Vec::new();
    calendar.begin(&mut out)?;
    calendar.write(listing, &mut out)?;
    calendar.end(&mut out)?;
    Ok(ical::answer_one(visit, file_name(visit, &title, "ics"), out))
}

/// Writes deadlines, each a day of its own.
pub(in crate::page) struct Deadlines {
    site: Site,
    visit: Visit,
    title: String,
}

impl Deadlines {
    /// A calendar of this name.
    pub(in crate::page) fn new(site: &Site, visit: &Visit, title: String) -> Self {
        Self {
            site: site.clone(),
            visit: visit.clone(),
            title,
        }
    }

    fn event(&self, listing: &Listing) -> Option<Event> {
        let (lang, content) = (self.visit.lang, &listing.content);
        let text = self.visit.text();
        let first = content.recruit_to?;
        let next = first.plus_days(1)?;
        let title = (text.output.deadline_of)(&content.title);
        let stamp = utc(listing.updated_at);
        let page = link::absolute(&self.site, &self.visit.href(&link::program(listing.id)));
        let separator = if lang == Lang::Ja { "：" } else { ": " };
        let fact = |name: &str, words: &str| format!("{name}{separator}{words}");
        let description = [
            content.summary.clone(),
            fact(text.detail.lead, &listing.lead.name),
            fact(text.detail.area, &label::area(lang, content.area)),
            fact(text.detail.cost, &label::cost(lang, content)),
            page.clone(),
        ];
        let day = DayEvent {
            uid: &format!("program-{}", listing.id),
            part: "deadline",
            stamp: &stamp,
            sequence: listing.version,
            first,
            next,
            title: &title,
        };
        let mut event = self.day_event(&day);
        event.description(&description.join("\n")).url(&page);
        Some(event)
    }

    /// Writes something that is due on a day.
    pub(in crate::page) fn write_day(
        &mut self,
        uid: &str,
        at: Instant,
        day: Day,
        title: &str,
        page: &str,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        let Some(next) = day.plus_days(1) else { return Ok(()) };
        let day = DayEvent {
            uid,
            part: "due",
            stamp: &utc(at),
            sequence: 1,
            first: day,
            next,
            title,
        };
        let mut event = self.day_event(&day);
        event.description(page).url(page);
        ical::write(event, out)
    }

    /// A whole day with its reminders.
    fn day_event(&self, day: &DayEvent<'_>) -> Event {
        let host = link::host(&self.site);
        let mut event = Event::with_uid(&format!("{}-{}@{host}", day.uid, day.part));
        event
            .add_property("DTSTAMP", day.stamp)
            .add_property("LAST-MODIFIED", day.stamp)
            .add_property("SEQUENCE", day.sequence.to_string())
            .append_property(date("DTSTART", day.first))
            .append_property(date("DTEND", day.next))
            .add_property("TRANSP", "TRANSPARENT")
            .summary(day.title);
        ical::remind(&mut event, day.title, day.stamp, &REMINDERS, |at| {
            format!("{}-reminder-{at}@{host}", day.uid)
        });
        event
    }

    fn write(&self, listing: &Listing, out: &mut Vec<u8>) -> Result<(), Failure> {
        match self.event(listing) {
            Some(event) => ical::write(event, out),
            None => Ok(()),
        }
    }
}

impl Format for Deadlines {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        ical::begin(&self.title, out);
        Ok(())
    }

    fn add(&mut self, listing: &Listing, out: &mut Vec<u8>) -> Result<(), Failure> {
        let is_over = listing.ended || listing.content.recruit_to.is_none_or(|day| day < self.visit.today);
        if is_over { Ok(()) } else { self.write(listing, out) }
    }

    fn end(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        ical::end(out);
        Ok(())
    }
}

/// What all entries of a calendar have.
struct DayEvent<'a> {
    uid: &'a str,
    part: &'static str,
    stamp: &'a str,
    sequence: i64,
    first: Day,
    next: Day,
    title: &'a str,
}
