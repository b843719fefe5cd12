//! `/my/notices`: the inbox. What is unread, what is still to be done, or everything (INS-05).

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::value::NoticeId;
use leptos::prelude::*;
use store::{NOTICE_PAGE, NoticeFilter, NoticeLine};

use super::due;
use crate::component::{
    Chip, ChipLook, ChipTone, EmptyState, ErrorSummary, FieldError, Icon, Notice, NoticeTone, Pagination, plain_table,
};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::text::notice as words;
use crate::{Failure, Site, Visit};

/// What is asked for.
#[derive(Clone, Copy, Default)]
struct Asked {
    filter: NoticeFilter,
    page: u32,
    done: Option<&'static str>,
}

/// What is shown.
struct Inbox {
    asked: Asked,
    last: u32,
    unread: u64,
    open: u64,
    all: u64,
    lines: Vec<NoticeLine>,
    nothing_picked: bool,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_user()?;
    let asked = Asked::read(&visit);
    show(&site, &visit, asked, false).await
}

/// Marks what was selected as read or as done, or everything as read.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    visit.require_user()?;
    let asked = Asked::read(&visit);
    let picked: Vec<NoticeId> = pairs
        .iter()
        .filter(|(name, _)| *name == "notice")
        .filter_map(|(_, value)| value.parse().ok())
        .collect();
    let done = match pairs.text("do") {
        "all" => {
            site.store.read_all_notices(&visit.actor).await?;
            "read"
        }
        _ if picked.is_empty() => return show(&site, &visit, asked, true).await,
        "done" => {
            site.store.settle_notices(&visit.actor, &picked).await?;
            "done"
        }
        _ => {
            site.store.read_notices(&visit.actor, &picked).await?;
            "read"
        }
    };
    let back = format!("{}&done={done}", address(asked.filter, 1));
    Ok(Redirect::to(&visit.href(&back)).into_response())
}

async fn show(site: &Site, visit: &Visit, asked: Asked, nothing_picked: bool) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let unread = site.store.count_notices(user, NoticeFilter::Unread).await?;
    let open = site.store.count_notices(user, NoticeFilter::Open).await?;
    let all = site.store.count_notices(user, NoticeFilter::All).await?;
    let shown = match asked.filter {
        NoticeFilter::Unread => unread,
        NoticeFilter::Open => open,
        NoticeFilter::All => all,
    };
    let last = u32::try_from(shown.div_ceil(NOTICE_PAGE)).unwrap_or(u32::MAX).max(1);
    let asked = Asked {
        page: asked.page.clamp(1, last),
        ..asked
    };
    let lines = site
        .store
        .list_notices(user, asked.filter, u64::from(asked.page))
        .await?;
    let inbox = Arc::new(Inbox {
        asked,
        last,
        unread,
        open,
        all,
        lines,
        nothing_picked,
    });
    let text = visit.text();
    let head = Head::new(text.notice.title)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.notice.title)
        .private()
        .refused_if(nothing_picked);
    let visit_shown = visit.clone();
    respond(site, visit, head, move || view(&visit_shown, &inbox)).await
}

impl Asked {
    fn read(visit: &Visit) -> Self {
        let mut asked = Self {
            page: 1,
            ..Self::default()
        };
        for (name, value) in form_urlencoded::parse(visit.query.as_bytes()) {
            match (&*name, &*value) {
                ("show", "unread") => asked.filter = NoticeFilter::Unread,
                ("show", "open") => asked.filter = NoticeFilter::Open,
                ("page", page) => asked.page = page.parse().unwrap_or(1),
                ("done", "read") => asked.done = Some(visit.text().notice.marked_read),
                ("done", "done") => asked.done = Some(visit.text().notice.marked_done),
                _ => {}
            }
        }
        asked
    }
}

/// The address of a page of a filter.
fn address(filter: NoticeFilter, page: u32) -> String {
    let show = match filter {
        NoticeFilter::Unread => "unread",
        NoticeFilter::Open => "open",
        NoticeFilter::All => "all",
    };
    if page > 1 {
        format!("/my/notices?show={show}&page={page}")
    } else {
        format!("/my/notices?show={show}")
    }
}

