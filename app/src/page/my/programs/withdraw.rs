//! `/my/programs/{id}/withdraw`: takes a request for publication back before it is decided, after asking once (ORG-13).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::Action;
use domain::program::{ListingState, ListingStep};

use super::confirm::{self, Deed};
use super::{edit_path, get_draft};
use crate::page::FormPairs;
use crate::text::life::LifeText;
use crate::{Failure, Site, Visit};

static WITHDRAW: Deed = Deed {
    action: Action::PublishProgram,
    possible: is_possible,
    path: "withdraw",
    words: |lang| {
        let text = LifeText::of(lang);
        [text.withdraw, text.withdraw_lead, text.withdraw_button]
    },
};

fn is_possible(state: ListingState, published: bool) -> bool {
    let step = if published {
        ListingStep::WithdrawChange
    } else {
        ListingStep::Withdraw
    };
    state.next(step).is_some()
}

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403, 404, 409; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    confirm::ask(&site, &visit, &id, &WITHDRAW).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let draft = get_draft(&site, &visit, &id).await?;
    site.store
        .withdraw_request(&visit.actor, draft.id, pairs.seen_version()?)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}?withdrawn", edit_path(draft.id)))).into_response())
}
