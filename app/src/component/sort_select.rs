//! Order, number and layout of results, as native selects that belong to the search form by its id. Nothing is sent before the
//! button is pressed (`SRCH-21`).

use domain::Lang;
use leptos::prelude::*;

use super::choice::Choice;
use crate::text::component::ComponentText;

struct Words {
    name: &'static str,
    label: &'static str,
    button: &'static str,
}

fn chooser(words: &Words, form: String, choices: Vec<Choice>, chosen: &str) -> impl IntoView + use<> {
    let id = format!("choose-{}", words.name);
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <div class="kj-chooser">
            <label class="kj-chooser__label" for=id.clone()>{words.label}</label>
            <span class="kj-select" data-size="sm">
                <select class="kj-select__control" id=id name=words.name form=form.clone()>{options}</select>
            </span>
            <button class="kj-button" data-tone="outline" data-size="sm" type="submit" form=form>
                {words.button}
            </button>
        </div>
    }
}

/// The order of the results, `sort`.
#[component]
pub fn SortSelect(
    /// Language of the page.
    lang: Lang,
    /// Id of the search form.
    #[prop(into)]
    form: String,
    /// The orders on offer.
    choices: Vec<Choice>,
    /// Code of the order that applies.
    #[prop(into)]
    chosen: String,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let words = Words {
        name: "sort",
        label: text.sort_label,
        button: text.sort_button,
    };
    chooser(&words, form, choices, &chosen)
}

/// Results per page, `per`.
#[component]
pub fn PageSizeSelect(
    /// Language of the page.
    lang: Lang,
    /// Id of the search form.
    #[prop(into)]
    form: String,
    /// The sizes on offer.
    choices: Vec<Choice>,
    /// Code of the size that applies.
    #[prop(into)]
    chosen: String,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let words = Words {
        name: "per",
        label: text.per_label,
        button: text.per_button,
    };
    chooser(&words, form, choices, &chosen)
}

/// How the results are shown, `view`.
#[component]
pub fn LayoutSelect(
    /// Language of the page.
    lang: Lang,
    /// Id of the search form.
    #[prop(into)]
    form: String,
    /// The layouts on offer.
    choices: Vec<Choice>,
    /// Code of the layout that applies.
    #[prop(into)]
    chosen: String,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let words = Words {
        name: "view",
        label: text.view_label,
        button: text.view_button,
    };
    chooser(&words, form, choices, &chosen)
}
