//! `/my/applications/{id}/documents`: everything an application says as documents (PRNT-01, PRNT-02, PRNT-04): PDF for print,
//! XLSX where there are tables, and one ZIP of all with the attached files. They are made of the last submission; before the
//! first one, of the draft, and then every page says so.

mod archive;
mod budget;
mod cover;
mod data;
mod members;
mod plan;
mod sheet;
mod structure;

pub(super) use budget::amounts;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::application::SubmittedApplication;
use domain::consortium::panel::cap;
use domain::value::Instant;
use http::{HeaderValue, header};
use leptos::prelude::*;
use paper::{Block, Paper, write_pdf};
use store::Application;

use super::{back, get_application, head, heading, path};
use crate::component::{Notice, NoticeTone, plain_table};
use crate::document::respond;
use crate::page::programs::file_name;
use crate::page::programs::xlsx::CONTENT_TYPE;
use crate::text::application_document::{DocumentText, name};
use crate::{Failure, Site, Visit};

/// A document of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// 応募申請書.
    Cover,
    /// 事業計画書.
    Plan,
    /// 経費内訳書.
    Budget,
    /// 構成組合一覧.
    Members,
    /// 実施体制図.
    Structure,
    /// データの取扱いの確認票.
    Data,
}

impl Document {
    /// In the order of an application's folder.
    pub const ALL: &'static [Self] = &[
        Self::Cover,
        Self::Plan,
        Self::Budget,
        Self::Members,
        Self::Structure,
        Self::Data,
    ];

    /// The name of its file without the ending.
    const fn code(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Plan => "plan",
            Self::Budget => "budget",
            Self::Members => "members",
            Self::Structure => "structure",
            Self::Data => "data",
        }
    }

    /// Whether offices expect it as a workbook too.
    const fn has_workbook(self) -> bool {
        matches!(self, Self::Plan | Self::Budget | Self::Members | Self::Data)
    }
}

/// What documents are made of.
struct Source {
    content: SubmittedApplication,
    /// Where what was submitted can be compared, once it was.
    proof: Option<String>,
    now: Instant,
}

impl Source {
    /// Stands at the head of every page.
    fn mark(&self) -> String {
        match &self.proof {
            Some(_) => format!("受付番号 {}（第{}版）", self.content.number, self.content.version),
            None => "下書き（未提出）".to_owned(),
        }
    }

    /// The lead society.
    fn lead(&self) -> String {
        let lead = self.content.composition.lead();
        lead.map(|lead| lead.name.clone()).unwrap_or_default()
    }

    fn paper(&self, document: Document) -> Paper {
        let title = name(domain::Lang::Ja, document);
        let mut blocks = vec![Block::Title(title.to_owned())];
        blocks.extend(match document {
            Document::Cover => cover::blocks(self),
            Document::Plan => plan::blocks(self),
            Document::Budget => budget::blocks(self),
            Document::Members => members::blocks(self),
            Document::Structure => structure::blocks(self),
            Document::Data => data::blocks(self),
        });
        Paper {
            title: format!("{title}（{}）", self.content.content.plan.title),
            author: self.lead(),
            mark: self.mark(),
            made_at: self.now,
            blocks,
        }
    }
}

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_application(&site, &visit, &id).await?;
    let source = source(&site, &visit, &whole).await?;
    let (ready, sent) = (source.is_some(), source.is_some_and(|source| source.proof.is_some()));
    let prints = site.fonts.is_some();
    let title = DocumentText::of(visit.lang).title;
    let head = head(&visit, &whole, Some(title));
    let (shown, whole) = (visit.clone(), Arc::new(whole));
    respond(&site, &visit, head, move || view(&shown, &whole, (ready, sent, prints))).await
}

