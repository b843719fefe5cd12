//! `/my/organization/members/{id}`: one member, and for administrators the roles, rest, hand-over and removal, with the
//! history of the place.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::code::OrgRole;
use domain::user::Membership;
use domain::{ProblemCode, Problems};
use http::StatusCode;
use leptos::prelude::*;
use store::{HistoryEntry, Member, Refusal};

use super::{LIST, done_page, get_member, head, managed, manages, summary, view as part};
use crate::component::{Checkboxes, Chip, Choice, DescriptionList, ErrorSummary, Fact, Field, FieldError};
use crate::document::respond;
use crate::page::{FormPairs, history};
use crate::{Failure, Site, Visit};

/// What was wrong with the last form.
#[derive(Clone, Default)]
struct Wrong {
    problems: Problems,
    /// Nobody would be left to administer the organisation.
    last: bool,
    /// Roles as ticked; the stored ones when nothing was sent.
    ticked: Option<Vec<String>>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403, 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (place, member) = get_member(&site, &visit, &id).await?;
    show(&site, &visit, place, member, Wrong::default()).await
}

/// Changes the roles, lets the place rest or work again, or ends it.
///
/// # Errors
/// As [`get`]; leads to a fresh proof of identity; 409 when somebody else was faster.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (place, member) = get_member(&site, &visit, &id).await?;
    managed(&visit)?;
    visit.require_recent()?;
    let (actor, organisation, user) = (&visit.actor, place.organisation, member.id);
    let ticked: Vec<String> = values(&pairs, "roles");
    let (done, outcome) = match pairs.text("step") {
        "roles" => {
            let seen = codes(&values(&pairs, "seen"));
            let done = match checked(&ticked) {
                Ok(roles) => site.store.change_roles(actor, organisation, user, &seen, &roles).await,
                Err(problems) => Err(Refusal::Problems(problems)),
            };
            (done, "changed")
        }
        "suspend" => (site.store.suspend_member(actor, organisation, user).await, "suspended"),
        "resume" => (site.store.resume_member(actor, organisation, user).await, "resumed"),
        "remove" if pairs.text("sure").is_empty() => (
            Err(Refusal::Problems(Problems::one("sure", ProblemCode::Empty))),
            "removed",
        ),
        "remove" => (site.store.remove_member(actor, organisation, user).await, "removed"),
        _ => return Err(Failure::Http(StatusCode::BAD_REQUEST)),
    };
    let is_roles = pairs.text("step") == "roles";
    let wrong = match done {
        Ok(()) => {
            let ends = matches!(outcome, "removed" | "suspended");
            return Ok(done_page(&visit, user, ends, outcome));
        }
        Err(Refusal::LastAdministrator) => Wrong {
            last: true,
            ..Wrong::default()
        },
        Err(Refusal::Problems(problems)) => Wrong {
            problems,
            ticked: is_roles.then_some(ticked),
            ..Wrong::default()
        },
        Err(refusal) => return Err(refusal.into()),
    };
    show(&site, &visit, place, member, wrong).await
}

fn values(pairs: &FormPairs, name: &str) -> Vec<String> {
    let named = pairs.iter().filter(|(named, _)| *named == name);
    named.map(|(_, value)| value.to_owned()).collect()
}

fn codes(values: &[String]) -> Vec<OrgRole> {
    values.iter().filter_map(|code| OrgRole::from_code(code)).collect()
}

fn checked(ticked: &[String]) -> Result<Vec<OrgRole>, Problems> {
    let roles = codes(ticked);
    if roles.is_empty() || roles.len() != ticked.len() {
        return Err(Problems::one("roles", ProblemCode::Empty));
    }
    Ok(roles)
}

async fn show(
    site: &Site,
    visit: &Visit,
    place: Membership,
    member: Member,
    wrong: Wrong,
) -> Result<Response, Failure> {
    let entries = if manages(visit, &place) {
        site.store.list_member_history(place.organisation, member.id).await?
    } else {
        Vec::new()
    };
    let failed = wrong.last || !wrong.problems.is_empty();
    let head = head(visit, &member.name, failed);
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &place, &member, &entries, &wrong)
    })
    .await
}

