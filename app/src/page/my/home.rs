//! `/my`: who I am here, and where my work is.

use axum::extract::State;
use axum::response::Response;
use domain::permit::Action;
use leptos::prelude::*;

use crate::component::{DescriptionList, Fact};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_user()?;
    let title = visit.text().my.title;
    let shown = visit.clone();
    respond(&site, &visit, Head::new(title).here(title).private(), move || {
        view(&shown)
    })
    .await
}

fn view(visit: &Visit) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().my);
    let Some(user) = visit.user() else { return ().into_any() };
    let places: Vec<_> = user
        .memberships
        .iter()
        .map(|place| Fact::text(place.insurer_name.clone(), place.role.name(lang)))
        .collect();
    let platform: Vec<_> = user
        .platform
        .iter()
        .map(|role| view! { <li>{role.name(lang)}</li> })
        .collect();
    let lists = !visit.actor.organisations(Action::ListOwnPrograms).is_empty();
    let creates = !visit.actor.organisations(Action::CreateProgram).is_empty();
    let organisations = if places.is_empty() {
        view! { <p>{text.no_organisation}</p> }.into_any()
    } else {
        view! { <DescriptionList facts=places framed=true /> }.into_any()
    };
    view! {
        <h1 class="kj-title">{text.title}</h1>
        <p class="kj-my__name">{(text.hello)(&user.name)}</p>
        {lists
            .then(|| {
                view! {
                    <section class="kj-section" aria-labelledby="programs-title">
                        <h2 class="kj-section__title" id="programs-title">{text.programs}</h2>
                        <p>{text.programs_lead}</p>
                        <p class="kj-actions">
                            <a class="kj-button" data-tone="primary" href=visit.href("/my/programs")>
                                {text.programs_open}
                            </a>
                            {creates
                                .then(|| {
                                    view! {
                                        <a class="kj-button" data-tone="outline" href=visit.href("/my/programs/new")>
                                            {text.start}
                                        </a>
                                    }
                                })}
                        </p>
                    </section>
                }
            })}
        <section class="kj-section" aria-labelledby="organisations-title">
            <h2 class="kj-section__title" id="organisations-title">{text.organisations}</h2>
            {organisations}
        </section>
        {(!platform.is_empty())
            .then(|| {
                view! {
                    <section class="kj-section" aria-labelledby="platform-title">
                        <h2 class="kj-section__title" id="platform-title">{text.platform}</h2>
                        <ul class="kj-prose">{platform}</ul>
                    </section>
                }
            })}
    }
    .into_any()
}
