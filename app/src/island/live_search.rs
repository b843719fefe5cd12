//! Updates the search page when a filter is changed, without loading it anew (SRCH-24). It fetches the very page the
//! form leads to and takes over its parts, so that both ways always show the same.

use leptos::prelude::*;

/// Watches the form with the id `form` among its children; `failed` is shown when an update fails.
#[island]
pub fn LiveSearchIsland(form: String, failed: String, children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::watch(&form, &failed));
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, failed);
    children()
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::{document, window};
    use leptos::task::spawn_local;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{Document, Element, FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement, NodeList};

    use crate::island::dom::{self, Debounce, Latest, Outcome};

    /// Pause after a change, so that several ticks in a row are one request.
    const PAUSE_MILLIS: u64 = 150;
    /// Results are marked busy only when the answer takes longer: no flicker (SRCH-25).
    const BUSY_MILLIS: u64 = 400;
    /// The line that says how many were found; the only live region.
    const STATUS: &str = "search-status";
    /// Parts that are replaced as a whole.
    const REPLACED: &[&str] = &[
        "title",
        "save",
        "choosers",
        "results",
        "outputs",
        "printed",
        "bookmarks",
    ];

    #[derive(Clone)]
    struct LiveSearch {
        form: HtmlFormElement,
        failed: String,
        latest: Latest,
        waiting: Debounce,
        busy: Debounce,
    }

    /// What becomes of the address.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Address {
        Push,
        Keep,
    }

    /// Starts watching.
    pub fn watch(form: &str, failed: &str) {
        let Some(form) = dom::by_id(form).and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        let live = LiveSearch {
            form: form.clone(),
            failed: failed.to_owned(),
            latest: Latest::default(),
            waiting: Debounce::default(),
            busy: Debounce::default(),
        };
        // On the document, because the choices of order stand outside of the form.
        let changed = live.clone();
        dom::listen(&document(), "change", move |event| {
            let target = event.target();
            let select = target.as_ref().and_then(|target| target.dyn_ref::<HtmlSelectElement>());
            let input = target.as_ref().and_then(|target| target.dyn_ref::<HtmlInputElement>());
            let owner = select.map(HtmlSelectElement::form).or_else(|| {
                input
                    .filter(|input| input.type_() != "search")
                    .map(HtmlInputElement::form)
            });
            if owner.flatten().is_some_and(|owner| owner == changed.form) {
                let update = changed.clone();
                // An answer that does not know of this change would take it back.
                changed.latest.give_up();
                changed
                    .waiting
                    .after(PAUSE_MILLIS, move || update.start(update.address(), Address::Push));
            }
        });
        let submitted = live.clone();
        dom::listen(&form, "submit", move |event| {
            event.prevent_default();
            submitted.waiting.cancel();
            submitted.start(submitted.address(), Address::Push);
        });
        let back = live.clone();
        dom::listen(&window(), "popstate", move |_| {
            if let Ok(url) = window().location().href() {
                back.start(url, Address::Keep);
            }
        });
        fold_on_small_screens();
        dom::mark_ready(&form);
    }

    /// Without scripts the filters are open; with them, a small screen shows the results first (decision 4).
    fn fold_on_small_screens() {
        let small = window()
            .match_media("(max-width: 63.99rem)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches());
        let fold = document().query_selector(".kj-panel__fold").ok().flatten();
        if let Some(fold) = fold.filter(|_| small) {
            let _ = fold.remove_attribute("open");
        }
    }

    impl LiveSearch {
        /// The address the form leads to, without fields that say nothing.
        fn address(&self) -> String {
            let query = web_sys::UrlSearchParams::new().ok();
            if let (Some(query), Ok(data)) = (&query, FormData::new_with_form(&self.form)) {
                for pair in js_sys::try_iter(&data).ok().flatten().into_iter().flatten().flatten() {
                    let pair = js_sys::Array::from(&pair);
                    if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string())
                        && !value.trim().is_empty()
                    {
                        query.append(&name, value.trim());
                    }
                }
            }
            let action = self.form.action();
            let path = action.split(['?', '#']).next().unwrap_or_default();
            match query.map(|query| String::from(query.to_string())) {
                Some(query) if !query.is_empty() => format!("{path}?{query}"),
                _ => path.to_owned(),
            }
        }

        fn start(&self, url: String, address: Address) {
            let live = self.clone();
            self.busy.after(BUSY_MILLIS, || set_busy(true));
            spawn_local(async move { live.update(&url, address).await });
        }

        async fn update(&self, url: &str, address: Address) {
            let outcome = self.latest.fetch(url).await;
            if matches!(outcome, Outcome::Overtaken) {
                return;
            }
            self.busy.cancel();
            set_busy(false);
            let page = match outcome {
                Outcome::Answered(answer) if answer.status == 200 => dom::parse(&answer.body),
                _ => None,
            };
            // The old results stay, and the button still works.
            let Some(page) = page else {
                return dom::announce(STATUS, &self.failed);
            };
            if address == Address::Push
                && let Ok(history) = window().history()
            {
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(url));
            }
            self.take_over(&page);
        }

        fn take_over(&self, page: &Document) {
            let focused = document()
                .active_element()
                .map(|element| element.id())
                .filter(|id| !id.is_empty());
            document().set_title(&page.title());
            for part in REPLACED {
                if let (Some(old), Some(new)) = (live_part(&document(), part), live_part(page, part)) {
                    old.set_inner_html(&new.inner_html());
                }
            }
            take_over_filters(page);
            if let (Some(words), Some(new)) = (page.get_element_by_id("q"), dom::by_id("q"))
                && let (Ok(words), Ok(new)) = (words.dyn_into::<HtmlInputElement>(), new.dyn_into::<HtmlInputElement>())
            {
                new.set_value(&words.default_value());
            }
            let count = page
                .get_element_by_id(STATUS)
                .and_then(|line| line.text_content())
                .unwrap_or_default();
            dom::announce(STATUS, &count);
            // A control that was replaced under the user's hand is given back.
            let lost = document()
                .active_element()
                .is_none_or(|element| element.tag_name() == "BODY");
            if let Some(id) = focused.filter(|_| lost) {
                dom::focus(&id);
            }
        }
    }

    /// Takes over ticks, typed values and counts in place: the control that was just used must stay the same element, and groups the
    /// user has opened stay open.
    fn take_over_filters(page: &Document) {
        let (Some(old), Some(new)) = (live_part(&document(), "filters"), live_part(page, "filters")) else {
            return;
        };
        let controls = all(&new, "input");
        if !controls
            .iter()
            .all(|control| document().get_element_by_id(&control.id()).is_some())
        {
            old.set_inner_html(&new.inner_html());
            return;
        }
        for control in controls {
            let (Some(now), Ok(control)) = (dom::by_id(&control.id()), control.dyn_into::<HtmlInputElement>()) else {
                continue;
            };
            if let Some(now) = now.dyn_ref::<HtmlInputElement>() {
                now.set_checked(control.default_checked());
                // What is typed stays while somebody types.
                let is_typed = now.type_() == "text" && document().active_element().as_ref() != Some(now.as_ref());
                if is_typed {
                    now.set_value(&control.default_value());
                }
            }
            let option = |element: &Element| element.closest(".kj-option").ok().flatten();
            if let (Some(now), Some(then)) = (option(&now), option(&control)) {
                copy_attribute(&then, &now, "data-zero");
                copy_content(&then, &now, ".kj-count");
            }
        }
        for selector in [".kj-facet__summary", ".kj-tree__toggle", ".kj-panel__summary"] {
            for (now, then) in all(&old, selector).iter().zip(all(&new, selector)) {
                now.set_inner_html(&then.inner_html());
            }
        }
        let holds_focus = document()
            .active_element()
            .is_some_and(|focused| focused.closest(".kj-panel__actions").ok().flatten().is_some());
        if !holds_focus {
            copy_content(&new, &old, ".kj-panel__actions");
        }
    }

    fn copy_content(from: &Element, to: &Element, selector: &str) {
        let find = |element: &Element| element.query_selector(selector).ok().flatten();
        if let (Some(to), Some(from)) = (find(to), find(from)) {
            to.set_inner_html(&from.inner_html());
        }
    }

    fn copy_attribute(from: &Element, to: &Element, name: &str) {
        let _ = match from.get_attribute(name) {
            Some(value) => to.set_attribute(name, &value),
            None => to.remove_attribute(name),
        };
    }

    fn live_part(page: &Document, name: &str) -> Option<Element> {
        page.query_selector(&format!("[data-live={name}]")).ok().flatten()
    }

    fn all(element: &Element, selector: &str) -> Vec<Element> {
        let found = element.query_selector_all(selector);
        let list = |nodes: NodeList| {
            (0..nodes.length())
                .filter_map(move |at| nodes.item(at)?.dyn_into().ok())
                .collect()
        };
        found.map(list).unwrap_or_default()
    }

    fn set_busy(busy: bool) {
        if let Some(results) = live_part(&document(), "results") {
            let _ = results.set_attribute("aria-busy", if busy { "true" } else { "false" });
        }
    }
}
