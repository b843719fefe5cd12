//! The decisions that the secretariat can take on a program now. Each says whom it tells before it is taken (decision 14
//! of the design).

use domain::program::{ListingState, REASON_CHARS};
use leptos::prelude::*;

use super::comments;
use super::program::{Page, sentence};
use crate::Visit;
use crate::component::{DateInput, Field, InputWidth, TextArea, TextInput};
use crate::text::life::LifeText;

/// The forms, according to the state.
pub(super) fn view(visit: &Visit, page: &Page) -> AnyView {
    let text = LifeText::of(visit.lang);
    let forms = match page.draft.state {
        ListingState::Checking => {
            let suspend = page
                .published
                .is_some()
                .then(|| with_reason(visit, page, "suspend", [text.suspend, text.suspend_lead]));
            view! { {approve(visit, page)} {plan(visit, page)} {comments::form(visit, page)} {suspend} }.into_any()
        }
        ListingState::Published => with_reason(visit, page, "suspend", [text.suspend, text.suspend_lead]),
        ListingState::Returned if page.published.is_some() => {
            with_reason(visit, page, "suspend", [text.suspend, text.suspend_lead])
        }
        ListingState::Suspended => with_reason(visit, page, "resume", [text.resume, text.resume_lead]),
        _ => return ().into_any(),
    };
    view! { {told(visit, page)} {forms} }.into_any()
}

/// Who will be told.
fn told(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let text = LifeText::of(visit.lang);
    if page.people.is_empty() {
        return view! { <p>{text.mail_none}</p> }.into_any();
    }
    let names = page
        .people
        .iter()
        .map(|name| view! { <li>{name.clone()}</li> })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="told-title">
            <h2 class="kj-section__subtitle" id="told-title">{(text.mail_to)(page.people.len())}</h2>
            <ul class="kj-prose">{names}</ul>
        </section>
    }
    .into_any()
}

/// What every decision sends along.
pub(super) fn hidden(page: &Page, decision: &'static str) -> impl IntoView + use<> {
    let version = page.draft.version.to_string();
    view! {
        <input type="hidden" name="version" value=version />
        <input type="hidden" name="decision" value=decision />
    }
}

/// Where decisions are posted to.
pub(super) fn action(visit: &Visit, page: &Page) -> String {
    visit.href(&format!("/admin/programs/{}", page.draft.id))
}

/// A field with what was typed and what is wrong with it.
pub(super) fn field(visit: &Visit, page: &Page, name: &str, label: impl Into<String>) -> Field {
    Field::new(name, label)
        .value(page.typed.text(name))
        .error(page.problems.for_field(name).next().map(|found| sentence(visit, found)))
}

fn approve(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let text = LifeText::of(visit.lang);
    view! {
        <section class="kj-box" aria-labelledby="approve-title">
            <h2 class="kj-box__title" id="approve-title">{text.approve}</h2>
            <p>{text.approve_lead}</p>
            <form class="kj-actions" id="approve" method="post" action=action(visit, page)>
                {hidden(page, "approve")}
                <button class="kj-button" data-tone="primary" type="submit">{text.approve}</button>
            </form>
        </section>
    }
}

fn plan(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let on = field(visit, page, "on", text.plan_on).required();
    let at = field(visit, page, "at", text.plan_at)
        .hint(text.plan_at_hint)
        .optional();
    view! {
        <section class="kj-section" aria-labelledby="plan-title">
            <h2 class="kj-section__title" id="plan-title">{text.plan}</h2>
            <p>{text.plan_lead}</p>
            <form class="kj-form" id="plan" method="post" action=action(visit, page) novalidate=true>
                {hidden(page, "plan")}
                <DateInput lang field=on />
                <TextInput lang field=at width=InputWidth::Short />
                <p><button class="kj-button" data-tone="outline" type="submit">{text.plan_button}</button></p>
            </form>
        </section>
    }
}

fn with_reason(visit: &Visit, page: &Page, decision: &'static str, words: [&'static str; 2]) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let [title, lead] = words;
    let reason = field(visit, page, "reason", text.reason)
        .hint(text.reason_hint)
        .required();
    let tone = if decision == "suspend" { "danger" } else { "primary" };
    view! {
        <section class="kj-section" aria-labelledby="visible-title">
            <h2 class="kj-section__title" id="visible-title">{title}</h2>
            <p>{lead}</p>
            <form class="kj-form" id=decision method="post" action=action(visit, page) novalidate=true>
                {hidden(page, decision)}
                <TextArea lang field=reason rows=3 limit=Some(REASON_CHARS) />
                <p><button class="kj-button" data-tone=tone type="submit">{title}</button></p>
            </form>
        </section>
    }
    .into_any()
}
