//! The HTML document around every page, and the one way to render it. Islands' scripts carry a nonce; nothing else in
//! the page may run.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use domain::Lang;
use http::{HeaderValue, Request, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::component::{Account, Breadcrumb, Crumb, FooterLink, NavItem, SiteFooter, SiteHeader, SiteNav, SkipLinks};
use crate::markup::escape;
use crate::{Failure, Site, Visit};

/// What a page says about itself.
#[derive(Clone, Debug)]
pub struct Head {
    /// Title without the site's name.
    pub title: String,
    /// HTTP status of the answer.
    pub status: StatusCode,
    /// The way here, without home; the last one is this page.
    pub crumbs: Vec<Crumb>,
    /// Search engines should leave it alone.
    pub private: bool,
    /// The page has filters and results to skip to.
    pub searches: bool,
}

impl Head {
    /// A public page that exists.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            status: StatusCode::OK,
            crumbs: Vec::new(),
            private: false,
            searches: false,
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
            if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&nonce)) {
                response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
            }
        }
    };
    let app = move || {
        let (visit, head, body) = (visit.clone(), head.clone(), body.clone());
        document(options.clone(), &assets, &visit, head, body().into_any())
    };
    let mut response = leptos_axum::render_app_async_with_context(context, app)(request).await;
    let cache = if private { "no-store" } else { "private, no-cache" };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Ok(response.into_response())
}

/// Only our own files, and only scripts that carry this response's nonce or were loaded by one that does.
fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

fn document(options: LeptosOptions, assets: &str, visit: &Visit, head: Head, body: AnyView) -> impl IntoView + use<> {
    let (text, lang) = (visit.text(), visit.lang);
    let mut crumbs = head.crumbs;
    if !crumbs.is_empty() {
        crumbs.insert(0, Crumb::link(visit.href("/"), text.site.home));
    }
    let title = if head.title.is_empty() {
        text.site.name.to_owned()
    } else {
        format!("{}{}{}", head.title, text.site.title_separator, text.site.name)
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
                <SiteFooter
                    lang
                    links=vec![
                        FooterLink::new(visit.href("/programs"), text.site.nav_search),
                        FooterLink::new(visit.href("/about"), text.site.nav_about),
                    ]
                    operator=text.site.name
                />
            </body>
        </html>
    }
}

fn other_language(lang: Lang) -> Lang {
    match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    }
}

fn account(visit: &Visit) -> Option<Account> {
    let user = visit.user()?;
    let organisation = user.memberships.first().map_or(&user.name, |place| &place.insurer_name);
    Some(Account {
        organisation: organisation.clone(),
        my_href: visit.href("/my"),
        sign_out_action: visit.href("/logout"),
    })
}

/// The main menu; the entry whose address begins the visit's address is marked.
fn navigation(visit: &Visit) -> Vec<NavItem> {
    let text = visit.text().site;
    let item = |path: &str, label: &str| NavItem::new(visit.href(path), label, visit.path.starts_with(path));
    vec![
        item("/programs", text.nav_search),
        item("/my", text.nav_my),
        item("/about", text.nav_about),
    ]
}
