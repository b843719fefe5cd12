//! One request as pages see it: who asks, in which language, for which address. Middleware puts it together once; pages
//! take it as an argument.

use axum::extract::FromRequestParts;
use domain::Lang;
use domain::permit::{Action, Actor, Subject, may};
use domain::session::Session;
use domain::user::{Membership, User};
use domain::value::{Day, Instant};
use http::request::Parts;

use crate::Failure;
use crate::text::Text;

/// How long a proof of identity counts as recent, in milliseconds.
const RECENT_MILLIS: i64 = 10 * 60 * 1000;

/// The visitor and the address.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Language of the answer.
    pub lang: Lang,
    /// Who asks.
    pub actor: Actor,
    /// The session, when somebody is signed in.
    pub session: Option<Session>,
    /// Path without the language prefix.
    pub path: String,
    /// Query part, without `?`; empty when there is none.
    pub query: String,
    /// The moment of the request.
    pub now: Instant,
    /// Today in Japan.
    pub today: Day,
    /// How many notices the person has not read; 0 for visitors and for answers that show no header.
    pub unread: u64,
    /// Hash of the token that this browser keeps from one sign-in to the next, if it has one.
    pub browser: Option<[u8; 32]>,
    /// Number of this request, shown on error pages and written to the log.
    pub reference: String,
}

impl Visit {
    /// The texts of the visit's language.
    pub fn text(&self) -> &'static Text {
        Text::of(self.lang)
    }

    /// The same visit by nobody in particular, for answers that are the same for all.
    #[must_use]
    pub fn as_anonymous(&self) -> Self {
        Self {
            actor: Actor::Anonymous,
            session: None,
            unread: 0,
            ..self.clone()
        }
    }

    /// A link inside the portal in the visit's language; `path` begins with `/`.
    pub fn href(&self, path: &str) -> String {
        crate::link::in_language(self.lang, path)
    }

    /// This very address in another language.
    pub fn same_page(&self, lang: Lang) -> String {
        let path = crate::link::in_language(lang, &self.path);
        if self.query.is_empty() {
            path
        } else {
            format!("{path}?{}", self.query)
        }
    }

    /// The path without what opens something: a log is read by more people than a mailbox.
    pub fn loggable_path(&self) -> &str {
        const SECRET: &[&str] = &[
            "/alerts/",
            "/calendar/",
            "/password/reset/",
            "/email/confirm/",
            "/email/stop/",
            "/invitations/",
            "/kept/",
            "/register/confirm/",
            "/unsubscribe/",
        ];
        let start = SECRET.iter().find(|start| self.path.starts_with(**start));
        start.copied().unwrap_or(&self.path)
    }

    /// The signed-in person.
    pub fn user(&self) -> Option<&User> {
        self.actor.user()
    }

    /// The place for which the person acts: the chosen one, or else the first.
    pub fn acting(&self) -> Option<&Membership> {
        let places = &self.user()?.memberships;
        let chosen = self.session.as_ref().and_then(|session| session.acting);
        let chosen = places.iter().find(|place| Some(place.organisation) == chosen);
        chosen.or_else(|| places.first())
    }

    /// The organisations among which the person can choose, each once, in the order of their readings.
    pub fn places(&self) -> Vec<&Membership> {
        let mut places: Vec<&Membership> = self
            .user()
            .map(|user| user.memberships.iter().collect())
            .unwrap_or_default();
        places.dedup_by_key(|place| place.organisation);
        places
    }

    /// The signed-in person, or the way to the sign-in page.
    ///
    /// # Errors
    /// [`Failure::SignIn`] for a visitor.
    pub fn require_user(&self) -> Result<&User, Failure> {
        self.user().ok_or_else(|| Failure::SignIn {
            back: self.same_page(self.lang),
        })
    }

    /// The signed-in person, if the person has proven to be that one within the last ten minutes; otherwise the way to
    /// prove it again. For pages that change what signs somebody in.
    ///
    /// # Errors
    /// [`Failure::SignIn`] for a visitor, [`Failure::Confirm`] when the proof is too old.
    pub fn require_recent(&self) -> Result<&User, Failure> {
        let user = self.require_user()?;
        let recent = self.session.as_ref().is_some_and(|session| {
            let age = session.confirmed_at.millis_until(self.now);
            age < RECENT_MILLIS
        });
        if recent {
            Ok(user)
        } else {
            Err(Failure::Confirm {
                back: self.same_page(self.lang),
            })
        }
    }

    /// Whether the actor may do that.
    pub fn may(&self, action: Action, subject: Subject) -> bool {
        may(&self.actor, action, subject)
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Failure::fault("no visit in the request: middleware missing"))
    }
}
