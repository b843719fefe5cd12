//! `/admin/users`: all accounts, with filters in the address (W32).

use axum::extract::State;
use axum::response::Response;
use domain::code::{OrgRole, PlatformRole};
use domain::invitation::Invitation;
use leptos::prelude::*;
use store::{Account, AccountFilter, AccountState};

use super::{LIST, grant, manages, require_reader};
use crate::component::{
    Chip, ChipLook, ChipTone, Choice, EmptyState, Field, Icon, InputWidth, Notice, NoticeTone, Pagination, Select,
    TextInput, plain_table,
};
use crate::document::{Head, respond};
use crate::page::{invited, label};
use crate::{Failure, Site, Visit};

/// What was asked for, as typed.
#[derive(Clone, Debug, Default)]
struct Query {
    words: String,
    role: String,
    organisation: String,
    state: String,
    page: u64,
}

impl Query {
    fn read(query: &str) -> Self {
        let mut read = Self {
            page: 1,
            ..Self::default()
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "q" => read.words = value.into_owned(),
                "role" => read.role = value.into_owned(),
                "organisation" => read.organisation = value.into_owned(),
                "state" => read.state = value.into_owned(),
                "page" => read.page = value.parse().unwrap_or(1).clamp(1, 100_000),
                _ => {}
            }
        }
        read
    }

    /// What cannot be understood does not filter.
    fn filter(&self) -> AccountFilter {
        let org_role = OrgRole::from_code(&self.role);
        AccountFilter {
            words: self.words.clone(),
            org_role,
            platform_role: PlatformRole::from_code(&self.role),
            organisation: domain::normalise::narrow(self.organisation.trim()).parse().ok(),
            state: AccountState::from_code(&self.state),
        }
    }

    fn href(&self, visit: &Visit, page: u32) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("q", &self.words),
            ("role", &self.role),
            ("organisation", &self.organisation),
            ("state", &self.state),
        ] {
            if !value.is_empty() {
                pairs.append_pair(name, value);
            }
        }
        pairs.append_pair("page", &page.to_string());
        visit.href(&format!("{LIST}?{}", pairs.finish()))
    }
}

/// What the page shows.
struct Found {
    query: Query,
    accounts: Vec<Account>,
    pages: u64,
    total: u64,
    invitations: Vec<Invitation>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require_reader(&visit)?;
    let query = Query::read(&visit.query);
    let (accounts, pages, total) = site.store.list_accounts(&query.filter(), query.page).await?;
    let invitations = if manages(&visit) {
        site.store.list_invitations(None).await?
    } else {
        Vec::new()
    };
    let found = std::sync::Arc::new(Found {
        query,
        accounts,
        pages,
        total,
        invitations,
    });
    let text = visit.text();
    let head = Head::new(text.admin_user.title)
        .crumb(text.admin.title, visit.href("/admin"))
        .here(text.admin_user.title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &found)).await
}

fn view(visit: &Visit, found: &Found) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().admin_user);
    let (current, last) = (
        u32::try_from(found.query.page).unwrap_or(u32::MAX),
        u32::try_from(found.pages).unwrap_or(u32::MAX),
    );
    let (query, linked) = (found.query.clone(), visit.clone());
    let body = if found.accounts.is_empty() {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, &found.accounts)
    };
    let invite = manages(visit).then(|| {
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=visit.href("/admin/users/invite")>{text.invite}</a>
            </p>
        }
    });
    view! {
        {outcome(visit)}
        <h1 class="kj-title" id="users-title">{text.title}</h1>
        <p>{text.lead}</p>
        {invite}
        {filters(visit, &found.query)}
        <p role="status">{(text.total)(found.total)}</p>
        {body}
        <Pagination lang current last href=move |page| query.href(&linked, page) />
        {manages(visit)
            .then(|| {
                invited::section(visit, &found.invitations, LIST, &|invitation| {
                    let roles = invitation.platform.iter().map(|it| grant::words(visit, it));
                    roles.collect::<Vec<_>>().join(" / ")
                })
            })}
    }
}

