//! `/my/consortia/{id}/invite`: the lead finds an organisation by name or number, chooses its role and invites it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::code::{ConsortiumRole, ContractMethod, OrganisationStatus, ProviderRole};
use domain::organisation::Organisation;
use domain::value::OrganisationId;
use domain::{ProblemCode, Problems};
use leptos::prelude::*;
use store::{NewPlace, OrganisationFilter, OrganisationLine};

use super::control::{control, summary};
use super::{Inside, get_inside, head, heading, size};
use crate::component::{Field, InputWidth, TextInput, plain_table};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::label::count;
use crate::{Failure, Site, Visit};

/// Most organisations that a search shows.
const MOST: usize = 20;

/// What is shown: a search, or the organisation that is to be invited.
#[derive(Clone)]
enum Stage {
    Search {
        words: String,
        found: Vec<OrganisationLine>,
        total: usize,
    },
    Chosen(Box<Organisation>, Vec<(String, String)>),
}

/// Shows the search (`?q=`) or the form for one organisation (`?organisation=`).
///
/// # Errors
/// Leads to the sign-in page; 403 for members who do not lead; 404; 409 when the members are fixed.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_inside(&site, &visit, &id).await?;
    inside.expect_open(&visit)?;
    let query: Vec<(String, String)> = form_urlencoded::parse(visit.query.as_bytes()).into_owned().collect();
    let of = |name: &str| {
        query
            .iter()
            .find(|(named, _)| named == name)
            .map(|(_, value)| value.clone())
    };
    let stage = match of("organisation") {
        Some(id) => chosen(&site, &id, Vec::new()).await?,
        None => search(&site, domain::normalise::single_line(&of("q").unwrap_or_default())).await?,
    };
    show(&site, &visit, inside, stage, Problems::new()).await
}

/// Invites.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let inside = get_inside(&site, &visit, &id).await?;
    inside.expect_open(&visit)?;
    let organisation: OrganisationId = pairs.text("organisation").parse().map_err(|_| Failure::NotFound)?;
    let services = pairs.iter().filter(|(name, _)| *name == "services");
    let role = ConsortiumRole::from_code(pairs.text("role")).filter(|role| *role != ConsortiumRole::Lead);
    let Some(role) = role else {
        let typed = pairs
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let stage = chosen(&site, pairs.text("organisation"), typed).await?;
        return show(&site, &visit, inside, stage, Problems::one("role", ProblemCode::Empty)).await;
    };
    let new = NewPlace {
        organisation,
        role,
        services: services.filter_map(|(_, code)| ProviderRole::from_code(code)).collect(),
        contract: ContractMethod::from_code(pairs.text("contract")),
        is_related: pairs.text("related") == "1",
    };
    site.store
        .invite_to_consortium(&visit.actor, inside.whole.id, pairs.seen_version()?, &new)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}?invited", inside.path()))).into_response())
}

async fn chosen(site: &Site, id: &str, typed: Vec<(String, String)>) -> Result<Stage, Failure> {
    let id: OrganisationId = id.parse().map_err(|_| Failure::NotFound)?;
    let found = site.store.find_organisation(id).await?.ok_or(Failure::NotFound)?;
    Ok(Stage::Chosen(Box::new(found), typed))
}

async fn search(site: &Site, words: String) -> Result<Stage, Failure> {
    if words.is_empty() {
        return Ok(Stage::Search {
            words,
            found: Vec::new(),
            total: 0,
        });
    }
    let filter = OrganisationFilter {
        words: words.clone(),
        status: Some(OrganisationStatus::Active),
        ..OrganisationFilter::default()
    };
    let page = site.store.list_organisations(&filter, 1, MOST).await?;
    Ok(Stage::Search {
        words,
        found: page.lines,
        total: page.total,
    })
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    stage: Stage,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, &inside, Some(visit.text().consortium.invite)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        let body = match &stage {
            Stage::Search { words, found, total } => search_view(&shown, &inside, words, found, *total),
            Stage::Chosen(found, typed) => chosen_view(&shown, &inside, found, typed, &problems),
        };
        view! { <div class="kj-form-page">{body}</div> }
    })
    .await
}