/// Hands out one file: `plan.pdf`, `budget.xlsx`, `all.zip`.
///
/// # Errors
/// As [`get`]; 404 for a file that there is not; 409 while the application has gaps, and for a PDF without fonts.
pub async fn file(
    State(site): State<Site>,
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let whole = get_application(&site, &visit, &id).await?;
    let source = source(&site, &visit, &whole).await?;
    if file == "all.zip" {
        return archive::respond(&site, &visit, &whole, source.ok_or(Failure::NotNow)?).await;
    }
    let (code, ending) = file.split_once('.').ok_or(Failure::NotFound)?;
    let document = Document::ALL.iter().find(|document| document.code() == code);
    let document = *document.ok_or(Failure::NotFound)?;
    let paper = match ending {
        "pdf" => source.ok_or(Failure::NotNow)?.paper(document),
        "xlsx" if document.has_workbook() => source.ok_or(Failure::NotNow)?.paper(document),
        _ => return Err(Failure::NotFound),
    };
    let title = paper.title.clone();
    let fonts = site.fonts.clone();
    let is_pdf = ending == "pdf";
    let written = tokio::task::spawn_blocking(move || match (is_pdf, fonts) {
        (true, Some(fonts)) => write_pdf(&paper, &fonts).map_err(|error| Failure::fault(error.to_string())),
        (true, None) => Err(Failure::NotNow),
        (false, _) => sheet::write(&paper).map_err(|error| Failure::fault(error.to_string())),
    });
    let bytes = written.await.map_err(|error| Failure::fault(error.to_string()))??;
    let kind = if is_pdf { "application/pdf" } else { CONTENT_TYPE };
    let ending = if is_pdf { "pdf" } else { "xlsx" };
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, file_name(&visit, &title, ending)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, bytes).into_response())
}

/// The last submission, or the draft as it would be submitted now; nothing while it has gaps.
async fn source(site: &Site, visit: &Visit, whole: &Application) -> Result<Option<Source>, Failure> {
    let now = site.now();
    if let Some(last) = site.store.list_submissions(whole.id).await?.into_iter().next() {
        let address = visit.href(&format!("{}/submitted", path(whole.id)));
        return Ok(Some(Source {
            content: last.content,
            proof: Some(format!(
                "{}（SHA-256: {}）",
                crate::link::absolute(site, &address),
                last.sha256
            )),
            now,
        }));
    }
    Ok(draft(visit, whole, now).map(|content| Source {
        content,
        proof: None,
        now,
    }))
}

fn draft(visit: &Visit, whole: &Application, now: Instant) -> Option<SubmittedApplication> {
    let content = whole.read().clean().ok()?;
    let composition = whole.consortium.snapshot(visit.today);
    let call = &whole.call.call;
    let sheet = content.budget.sheet(call, cap(&composition, call))?;
    Some(SubmittedApplication {
        number: String::new(),
        version: 0,
        at: now,
        approver: String::new(),
        preparer: whole
            .prepared_by
            .as_ref()
            .map(|(_, name)| name.clone())
            .unwrap_or_default(),
        call: whole.call.id,
        call_code: call.code.clone(),
        year: call.year,
        call_title: call.title.clone(),
        call_version: whole.call.version,
        lead: whole.lead,
        consortium: whole.consortium.id,
        consortium_name: whole.consortium.plan.name.clone(),
        composition,
        content,
        sheet,
        papers: Vec::new(),
        questions: whole.questions.clone(),
        form: whole.form.clone(),
    })
}

fn view(visit: &Visit, whole: &Application, (ready, sent, prints): (bool, bool, bool)) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, DocumentText::of(visit.lang));
    let here = visit.href(&format!("{}/documents", path(whole.id)));
    let rows = Document::ALL
        .iter()
        .map(|document| {
            let title = name(lang, *document);
            let link = |ending: &'static str, kind: &'static str| {
                let href = format!("{here}/{}.{ending}", document.code());
                let label = format!("{title}（{kind}）");
                view! { <a href=href download="">{label}</a> }
            };
            view! {
                <tr>
                    <th scope="row">{title}</th>
                    <td>{prints.then(|| link("pdf", "PDF"))}</td>
                    <td>{document.has_workbook().then(|| link("xlsx", "XLSX"))}</td>
                </tr>
            }
        })
        .collect_view();
    let body = if ready {
        view! {
            <p id="documents-title">{if sent { text.of_submission } else { text.of_draft }}</p>
            {plain_table("documents-title", [text.document, text.pdf, text.xlsx], rows)}
            <p class="kj-actions">
                <a class="kj-button" data-tone="outline" href=format!("{here}/all.zip") download="">{text.zip}</a>
            </p>
            <p class="kj-note">{text.zip_lead}</p>
        }
        .into_any()
    } else {
        let check = visit.href(&format!("{}/check", path(whole.id)));
        let label = visit.text().application.check;
        view! {
            <Notice lang tone=NoticeTone::Info title=text.gaps>
                <p><a href=check>{label}</a></p>
            </Notice>
        }
        .into_any()
    };
    let none = (!prints).then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.no_fonts /> });
    view! {
        {back(visit, whole)}
        {heading(visit, whole, text.title)}
        {none}
        {body}
    }
}
