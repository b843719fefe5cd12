//! `/my/organization/members/{id}/handover`: the hand-over when staff move (W11, `INS-06`). One chooses, sees what would
//! happen, and confirms. The choice stands in the address, so that the way back loses nothing.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Problems;
use domain::handover::{HandOver, HandOverForm, Item};
use domain::program::ListingState;
use domain::value::ProgramId;
use leptos::prelude::*;
use store::{HandOverPreview, Member, Refusal};

use super::{LIST, done_page, error, get_member, head, managed, summary, view as part};
use crate::component::{
    Checkboxes, Chip, ChipLook, Choice, DescriptionList, ErrorSummary, Fact, Field, FieldError, Notice, NoticeTone,
    Radios,
};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// What the page is about.
#[derive(Clone)]
struct Case {
    leaving: Member,
    others: Vec<Member>,
}

/// Asks who takes over what; with a sound choice in the address it shows what would happen.
///
/// # Errors
/// Leads to the sign-in page; 403, 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let case = load(&site, &visit, &id).await?;
    if visit.query.is_empty() {
        return ask(&site, &visit, case, HandOverForm::whole(), Problems::new(), false).await;
    }
    let pairs: Vec<(String, String)> = form_urlencoded::parse(visit.query.as_bytes()).into_owned().collect();
    let form = read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    match check(&case, &form) {
        Ok((choice, successor)) => preview(&site, &visit, case, form, choice, successor).await,
        Err(problems) => ask(&site, &visit, case, form, problems, false).await,
    }
}

/// Hands over.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let case = load(&site, &visit, &id).await?;
    let place = managed(&visit)?;
    let form = read(pairs.iter());
    let done = match check(&case, &form) {
        Ok((choice, _)) => {
            let leaving = case.leaving.id;
            site.store
                .hand_over(&visit.actor, place.organisation, leaving, &choice)
                .await
        }
        Err(problems) => Err(Refusal::Problems(problems)),
    };
    match done {
        Ok(_) => {
            site.wait_for_index().await?;
            let ends = form.items.iter().any(|item| item == Item::Place.code());
            Ok(done_page(&visit, case.leaving.id, ends, "handed-over"))
        }
        Err(Refusal::Problems(problems)) => ask(&site, &visit, case, form, problems, false).await,
        Err(Refusal::LastAdministrator) => ask(&site, &visit, case, form, Problems::new(), true).await,
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Case, Failure> {
    let (place, leaving) = get_member(site, visit, id).await?;
    managed(visit)?;
    let mut others = site.store.list_members(place.organisation).await?;
    others.retain(|member| member.id != leaving.id && member.is_active());
    Ok(Case { leaving, others })
}

fn read<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> HandOverForm {
    let mut form = HandOverForm::default();
    form.replace(HandOverForm::FIELDS, pairs);
    form
}

/// The choice and the successor, who must be one of those offered.
fn check(case: &Case, form: &HandOverForm) -> Result<(HandOver, Member), Problems> {
    let choice = form.check(case.leaving.id)?;
    let successor = case.others.iter().find(|member| member.id == choice.successor);
    match successor.cloned() {
        Some(successor) => Ok((choice, successor)),
        None => Err(Problems::one("successor", domain::ProblemCode::NotFound)),
    }
}

async fn ask(
    site: &Site,
    visit: &Visit,
    case: Case,
    form: HandOverForm,
    problems: Problems,
    last: bool,
) -> Result<Response, Failure> {
    let failed = last || !problems.is_empty();
    let head = head(visit, visit.text().member.handover_title, failed);
    let shown = visit.clone();
    respond(site, visit, head, move || {
        ask_view(&shown, &case, &form, &problems, last)
    })
    .await
}

fn ask_view(visit: &Visit, case: &Case, form: &HandOverForm, problems: &Problems, last: bool) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().member);
    let last = last.then(|| {
        view! { <ErrorSummary lang errors=vec![FieldError::new("items", text.last_administrator)] /> }
    });
    let items = Field::new("items", text.items)
        .required()
        .values(form.items.clone())
        .error(error(lang, problems, "items"));
    let choices: Vec<_> = Item::ALL
        .iter()
        .map(|item| Choice::new(item.code(), text.item(*item)))
        .collect();
    let successor = Field::new("successor", text.successor)
        .required()
        .value(form.successor.clone())
        .error(error(lang, problems, "successor"));
    let people: Vec<_> = case
        .others
        .iter()
        .map(|member| Choice::new(member.id.to_string(), format!("{} {}", member.name, member.email)))
        .collect();
    let invite = visit.href(&format!("{LIST}/invite?for={}", case.leaving.id));
    let body = if people.is_empty() {
        view! { <Notice lang tone=NoticeTone::Info title=text.successor_none /> }.into_any()
    } else {
        view! {
            <form class="kj-form" method="get" action=path(visit, case)>
                <Radios lang field=successor choices=people />
                <Checkboxes lang field=items choices />
                <button class="kj-button" data-tone="primary" type="submit">{text.handover_check}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="kj-narrow">
            {last}
            {summary(lang, problems)}
            <h1 class="kj-title">{text.handover_title}</h1>
            <p class="kj-my__name">{case.leaving.name.clone()}</p>
            <p>{text.handover_lead}</p>
            {body}
            <p class="kj-note">
                <a href=invite>{text.successor_invite}</a>
            </p>
            <p class="kj-note">
                <a href=visit.href(LIST)>{text.back}</a>
            </p>
        </div>
    }
}

