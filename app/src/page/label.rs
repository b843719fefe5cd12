//! Words for values of the domain that need more than the code list's own name.

use domain::Lang;
use domain::code::{
    CostSharing, Industry, InsurerKind, ListingKind, Mode, Prefecture, Purpose, RecruitStatus, Region, SizeBand,
    SubsidyUse, Theme,
};
use domain::normalise;
use domain::program::{Area, CleanProgram};
use domain::search::{DueWithin, Facet, PostedWithin, Sort};
use domain::value::Phone;

use crate::text::Text;

/// The name of a filter value; the value itself when no code list knows it.
pub fn facet_value(lang: Lang, facet: Facet, value: &str) -> String {
    let name = match facet {
        Facet::Fit => Some(Text::of(lang).joining.fit_filter),
        Facet::Status => RecruitStatus::from_code(value).map(|it| it.name(lang)),
        Facet::Region => Region::from_code(value).map(|it| it.name(lang)),
        Facet::Pref => Prefecture::from_code(value).map(|it| it.name(lang)),
        Facet::Cat => Purpose::from_code(value).map(|it| it.name(lang)),
        Facet::Theme => Theme::from_code(value).map(|it| it.name(lang)),
        Facet::Size => SizeBand::from_code(value).map(|it| it.name(lang)),
        Facet::Industry => Industry::from_code(value).map(|it| it.name(lang)),
        Facet::Cost => CostSharing::from_code(value).map(|it| it.name(lang)),
        Facet::Mode => Mode::from_code(value).map(|it| it.name(lang)),
        Facet::Kind => ListingKind::from_code(value).map(|it| it.name(lang)),
        Facet::Subsidy => SubsidyUse::from_code(value).map(|it| it.name(lang)),
        Facet::Due => DueWithin::from_code(value).map(|it| it.name(lang)),
        Facet::Posted => PostedWithin::from_code(value).map(|it| it.name(lang)),
        Facet::Org => InsurerKind::from_code(value).map(|it| it.name(lang)),
        Facet::From | Facet::To => return month(lang, facet, value),
        Facet::Year => return normalise::fiscal_year(value).map_or_else(|_| value.to_owned(), |year| year.name(lang)),
    };
    name.map_or_else(|| value.to_owned(), str::to_owned)
}

/// One end of 実施期間.
fn month(lang: Lang, facet: Facet, value: &str) -> String {
    let Ok(month) = normalise::month(value) else {
        return value.to_owned();
    };
    match (lang, facet) {
        (Lang::Ja, Facet::From) => format!("実施期間が{}以降", month.name_ja()),
        (Lang::Ja, _) => format!("実施期間が{}まで", month.name_ja()),
        (Lang::En, Facet::From) => format!("running in {month} or later"),
        (Lang::En, _) => format!("running in {month} or earlier"),
    }
}

/// The heading of a facet.
pub fn facet(text: &Text, facet: Facet) -> &'static str {
    match facet {
        Facet::Fit => text.joining.fit_group,
        Facet::Status => text.search.facet_status,
        Facet::Region | Facet::Pref => text.search.facet_place,
        Facet::Cat | Facet::Theme => text.search.facet_purpose,
        Facet::Size => text.search.facet_size,
        Facet::Industry => text.search.facet_industry,
        Facet::Cost => text.search.facet_cost,
        Facet::Mode => text.search.facet_mode,
        Facet::Kind => text.search.facet_kind,
        Facet::Year => text.search.facet_year,
        Facet::Subsidy => text.search.facet_subsidy,
        Facet::From | Facet::To => text.search.facet_period,
        Facet::Due => text.search.facet_due,
        Facet::Posted => text.search.facet_posted,
        Facet::Org => text.search.facet_org,
    }
}

/// The name of an order.
pub fn sort(text: &Text, sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => text.search.sort_relevance,
        Sort::Deadline => text.search.sort_deadline,
        Sort::New => text.search.sort_new,
        Sort::Updated => text.search.sort_updated,
        Sort::Members => text.search.sort_members,
        Sort::Places => text.search.sort_places,
        Sort::Name => text.search.sort_name,
    }
}

/// Names put in a row as the language does it.
pub fn list(lang: Lang, names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let separator = match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    };
    let names: Vec<_> = names.into_iter().collect();
    names.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(separator)
}

