//! `/my/applications/{id}/submitted.pdf`: the receipt on paper (PRNT-03, FORM-17): number, moment, hash, who prepared and
//! approved, the societies, the amounts and the files. It is made from what was submitted, never from what is typed now.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::Lang;
use domain::application::SubmittedApplication;
use domain::value::grouped;
use http::{HeaderValue, header};
use paper::{Block, Column, Paper, Table, write_pdf};
use store::Submission;

use super::documents::amounts;
use super::submitted::load;
use crate::page::programs::file_name;
use crate::{Failure, Site, Visit};

/// Gives out the receipt.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's, before the first submission, and where the fonts of
/// documents are not installed.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (_, last) = load(&site, &visit, &id).await?;
    let fonts = site.fonts.clone().ok_or(Failure::NotFound)?;
    let name = format!("{}_{}", last.content.number, last.version);
    let paper = receipt(&last);
    let written = tokio::task::spawn_blocking(move || write_pdf(&paper, &fonts));
    let written = written.await.map_err(|error| Failure::fault(error.to_string()))?;
    let bytes = written.map_err(|error| Failure::fault(error.to_string()))?;
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, file_name(&visit, &name, "pdf")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, bytes).into_response())
}

/// The receipt, in Japanese like all official papers.
fn receipt(last: &Submission) -> Paper {
    let content = &last.content;
    let lead = content.composition.lead();
    let lead = lead.map(|lead| lead.name.clone()).unwrap_or_default();
    let mut blocks = vec![
        Block::Title("応募受付の控え".to_owned()),
        Block::Right(content.at.format_jst(Lang::Ja)),
        Block::Text(format!("次の応募を受け付けました。受付番号は{}です。", content.number)),
        facts(last, &lead),
        Block::Heading("1　構成組合".to_owned()),
        societies(content),
        Block::Heading("2　補助所要額の計算".to_owned()),
        amounts(content),
    ];
    if !content.papers.is_empty() {
        blocks.push(Block::Heading("3　添付書類".to_owned()));
        blocks.push(files(content));
    }
    Paper {
        title: format!("応募受付の控え（{}）", content.number),
        author: lead,
        mark: format!("受付番号 {}（第{}版）", content.number, last.version),
        made_at: content.at,
        blocks,
    }
}

fn facts(last: &Submission, lead: &str) -> Block {
    let content = &last.content;
    let (from, to) = content.content.plan.period;
    let preparer = match content.preparer.as_str() {
        "" => "－".to_owned(),
        name => name.to_owned(),
    };
    Block::Table(Table::facts(
        "",
        vec![
            ("受付番号", content.number.clone()),
            ("受付日時", content.at.format_jst(Lang::Ja)),
            ("公募", content.call_title.clone()),
            ("事業名", content.content.plan.title.clone()),
            ("代表組合", lead.to_owned()),
            ("コンソーシアム", content.consortium_name.clone()),
            (
                "実施期間",
                format!("{}から{}まで", from.format(Lang::Ja), to.format(Lang::Ja)),
            ),
            ("作成者", preparer),
            ("承認者", content.approver.clone()),
            ("提出内容のハッシュ値（SHA-256）", last.sha256.clone()),
        ],
    ))
}

fn societies(content: &SubmittedApplication) -> Block {
    let rows = content
        .composition
        .present()
        .map(|insurer| {
            let members = insurer.members.map(|members| members.to_string());
            vec![
                insurer.name.clone(),
                insurer.role.name(Lang::Ja).to_owned(),
                members.unwrap_or_default(),
                insurer.terms.share.to_string(),
            ]
        })
        .collect();
    let caption = format!("基準日 {}", content.composition.reference.format(Lang::Ja));
    let columns = vec![
        Column::left("組合", 6),
        Column::left("役割", 2),
        Column::right("加入者数（人）", 2),
        Column::right("負担額（円）", 2),
    ];
    Block::Table(Table::new(&caption, columns, rows))
}

fn files(content: &SubmittedApplication) -> Block {
    let rows = content
        .papers
        .iter()
        .map(|file| {
            vec![
                file.paper.name(Lang::Ja).to_owned(),
                file.name.clone(),
                grouped(file.bytes),
                file.sha256.clone(),
            ]
        })
        .collect();
    let columns = vec![
        Column::left("書類", 2),
        Column::left("ファイル名", 4),
        Column::right("バイト数", 2),
        Column::left("ハッシュ値（SHA-256）", 4),
    ];
    Block::Table(Table::new("", columns, rows))
}
