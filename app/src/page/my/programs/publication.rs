//! What pressing the button on the task list does, said before it is pressed: publish, ask for it, publish a small change
//! at once, ask for a large one, or say that nothing has changed (ORG-04).

use domain::permit::{Action, Subject};
use domain::program::{CleanProgram, ListingState, ListingStep, PublicationCheck, Revision};
use leptos::prelude::*;
use store::Draft;

use crate::page::program_value::labels;
use crate::text::life::LifeText;
use crate::{Visit, link};

/// The box with the preview and the button.
pub(super) fn view(
    visit: &Visit,
    draft: &Draft,
    published: Option<&CleanProgram>,
    now: Option<&CleanProgram>,
    check: PublicationCheck,
) -> impl IntoView + use<> {
    let text = visit.text().register;
    let may_publish = visit.may(Action::PublishProgram, Subject::Organisation(draft.owner.id));
    let changed = published.is_some_and(|published| Some(published) != now);
    let state = match (draft.published, changed) {
        (false, _) => text.not_published,
        (true, true) => text.has_changes,
        (true, false) => text.up_to_date,
    };
    let (label, lead) = words(visit, draft, published, now, check);
    let publish = visit.href(&format!("/my/programs/{}/publish", draft.id));
    let preview = visit.href(&format!("/my/programs/{}/preview", draft.id));
    let version = draft.version.to_string();
    let public = published.is_some().then(|| {
        view! { <a href=visit.href(&link::program(draft.id))>{visit.text().my.view}</a> }
    });
    let button = if may_publish {
        view! {
            <form method="post" action=publish>
                <input type="hidden" name="version" value=version />
                <button class="kj-button" data-tone="primary" type="submit">{label}</button>
            </form>
        }
        .into_any()
    } else {
        view! { <p>{text.publish_who}</p> }.into_any()
    };
    view! {
        <section class="kj-box kj-publication" aria-labelledby="publication-title">
            <h2 class="kj-box__title" id="publication-title">{label}</h2>
            <p>{state}" "{lead}" "{public}</p>
            <div class="kj-actions">
                <a class="kj-button" data-tone="outline" href=preview>{text.preview_open}</a>
                {button}
            </div>
        </section>
    }
}

/// The button, and what it does.
fn words(
    visit: &Visit,
    draft: &Draft,
    published: Option<&CleanProgram>,
    now: Option<&CleanProgram>,
    check: PublicationCheck,
) -> (&'static str, String) {
    let (text, life) = (visit.text().register, LifeText::of(visit.lang));
    let revision = published
        .zip(now)
        .map(|(published, now)| Revision::between(published, now));
    let step = match now {
        Some(now) => check.step(draft.state, published, now),
        // With gaps in it nothing is sent; the button shows where they are.
        None if check == PublicationCheck::None && draft.published => ListingStep::EditMinor,
        None if check == PublicationCheck::None => ListingStep::Publish,
        None if draft.published => ListingStep::EditMajor,
        None => ListingStep::SubmitForCheck,
    };
    match (step, revision) {
        (ListingStep::EditMinor, Some(revision)) if revision.is_empty() && draft.state == ListingState::Published => {
            (life.confirm_button, life.confirm_lead.to_owned())
        }
        (ListingStep::EditMinor, _) if check == PublicationCheck::Secretariat => {
            (text.republish_button, life.minor_lead.to_owned())
        }
        (ListingStep::EditMinor, _) => (text.republish_button, text.publish_lead.to_owned()),
        (ListingStep::Publish, _) => {
            let label = if draft.published {
                text.republish_button
            } else {
                text.publish_button
            };
            (label, text.publish_lead.to_owned())
        }
        (ListingStep::EditMajor, Some(revision)) => {
            let major: Vec<_> = revision
                .changed
                .iter()
                .copied()
                .filter(|field| Revision::is_major_field(field))
                .collect();
            (life.change_button, (life.change_lead)(&labels(visit.lang, &major)))
        }
        _ if draft.published => (life.change_button, life.request_lead.to_owned()),
        _ => (life.request_button, life.request_lead.to_owned()),
    }
}
