//! 構成員 inside an application: which society pays what now, and which version of the terms it has agreed to.

use domain::consortium::Insurer;
use leptos::prelude::*;
use store::Application;

use crate::Visit;
use crate::component::plain_table;
use crate::text::application_comment::CommentText;

/// The table, with the way to the consents.
pub(super) fn section(visit: &Visit, whole: &Application) -> impl IntoView + use<> {
    let text = CommentText::of(visit.lang);
    let snapshot = whole.consortium.snapshot(visit.today);
    let rows = snapshot.present().map(|insurer| row(visit, insurer)).collect_view();
    let href = visit.href(&format!("/my/consortia/{}", whole.consortium.id));
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="members-title">{text.members}</h2>
            <p>{text.members_lead}</p>
            {plain_table("members-title", [text.society, text.share, text.consent], rows)}
            <p><a href=href>{text.to_consents}</a></p>
        </section>
    }
}

fn row(visit: &Visit, insurer: &Insurer) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, CommentText::of(visit.lang));
    let version = |consent: &domain::consortium::Consent| (text.data_version)(consent.terms.data_version);
    let (said, version) = match (insurer.agreed_on(), &insurer.consent) {
        (Some(on), Some(consent)) => ((text.agreed)(&on.format(lang)), Some(version(consent))),
        (None, Some(consent)) => (
            (text.agreed_earlier)(&consent.decided_on.format(lang)),
            Some(version(consent)),
        ),
        _ => (text.not_agreed.to_owned(), None),
    };
    view! {
        <tr>
            <th scope="row">{insurer.name.clone()} " " <span class="kj-note">{insurer.role.name(lang)}</span></th>
            <td data-number="">{insurer.terms.share.to_string()}</td>
            <td>{said} " " <span class="kj-note">{version}</span></td>
        </tr>
    }
}
