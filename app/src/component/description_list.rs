//! Facts as term and description.

use leptos::prelude::*;

/// A term with its description.
pub struct Fact {
    /// The term, such as 実施地域.
    pub term: String,
    /// The description.
    pub detail: AnyView,
}

impl Fact {
    /// A fact in words.
    pub fn text(term: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            term: term.into(),
            detail: detail.into().into_any(),
        }
    }

    /// A fact with links, lists or chips.
    pub fn view(term: impl Into<String>, detail: impl IntoView + 'static) -> Self {
        Self {
            term: term.into(),
            detail: detail.into_any(),
        }
    }
}

/// A description list; `framed` is the key-fact box of a detail page.
#[component]
pub fn DescriptionList(
    /// In reading order.
    facts: Vec<Fact>,
    /// With a frame and larger text.
    #[prop(optional)]
    framed: bool,
) -> impl IntoView {
    let rows = facts
        .into_iter()
        .map(|fact| {
            view! {
                <div class="kj-facts__row">
                    <dt class="kj-facts__term">{fact.term}</dt>
                    <dd class="kj-facts__detail">{fact.detail}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="kj-facts" data-framed=framed.then_some("true")>{rows}</dl> }
}
