//! One value of a facet: a native control with its label and count.

use leptos::prelude::*;

use crate::text::component::{ComponentText, grouped};

/// A value of a facet.
#[derive(Clone, Debug)]
pub struct FacetOption {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// What one would get by ticking it too; `None` shows no number, as for 指定なし.
    pub count: Option<u32>,
    /// Whether it is chosen.
    pub checked: bool,
}

impl FacetOption {
    /// A value with its count.
    pub fn new(value: impl Into<String>, label: impl Into<String>, count: u32, checked: bool) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            count: Some(count),
            checked,
        }
    }

    pub(super) fn is_idle_zero(&self) -> bool {
        self.count == Some(0) && !self.checked
    }
}

/// The control; its id is `f-{name}-{value}`, and scripts find the number by `data-count`.
pub(super) fn option_view(text: &'static ComponentText, name: &str, option: FacetOption) -> impl IntoView + use<> {
    let id = format!("f-{name}-{}", option.value);
    let zero = option.is_idle_zero();
    let count = option.count.map(|count| {
        view! {
            " "
            <span class="kj-count">
                <span data-count=option.value.clone()>{grouped(count)}</span>
                <span class="kj-visually-hidden">{text.count_unit}</span>
            </span>
        }
    });
    view! {
        <div class="kj-option" data-zero=zero.then_some("true")>
            <input
                class="kj-choice__control"
                type="checkbox"
                id=id.clone()
                name=name.to_owned()
                value=option.value
                checked=option.checked
            />
            <label class="kj-option__label" for=id>
                <span class="kj-option__name">{option.label}</span>
                {count}
            </label>
        </div>
    }
}