/// Where a program runs, in words.
pub fn area(lang: Lang, area: Area) -> String {
    match area {
        Area::Nationwide => Text::of(lang).detail.nationwide.to_owned(),
        Area::Prefectures(prefs) => list(lang, prefs.iter().map(|pref| pref.name(lang))),
    }
}

/// Where a program runs, short enough for a card: beyond four prefectures their number.
pub fn short_area(lang: Lang, place: Area) -> String {
    match place {
        Area::Prefectures(prefs) if prefs.len() > 4 => {
            let first = list(lang, prefs.iter().take(3).map(|pref| pref.name(lang)));
            match lang {
                Lang::Ja => format!("{first}など{}都道府県", prefs.len()),
                Lang::En => format!("{first} and {} more", prefs.len() - 3),
            }
        }
        other => area(lang, other),
    }
}

/// Who can join, as one line; `None` when anybody can.
pub fn limits(lang: Lang, program: &CleanProgram) -> Option<String> {
    let sizes = bands(lang, &program.limits.sizes);
    let industries = list(
        lang,
        program.limits.industries.iter().map(|industry| industry.name(lang)),
    );
    let (text, limits) = (Text::of(lang).joining, &program.limits);
    let seats = list(lang, limits.seats.iter().map(|pref| pref.name(lang)));
    let kinds = list(lang, limits.kinds.iter().map(|kind| kind.name(lang)));
    let forms = list(lang, limits.forms.iter().map(|form| form.name(lang)));
    let least = limits
        .members_min
        .map(|min| (text.at_least)(&count(min)))
        .unwrap_or_default();
    let most = limits
        .members_max
        .map(|max| (text.at_most)(&count(max)))
        .unwrap_or_default();
    let parts: Vec<_> = [
        sizes,
        least,
        most,
        industries,
        kinds,
        forms,
        seats,
        limits.system.clone(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    (!parts.is_empty()).then(|| parts.join(if lang == Lang::Ja { "／" } else { "; " }))
}

/// Size bands in words; neighbouring ones are drawn together.
pub fn bands(lang: Lang, sizes: &[SizeBand]) -> String {
    let (Some(first), Some(last)) = (sizes.first().copied(), sizes.last().copied()) else {
        return String::new();
    };
    let joined = last.index() - first.index() + 1 == sizes.len();
    if !joined {
        return list(lang, sizes.iter().map(|size| size.name(lang)));
    }
    let number = count;
    match (SizeBand::min(first), SizeBand::max(last), lang) {
        (0, None, _) => String::new(),
        (0, Some(max), Lang::Ja) => format!("加入者{}人未満", number(max.saturating_add(1))),
        (0, Some(max), Lang::En) => format!("fewer than {} members", number(max.saturating_add(1))),
        (min, None, Lang::Ja) => format!("加入者{}人以上", number(min)),
        (min, None, Lang::En) => format!("{} members or more", number(min)),
        (min, Some(max), Lang::Ja) => format!("加入者{}人から{}人", number(min), number(max)),
        (min, Some(max), Lang::En) => format!("{} to {} members", number(min), number(max)),
    }
}

/// A number of people or things, its digits in groups.
pub fn count(count: u32) -> String {
    domain::value::Yen::new(i64::from(count)).to_string()
}

/// A telephone number in narrow digits.
pub fn phone(number: &Phone) -> String {
    normalise::unify_hyphens(&normalise::narrow(number.as_str()))
}

/// What taking part costs, as one line.
pub fn cost(lang: Lang, program: &CleanProgram) -> String {
    let sharing = program.cost.sharing.name(lang);
    match program.cost.yen {
        Some(yen) => {
            // Only a fixed or an equal share is an amount per insurer; otherwise the note says what the amount is for.
            let text = Text::of(lang).detail;
            let whole = matches!(program.cost.sharing, CostSharing::Fixed | CostSharing::Equal);
            let of = if whole { text.per_insurer } else { text.roughly };
            match lang {
                Lang::Ja => format!("{sharing}（{of}{}）", yen.reading()),
                Lang::En => format!("{sharing} (¥{yen} {of})"),
            }
        }
        None => sharing.to_owned(),
    }
}
