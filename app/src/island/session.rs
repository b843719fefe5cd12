//! Tells five minutes before a session ends, and keeps it open on request (FORM-06). It takes nothing away: no dialog, no
//! reload. Without it a form that comes too late is kept by the server.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The request header that asks for the short answer.
pub const KEEP_HEADER: &str = "x-keep";

/// The island's texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SessionWords {
    /// Five minutes before the end.
    pub warning: String,
    /// When the end cannot be put off.
    pub last: String,
    /// After the end.
    pub over: String,
}

/// Watches the time; its child is the banner.
#[island]
pub fn SessionIsland(seconds: i64, words: SessionWords, children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::watch(seconds, &words));
    #[cfg(not(feature = "hydrate"))]
    let _ = (seconds, words);
    children()
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlFormElement, RequestInit};

    use super::{KEEP_HEADER, SessionWords};
    use crate::island::dom::{self, Debounce};

    /// Seconds before the end at which the banner appears.
    const WARNING: i64 = 5 * 60;
    /// Where the time left is asked for without using the session.
    const LOOK: &str = "/session.json";

    #[derive(Clone)]
    struct Watch {
        notice: Element,
        form: HtmlFormElement,
        words: SessionWords,
        waiting: Debounce,
    }

    /// Starts watching.
    pub fn watch(seconds: i64, words: &SessionWords) {
        let form = dom::by_id("session-form").and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let (Some(notice), Some(form)) = (dom::by_id("session-notice"), form) else {
            return;
        };
        let watch = Watch {
            notice,
            form: form.clone(),
            words: words.clone(),
            waiting: Debounce::default(),
        };
        // The line becomes one that is read out long before there is anything to read.
        if let Some(line) = dom::by_id("session-words") {
            let _ = line.set_attribute("role", "status");
        }
        watch.wait(seconds);
        let kept = watch.clone();
        dom::listen(&form, "submit", move |event| {
            event.prevent_default();
            let kept = kept.clone();
            spawn_local(async move { kept.keep().await });
        });
        dom::mark_ready(&watch.notice);
    }

    impl Watch {
        /// Waits until the warning is due by what is known now; other pages may have used the session meanwhile, so it
        /// is asked again then.
        fn wait(&self, seconds: i64) {
            let pause = u64::try_from(seconds.saturating_sub(WARNING)).unwrap_or(0);
            let watch = self.clone();
            self.waiting.after(pause.saturating_mul(1000), move || {
                spawn_local(async move { watch.look().await });
            });
        }

        async fn look(&self) {
            let seconds = ask(LOOK, &RequestInit::new()).await;
            match seconds {
                Some(seconds) if seconds > WARNING => self.wait(seconds),
                // Without an answer the warning is the safer thing.
                Some(seconds) => self.warn(seconds),
                None => self.warn(WARNING),
            }
        }

        fn warn(&self, seconds: i64) {
            if seconds <= 0 {
                self.say_over();
                return;
            }
            let _ = self.notice.remove_attribute("hidden");
            dom::announce("session-words", &self.words.warning);
            let watch = self.clone();
            let pause = u64::try_from(seconds).unwrap_or(0).saturating_add(1);
            self.waiting.after(pause.saturating_mul(1000), move || {
                spawn_local(async move {
                    match ask(LOOK, &RequestInit::new()).await {
                        Some(seconds) if seconds > WARNING => {
                            watch.hide();
                            watch.wait(seconds);
                        }
                        Some(seconds) if seconds > 0 => watch.warn(seconds),
                        _ => watch.say_over(),
                    }
                });
            });
        }

        fn say_over(&self) {
            let _ = self.notice.remove_attribute("hidden");
            let _ = self.form.set_attribute("hidden", "");
            dom::announce("session-words", &self.words.over);
        }

        fn hide(&self) {
            let _ = self.notice.set_attribute("hidden", "");
            dom::announce("session-words", "");
        }

        async fn keep(&self) {
            let request = RequestInit::new();
            request.set_method("POST");
            if let Ok(headers) = web_sys::Headers::new() {
                let _ = headers.set(KEEP_HEADER, "1");
                request.set_headers(&headers);
            }
            match ask(&self.form.action(), &request).await {
                Some(seconds) if seconds > WARNING => {
                    self.hide();
                    self.wait(seconds);
                }
                Some(seconds) if seconds > 0 => dom::announce("session-words", &self.words.last),
                Some(_) => self.say_over(),
                // The browser may reach the server in its own way, and says so if it does not.
                None => {
                    let _ = self.form.submit();
                }
            }
        }
    }

    /// The seconds of the short answer.
    #[allow(clippy::cast_possible_truncation, reason = "whole seconds of at most a day")]
    async fn ask(url: &str, request: &RequestInit) -> Option<i64> {
        let answer = dom::fetch(url, request).await?;
        if answer.status != 200 {
            return None;
        }
        let value = js_sys::JSON::parse(&answer.body).ok()?;
        let seconds = js_sys::Reflect::get(&value, &"seconds".into()).ok()?.as_f64()?;
        Some(seconds as i64)
    }
}
