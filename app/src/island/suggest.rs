//! Suggestions under a search box while somebody types (SRCH-15): a combobox that leaves input methods in peace. Without
//! it the box is an ordinary search box.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One suggestion as the server answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggested {
    /// What sort of thing it is.
    pub group: String,
    /// Its name.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// Suggestions of `source` for the input with the id `input`; `label` names the list.
#[island]
pub fn SuggestIsland(input: String, source: String, label: String) -> impl IntoView {
    let list_id = format!("{input}-suggestions");
    #[cfg(feature = "hydrate")]
    {
        let list_id = list_id.clone();
        Effect::new(move |_| browser::watch(&input, &source, &list_id));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = source;
    view! { <div class="kj-suggest" id=list_id role="listbox" aria-label=label hidden=true></div> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;
    use std::rc::Rc;

    use leptos::prelude::{document, window};
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlInputElement, KeyboardEvent};

    use super::Suggested;
    use crate::island::dom::{self, Debounce, Latest, Outcome};

    /// Pause after a key before asking.
    const PAUSE_MILLIS: u64 = 120;
    /// Pause before a list that lost the focus closes, so that a click on it still counts.
    const CLOSE_MILLIS: u64 = 150;

    #[derive(Clone)]
    struct Combobox {
        input: HtmlInputElement,
        list: Element,
        source: String,
        latest: Latest,
        waiting: Debounce,
        /// An input method is composing, or has just been: its Enter is not ours.
        composing: Rc<Cell<bool>>,
    }

    /// Starts watching.
    pub fn watch(input: &str, source: &str, list: &str) {
        let input = dom::by_id(input).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let (Some(input), Some(list)) = (input, dom::by_id(list)) else {
            return;
        };
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-expanded", "false"),
            ("aria-controls", &list.id()),
        ] {
            let _ = input.set_attribute(name, value);
        }
        let combobox = Combobox {
            input: input.clone(),
            list: list.clone(),
            source: source.to_owned(),
            latest: Latest::default(),
            waiting: Debounce::default(),
            composing: Rc::default(),
        };
        // Typing asks even while composing: the reading being typed is just what readings are matched with.
        let typed = combobox.clone();
        dom::listen(&input, "input", move |_| {
            let asked = typed.clone();
            typed.waiting.after(PAUSE_MILLIS, move || asked.ask());
        });
        let started = combobox.clone();
        dom::listen(&input, "compositionstart", move |_| started.composing.set(true));
        let ended = combobox.clone();
        dom::listen(&input, "compositionend", move |_| {
            // Some browsers send the Enter that ended the composition afterwards: wait for one frame.
            let composing = ended.composing.clone();
            leptos::prelude::request_animation_frame(move || composing.set(false));
        });
        let pressed = combobox.clone();
        dom::listen(&input, "keydown", move |event| {
            if let Ok(event) = event.dyn_into::<KeyboardEvent>() {
                pressed.on_key(&event);
            }
        });
        let left = combobox.clone();
        dom::listen(&input, "blur", move |_| {
            let closed = left.clone();
            left.waiting.after(CLOSE_MILLIS, move || closed.close());
        });
        dom::listen(&list, "mousedown", move |event| {
            // Keeps the focus in the input until the click arrives.
            event.prevent_default();
        });
        dom::listen(&list, "click", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(option) = target.and_then(|target| target.closest("[role=option]").ok().flatten()) {
                follow(&option);
            }
        });
        dom::mark_ready(&input);
    }

    impl Combobox {
        fn on_key(&self, event: &KeyboardEvent) {
            if event.is_composing() || event.key_code() == 229 || self.composing.get() {
                // While composing nothing is prevented, with one exception: the late Enter must not send the form.
                if event.key() == "Enter" && !event.is_composing() && event.key_code() != 229 {
                    event.prevent_default();
                }
                return;
            }
            let options = self.options();
            let active = options
                .iter()
                .position(|option| option.get_attribute("aria-selected").as_deref() == Some("true"));
            match event.key().as_str() {
                "ArrowDown" if !options.is_empty() => {
                    event.prevent_default();
                    self.activate(&options, Some(active.map_or(0, |at| (at + 1) % options.len())));
                }
                "ArrowUp" if !options.is_empty() => {
                    event.prevent_default();
                    let last = options.len() - 1;
                    self.activate(
                        &options,
                        Some(active.map_or(last, |at| if at == 0 { last } else { at - 1 })),
                    );
                }
                "Escape" if !options.is_empty() => {
                    event.prevent_default();
                    self.close();
                }
                "Enter" => {
                    if let Some(option) = active.and_then(|at| options.get(at)) {
                        event.prevent_default();
                        follow(option);
                    }
                    // The search goes on without a new page where results are live: nothing may cover them.
                    self.close();
                }
                _ => {}
            }
        }

        fn options(&self) -> Vec<Element> {
            let Ok(found) = self.list.query_selector_all("[role=option]") else {
                return Vec::new();
            };
            (0..found.length())
                .filter_map(|at| found.item(at)?.dyn_into().ok())
                .collect()
        }

        fn activate(&self, options: &[Element], active: Option<usize>) {
            for (at, option) in options.iter().enumerate() {
                let _ = option.set_attribute("aria-selected", if Some(at) == active { "true" } else { "false" });
            }
            let _ = match active.and_then(|at| options.get(at)) {
                Some(option) => self.input.set_attribute("aria-activedescendant", &option.id()),
                None => self.input.remove_attribute("aria-activedescendant"),
            };
        }

        /// Closes the list, and lets no suggestion that is still under way open it again.
        fn close(&self) {
            self.waiting.cancel();
            self.latest.give_up();
            self.list.set_inner_html("");
            let _ = self.list.set_attribute("hidden", "");
            let _ = self.input.set_attribute("aria-expanded", "false");
            let _ = self.input.remove_attribute("aria-activedescendant");
        }

        fn ask(&self) {
            let typed = self.input.value();
            if typed.trim().is_empty() {
                return self.close();
            }
            let combobox = self.clone();
            spawn_local(async move {
                let query: String = js_sys::encode_uri_component(typed.trim()).into();
                let url = format!("{}?q={query}", combobox.source);
                let Outcome::Answered(answer) = combobox.latest.fetch(&url).await else {
                    return;
                };
                let has_focus = document()
                    .active_element()
                    .is_some_and(|focused| focused.id() == combobox.input.id());
                if answer.status == 200 && has_focus {
                    combobox.show(&read(&answer.body));
                }
            });
        }

        fn show(&self, suggestions: &[Suggested]) {
            if suggestions.is_empty() {
                return self.close();
            }
            self.list.set_inner_html("");
            let mut group = "";
            for (at, suggestion) in suggestions.iter().enumerate() {
                if suggestion.group != group {
                    group = &suggestion.group;
                    self.add("kj-suggest__group", group, &[("role", "presentation")]);
                }
                let id = format!("{}-{at}", self.list.id());
                let attributes = [
                    ("role", "option"),
                    ("id", id.as_str()),
                    ("aria-selected", "false"),
                    ("data-href", suggestion.href.as_str()),
                ];
                self.add("kj-suggest__option", &suggestion.text, &attributes);
            }
            let _ = self.list.remove_attribute("hidden");
            let _ = self.input.set_attribute("aria-expanded", "true");
            let _ = self.input.remove_attribute("aria-activedescendant");
        }

        fn add(&self, class: &str, text: &str, attributes: &[(&str, &str)]) {
            let Ok(element) = document().create_element("div") else {
                return;
            };
            let _ = element.set_attribute("class", class);
            for (name, value) in attributes {
                let _ = element.set_attribute(name, value);
            }
            element.set_text_content(Some(text));
            let _ = self.list.append_child(&element);
        }
    }

    fn follow(option: &Element) {
        if let Some(href) = option.get_attribute("data-href") {
            let _ = window().location().assign(&href);
        }
    }

    /// Read with the browser's own JSON: a parser of ours would weigh more.
    fn read(body: &str) -> Vec<Suggested> {
        let Ok(list) = js_sys::JSON::parse(body) else {
            return Vec::new();
        };
        let field =
            |entry: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(entry, &name.into()).ok()?.as_string();
        let entries = js_sys::Array::from(&list);
        let read = |entry: wasm_bindgen::JsValue| {
            Some(Suggested {
                group: field(&entry, "group")?,
                text: field(&entry, "text")?,
                href: field(&entry, "href")?,
            })
        };
        entries.iter().filter_map(read).collect()
    }
}
