//! One audit row with everything that is known about it.

use axum::response::Response;
use leptos::prelude::*;
use store::{AuditFilter, AuditRow};

use super::Scope;
use super::cell::{self, Difference};
use super::list::head;
use super::query::AuditQuery;
use crate::component::{DescriptionList, Fact};
use crate::document::respond;
use crate::{Failure, Site, Visit};

/// Shows a row.
///
/// # Errors
/// 404 when there is none, or none that the visitor may read; when the database fails.
pub async fn show_row(site: &Site, visit: &Visit, scope: Scope, seq: &str) -> Result<Response, Failure> {
    let seq = seq.parse().map_err(|_| Failure::NotFound)?;
    let filter = AuditFilter {
        organisation: scope.organisation(),
        scope: scope.covered(),
        ..AuditFilter::default()
    };
    let row = site.store.find_audit(&filter, seq).await?.ok_or(Failure::NotFound)?;
    let title = (visit.text().audit.row)(seq);
    let mut head = head(visit, &scope)
        .crumb(scope.title(visit), visit.href(scope.path()))
        .here(title.clone())
        .private();
    head.title = title;
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &scope, &row)).await
}

fn view(visit: &Visit, scope: &Scope, row: &AuditRow) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().audit);
    let or_none = |value: &str| {
        if value.is_empty() {
            text.nothing.to_owned()
        } else {
            value.to_owned()
        }
    };
    let facts = vec![
        Fact::text(text.at, row.at.format_jst(lang)),
        Fact::text(text.who, cell::actor(lang, row)),
        Fact::text(text.deed, cell::deed(lang, &row.deed)),
        Fact::text(text.subject, cell::about(lang, row)),
        Fact::text(text.organisation, or_none(&cell::organisation(row))),
        Fact::text(text.why, or_none(&row.why)),
        Fact::text(text.address, or_none(&row.address)),
        Fact::text(text.agent, or_none(&row.agent)),
        Fact::text(text.reference, or_none(&row.reference)),
        Fact::view(
            text.hash,
            view! { <code>{row.hash.clone()}</code> " " {text.hash_hint} },
        ),
    ];
    let same = AuditQuery {
        subject: row.subject_kind.clone(),
        id: row.subject_id.clone(),
        ..AuditQuery::default()
    };
    let same = visit.href(&same.href(scope, None));
    let differences = cell::differences(lang, row);
    let changes = if differences.is_empty() {
        view! { <p>{text.changes_none}</p> }.into_any()
    } else {
        table(visit, &differences)
    };
    view! {
        <h1 class="kj-title">{(text.row)(row.seq)}</h1>
        <DescriptionList facts />
        <p>
            <a href=same>{text.more_of_subject}</a>
        </p>
        <section class="kj-section">
            <h2 class="kj-section__title" id="changes-title">{text.changes}</h2>
            {changes}
        </section>
    }
}

fn table(visit: &Visit, differences: &[Difference]) -> AnyView {
    let text = visit.text().audit;
    let rows = differences
        .iter()
        .map(|one| {
            let cell = |value: &Option<String>| value.clone().unwrap_or_else(|| text.nothing.to_owned());
            view! {
                <tr>
                    <th scope="row">{one.field.clone()}</th>
                    <td class="kj-typed">
                        <del>{cell(&one.before)}</del>
                    </td>
                    <td class="kj-typed">
                        <ins>{cell(&one.after)}</ins>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="changes-title">
            <table class="kj-table kj-difference">
                <thead>
                    <tr>
                        <th scope="col">{text.field}</th>
                        <th scope="col">{text.before}</th>
                        <th scope="col">{text.after}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
