//! `/my/consortia/{id}/shares`: who pays what, exact to the yen, what each saves, and, for the lead, how it is divided.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::code::CostSharing;
use domain::consortium::{Comparison, Place, Saving, Share, SharingProblem};
use domain::normalise;
use domain::value::Yen;
use domain::{Problem, ProblemCode, Problems};
use leptos::prelude::*;
use store::PlaceShare;

use super::control::control;
use super::fact::money;
use super::{Inside, get_inside, head, heading};
use crate::component::{ErrorSummary, Field, FieldError, InputKind, InputWidth, Notice, NoticeTone, TextInput};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::label::count;
use crate::text::consortium::{problem_sentence, sharing_problem};
use crate::text::problem::labelled;
use crate::{Failure, Site, Visit};

/// What is typed: pairs as they came; empty before anything was.
type Typed = Vec<(String, String)>;

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's or concerns insurers only.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = load(&site, &visit, &id).await?;
    show(&site, &visit, inside, Typed::new(), Problems::new()).await
}

/// Saves the way of sharing.
///
/// # Errors
/// As [`get`]; 403 for members who do not lead; 409 when the members are fixed.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let inside = load(&site, &visit, &id).await?;
    inside.expect_open(&visit)?;
    let mut problems = Problems::new();
    let sharing = CostSharing::from_code(pairs.text("sharing"));
    if sharing.is_none() {
        problems.push("sharing", ProblemCode::Empty);
    }
    let cost = match amount(&pairs, "cost", &mut problems) {
        None if sharing != Some(CostSharing::Free) && !problems.has_field("cost") => {
            problems.push("cost", ProblemCode::Empty);
            Yen::ZERO
        }
        cost => cost.unwrap_or(Yen::ZERO),
    };
    let shares: Vec<_> = payers(&inside)
        .map(|place| PlaceShare {
            organisation: place.organisation,
            agreed: amount(&pairs, &agreed_name(place), &mut problems),
            uses: uses(&pairs, &uses_name(place), &mut problems),
        })
        .collect();
    let (Some(sharing), true) = (sharing, problems.is_empty()) else {
        let typed = pairs
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        return show(&site, &visit, inside, typed, problems).await;
    };
    site.store
        .set_consortium_shares(
            &visit.actor,
            inside.whole.id,
            pairs.seen_version()?,
            (sharing, cost),
            &shares,
        )
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}/shares?done", inside.path()))).into_response())
}

/// A consortium whose cost concerns the visitor's society.
pub(super) async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Inside, Failure> {
    let inside = get_inside(site, visit, id).await?;
    if inside.place().is_some_and(Place::is_present_insurer) {
        Ok(inside)
    } else {
        Err(Failure::NotFound)
    }
}

fn payers(inside: &Inside) -> impl Iterator<Item = &Place> {
    inside.whole.places.iter().filter(|place| place.is_present_insurer())
}

fn agreed_name(place: &Place) -> String {
    format!("agreed_{}", place.organisation)
}

fn uses_name(place: &Place) -> String {
    format!("uses_{}", place.organisation)
}

fn amount(pairs: &FormPairs, name: &str, problems: &mut Problems) -> Option<Yen> {
    let typed = normalise::single_line(pairs.text(name));
    if typed.is_empty() {
        return None;
    }
    match normalise::money(&typed) {
        Ok(yen) => Some(yen),
        Err(code) => {
            problems.push(name.to_owned(), code);
            None
        }
    }
}

fn uses(pairs: &FormPairs, name: &str, problems: &mut Problems) -> u32 {
    let typed = normalise::single_line(pairs.text(name));
    if typed.is_empty() {
        return 0;
    }
    match normalise::number(&typed).map(u32::try_from) {
        Ok(Ok(uses)) => uses,
        Ok(Err(_)) => {
            problems.push(name.to_owned(), ProblemCode::NotANumber);
            0
        }
        Err(code) => {
            problems.push(name.to_owned(), code);
            0
        }
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    typed: Typed,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, &inside, Some(visit.text().consortium.shares)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &inside, &typed, &problems)).await
}

/// What to do about a problem of a field, also of those that carry a society's number.
fn sentence(visit: &Visit, inside: &Inside, found: &Problem) -> String {
    let (lang, text, name) = (visit.lang, visit.text().consortium, found.field.as_str());
    let of = payers(inside).find_map(|place| {
        if name == agreed_name(place) {
            Some((text.agreed)(&place.name))
        } else {
            (name == uses_name(place)).then(|| (text.uses)(&place.name))
        }
    });
    match of {
        Some(label) => labelled(lang, &label, &found.code),
        None => problem_sentence(lang, found),
    }
}

fn view(visit: &Visit, inside: &Inside, typed: &Typed, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(visit, inside, found)))
        .collect();
    let errors = (!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> });
    let outcome = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.done announced=true>""</Notice> });
    let table = match inside.whole.shares() {
        Ok(shares) => share_table(visit, inside, &shares),
        Err(problem) => not_yet(visit, inside, problem),
    };
    let changes = inside.leads(visit) && inside.whole.state.is_open();
    view! {
        {errors}
        {outcome}
        {heading(visit, inside, Some(text.shares))}
        <p>{text.shares_lead}</p>
        {table}
        {changes.then(|| form(visit, inside, typed, problems))}
    }
}

fn not_yet(visit: &Visit, inside: &Inside, problem: SharingProblem) -> AnyView {
    let title = sharing_problem(visit.lang, problem, |id| inside.name(id));
    view! { <Notice lang=visit.lang tone=NoticeTone::Warning title>""</Notice> }.into_any()
}

