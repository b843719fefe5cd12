//! From the cells of a row to a program form: labels become codes, joint cells are taken apart, and what a published
//! program needs but the file does not say gets its documented default. Looks nothing up.

use std::collections::BTreeSet;

use domain::code::{CostSharing, DataUse, ListingKind, Mode, Purpose, SubsidyUse, Target, Visibility};
use domain::program::ProgramForm;
use domain::value::{Day, Phone};
use domain::{Lang, ProblemCode, Problems, normalise};
use store::ImportState;

use super::column::{Column, label_key};
use super::label::{LabelBook, yes_no};
use super::source::Row;

/// Recruiting is taken to begin this many days before its deadline when the file gives only the deadline.
const RECRUITING_DAYS: i64 = 60;

/// What a row says, ready to be checked.
#[derive(Debug)]
pub struct Entry {
    /// The lead society as written: number or name.
    pub lead: String,
    /// The state after the import.
    pub state: ImportState,
    /// The form.
    pub form: ProgramForm,
    /// What could not be understood before the form's own check.
    pub problems: Problems,
}

impl Entry {
    /// Reads a row.
    pub fn of(row: &Row, labels: &mut LabelBook) -> Self {
        let mut problems = Problems::new();
        let lead = single(row, Column::Lead, &mut problems);
        let state = read_state(&single(row, Column::State, &mut problems), &mut problems);
        let form = read_form(row, labels, &mut problems);
        if lead.is_empty() {
            problems.push(Column::Lead.name(), ProblemCode::Empty);
        }
        Self {
            lead,
            state,
            form,
            problems,
        }
    }

    /// Fills what the file leaves open, now that the lead's name is known. Answers the names of the fields whose
    /// default says something about the program itself, so that the report can count them.
    ///
    /// A draft only gets what the web form would fill in as well: the rest is for its editor.
    pub fn fill(&mut self, lead_name: &str) -> Vec<&'static str> {
        let form = &mut self.form;
        fill_text(&mut form.kind, ListingKind::Recruit.code());
        fill_text(&mut form.visibility, Visibility::Public.code());
        fill_text(&mut form.subsidy, SubsidyUse::None.code());
        fill_text(&mut form.contact_org, lead_name);
        if self.state == ImportState::Draft {
            return Vec::new();
        }
        let mut filled = BTreeSet::new();
        if form.target.is_empty() {
            form.target.push(Target::Insured.code().to_owned());
            filled.insert("target");
        }
        if form.mode.is_empty() {
            form.mode.push(Mode::Online.code().to_owned());
            filled.insert("mode");
        }
        if fill_text(&mut form.cost, CostSharing::Negotiable.code()) {
            filled.insert("cost");
        }
        if fill_text(&mut form.data_use, DataUse::None.code()) {
            filled.insert("data_use");
        }
        if fill_text(
            &mut form.structure,
            &format!("{}：{lead_name}", super::column::labels("lead").0),
        ) {
            filled.insert("structure");
        }
        if form.kind != ListingKind::Reference.code() {
            fill_recruiting(form, &mut filled);
        }
        filled.into_iter().collect()
    }
}

/// Fills an empty text; `true` if it was empty.
fn fill_text(text: &mut String, default: &str) -> bool {
    let empty = text.is_empty();
    if empty {
        default.clone_into(text);
    }
    empty
}

/// Recruiting ends the day before the program begins, unless the file says otherwise. The defaults follow from other
/// dates of the row and never from today, so that importing again another day changes nothing.
fn fill_recruiting(form: &mut ProgramForm, filled: &mut BTreeSet<&'static str>) {
    let day_of = |text: &str| normalise::date(text).ok();
    if form.recruit_to.is_empty()
        && let Some(deadline) = day_of(&form.period_from).and_then(|start| start.plus_days(-1))
    {
        form.recruit_to = deadline.iso();
        filled.insert("recruit_to");
    }
    if form.recruit_from.is_empty()
        && let Some(opening) = day_of(&form.recruit_to).and_then(|end: Day| end.plus_days(-RECRUITING_DAYS))
    {
        form.recruit_from = opening.iso();
        filled.insert("recruit_from");
    }
}

fn read_state(text: &str, problems: &mut Problems) -> ImportState {
    let key = label_key(text);
    let is = |labels: &[&str]| labels.iter().any(|label| label_key(label) == key);
    if key.is_empty() || is(&["draft", "下書き", "非公開", "準備中"]) {
        ImportState::Draft
    } else if is(&[
        "published",
        "publish",
        "public",
        "公開",
        "公開中",
        "公開済み",
        "掲載",
        "掲載中",
    ]) {
        ImportState::Published
    } else if is(&["closed", "close", "終了", "掲載終了", "公開終了"]) {
        ImportState::Closed
    } else {
        problems.push(
            Column::State.name(),
            ProblemCode::UnknownChoice { value: text.to_owned() },
        );
        ImportState::Draft
    }
}

