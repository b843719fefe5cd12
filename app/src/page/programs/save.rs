//! The way from a result list to mail about what is new in it (ALRT-01), above the list and below it.

use domain::alert::criteria;
use domain::search::SearchRequest;
use leptos::prelude::*;

use crate::{Visit, link};

/// The button; the signed-in keep the search in their account, others by mail address.
pub(super) fn button(visit: &Visit, request: &SearchRequest) -> impl IntoView + use<> {
    let page = if visit.user().is_some() {
        "/my/searches/new"
    } else {
        "/alerts"
    };
    let href = visit.href(&link::with_search(page, &criteria(request)));
    view! {
        <a class="kj-button" data-tone="outline" data-size="sm" href=href>{visit.text().alert.save}</a>
    }
}

/// The button with a sentence, for the end of the list and for searches without results.
pub(super) fn block(visit: &Visit, request: &SearchRequest) -> impl IntoView + use<> {
    view! {
        <div class="kj-box kj-save-search">
            <p>{visit.text().alert.save_hint}</p>
            <p class="kj-actions">{button(visit, request)}</p>
        </div>
    }
}
