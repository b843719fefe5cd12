//! Where the request in progress comes from, for the audit log and for sessions. It travels with the task, so that no
//! command has to hand it on and none can forget it.

use std::future::Future;

/// Origin of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Network address of the visitor; empty when unknown.
    pub address: String,
    /// What the browser calls itself, cut to a sensible length; empty when it says nothing.
    pub agent: String,
    /// Number of the request, as in the log.
    pub reference: String,
}

tokio::task_local! {
    static ORIGIN: Origin;
}

impl Origin {
    /// The origin of the request in progress; empty outside of one, as at the command line or in a worker.
    pub fn current() -> Self {
        ORIGIN.try_with(Clone::clone).unwrap_or_default()
    }

    /// Runs a request with this origin.
    pub async fn scope<F: Future>(self, request: F) -> F::Output {
        ORIGIN.scope(self, request).await
    }
}
