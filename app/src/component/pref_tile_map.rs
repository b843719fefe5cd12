//! The prefecture selector as a map of tiles (ux 9): real checkboxes or links in JIS order, placed by a grid. It is our
//! own drawing, so it carries no map licence. The cells stand in the style sheet, because the content policy allows no
//! inline style.

use domain::Lang;
use domain::code::{Prefecture, Region, RegionScheme};
use domain::value::grouped;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// What a tile does.
#[derive(Clone, Debug)]
pub enum TileChoice {
    /// Leads to a search.
    Link(String),
    /// Is a checkbox `pref`, ticked or not.
    Box(bool),
}

/// A prefecture on the map.
#[derive(Clone, Debug)]
pub struct PrefTile {
    /// Which one.
    pub pref: Prefecture,
    /// How many programs; `None` shows no number.
    pub count: Option<u32>,
    /// What it does.
    pub choice: TileChoice,
}

/// The smallest and the largest count on the map, zeros apart.
#[derive(Clone, Copy, Default)]
struct Scale {
    least: u32,
    most: u32,
}

impl Scale {
    fn of(tiles: &[PrefTile]) -> Self {
        let counts = || tiles.iter().filter_map(|tile| tile.count).filter(|count| *count > 0);
        Self {
            least: counts().min().unwrap_or(0),
            most: counts().max().unwrap_or(0),
        }
    }

    /// Step 1 to 4 of the heat scale, 0 for none. Steps grow with the square, because 東京 and 大阪 have many times what
    /// others have, and start at the smallest count, because programs for all of Japan are in every tile.
    fn step(self, count: u32) -> u8 {
        if count == 0 {
            return 0;
        }
        let range = self.most.saturating_sub(self.least).max(1);
        let share = f64::from(count.saturating_sub(self.least)) / f64::from(range);
        [0.06, 0.25, 0.56]
            .iter()
            .fold(1, |step, limit| if share > *limit { step + 1 } else { step })
    }
}

/// The map. With links it shows a heat scale, and only from 48rem up, because a list of the same links stands beside it.
/// With checkboxes the same controls become lists by region on small screens, so that none is sent twice.
#[component]
pub fn PrefTileMap(
    /// Language of the page.
    lang: Lang,
    /// All prefectures in JIS order.
    tiles: Vec<PrefTile>,
    /// Id of the heading or legend that names the map.
    #[prop(into)]
    labelled_by: String,
) -> impl IntoView {
    let scale = Scale::of(&tiles);
    let links = tiles.iter().all(|tile| matches!(tile.choice, TileChoice::Link(_)));
    let first = tiles.first().map(|tile| tile.pref);
    let mut tiles = tiles.into_iter().peekable();
    let regions = Region::in_scheme(RegionScheme::Eight)
        .map(|region| {
            let mut own = Vec::new();
            while let Some(tile) = tiles.next_if(|tile| Region::of(tile.pref, RegionScheme::Eight) == region) {
                let is_first = Some(tile.pref) == first;
                own.push(tile_view(lang, tile, scale, is_first));
            }
            view! {
                <div class="kj-map__region">
                    <p class="kj-map__heading" aria-hidden="true">{region.name(lang)}</p>
                    {own}
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="kj-map" data-kind=if links { "links" } else { "boxes" } role="group" aria-labelledby=labelled_by>
            <div class="kj-map__grid">{regions}</div>
            {links.then(|| legend_view(lang))}
        </div>
    }
}

fn tile_view(lang: Lang, tile: PrefTile, scale: Scale, is_first: bool) -> AnyView {
    let text = ComponentText::of(lang);
    let pref = tile.pref;
    let short = if lang == Lang::Ja {
        pref.short_name()
    } else {
        pref.name(lang)
    };
    let name = view! { <span class="kj-tile__name">{short}</span> };
    let number = tile.count.map(|count| {
        view! {
            <span class="kj-tile__count">
                {grouped(count.into())}
                <span class="kj-visually-hidden">{text.count_unit}</span>
            </span>
        }
    });
    let step = scale.step(tile.count.unwrap_or(0));
    match tile.choice {
        TileChoice::Link(href) => {
            view! { <a class="kj-tile" data-code=pref.code() data-heat=step href=href>{name} " " {number}</a> }
                .into_any()
        }
        TileChoice::Box(checked) => {
            let id = is_first.then_some("pref");
            view! {
                <label class="kj-tile" data-code=pref.code()>
                    <input class="kj-tile__box" type="checkbox" name="pref" value=pref.code() id=id checked=checked />
                    {name}
                    " "
                    {number}
                </label>
            }
            .into_any()
        }
    }
}

fn legend_view(lang: Lang) -> impl IntoView {
    let text = ComponentText::of(lang);
    let steps = (0..5u8)
        .map(|step| view! { <span class="kj-map__step" data-heat=step></span> })
        .collect_view();
    view! {
        <p class="kj-map__legend">
            <span class="kj-visually-hidden">{text.heat_label}</span>
            <span aria-hidden="true">{text.heat_few}</span>
            <span class="kj-map__scale" aria-hidden="true">{steps}</span>
            <span aria-hidden="true">{text.heat_many}</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 濃さは最少と最多の間で四段階() {
        let scale = Scale { least: 10, most: 50 };
        assert_eq!(
            [0, 10, 15, 25, 40, 50].map(|count| scale.step(count)),
            [0, 1, 2, 3, 4, 4]
        );
        assert_eq!(Scale { least: 3, most: 3 }.step(3), 1);
        assert_eq!(Scale::default().step(0), 0);
    }
}