/// What a society saves, where it has told its cost alone.
fn saving(inside: &Inside, share: &Share) -> Option<Saving> {
    let place = inside.whole.place(share.organisation)?;
    Some(Saving {
        organisation: share.organisation,
        alone: place.facts.alone?,
        joint: share.yen,
    })
}

fn share_table(visit: &Visit, inside: &Inside, shares: &[Share]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let rows = shares
        .iter()
        .map(|share| {
            let saved = saving(inside, share);
            let percent = saved
                .and_then(|saved| saved.share())
                .map(|rate| format!(" ({})", rate.percent()));
            view! {
                <tr>
                    <th scope="row">{inside.name(share.organisation)}</th>
                    <td data-number="">{share.basis.map(count)}</td>
                    <td data-number="">{share.yen.to_string()}</td>
                    <td data-number="">{share.rest.to_string()}</td>
                    <td data-number="">{saved.map(|saved| saved.alone.to_string())}</td>
                    <td data-number="">{saved.map(|saved| saved.saved().to_string())} {percent}</td>
                </tr>
            }
        })
        .collect_view();
    let comparison = Comparison {
        societies: shares.iter().filter_map(|share| saving(inside, share)).collect(),
    };
    let words = match comparison.total() {
        Some((alone, joint)) if !comparison.societies.is_empty() => {
            (text.savings_total)(&money(lang, alone), &money(lang, joint))
        }
        _ => text.savings_none.to_owned(),
    };
    let file = |name: &str| visit.href(&format!("{}/shares.{name}", inside.path()));
    view! {
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="shares-title">
            <table class="kj-table">
                <caption id="shares-title">{text.shares} ": " {money(lang, inside.whole.plan.cost)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text.name}</th>
                        <th scope="col">{text.basis}</th>
                        <th scope="col">{text.share}</th>
                        <th scope="col">{text.rest}</th>
                        <th scope="col">{text.alone}</th>
                        <th scope="col">{text.saved}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows}
                    <tr>
                        <th scope="row">{text.total}</th>
                        <td></td>
                        <td data-number="">{inside.whole.plan.cost.to_string()}</td>
                        <td></td>
                        <td></td>
                        <td></td>
                    </tr>
                </tbody>
            </table>
        </div>
        <h2 class="kj-section__title">{text.savings}</h2>
        <p>{words}</p>
        <p class="kj-actions">
            <a class="kj-button" data-tone="outline" href=file("csv")>{text.csv}</a>
            <a class="kj-button" data-tone="outline" href=file("csv?encoding=shift_jis")>{text.csv_sjis}</a>
            <a class="kj-button" data-tone="outline" href=file("xlsx")>{text.xlsx}</a>
        </p>
    }
    .into_any()
}

/// The lead's form: method, cost, and the numbers of each society.
fn form(visit: &Visit, inside: &Inside, typed: &Typed, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text, plan) = (visit.lang, visit.text().consortium, &inside.whole.plan);
    let value = |name: &str, stored: String| match typed.iter().find(|(named, _)| named == name) {
        Some((_, value)) => value.clone(),
        None => stored,
    };
    let sharing = [value("sharing", plan.sharing.code().to_owned())];
    let cost = [value("cost", plan.cost.to_string())];
    let rows = payers(inside)
        .map(|place| {
            let input = |name: String, label: String, stored: String| {
                let error = problems.iter().find(|found| found.field.as_str() == name);
                let error = error.map(|found| sentence(visit, inside, found));
                let typed = value(&name, stored);
                let field = Field::new(name, label).optional().value(typed).error(error);
                view! { <TextInput lang field kind=InputKind::Number width=InputWidth::Medium /> }
            };
            let agreed = place.facts.agreed.map(|yen| yen.to_string()).unwrap_or_default();
            let uses = match place.facts.uses {
                0 => String::new(),
                uses => uses.to_string(),
            };
            let by_use = sharing.first().map(String::as_str) == Some(CostSharing::PerUse.code());
            view! {
                {input(agreed_name(place), (text.agreed)(&place.name), agreed)}
                {by_use.then(|| input(uses_name(place), (text.uses)(&place.name), uses))}
            }
        })
        .collect_view();
    let action = visit.href(&format!("{}/shares", inside.path()));
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title">{text.shares_form}</h2>
            <p>{text.edit_lead}</p>
            <form class="kj-form" method="post" action=action novalidate=true>
                <input type="hidden" name="version" value=inside.whole.version.to_string() />
                {control(visit, "sharing", &sharing, None, problems)}
                {control(visit, "cost", &cost, None, problems)}
                {rows}
                <button class="kj-button" data-tone="primary" type="submit">{text.shares_button}</button>
            </form>
        </section>
    }
}

/// The table as rows of text for files: headings first.
pub(super) fn rows(visit: &Visit, inside: &Inside, shares: &[Share]) -> Vec<Vec<String>> {
    let text = visit.text().consortium;
    let heads = [
        visit.text().output.column_number,
        text.name,
        text.basis,
        text.share,
        text.rest,
        text.alone,
        text.saved,
    ];
    let number = |yen: Yen| yen.get().to_string();
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend(shares.iter().map(|share| {
        let saved = saving(inside, share);
        let place = inside.whole.place(share.organisation);
        vec![
            place.and_then(|place| place.number.clone()).unwrap_or_default(),
            inside.name(share.organisation),
            share.basis.map(|basis| basis.to_string()).unwrap_or_default(),
            number(share.yen),
            number(share.rest),
            saved.map(|saved| number(saved.alone)).unwrap_or_default(),
            saved.map(|saved| number(saved.saved())).unwrap_or_default(),
        ]
    }));
    rows
}
