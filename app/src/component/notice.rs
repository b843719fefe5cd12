//! Banners that tell what happened or what to mind. They stay where they are; nothing vanishes by itself.

use domain::Lang;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::text::component::ComponentText;

/// The kind of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeTone {
    /// Something went well.
    Success,
    /// Something needs care.
    Warning,
    /// Something to know.
    Info,
}

impl NoticeTone {
    const fn code(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Success => Icon::Check,
            Self::Warning => Icon::Alert,
            Self::Info => Icon::Info,
        }
    }

    const fn word(self, text: &ComponentText) -> &'static str {
        let [success, warning, info] = text.notice;
        match self {
            Self::Success => success,
            Self::Warning => warning,
            Self::Info => info,
        }
    }
}

/// A banner with a heading of level 2 and, as children, what to do.
#[component]
pub fn Notice(
    /// Language of the page.
    lang: Lang,
    /// Its kind.
    tone: NoticeTone,
    /// One sentence.
    #[prop(into)]
    title: String,
    /// Whether it is read out when the page appears, as the answer to an action.
    #[prop(optional)]
    announced: bool,
    /// Paragraphs, lists, links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="kj-notice" data-tone=tone.code() role=announced.then_some("status")>
            <span class="kj-notice__icon">
                <Glyph icon=tone.icon() />
            </span>
            <div class="kj-notice__text">
                <h2 class="kj-notice__title">
                    <span class="kj-visually-hidden">{tone.word(ComponentText::of(lang))}" "</span>
                    {title}
                </h2>
                {children.map(|children| view! { <div class="kj-notice__body">{children()}</div> })}
            </div>
        </div>
    }
}
