//! The office's decisions about a grant on paper: 交付決定通知書, 変更承認, 額の確定通知書, 決定取消通知書, 返還命令書, each
//! with number and date, made from what was decided and never from what is typed now.

use axum::response::{IntoResponse, Response};
use domain::Lang;
use domain::amount::Settlement;
use domain::grant_case::{GrantStep, Proposal, Report, ReturnCause};
use domain::value::Yen;
use http::{HeaderValue, header};
use leptos::prelude::*;
use paper::{Block, Item, Paper, Table, write_pdf};
use store::{GrantEvent, StoredGrant, StoredReport};

use super::record::step_name;
use crate::page::my::applications::notice::sender;
use crate::page::programs::file_name;
use crate::{Failure, Site, Visit};

/// The title of a decision's paper; none for steps that are not decisions.
fn title(event: &GrantEvent) -> Option<&'static str> {
    match (event.kind.as_str(), event.step.as_str()) {
        ("case", "decide") => Some("交付決定通知書"),
        ("case", "refuse") => Some("不交付決定通知書"),
        ("case", "fix-amount" | "refix") => Some("額の確定通知書"),
        ("case", "cancel-part" | "cancel-all") => Some("交付決定取消通知書"),
        ("case", "order-return" | "order-tax-return") => Some("返還命令書"),
        ("change", "approve") => Some("変更承認通知書"),
        ("change", "reject") => Some("変更不承認通知書"),
        _ => None,
    }
}

/// The decision behind an event, with the title of its paper.
fn decision(event: &GrantEvent) -> Option<(&'static str, Proposal)> {
    let title = title(event)?;
    let proposal = serde_json::from_str(event.content.as_deref()?).ok()?;
    Some((title, proposal))
}

/// The papers of a grant as a list of links.
pub(in crate::page) fn decisions(visit: &Visit, base: &str, events: &[GrantEvent], has_fonts: bool) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().grant);
    let items: Vec<_> = events
        .iter()
        .filter_map(|event| {
            let (title, proposal) = decision(event)?;
            let name = match lang {
                Lang::Ja => title.to_owned(),
                Lang::En => format!("{title} ({})", step_name(lang, event)),
            };
            let label = format!("{name}　{}　{}", proposal.number, proposal.day.format(lang));
            let href = visit.href(&format!("{base}/notices/{}", event.id));
            let shown = if has_fonts {
                view! { <a href=href>{label} " (PDF)"</a> }.into_any()
            } else {
                label.into_any()
            };
            Some(view! { <li>{shown}</li> })
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.notices}</h2>
                <ul class="kj-prose">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

/// The paper of an event of this grant.
///
/// # Errors
/// 404 when that event is no decision.
pub(in crate::page) async fn find_paper(site: &Site, whole: &StoredGrant, event: &str) -> Result<Paper, Failure> {
    let id: i64 = event.parse().map_err(|_| Failure::NotFound)?;
    let events = site.store.list_grant_events(whole.id).await?;
    let event = events.iter().find(|event| event.id == id).ok_or(Failure::NotFound)?;
    let (title, proposal) = decision(event).ok_or(Failure::NotFound)?;
    let reports = site.store.list_grant_reports(whole.id).await?;
    Ok(make(whole, event, title, &proposal, settled(&reports)))
}

fn settled(reports: &[StoredReport]) -> Option<Settlement> {
    let result = |report: &&StoredReport| matches!(report.content, Some(Report::Result(_)));
    reports.iter().find(result).and_then(|report| report.settlement)
}

/// Hands it out as PDF.
///
/// # Errors
/// 404 where the fonts of documents are not installed.
pub(in crate::page) async fn hand_out(site: &Site, visit: &Visit, paper: Paper) -> Result<Response, Failure> {
    let fonts = site.fonts.clone().ok_or(Failure::NotFound)?;
    let name = paper.title.clone();
    let written = tokio::task::spawn_blocking(move || write_pdf(&paper, &fonts));
    let written = written.await.map_err(|error| Failure::fault(error.to_string()))?;
    let bytes = written.map_err(|error| Failure::fault(error.to_string()))?;
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, file_name(visit, &name, "pdf")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, bytes).into_response())
}

fn make(
    whole: &StoredGrant,
    event: &GrantEvent,
    title: &'static str,
    proposal: &Proposal,
    settled: Option<Settlement>,
) -> Paper {
    let mut blocks = vec![
        Block::Title(title.to_owned()),
        Block::Right(proposal.number.clone()),
        Block::Right(proposal.day.format(Lang::Ja)),
        Block::Text(format!("{}　殿", whole.lead_name)),
    ];
    blocks.extend(sender(&whole.call));
    blocks.extend([
        Block::Text(words(whole, event, proposal)),
        Block::Table(Table::facts("", facts(whole, event, proposal))),
    ]);
    let is_fixed = matches!(event.step.as_str(), "fix-amount" | "refix");
    if let Some(settled) = settled.filter(|_| is_fixed) {
        blocks.push(Block::Heading("精算額の計算".to_owned()));
        blocks.push(Block::Table(Table::facts("", calculation(&settled))));
    }
    if !proposal.conditions.is_empty() {
        blocks.push(Block::Heading("交付の条件".to_owned()));
        let items = proposal.conditions.iter().enumerate();
        blocks.push(Block::Items(
            items
                .map(|(at, line)| Item::new((at + 1).to_string(), line.clone()))
                .collect(),
        ));
    }
    if !proposal.reason.is_empty() {
        blocks.push(Block::Heading("理由".to_owned()));
        blocks.push(Block::Text(proposal.reason.clone()));
    }
    if event.step == "decide"
        && let Some(until) = whole.withdraw_until
    {
        blocks.push(Block::Note(format!(
                "この決定の内容または条件に不服があるときは、{}までに申請を取り下げることができます（補助金等に係る予算の執行の適正化に関する法律第9条）。",
                until.format(Lang::Ja)
            )));
    }
    if matches!(event.step.as_str(), "order-return" | "order-tax-return") {
        blocks.push(Block::Note(
            "納期日までに納付されないときは、納期日の翌日から納付の日までの日数に応じ、年10.95%の割合で計算した延滞金を納付していただきます（同法第19条）。"
                .to_owned(),
        ));
    }
    blocks.push(Block::Heading("決裁の記録".to_owned()));
    let approver = event.actor.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    blocks.push(Block::Table(Table::facts(
        "",
        vec![
            ("起案者", proposal.by_name.clone()),
            ("決裁者", approver),
            ("決裁日時", event.at.format_jst(Lang::Ja)),
        ],
    )));
    Paper {
        title: format!("{title}（{}）", proposal.number),
        author: whole.lead_name.clone(),
        mark: format!("受付番号 {}　{}", whole.file.number, proposal.number),
        made_at: event.at,
        blocks,
    }
}

