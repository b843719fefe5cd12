//! What an insurer does with a program while deciding: keep it, compare it, print it for approval. Plain forms and links.

use domain::program::Listing;
use domain::search::SearchRequest;
use leptos::prelude::*;

use crate::{Visit, link};

/// Id of the form that collects programs to compare; the boxes on cards name it.
pub const COMPARE_FORM: &str = "compare-form";

/// The block on a program's own page. Who is not signed in is led through the sign-in page.
pub(super) fn of_program(visit: &Visit, listing: &Listing, is_kept: bool) -> impl IntoView + use<> {
    let text = visit.text().decide;
    let summary = visit.href(&format!("{}/summary", link::program(listing.id)));
    let compare = visit.href(&format!("/programs/compare?id={}", listing.id));
    let (step, label) = if is_kept {
        ("drop", text.drop)
    } else {
        ("keep", text.keep)
    };
    let back = visit.same_page(visit.lang);
    view! {
        <section class="kj-section kj-tools kj-no-print" aria-labelledby="tools-title">
            <h2 class="kj-section__title" id="tools-title">{text.tools}</h2>
            {is_kept.then(|| view! { <p>{text.kept}" "<a href=visit.href("/my/bookmarks")>{text.bookmarks}</a></p> })}
            <form class="kj-actions" method="post" action=visit.href("/my/bookmarks")>
                <input type="hidden" name="id" value=listing.id.to_string() />
                <input type="hidden" name="step" value=step />
                <input type="hidden" name="back" value=back />
                <button class="kj-button" data-tone="outline" type="submit">{label}</button>
                <a class="kj-button" data-tone="outline" href=summary>{text.summary_open}</a>
                <a class="kj-button" data-tone="outline" href=compare>{text.compare_with}</a>
            </form>
        </section>
    }
}

/// The tray below a list: the boxes on the cards above belong to it, and its button opens the comparison.
pub(super) fn tray(visit: &Visit) -> impl IntoView + use<> {
    let text = visit.text().decide;
    view! {
        <div class="kj-box kj-tray kj-no-print">
            <p>{text.compare_hint}</p>
            <button class="kj-button" data-tone="outline" type="submit" form=COMPARE_FORM>{text.compare_more}</button>
        </div>
    }
}

/// The form itself; it stands outside of the search's, since forms do not nest.
pub(super) fn compare_form(visit: &Visit) -> impl IntoView + use<> {
    view! { <form id=COMPARE_FORM method="get" action=visit.href("/programs/compare")></form> }
}

/// Ids of the forms that keep and drop a bookmark from a card; like the comparison's they stand outside of the search's.
const KEEP_FORM: &str = "keep-form";
const DROP_FORM: &str = "drop-form";

/// The forms of the bookmark buttons, for those who are signed in. They lead back to the card, by the search's one
/// spelling: an address may be typed as long as it likes.
pub(super) fn bookmark_forms(visit: &Visit, request: &SearchRequest) -> Option<AnyView> {
    visit.user()?;
    let back = visit.href(&link::search(request));
    let form = |id: &'static str, step: &'static str| {
        view! {
            <form id=id method="post" action=visit.href("/my/bookmarks")>
                <input type="hidden" name="step" value=step />
                <input type="hidden" name="back" value=back.clone() />
                <input type="hidden" name="to" value="card" />
            </form>
        }
    };
    Some(view! { {form(KEEP_FORM, "keep")} {form(DROP_FORM, "drop")} }.into_any())
}

/// The bookmark button on a card; without an account there is none, and the page can be kept for everybody.
pub fn bookmark_button(visit: &Visit, listing: &Listing, is_kept: bool) -> Option<AnyView> {
    visit.user()?;
    let (text, title) = (visit.text().decide, &listing.content.title);
    let (form, label, of) = if is_kept {
        (DROP_FORM, text.drop, (text.drop_of)(title))
    } else {
        (KEEP_FORM, text.keep, (text.keep_of)(title))
    };
    let button = view! {
        <button
            class="kj-button"
            data-tone="outline"
            data-size="sm"
            type="submit"
            form=form
            name="id"
            value=listing.id.to_string()
            aria-label=of
        >
            {label}
        </button>
    };
    Some(button.into_any())
}

/// The box on a card.
pub fn compare_box(visit: &Visit, listing: &Listing) -> AnyView {
    let id = format!("compare-{}", listing.id);
    let label = (visit.text().decide.compare_add)(&listing.content.title);
    view! {
        <p class="kj-choice kj-card__compare">
            <input
                class="kj-choice__control"
                type="checkbox"
                name="id"
                value=listing.id.to_string()
                id=id.clone()
                form=COMPARE_FORM
            />
            <label class="kj-choice__label" for=id>{label}</label>
        </p>
    }
    .into_any()
}
