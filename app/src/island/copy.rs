//! The button that copies what stands in a text field. Without scripts there is no button: the field itself can be
//! selected and copied by hand.

use leptos::prelude::*;

/// Copies the value of the input with the id `input`, and says so. Where the browser does not allow it, the text is
/// selected, and `selected` says what to do next.
#[island]
pub fn CopyIsland(input: String, label: String, done: String, selected: String) -> impl IntoView {
    let id = format!("{input}-copy");
    let status = format!("{input}-copied");
    #[cfg(feature = "hydrate")]
    {
        let (id, status) = (id.clone(), status.clone());
        Effect::new(move |_| browser::watch(&id, &input, &status, &done, &selected));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (done, selected);
    view! {
        <p class="kj-outputs__copy kj-no-print">
            <button class="kj-button" data-tone="outline" data-size="sm" type="button" id=id hidden=true>
                {label}
            </button>
            <span class="kj-outputs__note" id=status role="status"></span>
        </p>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::window;
    use leptos::task::spawn_local;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Clipboard, HtmlInputElement};

    use crate::island::dom;

    /// Shows the button and listens to it. The field is looked up anew each time, since a search replaces it.
    pub fn watch(id: &str, input: &str, status: &str, done: &str, selected: &str) {
        let Some(button) = dom::by_id(id) else { return };
        let [input, status, done, selected] = [input, status, done, selected].map(str::to_owned);
        dom::listen(&button, "click", move |_| {
            let field = dom::by_id(&input).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
            let Some(field) = field else { return };
            let [status, done, selected] = [&status, &done, &selected].map(String::clone);
            spawn_local(async move {
                let copied = match clipboard() {
                    Some(clipboard) => JsFuture::from(clipboard.write_text(&field.value())).await.is_ok(),
                    None => false,
                };
                if !copied {
                    field.select();
                    let _ = field.focus();
                }
                dom::announce(&status, if copied { &done } else { &selected });
            });
        });
        let _ = button.remove_attribute("hidden");
        dom::mark_ready(&button);
    }

    /// Browsers hand it out on secure addresses only.
    fn clipboard() -> Option<Clipboard> {
        let found = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard")).ok()?;
        found.dyn_into().ok()
    }
}
