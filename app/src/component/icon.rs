//! The portal's own 24-pixel line icons. They are always decoration: the word beside them carries the meaning.

use leptos::prelude::*;

/// A line icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Done, open.
    Check,
    /// Attention.
    Alert,
    /// Later.
    Clock,
    /// Under way.
    Play,
    /// Wrong; also removes something.
    Cross,
    /// Waiting.
    Hourglass,
    /// Over, not begun.
    Dash,
    /// Search.
    Search,
    /// A group of people.
    People,
    /// Speaking to many.
    Megaphone,
    /// Reading up.
    Book,
    /// What one is told.
    Bell,
    /// A building, an organisation.
    Building,
    /// Information.
    Info,
    /// Languages.
    Globe,
    /// Edit.
    Pencil,
    /// Forward.
    ChevronRight,
    /// Back.
    ChevronLeft,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M5 12.5 10 17.5 19.5 7",
            Self::Alert => "M12 4v10M12 18.5v.5",
            Self::Clock => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3.2 2.4",
            Self::Play => "M8 5.5 18 12 8 18.5Z",
            Self::Cross => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Hourglass => {
                "M6.5 3.5h11M6.5 20.5h11M8 3.5c0 4 1.5 6 4 8.5-2.5 2.5-4 4.5-4 8.5M16 3.5c0 4-1.5 6-4 8.5 2.5 2.5 4 4.5 4 8.5"
            }
            Self::Dash => "M6 12h12",
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3l5.2 5.2",
            Self::People => {
                "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2.5 19.5c.4-3.5 2.9-5.5 6.5-5.5s6.1 2 6.5 5.5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.4c2.3.7 3.7 2.5 4 5.1"
            }
            Self::Megaphone => "M4 10v4h3.5l9 4.5v-13L7.5 10ZM8 14.2l1.2 5.3h2.6l-.9-4M19.5 9.5c1.3 1.3 1.3 3.7 0 5",
            Self::Book => {
                "M12 6.5c-2-1.5-4.7-2-8.5-2v13.5c3.8 0 6.5.5 8.5 2 2-1.5 4.7-2 8.5-2V4.5c-3.8 0-6.5.5-8.5 2ZM12 6.5V20"
            }
            Self::Bell => "M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 2H5ZM10.5 21h3",
            Self::Building => "M5 20.5v-17h9v17M14 9h5v11.5M3 20.5h18M8 7.5h3M8 11.5h3M8 15.5h3",
            Self::Info => "M12 10.5V18M12 6v.5",
            Self::Globe => {
                "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c5 5.3 5 11.7 0 17-5-5.3-5-11.7 0-17Z"
            }
            Self::Pencil => "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5ZM13.5 7l3.5 3.5",
            Self::ChevronRight => "M9 5.5 15.5 12 9 18.5",
            Self::ChevronLeft => "M15 5.5 8.5 12 15 18.5",
        }
    }
}

/// Draws an icon in the colour of the text around it, hidden from assistive technology.
#[component]
pub fn Glyph(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="kj-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}