fn search_view(visit: &Visit, inside: &Inside, words: &str, found: &[OrganisationLine], total: usize) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let action = visit.href(&format!("{}/invite", inside.path()));
    let field = Field::new("q", text.invite_search).value(words);
    let rows = found
        .iter()
        .map(|line| {
            let belongs = inside
                .whole
                .place(line.id)
                .is_some_and(|place| place.state.is_present());
            let href = format!("{action}?organisation={}", line.id);
            let label = format!("{} {}", line.name, text.invite_this);
            let way = if belongs {
                view! { {text.members} }.into_any()
            } else {
                view! { <a href=href aria-label=label>{text.invite_this}</a> }.into_any()
            };
            view! {
                <tr>
                    <th scope="row">{line.name.clone()}</th>
                    <td>{line.number.clone()}</td>
                    <td>{line.pref.name(lang)}</td>
                    <td data-number="">{line.members.map(|members| count(members.get()))}</td>
                    <td>{way}</td>
                </tr>
            }
        })
        .collect_view();
    let results = match (words.is_empty(), found.is_empty()) {
        (true, _) => ().into_any(),
        (false, true) => view! { <p>{text.invite_none}</p> }.into_any(),
        (false, false) => view! {
            <section class="kj-section">
                <h2 class="kj-section__title" id="found-title">{(text.invite_found)(total)}</h2>
                {plain_table("found-title", [text.name, visit.text().output.column_number, visit.text().search.facet_place, text.member_count, text.invite], rows)}
            </section>
        }
        .into_any(),
    };
    view! {
        {heading(visit, inside, Some(text.invite))}
        <p>{text.invite_lead}</p>
        <form class="kj-form" method="get" action=action.clone()>
            <TextInput lang field width=InputWidth::Full />
            <button class="kj-button" data-tone="primary" type="submit">{text.invite_search_button}</button>
        </form>
        {results}
    }
    .into_any()
}

fn chosen_view(
    visit: &Visit,
    inside: &Inside,
    found: &Organisation,
    typed: &[(String, String)],
    problems: &Problems,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let here = inside.path();
    let usual = if found.kind.is_insurer() {
        ConsortiumRole::Member
    } else {
        ConsortiumRole::Provider
    };
    let values = |name: &str| -> Vec<String> {
        let known = typed.iter().filter(|(named, _)| named == name);
        match name {
            "role" if typed.is_empty() => vec![usual.code().to_owned()],
            _ => known.map(|(_, value)| value.clone()).collect(),
        }
    };
    let more: &[&'static str] = if found.kind.is_insurer() {
        &["role"]
    } else {
        &["role", "services", "contract", "related"]
    };
    let fields = more
        .iter()
        .map(|name| control(visit, name, &values(name), None, problems))
        .collect_view();
    let facts = found.profile.members().map(|members| {
        view! { <p class="kj-note">{text.member_count} ": " {count(members.get())} " " {size(visit, Some(members))}</p> }
    });
    view! {
        {summary(lang, problems)}
        {heading(visit, inside, Some(&(text.invite_button)(&found.profile.name)))}
        {facts}
        <form class="kj-form" method="post" action=visit.href(&format!("{here}/invite")) novalidate=true>
            <input type="hidden" name="version" value=inside.whole.version.to_string() />
            <input type="hidden" name="organisation" value=found.id.to_string() />
            {fields}
            <div class="kj-actions">
                <button class="kj-button" data-tone="primary" type="submit">{text.invite}</button>
                <a class="kj-button" data-tone="outline" href=visit.href(&format!("{here}/invite"))>{text.cancel}</a>
            </div>
        </form>
    }
    .into_any()
}
