//! `/programs/{id}/inquiry`: a question to the organiser from anybody (PUB-04). The organiser's address is never shown;
//! programs that fill in forms are caught by a field people do not see, and by the limit per address.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::participation::{INQUIRY_TRAP, InquiryForm};
use domain::program::Listing;
use domain::value::ProgramId;
use leptos::prelude::*;

use super::may_read;
use crate::component::{DescriptionList, Fact, Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::joining::{control, summary};
use crate::{Failure, Site, Visit, link};

/// Shows the form, or after sending its number.
///
/// # Errors
/// 404 also for what the visitor may not read; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let listing = load(&site, &visit, &id).await?;
    if let Some(number) = visit.query.strip_prefix("sent=") {
        return show_sent(&site, &visit, listing, number.to_owned()).await;
    }
    let form = match visit.user() {
        Some(user) => InquiryForm {
            name: user.name.clone(),
            email: user.email.as_str().to_owned(),
            organisation: visit
                .acting()
                .map(|place| place.organisation_name.clone())
                .unwrap_or_default(),
            ..InquiryForm::default()
        },
        None => InquiryForm::default(),
    };
    show(&site, &visit, listing, form, Problems::new()).await
}

/// Takes the question.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let listing = load(&site, &visit, &id).await?;
    let mut form = InquiryForm::default();
    form.replace(InquiryForm::FIELDS, pairs.iter());
    let path = format!("{}/inquiry", link::program(listing.id));
    if form.is_trapped() {
        // Whoever sent this learns nothing from the answer.
        return Ok(Redirect::to(&visit.href(&format!("{path}?sent="))).into_response());
    }
    let facts = match form.check() {
        Ok(facts) => facts,
        Err(problems) => return show(&site, &visit, listing, form, problems).await,
    };
    let sent = site
        .store
        .send_inquiry(&visit.actor, listing.id, &facts, visit.lang)
        .await?;
    let number = site
        .store
        .find_inquiry(sent)
        .await?
        .map(|inquiry| inquiry.reference())
        .unwrap_or_default();
    Ok(Redirect::to(&visit.href(&format!("{path}?sent={number}"))).into_response())
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Listing, Failure> {
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    let listing = site.store.find_listing(id).await?.ok_or(Failure::NotFound)?;
    if may_read(visit, &listing) {
        Ok(listing)
    } else {
        Err(Failure::NotFound)
    }
}

fn head(visit: &Visit, listing: &Listing, title: String) -> Head {
    Head::new(title)
        .crumb(visit.text().site.nav_search, visit.href("/programs"))
        .crumb(listing.content.title.clone(), visit.href(&link::program(listing.id)))
        .here(visit.text().joining.inquiry)
        .private()
}

async fn show(
    site: &Site,
    visit: &Visit,
    listing: Listing,
    form: InquiryForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let title = (visit.text().joining.inquiry_title)(&listing.content.title);
    let head = head(visit, &listing, title).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &listing, &form, &problems)).await
}

fn view(visit: &Visit, listing: &Listing, form: &InquiryForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let path = link::program(listing.id);
    let fields = InquiryForm::FIELDS
        .iter()
        .filter(|name| **name != INQUIRY_TRAP)
        .map(|name| control(visit, name, form.values(name), InquiryForm::limit(name), problems))
        .collect_view();
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            <h1 class="kj-title">{(text.inquiry_title)(&listing.content.title)}</h1>
            <p>{text.inquiry_lead}</p>
            <form class="kj-form" method="post" action=visit.href(&format!("{path}/inquiry")) novalidate=true>
                {fields}
                <div class="kj-visually-hidden" aria-hidden="true">
                    <label for=INQUIRY_TRAP>{text.trap}</label>
                    <input type="text" id=INQUIRY_TRAP name=INQUIRY_TRAP tabindex="-1" autocomplete="off" value="" />
                </div>
                <button class="kj-button" data-tone="primary" type="submit">{text.inquiry_button}</button>
            </form>
        </div>
    }
}

async fn show_sent(site: &Site, visit: &Visit, listing: Listing, number: String) -> Result<Response, Failure> {
    let head = head(visit, &listing, visit.text().joining.inquiry_sent.to_owned());
    let shown = visit.clone();
    // It came with the address, so anything could stand there.
    let is_number = number.len() < 24
        && number.starts_with("Q-")
        && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'Q' | b'-'));
    respond(site, visit, head, move || {
        let (lang, text) = (shown.lang, shown.text().joining);
        let facts = vec![Fact::text(text.inquiry_number, number.clone())];
        view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{text.inquiry_sent}</h1>
                <Notice lang tone=NoticeTone::Success title=text.inquiry_sent_lead announced=true />
                {is_number.then(|| view! { <DescriptionList facts framed=true /> })}
                <p><a class="kj-back" href=shown.href(&link::program(listing.id))>{text.to_program}</a></p>
            </div>
        }
    })
    .await
}
