//! `/my/consortia/{id}/rules`: the rules of one or several calls, rule by rule, with numbers and what to do. `?add=` and
//! `?drop=` try other members; nothing is saved.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::code::ConsortiumRole;
use domain::consortium::panel::{Change, Panel, moved, what_if};
use domain::consortium::{MembershipState, Place, PlaceFacts, Snapshot, snapshot as composition};
use domain::organisation::Organisation;
use domain::value::{InsurerNumber, OrganisationId, PlaceId};
use leptos::prelude::*;
use store::{OrganisationFilter, StoredCall};

use super::panel::{answer, check_one, public_calls, standing_chip, verdict};
use super::{Inside, get_inside, head, heading};
use crate::component::{
    Checkboxes, Chip, Choice, EmptyState, Field, InputWidth, Notice, NoticeTone, Select, TextInput,
};
use crate::document::respond;
use crate::{Failure, Site, Visit};

/// Most calls side by side.
const MOST_CALLS: usize = 4;

/// What the address asks for.
#[derive(Clone, Debug, Default)]
struct Asked {
    calls: Vec<String>,
    add: String,
    drop: Option<OrganisationId>,
}

impl Asked {
    fn of(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "call" => asked.calls.push(value.into_owned()),
                "add" => asked.add = domain::normalise::single_line(&value),
                "drop" => asked.drop = value.parse().ok(),
                _ => {}
            }
        }
        asked
    }

    fn is_trial(&self) -> bool {
        !self.add.is_empty() || self.drop.is_some()
    }
}

/// What is shown.
struct Shown {
    asked: Asked,
    all: Vec<StoredCall>,
    chosen: Vec<(StoredCall, Panel, Option<Panel>)>,
    added: Option<String>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_inside(&site, &visit, &id).await?;
    if !inside.place().is_some_and(|place| place.state.is_present()) {
        return Err(Failure::NotFound);
    }
    let asked = Asked::of(&visit.query);
    let all = public_calls(&site).await?;
    let mut chosen: Vec<_> = all
        .iter()
        .filter(|call| asked.calls.contains(&call.id.to_string()))
        .take(MOST_CALLS)
        .cloned()
        .collect();
    if chosen.is_empty() {
        chosen.extend(all.first().cloned());
    }
    let snapshot = inside.whole.snapshot(visit.today);
    let added = find_added(&site, &inside, &asked.add).await?;
    let tried = asked
        .is_trial()
        .then(|| trial(&inside, &snapshot, &asked, added.as_ref()));
    let chosen = chosen
        .into_iter()
        .map(|call| {
            let now = check_one(&visit, &inside.whole, &snapshot, &call);
            let then = tried
                .as_ref()
                .map(|tried| check_one(&visit, &inside.whole, tried, &call));
            (call, now, then)
        })
        .collect();
    let shown = Arc::new(Shown {
        added: added.map(|found| found.profile.name),
        asked,
        all,
        chosen,
    });
    let head = head(&visit, &inside, Some(visit.text().consortium_rule.title));
    let here = visit.clone();
    respond(&site, &visit, head, move || view(&here, &inside, &shown)).await
}

/// The one active insurer that a number or a name means and that does not belong yet.
async fn find_added(site: &Site, inside: &Inside, typed: &str) -> Result<Option<Organisation>, Failure> {
    if typed.is_empty() {
        return Ok(None);
    }
    let found = match InsurerNumber::parse(typed) {
        Ok(number) => site.store.find_organisation_by_number(&number).await?,
        Err(_) => {
            let filter = OrganisationFilter {
                words: typed.to_owned(),
                ..OrganisationFilter::default()
            };
            let page = site.store.list_organisations(&filter, 1, 2).await?;
            match page.lines.as_slice() {
                [only] => site.store.find_organisation(only.id).await?,
                _ => None,
            }
        }
    };
    Ok(found.filter(|found| {
        let belongs = inside.whole.place(found.id).is_some_and(Place::is_present_insurer);
        found.kind.is_insurer() && found.ending.is_none() && !belongs
    }))
}

fn trial(inside: &Inside, snapshot: &Snapshot, asked: &Asked, added: Option<&Organisation>) -> Snapshot {
    let mut changes: Vec<_> = asked.drop.map(Change::Drop).into_iter().collect();
    if let Some(found) = added {
        // The consent of somebody who is only tried out is not there.
        let place = Place::of(
            PlaceId::new(0),
            found,
            ConsortiumRole::Member,
            MembershipState::Invited,
            PlaceFacts::default(),
            None,
        );
        let whole = &inside.whole;
        let alone = composition(&whole.plan, whole.versions, whole.lead, &[place], snapshot.reference);
        changes.extend(alone.insurers.into_iter().map(|insurer| Change::Add(Box::new(insurer))));
    }
    what_if(snapshot, &changes)
}

