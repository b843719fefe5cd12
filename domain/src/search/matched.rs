//! Which of the filters of a search a program answers to, and with which of its values: the reason that is told when a
//! saved search finds it. It filters nothing itself; the index does.

use crate::code::{RecruitStatus, Region};
use crate::normalise;
use crate::program::{Area, Listing};
use crate::value::Day;

use super::{DueWithin, Facet, PostedWithin, SearchRequest};

/// The chosen values that the program has, in the order of the filter panel. It is one that the search has found.
pub fn matched_filters(request: &SearchRequest, listing: &Listing, today: Day) -> Vec<(Facet, String)> {
    request
        .selected()
        .into_iter()
        .filter(|(facet, value)| has(listing, *facet, value, today))
        .collect()
}

fn has(listing: &Listing, facet: Facet, value: &str, today: Day) -> bool {
    let content = &listing.content;
    let limits = &content.limits;
    match facet {
        // For the society the search was saved for, which the index knows and the program does not.
        Facet::Fit => true,
        Facet::Status => RecruitStatus::from_code(value).is_some_and(|status| listing.window().is(status, today)),
        Facet::Region => match content.area {
            Area::Nationwide => true,
            Area::Prefectures(set) => {
                Region::from_code(value).is_some_and(|region| region.prefectures().any(|pref| set.contains(pref)))
            }
        },
        Facet::Pref => match content.area {
            Area::Nationwide => true,
            Area::Prefectures(set) => set.iter().any(|pref| pref.code() == value),
        },
        Facet::Cat => content.cats().any(|cat| cat.code() == value),
        Facet::Theme => content.themes.iter().any(|theme| theme.code() == value),
        // Without a limit every society can take part.
        Facet::Size => limits.sizes.is_empty() || limits.sizes.iter().any(|size| size.code() == value),
        Facet::Industry => limits.industries.is_empty() || limits.industries.iter().any(|it| it.code() == value),
        Facet::Cost => content.cost.sharing.code() == value,
        Facet::Mode => content.modes.iter().any(|mode| mode.code() == value),
        Facet::Kind => content.kind.code() == value,
        Facet::Year => content.fiscal_years().any(|year| year.get().to_string() == value),
        Facet::Subsidy => content.subsidy.code() == value,
        Facet::From => normalise::month(value).is_ok_and(|month| content.period_to >= month.first_day()),
        Facet::To => normalise::month(value).is_ok_and(|month| content.period_from <= month.last_day()),
        Facet::Due => DueWithin::from_code(value).is_some_and(|within| within.holds_for(listing, today)),
        Facet::Posted => PostedWithin::from_code(value).is_some_and(|within| within.holds(listing.published_at, today)),
        Facet::Org => listing.lead.kind.code() == value,
    }
}
