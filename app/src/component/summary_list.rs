//! Answers to check before they are sent, each with a way back to its field (`FORM-16`).

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// An answer.
pub struct SummaryRow {
    /// The field's label.
    pub term: String,
    /// What was answered; `None` shows 未入力.
    pub detail: Option<AnyView>,
    /// Where to change it.
    pub change_href: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl SummaryRow {
    /// An answer in words; an empty one shows 未入力. Line breaks are kept.
    pub fn text(term: impl Into<String>, detail: impl Into<String>) -> Self {
        let detail: String = detail.into();
        let detail = (!detail.is_empty()).then(|| detail.into_any());
        Self {
            term: term.into(),
            detail,
            change_href: None,
            error: None,
        }
    }

    /// An answer with lists or chips.
    pub fn view(term: impl Into<String>, detail: impl IntoView + 'static) -> Self {
        Self {
            term: term.into(),
            detail: Some(detail.into_any()),
            change_href: None,
            error: None,
        }
    }

    /// With a link to the field.
    #[must_use]
    pub fn change(mut self, href: impl Into<String>) -> Self {
        self.change_href = Some(href.into());
        self
    }

    /// With what is wrong, if anything is.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }
}

/// The answers of one section.
#[component]
pub fn SummaryList(
    /// Language of the page.
    lang: Lang,
    /// In the order of the form.
    rows: Vec<SummaryRow>,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let rows = rows
        .into_iter()
        .map(|row| {
            let change = row.change_href.map(|href| change_link(text, href, &row.term));
            let error = row
                .error
                .map(|error| view! { <p class="kj-field__error">"＊"{error}</p> });
            let detail = row
                .detail
                .unwrap_or_else(|| view! { <span class="kj-summary__nothing">{text.not_entered}</span> }.into_any());
            view! {
                <div class="kj-summary__row">
                    <dt class="kj-summary__term">{row.term}</dt>
                    <dd class="kj-summary__detail">
                        <div class="kj-summary__answer">{detail}</div>
                        {error}
                    </dd>
                    {change.map(|link| view! { <dd class="kj-summary__change">{link}</dd> })}
                </div>
            }
        })
        .collect_view();
    view! { <dl class="kj-summary">{rows}</dl> }
}

/// A card with a heading of level 2 around a [`SummaryList`].
#[component]
pub fn SummarySection(
    /// Language of the page.
    lang: Lang,
    /// Name of the section.
    #[prop(into)]
    title: String,
    /// Where to change the section.
    #[prop(optional_no_strip)]
    change_href: Option<String>,
    /// Its answers.
    rows: Vec<SummaryRow>,
) -> impl IntoView {
    let change = change_href.map(|href| change_link(ComponentText::of(lang), href, &title));
    view! {
        <section class="kj-summary-card">
            <div class="kj-summary-card__head">
                <h2 class="kj-summary-card__title">{title}</h2>
                {change}
            </div>
            <SummaryList lang rows />
        </section>
    }
}

/// 変更, heard as 「事業名」を変更, so that twenty of them can be told apart.
fn change_link(text: &'static ComponentText, href: String, name: &str) -> impl IntoView + use<> {
    let (before, after) = text.change_field;
    let full = format!("{before}{name}{after}");
    view! {
        <a class="kj-summary__link" href=href>
            <span aria-hidden="true">{text.change}</span>
            <span class="kj-visually-hidden">{full}</span>
        </a>
    }
}
