//! `/admin/organizations/registrations/{id}`: one registration with what the portal found out about it, and the decision.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::organisation::registration::{MasterMatch, RegistrationState, Review};
use domain::value::RegistrationId;
use http::StatusCode;
use leptos::prelude::*;
use store::{Refusal, Registration};

use super::{head, require};
use crate::component::{DescriptionList, ErrorSummary, Fact, Field, FieldError, Notice, NoticeTone, TextArea};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::organization_sheet::warning_words;
use crate::text::profile_field::{field as words_of, sentence};
use crate::{Failure, Site, Visit};

#[derive(Clone)]
struct Page {
    registration: Registration,
    review: Review,
    reason: String,
    problems: Problems,
}

/// Shows the registration.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = load(&site, &visit, &id).await?;
    show(&site, &visit, page).await
}

/// Approves or declines it.
///
/// # Errors
/// As [`get`]; 409 when it was decided or changed in between.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = load(&site, &visit, &id).await?;
    let version = pairs.seen_version()?;
    let id = page.registration.id;
    if pairs.text("decision") == "approve" {
        site.store.approve_registration(&visit.actor, id, version).await?;
        return Ok(Redirect::to(&visit.href("/admin/organizations?done=approved")).into_response());
    }
    let reason = pairs.text("reason");
    match site.store.decline_registration(&visit.actor, id, version, reason).await {
        Ok(()) => Ok(Redirect::to(&visit.href("/admin/organizations?done=declined")).into_response()),
        Err(Refusal::Problems(problems)) => {
            (page.reason, page.problems) = (reason.to_owned(), problems);
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Page, Failure> {
    require(visit)?;
    let id: RegistrationId = id.parse().map_err(|_| Failure::NotFound)?;
    let registration = site.store.find_registration(id).await?.ok_or(Failure::NotFound)?;
    let review = site.store.review_registration(&registration).await?;
    Ok(Page {
        registration,
        review,
        reason: String::new(),
        problems: Problems::new(),
    })
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let status = if page.problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let head = head(visit, visit.text().organisation_admin.registration).status(status);
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let registration = &page.registration;
    let errors: Vec<_> = page
        .problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(lang, found)))
        .collect();
    let decision = if registration.state == RegistrationState::Confirmed {
        decision(visit, page)
    } else {
        let reason = registration.reason.clone();
        view! {
            <Notice lang tone=NoticeTone::Info title=text.decided>
                {(!reason.is_empty()).then(|| view! { <p>{reason}</p> })}
            </Notice>
        }
        .into_any()
    };
    view! {
        {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
        <h1 class="kj-title">{text.registration}</h1>
        <DescriptionList facts=facts(visit, registration) framed=true />
        <section class="kj-section" aria-labelledby="checks-title">
            <h2 class="kj-section__title" id="checks-title">{text.checks}</h2>
            <ul class="kj-prose">{findings(visit, registration, &page.review)}</ul>
        </section>
        {decision}
    }
}

fn facts(visit: &Visit, registration: &Registration) -> Vec<Fact> {
    let lang = visit.lang;
    let label = |name| words_of(lang, name).label;
    let facts = &registration.facts;
    let received = registration.confirmed_at.unwrap_or(registration.created_at);
    let mut list = vec![
        Fact::text(label("name"), facts.name.clone()),
        Fact::text(label("kana"), facts.kana.clone()),
        Fact::text(label("kind"), facts.kind.name(lang)),
    ];
    let number = facts.number.as_ref();
    list.extend(number.map(|number| Fact::text(label("number"), number.grouped())));
    let corporate = facts.corporate_number.as_ref();
    list.extend(corporate.map(|number| Fact::text(label("corporate_number"), number.grouped())));
    let text = visit.text().organisation_admin;
    list.extend([
        Fact::text(label("pref"), facts.pref.name(lang)),
        Fact::text(label("contact_name"), facts.contact_name.clone()),
        Fact::text(label("email"), facts.email.as_str()),
        Fact::text(text.col_received, received.format_jst(lang)),
        Fact::text(text.state, registration.state.name(lang)),
    ]);
    list
}

/// What the portal found out, in words.
fn findings(visit: &Visit, registration: &Registration, review: &Review) -> Vec<AnyView> {
    let text = visit.text().organisation_admin;
    let mut words: Vec<(String, Option<String>)> = Vec::new();
    let page_of = |id| Some(visit.href(&format!("/admin/organizations/{id}")));
    if registration.facts.number.is_some() && review.warnings.is_empty() {
        words.push((text.check_digit_ok.to_owned(), None));
    }
    words.extend(
        review
            .warnings
            .iter()
            .map(|warning| (warning_words(visit, *warning), None)),
    );
    words.push(match &review.master {
        MasterMatch::NoNumber => (text.master_none.to_owned(), None),
        MasterMatch::Unknown => (text.master_unknown.to_owned(), None),
        MasterMatch::SameName(known) => ((text.master_same)(&known.profile.name), page_of(known.id)),
        MasterMatch::OtherName(known) => ((text.master_other)(&known.profile.name), page_of(known.id)),
    });
    if review.has_people {
        words.push((text.has_people.to_owned(), None));
    }
    words.extend(
        review
            .same_names
            .iter()
            .map(|other| ((text.same_name)(&other.name), page_of(other.id))),
    );
    if review.rivals > 0 {
        words.push(((text.rivals)(&review.rivals.to_string()), None));
    }
    words
        .into_iter()
        .map(|(words, href)| match href {
            Some(href) => view! { <li><a href=href>{words}</a></li> }.into_any(),
            None => view! { <li>{words}</li> }.into_any(),
        })
        .collect()
}

fn decision(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let registration = &page.registration;
    let action = visit.href(&format!("/admin/organizations/registrations/{}", registration.id));
    let version = registration.version.to_string();
    let words = words_of(lang, "reason");
    let reason = Field::new("reason", words.label)
        .hint(words.hint)
        .required()
        .value(page.reason.clone())
        .error(
            page.problems
                .for_field("reason")
                .next()
                .map(|found| sentence(lang, found)),
        );
    let approve = (!page.review.has_people).then(|| {
        let (action, version) = (action.clone(), version.clone());
        view! {
            <section class="kj-box" aria-labelledby="approve-title">
                <h2 class="kj-box__title" id="approve-title">{text.approve}</h2>
                <p>{text.approve_lead}</p>
                <form class="kj-actions" id="approve" method="post" action=action>
                    <input type="hidden" name="version" value=version />
                    <input type="hidden" name="decision" value="approve" />
                    <button class="kj-button" data-tone="primary" type="submit">{text.approve}</button>
                </form>
            </section>
        }
    });
    view! {
        {approve}
        <section class="kj-section" aria-labelledby="decline-title">
            <h2 class="kj-section__title" id="decline-title">{text.decline}</h2>
            <p>{text.decline_lead}</p>
            <form class="kj-form" id="decline" method="post" action=action novalidate=true>
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="decision" value="decline" />
                <TextArea lang field=reason rows=3 limit=Some(500) />
                <p><button class="kj-button" data-tone="danger" type="submit">{text.decline}</button></p>
            </form>
        </section>
    }
    .into_any()
}
