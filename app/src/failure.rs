//! The one error of the web boundary: every way a request can end badly, its status, and what is logged. The page for
//! it is drawn by [`crate::page::error`].

use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::program::ListingState;
use http::{HeaderValue, StatusCode, header};
use store::{Refusal, StoreError};

use crate::storage::StorageError;

/// Why a request was not answered as asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Failure {
    /// 404: there is nothing here, or nothing this visitor may know of.
    #[error("not found")]
    NotFound,
    /// 403: signed in, but not allowed.
    #[error("forbidden")]
    Forbidden,
    /// 403: another site sent it.
    #[error("sent by another site")]
    ForeignOrigin,
    /// 303 to the sign-in page, and back afterwards.
    #[error("sign-in needed")]
    SignIn {
        /// Where to return to.
        back: String,
    },
    /// 303 to the page that asks for the password again, and back afterwards.
    #[error("fresh proof of identity needed")]
    Confirm {
        /// Where to return to.
        back: String,
    },
    /// 429: too many attempts in a short time.
    #[error("too many attempts, wait {seconds} s")]
    TooMany {
        /// How long to wait, at least.
        seconds: u64,
    },
    /// 410: a link that can no longer be used.
    #[error("link used or expired")]
    Gone,
    /// 409: somebody else changed it in between.
    #[error("changed in between")]
    Stale,
    /// 409: the listing's state does not allow the step.
    #[error("not possible while {state:?}")]
    WrongState {
        /// The state it is in.
        state: ListingState,
    },
    /// 409: the thing is not in a state in which that can be done.
    #[error("not possible in its present state")]
    NotNow,
    /// 422 where no page shows the problems at their fields.
    #[error("{0}")]
    Problems(Problems),
    /// 400, 405, 408, 413, 415 and the like, from the HTTP layer.
    #[error("HTTP {0}")]
    Http(StatusCode),
    /// 500: ours. The text is for the log only.
    #[error("{0}")]
    Fault(String),
}

impl Failure {
    /// A fault of ours, with what the log should say.
    pub fn fault(text: impl Into<String>) -> Self {
        Self::Fault(text.into())
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::SignIn { .. } | Self::Confirm { .. } => StatusCode::SEE_OTHER,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Gone => StatusCode::GONE,
            Self::Stale | Self::WrongState { .. } | Self::NotNow => StatusCode::CONFLICT,
            Self::Problems(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Http(status) => *status,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.to_string())
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Fault(error.to_string())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::Forbidden => Self::Forbidden,
            Refusal::Stale { .. } => Self::Stale,
            Refusal::WrongState { state } => Self::WrongState { state },
            Refusal::NotNow | Refusal::Full | Refusal::NotEligible | Refusal::LastAdministrator => Self::NotNow,
            // Pages that submit say why themselves.
            Refusal::Unsettled(_) | Refusal::NotSubmittable(_) => Self::NotNow,
            Refusal::File(_) => Self::Http(StatusCode::UNPROCESSABLE_ENTITY),
            Refusal::Problems(problems) => Self::Problems(problems),
            Refusal::Db(error) => error.into(),
        }
    }
}

impl IntoResponse for Failure {
    /// A bare response that carries the failure; the error-page middleware gives it a body.
    fn into_response(self) -> Response {
        let leads_to = match &self {
            Self::SignIn { back } => Some(("/login", back)),
            Self::Confirm { back } => Some(("/confirm", back)),
            _ => None,
        };
        let mut response = match leads_to {
            Some((page, back)) => {
                let is_english = back == crate::link::ENGLISH || back.starts_with("/en/") || back.starts_with("/en?");
                let prefix = if is_english { crate::link::ENGLISH } else { "" };
                let back = form_urlencoded::byte_serialize(back.as_bytes()).collect::<String>();
                Redirect::to(&format!("{prefix}{page}?back={back}")).into_response()
            }
            None => self.status().into_response(),
        };
        if let Self::TooMany { seconds } = &self {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}
