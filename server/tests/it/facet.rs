//! The counts beside the filters, against counting by hand: each program is looked at by itself, without any index.

use std::collections::BTreeSet;

use domain::code::{
    CostSharing, Industry, ListingKind, Mode, Prefecture, Purpose, RecruitStatus, Region, SizeBand, SubsidyUse, Theme,
    Visibility,
};
use domain::program::{Area, Listing};
use domain::search::{Facet, SearchRequest};
use domain::value::Day;

use crate::place::today;
use crate::role::Role;
use crate::search::{ids, json, total};
use crate::site::TestSite;

/// Two facets that are one filter, such as 地方 and 都道府県.
fn group(facet: Facet) -> Facet {
    match facet {
        Facet::Region => Facet::Pref,
        Facet::Theme => Facet::Cat,
        other => other,
    }
}

/// Whether a program answers to one value of a facet, read from the program alone.
fn has(listing: &Listing, facet: Facet, value: &str, local_only: bool, today: Day) -> bool {
    let content = &listing.content;
    let covers = |pref: Prefecture| match content.area {
        Area::Nationwide => !local_only,
        Area::Prefectures(prefs) => prefs.contains(pref),
    };
    match facet {
        // The society of these roles is asked about in `participation.rs`.
        Facet::Fit => false,
        Facet::Status => listing.window().is(RecruitStatus::from_code(value).unwrap(), today),
        Facet::Region => Region::from_code(value).unwrap().prefectures().any(covers),
        Facet::Pref => covers(Prefecture::from_code(value).unwrap()),
        Facet::Cat => content.cats().any(|cat| Some(cat) == Purpose::from_code(value)),
        Facet::Theme => content.themes.contains(&Theme::from_code(value).unwrap()),
        Facet::Size => {
            content.limits.sizes.is_empty() || content.limits.sizes.contains(&SizeBand::from_code(value).unwrap())
        }
        Facet::Industry => {
            content.limits.industries.is_empty()
                || content.limits.industries.contains(&Industry::from_code(value).unwrap())
        }
        Facet::Cost => Some(content.cost.sharing) == CostSharing::from_code(value),
        Facet::Mode => content.modes.contains(&Mode::from_code(value).unwrap()),
        Facet::Kind => Some(content.kind) == ListingKind::from_code(value),
        Facet::Year => content.fiscal_years().any(|year| year.get().to_string() == value),
        Facet::Subsidy => Some(content.subsidy) == SubsidyUse::from_code(value),
        Facet::From => content.period_to.iso()[..7] >= *value,
        Facet::To => content.period_from.iso()[..7] <= *value,
        Facet::Due => {
            let left = content
                .recruit_to
                .map(|day| day.days_since_epoch() - today.days_since_epoch());
            let is_ahead = [RecruitStatus::Open, RecruitStatus::Upcoming]
                .iter()
                .any(|status| listing.window().is(*status, today));
            is_ahead && left.is_some_and(|left| (0..=value.parse().unwrap()).contains(&left))
        }
        Facet::Posted => {
            let age = today.days_since_epoch() - listing.published_at.day_jst().days_since_epoch();
            age <= value.parse().unwrap()
        }
        Facet::Org => listing.lead.kind.code() == value,
    }
}

/// Whether a program is found, leaving one filter out.
fn is_found(listing: &Listing, request: &SearchRequest, without: Option<Facet>, today: Day) -> bool {
    let chosen = request.selected();
    let groups: BTreeSet<Facet> = chosen
        .iter()
        .map(|(facet, _)| group(*facet))
        .filter(|it| Some(*it) != without)
        .collect();
    groups.iter().all(|wanted| {
        let mut values = chosen.iter().filter(|(facet, _)| group(*facet) == *wanted);
        values.any(|(facet, value)| has(listing, *facet, value, request.local_only, today))
    })
}

/// Searches by filters alone.
pub const QUERIES: &[&str] = &[
    "",
    "pref=13",
    "pref=13&pref=27&nationwide=0",
    "region=kinki&status=open",
    "region=bureau-kinki&cat=population",
    "cat=tokutei-kenshin&theme=walking&mode=online",
    "status=ended",
    "status=closing&status=upcoming",
    "size=1000-2999&industry=machinery&cost=free&cost=equal",
    "kind=partner&kind=reference",
    "subsidy=planned&mode=onsite&region=kyushu",
    "pref=47&pref=01&cat=jushoka-yobo&cat=sonota",
    "year=2026&cost=negotiable",
    "due=30&org=kenpo",
    "due=7&due=90&posted=90&pref=13",
    "posted=7",
    "from=2026-10&to=2027-03",
    "from=令和9年4月&status=open",
    "to=R8.6",
];

#[tokio::test]
async fn 絞り込みの件数は数え上げと同じになる() {
    let site = TestSite::with_demo().await;
    let listings = site.store.list_listings_after(None, 10_000).await.unwrap();
    for (role, widest) in [
        (Role::Anonymous, Visibility::Public),
        (Role::OtherApprover, Visibility::Insurers),
    ] {
        let visitor = site.as_(role).await;
        let visible: Vec<&Listing> = listings
            .iter()
            .filter(|listing| listing.content.visibility <= widest)
            .collect();
        for query in QUERIES {
            let (request, ignored) = SearchRequest::from_query(query);
            assert_eq!(ignored, [], "{query}");
            let answer = json(&visitor, &format!("{query}&per=100")).await;
            let expected: BTreeSet<i64> = visible
                .iter()
                .filter(|listing| is_found(listing, &request, None, today()))
                .map(|listing| listing.id.get())
                .collect();
            assert_eq!(total(&answer) as usize, expected.len(), "{query} as {role:?}");
            assert_eq!(
                ids(&answer).into_iter().collect::<BTreeSet<_>>(),
                expected,
                "{query} as {role:?}"
            );
            assert_eq!(answer["facets"].get("fit").is_some(), role == Role::OtherApprover);
            for facet in Facet::ALL.iter().filter(|it| **it != Facet::Fit && it.is_listed()) {
                let counts = answer["facets"][facet.code()].as_array().unwrap();
                assert!(!counts.is_empty(), "{facet:?}");
                for count in counts {
                    let value = count["value"].as_str().unwrap();
                    let by_hand = visible.iter().filter(|listing| {
                        is_found(listing, &request, Some(group(*facet)), today())
                            && has(listing, *facet, value, request.local_only, today())
                    });
                    let place = format!("{query}: {}={value} as {role:?}", facet.code());
                    assert_eq!(count["count"].as_u64().unwrap() as usize, by_hand.count(), "{place}");
                    assert!(!count["label"].as_str().unwrap().is_empty(), "{place}");
                }
            }
        }
    }
}
