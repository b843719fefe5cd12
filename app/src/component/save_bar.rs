//! The buttons at the end of a form section with the state of saving beside them (`FORM-01`, `FORM-02`).

use leptos::prelude::*;

/// A submit button. Several of them differ by `formaction`, because scripts that send forms drop button values.
#[derive(Clone, Debug)]
pub struct SaveButton {
    /// What it does, as a verb.
    pub label: String,
    /// Where it posts to, if not to the form's action.
    pub action: Option<String>,
    /// Whether it is the one main button.
    pub primary: bool,
}

impl SaveButton {
    /// The main button.
    pub fn primary(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            action: None,
            primary: true,
        }
    }

    /// Another button.
    pub fn secondary(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            action: None,
            primary: false,
        }
    }

    /// Posting elsewhere.
    #[must_use]
    pub fn to(mut self, action: impl Into<String>) -> Self {
        self.action = Some(action.into());
        self
    }
}

/// Buttons and the line `#save-state`, into which autosave writes.
#[component]
pub fn SaveBar(
    /// Main button first.
    buttons: Vec<SaveButton>,
    /// When it was saved last, in words; may be empty.
    #[prop(into)]
    state: String,
    /// The autosave island.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let buttons = buttons
        .into_iter()
        .map(|button| {
            let tone = if button.primary { "primary" } else { "outline" };
            view! {
                <button class="kj-button" data-tone=tone type="submit" formaction=button.action>
                    {button.label}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="kj-save">
            <p class="kj-save__state" id="save-state" role="status">{state}</p>
            <div class="kj-save__buttons">{buttons}</div>
            {children.map(|children| children())}
        </div>
    }
}
