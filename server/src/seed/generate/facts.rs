//! The facts of a generated program: its choices, places and dates, drawn so that they fit each other.

use domain::code::{
    CostSharing, DataUse, Industry, ListingKind, Mode, Prefecture, PrefectureSet, Region, RegionScheme, SizeBand,
    SubsidyUse, Target, Theme, Visibility,
};
use domain::insurer::NewInsurer;
use domain::value::{Day, FiscalYear};
use store::ImportState;

use super::random::Random;

/// The day around which all dates lie: 1 October 2026, in days since 1 January 1970.
const MIDDLE: i64 = 20_727;

/// Everything about a program but its texts.
#[derive(Debug)]
pub struct Facts {
    pub state: ImportState,
    pub kind: ListingKind,
    /// The first one decides the main purpose.
    pub themes: Vec<Theme>,
    pub targets: Vec<Target>,
    pub nationwide: bool,
    pub prefectures: PrefectureSet,
    pub modes: Vec<Mode>,
    pub period: (Day, Day),
    pub recruiting: (Day, Day),
    pub fiscal_year: FiscalYear,
    pub cost: CostSharing,
    pub data_use: DataUse,
    pub sizes: Vec<SizeBand>,
    pub industries: Vec<Industry>,
    pub visibility: Visibility,
    pub subsidy: SubsidyUse,
    pub persons: i64,
    pub societies: i64,
}

impl Facts {
    /// Draws the facts of the item with this number.
    pub fn draw(random: &mut Random, lead: &NewInsurer, item: u64) -> Self {
        let period_from = day(MIDDLE
            + if random.chance(50) {
                random.between(-60, 300)
            } else {
                random.between(-1_100, 800)
            });
        let length = [89, 179, 364, 364, 364, 729][usize::try_from(random.draw() % 6).unwrap_or_default()];
        let recruit_to = plus(period_from, -random.between(5, 60));
        let recruiting = (plus(recruit_to, -random.between(25, 90)), recruit_to);
        let kind = match random.draw() % 10 {
            0 => ListingKind::Reference,
            1 | 2 => ListingKind::Partner,
            _ => ListingKind::Recruit,
        };
        let ended = period_from.days_since_epoch() < MIDDLE - 500;
        let state = match random.draw() % 50 {
            0 => ImportState::Draft,
            1..=4 if ended => ImportState::Closed,
            _ => ImportState::Published,
        };
        let nationwide = random.chance(12);
        Self {
            state,
            kind,
            themes: draw_themes(random, item),
            targets: at_least_one(random, Target::ALL, 2),
            nationwide,
            prefectures: if nationwide {
                PrefectureSet::EMPTY
            } else {
                draw_places(random, lead.pref, item)
            },
            modes: at_least_one(random, Mode::ALL, 2),
            period: (period_from, plus(period_from, length)),
            recruiting,
            fiscal_year: FiscalYear::of(period_from),
            cost: pick(random, CostSharing::ALL, CostSharing::Negotiable),
            data_use: pick(random, DataUse::ALL, DataUse::None),
            sizes: if random.chance(40) {
                some(random, SizeBand::ALL, 3)
            } else {
                Vec::new()
            },
            industries: if random.chance(25) {
                some(random, Industry::ALL, 3)
            } else {
                Vec::new()
            },
            visibility: if random.chance(92) {
                Visibility::Public
            } else {
                pick(random, Visibility::ALL, Visibility::Public)
            },
            subsidy: if random.chance(70) {
                SubsidyUse::None
            } else {
                pick(random, SubsidyUse::ALL, SubsidyUse::None)
            },
            persons: random.between(3, 400) * 10,
            societies: random.between(3, 24),
        }
    }

    /// Months of the period, at least one.
    pub fn months(&self) -> i64 {
        (self.period.0.days_until(self.period.1) / 30).max(1)
    }
}

fn day(number: i64) -> Day {
    Day::from_days_since_epoch(number).unwrap_or(Day::MIN)
}

fn plus(from: Day, days: i64) -> Day {
    from.plus_days(days).unwrap_or(from)
}

fn pick<T: Copy>(random: &mut Random, all: &[T], otherwise: T) -> T {
    random.pick(all).copied().unwrap_or(otherwise)
}

fn some<T: Copy>(random: &mut Random, all: &[T], count: usize) -> Vec<T> {
    random.pick_some(all, count).into_iter().copied().collect()
}

fn at_least_one<T: Copy>(random: &mut Random, all: &[T], most: u64) -> Vec<T> {
    let count = 1 + usize::try_from(random.draw() % most).unwrap_or_default();
    some(random, all, count)
}

/// Every theme comes first equally often; a second one is of the same purpose or of any.
fn draw_themes(random: &mut Random, item: u64) -> Vec<Theme> {
    let count = Theme::ALL.len() as u64;
    let Some(&first) = Theme::ALL.get(usize::try_from(item * 7 % count).unwrap_or_default()) else {
        return Vec::new();
    };
    let mut themes = vec![first];
    if random.chance(45) {
        let related: Vec<Theme> = Theme::of(first.purpose()).collect();
        let pool = if random.chance(70) {
            related.as_slice()
        } else {
            Theme::ALL
        };
        themes.extend(random.pick(pool).filter(|second| **second != first));
    }
    themes
}

/// Around the society's own prefecture in most cases, and each prefecture in turn, so that none is left out.
fn draw_places(random: &mut Random, home: Prefecture, item: u64) -> PrefectureSet {
    let count = Prefecture::ALL.len() as u64;
    let turn = Prefecture::ALL.get(usize::try_from(item % count).unwrap_or_default());
    let centre = if random.chance(65) {
        home
    } else {
        turn.copied().unwrap_or(home)
    };
    let region = Region::of(centre, RegionScheme::Eight).prefectures();
    let neighbours: Vec<Prefecture> = region.collect();
    if random.chance(12) {
        return neighbours.into_iter().collect();
    }
    let further = usize::try_from(random.draw() % 4).unwrap_or_default();
    random
        .pick_some(&neighbours, further)
        .into_iter()
        .copied()
        .chain([centre])
        .collect()
}
