//! The question before something that cannot be taken back: a page, so that it works without scripts.

use axum::response::Response;
use leptos::prelude::*;
use store::Draft;

use super::{edit_path, head, title};
use crate::document::respond;
use crate::{Failure, Site, Visit};

/// What is asked.
#[derive(Clone, Copy)]
pub struct Question {
    /// Heading.
    pub title: &'static str,
    /// What it means.
    pub lead: &'static str,
    /// The button that does it.
    pub button: &'static str,
    /// Last part of the address it is posted to.
    pub path: &'static str,
}

/// Shows the question.
pub async fn show(site: &Site, visit: &Visit, draft: Draft, question: Question) -> Result<Response, Failure> {
    let head = head(visit, &draft, question.title);
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &draft, question)).await
}

fn view(visit: &Visit, draft: &Draft, question: Question) -> impl IntoView + use<> {
    let action = visit.href(&format!("/my/programs/{}/{}", draft.id, question.path));
    let back = visit.href(&edit_path(draft.id));
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{question.title}</h1>
            <p class="kj-my__name">{title(visit, &draft.form)}</p>
            <p>{question.lead}</p>
            <form class="kj-actions" method="post" action=action>
                <input type="hidden" name="version" value=draft.version.to_string() />
                <button class="kj-button" data-tone="danger" type="submit">{question.button}</button>
                <a class="kj-button" data-tone="outline" href=back>{visit.text().register.cancel}</a>
            </form>
        </div>
    }
}