fn view(
    visit: &Visit,
    place: &Membership,
    member: &Member,
    entries: &[HistoryEntry],
    wrong: &Wrong,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().member);
    let facts = vec![
        Fact::text(text.email, member.email.to_string()),
        Fact::text(text.roles, part::roles(lang, &member.roles)),
        Fact::view(text.signed_in, part::signed_in(visit, member.signed_in_at)),
        Fact::view(text.state, view! { <Chip look=part::state(visit, member) /> }),
    ];
    let last = wrong.last.then(|| {
        view! { <ErrorSummary lang errors=vec![FieldError::new("member-actions", text.last_administrator)] /> }
    });
    let actions = if manages(visit, place) {
        actions(visit, member, entries, wrong)
    } else {
        view! { <p class="kj-note" id="member-actions">{text.read_only}</p> }.into_any()
    };
    view! {
        {last}
        {summary(lang, &wrong.problems)}
        <h1 class="kj-title">{member.name.clone()}</h1>
        <DescriptionList facts framed=true />
        {actions}
        <p class="kj-note">
            <a href=visit.href(LIST)>{text.back}</a>
        </p>
    }
}

fn actions(visit: &Visit, member: &Member, entries: &[HistoryEntry], wrong: &Wrong) -> AnyView {
    let text = visit.text().member;
    let path = format!("{LIST}/{}", member.id);
    let hand_over = member.is_active().then(|| {
        let href = visit.href(&format!("{path}/handover"));
        view! {
            <section class="kj-section" aria-labelledby="handover-title">
                <h2 class="kj-section__title" id="handover-title">{text.handover_title}</h2>
                <p>{text.handover_lead}</p>
                <p class="kj-actions">
                    <a class="kj-button" data-tone="outline" href=href>{text.handover_open}</a>
                </p>
            </section>
        }
    });
    view! {
        <div id="member-actions">
            {roles_form(visit, member, wrong)} {hand_over} {rest_form(visit, member)} {remove_form(visit, member, wrong)}
        </div>
        {history::view(visit, entries)}
    }
    .into_any()
}

fn roles_form(visit: &Visit, member: &Member, wrong: &Wrong) -> impl IntoView + use<> {
    let text = visit.text().member;
    let stored: Vec<String> = member.roles.iter().map(|role| role.code().to_owned()).collect();
    let seen: Vec<_> = stored
        .iter()
        .map(|code| view! { <input type="hidden" name="seen" value=code.clone() /> })
        .collect();
    let ticked = wrong.ticked.clone().unwrap_or(stored);
    let action = visit.href(&format!("{LIST}/{}", member.id));
    view! {
        <section class="kj-section" aria-labelledby="change-title">
            <h2 class="kj-section__title" id="change-title">{text.change_title}</h2>
            <form class="kj-form" method="post" action=action>
                {seen}
                {part::role_boxes(visit, &ticked, text.change_hint, &wrong.problems)}
                <button class="kj-button" data-tone="primary" name="step" value="roles">{text.change_button}</button>
            </form>
        </section>
    }
}

fn rest_form(visit: &Visit, member: &Member) -> impl IntoView + use<> {
    let text = visit.text().member;
    let action = visit.href(&format!("{LIST}/{}", member.id));
    let (title, lead, button, step) = if member.suspended_at.is_some() {
        (text.resume_title, text.resume_lead, text.resume_button, "resume")
    } else {
        (text.suspend_title, text.suspend_lead, text.suspend_button, "suspend")
    };
    view! {
        <section class="kj-section" aria-labelledby="rest-title">
            <h2 class="kj-section__title" id="rest-title">{title}</h2>
            <p>{lead}</p>
            <form class="kj-actions" method="post" action=action>
                <button class="kj-button" data-tone="outline" name="step" value=step>{button}</button>
            </form>
        </section>
    }
}

fn remove_form(visit: &Visit, member: &Member, wrong: &Wrong) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().member);
    let action = visit.href(&format!("{LIST}/{}", member.id));
    let error = super::error(lang, &wrong.problems, "sure");
    let field = Field::new("sure", text.remove_title).required().error(error);
    let choices = vec![Choice::new("1", text.remove_sure)];
    view! {
        <section class="kj-section" aria-labelledby="remove-title">
            <h2 class="kj-section__title" id="remove-title">{text.remove_title}</h2>
            <p>{text.remove_lead}</p>
            <form class="kj-form" method="post" action=action>
                <Checkboxes lang field choices />
                <button class="kj-button" data-tone="danger" name="step" value="remove">{text.remove_button}</button>
            </form>
        </section>
    }
}
