//! `/my/account`: what the person signs in with, each with the way to change it.

use axum::extract::State;
use axum::response::Response;
use leptos::prelude::*;

use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_user()?;
    let text = visit.text();
    let head = Head::new(text.account.title)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.account.title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown)).await
}

fn view(visit: &Visit) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    let Some(user) = visit.user() else { return ().into_any() };
    let done = match visit.query.as_str() {
        "name" => Some(text.name_done),
        "password" => Some(text.password_done),
        "email" => Some(text.email_sent),
        "notices" => Some(visit.text().notice.settings_saved),
        _ => None,
    };
    let rows = [
        (text.name, user.name.clone(), text.change_name, "/my/account/name"),
        (
            text.email,
            user.email.to_string(),
            text.change_email,
            "/my/account/email",
        ),
        (
            text.password,
            text.password_set.to_owned(),
            text.change_password,
            "/my/account/password",
        ),
    ];
    let rows = rows
        .into_iter()
        .map(|(term, value, label, path)| {
            view! {
                <tr>
                    <th scope="row">{term}</th>
                    <td>{value}</td>
                    <td><a href=visit.href(path)>{label}</a></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title">{text.title}</h1>
        <p>{text.lead}</p>
        <div class="kj-table-frame" tabindex="0" role="region" aria-label=text.title>
            <table class="kj-table">
                <thead>
                    <tr>
                        <th scope="col">{text.col_item}</th>
                        <th scope="col">{text.col_value}</th>
                        <th scope="col">{text.col_change}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="kj-actions">
            <a class="kj-button" data-tone="outline" href=visit.href("/my/account/factors")>
                {visit.text().factor.title}
            </a>
            <a class="kj-button" data-tone="outline" href=visit.href("/my/account/sessions")>{text.open_sessions}</a>
            <a class="kj-button" data-tone="outline" href=visit.href("/my/account/notices")>
                {visit.text().notice.settings_title}
            </a>
        </p>
    }
    .into_any()
}
