//! The decision about an application on its page, once it is released (採否の結果): outcome, amount, conditions, reason, what the
//! reviewers tell the applicant without their names, and the ways on.

use domain::decision::Outcome;
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::{Application, Decision, StoredReview};

use super::path;
use crate::component::{DescriptionList, Fact, Notice, NoticeTone};
use crate::text::call::yen;
use crate::{Failure, Site, Visit};

/// A released decision with the comments that go with it.
pub(super) struct Released {
    decision: Decision,
    comments: Vec<String>,
    has_fonts: bool,
}

/// The decision about an application; nothing before its release.
pub(super) async fn load(site: &Site, whole: &Application) -> Result<Option<Released>, Failure> {
    let Some(decision) = site.store.find_decision(whole.id).await? else {
        return Ok(None);
    };
    let reviews = site.store.list_application_reviews(whole.id).await?;
    let comments = reviews
        .iter()
        .filter_map(StoredReview::counted)
        .map(|review| review.to_applicant.clone())
        .filter(|comment| !comment.is_empty());
    Ok(Some(Released {
        comments: comments.collect(),
        has_fonts: site.fonts.is_some(),
        decision,
    }))
}

/// The section of the page.
pub(super) fn view(visit: &Visit, whole: &Application, released: &Released) -> AnyView {
    let (lang, text, decision) = (visit.lang, visit.text().result, &released.decision);
    let tone = if decision.outcome.is_adopted() {
        NoticeTone::Success
    } else {
        NoticeTone::Info
    };
    let mut facts = vec![Fact::text(text.outcome, decision.outcome.name(lang))];
    if decision.outcome.is_adopted() {
        facts.push(Fact::text(text.amount, yen(lang, decision.amount)));
    }
    facts.push(Fact::text(text.asked, yen(lang, decision.asked)));
    facts.push(Fact::text(text.number, decision.number.clone()));
    facts.push(Fact::text(text.day, decision.day.format(lang)));
    if !decision.reason.is_empty() {
        let reason = decision.reason.clone();
        facts.push(Fact::view(text.reason, view! { <p class="kj-pre">{reason}</p> }));
    }
    if !decision.conditions.is_empty() {
        let items = decision.conditions.iter().map(|condition| {
            let words = (text.condition_due)(&condition.text, &condition.due.format(lang));
            view! { <li>{words}</li> }
        });
        let items = items.collect_view();
        facts.push(Fact::view(text.conditions, view! { <ol class="kj-prose">{items}</ol> }));
    }
    let comments = (!released.comments.is_empty()).then(|| {
        let items = released
            .comments
            .iter()
            .map(|comment| view! { <li class="kj-pre">{comment.clone()}</li> })
            .collect_view();
        view! {
            <h3 class="kj-section__subtitle">{text.comments}</h3>
            <ul class="kj-prose">{items}</ul>
        }
    });
    let next = match decision.outcome {
        Outcome::Adopt => text.next_adopt,
        Outcome::OnConditions => text.next_conditions,
        Outcome::Waitlist => text.next_waitlist,
        Outcome::Reject => text.next_reject,
    };
    let title = (text.title_of)(decision.outcome.name(lang));
    view! {
        <section class="kj-section" aria-labelledby="result-title">
            <h2 class="kj-section__title" id="result-title">{text.title}</h2>
            <Notice lang tone title><p>{next}</p></Notice>
            <DescriptionList facts framed=true />
            {comments}
            {ways(visit, whole, released)}
        </section>
    }
    .into_any()
}

fn ways(visit: &Visit, whole: &Application, released: &Released) -> impl IntoView + use<> {
    let text = visit.text().result;
    let here = path(whole.id);
    let notice = released.has_fonts.then(|| {
        let href = visit.href(&format!("{here}/notice.pdf"));
        view! { <a class="kj-button" data-tone="primary" href=href>{text.notice}</a> }
    });
    let may_list = visit.may(Action::CreateProgram, Subject::Organisation(whole.lead));
    let listing = (released.decision.outcome.is_adopted() && may_list).then(|| {
        let href = visit.href(&format!("{here}/listing"));
        view! { <a class="kj-button" data-tone="outline" href=href>{text.listing}</a> }
    });
    let grant = (released.decision.outcome == Outcome::Adopt).then(|| {
        view! { <a class="kj-button" data-tone="outline" href=visit.href("/my/grants")>{text.grant}</a> }
    });
    view! { <p class="kj-actions">{notice} {grant} {listing}</p> }
}
