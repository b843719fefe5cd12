//! A program in full, as the public page and the organiser's preview show it (ORG-02). The first screen answers: can we
//! join, until when, what does it cost, whom do we ask (PUB-03).

use domain::Lang;
use domain::code::{DataUse, SubsidyUse, Visibility};
use domain::program::Listing;
use leptos::prelude::*;

use crate::component::{Chip, ChipLook, DeadlineText, DescriptionList, Fact};
use crate::page::{card, label};
use crate::{Visit, markup};

/// The whole sheet, its title included.
pub fn sheet(visit: &Visit, listing: &Listing) -> AnyView {
    sheet_with(visit, listing, ().into_any())
}

/// The sheet with what the reader can do about it, on the first screen below the facts (PUB-03).
pub fn sheet_with(visit: &Visit, listing: &Listing, way: AnyView) -> AnyView {
    let (lang, content) = (visit.lang, &listing.content);
    let written = (lang != Lang::Ja).then_some("ja");
    let restricted = match content.visibility {
        Visibility::Public => None,
        Visibility::Insurers => Some(visit.text().detail.insurers_only),
        Visibility::Participants => Some(visit.text().detail.participants_only),
    };
    view! {
        <article class="kj-sheet">
            <header class="kj-sheet__head">
                <p class="kj-sheet__marks">
                    <Chip look=ChipLook::of_recruit(listing.status(visit.today), lang) />
                    <span class="kj-card__tag">{content.cat.name(lang)}</span>
                    <span class="kj-card__tag">{content.kind.name(lang)}</span>
                    {restricted.map(|words| view! { <span class="kj-card__tag">{words}</span> })}
                </p>
                <h1 class="kj-sheet__title" lang=written>{content.title.clone()}</h1>
                <p class="kj-sheet__lead">{visit.text().detail.lead}" "{listing.lead.name.clone()}</p>
                <p class="kj-sheet__summary" lang=written>{content.summary.clone()}</p>
            </header>
            <div class="kj-sheet__columns">
                <div class="kj-sheet__main">{facts(visit, listing)} {way} {contents(visit, listing)}</div>
                <aside class="kj-sheet__side">{contact(visit, listing)} {about(visit, listing)}</aside>
            </div>
        </article>
    }
    .into_any()
}

fn facts(visit: &Visit, listing: &Listing) -> impl IntoView + use<> {
    let (lang, text, content) = (visit.lang, visit.text().detail, &listing.content);
    let deadline = match (card::deadline(visit, listing), content.recruit_to) {
        (Some(deadline), _) => Some(Fact::view(text.deadline, view! { <DeadlineText lang deadline /> })),
        (None, Some(day)) => Some(Fact::text(text.deadline, day.format(lang))),
        (None, None) => None,
    };
    let limits = label::limits(lang, content).unwrap_or_else(|| text.anyone.to_owned());
    let note = content.limits.note.clone();
    let conditions = view! {
        {limits}
        {(!note.is_empty()).then(|| view! { <span class="kj-sheet__note">{note}</span> })}
    };
    let cost_note = content.cost.note.clone();
    let cost = view! {
        {label::cost(lang, content)}
        {(!cost_note.is_empty()).then(|| view! { <span class="kj-sheet__note">{cost_note}</span> })}
    };
    let area_note = content.area_note.clone();
    let area = view! {
        {label::area(lang, content.area)}
        {(!area_note.is_empty()).then(|| view! { <span class="kj-sheet__note">{area_note}</span> })}
    };
    let mut facts: Vec<_> = deadline.into_iter().collect();
    facts.push(Fact::view(text.conditions, conditions));
    facts.push(Fact::view(text.cost, cost));
    facts.push(Fact::view(text.area, area));
    facts.push(Fact::text(
        text.mode,
        label::list(lang, content.modes.iter().map(|mode| mode.name(lang))),
    ));
    facts.extend(card::places(lang, listing).map(|places| Fact::text(text.places, places)));
    view! {
        <section aria-labelledby="facts-title">
            <h2 class="kj-visually-hidden" id="facts-title">{text.facts}</h2>
            <DescriptionList facts framed=true />
        </section>
    }
}

/// The long texts, each under its heading, with links to them on top.
fn contents(visit: &Visit, listing: &Listing) -> impl IntoView + use<> {
    let (lang, text, content) = (visit.lang, visit.text().detail, &listing.content);
    let mut parts: Vec<(&'static str, &'static str, AnyView)> = Vec::new();
    let mut long = |id, title, source: &str| {
        if !source.is_empty() {
            parts.push((id, title, prose(lang, source)));
        }
    };
    long("purpose", text.purpose, &content.purpose);
    long("problem", text.problem, &content.problem);
    long("content", text.content, &content.content);
    long("result", text.result, &content.result);
    parts.push(("target", text.target, targets(visit, listing)));
    parts.push(("schedule", text.schedule, schedule(visit, listing)));
    parts.push(("structure", text.structure, prose(lang, &content.structure)));
    if !content.provider.is_empty() {
        parts.push(("provider", text.provider, prose(lang, &content.provider)));
    }
    parts.push(("data", text.data, data(visit, listing)));
    let links = parts
        .iter()
        .map(|(id, title, _)| view! { <li><a href=format!("#{id}")>{*title}</a></li> })
        .collect_view();
    let sections = parts
        .into_iter()
        .map(|(id, title, body)| {
            view! {
                <section class="kj-sheet__part" aria-labelledby=id>
                    <h2 class="kj-sheet__heading" id=id>{title}</h2>
                    {body}
                </section>
            }
        })
        .collect_view();
    view! {
        <nav class="kj-toc" aria-labelledby="toc-title">
            <h2 class="kj-toc__title" id="toc-title">{text.on_this_page}</h2>
            <ul class="kj-toc__list">{links}</ul>
        </nav>
        {sections}
    }
}

