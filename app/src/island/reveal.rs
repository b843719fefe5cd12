//! The button that shows a password as it is typed. Without scripts there is no button, because it could do nothing.

use leptos::prelude::*;

/// Shows and hides what is typed into the input with the id `input`.
#[island]
pub fn RevealIsland(input: String, show: String, hide: String) -> impl IntoView {
    let id = format!("{input}-reveal");
    #[cfg(feature = "hydrate")]
    {
        let (id, show, hide) = (id.clone(), show.clone(), hide.clone());
        Effect::new(move |_| browser::watch(&id, &input, &show, &hide));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = hide;
    view! {
        <button class="kj-button kj-reveal" data-tone="text" data-size="sm" type="button" id=id hidden=true>
            {show}
        </button>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use wasm_bindgen::JsCast;
    use web_sys::HtmlInputElement;

    use crate::island::dom;

    /// Shows the button and listens to it. What is sent is always a password: forms of other kinds are remembered.
    pub fn watch(id: &str, input: &str, show: &str, hide: &str) {
        let (Some(button), Some(field)) = (dom::by_id(id), dom::by_id(input)) else {
            return;
        };
        let Ok(field) = field.dyn_into::<HtmlInputElement>() else {
            return;
        };
        let (pressed, shown, show, hide) = (button.clone(), field.clone(), show.to_owned(), hide.to_owned());
        dom::listen(&button, "click", move |_| {
            let is_shown = shown.type_() == "text";
            shown.set_type(if is_shown { "password" } else { "text" });
            pressed.set_text_content(Some(if is_shown { &show } else { &hide }));
        });
        if let Some(form) = field.form() {
            let sent = field.clone();
            dom::listen(&form, "submit", move |_| sent.set_type("password"));
        }
        let _ = button.remove_attribute("hidden");
        dom::mark_ready(&button);
    }
}