fn read_form(row: &Row, labels: &mut LabelBook, problems: &mut Problems) -> ProgramForm {
    let mut form = ProgramForm::default();
    let mut set = |field: &'static str, values: &[String]| {
        form.replace(&[field], values.iter().map(|value| (field, value.as_str())));
    };
    for &field in ProgramForm::FIELDS {
        let column = Column::Field(field);
        if !column.is_list() {
            set(field, &[labels.choice(field, &single(row, column, problems))]);
        }
    }
    let texts_of = |field| row.values(Column::Field(field)).cloned().collect::<Vec<_>>();

    let further = labels.choices("sub_cat", &texts_of("sub_cat"), &[]);
    let (mains, extra) = read_purposes(labels, &texts_of("cat"));
    set("cat", &mains);
    let further: Vec<String> = extra.into_iter().chain(further).collect();
    set("sub_cat", &further);

    let purposes: Vec<Purpose> = mains
        .iter()
        .chain(&further)
        .filter_map(|code| Purpose::from_code(code))
        .collect();
    for field in [
        "theme",
        "target",
        "mode",
        "size",
        "industry",
        "condition_kind",
        "condition_form",
    ] {
        set(field, &labels.choices(field, &texts_of(field), &purposes));
    }

    let places = labels.places(&texts_of("pref"));
    set("pref", &places.prefectures);
    let nationwide = yes_no(&single(row, Column::Field("nationwide"), problems));
    set(
        "nationwide",
        &[if places.nationwide { "1".to_owned() } else { nationwide }],
    );

    // Seats all over the country are no condition: naming them all says the same as naming none.
    let seats = labels.places(&texts_of("condition_pref"));
    if !seats.nationwide {
        set("condition_pref", &seats.prefectures);
    }

    read_contact(row, &mut form, problems);
    read_span(
        row,
        Column::Period,
        &mut form.period_from,
        &mut form.period_to,
        problems,
    );
    read_span(
        row,
        Column::Recruiting,
        &mut form.recruit_from,
        &mut form.recruit_to,
        problems,
    );
    form
}

/// A category cell may list several purposes: the first is the main one. Text that fits none stays whole.
fn read_purposes(labels: &mut LabelBook, texts: &[String]) -> (Vec<String>, Vec<String>) {
    let mut codes = labels.choices("sub_cat", texts, &[]);
    if codes.iter().any(|code| Purpose::from_code(code).is_none()) {
        return (texts.first().cloned().into_iter().collect(), Vec::new());
    }
    let further = codes.split_off(codes.len().min(1));
    (codes, further)
}

/// The one value of a column; two different ones are a problem.
fn single(row: &Row, column: Column, problems: &mut Problems) -> String {
    let mut values = row.values(column);
    let Some(first) = values.next() else {
        return String::new();
    };
    // A category list is taken apart elsewhere.
    if column != Column::Field("cat") && values.any(|value| value != first) {
        problems.push(column.name(), ProblemCode::TooMany { max: 1 });
    }
    first.trim().to_owned()
}

/// `2026/4/1〜2027/3/31`; the columns of the single days come first.
fn read_span(row: &Row, column: Column, from: &mut String, to: &mut String, problems: &mut Problems) {
    let text = single(row, column, problems);
    if text.is_empty() {
        return;
    }
    let parts = ["〜", "～", "~", "から", " - ", "－", "–", "—"]
        .iter()
        .find_map(|mark| text.split_once(mark));
    let Some((first, last)) = parts else {
        problems.push(column.name(), ProblemCode::NotADate);
        return;
    };
    fill_text(from, first.trim());
    fill_text(to, last.trim().trim_end_matches("まで"));
}

/// Department, telephone number and e-mail address in one cell, in any order.
fn read_contact(row: &Row, form: &mut ProgramForm, problems: &mut Problems) {
    let text = single(row, Column::Contact, problems);
    let mut rest = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || "、，,;；/／|()（）<>＜＞".contains(c)) {
        let word = word.trim();
        let bare = without_label(word);
        if bare.contains(['@', '＠']) {
            fill_text(&mut form.contact_email, bare);
        } else if bare.chars().filter(|c| c.is_numeric()).count() >= 9 && Phone::parse(bare).is_ok() {
            fill_text(&mut form.contact_tel, bare);
        } else if !word.is_empty() && !bare.is_empty() {
            rest.push(word);
        }
    }
    fill_text(&mut form.contact_dept, &rest.join(" "));
}

