//! What filters, orders and suggestions need to know of a program: small enough to keep one per program in memory.

use domain::code::{CodeList, InsurerKind, PrefectureSet, Visibility};
use domain::participation::Gate;
use domain::program::{Area, Listing, RecruitWindow};
use domain::search::{DueWithin, PostedWithin, is_ahead};
use domain::value::{Day, Instant, OrganisationId, ProgramId};
use serde::{Deserialize, Serialize};

use domain::code::ListingKind;

/// The facts of one program. Sets of codes are bit masks over the positions in their lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub id: ProgramId,
    pub version: i64,
    pub title: String,
    /// Reading of the title, folded by sound.
    pub title_sound: String,
    pub organisation: String,
    pub owner: OrganisationId,
    pub owner_kind: InsurerKind,
    /// Reading of the organisation, folded by sound.
    pub organisation_sound: String,
    pub visibility: Visibility,
    /// Prefectures; none for 全国.
    pub prefectures: u64,
    pub nationwide: bool,
    pub cats: u64,
    pub themes: u64,
    /// Size bands that can take part; all when there is no limit.
    pub sizes: u64,
    /// 業態 that can take part; all when there is no limit.
    pub industries: u64,
    /// Who can take part.
    pub gate: Gate,
    pub cost: u64,
    pub modes: u64,
    pub kind: ListingKind,
    pub subsidy: u64,
    pub recruit_from: Option<Day>,
    pub recruit_to: Option<Day>,
    pub period_from: Day,
    pub period_to: Day,
    pub full: bool,
    pub ended: bool,
    /// Fiscal years, first and last.
    pub years: (i32, i32),
    /// First publication, milliseconds.
    pub published: i64,
    /// Last change, milliseconds.
    pub updated: i64,
    pub joined: Option<u32>,
    pub places: Option<u32>,
}

impl Row {
    /// The facts of a listing, with the readings the analysis found.
    pub fn of(listing: &Listing, title_sound: String, organisation_sound: String) -> Self {
        let program = &listing.content;
        let window = listing.window();
        let (prefectures, nationwide) = match program.area {
            Area::Nationwide => (PrefectureSet::EMPTY, true),
            Area::Prefectures(set) => (set, false),
        };
        let mut years = program.fiscal_years().map(|year| year.get());
        let first_year = years.next().unwrap_or_default();
        Self {
            id: listing.id,
            version: listing.version,
            title: program.title.clone(),
            title_sound,
            organisation: listing.lead.name.clone(),
            owner: listing.lead.id,
            owner_kind: listing.lead.kind,
            organisation_sound,
            visibility: program.visibility,
            prefectures: prefectures.bits(),
            nationwide,
            cats: mask(program.cats()),
            themes: mask(program.themes.iter().copied()),
            sizes: limit(&program.limits.sizes),
            industries: limit(&program.limits.industries),
            gate: Gate::of(program),
            cost: mask([program.cost.sharing]),
            modes: mask(program.modes.iter().copied()),
            kind: program.kind,
            subsidy: mask([program.subsidy]),
            recruit_from: window.from,
            recruit_to: window.to,
            period_from: program.period_from,
            period_to: window.period_to,
            full: window.full,
            ended: window.ended,
            years: (first_year, years.last().unwrap_or(first_year)),
            published: listing.published_at.millis(),
            updated: listing.updated_at.millis(),
            joined: program.joined,
            places: program.places_left(),
        }
    }

    /// What the recruiting status follows from.
    pub fn window(&self) -> RecruitWindow {
        RecruitWindow {
            kind: self.kind,
            from: self.recruit_from,
            to: self.recruit_to,
            period_to: self.period_to,
            full: self.full,
            ended: self.ended,
        }
    }

    /// Which stretches of days its deadline falls into.
    pub fn due(&self, today: Day) -> u64 {
        let is_ahead = is_ahead(&self.window(), today);
        let within = DueWithin::ALL.iter().copied();
        mask(within.filter(|within| within.holds(self.recruit_to, is_ahead, today)))
    }

    /// Which stretches of days its first publication lies in.
    pub fn posted(&self, today: Day) -> u64 {
        let published = Instant::from_millis(self.published);
        let within = PostedWithin::ALL.iter().copied();
        mask(within.filter(|within| within.holds(published, today)))
    }
}

/// One bit per value, at its position in the list.
pub fn mask<T: CodeList>(values: impl IntoIterator<Item = T>) -> u64 {
    values.into_iter().fold(0, |mask, value| mask | 1 << value.index())
}

/// An empty list of conditions lets everybody take part.
fn limit<T: CodeList>(values: &[T]) -> u64 {
    mask(if values.is_empty() { T::ALL } else { values }.iter().copied())
}
