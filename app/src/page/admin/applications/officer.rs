//! Who of the office is in charge of an application, and the form that changes it. Applicants and reviewers never see it.

use leptos::prelude::*;

use super::application::Page;
use super::checks;
use crate::Visit;
use crate::component::{Choice, Field, Select};

/// The box; whoever only looks reads the name.
pub(super) fn view(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().intake);
    let now = page.desk.officer.as_ref();
    let name = now.map_or(text.nobody.to_owned(), |(_, name)| name.clone());
    let form = checks(visit).then(|| {
        let choices = page
            .officers
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
            .collect();
        let chosen = now.map(|(id, _)| *id).or_else(|| visit.user().map(|user| user.id));
        let field = Field::new("officer", text.officer)
            .hint(text.officer_hint)
            .value(chosen.map(|id| id.to_string()).unwrap_or_default())
            .error(page.error(lang, "officer"));
        view! {
            <form class="kj-actions" method="post" action=page.action(visit)>
                {page.hidden("assign")}
                <Select lang field choices />
                <button class="kj-button" data-tone="outline" type="submit">{text.officer_button}</button>
            </form>
        }
    });
    view! {
        <section class="kj-section" aria-labelledby="officer-title">
            <h2 class="kj-section__title" id="officer-title">{text.officer}</h2>
            <p>{name}</p>
            {form}
        </section>
    }
    .into_any()
}
