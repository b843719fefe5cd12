//! A band of figures: a number, its unit and what it counts.

use leptos::prelude::*;

/// One figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// The number, as written.
    pub number: String,
    /// Its unit, such as 件.
    pub unit: String,
}

impl Figure {
    /// A figure.
    pub fn new(label: impl Into<String>, number: impl Into<String>, unit: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            number: number.into(),
            unit: unit.into(),
        }
    }
}

/// Figures side by side.
#[component]
pub fn Figures(
    /// In reading order.
    figures: Vec<Figure>,
) -> impl IntoView {
    let items = figures
        .into_iter()
        .map(|figure| {
            view! {
                <div class="kj-figure">
                    <dt class="kj-figure__label">{figure.label}</dt>
                    <dd class="kj-figure__value">
                        <span class="kj-figure__number">{figure.number}</span>
                        {figure.unit}
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="kj-figures">{items}</dl> }
}
