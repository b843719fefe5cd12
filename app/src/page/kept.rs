//! `/kept/{key}`: a form that met an ended session, shown to its sender after signing in (FORM-06). Nothing is sent on by
//! itself: the text is shown, and one button sends it to where it was meant for.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::KeptPost;

use crate::component::{DescriptionList, Fact, Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::session::Token;
use crate::text::field as field_text;
use crate::{Failure, Site, Visit, link};

/// Shows what was kept.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's or not there any more.
pub async fn get(State(site): State<Site>, visit: Visit, Path(key): Path<String>) -> Result<Response, Failure> {
    let (_, post) = get_kept(&site, &visit, &key).await?;
    let title = visit.text().account.kept_title;
    let shown = visit.clone();
    respond(&site, &visit, Head::new(title).here(title).private(), move || {
        view(&shown, &key, &post)
    })
    .await
}

/// Sends the browser on, with the form it has just sent here, to where the form was meant for. Once: the kept copy is
/// gone afterwards.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, Path(key): Path<String>) -> Result<Response, Failure> {
    let (digest, post) = get_kept(&site, &visit, &key).await?;
    if !link::is_local(&post.path) || !site.store.drop_kept_post(digest).await? {
        return Err(Failure::NotFound);
    }
    // 307 makes a browser post the same fields again, with or without scripts.
    Ok(Redirect::temporary(&post.path).into_response())
}

async fn get_kept(site: &Site, visit: &Visit, key: &str) -> Result<([u8; 32], KeptPost), Failure> {
    let user = visit.require_user()?;
    let digest = Token::decode(key).ok_or(Failure::NotFound)?.digest();
    let post = site.store.find_kept_post(digest, user.id, visit.browser).await?;
    Ok((digest, post.ok_or(Failure::NotFound)?))
}

fn view(visit: &Visit, key: &str, post: &KeptPost) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    let pairs: Vec<(String, String)> = form_urlencoded::parse(post.body.as_bytes()).into_owned().collect();
    let facts: Vec<_> = pairs
        .iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .filter_map(|(name, value)| {
            let label = field_text::program(lang, name).label;
            // Of fields without a name in words, those with a text were typed; the others are the page's own.
            let is_text = value.chars().any(|letter| !letter.is_ascii() || letter.is_whitespace());
            match (label, is_text) {
                ("", true) => Some(Fact::text(text.kept_other, value.clone())),
                ("", false) => None,
                (label, _) => Some(Fact::text(label, value.clone())),
            }
        })
        .collect();
    let shown = if facts.is_empty() {
        view! { <p>{text.kept_none}</p> }.into_any()
    } else {
        view! { <DescriptionList facts framed=true /> }.into_any()
    };
    let fields = pairs
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let action = visit.href(&format!("/kept/{key}"));
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.kept_title}</h1>
            <Notice lang tone=NoticeTone::Info title=text.kept_lead announced=true />
            {shown}
            <form class="kj-actions" method="post" action=action>
                {fields}
                <button class="kj-button" data-tone="primary" type="submit">{text.go_on}</button>
                <a class="kj-button" data-tone="outline" href=post.path.clone()>{text.kept_discard}</a>
            </form>
        </div>
    }
}
