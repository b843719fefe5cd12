//! `/admin/assignments?call={id}`: applications × reviewers. A proposal (`way=load`, `way=lot`) only ticks boxes; what is
//! assigned is what is sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::review::{Assignable, Capacity, Parties, Proposal, Spreading, hints, propose};
use domain::value::{ApplicationId, CallId, UserId};
use leptos::prelude::*;
use store::{Application, CallRecord, Refusal, Reviewer, StoredReview};

use super::{LIST, assigns, require};
use crate::component::{Choice, EmptyState, ErrorSummary, Field, FieldError, Notice, NoticeTone, Select};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::admin::reviews::state_chip;
use crate::text::review as words;
use crate::{Failure, Site, Visit};

/// An application of the matrix.
struct Case {
    whole: Application,
    reviews: Vec<StoredReview>,
    parties: Parties,
}

/// What the page shows.
struct Page {
    calls: Vec<CallRecord>,
    call: Option<CallRecord>,
    cases: Vec<Case>,
    reviewers: Vec<Reviewer>,
    proposal: Option<Proposal>,
    problems: Problems,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people who may not see reviews; 404 for a call that does not exist.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let page = load(&site, &visit, Problems::new()).await?;
    show(&site, &visit, page).await
}

/// Assigns what is ticked (`assign` = `application-reviewer`).
///
/// # Errors
/// As [`get`]; 403 for people who assign nobody.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    require(&visit)?;
    if !assigns(&visit) {
        return Err(Failure::Forbidden);
    }
    let mut ticked: BTreeMap<ApplicationId, Vec<UserId>> = BTreeMap::new();
    for (_, value) in pairs.iter().filter(|(name, _)| *name == "assign") {
        let (application, reviewer) = value.split_once('-').ok_or(Failure::NotFound)?;
        let application = application.parse().map_err(|_| Failure::NotFound)?;
        let reviewer = reviewer.parse().map_err(|_| Failure::NotFound)?;
        ticked.entry(application).or_default().push(reviewer);
    }
    for (application, reviewers) in ticked {
        match site.store.assign_reviews(&visit.actor, application, &reviewers).await {
            Ok(_) => {}
            Err(Refusal::Problems(problems)) => {
                let page = load(&site, &visit, problems).await?;
                return show(&site, &visit, page).await;
            }
            Err(refusal) => return Err(refusal.into()),
        }
    }
    let call = query(&visit, "call").unwrap_or_default();
    Ok(Redirect::to(&visit.href(&format!("{LIST}?call={call}&done=1"))).into_response())
}

fn query(visit: &Visit, name: &str) -> Option<String> {
    form_urlencoded::parse(visit.query.as_bytes())
        .find(|(named, _)| named == name)
        .map(|(_, value)| value.into_owned())
}

async fn load(site: &Site, visit: &Visit, problems: Problems) -> Result<Page, Failure> {
    require(visit)?;
    let calls = site.store.list_call_records().await?;
    let wanted = match query(visit, "call").filter(|typed| !typed.is_empty()) {
        Some(typed) => Some(typed.parse::<CallId>().map_err(|_| Failure::NotFound)?),
        None => None,
    };
    let call = match wanted {
        Some(id) => Some(
            calls
                .iter()
                .find(|call| call.id == id)
                .cloned()
                .ok_or(Failure::NotFound)?,
        ),
        None => None,
    };
    let mut page = Page {
        calls,
        cases: Vec::new(),
        reviewers: Vec::new(),
        proposal: None,
        problems,
        call,
    };
    let Some(call) = &page.call else { return Ok(page) };
    for whole in site.store.list_applications_in_review(call.id).await? {
        page.cases.push(Case {
            reviews: site.store.list_application_reviews(whole.id).await?,
            parties: site.store.parties(&whole).await?,
            whole,
        });
    }
    page.reviewers = site.store.list_reviewers(call.id).await?;
    let way = match query(visit, "way").as_deref() {
        Some("load") => Some(Spreading::ByLoad),
        Some("lot") => Some(Spreading::ByLot(visit.now.millis().cast_unsigned())),
        _ => None,
    };
    page.proposal = way.map(|way| proposed(&page, way));
    Ok(page)
}

/// Nobody with a hint of a conflict is proposed; the office can still tick the box.
fn proposed(page: &Page, way: Spreading) -> Proposal {
    let fewest = fewest(page);
    let cases: Vec<Assignable> = page
        .cases
        .iter()
        .filter(|case| case.is_open())
        .map(|case| {
            let here = case.reviews.iter().filter(|review| review.state.counts());
            let out = case.reviews.iter().filter(|review| !review.state.counts());
            let hinted = page
                .reviewers
                .iter()
                .filter(|it| !hints(&it.known, &case.parties).is_empty());
            Assignable {
                id: case.whole.id,
                reviewers: here.map(|review| review.reviewer).collect(),
                barred: out
                    .map(|review| review.reviewer)
                    .chain(hinted.map(|it| it.id))
                    .collect(),
            }
        })
        .collect();
    let reviewers: Vec<Capacity> = page
        .reviewers
        .iter()
        .map(|it| Capacity {
            id: it.id,
            load: it.load,
        })
        .collect();
    propose(&cases, &reviewers, fewest, way)
}

fn fewest(page: &Page) -> u32 {
    let sheet = page.cases.first().map(|case| &case.whole.call.call.sheet);
    sheet.map_or(0, |sheet| sheet.min_reviewers)
}

impl Case {
    fn is_open(&self) -> bool {
        use domain::application::ApplicationState as State;
        matches!(self.whole.state, State::FormalCheck | State::InReview)
    }

