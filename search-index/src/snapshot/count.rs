//! Filters and their counts. Values of one group are joined by OR, groups by AND, and the counts of a group ignore
//! what is chosen in it: choosing 東京 never changes the number beside 神奈川 (SRCH-01). What one society can join is
//! counted apart, so that no count of one person is ever kept for another.

use std::sync::{Arc, PoisonError};

use domain::code::{
    CodeList, CostSharing, Industry, InsurerKind, ListingKind, Mode, Prefecture, Purpose, RecruitStatus, Region,
    SizeBand, SubsidyUse, Theme, Visibility,
};
use domain::search::{DueWithin, Facet, FacetCount, FacetCounts, PostedWithin, Reader, SearchRequest};
use domain::value::Day;

use super::column::Column;
use super::{Bits, Snapshot, is_public};
use crate::row::Row;

/// How many groups of filters there are: 地方 with 都道府県, 目的 with 健康課題, and each other facet.
const GROUPS: usize = 16;

/// The group of [`Facet::Fit`].
const FIT: usize = 10;

/// The group of a facet.
fn group(facet: Facet) -> usize {
    match facet {
        Facet::Status => 0,
        Facet::Region | Facet::Pref => 1,
        Facet::Cat | Facet::Theme => 2,
        Facet::Size => 3,
        Facet::Industry => 4,
        Facet::Cost => 5,
        Facet::Mode => 6,
        Facet::Kind => 7,
        Facet::Year => 8,
        Facet::Subsidy => 9,
        Facet::Fit => FIT,
        Facet::Due => 11,
        Facet::Posted => 12,
        Facet::Org => 13,
        Facet::From => 14,
        Facet::To => 15,
    }
}

/// The programs each group lets through; `None` where nothing is chosen.
pub struct Groups([Option<Bits>; GROUPS]);

impl Groups {
    /// Keeps what all groups but one let through.
    fn narrow(&self, programs: &mut Bits, except: Option<usize>) {
        for (position, filter) in self.0.iter().enumerate() {
            if let Some(filter) = filter.as_ref().filter(|_| Some(position) != except) {
                programs.intersect(filter);
            }
        }
    }

    /// Of these programs, those all groups let through.
    pub fn apply(&self, programs: &Bits) -> Bits {
        let mut kept = programs.clone();
        self.narrow(&mut kept, None);
        kept
    }

