//! 差戻し of an application (ux 8.3): a tick, a reason and a text for each field, under what stands in it now.

use domain::program::{FixReason, REASON_CHARS, default_due};
use leptos::prelude::*;

use super::application::Page;
use crate::Visit;
use crate::component::{Choice, DateInput, Field, Radios, TextArea, plain_table};
use crate::page::my::applications::summary;
use crate::text::application_question::label;

/// What is asked of the applicant now.
pub(super) fn asked(visit: &Visit, page: &Page) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().intake);
    let (form, questions) = (&page.whole.form, &page.whole.questions.form);
    if page.fixes.is_empty() {
        return None;
    }
    let rows = page
        .fixes
        .iter()
        .map(|fix| {
            let name = fix.request.field.as_str();
            view! {
                <tr>
                    <th scope="row">{label(lang, questions, name)}</th>
                    <td>{fix.request.reason.name(lang)} " " {fix.request.text.clone()}</td>
                    <td class="kj-pre">{summary::said(lang, questions, name, &fix.before)}</td>
                    <td class="kj-pre">{summary::shown(lang, questions, form, name)}</td>
                    <td class="kj-pre">{fix.reply.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let columns = [text.field, text.request, text.then, text.now, text.reply];
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title" id="asked-title">{text.asked}</h2>
                {plain_table("asked-title", columns, rows)}
            </section>
        }
        .into_any(),
    )
}

/// The form that sends it back.
pub(super) fn form(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().intake);
    let fields = page
        .fields()
        .iter()
        .map(|name| comment(visit, page, name))
        .collect_view();
    let error = page.error(lang, "fix");
    let due = match page.typed.text("due") {
        "" => default_due(visit.today).format(lang),
        typed => typed.to_owned(),
    };
    let due = Field::new("due", text.due)
        .required()
        .value(due)
        .error(page.error(lang, "due"));
    view! {
        <section class="kj-section" aria-labelledby="return-title">
            <h2 class="kj-section__title" id="return-title">{text.send_back}</h2>
            <p>{text.send_back_lead}</p>
            <form class="kj-form" method="post" action=page.action(visit) novalidate=true>
                {page.hidden("return")}
                <fieldset class="kj-field" id="fix">
                    <legend class="kj-field__label">{text.send_back_fields}</legend>
                    {error.map(|words| view! { <p class="kj-field__error" id="fix-error">{words}</p> })}
                    {fields}
                </fieldset>
                <DateInput lang field=due />
                <p><button class="kj-button" data-tone="danger" type="submit">{text.send_back_button}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn comment(visit: &Visit, page: &Page, name: &str) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().intake);
    let label = label(lang, &page.whole.questions.form, name);
    let ticked = page.typed.iter().any(|(field, value)| field == "fix" && value == name);
    let (reason, comment) = (format!("reason-{name}"), format!("text-{name}"));
    let choices = FixReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.code(), reason.name(lang)))
        .collect();
    let open = ticked || !page.typed.text(&comment).is_empty();
    let reason = Field::new(reason.clone(), (text.send_back_reason)(&label))
        .value(page.typed.text(&reason))
        .error(page.error(lang, &reason));
    let comment = Field::new(comment.clone(), (text.send_back_text)(&label))
        .value(page.typed.text(&comment))
        .error(page.error(lang, &comment));
    let (id, value) = (format!("fix-{name}"), name.to_owned());
    view! {
        <details class="kj-disclosure" open=open>
            <summary class="kj-disclosure__summary">{label.clone()}</summary>
            <p class="kj-pre">{summary::shown(lang, &page.whole.questions.form, &page.whole.form, name)}</p>
            <div class="kj-choice">
                <input class="kj-choice__control" type="checkbox" id=id.clone() name="fix" value=value checked=ticked />
                <label class="kj-choice__label" for=id>{(text.send_back_field)(&label)}</label>
            </div>
            <Radios lang field=reason choices columns=true />
            <TextArea lang field=comment rows=3 limit=Some(REASON_CHARS) />
        </details>
    }
    .into_any()
}
