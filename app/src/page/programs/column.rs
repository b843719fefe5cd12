//! The columns of tables: what stands in them, and of which kind it is. CSV and XLSX show the same.

use domain::Lang;
use domain::program::Listing;
use domain::value::Day;

use crate::page::label;
use crate::text::output::OutputText;
use crate::{Site, Visit, link};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing is known.
    Empty,
    /// Somebody's or our own words; also identifiers, whose leading zeros matter.
    Text(String),
    /// A number to count with.
    Number(i64),
    /// A day.
    Day(Day),
}

/// Who looks at the table.
pub(super) struct Reader<'a> {
    pub site: &'a Site,
    pub visit: &'a Visit,
}

/// A column.
pub(super) struct Column {
    /// Its heading.
    pub heading: fn(&OutputText) -> &'static str,
    /// What a listing has there.
    pub cell: fn(&Reader<'_>, &Listing) -> Cell,
    /// How wide it is shown, in digits.
    pub width: f64,
}

impl Reader<'_> {
    fn lang(&self) -> Lang {
        self.visit.lang
    }
}

fn text(words: impl Into<String>) -> Cell {
    let words = words.into();
    if words.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(words)
    }
}

fn number(count: Option<u32>) -> Cell {
    count.map_or(Cell::Empty, |count| Cell::Number(i64::from(count)))
}

fn day(day: Option<Day>) -> Cell {
    day.map_or(Cell::Empty, Cell::Day)
}

macro_rules! column {
    ($heading:ident, $width:literal, |$reader:pat_param, $listing:ident| $cell:expr) => {
        Column {
            heading: |text| text.$heading,
            cell: |$reader, $listing| $cell,
            width: $width,
        }
    };
}

/// All columns, the identifier first.
pub(super) const COLUMNS: &[Column] = &[
    column!(column_id, 12.0, |_, it| text(it.id.to_string())),
    column!(column_title, 40.0, |_, it| text(&*it.content.title)),
    column!(column_kind, 12.0, |by, it| text(it.content.kind.name(by.lang()))),
    column!(column_status, 12.0, |by, it| {
        text(it.status(by.visit.today).name(by.lang()))
    }),
    column!(column_lead, 30.0, |_, it| text(&*it.lead.name)),
    column!(column_number, 12.0, |_, it| text(it.lead.number.as_str())),
    column!(column_cats, 24.0, |by, it| {
        text(label::list(by.lang(), it.content.cats().map(|cat| cat.name(by.lang()))))
    }),
    column!(column_themes, 24.0, |by, it| {
        let themes = it.content.themes.iter().map(|theme| theme.name(by.lang()));
        text(label::list(by.lang(), themes))
    }),
    column!(column_summary, 60.0, |_, it| text(&*it.content.summary)),
    column!(column_targets, 20.0, |by, it| {
        let targets = it.content.targets.iter().map(|target| target.name(by.lang()));
        text(label::list(by.lang(), targets))
    }),
    column!(column_area, 24.0, |by, it| text(label::area(
        by.lang(),
        it.content.area
    ))),
    column!(column_modes, 16.0, |by, it| {
        let modes = it.content.modes.iter().map(|mode| mode.name(by.lang()));
        text(label::list(by.lang(), modes))
    }),
    column!(column_period_from, 12.0, |_, it| Cell::Day(it.content.period_from)),
    column!(column_period_to, 12.0, |_, it| Cell::Day(it.content.period_to)),
    column!(column_recruit_from, 12.0, |_, it| day(it.content.recruit_from)),
    column!(column_recruit_to, 12.0, |_, it| day(it.content.recruit_to)),
    column!(column_cost, 16.0, |by, it| {
        text(it.content.cost.sharing.name(by.lang()))
    }),
    column!(column_yen, 14.0, |_, it| {
        it.content.cost.yen.map_or(Cell::Empty, |yen| Cell::Number(yen.get()))
    }),
    column!(column_capacity, 12.0, |_, it| number(it.content.capacity)),
    column!(column_joined, 12.0, |_, it| number(it.content.joined)),
    column!(column_limits, 30.0, |by, it| {
        text(label::limits(by.lang(), &it.content).unwrap_or_default())
    }),
    column!(column_condition, 30.0, |_, it| text(&*it.content.limits.note)),
    column!(column_data, 20.0, |by, it| text(it.content.data_use.name(by.lang()))),
    column!(column_subsidy, 16.0, |by, it| text(it.content.subsidy.name(by.lang()))),
    column!(column_contact, 30.0, |_, it| text(&*it.content.contact.organisation)),
    column!(column_department, 20.0, |_, it| text(&*it.content.contact.department)),
    column!(column_tel, 16.0, |_, it| {
        text(it.content.contact.tel.as_ref().map(label::phone).unwrap_or_default())
    }),
    column!(column_published, 12.0, |_, it| Cell::Day(it.published_at.day_jst())),
    column!(column_updated, 12.0, |_, it| Cell::Day(it.updated_at.day_jst())),
    column!(column_address, 40.0, |by, it| {
        text(link::absolute(by.site, &by.visit.href(&link::program(it.id))))
    }),
];
