//! Status chips (ux 3.3): an icon and a word on a tint, never colour alone.

use domain::Lang;
use domain::code::RecruitStatus;
use domain::program::{ListingState, SectionState};
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::text::component::ComponentText;

/// The tint of a chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipTone {
    /// Good, open, done.
    Green,
    /// Soon, attention.
    Orange,
    /// To come.
    Sky,
    /// Under way.
    Blue,
    /// Wrong.
    Red,
    /// Waiting for a check.
    Yellow,
    /// Over, or not begun.
    Gray,
    /// Plain text without a frame, for what needs no attention.
    Plain,
}

impl ChipTone {
    const fn code(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Orange => "orange",
            Self::Sky => "sky",
            Self::Blue => "blue",
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Gray => "gray",
            Self::Plain => "plain",
        }
    }
}

/// What a chip shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChipLook {
    /// The tint.
    pub tone: ChipTone,
    /// The icon before the word.
    pub icon: Icon,
    /// The word.
    pub word: String,
}

impl ChipLook {
    /// A chip of one's own.
    pub fn new(tone: ChipTone, icon: Icon, word: impl Into<String>) -> Self {
        Self {
            tone,
            icon,
            word: word.into(),
        }
    }

    /// The chip of a recruiting status.
    pub fn of_recruit(status: RecruitStatus, lang: Lang) -> Self {
        let (tone, icon) = match status {
            RecruitStatus::Open => (ChipTone::Green, Icon::Check),
            RecruitStatus::Closing => (ChipTone::Orange, Icon::Alert),
            RecruitStatus::Upcoming => (ChipTone::Sky, Icon::Clock),
            RecruitStatus::Running => (ChipTone::Blue, Icon::Play),
            RecruitStatus::Full | RecruitStatus::Ended => (ChipTone::Gray, Icon::Dash),
        };
        Self::new(tone, icon, status.name(lang))
    }

    /// The chip of a listing's state.
    pub fn of_listing(state: ListingState, lang: Lang) -> Self {
        let words = &ComponentText::of(lang).listing_state;
        let (tone, icon, word) = match state {
            ListingState::Draft => (ChipTone::Gray, Icon::Pencil, words[0]),
            ListingState::Checking => (ChipTone::Yellow, Icon::Hourglass, words[1]),
            ListingState::Returned => (ChipTone::Orange, Icon::Alert, words[2]),
            ListingState::Published => (ChipTone::Green, Icon::Check, words[3]),
            ListingState::Suspended => (ChipTone::Red, Icon::Cross, words[4]),
            ListingState::Closed => (ChipTone::Gray, Icon::Dash, words[5]),
            ListingState::Archived => (ChipTone::Gray, Icon::Dash, words[6]),
            ListingState::DeletedDraft => (ChipTone::Gray, Icon::Cross, words[7]),
        };
        Self::new(tone, icon, word)
    }

    /// The chip of a section of a form. Done is plain, so that the eye goes to the rest (`FORM-11`).
    pub fn of_section(state: SectionState, lang: Lang) -> Self {
        let words = &ComponentText::of(lang).section_state;
        let (tone, icon, word) = match state {
            SectionState::Untouched => (ChipTone::Gray, Icon::Dash, words[0]),
            SectionState::Started => (ChipTone::Blue, Icon::Pencil, words[1]),
            SectionState::NeedsCorrection => (ChipTone::Red, Icon::Cross, words[2]),
            SectionState::Done => (ChipTone::Plain, Icon::Check, words[3]),
        };
        Self::new(tone, icon, word)
    }
}

/// A status chip; display only.
#[component]
pub fn Chip(
    /// Tint, icon and word.
    look: ChipLook,
) -> impl IntoView {
    view! {
        <span class="kj-chip" data-tone=look.tone.code()>
            <Glyph icon=look.icon />
            <span class="kj-chip__word">{look.word}</span>
        </span>
    }
}