/// An organiser's text is Japanese on English pages too, and says so to screen readers.
fn prose(lang: Lang, source: &str) -> AnyView {
    let foreign = (lang != Lang::Ja).then_some("ja");
    view! { <div class="kj-prose" lang=foreign inner_html=markup::to_html(source)></div> }.into_any()
}

fn targets(visit: &Visit, listing: &Listing) -> AnyView {
    let (lang, text, content) = (visit.lang, visit.text().detail, &listing.content);
    let names = label::list(lang, content.targets.iter().map(|target| target.name(lang)));
    let expected = content
        .target_n
        .map(|n| (text.target_n)(&domain::value::Yen::new(i64::from(n)).to_string()));
    let note = content.target_note.clone();
    view! {
        <div class="kj-prose">
            <p>{names}</p>
            {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
            {expected.map(|words| view! { <p>{words}</p> })}
        </div>
    }
    .into_any()
}

fn schedule(visit: &Visit, listing: &Listing) -> AnyView {
    let (lang, text, content) = (visit.lang, visit.text().detail, &listing.content);
    let span = |from: domain::value::Day, to: domain::value::Day| match lang {
        Lang::Ja => format!("{}から{}まで", from.format(lang), to.format(lang)),
        Lang::En => format!("{} to {}", from.format(lang), to.format(lang)),
    };
    let mut facts = Vec::new();
    if let (Some(from), Some(to)) = (content.recruit_from, content.recruit_to) {
        facts.push(Fact::text(text.recruit_period, span(from, to)));
    }
    facts.push(Fact::text(text.period, span(content.period_from, content.period_to)));
    view! { <DescriptionList facts /> }.into_any()
}

fn data(visit: &Visit, listing: &Listing) -> AnyView {
    let (lang, content) = (visit.lang, &listing.content);
    let note = (!content.data_note.is_empty()).then(|| prose(lang, &content.data_note));
    let kind = content.data_use;
    let tone = if kind == DataUse::Personal { "personal" } else { "plain" };
    view! {
        <p class="kj-sheet__data" data-kind=tone>{kind.name(lang)}</p>
        {note}
    }
    .into_any()
}

fn contact(visit: &Visit, listing: &Listing) -> impl IntoView + use<> {
    let (text, contact) = (visit.text().detail, &listing.content.contact);
    let mut facts = vec![Fact::text(text.contact_org, contact.organisation.clone())];
    if !contact.department.is_empty() {
        facts.push(Fact::text(text.contact_dept, contact.department.clone()));
    }
    if let Some(tel) = &contact.tel {
        let href = format!("tel:{}", tel.e164());
        let words = label::phone(tel);
        facts.push(Fact::view(text.contact_tel, view! { <a href=href>{words}</a> }));
    }
    if !contact.hours.is_empty() {
        facts.push(Fact::text(text.contact_hours, contact.hours.clone()));
    }
    view! {
        <section class="kj-box" aria-labelledby="contact-title">
            <h2 class="kj-box__title" id="contact-title">{text.whom}</h2>
            <DescriptionList facts />
        </section>
    }
}

fn about(visit: &Visit, listing: &Listing) -> impl IntoView + use<> {
    let (lang, text, content) = (visit.lang, visit.text().detail, &listing.content);
    let mut facts = vec![Fact::text(
        text.category,
        label::list(lang, content.cats().map(|cat| cat.name(lang))),
    )];
    if !content.themes.is_empty() {
        facts.push(Fact::text(
            text.themes,
            label::list(lang, content.themes.iter().map(|theme| theme.name(lang))),
        ));
    }
    if content.subsidy != SubsidyUse::None {
        let note = &content.subsidy_note;
        let words = content.subsidy.name(lang).to_owned();
        let separator = if lang == Lang::Ja { "：" } else { ": " };
        let words = if note.is_empty() {
            words
        } else {
            format!("{words}{separator}{note}")
        };
        facts.push(Fact::text(text.subsidy, words));
    }
    facts.push(Fact::text(text.published, listing.published_at.day_jst().format(lang)));
    facts.push(Fact::text(text.updated, listing.updated_at.day_jst().format(lang)));
    facts.push(Fact::text(text.id, listing.id.to_string()));
    view! {
        <section class="kj-box" aria-labelledby="about-title">
            <h2 class="kj-box__title" id="about-title">{text.updates}</h2>
            <DescriptionList facts />
        </section>
    }
}
