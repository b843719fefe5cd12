//! Saving a section from its page: the same for texts, tables and the budget. Whatever is typed is saved first (FORM-03).
//! Buttons that add or remove a row save as well (BUDG-01).

use axum::Json;
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::{ApplicationForm, Part, Section, Table};
use domain::questionnaire::Answers;
use domain::rows::row_field;
use http::{HeaderMap, HeaderName, StatusCode, header};
use store::{Application, SavedSection, section_fingerprint};

use super::{edits, foot, get_application, path, questions};
use crate::island::autosave::{AUTOSAVE_HEADER, Saved};
use crate::page::{FormPairs, conflict};
use crate::{Failure, Site, Visit};

/// The answer to an autosave is for this moment only.
const NO_STORE: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// What a posted section came to.
pub(super) enum Posted {
    /// The answer to an autosave.
    Answered(Box<Response>),
    /// Stored.
    Stored,
    /// Somebody else has changed it meanwhile: the application as stored and the form as typed.
    Changed(Box<(Application, ApplicationForm)>),
}

/// What the address asks for beside saving.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    /// To the list afterwards.
    pub list: bool,
    /// One more row in a table.
    pub add: Option<Table>,
    /// Without this row.
    pub remove: Option<(Table, usize)>,
}

impl Wish {
    /// `then=list`, `add=kpi` or `remove=kpi2`.
    pub fn of(query: &str) -> Self {
        let mut wish = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "then" => wish.list = value == "list",
                "add" => wish.add = table(&value),
                "remove" => wish.remove = row(&value),
                _ => {}
            }
        }
        wish
    }
}

fn table(name: &str) -> Option<Table> {
    Table::ALL.iter().copied().find(|table| table.name() == name)
}

fn row(name: &str) -> Option<(Table, usize)> {
    let at = name.find(|c: char| c.is_ascii_digit())?;
    let (named, number) = name.split_at(at);
    Some((table(named)?, number.parse().ok()?))
}

/// The application of an address whose texts the visitor can change now.
pub(super) async fn get_editable(site: &Site, visit: &Visit, id: &str) -> Result<Application, Failure> {
    let whole = get_application(site, visit, id).await?;
    if !super::writes(visit, &whole) {
        return Err(Failure::Forbidden);
    }
    if edits(visit, &whole) {
        Ok(whole)
    } else {
        Err(Failure::NotNow)
    }
}

/// Saves what was posted.
pub(super) async fn save(
    site: &Site,
    visit: &Visit,
    id: &str,
    code: &str,
    (headers, pairs): (&HeaderMap, &FormPairs),
) -> Result<Posted, Failure> {
    let whole = get_editable(site, visit, id).await?;
    let (part, mut form) = posted_part(site, &whole, code, pairs).await?;
    let wish = Wish::of(&visit.query);
    let chosen = conflict::chosen(pairs);
    let theirs = chosen
        .iter()
        .flat_map(|(field, values)| values.iter().map(move |value| (*field, *value)));
    let gone = wish.remove.map(|(table, row)| row_field(table.name(), row, ""));
    let mine = pairs
        .iter()
        .filter(|(name, _)| chosen.iter().all(|(field, _)| field != name));
    let posted: Vec<_> = mine
        .chain(theirs)
        .filter(|(name, _)| gone.as_ref().is_none_or(|gone| !name.starts_with(gone.as_str())))
        .collect();
    form.replace(&part, &posted);
    let silent = headers.contains_key(AUTOSAVE_HEADER);
    let base = pairs.text("base");
    let saved = site
        .store
        .save_application(&visit.actor, whole.id, (&part, base), &form, silent)
        .await?;
    let now = get_application(site, visit, id).await?;
    let user = visit.require_user()?.id;
    match saved {
        SavedSection::Stored if silent => {
            site.store.note_application_editing(now.id, &part, user).await?;
            let words = (visit.text().register.saved_at)(&now.updated_at.time_jst().to_string());
            let amounts = if part == Part::Section(Section::Budget) {
                foot::live(visit, &now, pairs)
            } else {
                Vec::new()
            };
            Ok(answer(StatusCode::OK, &now, &part, words, amounts))
        }
        // The page that was filled in may be gone; the task list says what has changed.
        SavedSection::Stored if is_renewed(&form, &now) => {
            let home = visit.href(&path(now.id));
            Ok(Posted::Answered(Box::new(Redirect::to(&home).into_response())))
        }
        SavedSection::Stored => Ok(Posted::Stored),
        SavedSection::Changed if silent => {
            let words = visit.text().register.stale_title.to_owned();
            Ok(answer(StatusCode::CONFLICT, &now, &part, words, Vec::new()))
        }
        SavedSection::Changed => Ok(Posted::Changed(Box::new((now, form)))),
    }
}

/// The page that was filled in and the form it belongs to. Answers may have been typed on a page of an earlier version of the
/// questions; then they are read as answers to that version, and the store lets them follow (FORM-08).
async fn posted_part(
    site: &Site,
    whole: &Application,
    code: &str,
    pairs: &FormPairs,
) -> Result<(Part, ApplicationForm), Failure> {
    let mut form = whole.form.clone();
    let number = pairs.text(questions::VERSION).parse().unwrap_or(whole.questions.number);
    if Section::from_code(code).is_some() || number == whole.questions.number {
        return Ok((whole.part(code).ok_or(Failure::NotFound)?, form));
    }
    let versions = site.store.list_form_versions(whole.call.id).await?;
    let version = versions.into_iter().find(|version| version.number == number);
    let section = version.as_ref().and_then(|version| version.form.section(code));
    let part = Part::from(section.ok_or(Failure::NotFound)?);
    form.answers = Answers::to(number);
    Ok((part, form))
}

/// Whether the questions were renewed while somebody was answering them.
fn is_renewed(form: &ApplicationForm, now: &Application) -> bool {
    form.answers.version != now.form.answers.version
}

fn answer(
    status: StatusCode,
    whole: &Application,
    part: &Part,
    words: String,
    amounts: Vec<(String, String)>,
) -> Posted {
    let base = section_fingerprint(&whole.form, part);
    let saved = Saved { base, words, amounts };
    Posted::Answered(Box::new((status, NO_STORE, Json(saved)).into_response()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 住所から行の追加と削除がわかる() {
        assert_eq!(Wish::of("remove=kpi12").remove, Some((Table::Kpis, 12)));
        assert_eq!(Wish::of("add=line&then=list").add, Some(Table::Lines));
        assert!(Wish::of("then=list").list);
        assert_eq!(Wish::of("remove=kpi&add=nothing"), Wish::default());
    }
}
