//! The HTML document around every page, and the one way to render it. Islands' scripts carry a nonce; nothing else in
//! the page may run.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use domain::Lang;
use http::{HeaderValue, Request, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::component::{
    Account, ActingChoice, Breadcrumb, Crumb, FooterLink, NavItem, SiteFooter, SiteHeader, SiteNav, SkipLinks,
};
use crate::markup::escape;
use crate::{Failure, Site, Visit, page};

/// What a page says about itself.
#[derive(Clone, Debug)]
pub struct Head {
    /// Title without the site's name.
    pub title: String,
    /// The page shows again what was typed, and what is wrong with it. Its title says so first.
    pub refused: bool,
    /// HTTP status of the answer.
    pub status: StatusCode,
    /// The way here, without home; the last one is this page.
    pub crumbs: Vec<Crumb>,
    /// Search engines should leave it alone.
    pub private: bool,
    /// The page has filters and results to skip to.
    pub searches: bool,
    /// The same content as a feed: address and title.
    pub feed: Option<(String, String)>,
    /// What the page is about, for search engines: JSON-LD.
    pub data: Option<serde_json::Value>,
}

impl Head {
    /// A public page that exists.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            refused: false,
            status: StatusCode::OK,
            crumbs: Vec::new(),
            private: false,
            searches: false,
            feed: None,
            data: None,
        }
    }

    /// With a step of the way here.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb::link(href, label));
        self
    }

    /// With this page as the end of the way, under a name of its own.
    #[must_use]
    pub fn here(mut self, label: impl Into<String>) -> Self {
        self.crumbs.push(Crumb::here(label));
        self
    }

    /// With status 422 and a word in the title, if what was sent could not be taken.
    #[must_use]
    pub fn refused_if(mut self, refused: bool) -> Self {
        self.refused = refused;
        if refused {
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        self
    }

    /// With another status than 200.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// For signed-in people or errors.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.private = true;
        self
    }
}

/// Renders a page. `body` is drawn inside `<main>`.
///
/// # Errors
/// Never for content; only when the address of the visit cannot be a URI.
pub async fn respond<V>(
    site: &Site,
    visit: &Visit,
    head: Head,
    body: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Result<Response, Failure>
where
    V: IntoView + 'static,
{
    let request = Request::builder()
        .uri("/")
        .body(Body::empty())
        .map_err(|error| Failure::fault(error.to_string()))?;
    let (options, assets) = (site.options.clone(), site.assets.clone());
    let (status, private) = (head.status, head.private);
    let visit = visit.clone();
    let context = move || {
        if let Some(response) = use_context::<ResponseOptions>() {
            response.set_status(status);
            let nonce = leptos::nonce::use_nonce()
                .map(|nonce| nonce.to_string())
                .unwrap_or_default();
            if let Some(policy) = content_security_policy(&nonce) {
                response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
            }
        }
    };
    let app = move || {
        let (visit, head, body) = (visit.clone(), head.clone(), body.clone());
        document(LeptosOptions::clone(&options), &assets, &visit, head, body().into_any())
    };
    let mut response = leptos_axum::render_app_async_with_context(context, app)(request).await;
    let cache = if private { "no-store" } else { "private, no-cache" };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Ok(response.into_response())
}

/// Only our own files, and only scripts that carry this response's nonce or were loaded by one that does.
pub(crate) fn content_security_policy(nonce: &str) -> Option<HeaderValue> {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; script-src-attr 'none'; \
         style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; frame-src 'none'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).ok()
}

