//! Counts against a count by hand: every program, every value, with the domain's own methods.

use std::collections::BTreeMap;

use domain::code::{
    CodeList, CostSharing, Industry, InsurerForm, InsurerKind, ListingKind, Mode, Prefecture, PrefectureSet, Purpose,
    RecruitStatus, Region, SizeBand, SubsidyUse, Theme, Visibility,
};
use domain::participation::{Applicant, Verdict, may_ask};
use domain::program::{Area, Listing};
use domain::search::{DueWithin, Facet, PostedWithin, Reader, SearchRequest};
use domain::value::{Day, FiscalYear, Instant, MemberCount, Month, OrganisationId, ProgramId, TimeOfDay};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use search_index::{Change, Index};

use super::fixture::{analyser, day, index_of, listing, prefectures, today};

const WORDS: &[&str] = &["琵琶湖", "富士山", "阿蘇山"];

fn some_of<T: CodeList>(most: usize) -> impl Strategy<Value = Vec<T>> {
    subsequence(T::ALL.to_vec(), 0..=most)
}

fn one_of<T: CodeList>() -> impl Strategy<Value = T> {
    select(T::ALL.to_vec())
}

fn any_listing(id: i64) -> impl Strategy<Value = Listing> {
    let place = prop_oneof![
        Just(Area::Nationwide),
        subsequence(Prefecture::ALL.to_vec(), 1..4).prop_map(|places| prefectures(&places)),
    ];
    let topics = (
        one_of::<Purpose>(),
        some_of::<Purpose>(2),
        some_of::<Theme>(3),
        subsequence(WORDS.to_vec(), 1..3),
    );
    let limits = (
        some_of::<SizeBand>(3),
        some_of::<Industry>(3),
        one_of::<CostSharing>(),
        some_of::<Mode>(3),
    );
    let states = (
        one_of::<ListingKind>(),
        one_of::<SubsidyUse>(),
        one_of::<Visibility>(),
        any::<bool>(),
        one_of::<InsurerKind>(),
        1..3_i64,
    );
    let times = (-60_i64..60, 0_i64..60, 0_i64..900, 0_u32..4);
    (place, topics, limits, states, times).prop_map(move |(area, topics, limits, states, times)| {
        let mut listing = listing(id, &topics.3.join("と"));
        let program = &mut listing.content;
        program.area = area;
        program.cat = topics.0;
        program.sub_cats = topics.1.into_iter().filter(|cat| *cat != topics.0).collect();
        program.themes = topics.2;
        program.limits.sizes = limits.0;
        program.limits.industries = limits.1;
        program.limits.members_max = (times.3 == 2).then_some(20_000);
        program.cost.sharing = limits.2;
        program.modes = limits.3;
        program.kind = states.0;
        program.subsidy = states.1;
        program.visibility = states.2;
        listing.ended = states.3 && times.3 == 0;
        listing.lead.kind = states.4;
        listing.lead.id = OrganisationId::new(states.5);
        listing.published_at = Instant::from_jst(today().plus_days(-times.1).unwrap(), TimeOfDay::MIDNIGHT);
        let from = today().plus_days(times.0).unwrap();
        let to = from.plus_days(times.1).unwrap();
        (program.recruit_from, program.recruit_to) = (Some(from), Some(to));
        program.period_from = from;
        program.period_to = to.plus_days(times.2).unwrap();
        (program.capacity, program.joined) = (Some(3), Some(times.3));
        listing
    })
}

