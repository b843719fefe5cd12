//! The block below the results that offers them in other forms: tables, feed, calendar, data, link. Closed at first,
//! because most people only look.

use domain::search::SearchRequest;
use leptos::prelude::*;

use crate::island::copy::CopyIsland;
use crate::{Site, Visit, link};

/// Id of the text field with the link.
const LINK: &str = "outputs-link";

/// What the block needs of the site, so that the view holds no site.
#[derive(Clone)]
pub(super) struct Addresses {
    page: String,
}

impl Addresses {
    /// Those of a request.
    pub fn of(site: &Site, visit: &Visit, request: &SearchRequest) -> Self {
        Self {
            page: link::absolute(site, &visit.href(&link::search(request))),
        }
    }
}

/// The block; the part that depends on the search can be replaced while the block stays open.
pub(super) fn view(
    visit: &Visit,
    request: &SearchRequest,
    addresses: &Addresses,
    words: &str,
    total: u32,
) -> impl IntoView + use<> {
    let text = visit.text().output;
    let rows = (total > 0).then(|| rows(visit, request, total));
    let page = addresses.page.clone();
    let printed = format!("{words} {} {page}", (text.printed)(&visit.today.format(visit.lang)));
    view! {
        <details class="kj-outputs">
            <summary class="kj-outputs__summary">{text.title}</summary>
            <div class="kj-outputs__body" data-live="outputs">
                {rows}
                <div class="kj-outputs__link">
                    <label class="kj-outputs__label" for=LINK>{text.link}</label>
                    <input
                        class="kj-input kj-outputs__address"
                        id=LINK
                        type="text"
                        readonly=true
                        value=page
                        aria-describedby="outputs-link-hint"
                    />
                    <p class="kj-outputs__note" id="outputs-link-hint">{text.link_hint}" "{text.print_hint}</p>
                </div>
            </div>
            <CopyIsland
                input=LINK.to_owned()
                label=text.copy.to_owned()
                done=text.copied.to_owned()
                selected=text.copy_by_hand.to_owned()
            />
        </details>
        <p class="kj-print-only" data-live="printed">{printed}</p>
    }
}

fn rows(visit: &Visit, request: &SearchRequest, total: u32) -> impl IntoView + use<> {
    let text = visit.text().output;
    let whole = request.on_page(1);
    let href = |suffix: &str| visit.href(&link::output(&whole, suffix));
    let csv = href("csv");
    let cp932 = format!("{csv}{}encoding=shift_jis", if csv.contains('?') { '&' } else { '?' });
    let json = visit.href(&link::output(request, "json"));
    let tables = [
        (href("xlsx"), text.xlsx, ""),
        (csv, text.csv, text.csv_note),
        (cp932, text.cp932, text.cp932_note),
    ];
    let more = [
        (href("atom"), text.atom, text.atom_note),
        (href("ics"), text.calendar, text.calendar_note),
        (json, text.json, ""),
        (visit.href("/api"), text.api, ""),
    ];
    view! {
        <p>{(text.all)(total)}</p>
        <p class="kj-outputs__group" id="outputs-tables">{text.tables}</p>
        <ul class="kj-outputs__list" aria-labelledby="outputs-tables">{tables.map(item).collect_view()}</ul>
        <p class="kj-outputs__group" id="outputs-follow">{text.follow}</p>
        <ul class="kj-outputs__list" aria-labelledby="outputs-follow">{more.map(item).collect_view()}</ul>
    }
}

fn item((href, name, note): (String, &'static str, &'static str)) -> impl IntoView + use<> {
    view! {
        <li>
            <a href=href>{name}</a>
            {(!note.is_empty()).then(|| view! { <span class="kj-outputs__note">{note}</span> })}
        </li>
    }
}
