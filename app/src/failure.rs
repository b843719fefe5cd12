//! The one error of the web boundary: every way a request can end badly, its status, and what is logged. The page for
//! it is drawn by [`crate::page::error`].

use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::program::ListingState;
use http::StatusCode;
use store::{Refusal, StoreError};

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
    /// 409: somebody else changed it in between.
    #[error("changed in between")]
    Stale,
    /// 409: the listing's state does not allow the step.
    #[error("not possible while {state:?}")]
    WrongState {
        /// The state it is in.
        state: ListingState,
    },
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
            Self::SignIn { .. } => StatusCode::SEE_OTHER,
            Self::Stale | Self::WrongState { .. } => StatusCode::CONFLICT,
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

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::Forbidden => Self::Forbidden,
            Refusal::Stale { .. } => Self::Stale,
            Refusal::WrongState { state } => Self::WrongState { state },
            Refusal::Problems(problems) => Self::Problems(problems),
            Refusal::Db(error) => error.into(),
        }
    }
}

impl IntoResponse for Failure {
    /// A bare response that carries the failure; the error-page middleware gives it a body.
    fn into_response(self) -> Response {
        if let Self::SignIn { back } = &self {
            let (prefix, path) = match back.strip_prefix(crate::link::ENGLISH) {
                Some(_) => (crate::link::ENGLISH, back.as_str()),
                None => ("", back.as_str()),
            };
            let back = form_urlencoded::byte_serialize(path.as_bytes()).collect::<String>();
            return Redirect::to(&format!("{prefix}/login?back={back}")).into_response();
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
