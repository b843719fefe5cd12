//! `/my/applications/{id}/budget.xlsx`: the budget as a workbook, and a filled-in one read back (BUDG-06). Every cell is text
//! exactly as it was typed, so that writing and reading back changes nothing and no cell is a formula.

use std::io::Cursor;

use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use calamine::{Data, Reader as _, Xlsx};
use domain::application::{ApplicationForm, Section, Table};
use domain::budget::{BudgetForm, LineForm, MOST_LINES, ShareForm};
use domain::code::{ContractMethod, CostItem, CostSharing, TaxMode};
use domain::rows::Row as _;
use http::{HeaderValue, header};
use leptos::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use store::{Application, SavedSection, section_fingerprint};

use super::save::get_editable;
use super::section::{Page, open};
use super::{budget, get_application, path, section_path};
use crate::page::programs::file_name;
use crate::page::programs::xlsx::CONTENT_TYPE;
use crate::text::application_field as words;
use crate::{Failure, Site, Visit};

/// Largest workbook that is read, in bytes.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// The sheets, by the part of the budget that they hold.
const SHEETS: [&str; 3] = ["head", "lines", "shares"];

/// Gives out the workbook with what is stored.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_application(&site, &visit, &id).await?;
    let bytes = write(&visit, &whole).map_err(|error| Failure::fault(format!("writing a workbook: {error}")))?;
    let name = format!("{}_{}", whole.title(), words::section(visit.lang, Section::Budget).0);
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE)),
        (header::CONTENT_DISPOSITION, file_name(&visit, &name, "xlsx")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, bytes).into_response())
}

/// Reads a filled-in workbook; it takes the place of the whole budget.
///
/// # Errors
/// As [`get`]; 403; 409 when it cannot be edited; 413.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    upload: Multipart,
) -> Result<Response, Failure> {
    let whole = get_editable(&site, &visit, &id).await?;
    let bytes = receive(upload).await?;
    let stored = whole.form.clone();
    let read = tokio::task::spawn_blocking(move || read(&bytes, &stored));
    let read = read.await.map_err(|error| Failure::fault(error.to_string()))?;
    let Some(form) = read else {
        let page = open(&site, &visit, &id, Section::Budget.code()).await?;
        return budget::show(&site, &visit, page, Some(visit.text().application.xlsx_wrong)).await;
    };
    let base = section_fingerprint(&whole.form, Section::Budget);
    let saved = site
        .store
        .save_application(&visit.actor, whole.id, (Section::Budget, &base), &form, false)
        .await?;
    if saved == SavedSection::Changed {
        return Err(Failure::Stale);
    }
    let target = format!("{}?read", section_path(whole.id, Section::Budget));
    Ok(Redirect::to(&visit.href(&target)).into_response())
}

async fn receive(mut upload: Multipart) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(mut field) = upload
        .next_field()
        .await
        .map_err(|error| Failure::Http(error.status()))?
    {
        if field.name() != Some("file") {
            continue;
        }
        while let Some(piece) = field.chunk().await.map_err(|error| Failure::Http(error.status()))? {
            if bytes.len() + piece.len() > MOST_BYTES {
                return Err(Failure::Http(http::StatusCode::PAYLOAD_TOO_LARGE));
            }
            bytes.extend_from_slice(&piece);
        }
    }
    Ok(bytes)
}

/// What a code is called in a workbook, and the other way round.
fn shown(field: &str, value: &str) -> String {
    let name = match field {
        "item" => CostItem::from_code(value).map(|it| it.name(domain::Lang::Ja)),
        "contract" => ContractMethod::from_code(value).map(|it| it.name(domain::Lang::Ja)),
        "tax" => TaxMode::from_code(value).map(|it| it.name(domain::Lang::Ja)),
        "sharing" => CostSharing::from_code(value).map(|it| it.name(domain::Lang::Ja)),
        "eligible" if value == "1" => Some("○"),
        _ => None,
    };
    name.map_or_else(|| value.to_owned(), str::to_owned)
}

fn meant(field: &str, cell: &str) -> String {
    let code = match field {
        "item" => CostItem::from_label(cell).map(CostItem::code),
        "contract" => ContractMethod::from_label(cell).map(ContractMethod::code),
        "tax" => TaxMode::from_label(cell).map(TaxMode::code),
        "sharing" => CostSharing::from_label(cell).map(CostSharing::code),
        "eligible" if ["○", "〇", "◯", "対象", "1"].contains(&cell.trim()) => Some("1"),
        "eligible" => Some(""),
        _ => None,
    };
    code.map_or_else(|| cell.to_owned(), str::to_owned)
}