/// `TEL:03-…` without its label.
fn without_label(word: &str) -> &str {
    match word.rsplit_once([':', '：']) {
        Some((label, rest)) if !label.contains(['@', '＠']) => rest,
        _ => word,
    }
}

/// The name of a default's value, for the report.
pub fn default_label(field: &str) -> &'static str {
    match field {
        "target" => Target::Insured.name(Lang::Ja),
        "mode" => Mode::Online.name(Lang::Ja),
        "cost" => CostSharing::Negotiable.name(Lang::Ja),
        "data_use" => DataUse::None.name(Lang::Ja),
        "structure" => "代表組合名",
        "recruit_to" => "実施期間の初日の前日",
        "recruit_from" => "募集締切日の60日前",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(cells: &[(&str, &str)]) -> Entry {
        let cells = cells
            .iter()
            .map(|(heading, text)| (Column::from_heading(heading).unwrap(), vec![(*text).to_owned()]))
            .collect();
        Entry::of(&Row { number: 2, cells }, &mut LabelBook::default())
    }

    const MINIMAL: &[(&str, &str)] = &[
        ("title", "歩数チャレンジ"),
        ("category", "ポピュレーションアプローチ"),
        ("themes", "歩数、睡眠"),
        ("summary", "アプリで歩数を競います。"),
        ("purpose", "運動習慣を広げます。"),
        ("content", "三か月間、組合対抗で歩きます。"),
        ("areas", "東京、13;大阪府"),
        ("kind", "参加者募集"),
        ("period", "令和8年10月1日〜令和8年12月31日"),
        ("lead", "06139901"),
        ("contact", "保健事業課 TEL:03-0000-1234、hoken@mizuhono.example.jp"),
        ("status", "公開"),
    ];

    #[test]
    fn 最小の行は既定値で公開できる() {
        let mut entry = entry(MINIMAL);
        assert_eq!(entry.problems, Problems::new());
        assert_eq!(entry.state, ImportState::Published);
        let filled = entry.fill("みずほ野精機健康保険組合");
        assert_eq!(
            filled,
            [
                "cost",
                "data_use",
                "mode",
                "recruit_from",
                "recruit_to",
                "structure",
                "target"
            ]
        );
        let clean = entry.form.check().unwrap();
        assert_eq!(clean.themes.len(), 2);
        assert_eq!(clean.recruit_to, Day::from_iso("2026-09-30"));
        assert_eq!(clean.recruit_from, Day::from_iso("2026-08-01"));
        assert_eq!(clean.contact.department, "保健事業課");
        assert_eq!(clean.contact.email.as_str(), "hoken@mizuhono.example.jp");
        assert!(clean.contact.tel.is_some());
        assert_eq!(clean.structure, "代表組合：みずほ野精機健康保険組合");
    }

    #[test]
    fn 下書きには書き手の代わりに書かない() {
        let mut entry = entry(&[("title", "案"), ("lead", "06139901")]);
        assert_eq!(entry.fill("みずほ野精機健康保険組合"), Vec::<&str>::new());
        assert_eq!(entry.state, ImportState::Draft);
        assert!(entry.form.mode.is_empty() && entry.form.cost.is_empty());
        assert_eq!(entry.form.visibility, "public");
    }

    #[test]
    fn 分類がいくつもあれば最初が主になる() {
        let several = entry(&[("cat", "重症化予防;特定健診"), ("lead", "x"), ("theme", "受診勧奨")]);
        assert_eq!(several.form.cat, "jushoka-yobo");
        assert_eq!(several.form.sub_cat, ["tokutei-kenshin"]);
        assert_eq!(several.form.theme, ["medical-visit"]);
        assert_eq!(entry(&[("cat", "健康、安全")]).form.cat, "健康、安全");
    }

    #[test]
    fn 全国と期間と矛盾した値() {
        let nationwide = entry(&[("areas", "全国")]);
        assert_eq!(
            (nationwide.form.nationwide.as_str(), nationwide.form.pref.len()),
            ("1", 0)
        );
        let unclear = entry(&[
            ("period", "春ごろ"),
            ("status", "保留"),
            ("title", "a"),
            ("事業名", "b"),
        ]);
        let fields: Vec<_> = unclear.problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["state", "title", "period", "lead"]);
    }
}