fn any_request() -> impl Strategy<Value = SearchRequest> {
    let words = select(vec!["", "", "琵琶湖", "富士山", "富士山 -阿蘇山", "琵琶湖 阿蘇山"]);
    let places = (some_of::<Region>(2), some_of::<Prefecture>(3), any::<bool>());
    let topics = (some_of::<Purpose>(2), some_of::<Theme>(2), some_of::<RecruitStatus>(2));
    let limits = (
        some_of::<SizeBand>(2),
        some_of::<Industry>(2),
        some_of::<CostSharing>(3),
        some_of::<Mode>(2),
    );
    let rest = (
        some_of::<ListingKind>(2),
        subsequence(vec![2025, 2026, 2027, 2031], 0..2),
        some_of::<SubsidyUse>(2),
        (
            proptest::option::of(one_of::<DueWithin>()),
            proptest::option::of(one_of::<PostedWithin>()),
            some_of::<InsurerKind>(2),
        ),
    );
    // Which groups are chosen at all; with all of them hardly anything would be left.
    let chosen = any::<[bool; 14]>();
    let sparse =
        (chosen, any::<[bool; 14]>()).prop_map(|(a, b)| std::array::from_fn::<bool, 14, _>(|at| a[at] && b[at]));
    (words, places, topics, limits, rest, sparse).prop_map(|(q, places, topics, limits, rest, chosen)| {
        fn when<T: Ord, C: FromIterator<T>>(chosen: bool, values: Vec<T>) -> C {
            values.into_iter().filter(|_| chosen).collect()
        }
        SearchRequest {
            q: q.to_owned(),
            fit: chosen[10],
            regions: when(chosen[0], places.0),
            prefs: when(chosen[0] || chosen[1], places.1),
            local_only: places.2,
            cats: when(chosen[2], topics.0),
            themes: when(chosen[2], topics.1),
            statuses: when(chosen[3], topics.2),
            sizes: when(chosen[4], limits.0),
            industries: when(chosen[5], limits.1),
            costs: when(chosen[6], limits.2),
            modes: when(chosen[7], limits.3),
            kinds: when(chosen[8], rest.0),
            years: when(
                chosen[9],
                rest.1.into_iter().map(|year| FiscalYear::new(year).unwrap()).collect(),
            ),
            subsidies: when(chosen[4], rest.2),
            from: chosen[12].then(|| Month::of(day("2026-07-01"))),
            to: chosen[11].then(|| Month::of(day("2026-11-01"))),
            due: rest.3.0.filter(|_| chosen[11]),
            posted: rest.3.1.filter(|_| chosen[12]),
            orgs: when(chosen[13], rest.3.2),
            ..SearchRequest::default()
        }
    })
}

/// Whoever asks: nobody in particular, or a society that says much or little of itself.
fn any_reader() -> impl Strategy<Value = Reader> {
    let society = (
        proptest::option::of(select(vec![InsurerKind::Kenpo, InsurerKind::Kyokai])),
        proptest::option::of(one_of::<InsurerForm>()),
        proptest::option::of(one_of::<Industry>()),
        proptest::option::of(0..40_000_u32),
        one_of::<Prefecture>(),
        some_of::<Prefecture>(3),
    );
    let society = society.prop_map(|(kind, form, industry, members, pref, area)| Applicant {
        kind,
        form,
        industry,
        members: members.and_then(MemberCount::new),
        pref,
        area: area.into_iter().collect::<PrefectureSet>(),
    });
    let own = proptest::option::of((1..4_i64).prop_map(OrganisationId::new));
    (one_of::<Visibility>(), proptest::option::of(society), own).prop_map(|(scope, applicant, own)| Reader {
        scope,
        applicant,
        own,
    })
}

/// The programs of one generation and what is asked of them.
struct ByHand<'a> {
    listings: &'a BTreeMap<i64, Listing>,
    request: &'a SearchRequest,
    reader: Reader,
    today: Day,
}

