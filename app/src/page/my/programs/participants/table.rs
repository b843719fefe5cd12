//! The columns of the list as a file: CSV and XLSX show the same.

use domain::Lang;
use store::Participation;

use crate::Visit;
use crate::page::label;
use crate::text::joining::field;

/// The headings.
pub(super) fn headings(visit: &Visit) -> Vec<String> {
    let (text, lang) = (visit.text().joining, visit.lang);
    [
        visit.text().output.column_number,
        text.col_society,
        text.col_members,
        text.small_mark,
        text.col_state,
        text.col_asked,
        text.col_since,
        text.col_people,
        field(lang, "department").label,
        field(lang, "name").label,
        field(lang, "tel").label,
        field(lang, "email").label,
        field(lang, "note").label,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The cells of a row; numbers of insurers keep their zeros, so everything is text but counts.
pub(super) fn cells(lang: Lang, one: &Participation) -> Vec<String> {
    let request = &one.request;
    vec![
        one.society.number.clone().unwrap_or_default(),
        one.society.name.clone(),
        one.society.members.map(|it| it.get().to_string()).unwrap_or_default(),
        one.society
            .is_small()
            .map(|small| u8::from(small).to_string())
            .unwrap_or_default(),
        one.state.name(lang).to_owned(),
        one.requested_at.iso_jst(),
        one.waiting_since.iso_jst(),
        request.people.map(|it| it.to_string()).unwrap_or_default(),
        request.department.clone(),
        request.name.clone(),
        request.tel.as_ref().map(label::phone).unwrap_or_default(),
        request.email.as_str().to_owned(),
        request.note.clone(),
    ]
}

/// Columns that are numbers to count with.
pub(super) const COUNTS: [usize; 3] = [2, 3, 7];
