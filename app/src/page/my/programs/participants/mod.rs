//! `/my/programs/{id}/participants` and below: who wants to take part and who does, for the organiser (W13, ORG-05).

pub mod answer;
pub mod csv;
pub mod list;
pub mod message;
pub mod participant;
pub mod xlsx;

mod filter;
mod table;

use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::{Draft, Participation};

use super::{get_draft, head as program_head};
use crate::document::Head;
use crate::{Failure, Site, Visit};

/// The program of an address with everybody who has asked to join it.
async fn load(site: &Site, visit: &Visit, id: &str) -> Result<(Draft, Vec<Participation>), Failure> {
    let draft = get_draft(site, visit, id).await?;
    if !visit.may(Action::ReadParticipation, Subject::Organisation(draft.owner.id)) {
        return Err(Failure::Forbidden);
    }
    let found = site.store.list_participants(draft.id).await?;
    Ok((draft, found))
}

/// Where the list is.
pub(super) fn list_path(draft: &Draft) -> String {
    format!("/my/programs/{}/participants", draft.id)
}

fn head(visit: &Visit, draft: &Draft, page: Option<&str>) -> Head {
    let list = visit.text().joining.participants;
    match page {
        None => program_head(visit, draft, list),
        Some(page) => {
            let mut head = program_head(visit, draft, page);
            let here = head.crumbs.pop();
            head = head.crumb(list, visit.href(&list_path(draft)));
            head.crumbs.extend(here);
            head
        }
    }
}

/// The way from a program's task list to its participants and questions.
pub(super) fn links(visit: &Visit, draft: &Draft) -> impl IntoView + use<> {
    let text = visit.text().joining;
    let participants = visit.href(&list_path(draft));
    let inquiries = visit.href(&format!("/my/programs/{}/inquiries", draft.id));
    let consortium = visit.href(&format!("/my/consortia/new?program={}", draft.id));
    let forms = visit.may(Action::ManageConsortium, Subject::Organisation(draft.owner.id));
    let consortium = forms.then(|| {
        view! { <a class="kj-button" data-tone="outline" href=consortium>{visit.text().consortium.new}</a> }
    });
    draft.published.then(|| {
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="outline" href=participants>{text.participants}</a>
                <a class="kj-button" data-tone="outline" href=inquiries>{text.inquiries}</a>
                {consortium}
            </p>
        }
    })
}
