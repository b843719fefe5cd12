//! A facet with a flat list of values.

use domain::Lang;
use leptos::prelude::*;

use super::option::{Control, FacetOption, write_option};
use crate::island::facet_search::FacetSearchIsland;
use crate::text::component::ComponentText;

/// How many values are visible before 「さらに表示」 (`SRCH-03`).
const VISIBLE: usize = 8;

/// A filter with more values can be searched.
pub(super) const LONG: usize = 12;

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
    /// At most one value can be chosen, and none comes first.
    #[prop(optional)]
    single: bool,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let chosen = options.iter().filter(|option| option.checked).count();
    let none = single.then(|| FacetOption {
        value: String::new(),
        label: text.facet_any.to_owned(),
        count: None,
        checked: chosen == 0,
        reading: "",
    });
    let control = if single { Control::Radio } else { Control::Checkbox };
    let is_long = options.len() > LONG;
    let (visible, rest) = arrange(none.into_iter().chain(options).collect(), order);
    let rest_count = u32::try_from(rest.len()).unwrap_or(u32::MAX);
    let rest_open = rest.iter().any(|option| option.checked);
    let markup = |options: Vec<FacetOption>| {
        let mut out = String::with_capacity(options.len() * 400);
        for option in &options {
            write_option(&mut out, text, &name, option, control);
        }
        out
    };
    let visible = markup(visible);
    let rest = markup(rest);
    let more = (rest_count > 0).then(|| {
        view! {
            <details class="kj-facet__more" open=rest_open>
                <summary class="kj-facet__more-summary">{(text.show_more)(rest_count)}</summary>
                <div class="kj-facet__list" inner_html=rest></div>
            </details>
        }
    });
    let list = view! { <div class="kj-facet__list" inner_html=visible></div> {more} }.into_any();
    frame(text, &name, legend, chosen, open, is_long, list)
}

/// A facet whose values are typed instead of chosen from a list.
#[component]
pub fn FacetFields(
    /// Language of the page.
    lang: Lang,
    /// Names it for scripts.
    #[prop(into)]
    name: String,
    /// Heading.
    #[prop(into)]
    legend: String,
    /// What to type.
    #[prop(into)]
    hint: String,
    /// The fields: URL parameter, label and what was typed.
    fields: Vec<(&'static str, &'static str, String)>,
) -> impl IntoView {
    let chosen = fields.iter().filter(|(.., value)| !value.is_empty()).count();
    let hint_id = format!("{name}-hint");
    let described = hint_id.clone();
    let inputs = fields
        .into_iter()
        .map(|(field, label, value)| {
            view! {
                <p class="kj-facet__field">
                    <label for=field>{label}</label>
                    <input
                        class="kj-input"
                        type="text"
                        id=field
                        name=field
                        value=value
                        autocomplete="off"
                        aria-describedby=described.clone()
                    />
                </p>
            }
        })
        .collect_view();
    let list = view! { <p class="kj-note" id=hint_id>{hint}</p> {inputs} }.into_any();
    frame(ComponentText::of(lang), &name, legend, chosen, false, false, list)
}

/// The fold and the fieldset around the values of a facet.
pub(super) fn frame(
    text: &'static ComponentText,
    name: &str,
    legend: String,
    chosen: usize,
    open: bool,
    is_long: bool,
    list: AnyView,
) -> impl IntoView + use<> {
    let chosen = u32::try_from(chosen).unwrap_or(u32::MAX);
    let mark = (chosen > 0).then(|| view! { <span class="kj-facet__chosen">{(text.facet_chosen)(chosen)}</span> });
    let open = open || chosen > 0;
    let search = is_long.then(|| {
        let (facet, label) = (name.to_owned(), (text.facet_search)(&legend));
        view! { <FacetSearchIsland facet label found=text.facet_left.to_owned() /> }
    });
    view! {
        <details class="kj-facet" data-facet=name.to_owned() open=open>
            <summary class="kj-facet__summary">
                <span class="kj-facet__legend">{legend.clone()}</span>
                {mark}
            </summary>
            <fieldset class="kj-facet__set">
                <legend class="kj-visually-hidden">{legend}</legend>
                {search}
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
