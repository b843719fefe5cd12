//! A search request and its URL are the same thing in two forms.

use domain::code::{
    CostSharing, Industry, InsurerKind, ListingKind, Mode, Prefecture, Purpose, RecruitStatus, Region, SizeBand, Theme,
};
use domain::search::{DueWithin, Facet, Page, PageSize, PostedWithin, SearchRequest, Sort};
use domain::value::FiscalYear;
use proptest::collection::btree_set;
use proptest::prelude::*;
use proptest::sample::select;

fn request() -> impl Strategy<Value = SearchRequest> {
    let places = (
        btree_set(select(Region::ALL), 0..3),
        proptest::collection::vec(select(Prefecture::ALL), 0..5),
    );
    let purposes = (
        btree_set(select(Purpose::ALL), 0..3),
        btree_set(select(Theme::ALL), 0..3),
    );
    let more = (
        btree_set(select(RecruitStatus::ALL), 0..3),
        btree_set(select(SizeBand::ALL), 0..3),
        btree_set(select(Industry::ALL), 0..3),
        btree_set(select(CostSharing::ALL), 0..3),
        btree_set(select(Mode::ALL), 0..3),
        btree_set(select(ListingKind::ALL), 0..3),
        btree_set((2000..2090_i32).prop_filter_map("year", FiscalYear::new), 0..3),
    );
    let rest = (
        "[ぁ-んァ-ヶ一-龠a-z0-9 　\"&=+%#-]{0,30}",
        any::<bool>(),
        any::<bool>(),
        proptest::option::of(select(Sort::ALL)),
        1..2000_u32,
        select(PageSize::ALL),
        (
            proptest::option::of(select(DueWithin::ALL)),
            proptest::option::of(select(PostedWithin::ALL)),
            btree_set(select(InsurerKind::ALL), 0..3),
        ),
    );
    (places, purposes, more, rest).prop_map(
        |((regions, prefs), (cats, themes), more, (q, any, local_only, sort, page, per, last))| {
            let (statuses, sizes, industries, costs, modes, kinds, years) = more;
            SearchRequest {
                q: domain::normalise::single_line(&q),
                any,
                fit: local_only != any,
                statuses,
                regions,
                prefs: prefs.into_iter().collect(),
                local_only,
                cats,
                themes,
                sizes,
                industries,
                costs,
                modes,
                kinds,
                years,
                from: last.0.map(|_| domain::normalise::month("2026-04").unwrap()),
                to: last.1.map(|_| domain::normalise::month("2027-12").unwrap()),
                due: last.0,
                posted: last.1,
                orgs: last.2,
                sort,
                page: Page::new(page),
                per,
                ..SearchRequest::default()
            }
        },
    )
}

proptest! {
    #[test]
    fn アドレスにして読み直すと同じ(request in request()) {
        let (again, ignored) = SearchRequest::from_query(&request.query());
        prop_assert_eq!(&again, &request);
        prop_assert!(ignored.is_empty());
        prop_assert_eq!(again.query(), request.query());
    }

    #[test]
    fn 足した条件を外すと元に戻る(request in request(), pref in select(Prefecture::ALL)) {
        prop_assume!(!request.has(Facet::Pref, pref.code()));
        let first = request.on_page(1);
        let more = request.with(Facet::Pref, pref.code());
        prop_assert!(more.has(Facet::Pref, pref.code()));
        prop_assert_eq!(more.without(Facet::Pref, pref.code()), first);
    }

    #[test]
    fn どんな文字列も読める(query in "\\PC{0,200}") {
        let (request, _) = SearchRequest::from_query(&query);
        let (again, _) = SearchRequest::from_query(&request.query());
        prop_assert_eq!(again, request);
    }
}

#[test]
fn 知らない値は知らせて無視する() {
    let (request, ignored) = SearchRequest::from_query("pref=13&pref=99&colour=red&page=0&sort=best&q=%FF");
    assert_eq!(request.prefs.len(), 1);
    let names: Vec<_> = ignored.iter().map(|unknown| unknown.name.as_str()).collect();
    assert_eq!(names, ["pref", "colour", "page", "sort"]);
}

#[test]
fn 地方はその都道府県を表す() {
    let (request, _) = SearchRequest::from_query("region=shikoku&pref=13");
    let names: Vec<_> = request.prefectures().iter().map(|pref| pref.code()).collect();
    assert_eq!(names, ["13", "36", "37", "38", "39"]);
}