fn document(options: LeptosOptions, assets: &str, visit: &Visit, head: Head, body: AnyView) -> impl IntoView + use<> {
    let (text, lang) = (visit.text(), visit.lang);
    let mut crumbs = head.crumbs;
    if !crumbs.is_empty() {
        crumbs.insert(0, Crumb::link(visit.href("/"), text.site.home));
    }
    let refused = if head.refused { text.site.error_prefix } else { "" };
    let title = if head.title.is_empty() {
        text.site.name.to_owned()
    } else {
        format!("{refused}{}{}{}", head.title, text.site.title_separator, text.site.name)
    };
    let package = options.site_pkg_dir.clone();
    let root = format!("/{assets}");
    let styles = format!("{root}/{package}/{}.css", options.output_name);
    let (japanese, english) = (visit.same_page(Lang::Ja), visit.same_page(Lang::En));
    view! {
        <!DOCTYPE html>
        <html lang=visit.lang.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                // As markup, because a text node would get a comment beside it, and a title shows comments as text.
                <title inner_html=escape(&title)></title>
                <meta name="description" content=text.site.description />
                {head.private.then(|| view! { <meta name="robots" content="noindex" /> })}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=styles />
                {(!head.private)
                    .then(|| {
                        view! {
                            <link rel="alternate" hreflang="ja" href=japanese />
                            <link rel="alternate" hreflang="en" href=english />
                        }
                    })}
                <link
                    rel="search"
                    type="application/opensearchdescription+xml"
                    href=visit.href("/opensearch.xml")
                    title=text.site.name
                />
                {head
                    .feed
                    .map(|(href, title)| {
                        view! { <link rel="alternate" type="application/atom+xml" href=href title=title /> }
                    })}
                {head.data.map(|data| linked_data(&data))}
                <HydrationScripts options=options islands=true root=root />
            </head>
            <body>
                <SkipLinks lang search=head.searches />
                <SiteHeader
                    lang
                    home_href=visit.href("/")
                    search_href=visit.href("/programs")
                    other_lang_href=visit.same_page(other_language(lang))
                    sign_in_href=visit.href("/login")
                    account=account(visit)
                />
                <SiteNav lang items=navigation(visit) />
                <div class="kj-container kj-page">
                    {(!crumbs.is_empty()).then(|| view! { <Breadcrumb lang crumbs /> })}
                    <main id="main" class="kj-main" tabindex="-1">
                        {body}
                    </main>
                </div>
                {crate::page::session::banner(visit)}
                <SiteFooter
                    lang
                    links=vec![
                        FooterLink::new(visit.href("/programs"), text.site.nav_search),
                        FooterLink::new(visit.href("/about"), text.site.nav_about),
                        FooterLink::new(visit.href("/register"), text.organisation.register),
                        FooterLink::new(visit.href("/api"), text.api.title),
                    ]
                    operator=text.site.name
                />
            </body>
        </html>
    }
}

/// Data for search engines. It cannot end its element or open a comment, because it holds no `<`.
fn linked_data(data: &serde_json::Value) -> impl IntoView + use<> {
    let json = data.to_string().replace('<', "\\u003c");
    view! { <script type="application/ld+json" nonce=leptos::nonce::use_nonce() inner_html=json></script> }
}

fn other_language(lang: Lang) -> Lang {
    match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    }
}

fn account(visit: &Visit) -> Option<Account> {
    let user = visit.user()?;
    let organisation = visit.acting().map_or(&user.name, |place| &place.organisation_name);
    let acting = visit.acting().map(|place| place.organisation);
    let places = visit.places();
    let choices = if places.len() > 1 { places } else { Vec::new() };
    let acting_choices = choices
        .into_iter()
        .map(|place| ActingChoice {
            value: place.organisation.to_string(),
            name: place.organisation_name.clone(),
            chosen: Some(place.organisation) == acting,
        })
        .collect();
    Some(Account {
        organisation: organisation.clone(),
        acting_choices,
        acting_action: visit.href("/my/acting"),
        here: visit.same_page(visit.lang),
        my_href: visit.href("/my"),
        notices_href: visit.href("/my/notices"),
        notices: unread_words(visit),
        unread: match visit.unread {
            0 => String::new(),
            count @ 1..=99 => count.to_string(),
            _ => "99+".to_owned(),
        },
        sign_out_action: visit.href("/logout"),
    })
}

/// The name of the bell.
fn unread_words(visit: &Visit) -> String {
    let text = visit.text().notice;
    match visit.unread {
        0 => text.title.to_owned(),
        count => (text.unread)(count),
    }
}

/// The main menu; the entry whose address begins the visit's address is marked.
fn navigation(visit: &Visit) -> Vec<NavItem> {
    let text = visit.text().site;
    let item = |path: &str, label: &str| NavItem::new(visit.href(path), label, visit.path.starts_with(path));
    let mut items = vec![
        item("/programs", text.nav_search),
        item("/calls", visit.text().call.list),
        item("/results", visit.text().result.public),
        item("/my", text.nav_my),
    ];
    if page::admin::home::is_open_to(visit) {
        items.push(item("/admin", visit.text().admin.title));
    }
    items.push(item("/about", text.nav_about));
    items
}
