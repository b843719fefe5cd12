//! `/my/programs/{id}/participants`: filter row, selectable table, and the answer to what is selected below it.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Problems;
use domain::participation::{AnswerForm, ParticipationState, ParticipationStep, REASON_CHARS};
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::{Draft, Participation};

use super::filter::{Filter, SORTS};
use super::{head, list_path, load};
use crate::component::{Chip, Choice, EmptyState, Field, Notice, NoticeTone, Radios, Select};
use crate::document::respond;
use crate::page::joining::{control, state_chip, summary};
use crate::page::label;
use crate::text::joining::{choice, field as words_of, sentence};
use crate::{Failure, Site, Visit};

/// Most societies chosen beforehand in a link: addresses have limits.
const MOST_CHOSEN: usize = 100;

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (draft, found) = load(&site, &visit, &id).await?;
    show(&site, &visit, draft, found, AnswerForm::default(), Problems::new()).await
}

/// Shows the list with an answer that cannot be given so.
pub(super) async fn show(
    site: &Site,
    visit: &Visit,
    draft: Draft,
    found: Vec<Participation>,
    form: AnswerForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let listing = site.store.find_listing(draft.id).await?;
    let places = listing.map(|listing| {
        let text = visit.text().joining;
        let joined = listing.content.joined.unwrap_or(1).to_string();
        match listing.content.capacity {
            Some(capacity) => (text.places)(&joined, &capacity.to_string()),
            None => (text.places_any)(&joined),
        }
    });
    let head = head(visit, &draft, None).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &draft, found.clone(), places.clone(), &form, &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    draft: &Draft,
    found: Vec<Participation>,
    places: Option<String>,
    form: &AnswerForm,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let filter = Filter::of(&visit.query);
    let confirmed: Vec<_> = found
        .iter()
        .filter(|one| one.state == ParticipationState::Confirmed)
        .collect();
    let small = confirmed
        .iter()
        .filter(|one| one.society.is_small() == Some(true))
        .count();
    let share = (!confirmed.is_empty()).then(|| (text.small)(small, confirmed.len()));
    let answers = visit.may(Action::AnswerJoin, Subject::Organisation(draft.owner.id));
    let outputs = outputs(visit, draft, &filter);
    let message = (!found.is_empty() && visit.may(Action::WriteMessage, Subject::Organisation(draft.owner.id)))
        .then(|| message_link(visit, draft, &filter, &found));
    let row = filter_row(visit, draft, &filter);
    let shown = filter.apply(found);
    let body = if shown.is_empty() {
        view! { <EmptyState title=text.participants_none>{text.participants_none_hint}</EmptyState> }.into_any()
    } else if answers {
        let action = visit.href(&format!("{}{}", list_path(draft), filter.query()));
        let refused = problems
            .for_field("id")
            .next()
            .map(|found| view! { <p class="kj-field__error" id="id">{sentence(lang, found)}</p> });
        view! {
            <form class="kj-form" method="post" action=action novalidate=true>
                {refused}
                {table(visit, draft, &shown, Some(form))}
                {bulk(visit, form, problems)}
            </form>
        }
        .into_any()
    } else {
        table(visit, draft, &shown, None)
    };
    view! {
        {summary(lang, problems)}
        {outcome(visit)}
        <h1 class="kj-title" id="participants-title">{text.participants}</h1>
        <p>{(text.participants_lead)(&super::super::title(visit, &draft.form))}</p>
        <p>{places}" "{share}</p>
        {row}
        {body}
        {message}
        {outputs}
    }
}

/// The way to write to those whom the filter shows; without a filter nobody is chosen beforehand.
fn message_link(visit: &Visit, draft: &Draft, filter: &Filter, found: &[Participation]) -> impl IntoView + use<> {
    let chosen = found
        .iter()
        .filter(|one| filter.state == Some(one.state))
        .take(MOST_CHOSEN);
    let query: Vec<String> = chosen.map(|one| format!("participation={}", one.id)).collect();
    let href = visit.href(&format!("{}/message?{}", list_path(draft), query.join("&")));
    view! {
        <p class="kj-actions">
            <a class="kj-button" data-tone="outline" href=href.trim_end_matches('?').to_owned()>
                {visit.text().thread.many_title}
            </a>
        </p>
    }
}

fn outcome(visit: &Visit) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let done = form_urlencoded::parse(visit.query.as_bytes()).find(|(name, _)| name == "answered");
    let count: usize = done?.1.parse().ok()?;
    let title = (text.bulk_done)(count);
    Some(view! { <Notice lang tone=NoticeTone::Success title announced=true>{text.undo_hint}</Notice> }.into_any())
}