fn path(visit: &Visit, case: &Case) -> String {
    visit.href(&format!("{LIST}/{}/handover", case.leaving.id))
}

async fn preview(
    site: &Site,
    visit: &Visit,
    case: Case,
    form: HandOverForm,
    choice: HandOver,
    successor: Member,
) -> Result<Response, Failure> {
    let place = managed(visit)?;
    let leaving = &case.leaving;
    let found = site
        .store
        .preview_hand_over(place.organisation, leaving.id, &leaving.email)
        .await?;
    let head = head(visit, visit.text().member.preview_title, false);
    let shown = visit.clone();
    respond(site, visit, head, move || {
        preview_view(&shown, &case, &form, &choice, &successor, &found)
    })
    .await
}

fn preview_view(
    visit: &Visit,
    case: &Case,
    form: &HandOverForm,
    choice: &HandOver,
    successor: &Member,
    found: &HandOverPreview,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().member);
    let mut facts = Vec::new();
    if choice.has(Item::Programs) {
        facts.push(Fact::view(text.preview_programs, programs(visit, &found.programs)));
    }
    if choice.has(Item::Contacts) {
        facts.push(Fact::view(text.preview_contacts, programs(visit, &found.contacts)));
    }
    if choice.has(Item::Roles) {
        facts.push(Fact::text(text.preview_roles, part::roles(lang, &case.leaving.roles)));
    }
    if choice.has(Item::Place) {
        let ends = (text.preview_place_ends)(&case.leaving.name);
        facts.push(Fact::text(text.preview_place, ends));
    }
    let items: Vec<_> = form
        .items
        .iter()
        .map(|item| view! { <input type="hidden" name="items" value=item.clone() /> })
        .collect();
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.preview_title}</h1>
            <p>{(text.preview_lead)(&case.leaving.name, &successor.name)}</p>
            <DescriptionList facts framed=true />
            <p>{text.preview_stays}</p>
            <form class="kj-actions" method="post" action=path(visit, case)>
                <input type="hidden" name="successor" value=form.successor.clone() />
                {items}
                <button class="kj-button" data-tone="primary" type="submit">{text.handover_button}</button>
                <a class="kj-button" data-tone="outline" href=path(visit, case)>{text.handover_again}</a>
            </form>
        </div>
    }
}

/// Programs with their states.
fn programs(visit: &Visit, programs: &[(ProgramId, String, ListingState)]) -> AnyView {
    if programs.is_empty() {
        return visit.text().member.preview_none.into_any();
    }
    let rows: Vec<_> = programs
        .iter()
        .map(|(_, title, state)| {
            let typed = domain::normalise::single_line(title);
            let title = if typed.is_empty() {
                visit.text().my.untitled.to_owned()
            } else {
                typed
            };
            view! {
                <li>{title} " " <Chip look=ChipLook::of_listing(*state, visit.lang) /></li>
            }
        })
        .collect();
    view! { <ul class="kj-prose">{rows}</ul> }.into_any()
}
