//! How far the files of a form have come. Without scripts the form is sent as any other, and the browser shows what it
//! shows.

use leptos::prelude::*;

/// A bar below the button of a form with `data-upload`, shown while the form is under way.
#[island]
pub fn UploadIsland(sending: String, checking: String, failed: String) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        let (sending, checking, failed) = (sending.clone(), checking.clone(), failed.clone());
        Effect::new(move |_| browser::watch(&sending, &checking, &failed));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (checking, failed);
    view! {
        <div class="kj-upload" id="upload-way" hidden=true>
            <progress class="kj-upload__bar" id="upload-bar" max="100" value="0" aria-label=sending></progress>
        </div>
        <p class="kj-upload__words" id="upload-words" role="status"></p>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::{document, window};
    use wasm_bindgen::JsCast;
    use web_sys::{FormData, HtmlFormElement, HtmlInputElement, HtmlProgressElement, ProgressEvent, XmlHttpRequest};

    use crate::island::dom;

    /// Words below the bar.
    const WORDS: &str = "upload-words";

    /// The box around the bar.
    const WAY: &str = "upload-way";

    /// Listens on the document: an answer with errors replaces the form, and its successor works the same.
    pub fn watch(sending: &str, checking: &str, failed: &str) {
        let [sending, checking, failed] = [sending, checking, failed].map(str::to_owned);
        dom::listen(&document(), "submit", move |event| {
            let form = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
            let Some(form) = form.filter(|form| form.has_attribute("data-upload") && has_files(form)) else {
                return;
            };
            event.prevent_default();
            // One press sends once.
            if form.get_attribute("aria-busy").as_deref() != Some("true") {
                send(&form, &sending, &checking, &failed);
            }
        });
        if let Ok(Some(form)) = document().query_selector("form[data-upload]") {
            dom::mark_ready(&form);
        }
    }

    fn has_files(form: &HtmlFormElement) -> bool {
        let field = form.query_selector("input[type=file]").ok().flatten();
        let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        field.is_some_and(|field| !field.value().is_empty())
    }

    fn send(form: &HtmlFormElement, sending: &str, checking: &str, failed: &str) {
        let (Ok(request), Ok(data)) = (XmlHttpRequest::new(), FormData::new_with_form(form)) else {
            let _ = form.submit();
            return;
        };
        if request.open("POST", &form.action()).is_err() {
            let _ = form.submit();
            return;
        }
        let _ = form.set_attribute("aria-busy", "true");
        show(Some(0.0));
        dom::announce(WORDS, sending);
        if let Ok(upload) = request.upload() {
            let checking = checking.to_owned();
            dom::listen(&upload, "progress", move |event| {
                let Some(event) = event
                    .dyn_ref::<ProgressEvent>()
                    .filter(|event| event.length_computable())
                else {
                    return;
                };
                show(Some(event.loaded() * 100.0 / event.total().max(1.0)));
                if event.loaded() >= event.total() {
                    dom::announce(WORDS, &checking);
                }
            });
        }
        let (sent, answered) = (form.clone(), request.clone());
        dom::listen(&request, "load", move |_| finish(&sent, &answered));
        let (sent, failed) = (form.clone(), failed.to_owned());
        let failure = move |_| {
            let _ = sent.remove_attribute("aria-busy");
            show(None);
            dom::announce(WORDS, &failed);
        };
        dom::listen(&request, "error", failure.clone());
        dom::listen(&request, "abort", failure);
        let _ = request.send_with_opt_form_data(Some(&data));
    }

    /// Goes where the server leads, or shows the page with what is wrong.
    fn finish(form: &HtmlFormElement, request: &XmlHttpRequest) {
        let _ = form.remove_attribute("aria-busy");
        let address = request.response_url();
        if (200..300).contains(&request.status().unwrap_or_default()) && !address.is_empty() {
            let _ = window().location().set_href(&address);
            return;
        }
        let body = request.response_text().ok().flatten().unwrap_or_default();
        let page = dom::parse(&body);
        let new = page
            .as_ref()
            .and_then(|page| page.query_selector("main").ok().flatten());
        let old = document().query_selector("main").ok().flatten();
        let (Some(page), Some(new), Some(old)) = (page, new, old) else {
            // Sent the usual way, the browser shows whatever the answer is.
            let _ = form.submit();
            return;
        };
        document().set_title(&page.title());
        old.set_inner_html(&new.inner_html());
        if let Ok(Some(form)) = document().query_selector("form[data-upload]") {
            dom::mark_ready(&form);
        }
        dom::focus("error-summary");
    }

    /// Shows how far it is, in percent; `None` hides the bar.
    fn show(percent: Option<f64>) {
        let Some(way) = dom::by_id(WAY) else { return };
        let _ = match percent {
            Some(_) => way.remove_attribute("hidden"),
            None => way.set_attribute("hidden", ""),
        };
        let bar = dom::by_id("upload-bar").and_then(|bar| bar.dyn_into::<HtmlProgressElement>().ok());
        if let (Some(bar), Some(percent)) = (bar, percent) {
            bar.set_value(percent.floor());
        }
    }
}
