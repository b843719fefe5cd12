//! `/my`: what is to be done first, what has happened, and where my work is (INS-01).

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use domain::participation::{LEAST_PEERS, may_ask};
use domain::permit::{Action, Subject};
use domain::program::{Listing, ListingState};
use domain::value::ProgramId;
use leptos::prelude::*;
use store::{NoticeFilter, NoticeLine};

use super::notices::{doer, due};
use crate::component::{
    Chip, ChipLook, ChipTone, DescriptionList, EmptyState, Fact, Figure, Figures, Icon, Notice, NoticeTone, plain_table,
};
use crate::document::{Head, respond};
use crate::page::joining::acting_insurer;
use crate::page::label;
use crate::page::programs::find_listings;
use crate::text::notice as words;
use crate::{Failure, Site, Visit, link};

/// Most tasks on the page; the rest is in the inbox.
const TASKS: u64 = 10;

/// Most programs that societies like one's own have joined, and among how many they are looked for.
const PEER_PROGRAMS: usize = 3;
const PEER_CANDIDATES: u64 = 30;

/// Most notices on the page.
const NEWS: usize = 5;

/// What is shown.
struct Work {
    tasks: Vec<NoticeLine>,
    open: u64,
    news: Vec<NoticeLine>,
    /// Programs of the organisation for which the person acts: drafts, waiting or returned, published.
    programs: Option<[usize; 3]>,
    /// What societies like the person's have joined and can still be joined.
    by_peers: Vec<(Listing, u32)>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let mut news = site.store.list_notices(user, NoticeFilter::All, 1).await?;
    news.retain(|line| !line.is_open());
    news.truncate(NEWS);
    let work = Arc::new(Work {
        tasks: site.store.list_tasks(user, TASKS).await?,
        open: site.store.count_notices(user, NoticeFilter::Open).await?,
        news,
        programs: count_programs(&site, &visit).await?,
        by_peers: by_peers(&site, &visit).await?,
    });
    let title = visit.text().my.title;
    let shown = visit.clone();
    respond(&site, &visit, Head::new(title).here(title).private(), move || {
        view(&shown, &work)
    })
    .await
}

async fn count_programs(site: &Site, visit: &Visit) -> Result<Option<[usize; 3]>, Failure> {
    let Some(place) = visit.acting() else { return Ok(None) };
    if !visit.may(Action::ListOwnPrograms, Subject::Organisation(place.organisation)) {
        return Ok(None);
    }
    let drafts = site.store.list_programs_of(&[place.organisation]).await?;
    let count = |states: &[ListingState]| drafts.iter().filter(|draft| states.contains(&draft.state)).count();
    Ok(Some([
        count(&[ListingState::Draft]),
        count(&[ListingState::Checking, ListingState::Returned]),
        count(&[ListingState::Published]),
    ]))
}

/// Programs that most societies like the visitor's have joined, as far as the visitor's own can ask to join (INS-10).
async fn by_peers(site: &Site, visit: &Visit) -> Result<Vec<(Listing, u32)>, Failure> {
    let Some(acting) = acting_insurer(site, visit).await? else {
        return Ok(Vec::new());
    };
    let joined = site.store.list_joined_by_peers(acting.id, PEER_CANDIDATES).await?;
    let own = site.store.list_participations_of(&[acting.id]).await?;
    let ids: Vec<ProgramId> = joined.iter().map(|(id, _)| *id).collect();
    let listings = find_listings(site, visit, &ids).await?;
    let is_new = |listing: &Listing| {
        listing.lead.id != acting.id
            && may_ask(listing.status(visit.today))
            && own.iter().all(|participation| participation.program != listing.id)
    };
    let with_count = listings.into_iter().filter(is_new).filter_map(|listing| {
        let (_, count) = joined.iter().find(|(id, _)| *id == listing.id)?;
        Some((listing, *count))
    });
    Ok(with_count.take(PEER_PROGRAMS).collect())
}

