//! `/programs.json`: the search for programs (SRCH, public API). Takes the parameters of the page and answers from the
//! same request, the same search and the same listings; its shape is kept stable.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::program::{Area, Listing};
use domain::search::Facet;
use http::header;
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::Asked;
use super::list;
use crate::page::label;
use crate::{Failure, Site, Visit};

#[derive(Serialize)]
struct Answer {
    metadata: Metadata,
    result: Vec<Program>,
    facets: std::collections::BTreeMap<&'static str, Vec<Value>>,
    /// Parameters that were not understood and had no effect.
    ignored: Vec<String>,
}

#[derive(Serialize)]
struct Metadata {
    resultset: ResultSet,
}

#[derive(Serialize)]
struct ResultSet {
    count: u32,
    page: u32,
    per: u32,
}

#[derive(Serialize)]
struct Value {
    value: String,
    label: String,
    count: u32,
}

/// A program as the public interfaces show it.
#[derive(Serialize, ToSchema)]
pub(in crate::page) struct Program {
    id: i64,
    title: String,
    url: String,
    summary: String,
    kind: &'static str,
    cat: Vec<&'static str>,
    theme: Vec<&'static str>,
    nationwide: bool,
    pref: Vec<&'static str>,
    mode: Vec<&'static str>,
    cost: &'static str,
    cost_yen: Option<i64>,
    size: Vec<&'static str>,
    industry: Vec<&'static str>,
    status: &'static str,
    period_from: String,
    period_to: String,
    recruit_from: Option<String>,
    recruit_to: Option<String>,
    capacity: Option<u32>,
    joined: Option<u32>,
    subsidy: &'static str,
    lead: Lead,
    published_at: String,
    updated_at: String,
}

#[derive(Serialize, ToSchema)]
struct Lead {
    name: String,
    insurer_number: String,
}

/// Answers the search.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let asked = Asked::of(&site, &visit).await?;
    let found = list::find(&site, &visit, asked).await?;
    let is_counted = |facet: &&Facet| facet.is_listed() && (**facet != Facet::Fit || found.acting.is_some());
    let facets = Facet::ALL.iter().filter(is_counted).map(|facet| {
        let values = found.result.facets.of(*facet).iter().map(|count| Value {
            value: count.value.to_string(),
            label: label::facet_value(visit.lang, *facet, &count.value),
            count: count.count,
        });
        (facet.code(), values.collect())
    });
    let answer = Answer {
        metadata: Metadata {
            resultset: ResultSet {
                count: found.result.total,
                page: found.request.page.get(),
                per: found.request.per.get(),
            },
        },
        result: found
            .cards
            .iter()
            .map(|(listing, _)| Program::of(&visit, listing))
            .collect(),
        facets: facets.collect(),
        ignored: found
            .ignored
            .iter()
            .map(|unknown| format!("{}={}", unknown.name, unknown.value))
            .collect(),
    };
    let rule = if visit.user().is_some() {
        "no-store"
    } else {
        "private, no-cache"
    };
    Ok(([(header::CACHE_CONTROL, rule)], Json(answer)).into_response())
}

impl Program {
    /// The fields of a listing.
    pub fn of(visit: &Visit, listing: &Listing) -> Self {
        let content = &listing.content;
        let (nationwide, pref) = match content.area {
            Area::Nationwide => (true, Vec::new()),
            Area::Prefectures(prefs) => (false, prefs.iter().map(|pref| pref.code()).collect()),
        };
        Self {
            id: listing.id.get(),
            title: content.title.clone(),
            url: visit.href(&crate::link::program(listing.id)),
            summary: content.summary.clone(),
            kind: content.kind.code(),
            cat: content.cats().map(|cat| cat.code()).collect(),
            theme: content.themes.iter().map(|theme| theme.code()).collect(),
            nationwide,
            pref,
            mode: content.modes.iter().map(|mode| mode.code()).collect(),
            cost: content.cost.sharing.code(),
            cost_yen: content.cost.yen.map(|yen| yen.get()),
            size: content.limits.sizes.iter().map(|size| size.code()).collect(),
            industry: content
                .limits
                .industries
                .iter()
                .map(|industry| industry.code())
                .collect(),
            status: listing.status(visit.today).code(),
            period_from: content.period_from.iso(),
            period_to: content.period_to.iso(),
            recruit_from: content.recruit_from.map(|day| day.iso()),
            recruit_to: content.recruit_to.map(|day| day.iso()),
            capacity: content.capacity,
            joined: content.joined,
            subsidy: content.subsidy.code(),
            lead: Lead {
                name: listing.lead.name.clone(),
                insurer_number: listing.lead.number.as_str().to_owned(),
            },
            published_at: listing.published_at.iso_utc(),
            updated_at: listing.updated_at.iso_utc(),
        }
    }
}