fn filter_row(visit: &Visit, draft: &Draft, filter: &Filter) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let mut states = vec![Choice::new("", text.filter_all)];
    states.extend(
        ParticipationState::ALL
            .iter()
            .map(|state| Choice::new(state.code(), state.name(lang))),
    );
    let names = [text.sort_asked, text.sort_name, text.sort_members, text.sort_state];
    let sorts: Vec<_> = SORTS
        .iter()
        .zip(names)
        .map(|(code, name)| Choice::new(*code, name))
        .collect();
    let state = Field::new("state", text.filter).value(filter.state.map_or("", ParticipationState::code));
    let sort = Field::new("sort", text.sort).value(filter.sort.clone());
    view! {
        <form class="kj-filter-row" method="get" action=visit.href(&list_path(draft))>
            <Select lang field=state choices=states prompt=false />
            <Select lang field=sort choices=sorts prompt=false />
            <div class="kj-actions">
                <button class="kj-button" data-tone="outline" type="submit">{text.filter_button}</button>
            </div>
        </form>
    }
}

fn table(visit: &Visit, draft: &Draft, shown: &[Participation], selected: Option<&AnswerForm>) -> AnyView {
    let text = visit.text().joining;
    let rows = shown.iter().map(|one| row(visit, draft, one, selected)).collect_view();
    let pick = selected.map(|_| view! { <th scope="col">{text.col_select}</th> });
    view! {
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="participants-title">
            <table class="kj-table">
                <thead>
                    <tr>
                        {pick}
                        <th scope="col">{text.col_society}</th>
                        <th scope="col">{text.col_members}</th>
                        <th scope="col">{text.col_state}</th>
                        <th scope="col">{text.col_people}</th>
                        <th scope="col">{text.col_asked}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(visit: &Visit, draft: &Draft, one: &Participation, selected: Option<&AnswerForm>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let href = visit.href(&format!("{}/{}", list_path(draft), one.id));
    let pick = selected.map(|form| {
        let value = super::answer::seen(one);
        let checked = form.id.contains(&value);
        let label = (text.select)(&one.society.name);
        view! {
            <td>
                <input class="kj-choice__control" type="checkbox" name="id" value=value checked=checked aria-label=label />
            </td>
        }
    });
    let members = one.society.members.map(|members| members.to_string());
    let small = (one.society.is_small() == Some(true)).then(|| format!(" {}", text.small_mark));
    view! {
        <tr>
            {pick}
            <th scope="row"><a href=href>{one.society.name.clone()}</a></th>
            <td>{members}{small}</td>
            <td><Chip look=state_chip(one.state, lang) /></td>
            <td>{one.request.people.map(label::count)}</td>
            <td>
                <time datetime=one.requested_at.iso_jst()>{one.requested_at.format_jst(lang)}</time>
            </td>
        </tr>
    }
}

fn bulk(visit: &Visit, form: &AnswerForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let choices = ParticipationStep::ANSWERS
        .iter()
        .map(|step| Choice::new(step.code(), choice(lang, *step)))
        .collect();
    let error = problems.for_field("step").next().map(|found| sentence(lang, found));
    let field = Field::new("step", words_of(lang, "step").label)
        .value(form.step.clone())
        .error(error)
        .required();
    view! {
        <section class="kj-box" aria-labelledby="bulk-title">
            <h2 class="kj-box__title" id="bulk-title">{text.bulk}</h2>
            <Radios lang field choices />
            {control(visit, "reason", form.values("reason"), Some(REASON_CHARS), problems)}
            <p class="kj-actions">
                <button class="kj-button" data-tone="primary" type="submit">{text.bulk_button}</button>
            </p>
        </section>
    }
}

/// The same list as files.
fn outputs(visit: &Visit, draft: &Draft, filter: &Filter) -> impl IntoView + use<> {
    let text = visit.text().joining;
    let (path, query) = (list_path(draft), filter.query());
    let sjis = if query.is_empty() { "?" } else { "&" };
    let links = [
        (format!("{path}.csv{query}"), text.csv),
        (format!("{path}.csv{query}{sjis}encoding=shift_jis"), text.csv_sjis),
        (format!("{path}.xlsx{query}"), text.xlsx),
    ]
    .into_iter()
    .map(|(path, label)| view! { <a href=visit.href(&path)>{label}</a>" " })
    .collect_view();
    view! { <p class="kj-actions">{links}</p> }
}
