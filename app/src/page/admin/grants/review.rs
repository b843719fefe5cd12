//! Reports, changes and assets of a grant with what the office can do with each.

use domain::grant_case::{AssetState, ChangeState, GrantState, Report, ReportKind, ReportState, ResultReport};
use domain::rows::row_field;
use leptos::prelude::*;
use store::{StoredAsset, StoredChange, StoredReport};

use super::forms::{form, paper};
use super::grant::Page;
use crate::Visit;
use crate::page::grant::control::{Kind, cell};
use crate::page::grant::{
    asked as asked_view, asset_table, change as change_view, report as report_view, settlement, yen,
};

/// All reports.
pub(super) fn reports(visit: &Visit, page: &Page) -> Vec<AnyView> {
    page.reports.iter().map(|one| report(visit, page, one)).collect()
}

fn report(visit: &Visit, page: &Page, one: &StoredReport) -> AnyView {
    let (lang, text, whole) = (visit.lang, visit.text().grant, &page.whole);
    let title = format!("{}（{}）", one.kind.name(lang), one.state.name(lang));
    let open = one.state == ReportState::Submitted
        || (one.kind == ReportKind::Result
            && one.state == ReportState::Taken
            && whole.state() == GrantState::ReportSubmitted);
    let forms = (page.checks(visit) && open).then(|| {
        let reason = || vec![("reason", String::new(), Kind::Lines(1_000), true)];
        let take = match &one.content {
            Some(Report::Result(result)) => marks(visit, page, one, result),
            _ => {
                let code = format!("take-report-{}", one.id);
                form(
                    visit,
                    page,
                    (&code, text.take_report, text.take_report_lead),
                    "primary",
                    vec![],
                )
            }
        };
        let back = format!("return-report-{}", one.id);
        let back = form(visit, page, (&back, text.return_report, ""), "danger", reason());
        let correct = (one.kind == ReportKind::Result).then(|| {
            let code = format!("correct-report-{}", one.id);
            form(
                visit,
                page,
                (&code, text.correct_report, text.correct_lead),
                "danger",
                reason(),
            )
        });
        view! {
            {take}
            {back}
            {correct}
        }
    });
    let preview = (one.settlement.is_none() && one.state == ReportState::Taken)
        .then(|| whole.settle(one))
        .flatten()
        .map(|settled| settlement(visit, &settled));
    view! {
        <section class="kj-section" id=format!("report-{}", one.id)>
            <h2 class="kj-section__title">{title}</h2>
            {asked_view(visit, one)}
            {report_view(visit, whole, one)}
            {preview}
            {forms}
        </section>
    }
    .into_any()
}

/// What is accepted of each line.
fn marks(visit: &Visit, page: &Page, one: &StoredReport, result: &ResultReport) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().grant);
    let code = format!("take-report-{}", one.id);
    let again = page.typed.text("form") == code;
    let problems = page.problems(&code);
    let rows = result
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let mark = one.marks.get(at);
            let name = |field: &str| row_field("mark", at + 1, field);
            let value = |field: &str, stored: String| {
                if again {
                    page.typed.text(&name(field)).to_owned()
                } else {
                    stored
                }
            };
            let accepted = value("accepted", mark.map_or(line.eligible, |mark| mark.accepted).to_string());
            let comment = value("comment", mark.map(|mark| mark.comment.clone()).unwrap_or_default());
            view! {
                <tr>
                    <th scope="row">{line.description.clone()}</th>
                    <td data-number="">{yen(lang, line.eligible)}</td>
                    <td data-label=text.accepted>{cell(lang, name("accepted"), &accepted, true, &problems)}</td>
                    <td data-label=text.comment>{cell(lang, name("comment"), &comment, false, &problems)}</td>
                </tr>
            }
        })
        .collect_view();
    let id = format!("marks-{}", one.id);
    view! {
        <h3 class="kj-section__subtitle" id=id.clone()>{text.check_lines}</h3>
        <form class="kj-form" method="post" action=page.action(visit) novalidate=true>
            <input type="hidden" name="version" value=page.whole.version.to_string() />
            <input type="hidden" name="form" value=code />
            <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby=id>
                <table class="kj-table">
                    <thead>
                        <tr>
                            <th scope="col">{text.description}</th>
                            <th scope="col">{text.eligible}</th>
                            <th scope="col">{text.accepted}</th>
                            <th scope="col">{text.comment}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p><button class="kj-button" data-tone="primary" type="submit">{text.take_report}</button></p>
        </form>
    }
    .into_any()
}

/// All change requests.
pub(super) fn changes(visit: &Visit, page: &Page) -> Vec<AnyView> {
    page.changes.iter().map(|one| change(visit, page, one)).collect()
}

fn change(visit: &Visit, page: &Page, one: &StoredChange) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().grant);
    let title = format!("{}（{}）", one.content.kind.name(lang), one.state.name(lang));
    let can = page.checks(visit) || page.decides(visit);
    let forms = (can && one.state == ChangeState::Submitted).then(|| {
        let codes = ["approve-change", "reject-change", "return-change"].map(|code| format!("{code}-{}", one.id));
        let mut asks = paper(visit, false);
        let asked = one.content.yen.map(|amount| amount.to_string()).unwrap_or_default();
        asks.insert(2, ("yen", asked, Kind::Money, false));
        let approve = form(
            visit,
            page,
            (&codes[0], text.approve_change, text.approve_change_lead),
            "primary",
            asks,
        );
        let reject = form(
            visit,
            page,
            (&codes[1], text.reject_change, text.propose_lead),
            "danger",
            paper(visit, true),
        );
        let back = page.checks(visit).then(|| {
            let asks = vec![("reason", String::new(), Kind::Lines(1_000), true)];
            form(visit, page, (&codes[2], text.return_change, ""), "danger", asks)
        });
        view! {
            {approve}
            {reject}
            {back}
        }
    });
    view! {
        <section class="kj-section" id=format!("change-{}", one.id)>
            <h2 class="kj-section__title">{title}</h2>
            {change_view(visit, &page.whole, one)}
            {forms}
        </section>
    }
    .into_any()
}

/// The register.
pub(super) fn assets(visit: &Visit, page: &Page) -> Option<AnyView> {
    if page.assets.is_empty() {
        return None;
    }
    let text = visit.text().grant;
    let table = asset_table(visit, &page.assets, |_| ().into_any());
    let forms = page
        .assets
        .iter()
        .filter(|one| one.state == AssetState::Asked)
        .map(|one| asked(visit, page, one));
    let forms = page.decides(visit).then(|| forms.collect_view());
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.register}</h2>
                {table}
                {forms}
            </section>
        }
        .into_any(),
    )
}

fn asked(visit: &Visit, page: &Page, one: &StoredAsset) -> impl IntoView + use<> {
    let text = visit.text().grant;
    let [approve, reject] = ["approve-asset", "reject-asset"].map(|code| format!("{code}-{}", one.id));
    let yes = (text.approve_asset)(&one.asset.name);
    let no = (text.reject_asset)(&one.asset.name);
    let reason = vec![("reason", String::new(), Kind::Lines(1_000), true)];
    view! {
        {form(visit, page, (&approve, &yes, &one.reason), "primary", vec![])}
        {form(visit, page, (&reject, &no, ""), "danger", reason)}
    }
}