fn peers(visit: &Visit, work: &Work) -> Option<AnyView> {
    let text = visit.text().joining;
    if work.by_peers.is_empty() {
        return None;
    }
    let items = work
        .by_peers
        .iter()
        .map(|(listing, count)| {
            view! {
                <li>
                    <a href=visit.href(&link::program(listing.id))>{listing.content.title.clone()}</a>
                    " "
                    {(text.peers_joined)(*count)}
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="kj-section" aria-labelledby="peers-title">
                <h2 class="kj-section__title" id="peers-title">{text.peers_programs}</h2>
                <ul class="kj-prose">{items}</ul>
                <p class="kj-note">{(text.peers_least)(LEAST_PEERS)}</p>
            </section>
        }
        .into_any(),
    )
}

/// What is to be done: when, what, by whom, and the way there.
fn tasks(visit: &Visit, work: &Work) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().notice);
    let body = if work.tasks.is_empty() {
        view! { <p>{text.tasks_none}</p> }.into_any()
    } else {
        let rows = work
            .tasks
            .iter()
            .map(|line| {
                let sentence = words::sentence(lang, &line.notice);
                let label = format!("{} {sentence}", words::action(lang, &line.notice));
                view! {
                    <tr>
                        <td>{due(visit, line.due())}</td>
                        <th scope="row">{sentence}</th>
                        <td>{doer(visit, &line.audiences)}</td>
                        <td>
                            <a href=visit.href(&format!("/my/notices/{}", line.id)) aria-label=label>
                                {words::action(lang, &line.notice)}
                            </a>
                        </td>
                    </tr>
                }
            })
            .collect_view();
        plain_table(
            "tasks-title",
            [text.col_due, text.col_what, text.col_who, text.col_action],
            rows,
        )
    };
    let is_more = work.open > TASKS;
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="tasks-title">{text.tasks}</h2>
            {body}
            {is_more
                .then(|| {
                    view! {
                        <p>
                            <a href=visit.href("/my/notices?show=open")>{(text.tasks_more)(work.open)}</a>
                        </p>
                    }
                })}
        </section>
    }
}

/// What has happened lately.
fn news(visit: &Visit, work: &Work) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().notice);
    let items = work
        .news
        .iter()
        .map(|line| {
            let unread = line
                .is_unread
                .then(|| view! { <Chip look=ChipLook::new(ChipTone::Blue, Icon::Info, text.is_unread) />" " });
            view! {
                <li>
                    {unread}
                    <time datetime=line.at.iso_jst()>{line.at.format_jst(lang)}</time>
                    " "
                    <a href=visit.href(&format!("/my/notices/{}", line.id))>{words::sentence(lang, &line.notice)}</a>
                </li>
            }
        })
        .collect_view();
    let talks = !visit.actor.organisations(Action::ReadThread).is_empty();
    let list = if work.news.is_empty() {
        view! { <p>{text.news_none}</p> }.into_any()
    } else {
        view! { <ul class="kj-prose">{items}</ul> }.into_any()
    };
    view! {
        <section class="kj-section" aria-labelledby="news-title">
            <h2 class="kj-section__title" id="news-title">{text.news}</h2>
            {list}
            <p><a href=visit.href("/my/notices")>{text.open_all}</a></p>
            {talks
                .then(|| {
                    view! { <p><a href=visit.href("/my/threads")>{visit.text().thread.title}</a></p> }
                })}
        </section>
    }
}

/// The way in, for somebody to whom nothing has happened yet.
fn first_steps(visit: &Visit) -> impl IntoView + use<> {
    let text = visit.text();
    let creates = !visit.actor.organisations(Action::CreateProgram).is_empty();
    let steps = [
        Some(("/programs", text.my.step_search)),
        creates.then_some(("/my/programs/new", text.my.step_register)),
        visit.acting().map(|_| ("/my/organization", text.my.step_profile)),
    ];
    let steps = steps
        .into_iter()
        .flatten()
        .map(|(path, label)| view! { <li><a href=visit.href(path)>{label}</a></li> })
        .collect_view();
    view! {
        <EmptyState title=text.my.first_steps>
            <ul class="kj-prose">{steps}</ul>
        </EmptyState>
    }
}

