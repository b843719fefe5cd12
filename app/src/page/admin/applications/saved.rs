//! Lists that the visitor keeps under a name: links with counts, a way to keep the present one, and to keep one no longer.

use domain::Problems;
use leptos::prelude::*;
use store::SavedView;

use super::queue::Queue;
use super::{Entry, LIST};
use crate::Visit;
use crate::component::{Field, TextInput};
use crate::page::FormPairs;
use crate::text::problem;

/// What the page knows of kept lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Saved {
    pub views: Vec<SavedView>,
    /// What was posted and refused.
    pub typed: FormPairs,
    pub problems: Problems,
}

/// What is wrong with the name of a list.
pub(super) fn error(visit: &Visit, problems: &Problems) -> Option<String> {
    let found = problems.for_field("name").next()?;
    Some(problem::labelled(
        visit.lang,
        visit.text().intake.keep_name,
        &found.code,
    ))
}

/// The section.
pub(super) fn section(visit: &Visit, queue: &Queue, found: &[Entry], saved: &Saved) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().intake);
    let action = queue.href(visit, LIST);
    let items = saved
        .views
        .iter()
        .map(|view| item(visit, view, &action, found))
        .collect_view();
    let list = (!saved.views.is_empty()).then(|| view! { <ul class="kj-kept">{items}</ul> });
    let open = !saved.problems.is_empty();
    let name = Field::new("name", text.keep_name)
        .hint(text.keep_hint)
        .value(saved.typed.text("name"))
        .error(error(visit, &saved.problems))
        .required();
    view! {
        <section class="kj-section" aria-labelledby="saved-title">
            <h2 class="kj-section__title" id="saved-title">{text.saved_title}</h2>
            {list}
            <details class="kj-disclosure" open=open>
                <summary class="kj-disclosure__summary">{text.keep}</summary>
                <form class="kj-form" method="post" action=action novalidate=true>
                    <TextInput lang field=name />
                    <p>
                        <button class="kj-button" data-tone="outline" type="submit" name="do" value="keep">
                            {text.keep_button}
                        </button>
                    </p>
                </form>
            </details>
        </section>
    }
}

fn item(visit: &Visit, view: &SavedView, action: &str, found: &[Entry]) -> impl IntoView + use<> {
    let queue = Queue::of(&view.query);
    let label = format!("{} ({})", view.name, queue.apply(visit, found).len());
    let drop = (visit.text().intake.drop_view)(&view.name);
    view! {
        <li>
            <form class="kj-actions" method="post" action=action.to_owned()>
                <a href=queue.href(visit, LIST)>{label}</a>
                <input type="hidden" name="view-id" value=view.id.to_string() />
                <button class="kj-button" data-tone="text" type="submit" name="do" value="drop" aria-label=drop>
                    {visit.text().intake.drop_button}
                </button>
            </form>
        </li>
    }
}