    fn is_open(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

impl Snapshot {
    /// The filters of a request.
    pub fn groups(&self, request: &SearchRequest, reader: Reader, today: Day) -> Groups {
        let slots = self.rows.len();
        let columns = &self.columns;
        fn chosen<T: CodeList>(column: &Column, slots: usize, values: impl IntoIterator<Item = T>) -> Option<Bits> {
            let mut values = values.into_iter().map(CodeList::index).peekable();
            values.peek()?;
            Some(column.any_of(slots, values))
        }
        let prefectures = request.prefectures();
        let place = (!prefectures.is_empty()).then(|| {
            let mut place = columns.pref.any_of(slots, prefectures.iter().map(Prefecture::index));
            if !request.local_only {
                place.unite(&columns.nationwide);
            }
            place
        });
        let cats = chosen(&columns.cat, slots, request.cats.iter().copied());
        let themes = chosen(&columns.theme, slots, request.themes.iter().copied());
        let topic = match (cats, themes) {
            (Some(mut cats), Some(themes)) => {
                cats.unite(&themes);
                Some(cats)
            }
            (cats, themes) => cats.or(themes),
        };
        let years = (!request.years.is_empty()).then(|| {
            let mut any = Bits::none(slots);
            let wanted = columns
                .years
                .iter()
                .filter(|(year, _)| request.years.iter().any(|it| it.get() == *year));
            wanted.for_each(|(_, bits)| any.unite(bits));
            any
        });
        let status = if request.statuses.is_empty() {
            None
        } else {
            chosen(&self.on(today).status, slots, request.statuses.iter().copied())
        };
        Groups([
            status,
            place,
            topic,
            chosen(&columns.size, slots, request.sizes.iter().copied()),
            chosen(&columns.industry, slots, request.industries.iter().copied()),
            chosen(&columns.cost, slots, request.costs.iter().copied()),
            chosen(&columns.mode, slots, request.modes.iter().copied()),
            chosen(&columns.kind, slots, request.kinds.iter().copied()),
            years,
            chosen(&columns.subsidy, slots, request.subsidies.iter().copied()),
            request.fit.then(|| self.fitting(reader, today)),
            request.due.and_then(|it| chosen(&self.on(today).due, slots, [it])),
            request
                .posted
                .and_then(|it| chosen(&self.on(today).posted, slots, [it])),
            chosen(&columns.org, slots, request.orgs.iter().copied()),
            request
                .from
                .map(|month| self.those(|row| row.period_to >= month.first_day())),
            request
                .to
                .map(|month| self.those(|row| row.period_from <= month.last_day())),
        ])
    }

    fn those(&self, wanted: impl Fn(&Row) -> bool) -> Bits {
        let mut found = Bits::none(self.rows.len());
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| wanted(row))
            .for_each(|(slot, _)| found.insert(slot));
        found
    }

    /// The counts of every facet. `texts` are the visible programs that match the words; `None` when there are no
    /// words, and the counts can be kept.
    pub fn count(
        &self,
        request: &SearchRequest,
        groups: &Groups,
        texts: Option<&Bits>,
        scope: Visibility,
        today: Day,
    ) -> Arc<FacetCounts> {
        let base = texts.unwrap_or_else(|| self.visible(scope));
        if texts.is_some() || !groups.is_open() {
            return Arc::new(self.count_all(request, groups, base, scope, today));
        }
        let key = (is_public(scope), request.local_only, today);
        let kept = || self.plain_counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = kept().iter().find(|(other, _)| *other == key) {
            return Arc::clone(counts);
        }
        let counts = Arc::new(self.count_all(request, groups, base, scope, today));
        let mut all = kept();
        all.retain(|((.., day), _)| *day == today);
        all.push((key, Arc::clone(&counts)));
        counts
    }

    /// How many programs the society that asks could join with all other filters as they are; nothing when none asks.
    pub fn count_fit(&self, groups: &Groups, texts: Option<&Bits>, reader: Reader, today: Day) -> Vec<FacetCount> {
        if reader.applicant.is_none() {
            return Vec::new();
        }
        let mut programs = texts.unwrap_or_else(|| self.visible(reader.scope)).clone();
        groups.narrow(&mut programs, Some(FIT));
        let count = match &groups.0[FIT] {
            Some(fitting) => programs.count_common(fitting),
            None => programs.count_common(&self.fitting(reader, today)),
        };
        let value = "1".into();
        vec![FacetCount { value, count }]
    }

    fn count_all(
        &self,
        request: &SearchRequest,
        groups: &Groups,
        base: &Bits,
        scope: Visibility,
        today: Day,
    ) -> FacetCounts {
        let counted = |programs: Bits| (programs.count() as usize, programs);
        let in_all = counted(groups.apply(base));
        let without_own: Vec<Option<(usize, Bits)>> = groups
            .0
            .iter()
            .enumerate()
            .map(|(position, filter)| {
                filter.as_ref().map(|_| {
                    let mut programs = base.clone();
                    groups.narrow(&mut programs, Some(position));
                    counted(programs)
                })
            })
            .collect();
        let day = self.on(today);
        let columns = &self.columns;
        let counts = Facet::ALL.iter().map(|&facet| {
            let programs = without_own[group(facet)].as_ref().unwrap_or(&in_all);
            let everywhere = match facet {
                Facet::Region | Facet::Pref => self.nationwide(request, &programs.1),
                _ => 0,
            };
            let counts = match facet {
                // Counted for the society that asks, see `count_fit`.
                Facet::Fit => Vec::new(),
                // Any month can be asked for.
                Facet::From | Facet::To => Vec::new(),
                Facet::Status => coded::<RecruitStatus>(&day.status, programs, everywhere),
                Facet::Region => coded::<Region>(&columns.region, programs, everywhere),
                Facet::Pref => coded::<Prefecture>(&columns.pref, programs, everywhere),
                Facet::Cat => coded::<Purpose>(&columns.cat, programs, everywhere),
                Facet::Theme => coded::<Theme>(&columns.theme, programs, everywhere),
                Facet::Size => coded::<SizeBand>(&columns.size, programs, everywhere),
                Facet::Industry => coded::<Industry>(&columns.industry, programs, everywhere),
                Facet::Cost => coded::<CostSharing>(&columns.cost, programs, everywhere),
                Facet::Mode => coded::<Mode>(&columns.mode, programs, everywhere),
                Facet::Kind => coded::<ListingKind>(&columns.kind, programs, everywhere),
                Facet::Year => self.count_years(request, &programs.1, scope),
                Facet::Subsidy => coded::<SubsidyUse>(&columns.subsidy, programs, everywhere),
                Facet::Due => coded::<DueWithin>(&day.due, programs, everywhere),
                Facet::Posted => coded::<PostedWithin>(&day.posted, programs, everywhere),
                Facet::Org => coded::<InsurerKind>(&columns.org, programs, everywhere),
            };
            (facet, counts)
        });
        FacetCounts(counts.collect())
    }

    /// Programs of 全国 count in every prefecture and region, unless the request leaves them out (PREF-08).
    fn nationwide(&self, request: &SearchRequest, programs: &Bits) -> u32 {
        if request.local_only {
            0
        } else {
            self.columns.nationwide.count_common(programs)
        }
    }

    /// The years of visible programs and the chosen ones, newest first.
    fn count_years(&self, request: &SearchRequest, programs: &Bits, scope: Visibility) -> Vec<FacetCount> {
        let visible = self.visible(scope);
        let is_chosen = |year: i32| request.years.iter().any(|chosen| chosen.get() == year);
        let occurring = self
            .columns
            .years
            .iter()
            .filter(|(year, bits)| is_chosen(*year) || bits.count_common(visible) > 0)
            .map(|(year, bits)| (*year, bits.count_common(programs)));
        let mut counts: Vec<(i32, u32)> = occurring.collect();
        for year in request.years.iter().map(|year| year.get()) {
            if !counts.iter().any(|(counted, _)| *counted == year) {
                counts.push((year, 0));
            }
        }
        counts.sort_unstable_by_key(|(year, _)| std::cmp::Reverse(*year));
        counts
            .into_iter()
            .map(|(year, count)| FacetCount {
                value: year.to_string().into(),
                count,
            })
            .collect()
    }
}

fn coded<T: CodeList>(column: &Column, (total, programs): &(usize, Bits), everywhere: u32) -> Vec<FacetCount> {
    let counts = column.count(programs, *total);
    let values = T::ALL.iter().zip(counts);
    values
        .map(|(value, count)| FacetCount {
            value: value.code().into(),
            count: count + everywhere,
        })
        .collect()
}