impl ByHand<'_> {
    fn is_visible(&self, listing: &Listing) -> bool {
        match listing.content.visibility {
            Visibility::Public => true,
            Visibility::Insurers => self.reader.scope != Visibility::Public,
            Visibility::Participants => false,
        }
    }

    fn has_words(&self, listing: &Listing) -> bool {
        self.request
            .q
            .split_whitespace()
            .all(|word| match word.strip_prefix('-') {
                Some(word) => !listing.content.title.contains(word),
                None => listing.content.title.contains(word),
            })
    }

    fn has(&self, listing: &Listing, facet: Facet, value: &str) -> bool {
        let program = &listing.content;
        let open = !self.request.local_only;
        match facet {
            Facet::Fit => self.reader.applicant.is_some_and(|society| {
                may_ask(listing.status(self.today))
                    && society.fit(program).verdict() == Verdict::Eligible
                    && Some(listing.lead.id) != self.reader.own
            }),
            Facet::Status => listing
                .window()
                .is(RecruitStatus::from_code(value).unwrap(), self.today),
            Facet::Region => match program.area {
                Area::Nationwide => open,
                Area::Prefectures(set) => Region::from_code(value)
                    .unwrap()
                    .prefectures()
                    .any(|it| set.contains(it)),
            },
            Facet::Pref => match program.area {
                Area::Nationwide => open,
                area => area.covers(Prefecture::from_code(value).unwrap()),
            },
            Facet::Cat => program.cats().any(|cat| cat.code() == value),
            Facet::Theme => program.themes.iter().any(|theme| theme.code() == value),
            Facet::Size => program.limits.sizes.is_empty() || program.limits.sizes.iter().any(|it| it.code() == value),
            Facet::Industry => {
                program.limits.industries.is_empty() || program.limits.industries.iter().any(|it| it.code() == value)
            }
            Facet::Cost => program.cost.sharing.code() == value,
            Facet::Mode => program.modes.iter().any(|mode| mode.code() == value),
            Facet::Kind => program.kind.code() == value,
            Facet::Year => program.fiscal_years().any(|year| year.get().to_string() == value),
            Facet::Subsidy => program.subsidy.code() == value,
            Facet::From => program.period_to.iso()[..7] >= *value,
            Facet::To => program.period_from.iso()[..7] <= *value,
            Facet::Due => {
                let left = program.recruit_to.unwrap().days_since_epoch() - self.today.days_since_epoch();
                let is_ahead = [RecruitStatus::Open, RecruitStatus::Upcoming]
                    .iter()
                    .any(|status| listing.window().is(*status, self.today));
                is_ahead && (0..=value.parse().unwrap()).contains(&left)
            }
            Facet::Posted => {
                let age = self.today.days_since_epoch() - listing.published_at.day_jst().days_since_epoch();
                age <= value.parse().unwrap()
            }
            Facet::Org => listing.lead.kind.code() == value,
        }
    }

    /// Two facets of one group are chosen from together.
    fn group(facet: Facet) -> Facet {
        match facet {
            Facet::Region => Facet::Pref,
            Facet::Theme => Facet::Cat,
            facet => facet,
        }
    }

    fn passes(&self, listing: &Listing, except: Option<Facet>) -> bool {
        let chosen = self.request.selected();
        Facet::ALL
            .iter()
            .filter(|facet| Some(Self::group(**facet)) != except)
            .all(|facet| {
                let of_group = |it: &&(Facet, String)| Self::group(it.0) == Self::group(*facet);
                let mut of_group = chosen.iter().filter(of_group).peekable();
                of_group.peek().is_none() || of_group.any(|(facet, value)| self.has(listing, *facet, value))
            })
    }

    fn found(&self, except: Option<Facet>) -> Vec<&Listing> {
        let wanted = |it: &&Listing| self.is_visible(it) && self.has_words(it) && self.passes(it, except);
        self.listings.values().filter(wanted).collect()
    }

    fn check(&self, index: &Index) {
        let result = index.search(self.request, self.reader, self.today);
        let expected = self.found(None);
        assert_eq!(result.total as usize, expected.len(), "{:?}", self.request);
        let mut ids: Vec<i64> = index
            .list_ids(self.request, self.reader, self.today)
            .iter()
            .map(|it| it.get())
            .collect();
        ids.sort_unstable();
        assert_eq!(ids, expected.iter().map(|it| it.id.get()).collect::<Vec<_>>());
        // Nobody reads what another society could join.
        assert_eq!(
            result.facets.of(Facet::Fit).len(),
            usize::from(self.reader.applicant.is_some())
        );
        for facet in Facet::ALL {
            let base = self.found(Some(Self::group(*facet)));
            for count in result.facets.of(*facet) {
                let by_hand = base.iter().filter(|it| self.has(it, *facet, &count.value)).count();
                assert_eq!(
                    count.count as usize, by_hand,
                    "{facet:?} {} {:?}",
                    count.value, self.request
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn 件数は手で数えたものと等しい(
        first in (1..40_i64).map(any_listing).collect::<Vec<_>>(),
        second in (20..50_i64).map(any_listing).collect::<Vec<_>>(),
        removed in subsequence((1..50_i64).collect::<Vec<_>>(), 5..15),
        requests in proptest::collection::vec((any_request(), any_reader(), -40_i64..40), 12),
    ) {
        let (index, mut writer) = Index::in_memory(analyser()).unwrap();
        let mut listings: BTreeMap<i64, Listing> = BTreeMap::new();
        let mut change = |listings: &mut BTreeMap<i64, Listing>, puts: Vec<Listing>, removed: &[i64], applied| {
            let mut changes: Vec<Change> = removed.iter().map(|id| Change::Remove(ProgramId::new(*id))).collect();
            changes.extend(puts.iter().cloned().map(|listing| Change::Put(Box::new(listing))));
            for id in removed {
                listings.remove(id);
            }
            listings.extend(puts.into_iter().map(|listing| (listing.id.get(), listing)));
            writer.apply(&changes, applied).unwrap();
        };
        change(&mut listings, first, &[], 1);
        let check = |listings: &BTreeMap<i64, Listing>| for (request, reader, days) in &requests {
            let today = today().plus_days(*days).unwrap();
            ByHand { listings, request, reader: *reader, today }.check(&index);
        };
        check(&listings);
        change(&mut listings, second, &removed, 2);
        check(&listings);
        change(&mut listings, Vec::new(), &[21, 22, 23], 3);
        check(&listings);
    }
}

#[test]
fn 東京を選んでも神奈川の件数は変わらない() {
    let at = |id, places: &[Prefecture]| {
        let mut listing = listing(id, "健診");
        listing.content.area = prefectures(places);
        listing
    };
    let (index, _writer) = index_of([
        at(1, &[Prefecture::Tokyo]),
        at(2, &[Prefecture::Kanagawa]),
        at(3, &[Prefecture::Tokyo, Prefecture::Kanagawa]),
        listing(4, "健診"),
    ]);
    let mut request = SearchRequest::default();
    let count = |request: &SearchRequest, facet, value| {
        index
            .search(request, Visibility::Public, today())
            .facets
            .count(facet, value)
    };
    let before = (
        count(&request, Facet::Pref, "14"),
        count(&request, Facet::Region, "kinki"),
    );
    request.prefs.insert(Prefecture::Tokyo);
    assert_eq!(
        (
            count(&request, Facet::Pref, "14"),
            count(&request, Facet::Region, "kinki")
        ),
        before
    );
    assert_eq!(before, (3, 1));
    assert_eq!(count(&request, Facet::Region, "kanto"), 4);
    request.local_only = true;
    assert_eq!(count(&request, Facet::Region, "kanto"), 3);
    assert_eq!(count(&request, Facet::Pref, "47"), 0);
}

#[test]
fn どの値も一度ずつ並ぶ() {
    let (index, _writer) = index_of([listing(1, "健診")]);
    let mut request = SearchRequest::default();
    request.years.insert(FiscalYear::new(2031).unwrap());
    let facets = index.search(&request, Visibility::Public, day("2026-06-25")).facets;
    assert_eq!(facets.0.iter().map(|(facet, _)| *facet).collect::<Vec<_>>(), Facet::ALL);
    let values = |facet| -> Vec<&str> { facets.of(facet).iter().map(|count| &*count.value).collect() };
    assert_eq!(
        values(Facet::Pref),
        Prefecture::ALL.iter().map(|it| it.code()).collect::<Vec<_>>()
    );
    assert_eq!(
        values(Facet::Theme),
        Theme::ALL.iter().map(|it| it.code()).collect::<Vec<_>>()
    );
    assert_eq!(values(Facet::Year), ["2031", "2026"]);
    assert_eq!(facets.count(Facet::Year, "2026"), 1);
    request.years.clear();
    let facets = index.search(&request, Visibility::Public, day("2026-06-25")).facets;
    assert_eq!(
        (
            facets.count(Facet::Status, "open"),
            facets.count(Facet::Status, "closing")
        ),
        (1, 1)
    );
}
