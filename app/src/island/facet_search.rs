//! A box that shows only those values of a long filter whose name or reading holds what is typed (PREF-05). Without scripts
//! there is no box, and the list is complete.

use leptos::prelude::*;

/// The box of the filter with this name; `found` says how many values are left, after their number.
#[island]
pub fn FacetSearchIsland(facet: String, label: String, found: String) -> impl IntoView {
    let id = format!("facet-search-{facet}");
    #[cfg(feature = "hydrate")]
    {
        let (id, facet, found) = (id.clone(), facet.clone(), found.clone());
        Effect::new(move |_| browser::watch(&id, &facet, &found));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (facet, found);
    view! {
        <div class="kj-facet__search" id=format!("{id}-box") hidden=true>
            <label class="kj-facet__search-label" for=id.clone()>{label}</label>
            <input class="kj-input" type="search" id=id.clone() autocomplete="off" />
            <p class="kj-facet__search-count" id=format!("{id}-count") role="status"></p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::document;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlInputElement, KeyboardEvent, NodeList};

    use crate::island::dom;

    /// Shows the box and listens to it. An input method composes in peace: only what stands in the box is read.
    pub fn watch(id: &str, facet: &str, found: &str) {
        let Some(input) = dom::by_id(id).and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let [count, facet, found] = [&format!("{id}-count"), facet, found].map(str::to_owned);
        let typed = input.clone();
        dom::listen(&input, "input", move |_| {
            let words = fold(&typed.value());
            let left = narrow(&facet, &words);
            let said = if words.is_empty() {
                String::new()
            } else {
                format!("{left}{found}")
            };
            dom::announce(&count, &said);
        });
        dom::listen(&input, "keydown", |event| {
            // Enter belongs to the search, which has nothing to do with this box.
            if event
                .dyn_ref::<KeyboardEvent>()
                .is_some_and(|event| event.key() == "Enter" && !event.is_composing())
            {
                event.prevent_default();
            }
        });
        if let Some(shown) = dom::by_id(&format!("{id}-box")) {
            let _ = shown.remove_attribute("hidden");
        }
        dom::mark_ready(&input);
    }

    /// Hides what does not fit and opens what holds something that fits. Chosen values always stay.
    fn narrow(facet: &str, words: &str) -> usize {
        let selector = format!("details[data-facet={facet}]");
        let Some(whole) = document().query_selector(&selector).ok().flatten() else {
            return 0;
        };
        let mut left = 0;
        for option in all(&whole, ".kj-option") {
            if option.query_selector("input").ok().flatten().is_none() {
                continue;
            }
            let name = option.query_selector(".kj-option__name").ok().flatten();
            let name = name.and_then(|name| name.text_content()).unwrap_or_default();
            let reading = option.get_attribute("data-reading").unwrap_or_default();
            let fits = words.is_empty() || fold(&name).contains(words) || fold(&reading).starts_with(words);
            let chosen = option.query_selector("input:checked").ok().flatten().is_some();
            left += usize::from(fits);
            let _ = if fits || chosen {
                option.remove_attribute("hidden")
            } else {
                option.set_attribute("hidden", "")
            };
        }
        if !words.is_empty() {
            for fold in all(&whole, "details") {
                if fold.query_selector(".kj-option:not([hidden])").ok().flatten().is_some() {
                    let _ = fold.set_attribute("open", "");
                }
            }
        }
        left
    }

    fn all(element: &Element, selector: &str) -> Vec<Element> {
        let list = |nodes: NodeList| {
            (0..nodes.length())
                .filter_map(|at| nodes.item(at)?.dyn_into().ok())
                .collect()
        };
        element.query_selector_all(selector).map(list).unwrap_or_default()
    }

    /// Full width and half width, katakana and hiragana are the same.
    fn fold(text: &str) -> String {
        let folded = js_sys::JsString::from(text).normalize("NFKC");
        let to_hiragana = |c: char| match c {
            'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
            c => c,
        };
        String::from(folded)
            .trim()
            .to_lowercase()
            .chars()
            .map(to_hiragana)
            .collect()
    }
}
