//! `/my/organization`: everything the organisation says of itself, with a way to change each section (W11).

use axum::extract::State;
use axum::response::Response;
use domain::organisation::Organisation;
use domain::organisation::profile::Section;
use domain::permit::{Action, Subject};
use leptos::prelude::*;

use super::get_own;
use crate::component::{DescriptionList, Fact, Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::organization_sheet::{Reader, ending_notice, facts, section_name, warning_words};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people without an organisation; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let organisation = get_own(&site, &visit).await?;
    let text = visit.text();
    let head = Head::new(text.organisation.title)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.organisation.title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &organisation)).await
}

fn view(visit: &Visit, organisation: &Organisation) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation);
    let edits =
        visit.may(Action::EditOrganisation, Subject::Organisation(organisation.id)) && organisation.ending.is_none();
    let profile = visit.href(&format!("/organizations/{}", organisation.id));
    let sections = Section::of_kind(organisation.kind)
        .map(|section| section_view(visit, organisation, section, edits))
        .collect_view();
    view! {
        {(visit.query == "saved")
            .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.saved announced=true /> })}
        {ending_notice(visit, organisation)}
        <h1 class="kj-title">{text.title}</h1>
        <p class="kj-my__name">{organisation.profile.name.clone()}</p>
        <p>{text.lead}" "<a href=profile>{text.profile_page}</a></p>
        {(!edits && organisation.ending.is_none())
            .then(|| view! { <Notice lang tone=NoticeTone::Info title=text.read_only /> })}
        {warnings(visit, organisation)}
        {fixed(visit, organisation)}
        {sections}
    }
}

/// What only the secretariat can change.
fn fixed(visit: &Visit, organisation: &Organisation) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation);
    let label = |name| crate::text::profile_field::field(lang, name).label;
    let mut facts = vec![Fact::text(label("kind"), organisation.kind.name(lang))];
    if let Some(number) = &organisation.number {
        facts.push(Fact::text(label("number"), number.grouped()));
    }
    facts.push(Fact::text(text.status, organisation.status().name(lang)));
    view! {
        <section class="kj-section" aria-labelledby="fixed-title">
            <h2 class="kj-section__title" id="fixed-title">{text.fixed}</h2>
            <DescriptionList facts framed=true />
            <p class="kj-note">{text.fixed_hint}</p>
        </section>
    }
}

fn warnings(visit: &Visit, organisation: &Organisation) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().organisation);
    let found = organisation.warnings(visit.today);
    if found.is_empty() {
        return None;
    }
    let items = found
        .into_iter()
        .map(|warning| view! { <li>{warning_words(visit, warning)}</li> })
        .collect_view();
    Some(
        view! {
            <Notice lang tone=NoticeTone::Warning title=text.warnings>
                <ul>{items}</ul>
            </Notice>
        }
        .into_any(),
    )
}

fn section_view(visit: &Visit, organisation: &Organisation, section: Section, edits: bool) -> impl IntoView + use<> {
    let text = visit.text().organisation;
    let name = section_name(text, section);
    let id = format!("{}-title", section.code());
    let labelled = id.clone();
    let facts = facts(visit, organisation, section, Reader::Inside);
    let change = edits.then(|| {
        let href = visit.href(&format!("/my/organization/edit/{}", section.code()));
        view! { <p><a href=href aria-label=(text.change_of)(name)>{text.change}</a></p> }
    });
    view! {
        <section class="kj-section" aria-labelledby=labelled>
            <h2 class="kj-section__title" id=id>{name}</h2>
            <DescriptionList facts framed=true />
            {change}
        </section>
    }
}
