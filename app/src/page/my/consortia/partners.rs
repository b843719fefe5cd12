//! `/my/consortia/{id}/partners`: societies that may fit, best first, with the reasons in words; for the lead. Only
//! societies that let themselves be found, and only what their profiles show (INS-08).

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::call::SmallRule;
use domain::code::{Industry, InsurerKind, PrefectureSet, Purpose, RatioBasis, Theme};
use domain::consortium::panel::{Facts, Rule, Shortfall};
use domain::consortium::{Candidate, Match, Wanted, find_matches};
use domain::program::Area;
use domain::value::{MemberCount, OrganisationId, Rate};
use leptos::prelude::*;
use store::StoredCall;

use super::panel::{check_one, public_calls};
use super::{Inside, get_inside, head, heading, size};
use crate::component::{EmptyState, plain_table};
use crate::document::respond;
use crate::page::label::count;
use crate::text::consortium::reason;
use crate::{Failure, Site, Visit};

/// Most societies on the page.
const MOST: usize = 20;

/// What is shown.
struct Shown {
    call: Option<StoredCall>,
    matches: Vec<Match>,
    known: HashMap<OrganisationId, (Candidate, String)>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for members who do not lead; 404; 409 when the members are fixed.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_inside(&site, &visit, &id).await?;
    inside.expect_open(&visit)?;
    let shown = Arc::new(load(&site, &visit, &inside).await?);
    let head = head(&visit, &inside, Some(visit.text().consortium.partners));
    let here = visit.clone();
    respond(&site, &visit, head, move || view(&here, &inside, &shown)).await
}

async fn load(site: &Site, visit: &Visit, inside: &Inside) -> Result<Shown, Failure> {
    let whole = &inside.whole;
    let call = public_calls(site).await?.into_iter().next();
    let snapshot = whole.snapshot(visit.today);
    let missing = call.as_ref().map_or(Shortfall::None, |call| {
        let panel = check_one(visit, whole, &snapshot, call);
        match panel.get(Rule::Small).map(|check| &check.facts) {
            Some(Facts::Small { missing, .. }) => *missing,
            _ => Shortfall::None,
        }
    });
    let known: HashMap<_, _> = site
        .store
        .list_candidates()
        .await?
        .into_iter()
        .map(|found| (found.0.organisation, found))
        .collect();
    let here: Vec<_> = snapshot
        .present()
        .filter_map(|insurer| known.get(&insurer.organisation))
        .collect();
    let industries: Vec<Industry> = here.iter().filter_map(|(one, _)| one.industry).collect();
    let (area, challenges, themes) = looks_for(site, inside, &here).await?;
    let small = call
        .as_ref()
        .map_or_else(usual_small, |call| call.call.eligibility.small);
    let kinds = call.as_ref().map_or_else(
        || InsurerKind::ALL.to_vec(),
        |call| call.call.eligibility.member_kinds.clone(),
    );
    // Who has given up a place or was removed is asked again on purpose only.
    let barred: Vec<_> = whole.places.iter().map(|place| place.organisation).collect();
    let wanted = Wanted {
        snapshot: &snapshot,
        area,
        industries: &industries,
        challenges: &challenges,
        themes: &themes,
        kinds: &kinds,
        small: &small,
        missing,
        barred: &barred,
    };
    let candidates: Vec<_> = known.values().map(|(candidate, _)| candidate.clone()).collect();
    let matches = find_matches(&candidates, &wanted, MOST);
    Ok(Shown { call, matches, known })
}

/// Where it runs and what for: from the program it came from, or else from what its members have said of themselves.
async fn looks_for(
    site: &Site,
    inside: &Inside,
    here: &[&(Candidate, String)],
) -> Result<(Option<PrefectureSet>, Vec<Purpose>, Vec<Theme>), Failure> {
    let listing = match inside.whole.program {
        Some(program) => site.store.find_listing(program).await?,
        None => None,
    };
    if let Some(listing) = listing {
        let area = match listing.content.area {
            Area::Nationwide => None,
            Area::Prefectures(prefs) => Some(prefs),
        };
        return Ok((area, listing.content.cats().collect(), listing.content.themes.clone()));
    }
    let area = here
        .iter()
        .fold(PrefectureSet::new(), |area, (one, _)| area.union(one.area));
    let challenges = here
        .iter()
        .flat_map(|(one, _)| one.challenges.iter().copied())
        .collect();
    let themes = here.iter().flat_map(|(one, _)| one.themes.iter().copied()).collect();
    Ok((Some(area), challenges, themes))
}

/// What counts as small while no call says so.
fn usual_small() -> SmallRule {
    SmallRule {
        threshold: MemberCount::SMALL_THRESHOLD,
        min_share: Rate::ZERO,
        basis: RatioBasis::Insurers,
    }
}

fn view(visit: &Visit, inside: &Inside, shown: &Shown) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let invite = visit.href(&format!("{}/invite", inside.path()));
    let call = shown
        .call
        .as_ref()
        .map(|call| view! { <p>{text.partners_call} ": " {call.title(lang).to_owned()}</p> });
    let body = if shown.matches.is_empty() {
        let href = invite.clone();
        view! {
            <EmptyState title=text.partners_none>
                <a href=href.clone()>{text.partners_none_hint}</a>
            </EmptyState>
        }
        .into_any()
    } else {
        table(visit, shown, &invite)
    };
    view! {
        {heading(visit, inside, Some(text.partners))}
        <p>{text.partners_lead}</p>
        {call}
        {body}
    }
}

fn table(visit: &Visit, shown: &Shown, invite: &str) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let rows = shown
        .matches
        .iter()
        .filter_map(|one| {
            let (candidate, name) = shown.known.get(&one.organisation)?;
            let reasons = one
                .reasons
                .iter()
                .map(|why| view! { <li>{reason(lang, why)}</li> })
                .collect_view();
            let href = format!("{invite}?organisation={}", one.organisation);
            let label = format!("{name} {}", text.invite_this);
            Some(view! {
                <tr>
                    <th scope="row">{name.clone()}</th>
                    <td data-number="">{candidate.members.map(|members| count(members.get()))}</td>
                    <td>{size(visit, candidate.members)}</td>
                    <td><ul class="kj-prose">{reasons}</ul></td>
                    <td><a href=href aria-label=label>{text.invite_this}</a></td>
                </tr>
            })
        })
        .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="partners-title">{text.reasons}</h2>
            {plain_table("partners-title", [text.name, text.member_count, text.size, text.reasons, text.invite], rows)}
        </section>
    }
    .into_any()
}
