//! Saves a section of a form while it is being filled in (FORM-01), and counts characters. Without it the buttons save.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The request header that asks for the short answer.
pub const AUTOSAVE_HEADER: &str = "x-autosave";

/// The short answer to a save.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Saved {
    /// Fingerprint of what is stored now; the next save is based on it.
    pub base: String,
    /// What to show: when it was saved, or why it was not.
    pub words: String,
    /// Amounts that follow from what was typed, by the id of the element that shows them (BUDG-02).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<(String, String)>,
}

/// The island's texts; `#` stands for a number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AutosaveWords {
    /// While saving.
    pub saving: String,
    /// When it failed.
    pub failed: String,
    /// The button that tries again.
    pub retry: String,
    /// Characters left.
    pub remaining: String,
    /// Characters too many.
    pub over: String,
}

/// Watches the form with the id `form` among its children.
#[island]
pub fn AutosaveIsland(form: String, words: AutosaveWords, children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::watch(&form, &words));
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, words);
    children()
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use web_sys::{
        Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, RequestInit, SubmitEvent,
        UrlSearchParams,
    };

    use super::{AUTOSAVE_HEADER, AutosaveWords, Saved};
    use crate::island::dom::{self, Debounce};

    /// Pause after the last key before saving.
    const PAUSE_MILLIS: u64 = 1000;
    /// Pause before the counter speaks.
    const COUNT_MILLIS: u64 = 600;
    /// The status line of the save bar.
    const STATE: &str = "save-state";

    #[derive(Clone)]
    struct Autosave {
        form: HtmlFormElement,
        words: AutosaveWords,
        waiting: Debounce,
        counting: Debounce,
        /// A save is under way; the next one starts when it is done.
        busy: Rc<Cell<bool>>,
        /// Something was typed since the last save began.
        dirty: Rc<Cell<bool>>,
        /// The last save failed, so leaving the page would lose text.
        failed: Rc<Cell<bool>>,
        /// The button that was pressed during a save; the form is sent when the save is done.
        submitter: Rc<RefCell<Option<Option<HtmlElement>>>>,
    }

    /// Starts watching.
    pub fn watch(form: &str, words: &AutosaveWords) {
        let Some(form) = dom::by_id(form).and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        let autosave = Autosave {
            form: form.clone(),
            words: words.clone(),
            waiting: Debounce::default(),
            counting: Debounce::default(),
            busy: Rc::default(),
            dirty: Rc::default(),
            failed: Rc::default(),
            submitter: Rc::default(),
        };
        let typed = autosave.clone();
        dom::listen(&form, "input", move |event| typed.on_input(&event));
        let left = autosave.clone();
        dom::listen(&form, "focusout", move |_| left.save_if_dirty());
        let retried = autosave.clone();
        dom::listen(&form, "click", move |event| {
            let button = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            if button.is_some_and(|button| button.has_attribute("data-retry")) {
                event.prevent_default();
                retried.dirty.set(true);
                retried.save_if_dirty();
            }
        });
        let leaving = autosave.clone();
        dom::listen(&leptos::prelude::window(), "beforeunload", move |event| {
            if leaving.failed.get() {
                event.prevent_default();
            }
        });
        let submitted = autosave.clone();
        dom::listen(&form, "submit", move |event| submitted.on_submit(&event));
        dom::mark_ready(&form);
    }

    impl Autosave {
        fn on_input(&self, event: &Event) {
            self.dirty.set(true);
            let saved = self.clone();
            self.waiting.after(PAUSE_MILLIS, move || saved.save_if_dirty());
            if let Some(area) = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok())
            {
                let counted = self.clone();
                self.counting.after(COUNT_MILLIS, move || counted.count(&area));
            }
        }

        /// The form is based on what was stored when the page was shown. A save that is under way changes that, so the
        /// form waits for it; otherwise it would meet its own text as somebody else's.
        fn on_submit(&self, event: &Event) {
            self.waiting.cancel();
            if self.busy.get() {
                event.prevent_default();
                let pressed = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
                self.submitter.replace(Some(pressed));
            } else {
                self.dirty.set(false);
                self.failed.set(false);
            }
        }

        fn submit_if_asked(&self) -> bool {
            let Some(pressed) = self.submitter.take() else {
                return false;
            };
            self.dirty.set(false);
            let sent = match pressed {
                Some(button) => self.form.request_submit_with_submitter(Some(&button)),
                None => self.form.request_submit(),
            };
            sent.is_ok()
        }

        /// Characters as readers count them: what the browser calls a grapheme.
        fn count(&self, area: &HtmlTextAreaElement) {
            let Some(limit) = area
                .get_attribute("data-limit")
                .and_then(|limit| limit.parse::<i64>().ok())
            else {
                return;
            };
            let Some(line) = dom::by_id(&format!("{}-limit", area.id())) else {
                return;
            };
            let left = limit - graphemes(&area.value());
            let words = if left >= 0 {
                &self.words.remaining
            } else {
                &self.words.over
            };
            line.set_text_content(Some(&words.replace('#', &left.abs().to_string())));
            let _ = line.set_attribute("data-over", if left < 0 { "true" } else { "false" });
        }

        fn save_if_dirty(&self) {
            self.waiting.cancel();
            if !self.dirty.get() || self.busy.get() {
                return;
            }
            self.dirty.set(false);
            self.busy.set(true);
            let autosave = self.clone();
            spawn_local(async move { autosave.save().await });
        }

        async fn save(&self) {
            let outcome = self.send().await;
            self.busy.set(false);
            match outcome {
                Some(Ok(saved)) => {
                    self.failed.set(false);
                    self.set_base(&saved.base);
                    show_amounts(&saved.amounts);
                    dom::announce(STATE, &saved.words);
                }
                Some(Err(conflict)) => {
                    // The page's own save shows both texts; the island must not choose.
                    self.failed.set(true);
                    dom::announce(STATE, &conflict.words);
                }
                None => {
                    self.failed.set(true);
                    self.show_failure();
                }
            }
            if !self.submit_if_asked() {
                self.save_if_dirty();
            }
        }

        async fn send(&self) -> Option<Result<Saved, Saved>> {
            let data = FormData::new_with_form(&self.form).ok()?;
            let body = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
            let request = RequestInit::new();
            request.set_method("POST");
            request.set_body(&body);
            let headers = web_sys::Headers::new().ok()?;
            headers.set(AUTOSAVE_HEADER, "1").ok()?;
            request.set_headers(&headers);
            let answer = dom::fetch(&self.form.action(), &request).await?;
            let saved = read_saved(&answer.body)?;
            match answer.status {
                200 => Some(Ok(saved)),
                // Changed by somebody else, or signed out: what to do stands in the words.
                401 | 409 => Some(Err(saved)),
                _ => None,
            }
        }

        fn set_base(&self, base: &str) {
            let field = self.form.query_selector("input[name=base]").ok().flatten();
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                field.set_value(base);
            }
        }

        fn show_failure(&self) {
            let Some(line) = dom::by_id(STATE) else { return };
            line.set_text_content(Some(&format!("{} ", self.words.failed)));
            let Ok(button) = leptos::prelude::document().create_element("button") else {
                return;
            };
            let _ = button.set_attribute("type", "button");
            let _ = button.set_attribute("data-retry", "");
            let _ = button.set_attribute("class", "kj-button");
            let _ = button.set_attribute("data-tone", "text");
            button.set_text_content(Some(&self.words.retry));
            let _ = line.append_child(&button);
        }
    }

    /// Amounts are worked out by the server, so that there is one way to work them out.
    fn show_amounts(amounts: &[(String, String)]) {
        for (id, amount) in amounts {
            if let Some(element) = dom::by_id(id) {
                element.set_text_content(Some(amount));
            }
        }
    }

    /// The fields of the answer, read with the browser's own JSON: a parser of ours would weigh more.
    fn read_saved(body: &str) -> Option<Saved> {
        let value = js_sys::JSON::parse(body).ok()?;
        let field = |name: &str| js_sys::Reflect::get(&value, &name.into()).ok()?.as_string();
        Some(Saved {
            base: field("base")?,
            words: field("words")?,
            amounts: read_pairs(&value),
        })
    }

    fn read_pairs(value: &wasm_bindgen::JsValue) -> Vec<(String, String)> {
        let Ok(pairs) = js_sys::Reflect::get(value, &"amounts".into()) else {
            return Vec::new();
        };
        if !js_sys::Array::is_array(&pairs) {
            return Vec::new();
        }
        let pairs = js_sys::Array::from(&pairs);
        pairs
            .iter()
            .filter_map(|pair| {
                let pair = js_sys::Array::from(&pair);
                Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
            })
            .collect()
    }

    fn graphemes(text: &str) -> i64 {
        let text = text.replace("\r\n", "\n");
        let segmenter = js_sys::Reflect::get(&js_sys::global(), &"Intl".into())
            .ok()
            .and_then(|intl| js_sys::Reflect::get(&intl, &"Segmenter".into()).ok())
            .and_then(|class| class.dyn_into::<js_sys::Function>().ok())
            .and_then(|class| js_sys::Reflect::construct(&class, &js_sys::Array::new()).ok());
        let counted = segmenter.and_then(|segmenter| {
            let segment = js_sys::Reflect::get(&segmenter, &"segment".into()).ok()?;
            let segment: js_sys::Function = segment.dyn_into().ok()?;
            let parts = segment.call1(&segmenter, &text.as_str().into()).ok()?;
            Some(i64::from(js_sys::Array::from(&parts).length()))
        });
        counted.unwrap_or_else(|| i64::try_from(text.chars().count()).unwrap_or(i64::MAX))
    }
}