fn write(visit: &Visit, whole: &Application) -> Result<Vec<u8>, XlsxError> {
    let lang = visit.lang;
    let form = &whole.form;
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let heads = |fields: &[&str], table: Option<Table>| -> Vec<String> {
        let label = |field: &&str| match table {
            Some(table) => words::column(lang, table, field).label.to_owned(),
            None => words::field(lang, field).label.to_owned(),
        };
        fields.iter().map(label).collect()
    };
    let [head, lines, shares] = SHEETS;
    let sheet = workbook.add_worksheet().set_name(head)?;
    for (at, (field, label)) in (0..).zip(BudgetForm::FIELDS.iter().zip(heads(BudgetForm::FIELDS, None))) {
        sheet.write_string_with_format(at, 0, &label, &bold)?;
        sheet.write_string(at, 1, shown(field, form.budget.text(field)))?;
    }
    let sheet = workbook.add_worksheet().set_name(lines)?;
    let rows: Vec<Vec<String>> = form
        .lines
        .iter()
        .map(|line| {
            LineForm::FIELDS
                .iter()
                .map(|field| shown(field, line.text(field)))
                .collect()
        })
        .collect();
    fill(sheet, &heads(LineForm::FIELDS, Some(Table::Lines)), &rows, &bold)?;
    let sheet = workbook.add_worksheet().set_name(shares)?;
    let rows: Vec<Vec<String>> = form
        .shares
        .iter()
        .map(|share| {
            let name = share
                .organisation
                .parse()
                .ok()
                .and_then(|id| whole.consortium.place(id));
            let name = name.map(|place| place.name.clone()).unwrap_or_default();
            vec![share.organisation.clone(), share.yen.clone(), name]
        })
        .collect();
    let mut labels = heads(ShareForm::FIELDS, Some(Table::Shares));
    labels.push(visit.text().consortium.name.to_owned());
    fill(sheet, &labels, &rows, &bold)?;
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, heads: &[String], rows: &[Vec<String>], bold: &Format) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    for (at, label) in (0..).zip(heads) {
        sheet.write_string_with_format(0, at, label, bold)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (at, cell) in (0..).zip(cells) {
            if !cell.is_empty() {
                sheet.write_string(row, at, cell)?;
            }
        }
    }
    Ok(())
}

/// The stored form with the budget of the workbook; none when it is no workbook of this form.
fn read(bytes: &[u8], stored: &ApplicationForm) -> Option<ApplicationForm> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
    let mut cells = |name: &str| -> Option<Vec<Vec<String>>> {
        let range = book.worksheet_range(name).ok()?;
        // A sheet that begins below or beside its first cell is filled up, so that columns keep their places.
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = vec![Vec::new(); usize::try_from(top).ok()?];
        rows.extend(range.rows().take(MOST_LINES + 1).map(|row| {
            let mut texts = vec![String::new(); usize::try_from(left).unwrap_or_default()];
            texts.extend(row.iter().map(text));
            texts
        }));
        Some(rows)
    };
    let [head, lines, shares] = SHEETS;
    let (head, lines, shares) = (cells(head)?, cells(lines)?, cells(shares)?);
    let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
    let mut form = stored.clone();
    let pairs: Vec<_> = BudgetForm::FIELDS
        .iter()
        .zip(&head)
        .map(|(field, row)| (*field, meant(field, &cell(row, 1))))
        .collect();
    if pairs.len() < BudgetForm::FIELDS.len() {
        return None;
    }
    form.budget.replace(
        BudgetForm::FIELDS,
        pairs.iter().map(|(field, value)| (*field, value.as_str())),
    );
    form.lines = lines
        .iter()
        .skip(1)
        .map(|row| {
            let mut line = LineForm::default();
            for (at, field) in LineForm::FIELDS.iter().enumerate() {
                line.put(field, &meant(field, &cell(row, at)));
            }
            line
        })
        .filter(|line| !line.is_blank())
        .collect();
    // Who belongs to the consortium is not decided in a workbook.
    for share in &mut form.shares {
        let row = shares.iter().skip(1).find(|row| cell(row, 0) == share.organisation);
        if let Some(row) = row {
            share.yen = cell(row, 1);
        }
    }
    Some(form)
}

/// A cell as text; whole numbers without a fraction, as a person would type them.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(number) => number.to_string(),
        other => other.to_string(),
    }
}

/// The two ways: to get it, and to read one back.
pub(super) fn view(visit: &Visit, page: &Page, wrong: Option<&'static str>) -> impl IntoView + use<> {
    let text = visit.text().application;
    let address = visit.href(&format!("{}/budget.xlsx", path(page.whole.id)));
    let invalid = wrong.map(|_| "true");
    let error = wrong.map(|wrong| view! { <p class="kj-field__error" id="file-error">"＊"{wrong}</p> });
    view! {
        <section class="kj-section" aria-labelledby="xlsx-title">
            <h2 class="kj-section__title" id="xlsx-title">{text.xlsx}</h2>
            <p>{text.xlsx_lead}</p>
            <p><a href=address.clone() download="">{text.xlsx_get}</a></p>
            <form class="kj-form" method="post" action=address enctype="multipart/form-data">
                <div class="kj-field">
                    <label class="kj-field__label" for="file">{text.xlsx_file}</label>
                    {error}
                    <input
                        class="kj-input"
                        type="file"
                        id="file"
                        name="file"
                        accept=".xlsx"
                        aria-invalid=invalid
                        aria-describedby=wrong.map(|_| "file-error")
                    />
                </div>
                <button class="kj-button" data-tone="outline" type="submit">{text.xlsx_put}</button>
            </form>
        </section>
    }
}
