//! The mails that the release of a batch sends, word for word, as the page that checks the batch shows them (ux 8.5).

use std::ops::Range;

use domain::Lang;
use domain::code::OrgRole;
use domain::letter::Letter;
use domain::value::{ApplicationId, OrganisationId};
use leptos::prelude::*;

use super::batch::Page as BatchPage;
use crate::text::letter;
use crate::{Failure, Site, Visit};

/// A mail that the release sends.
struct Mail {
    application: ApplicationId,
    title: String,
    people: Vec<String>,
    subject: String,
    lines: Vec<String>,
}

/// The mails of a release.
pub(super) struct Mails {
    /// How many applications are told of.
    count: usize,
    /// How many people get one.
    people: usize,
    /// Those that are shown.
    shown: Vec<Mail>,
}

/// Who is told.
const READERS: [OrgRole; 2] = [OrgRole::Approver, OrgRole::Editor];

/// The mails of the release, word for word as they will be sent; only those about the lines in `range` are written out.
pub(super) async fn list(site: &Site, inner: &BatchPage, range: Range<usize>) -> Result<Mails, Failure> {
    let planned = inner.planned();
    let leads: Vec<OrganisationId> = planned.iter().filter_map(|shown| Some(shown.case?.lead)).collect();
    let staff = site.store.list_staff_names(&leads, &READERS).await?;
    let people_of = |lead: &OrganisationId| staff.get(lead).cloned().unwrap_or_default();
    let mut mails = Vec::new();
    for shown in planned.iter().skip(range.start).take(range.len()) {
        let Some(case) = shown.case else { continue };
        let people = people_of(&case.lead);
        let letter = Letter::ApplicationDecided {
            name: people.first().cloned().unwrap_or_default(),
            number: case.number.clone(),
            title: case.title.clone(),
            call: inner.call.call.title.clone(),
            path: format!("/my/applications/{}", case.id),
        };
        let mut words = letter::words(&letter, Lang::Ja);
        if let Some((label, path)) = words.link.take() {
            words.lines.push(format!("{label}：{path}"));
        }
        mails.push(Mail {
            application: case.id,
            title: case.title.clone(),
            people,
            subject: words.subject,
            lines: words.lines,
        });
    }
    Ok(Mails {
        count: leads.len(),
        people: leads.iter().map(|lead| staff.get(lead).map_or(0, Vec::len)).sum(),
        shown: mails,
    })
}

/// The section of the page.
pub(super) fn view(visit: &Visit, mails: &Mails) -> impl IntoView + use<> {
    let text = visit.text().decision;
    let shown = mails
        .shown
        .iter()
        .map(|mail| {
            let to = if mail.people.is_empty() {
                text.letter_nobody.to_owned()
            } else {
                (text.letter_to)(&mail.people.join("、"))
            };
            let lines = mail
                .lines
                .iter()
                .map(|line| view! { <p>{line.clone()}</p> })
                .collect_view();
            let subject = format!("{}：{}", text.subject, mail.subject);
            view! {
                <details class="kj-disclosure" id=format!("mail-{}", mail.application)>
                    <summary class="kj-disclosure__summary">{mail.title.clone()}</summary>
                    <p>{to}</p>
                    <p>{subject}</p>
                    <div class="kj-box" lang="ja">{lines}</div>
                </details>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="letters-title">
            <h2 class="kj-section__title" id="letters-title">{text.letters}</h2>
            <p>{(text.letters_lead)(mails.count, mails.people)}</p>
            <p>{text.letters_members}</p>
            {shown}
        </section>
    }
}
