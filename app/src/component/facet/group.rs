//! A facet with a flat list of values.

use domain::Lang;
use leptos::prelude::*;

use super::option::{FacetOption, option_view};
use crate::text::component::ComponentText;

/// How many values are visible before 「さらに表示」 (`SRCH-03`).
const VISIBLE: usize = 8;

/// The order of the values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FacetOrder {
    /// As given; for short lists and for lists that everybody knows by heart.
    #[default]
    AsGiven,
    /// Most programs first, values without programs last.
    ByCount,
}

/// Values in their order, the visible ones apart from the rest.
fn arrange(mut options: Vec<FacetOption>, order: FacetOrder) -> (Vec<FacetOption>, Vec<FacetOption>) {
    if order == FacetOrder::ByCount {
        options.sort_by_key(|option| (option.is_idle_zero(), std::cmp::Reverse(option.count)));
    }
    // One more than the limit fits where the line 「さらに表示（あと1件）」 would stand.
    let rest = if options.len() > VISIBLE + 1 {
        options.split_off(VISIBLE)
    } else {
        Vec::new()
    };
    (options, rest)
}

/// A facet that can be folded; it says how many of its values are chosen.
#[component]
pub fn FacetGroup(
    /// Language of the page.
    lang: Lang,
    /// URL parameter.
    #[prop(into)]
    name: String,
    /// Heading.
    #[prop(into)]
    legend: String,
    /// Its values.
    options: Vec<FacetOption>,
    /// Order.
    #[prop(optional)]
    order: FacetOrder,
    /// Open from the start; a facet with a chosen value always is.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let chosen = options.iter().filter(|option| option.checked).count();
    let (visible, rest) = arrange(options, order);
    let rest_count = u32::try_from(rest.len()).unwrap_or(u32::MAX);
    let rest_open = rest.iter().any(|option| option.checked);
    let views = |options: Vec<FacetOption>| {
        options
            .into_iter()
            .map(|option| option_view(text, &name, option))
            .collect_view()
    };
    let visible = views(visible);
    let rest = views(rest);
    let more = (rest_count > 0).then(|| {
        view! {
            <details class="kj-facet__more" open=rest_open>
                <summary class="kj-facet__more-summary">{(text.show_more)(rest_count)}</summary>
                <div class="kj-facet__list">{rest}</div>
            </details>
        }
    });
    let list = view! { <div class="kj-facet__list">{visible}</div> {more} }.into_any();
    frame(text, &name, legend, chosen, open, list)
}

/// The fold and the fieldset around the values of a facet.
pub(super) fn frame(
    text: &'static ComponentText,
    name: &str,
    legend: String,
    chosen: usize,
    open: bool,
    list: AnyView,
) -> impl IntoView + use<> {
    let chosen = u32::try_from(chosen).unwrap_or(u32::MAX);
    let mark = (chosen > 0).then(|| view! { <span class="kj-facet__chosen">{(text.facet_chosen)(chosen)}</span> });
    let open = open || chosen > 0;
    view! {
        <details class="kj-facet" data-facet=name.to_owned() open=open>
            <summary class="kj-facet__summary">
                <span class="kj-facet__legend">{legend.clone()}</span>
                {mark}
            </summary>
            <fieldset class="kj-facet__set">
                <legend class="kj-visually-hidden">{legend}</legend>
                {list}
            </fieldset>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(value: u32, count: u32, checked: bool) -> FacetOption {
        FacetOption::new(value.to_string(), "", count, checked)
    }

    #[test]
    fn 件数の多い順で零件は最後() {
        let options = vec![
            option(0, 0, false),
            option(1, 3, false),
            option(2, 0, true),
            option(3, 9, false),
        ];
        let (visible, rest) = arrange(options, FacetOrder::ByCount);
        let order: Vec<_> = visible.iter().map(|option| option.value.as_str()).collect();
        assert_eq!(order, ["3", "1", "2", "0"]);
        assert!(rest.is_empty());
    }

    #[test]
    fn 九つまでは畳まない() {
        let many = |count: u32| (0..count).map(|value| option(value, 1, false)).collect::<Vec<_>>();
        assert_eq!(arrange(many(9), FacetOrder::AsGiven).1.len(), 0);
        assert_eq!(arrange(many(10), FacetOrder::AsGiven).1.len(), 2);
    }
}
