//! The button that asks the browser for a passkey (WebAuthn). Browsers can do that with scripts only; without them, or
//! where passkeys are unknown, the words say which other way there is.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the browser is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasskeyTask {
    /// Make a passkey; the name stands in the field with the id `passkey-name`.
    Create,
    /// Prove one.
    Get,
}

/// The island's texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PasskeyWords {
    /// The button.
    pub button: String,
    /// Instead of the button, where it cannot work.
    pub without: String,
    /// While the browser asks its user.
    pub waiting: String,
    /// When its user or the authenticator did not go through with it.
    pub stopped: String,
    /// When the server could not be asked.
    pub failed: String,
}

/// Fetches a question from `ask`, lets the browser answer it, posts the answer to `tell`, and goes where that says.
#[island]
pub fn PasskeyIsland(task: PasskeyTask, ask: String, tell: String, words: PasskeyWords) -> impl IntoView {
    let (button, without) = (words.button.clone(), words.without.clone());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::watch(task, &ask, &tell, &words));
    #[cfg(not(feature = "hydrate"))]
    let _ = (task, ask, tell);
    view! {
        <div class="kj-passkey" id="passkey">
            <p class="kj-note" id="passkey-without">{without}</p>
            <button class="kj-button" data-tone="outline" type="button" id="passkey-button" hidden=true>{button}</button>
            <p class="kj-passkey__state" id="passkey-state" role="status"></p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;
    use std::rc::Rc;

    use js_sys::{Function, JSON, Object, Promise, Reflect};
    use leptos::prelude::window;
    use leptos::task::spawn_local;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Headers, HtmlInputElement, RequestInit};

    use super::{PasskeyTask, PasskeyWords};
    use crate::island::dom;

    const STATE: &str = "passkey-state";

    #[derive(Clone)]
    struct Button {
        task: PasskeyTask,
        ask: String,
        tell: String,
        words: PasskeyWords,
        busy: Rc<Cell<bool>>,
    }

    /// Shows the button where it can work.
    pub fn watch(task: PasskeyTask, ask: &str, tell: &str, words: &PasskeyWords) {
        let (Some(place), Some(element)) = (dom::by_id("passkey"), dom::by_id("passkey-button")) else {
            return;
        };
        if reader(task).is_some() {
            let _ = element.remove_attribute("hidden");
            if let Some(without) = dom::by_id("passkey-without") {
                without.remove();
            }
        }
        let button = Button {
            task,
            ask: ask.to_owned(),
            tell: tell.to_owned(),
            words: words.clone(),
            busy: Rc::default(),
        };
        dom::listen(&element, "click", move |_| {
            if !button.busy.replace(true) {
                let button = button.clone();
                spawn_local(async move {
                    dom::announce(STATE, &button.words.waiting);
                    if let Err(words) = button.run().await {
                        dom::announce(STATE, &words);
                        button.busy.set(false);
                    }
                });
            }
        });
        dom::mark_ready(&place);
    }

    impl Button {
        /// Goes through the whole of it; otherwise says why not.
        async fn run(&self) -> Result<(), String> {
            let failed = || self.words.failed.clone();
            let question = post(&self.ask, "{}").await.ok_or_else(failed)?;
            let question = question.map_err(|words| words.unwrap_or_else(failed))?;
            let answer = self.answer(&question).await.ok_or_else(|| self.words.stopped.clone())?;
            let body = Object::new();
            let _ = Reflect::set(&body, &"credential".into(), &answer);
            if let Some(name) = dom::by_id("passkey-name").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                let _ = Reflect::set(&body, &"name".into(), &name.value().into());
            }
            let body: String = JSON::stringify(&body).map_err(|_| failed())?.into();
            let told = post(&self.tell, &body).await.ok_or_else(failed)?;
            let told = told.map_err(|words| words.unwrap_or_else(failed))?;
            let href = text(&told, "href").ok_or_else(failed)?;
            window().location().assign(&href).map_err(|_| failed())
        }

        async fn answer(&self, question: &JsValue) -> Option<JsValue> {
            let (class, read) = reader(self.task)?;
            let question = read.call1(&class, question).ok()?;
            let request = Object::new();
            Reflect::set(&request, &"publicKey".into(), &question).ok()?;
            let navigator = get(&window(), "navigator")?;
            let credentials = get(&navigator, "credentials")?;
            let act = match self.task {
                PasskeyTask::Create => "create",
                PasskeyTask::Get => "get",
            };
            let act: Function = get(&credentials, act)?.dyn_into().ok()?;
            let promise: Promise = act.call1(&credentials, &request).ok()?.dyn_into().ok()?;
            let credential = JsFuture::from(promise).await.ok()?;
            let write: Function = get(&credential, "toJSON")?.dyn_into().ok()?;
            write.call0(&credential).ok()
        }
    }

    /// The browser's class of passkeys, and its function that reads a question.
    fn reader(task: PasskeyTask) -> Option<(JsValue, Function)> {
        let class = get(&window(), "PublicKeyCredential")?;
        let name = match task {
            PasskeyTask::Create => "parseCreationOptionsFromJSON",
            PasskeyTask::Get => "parseRequestOptionsFromJSON",
        };
        let read = get(&class, name)?.dyn_into().ok()?;
        Some((class, read))
    }

    fn get(of: &JsValue, name: &str) -> Option<JsValue> {
        let value = Reflect::get(of, &name.into()).ok()?;
        (!value.is_undefined() && !value.is_null()).then_some(value)
    }

    fn text(of: &JsValue, name: &str) -> Option<String> {
        get(of, name)?.as_string()
    }

    /// Posts JSON. Answers the JSON of a success, or the words of a refusal if it has any.
    async fn post(url: &str, body: &str) -> Option<Result<JsValue, Option<String>>> {
        let request = RequestInit::new();
        request.set_method("POST");
        request.set_body(&body.into());
        let headers = Headers::new().ok()?;
        headers.set("content-type", "application/json").ok()?;
        headers.set("accept", "application/json").ok()?;
        request.set_headers(&headers);
        let answer = dom::fetch(url, &request).await?;
        let json = JSON::parse(&answer.body).ok();
        Some(match (answer.status, json) {
            (200, Some(json)) => Ok(json),
            (_, json) => Err(json.and_then(|json| text(&json, "words"))),
        })
    }
}
