//! What must hold for every answer and every page, whatever it says: headers, a well-formed document, and references that
//! lead somewhere. Called for each page that any test receives.

use std::collections::{BTreeMap, BTreeSet};

use scraper::ElementRef;

use crate::page::{Page, words};

/// What the parser says about `<!>`, which Leptos writes between views; every parser reads it as an empty comment.
const MARKER: &str = "Saw ! in state MarkupDeclarationOpen";

/// Headers that every answer carries.
pub fn check_headers(page: &Page<'_>, place: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), value, "{place}: {name}");
    }
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{place}: {policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{place}: {policy}");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains(" 'unsafe-eval'"),
        "{place}: {policy}"
    );
    if page.is_html() || page.header("content-type") == "application/json" {
        let rule = page.header("cache-control");
        // The public API answers everybody the same, and is asked each time.
        let is_public = page.path.contains("/api/v1/") && rule == "public, no-cache";
        assert!(
            is_public || rule.contains("private") || rule == "no-store",
            "{place}: cache-control {rule:?}"
        );
    }
}

/// Everything that is wrong with a page, in words.
pub fn faults(page: &Page<'_>) -> Vec<String> {
    let errors: BTreeSet<&str> = page
        .html
        .errors
        .iter()
        .map(AsRef::as_ref)
        .filter(|error| *error != MARKER)
        .collect();
    let mut faults: Vec<String> = errors.iter().map(|error| format!("HTML: {error}")).collect();
    faults.extend(frame(page));
    faults.extend(headings(page));
    faults.extend(references(page));
    faults.extend(controls(page));
    faults.extend(inline(page));
    faults.extend(scripts(page));
    faults
}

/// Language, title, the parts every page has.
fn frame(page: &Page<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let english = page.path == "/en" || page.path.starts_with("/en/") || page.path.starts_with("/en?");
    let english = english && !page.path.starts_with("/en//");
    let (lang, name) = if english {
        ("en", "Kyodo Navi")
    } else {
        ("ja", "共同事業ナビ")
    };
    let found = page.select("html").first().and_then(|html| html.attr("lang"));
    if found != Some(lang) {
        faults.push(format!("html lang is {found:?}, not {lang}"));
    }
    if !page.title().contains(name) {
        faults.push(format!("the title {:?} does not name the site", page.title()));
    }
    if !page.body.starts_with("<!DOCTYPE html>") {
        faults.push("no doctype".to_owned());
    }
    for (selector, wanted) in [
        ("h1", 1),
        ("title", 1),
        ("main#main", 1),
        ("main", 1),
        ("meta[charset=utf-8]", 1),
        ("meta[name=viewport]", 1),
        ("meta[name=description]", 1),
        ("header.kj-header", 1),
        ("footer", 1),
    ] {
        let count = page.select(selector).len();
        if count != wanted {
            faults.push(format!("{count} × {selector}"));
        }
    }
    // A form that is shown again with errors, or an error page: its title says so, or it is not for search engines.
    if page.status() >= 400 && page.select("meta[name=robots][content=noindex]").is_empty() {
        faults.push("an error page for search engines".to_owned());
    }
    faults
}

/// Levels go down one at a time, and no heading is empty.
fn headings(page: &Page<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut last = 0;
    for heading in page.select("main h1, main h2, main h3, main h4, main h5, main h6") {
        let level = heading.value().name()[1..].parse::<i32>().unwrap();
        if level > last + 1 && last > 0 {
            faults.push(format!("h{last} is followed by h{level} {:?}", words(heading)));
        }
        last = level;
        if words(heading).is_empty() {
            faults.push(format!("an empty h{level}"));
        }
    }
    faults
}

