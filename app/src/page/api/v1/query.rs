//! The conditions of a list under jGrants' names, translated into a search of this portal. What jGrants demands is
//! optional here; what is not understood is refused.

use std::collections::BTreeSet;

use domain::code::{Industry, Prefecture, Purpose, RecruitStatus, Region, SizeBand};
use domain::search::{QUERY_CHARS, SearchRequest};
use utoipa::{IntoParams, ToSchema};

use super::answer::JOIN;
use crate::text::api::ApiText;

/// Programs in an answer unless asked otherwise.
const USUAL: usize = 100;

/// Most programs in an answer.
pub(super) const MOST: usize = 500;

/// What jGrants calls the whole country; it does not filter.
const EVERYWHERE: &str = "全国";

/// The parameters as documented.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what is read below")]
pub(super) struct Parameters {
    #[param(max_length = 200, example = "特定健診")]
    keyword: Option<String>,
    #[param(inline)]
    sort: Option<SortBy>,
    #[param(inline)]
    order: Option<Order>,
    #[param(minimum = 0, maximum = 1, default = 0)]
    acceptance: Option<u8>,
    #[param(example = "重症化予防")]
    use_purpose: Option<String>,
    industry: Option<String>,
    target_number_of_employees: Option<String>,
    #[param(example = "東京都 / 神奈川県")]
    target_area_search: Option<String>,
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<usize>,
    #[param(minimum = 0, default = 0)]
    offset: Option<usize>,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToSchema)]
#[schema(rename_all = "snake_case", default = "created_date")]
pub(super) enum SortBy {
    #[default]
    CreatedDate,
    AcceptanceStartDatetime,
    AcceptanceEndDatetime,
}

/// In which direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToSchema)]
#[schema(rename_all = "UPPERCASE", default = "DESC")]
pub(super) enum Order {
    Asc,
    #[default]
    Desc,
}

/// A list that is asked for.
#[derive(Debug)]
pub(super) struct ListQuery {
    pub request: SearchRequest,
    pub sort: SortBy,
    pub order: Order,
    pub limit: usize,
    pub offset: usize,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            request: SearchRequest::default(),
            sort: SortBy::default(),
            order: Order::default(),
            limit: USUAL,
            offset: 0,
        }
    }
}

impl ListQuery {
    /// Reads the query part of an address.
    ///
    /// # Errors
    /// A sentence for whoever wrote the program.
    pub fn parse(query: &str, text: &ApiText) -> Result<Self, String> {
        let mut list = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match list.take(&name, value) {
                Some(true) => {}
                Some(false) => return Err((text.wrong)(&name, value)),
                None => return Err((text.unknown)(&name)),
            }
        }
        Ok(list)
    }

    /// Whether the value is understood; `None` when the name is not.
    fn take(&mut self, name: &str, value: &str) -> Option<bool> {
        let request = &mut self.request;
        Some(match name {
            "keyword" => {
                value.clone_into(&mut request.q);
                value.chars().count() <= QUERY_CHARS
            }
            "sort" => {
                let sort = match value {
                    "created_date" => Some(SortBy::CreatedDate),
                    "acceptance_start_datetime" => Some(SortBy::AcceptanceStartDatetime),
                    "acceptance_end_datetime" => Some(SortBy::AcceptanceEndDatetime),
                    _ => None,
                };
                sort.map(|sort| self.sort = sort).is_some()
            }
            "order" => {
                let order = match value {
                    "ASC" | "asc" => Some(Order::Asc),
                    "DESC" | "desc" => Some(Order::Desc),
                    _ => None,
                };
                order.map(|order| self.order = order).is_some()
            }
            "acceptance" => {
                if value == "1" {
                    request.statuses.insert(RecruitStatus::Open);
                }
                matches!(value, "0" | "1")
            }
            "use_purpose" => each(value, |one| {
                add(&mut request.cats, Purpose::from_code(one), Purpose::from_label(one))
            }),
            "industry" => each(value, |one| {
                add(
                    &mut request.industries,
                    Industry::from_code(one),
                    Industry::from_label(one),
                )
            }),
            "target_number_of_employees" => each(value, |one| {
                add(&mut request.sizes, SizeBand::from_code(one), SizeBand::from_label(one))
            }),
            "target_area_search" => each(value, |one| {
                let pref = Prefecture::from_code(one).or_else(|| Prefecture::from_label(one));
                if let Some(pref) = pref {
                    request.prefs.insert(pref);
                    return true;
                }
                one == EVERYWHERE || add(&mut request.regions, Region::from_code(one), Region::from_label(one))
            }),
            "limit" => number(value)
                .filter(|limit| (1..=MOST).contains(limit))
                .map(|limit| self.limit = limit)
                .is_some(),
            "offset" => number(value).map(|offset| self.offset = offset).is_some(),
            _ => return None,
        })
    }
}

fn each(value: &str, mut take: impl FnMut(&str) -> bool) -> bool {
    value
        .split(JOIN)
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .all(&mut take)
}

fn add<T: Ord>(set: &mut BTreeSet<T>, by_code: Option<T>, by_name: Option<T>) -> bool {
    by_code.or(by_name).map(|value| set.insert(value)).is_some()
}

fn number(value: &str) -> Option<usize> {
    value.parse().ok().filter(|number| *number <= 1_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::api::JA;

    fn parse(query: &str) -> Result<ListQuery, String> {
        ListQuery::parse(query, &JA)
    }

    #[test]
    fn jgrantsの名前で条件を読む() {
        let list = parse(
            "keyword=健診&sort=acceptance_end_datetime&order=ASC&acceptance=1&target_area_search=東京都 / 神奈川県&limit=5",
        )
        .unwrap();
        assert_eq!(list.request.q, "健診");
        assert_eq!((list.sort, list.order), (SortBy::AcceptanceEndDatetime, Order::Asc));
        assert!(list.request.statuses.contains(&RecruitStatus::Open));
        assert_eq!(
            list.request.prefs.iter().map(|pref| pref.code()).collect::<Vec<_>>(),
            ["13", "14"]
        );
        assert_eq!((list.limit, list.offset), (5, 0));
        assert!(
            parse("target_area_search=全国&keyword=")
                .unwrap()
                .request
                .is_unfiltered()
        );
    }

    #[test]
    fn 分からない条件は断る() {
        for query in [
            "colour=red",
            "sort=name",
            "order=up",
            "acceptance=2",
            "limit=0",
            "limit=501",
            "offset=-1",
            "use_purpose=x",
        ] {
            let name = query.split('=').next().unwrap();
            assert!(parse(query).unwrap_err().contains(name), "{query}");
        }
        assert!(parse(&format!("keyword={}", "あ".repeat(201))).is_err());
    }
}