fn outcome(visit: &Visit) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().member);
    let (tone, title) = match visit.query.as_str() {
        "invited" => (NoticeTone::Success, text.done_invited),
        "resent" => (NoticeTone::Success, text.done_resent),
        "withdrawn" => (NoticeTone::Success, text.done_withdrawn),
        "not-now" => (NoticeTone::Warning, text.not_now),
        _ => return None,
    };
    Some(view! { <Notice lang tone title announced=true /> }.into_any())
}

fn filters(visit: &Visit, query: &Query) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().admin_user);
    let words = Field::new("q", text.words).value(query.words.clone());
    let organisation = Field::new("organisation", text.organisation)
        .hint(text.organisation_hint)
        .value(query.organisation.clone());
    let roles = OrgRole::ALL
        .iter()
        .map(|role| Choice::new(role.code(), role.name(lang)));
    let platform = PlatformRole::ALL
        .iter()
        .map(|role| Choice::new(role.code(), role.name(lang)));
    let role_choices: Vec<_> = any(text.any).chain(roles).chain(platform).collect();
    let role = Field::new("role", text.role).value(query.role.clone());
    let states = AccountState::ALL.iter().zip(text.states);
    let states: Vec<_> = any(text.any)
        .chain(states.map(|(state, word)| Choice::new(state.code(), word)))
        .collect();
    let state = Field::new("state", text.state).value(query.state.clone());
    view! {
        <form class="kj-form kj-filters" method="get" action=visit.href(LIST) role="search">
            <TextInput lang field=words width=InputWidth::Medium />
            <Select lang field=role choices=role_choices prompt=false />
            <TextInput lang field=organisation width=InputWidth::Short />
            <Select lang field=state choices=states prompt=false />
            <button class="kj-button" data-tone="outline" type="submit">{text.filter}</button>
        </form>
    }
}

fn any(word: &'static str) -> impl Iterator<Item = Choice> {
    std::iter::once(Choice::new("", word))
}

fn table(visit: &Visit, accounts: &[Account]) -> AnyView {
    let (text, member) = (visit.text().admin_user, visit.text().member);
    let rows: Vec<_> = accounts.iter().map(|account| row(visit, account)).collect();
    plain_table(
        "users-title",
        [
            member.name,
            member.email,
            text.places,
            text.platform,
            member.signed_in,
            text.state,
        ],
        rows,
    )
}

fn row(visit: &Visit, account: &Account) -> impl IntoView + use<> {
    let user = &account.user;
    let grants: Vec<String> = account.grants.iter().map(|it| grant::words(visit, it)).collect();
    view! {
        <tr>
            <th scope="row">
                <a href=visit.href(&format!("{LIST}/{}", user.id))>{user.name.clone()}</a>
            </th>
            <td>{user.email.to_string()}</td>
            <td>{places(visit, account)}</td>
            <td>{grants.join(" / ")}</td>
            <td>{crate::page::my::organization::members::signed_in(visit, account.signed_in_at)}</td>
            <td><Chip look=state_chip(visit, account) /></td>
        </tr>
    }
}

/// Organisations with the roles in each.
pub fn places(visit: &Visit, account: &Account) -> String {
    let lang = visit.lang;
    let mut places: Vec<(String, Vec<&'static str>)> = Vec::new();
    for place in &account.user.memberships {
        let role = place.role.name(lang);
        match places.last_mut() {
            Some((name, roles)) if *name == place.organisation_name => roles.push(role),
            _ => places.push((place.organisation_name.clone(), vec![role])),
        }
    }
    let words = places.into_iter().map(|(name, roles)| {
        let roles = label::list(lang, roles);
        match lang {
            domain::Lang::Ja => format!("{name}（{roles}）"),
            domain::Lang::En => format!("{name} ({roles})"),
        }
    });
    words.collect::<Vec<_>>().join(" / ")
}

/// Whether the person can sign in.
pub fn state_chip(visit: &Visit, account: &Account) -> ChipLook {
    let [active, disabled, _] = visit.text().admin_user.states;
    if account.disabled_at.is_some() {
        ChipLook::new(ChipTone::Gray, Icon::Cross, disabled)
    } else {
        ChipLook::new(ChipTone::Green, Icon::Check, active)
    }
}
