//! Bars as SVG drawn on the server (ux 8.7): a label, the bar and its figure in words; bars of the second kind are striped
//! instead of told apart by colour. The same figures stand in a table below, so nothing is told by the picture only.

use leptos::prelude::*;

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// How much.
    pub value: u64,
    /// The figure as it is written.
    pub words: String,
    /// Whether it is the second kind of bar, drawn with the other pattern.
    pub is_second: bool,
}

/// Where a bar stands, in units of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    y: u64,
    length: u64,
}

/// How a chart is divided, in units of the picture: short labels stand beside their bars, long ones above them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    /// Where bars begin.
    label: u64,
    /// Height of a row.
    row: u64,
    /// Room above a bar within its row.
    above: u64,
}

const BESIDE: Frame = Frame {
    label: 212,
    row: 32,
    above: 7,
};
const ABOVE: Frame = Frame {
    label: 0,
    row: 56,
    above: 26,
};
const WIDTH: u64 = 680;
const FIGURE: u64 = 150;
const THICK: u64 = 18;
/// Letters of full width that fit beside a bar.
const FITTING: usize = 13;

impl Frame {
    fn of(bars: &[Bar]) -> Self {
        let width = |label: &str| {
            label
                .chars()
                .map(|c| if c.is_ascii() { 1 } else { 2 })
                .sum::<usize>()
                .div_ceil(2)
        };
        if bars.iter().all(|bar| width(&bar.label) <= FITTING) {
            BESIDE
        } else {
            ABOVE
        }
    }
}

/// Where each bar stands: one below the other, the longest as long as there is room. What is not nothing is seen.
fn layout(frame: Frame, values: &[u64]) -> Vec<Place> {
    let room = WIDTH - frame.label - FIGURE;
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let place = |(at, value): (u64, &u64)| {
        let length = u128::from(*value) * u128::from(room) / u128::from(most);
        let length = u64::try_from(length).unwrap_or(room);
        Place {
            y: at * frame.row,
            length: if *value > 0 { length.max(2) } else { 0 },
        }
    };
    (0..).zip(values).map(place).collect()
}

/// A chart; `id` begins the ids inside, `labelled_by` is the id of its heading.
#[component]
pub fn BarChart(
    /// Begins the ids of its parts.
    id: &'static str,
    /// Id of the heading.
    labelled_by: &'static str,
    /// From top to bottom.
    bars: Vec<Bar>,
) -> impl IntoView {
    let frame = Frame::of(&bars);
    let values: Vec<u64> = bars.iter().map(|bar| bar.value).collect();
    let places = layout(frame, &values);
    let height = frame.row * u64::try_from(bars.len()).unwrap_or(1).max(1);
    let stripes = format!("{id}-stripes");
    let drawn = bars
        .into_iter()
        .zip(places)
        .map(|(bar, place)| {
            let top = place.y + frame.above;
            let middle = (top + THICK / 2 + 5).to_string();
            let end = (frame.label + place.length + 8).to_string();
            let label = if frame.label > 0 {
                let x = (frame.label - 8).to_string();
                view! { <text class="kj-chart__label" x=x y=middle.clone() text-anchor="end">{bar.label}</text> }
            } else {
                let y = (top - 8).to_string();
                view! { <text class="kj-chart__label" x="0".to_owned() y=y text-anchor="start">{bar.label}</text> }
            };
            // The pattern lies in an attribute of its own, above the bar's colour.
            let striped = bar.is_second.then(|| {
                view! {
                    <rect
                        x=frame.label.to_string()
                        y=top.to_string()
                        width=place.length.to_string()
                        height=THICK.to_string()
                        fill=format!("url(#{stripes})")
                    />
                }
            });
            view! {
                {label}
                <rect
                    class="kj-chart__bar"
                    x=frame.label.to_string()
                    y=top.to_string()
                    width=place.length.to_string()
                    height=THICK.to_string()
                />
                {striped}
                <text class="kj-chart__figure" x=end y=middle>{bar.words}</text>
            }
        })
        .collect_view();
    view! {
        <div class="kj-chart" tabindex="0" role="region" aria-labelledby=labelled_by>
            <svg
                class="kj-chart__picture"
                viewBox=format!("0 0 {WIDTH} {height}")
                width=WIDTH.to_string()
                height=height.to_string()
                role="img"
                aria-labelledby=labelled_by
            >
                <defs>
                    <pattern id=stripes.clone() width="6" height="6" patternUnits="userSpaceOnUse">
                        <rect class="kj-chart__ground" width="6" height="6" />
                        <path class="kj-chart__stroke" d="M0 6 6 0" />
                    </pattern>
                </defs>
                {drawn}
            </svg>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 棒は一番大きい値で幅を使い切り零は引かない() {
        let places = layout(BESIDE, &[0, 1, 500, 1_000]);
        let room = WIDTH - BESIDE.label - FIGURE;
        assert_eq!(
            places.iter().map(|place| place.length).collect::<Vec<_>>(),
            [0, 2, room / 2, room]
        );
        assert_eq!(
            places.iter().map(|place| place.y).collect::<Vec<_>>(),
            [0, BESIDE.row, 2 * BESIDE.row, 3 * BESIDE.row]
        );
        assert_eq!(layout(BESIDE, &[u64::MAX, 0])[0].length, room);
        assert!(layout(BESIDE, &[]).is_empty() && layout(BESIDE, &[0])[0].length == 0);
    }

    #[test]
    fn 長い名前は棒の上に立つ() {
        let bar = |label: &str| Bar {
            label: label.to_owned(),
            value: 1,
            words: String::new(),
            is_second: false,
        };
        assert_eq!(Frame::of(&[bar("東京都"), bar("ポピュレーションアプローチ")]), BESIDE);
        assert_eq!(Frame::of(&[bar("東京都"), bar("保健事業の共同実施 二次公募")]), ABOVE);
    }
}