/// The decision in one sentence, with its article.
fn words(whole: &StoredGrant, event: &GrantEvent, proposal: &Proposal) -> String {
    let program = format!("「{}」（{}）", whole.file.title, whole.call.call.title);
    let law = "補助金等に係る予算の執行の適正化に関する法律";
    let article = GrantStep::from_code(&event.step).and_then(GrantStep::article);
    let by = article
        .map(|article| format!("{law}第{article}条に基づき、"))
        .unwrap_or_default();
    match (event.kind.as_str(), event.step.as_str()) {
        ("case", "decide") => {
            format!("交付の申請があった{program}について、{by}次のとおり補助金の交付を決定したので通知します。")
        }
        ("case", "refuse") => {
            format!("交付の申請があった{program}について、{by}交付しないことを決定したので通知します。")
        }
        ("case", "fix-amount" | "refix") => {
            format!("実績の報告があった{program}について、{by}補助金の額を次のとおり確定したので通知します。")
        }
        ("case", "cancel-all") => format!("{program}に対する交付の決定を、{by}全部取り消したので通知します。"),
        ("case", "cancel-part") => format!("{program}に対する交付の決定を、{by}一部取り消したので通知します。"),
        ("case", "order-return") => format!("{program}に対する補助金について、{by}次のとおり返還を命じます。"),
        ("case", "order-tax-return") => format!(
            "{program}に対する補助金について、報告のあった消費税及び地方消費税に係る仕入控除税額に相当する額を、交付の条件に基づき、次のとおり返還することを命じます。"
        ),
        ("change", "reject") => format!("{program}について申請のあった変更は、承認しないこととしたので通知します。"),
        _ => {
            let amount = proposal
                .yen
                .map(|_| "あわせて、交付決定額を次のとおり変更します。")
                .unwrap_or_default();
            format!("{program}について申請のあった変更を、{law}第7条に基づき承認したので通知します。{amount}")
        }
    }
}

fn facts(whole: &StoredGrant, event: &GrantEvent, proposal: &Proposal) -> Vec<(&'static str, String)> {
    let yen = |amount: Yen| format!("{amount}円");
    let (from, to) = whole.file.period;
    let mut rows = vec![
        ("受付番号", whole.file.number.clone()),
        ("事業名", whole.file.title.clone()),
        ("補助事業者", whole.lead_name.clone()),
    ];
    let amount = match event.step.as_str() {
        "decide" => Some("交付決定額"),
        "fix-amount" | "refix" => Some("確定額"),
        "cancel-part" => Some("取消し後の交付決定額"),
        "order-return" | "order-tax-return" => Some("返還を命じる額"),
        "approve" => Some("変更後の交付決定額"),
        _ => None,
    };
    if event.step == "decide" {
        if let Some(content) = &whole.file.content {
            rows.push(("交付申請額", yen(content.yen)));
        }
        rows.push((
            "事業期間",
            format!("{}から{}まで", from.format(Lang::Ja), to.format(Lang::Ja)),
        ));
    }
    if let Some((name, yen_of)) = amount.zip(proposal.yen) {
        rows.push((name, yen(yen_of)));
    }
    if event.step == "cancel-all" {
        rows.push(("取消し後の交付決定額", yen(Yen::ZERO)));
    }
    if let Some(due) = proposal.due {
        rows.push(("納期日", due.format(Lang::Ja)));
        if event.step == "order-return" && whole.file.cause == Some(ReturnCause::Cancelled) {
            rows.push((
                "加算金",
                "補助金の受領の日から納付の日までの日数に応じ、年10.95%（日に0.03%）の割合で計算した額".to_owned(),
            ));
        }
    }
    rows
}

fn calculation(settled: &Settlement) -> Vec<(&'static str, String)> {
    let yen = |amount: Yen| format!("{amount}円");
    let worked = &settled.worked;
    vec![
        ("対象経費（認めた額）", yen(worked.eligible)),
        ("総事業費から収入を引いた額", yen(worked.net)),
        ("上限額", worked.cap.map_or_else(|| "なし".to_owned(), yen)),
        ("選定額", yen(worked.base)),
        ("補助率", worked.rate.to_string()),
        ("補助所要額", yen(worked.grant)),
        ("交付決定額", yen(settled.decided)),
        ("確定額", yen(settled.fixed)),
        ("不用額", yen(settled.unused)),
        ("支払済額", yen(settled.paid)),
    ]
}
