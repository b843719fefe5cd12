//! The question before something that cannot be taken back, or that others notice: a page, so that it works without
//! scripts.

use axum::response::Response;
use domain::Lang;
use domain::permit::{Action, Subject};
use domain::program::ListingState;
use leptos::prelude::*;
use store::Draft;

use super::{edit_path, get_draft, head, title};
use crate::document::respond;
use crate::{Failure, Site, Visit};

/// Something that is asked about first.
pub struct Deed {
    /// What one must be allowed to do.
    pub action: Action,
    /// Whether it is possible in this state, for a program that has, or has not, been published once.
    pub possible: fn(ListingState, bool) -> bool,
    /// Last part of its address.
    pub path: &'static str,
    /// Heading, explanation, button.
    pub words: fn(Lang) -> [&'static str; 3],
}

/// Asks whether to do it.
///
/// # Errors
/// Leads to the sign-in page; 403, 404, 409; when the database fails.
pub async fn ask(site: &Site, visit: &Visit, id: &str, deed: &'static Deed) -> Result<Response, Failure> {
    let draft = get_draft(site, visit, id).await?;
    if !visit.may(deed.action, Subject::Organisation(draft.owner.id)) {
        return Err(Failure::Forbidden);
    }
    if !(deed.possible)(draft.state, draft.published) {
        return Err(Failure::WrongState { state: draft.state });
    }
    let [title, ..] = (deed.words)(visit.lang);
    let head = head(visit, &draft, title);
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &draft, deed)).await
}

fn view(visit: &Visit, draft: &Draft, deed: &Deed) -> impl IntoView + use<> {
    let text = visit.text().register;
    let [question, lead, button] = (deed.words)(visit.lang);
    let action = visit.href(&format!("/my/programs/{}/{}", draft.id, deed.path));
    let back = visit.href(&edit_path(draft.id));
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{question}</h1>
            <p class="kj-my__name">{title(visit, &draft.form)}</p>
            <p>{lead}</p>
            <form class="kj-actions" method="post" action=action>
                <input type="hidden" name="version" value=draft.version.to_string() />
                <button class="kj-button" data-tone="danger" type="submit">{button}</button>
                <a class="kj-button" data-tone="outline" href=back>{text.cancel}</a>
            </form>
        </div>
    }
}