fn view(visit: &Visit, inside: &Inside, shown: &Shown) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_rule);
    let reference = inside.whole.snapshot(visit.today).reference.format(lang);
    let reference = (visit.text().consortium.reference)(&reference);
    let frozen = inside.whole.state.is_frozen().then_some(visit.text().consortium.frozen);
    let body = if shown.chosen.is_empty() {
        view! { <EmptyState title=text.calls_none>""</EmptyState> }.into_any()
    } else {
        view! {
            {trial_notice(visit, shown)}
            {table(visit, inside, shown)}
            {chooser(visit, inside, shown)}
            {trial_form(visit, inside, shown)}
        }
        .into_any()
    };
    view! {
        {heading(visit, inside, Some(text.title))}
        <p>{text.lead} " " {reference} " " {frozen}</p>
        {body}
    }
}

/// That nothing was saved, and what would change.
fn trial_notice(visit: &Visit, shown: &Shown) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().consortium_rule);
    if !shown.asked.is_trial() {
        return None;
    }
    let unknown = !shown.asked.add.is_empty() && shown.added.is_none();
    let items = shown
        .chosen
        .iter()
        .filter_map(|(call, now, then)| {
            let changes = moved(now, then.as_ref()?);
            let changes: Vec<_> = changes
                .iter()
                .map(|one| {
                    let (before, after) = (one.before.name(lang), one.after.name(lang));
                    format!("{} {} → {}", one.rule.name(lang), before, after)
                })
                .collect();
            let words = if changes.is_empty() {
                text.moved_none.to_owned()
            } else {
                changes.join(if lang == domain::Lang::Ja { "、" } else { ", " })
            };
            Some(view! { <li>{call.title(lang).to_owned()} ": " {words}</li> })
        })
        .collect_view();
    let added = shown.added.clone();
    let tone = if unknown { NoticeTone::Warning } else { NoticeTone::Info };
    let title = if unknown { text.what_if_unknown } else { text.what_if_on };
    Some(
        view! {
            <Notice lang tone title>
                {added.map(|name| view! { <p>{text.what_if_add} ": " {name}</p> })}
                <ul class="kj-prose">{items}</ul>
            </Notice>
        }
        .into_any(),
    )
}

/// One row per rule, one column per call.
fn table(visit: &Visit, inside: &Inside, shown: &Shown) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_rule);
    let panels: Vec<_> = shown
        .chosen
        .iter()
        .map(|(call, now, then)| (call, then.as_ref().unwrap_or(now)))
        .collect();
    let heads = panels
        .iter()
        .map(|(call, panel)| {
            let verdict = verdict(visit, panel);
            view! { <th scope="col">{call.title(lang).to_owned()} <br /> {verdict}</th> }
        })
        .collect_view();
    let rules = domain::consortium::panel::Rule::ALL.iter();
    let rows = rules
        .map(|rule| {
            let cells = panels
                .iter()
                .map(|(_, panel)| {
                    panel.get(*rule).map(|check| {
                        view! {
                            <td>
                                <Chip look=standing_chip(visit, check.standing) />
                                {answer(visit, inside, check)}
                            </td>
                        }
                    })
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{rule.name(lang)}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="panel-title">{text.standing}</h2>
            <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="panel-title">
                <table class="kj-table">
                    <thead>
                        <tr>
                            <th scope="col">{text.rule}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// Which calls are compared.
fn chooser(visit: &Visit, inside: &Inside, shown: &Shown) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().consortium_rule);
    if shown.all.len() < 2 {
        return None;
    }
    let choices = shown
        .all
        .iter()
        .map(|call| {
            Choice::new(
                call.id.to_string(),
                format!("{} {}", call.title(lang), call.state.name(lang)),
            )
        })
        .collect();
    let field = Field::new("call", text.compare).values(shown.chosen.iter().map(|(call, ..)| call.id.to_string()));
    let action = visit.href(&format!("{}/rules", inside.path()));
    Some(
        view! {
            <form class="kj-form" method="get" action=action>
                <Checkboxes lang field choices />
                <button class="kj-button" data-tone="outline" type="submit">{text.compare_button}</button>
            </form>
        }
        .into_any(),
    )
}

/// The form that tries other members.
fn trial_form(visit: &Visit, inside: &Inside, shown: &Shown) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_rule);
    let members = inside.whole.places.iter().filter(|place| place.is_present_insurer());
    let choices = members
        .map(|place| Choice::new(place.organisation.to_string(), place.name.clone()))
        .collect();
    let drop = shown.asked.drop.map(|id| id.to_string()).unwrap_or_default();
    let calls = shown
        .chosen
        .iter()
        .map(|(call, ..)| view! { <input type="hidden" name="call" value=call.id.to_string() /> })
        .collect_view();
    let action = visit.href(&format!("{}/rules", inside.path()));
    let add = Field::new("add", text.what_if_add).value(shown.asked.add.clone());
    let drop = Field::new("drop", text.what_if_drop).value(drop);
    let clear = shown.asked.is_trial().then(|| {
        let href = action.clone();
        view! { <a class="kj-button" data-tone="outline" href=href>{text.what_if_clear}</a> }
    });
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title">{text.what_if}</h2>
            <p>{text.what_if_lead}</p>
            <form class="kj-form" method="get" action=action>
                {calls}
                <TextInput lang field=add width=InputWidth::Full />
                <Select lang field=drop choices />
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.what_if_button}</button>
                    {clear}
                </div>
            </form>
        </section>
    }
}
