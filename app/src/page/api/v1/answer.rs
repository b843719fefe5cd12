//! What the API answers: the fields of jGrants under their names, and this portal's own under `program`. Fields that mean
//! nothing here are there and empty, because programs expect them.

use domain::Lang;
use domain::program::{Area, Listing};
use domain::value::{Day, Instant, TimeOfDay};
use serde::Serialize;
use utoipa::ToSchema;

use crate::page::programs::json::Program;
use crate::{Site, Visit, link, markup};

/// Joins several values.
pub(super) const JOIN: &str = " / ";

/// What jGrants calls the lack of a limit.
const NO_LIMIT: &str = "制約なし";

#[derive(Serialize, ToSchema)]
pub(super) struct ProgramList {
    metadata: ListMetadata,
    result: Vec<ListedProgram>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ProgramDetail {
    metadata: ListMetadata,
    result: Vec<DetailedProgram>,
}

#[derive(Serialize, ToSchema)]
struct ListMetadata {
    resultset: ListResultSet,
}

#[derive(Serialize, ToSchema)]
struct ListResultSet {
    count: usize,
}

#[derive(Serialize, ToSchema)]
struct ListedProgram {
    id: String,
    name: String,
    title: String,
    target_area_search: String,
    subsidy_max_limit: Option<i64>,
    acceptance_start_datetime: Option<String>,
    acceptance_end_datetime: Option<String>,
    target_number_of_employees: String,
    program: Program,
}

#[derive(Serialize, ToSchema)]
struct DetailedProgram {
    id: String,
    name: String,
    title: String,
    subsidy_catch_phrase: String,
    detail: String,
    use_purpose: String,
    industry: String,
    target_area_search: String,
    target_area_detail: String,
    target_number_of_employees: String,
    subsidy_rate: Option<String>,
    subsidy_max_limit: Option<i64>,
    acceptance_start_datetime: Option<String>,
    acceptance_end_datetime: Option<String>,
    project_end_deadline: Option<String>,
    front_subsidy_detail_page_url: String,
    #[schema(value_type = Vec<Object>)]
    application_guidelines: Vec<serde_json::Value>,
    #[schema(value_type = Vec<Object>)]
    outline_of_grant: Vec<serde_json::Value>,
    #[schema(value_type = Vec<Object>)]
    application_form: Vec<serde_json::Value>,
    program: Program,
}

/// A refusal, as every JSON address of the portal gives it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub(super) struct Failed {
    error: Fault,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
struct Fault {
    status: u16,
    title: String,
    detail: String,
    reference: String,
}

impl ProgramList {
    /// Some of `count` programs.
    pub fn of(visit: &Visit, listings: &[Listing], count: usize) -> Self {
        Self {
            metadata: metadata(count),
            result: listings.iter().map(|listing| listed(visit, listing)).collect(),
        }
    }
}

impl ProgramDetail {
    /// A program.
    pub fn of(site: &Site, visit: &Visit, listing: &Listing) -> Self {
        Self {
            metadata: metadata(1),
            result: vec![detailed(site, visit, listing)],
        }
    }
}

fn metadata(count: usize) -> ListMetadata {
    ListMetadata {
        resultset: ListResultSet { count },
    }
}

fn listed(visit: &Visit, listing: &Listing) -> ListedProgram {
    ListedProgram {
        id: listing.id.to_string(),
        name: number(listing),
        title: listing.content.title.clone(),
        target_area_search: area(listing),
        subsidy_max_limit: None,
        acceptance_start_datetime: listing.content.recruit_from.and_then(beginning),
        acceptance_end_datetime: listing.content.recruit_to.and_then(end),
        target_number_of_employees: sizes(listing),
        program: Program::of(visit, listing),
    }
}

fn detailed(site: &Site, visit: &Visit, listing: &Listing) -> DetailedProgram {
    let content = &listing.content;
    let industries = content.limits.industries.iter().map(|industry| industry.name(Lang::Ja));
    let page = visit.href(&link::program(listing.id));
    DetailedProgram {
        id: listing.id.to_string(),
        name: number(listing),
        title: content.title.clone(),
        subsidy_catch_phrase: content.summary.clone(),
        detail: markup::to_html(&content.content),
        use_purpose: join(content.cats().map(|cat| cat.name(Lang::Ja))),
        industry: join(industries),
        target_area_search: area(listing),
        target_area_detail: content.area_note.clone(),
        target_number_of_employees: sizes(listing),
        subsidy_rate: None,
        subsidy_max_limit: None,
        acceptance_start_datetime: content.recruit_from.and_then(beginning),
        acceptance_end_datetime: content.recruit_to.and_then(end),
        project_end_deadline: end(content.period_to),
        front_subsidy_detail_page_url: link::absolute(site, &page),
        application_guidelines: Vec::new(),
        outline_of_grant: Vec::new(),
        application_form: Vec::new(),
        program: Program::of(visit, listing),
    }
}

/// A number as jGrants gives one to each subsidy, with a letter of its own.
fn number(listing: &Listing) -> String {
    format!("P-{:08}", listing.id.get())
}

/// Names in Japanese, whatever the language of the address: they are values that can be asked for.
fn area(listing: &Listing) -> String {
    match listing.content.area {
        Area::Nationwide => "全国".to_owned(),
        Area::Prefectures(prefs) => join(prefs.iter().map(|pref| pref.name(Lang::Ja))),
    }
}

fn sizes(listing: &Listing) -> String {
    let sizes = &listing.content.limits.sizes;
    if sizes.is_empty() {
        NO_LIMIT.to_owned()
    } else {
        join(sizes.iter().map(|size| size.name(Lang::Ja)))
    }
}

fn join<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(JOIN)
}

/// The first moment of a day in Japan.
fn beginning(day: Day) -> Option<String> {
    Some(Instant::from_jst(day, TimeOfDay::new(0, 0)?).iso_utc())
}

/// The last second of a day in Japan.
fn end(day: Day) -> Option<String> {
    Some(
        Instant::from_jst(day, TimeOfDay::new(23, 59)?)
            .plus_millis(59_000)
            .iso_utc(),
    )
}