/// Ids are unique, and whatever names an id finds it.
fn references(page: &Page<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for element in page.select("[id]") {
        *ids.entry(element.attr("id").unwrap()).or_default() += 1;
    }
    faults.extend(
        ids.iter()
            .filter(|(_, count)| **count > 1)
            .map(|(id, count)| format!("{count} × id {id}")),
    );
    faults.extend(
        ids.keys()
            .filter(|id| id.is_empty() || id.contains(' '))
            .map(|id| format!("id {id:?}")),
    );
    for name in [
        "for",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-owns",
        "aria-details",
        "form",
        "list",
    ] {
        for element in page.select(&format!("[{name}]")) {
            let wanted = element.attr(name).unwrap().split_whitespace();
            for id in wanted.filter(|id| !ids.contains_key(id)) {
                faults.push(format!("{name}={id:?} of <{}> finds nothing", element.value().name()));
            }
        }
    }
    for link in page.select("a[href^='#']") {
        let id = &link.attr("href").unwrap()[1..];
        if !ids.contains_key(id) {
            faults.push(format!("the link #{id} {:?} leads nowhere", words(link)));
        }
    }
    faults
}

/// Every control has a name that can be read out, and forms stay on the site.
fn controls(page: &Page<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let labelled: BTreeSet<&str> = page
        .select("label[for]")
        .iter()
        .filter(|label| !words(**label).is_empty())
        .filter_map(|label| label.attr("for"))
        .collect();
    for control in page.select("input:not([type=hidden]):not([hidden]), select, textarea") {
        let by_id = control.attr("id").is_some_and(|id| labelled.contains(id));
        let wrapped = ancestors(control).any(|element| element.value().name() == "label" && !words(element).is_empty());
        let named = ["aria-label", "aria-labelledby"]
            .iter()
            .any(|name| control.attr(name).is_some_and(|text| !text.is_empty()));
        if !(by_id || wrapped || named) {
            faults.push(format!("no label: {}", control.html()));
        }
    }
    for element in page.select("a[href], button, summary, legend, th") {
        if words(element).is_empty() && element.attr("aria-label").is_none_or(str::is_empty) {
            faults.push(format!("without words: {}", element.html()));
        }
    }
    for form in page.select("form") {
        let action = form.attr("action").unwrap_or_default();
        let local = action.starts_with('/') && !action.starts_with("//");
        if !local {
            faults.push(format!("a form is sent to {action:?}"));
        }
    }
    for table in page.select("table") {
        if !table.html().contains("scope=\"col\"") && !table.html().contains("scope=\"row\"") {
            faults.push("a table without headings".to_owned());
        }
    }
    for image in page.select("img:not([alt]), svg:not([aria-hidden]):not([role])") {
        faults.push(format!("an image without words: {}", image.value().name()));
    }
    faults
}

fn ancestors(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

/// Nothing that the content policy would refuse, and nothing from other hosts.
fn inline(page: &Page<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for element in page.select("*") {
        for (name, value) in element.value().attrs() {
            let handler = name.starts_with("on");
            let script = matches!(name, "href" | "action" | "formaction" | "src")
                && value.trim().to_ascii_lowercase().starts_with("javascript:");
            if handler || name == "style" || script {
                faults.push(format!("{name}={value:?} on <{}>", element.value().name()));
            }
            let foreign = value.starts_with("//") || value.contains("://");
            let loads = matches!(name, "src" | "srcset" | "data" | "action" | "formaction")
                || (name == "href" && element.value().name() == "link");
            if loads && foreign {
                faults.push(format!("{name}={value:?} leads to another host"));
            }
            if name == "href" && value.starts_with("//") {
                faults.push(format!("{name}={value:?} leads to another host"));
            }
        }
    }
    faults.extend((!page.select("style").is_empty()).then(|| "a style element".to_owned()));
    faults
}

/// Every script, also after the end of the document, carries the nonce of the policy.
fn scripts(page: &Page<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let policy = page.header("content-security-policy");
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
        .unwrap_or_default();
    if nonce.len() < 16 {
        faults.push(format!("the policy has no nonce: {policy}"));
    }
    for tag in page.body.split("<script").skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if !tag.contains(&format!("nonce=\"{nonce}\"")) {
            faults.push(format!("<script{tag}> does not carry the nonce"));
        }
    }
    faults
}