fn view(visit: &Visit, inbox: &Inbox) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().notice);
    let asked = inbox.asked;
    let tabs = [
        (NoticeFilter::Unread, (text.filter_unread)(inbox.unread)),
        (NoticeFilter::Open, (text.filter_open)(inbox.open)),
        (NoticeFilter::All, (text.filter_all)(inbox.all)),
    ];
    let tabs = tabs
        .into_iter()
        .map(|(filter, label)| {
            let current = (filter == asked.filter).then_some("page");
            view! {
                <li>
                    <a class="kj-tabs__tab" href=visit.href(&address(filter, 1)) aria-current=current>{label}</a>
                </li>
            }
        })
        .collect_view();
    let errors = if inbox.nothing_picked {
        let first = inbox.lines.first().map_or_else(|| "main".to_owned(), field);
        vec![FieldError::new(&first, text.nothing_picked)]
    } else {
        Vec::new()
    };
    let body = if inbox.lines.is_empty() {
        let title = match asked.filter {
            NoticeFilter::Unread => text.none_unread,
            NoticeFilter::Open => text.none_open,
            NoticeFilter::All => text.none,
        };
        view! { <EmptyState title=title>{text.none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, inbox)
    };
    let pages = {
        let visit = visit.clone();
        move |page: u32| visit.href(&address(asked.filter, page))
    };
    view! {
        <ErrorSummary lang errors />
        {asked.done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title" id="notices-title">{text.title}</h1>
        <p>{text.lead}</p>
        <p><a href=visit.href("/my/account/notices")>{text.settings}</a></p>
        <nav class="kj-tabs" aria-label=text.filter_label>
            <ul class="kj-tabs__list">{tabs}</ul>
        </nav>
        {body}
        <Pagination lang current=asked.page last=inbox.last href=pages />
    }
}

fn field(line: &NoticeLine) -> String {
    format!("notice-{}", line.id)
}

fn table(visit: &Visit, inbox: &Inbox) -> AnyView {
    let text = visit.text().notice;
    let rows = inbox.lines.iter().map(|line| row(visit, line)).collect_view();
    let can_settle = inbox.lines.iter().any(NoticeLine::is_open);
    let settle = can_settle.then(|| {
        view! {
            <button class="kj-button" data-tone="outline" type="submit" name="do" value="done">{text.mark_done}</button>
        }
    });
    view! {
        <form method="post" action=visit.href(&address(inbox.asked.filter, inbox.asked.page))>
            {plain_table("notices-title", [text.col_pick, text.col_what, text.col_when, text.col_state], rows)}
            {can_settle.then(|| view! { <p>{text.done_hint}</p> })}
            <div class="kj-actions">
                <button class="kj-button" data-tone="outline" type="submit" name="do" value="read">
                    {text.mark_read}
                </button>
                {settle}
                <button class="kj-button" data-tone="text" type="submit" name="do" value="all">{text.mark_all}</button>
            </div>
        </form>
    }
    .into_any()
}

fn row(visit: &Visit, line: &NoticeLine) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().notice);
    let sentence = words::sentence(lang, &line.notice);
    let until = (line.is_open() && line.due().is_some())
        .then(|| view! { <br /><span class="kj-deadline">{text.col_due}" "{due(visit, line.due())}</span> });
    view! {
        <tr>
            <td>
                <input
                    class="kj-choice__control"
                    type="checkbox"
                    id=field(line)
                    name="notice"
                    value=line.id.to_string()
                    aria-label=(text.pick)(&sentence)
                />
            </td>
            <th scope="row">
                <a href=visit.href(&format!("/my/notices/{}", line.id))>{sentence}</a>
                {until}
            </th>
            <td>
                <time datetime=line.at.iso_jst()>{line.at.format_jst(lang)}</time>
            </td>
            <td>{state(visit, line)}</td>
        </tr>
    }
}

fn state(visit: &Visit, line: &NoticeLine) -> AnyView {
    let text = visit.text().notice;
    let chip = |tone, icon, word: String| view! { <Chip look=ChipLook::new(tone, icon, word) /> }.into_any();
    match &line.settled {
        Some((_, Some(name))) if line.notice.is_task() => chip(ChipTone::Plain, Icon::Check, (text.done_by)(name)),
        Some(_) => chip(ChipTone::Plain, Icon::Check, text.is_done.to_owned()),
        None if line.is_open() => chip(ChipTone::Orange, Icon::Alert, text.is_open.to_owned()),
        None if line.is_unread => chip(ChipTone::Blue, Icon::Info, text.is_unread.to_owned()),
        None => chip(ChipTone::Plain, Icon::Check, text.is_read.to_owned()),
    }
}