    fn review_of(&self, reviewer: UserId) -> Option<&StoredReview> {
        self.reviews.iter().find(|review| review.reviewer == reviewer)
    }
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let text = visit.text();
    let head = Head::new(text.review.assignments)
        .crumb(text.admin.title, visit.href("/admin"))
        .here(text.review.assignments)
        .private()
        .refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().review);
    let errors = page
        .problems
        .iter()
        .map(|found| FieldError::new("matrix", words::sentence(lang, found)))
        .collect();
    let chosen = page.call.as_ref().map(|call| call.id.to_string()).unwrap_or_default();
    let choices = page
        .calls
        .iter()
        .map(|call| Choice::new(call.id.to_string(), call.title(lang)))
        .collect();
    let done = query(visit, "done")
        .map(|_| view! { <Notice lang tone=NoticeTone::Success title=text.assigned announced=true /> });
    let body = page.call.is_some().then(|| matrix(visit, page));
    view! {
        <ErrorSummary lang errors />
        {done}
        <h1 class="kj-title" id="matrix">{text.assignments}</h1>
        <p>{text.assignments_about}</p>
        <form class="kj-form" method="get" action=visit.href(LIST)>
            <Select lang field=Field::new("call", text.choose_call).value(chosen) choices />
            <button class="kj-button" data-tone="outline" type="submit">{text.show}</button>
        </form>
        {body}
    }
}

fn matrix(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().review);
    if page.cases.is_empty() {
        return view! { <EmptyState title=text.nothing_to_assign>""</EmptyState> }.into_any();
    }
    if page.reviewers.is_empty() {
        return view! { <EmptyState title=text.no_reviewers>""</EmptyState> }.into_any();
    }
    let call = page.call.as_ref().map(|call| call.id.to_string()).unwrap_or_default();
    let fewest = fewest(page);
    let heads = page
        .reviewers
        .iter()
        .map(|it| view! { <th scope="col">{it.name.clone()} <br /> {(text.load)(it.load)}</th> })
        .collect_view();
    let rows = page
        .cases
        .iter()
        .map(|case| row(visit, page, case, fewest))
        .collect_view();
    let proposal = page.proposal.as_ref().map(|proposal| {
        let short = proposal
            .short
            .iter()
            .map(|(id, missing)| {
                let case = page.cases.iter().find(|case| case.whole.id == *id);
                let title = case.map(|case| case.whole.title()).unwrap_or_default();
                view! { <li>{(text.short)(&title, *missing)}</li> }
            })
            .collect_view();
        view! {
            <Notice lang tone=NoticeTone::Info title=text.proposed>
                <ul>{short}</ul>
            </Notice>
        }
    });
    let buttons = assigns(visit).then(|| {
        let way = |way: &str| visit.href(&format!("{LIST}?call={call}&way={way}"));
        view! {
            <div class="kj-actions">
                <button class="kj-button" data-tone="primary" type="submit">{text.assign}</button>
                <a class="kj-button" data-tone="outline" href=way("load")>{text.by_load}</a>
                <a class="kj-button" data-tone="outline" href=way("lot")>{text.by_lot}</a>
            </div>
        }
    });
    view! {
        {proposal}
        <form method="post" action=visit.href(&format!("{LIST}?call={call}"))>
            <p>{(text.assignments_lead)(fewest)}</p>
            <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="matrix">
                <table class="kj-table">
                    <thead>
                        <tr>
                            <th scope="col">{text.application}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {buttons}
        </form>
    }
    .into_any()
}

fn row(visit: &Visit, page: &Page, case: &Case, fewest: u32) -> impl IntoView + use<> {
    let text = visit.text().review;
    let present = case.reviews.iter().filter(|review| review.state.counts()).count();
    let cells = page
        .reviewers
        .iter()
        .map(|reviewer| cell(visit, page, case, reviewer))
        .collect_view();
    let href = visit.href(&format!("{LIST}/{}", case.whole.id));
    view! {
        <tr>
            <th scope="row">
                <a href=href>{case.whole.title()}</a>
                <br />
                {case.whole.number.clone()} " " {(text.enough)(present, fewest)}
            </th>
            {cells}
        </tr>
    }
}

fn cell(visit: &Visit, page: &Page, case: &Case, reviewer: &Reviewer) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().review);
    if let Some(review) = case.review_of(reviewer.id) {
        let look = state_chip(review.state, lang);
        return view! { <td><crate::component::Chip look /></td> }.into_any();
    }
    let found = hints(&reviewer.known, &case.parties);
    let remark = found
        .iter()
        .map(|kind| view! { <p class="kj-note">{kind.name(lang)}</p> })
        .collect_view();
    if !case.is_open() || !assigns(visit) {
        return view! { <td>{remark}</td> }.into_any();
    }
    let value = format!("{}-{}", case.whole.id, reviewer.id);
    let id = format!("assign-{value}");
    let ticked = page
        .proposal
        .as_ref()
        .is_some_and(|proposal| proposal.added.contains(&(case.whole.id, reviewer.id)));
    let label = (text.cell)(&reviewer.name, &case.whole.title());
    view! {
        <td>
            <div class="kj-choice">
                <input
                    class="kj-choice__control"
                    type="checkbox"
                    id=id.clone()
                    name="assign"
                    value=value
                    checked=ticked
                />
                <label class="kj-choice__label" for=id>
                    <span class="kj-visually-hidden">{label}</span>
                </label>
            </div>
            {remark}
        </td>
    }
    .into_any()
}
