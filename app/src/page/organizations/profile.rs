//! `/organizations/{id}`: the profile that an organisation shows to those it chose (公開範囲), and its programs.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::organisation::Organisation;
use domain::organisation::profile::Section;
use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::value::OrganisationId;
use leptos::prelude::*;

use crate::component::{DescriptionList, Fact};
use crate::document::{Head, respond};
use crate::page::card;
use crate::page::organization_sheet::{Reader, ending_notice, facts, section_name};
use crate::page::programs::may_read;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// 404 also for what the visitor may not read, so that nothing is given away.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: OrganisationId = id.parse().map_err(|_| Failure::NotFound)?;
    let organisation = site.store.find_organisation(id).await?.ok_or(Failure::NotFound)?;
    let profile = Subject::Profile {
        owner: id,
        visibility: organisation.profile.visibility(),
    };
    if !visit.may(Action::ReadProfile, profile) {
        return Err(Failure::NotFound);
    }
    let listings: Vec<_> = site
        .store
        .list_listings_of(id)
        .await?
        .into_iter()
        .filter(|listing| may_read(&visit, listing))
        .collect();
    let name = organisation.profile.name.clone();
    let head = Head::new(name.clone()).here(name);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &organisation, &listings)).await
}

fn view(visit: &Visit, organisation: &Organisation, listings: &[Listing]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation);
    let edit = visit
        .may(Action::EditOrganisation, Subject::Organisation(organisation.id))
        .then(|| view! { <p class="kj-edit-link"><a href=visit.href("/my/organization")>{text.edit}</a></p> });
    let sections = Section::of_kind(organisation.kind)
        .filter(|section| *section != Section::Visibility)
        .map(|section| section_view(visit, organisation, section))
        .collect_view();
    let cards = listings
        .iter()
        .map(|listing| card::short(visit, listing))
        .collect_view();
    let programs = if listings.is_empty() {
        view! { <p>{text.programs_none}</p> }.into_any()
    } else {
        view! { <ul class="kj-results">{cards}</ul> }.into_any()
    };
    view! {
        {edit}
        {ending_notice(visit, organisation)}
        <h1 class="kj-title">{organisation.profile.name.clone()}</h1>
        <p class="kj-note">{organisation.kind.name(lang)}</p>
        {sections}
        <section class="kj-section" aria-labelledby="programs-title">
            <h2 class="kj-section__title" id="programs-title">{text.programs}</h2>
            {programs}
        </section>
    }
}

fn section_view(visit: &Visit, organisation: &Organisation, section: Section) -> Option<AnyView> {
    let mut facts = facts(visit, organisation, section, Reader::Outside);
    if section == Section::Basics
        && let Some(number) = &organisation.number
    {
        let label = crate::text::profile_field::field(visit.lang, "number").label;
        facts.insert(0, Fact::text(label, number.grouped()));
    }
    if facts.is_empty() {
        return None;
    }
    let id = format!("{}-title", section.code());
    let labelled = id.clone();
    let name = section_name(visit.text().organisation, section);
    Some(
        view! {
            <section class="kj-section" aria-labelledby=labelled>
                <h2 class="kj-section__title" id=id>{name}</h2>
                <DescriptionList facts framed=true />
            </section>
        }
        .into_any(),
    )
}
