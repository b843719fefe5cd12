//! One request as pages see it: who asks, in which language, for which address. Middleware puts it together once; pages
//! take it as an argument.

use axum::extract::FromRequestParts;
use domain::permit::{Action, Actor, Subject, may};
use domain::user::User;
use domain::{Lang, value::Day};
use http::request::Parts;

use crate::Failure;
use crate::text::Text;

/// The visitor and the address.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Language of the answer.
    pub lang: Lang,
    /// Who asks.
    pub actor: Actor,
    /// Path without the language prefix.
    pub path: String,
    /// Query part, without `?`; empty when there is none.
    pub query: String,
    /// Today in Japan.
    pub today: Day,
    /// Number of this request, shown on error pages and written to the log.
    pub reference: String,
}

impl Visit {
    /// The texts of the visit's language.
    pub fn text(&self) -> &'static Text {
        Text::of(self.lang)
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

    /// The signed-in person.
    pub fn user(&self) -> Option<&User> {
        self.actor.user()
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
