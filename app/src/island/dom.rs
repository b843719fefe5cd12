//! What the islands need of the browser: events by delegation, requests that can be overtaken, timers.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Document, Element, Event, EventTarget, HtmlElement, RequestInit, Response};

/// Element by id.
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Calls `handle` for every event of a name that reaches `target`, as long as the page lives.
pub fn listen(target: &EventTarget, name: &str, handle: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(handle);
    if target
        .add_event_listener_with_callback(name, closure.as_ref().unchecked_ref())
        .is_ok()
    {
        // The listener lives as long as the page; so does its closure.
        closure.forget();
    }
}

/// Marks an island as ready, for tests that must not click too early.
pub fn mark_ready(element: &Element) {
    let _ = element.set_attribute("data-ready", "");
}

/// Puts words into a status line, if they are news.
pub fn announce(id: &str, words: &str) {
    if let Some(line) = by_id(id)
        && line.text_content().as_deref() != Some(words)
    {
        line.set_text_content(Some(words));
    }
}

/// What the server answered.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub body: String,
}

/// How a fetch ended.
pub enum Outcome {
    /// With an answer of whatever status.
    Answered(Answer),
    /// A newer one took its place; nothing is to be done.
    Overtaken,
    /// Without an answer.
    Failed,
}

/// Fetches of which only the newest counts.
#[derive(Clone, Default)]
pub struct Latest(Rc<RefCell<Option<AbortController>>>);

impl Latest {
    /// Gives up the fetch before this one, then fetches.
    pub async fn fetch(&self, url: &str) -> Outcome {
        let Ok(controller) = AbortController::new() else {
            return Outcome::Failed;
        };
        if let Some(before) = self.0.replace(Some(controller.clone())) {
            before.abort();
        }
        let request = RequestInit::new();
        request.set_signal(Some(&controller.signal()));
        match fetch(url, &request).await {
            _ if controller.signal().aborted() => Outcome::Overtaken,
            Some(answer) => Outcome::Answered(answer),
            None => Outcome::Failed,
        }
    }

    /// Gives up the fetch that is under way, if there is one.
    pub fn give_up(&self) {
        if let Some(before) = self.0.take() {
            before.abort();
        }
    }
}

/// One request of this site.
pub async fn fetch(url: &str, request: &RequestInit) -> Option<Answer> {
    let answered = JsFuture::from(window().fetch_with_str_and_init(url, request))
        .await
        .ok()?;
    let response: Response = answered.dyn_into().ok()?;
    let body = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some(Answer {
        status: response.status(),
        body,
    })
}

/// Does something after a pause, unless it is asked for again before.
#[derive(Clone, Default)]
pub struct Debounce(Rc<RefCell<Option<TimeoutHandle>>>);

impl Debounce {
    /// Starts the pause anew.
    pub fn after(&self, millis: u64, act: impl FnOnce() + 'static) {
        self.cancel();
        let handle = set_timeout_with_handle(act, std::time::Duration::from_millis(millis)).ok();
        self.0.replace(handle);
    }

    /// Forgets what was waiting.
    pub fn cancel(&self) {
        if let Some(handle) = self.0.take() {
            handle.clear();
        }
    }
}

/// Parses a page that was fetched.
pub fn parse(html: &str) -> Option<Document> {
    web_sys::DomParser::new()
        .ok()?
        .parse_from_string(html, web_sys::SupportedType::TextHtml)
        .ok()
}

/// Puts the keyboard focus back where it was.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