/// What helps to find and to decide.
fn finding(visit: &Visit) -> impl IntoView + use<> {
    let text = visit.text();
    let links = [
        ("/programs", text.my.step_search),
        ("/my/searches", text.alert.searches),
        ("/my/bookmarks", text.decide.bookmarks),
        ("/programs/self-check", text.decide.check),
        ("/my/calendar", text.output.calendar_page),
    ];
    let links = links
        .into_iter()
        .map(|(path, label)| view! { <li><a href=visit.href(path)>{label}</a></li> })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="finding-title">
            <h2 class="kj-section__title" id="finding-title">{text.my.finding}</h2>
            <ul class="kj-prose">{links}</ul>
        </section>
    }
}

fn view(visit: &Visit, work: &Work) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().my);
    let Some(user) = visit.user() else { return ().into_any() };
    let places: Vec<_> = visit
        .places()
        .into_iter()
        .map(|place| {
            let here = user
                .memberships
                .iter()
                .filter(|it| it.organisation == place.organisation);
            Fact::text(
                place.organisation_name.clone(),
                label::list(lang, here.map(|it| it.role.name(lang))),
            )
        })
        .collect();
    let members = visit.acting().map(|place| {
        let label = (text.members_open)(&place.organisation_name);
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="outline" href=visit.href("/my/organization/members")>{label}</a>
            </p>
        }
    });
    let joined = (visit.query == "joined").then(|| {
        view! { <Notice lang tone=NoticeTone::Success title=text.joined announced=true /> }
    });
    let platform: Vec<_> = user
        .platform
        .iter()
        .map(|role| view! { <li>{role.name(lang)}</li> })
        .collect();
    let reads_audit = !visit.actor.organisations(Action::ReadAudit).is_empty();
    let lists = !visit.actor.organisations(Action::ListOwnPrograms).is_empty();
    let creates = !visit.actor.organisations(Action::CreateProgram).is_empty();
    let has_programs = work.programs.is_some_and(|counts| counts.iter().sum::<usize>() > 0);
    let is_new = work.open == 0 && work.news.is_empty() && !has_programs;
    let figures = work.programs.map(|[drafts, waiting, published]| {
        let figure = |label: &str, count: usize| Figure::new(label, count.to_string(), text.unit);
        let figures = vec![
            figure(text.count_published, published),
            figure(text.count_waiting, waiting),
            figure(text.count_drafts, drafts),
        ];
        view! { <Figures figures /> }
    });
    let organisations = if places.is_empty() {
        view! { <p>{text.no_organisation}</p> }.into_any()
    } else {
        view! { <DescriptionList facts=places framed=true /> }.into_any()
    };
    view! {
        {joined}
        <h1 class="kj-title">{text.title}</h1>
        <p class="kj-my__name">{(text.hello)(&user.name)}</p>
        <p><a href=visit.href("/my/account")>{visit.text().account.open}</a></p>
        {is_new.then(|| first_steps(visit))}
        {tasks(visit, work)}
        {news(visit, work)}
        {peers(visit, work)}
        {finding(visit)}
        {lists
            .then(|| {
                view! {
                    <section class="kj-section" aria-labelledby="programs-title">
                        <h2 class="kj-section__title" id="programs-title">{text.programs}</h2>
                        <p>{text.programs_lead}</p>
                        {figures}
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
                            <a class="kj-button" data-tone="outline" href=visit.href("/my/consortia")>
                                {visit.text().consortium.list}
                            </a>
                            <a class="kj-button" data-tone="outline" href=visit.href("/my/applications")>
                                {visit.text().application.list}
                            </a>
                            <a class="kj-button" data-tone="outline" href=visit.href("/my/grants")>
                                {visit.text().grant.list}
                            </a>
                            <a class="kj-button" data-tone="outline" href=visit.href("/my/participations")>
                                {visit.text().joining.list}
                            </a>
                        </p>
                    </section>
                }
            })}
        <section class="kj-section" aria-labelledby="organisations-title">
            <h2 class="kj-section__title" id="organisations-title">{text.organisations}</h2>
            {organisations}
            {(!user.memberships.is_empty())
                .then(|| {
                    view! {
                        <p class="kj-actions">
                            <a class="kj-button" data-tone="outline" href=visit.href("/my/organization")>
                                {visit.text().organisation.open}
                            </a>
                        </p>
                    }
                })}
            {members}
            {reads_audit
                .then(|| {
                    view! {
                        <p>
                            <a href=visit.href("/my/organization/audit")>{visit.text().audit.title_own}</a>
                        </p>
                    }
                })}
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
