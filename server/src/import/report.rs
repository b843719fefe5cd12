//! What an import did, for people: one paragraph per refused row, then the sums. Each sentence stands in Japanese and in
//! English, because the file's author and the operator are often different people.

use std::collections::BTreeMap;
use std::fmt;

use domain::{Lang, Problem, ProblemCode, Problems};
use store::Refusal;

use super::column::labels;
use super::entry::default_label;
use super::source::RowFault;

/// Why a row was not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowRefusal {
    /// The row's number as a person sees it.
    pub row: u64,
    /// Title of the program, if the row has one.
    pub title: String,
    /// At least one reason.
    pub reasons: Vec<Reason>,
}

/// One reason, tied to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Name of the column, or `row` for the row as a whole.
    pub field: String,
    /// The sentence in Japanese.
    pub ja: String,
    /// The sentence in English.
    pub en: String,
}

/// The sums of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The encoding of the file.
    pub encoding: &'static str,
    /// Rows with content.
    pub rows: u64,
    /// New programs; in a trial run, rows that could be imported.
    pub added: u64,
    /// Known programs with changes.
    pub changed: u64,
    /// Known programs without any.
    pub unchanged: u64,
    /// Refused rows.
    pub refused: u64,
    /// Headings that are not known.
    pub ignored: Vec<String>,
    /// How many rows got the default of a field that describes the program.
    pub defaults: BTreeMap<&'static str, u64>,
    /// Why the rest of the file could not be read.
    pub broken: Option<String>,
    /// Nothing was written.
    pub dry_run: bool,
}

impl Report {
    /// Whether every row is in the database now, or could be.
    pub fn is_complete(&self) -> bool {
        self.refused == 0 && self.broken.is_none()
    }
}

impl Reason {
    fn new(field: &str, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            ja: ja.into(),
            en: en.into(),
        }
    }

    /// A problem of a field.
    pub fn of_problem(problem: &Problem) -> Self {
        let field = problem.field.as_str();
        let form_field = domain::program::ProgramForm::FIELDS.contains(&field);
        if form_field {
            let sentence = |lang| app::problem_sentence(lang, problem);
            return Self::new(field, sentence(Lang::Ja), sentence(Lang::En));
        }
        let (ja, en) = labels(field);
        match &problem.code {
            ProblemCode::Empty => Self::new(field, format!("{ja}を入力してください"), format!("Enter: {en}")),
            ProblemCode::UnknownChoice { value } => Self::new(
                field,
                format!("{ja}に「{value}」は使えません。下書き・公開・終了のどれかにしてください"),
                format!("{en}: “{value}” cannot be used; write draft, published or closed"),
            ),
            ProblemCode::NotFound => Self::new(
                field,
                format!("{ja}が登録されていません。保険者番号か正式な名称を入力してください"),
                format!("{en}: not registered; give the insurer number or the full name"),
            ),
            ProblemCode::Ambiguous { candidates } => Self::new(
                field,
                format!(
                    "{ja}に当てはまる組合が複数あります。次の保険者番号で指定してください：{}",
                    candidates.join("、")
                ),
                format!(
                    "{en}: several societies fit; give one of these numbers: {}",
                    candidates.join(", ")
                ),
            ),
            ProblemCode::NotADate => Self::new(
                field,
                format!("{ja}は「初日〜末日」の形で入力してください（例：2026/4/1〜2027/3/31）"),
                format!("{en}: write first and last day, for example 2026/4/1〜2027/3/31"),
            ),
            ProblemCode::TooMany { .. } => Self::new(
                field,
                format!("{ja}に違う値が二つあります。一つにしてください"),
                format!("{en}: there are two different values, keep one"),
            ),
            other => Self::new(field, format!("{ja}を確かめてください"), format!("{en}: {other}")),
        }
    }

    /// All problems of a form.
    pub fn of_problems(problems: &Problems) -> Vec<Self> {
        problems.iter().map(Self::of_problem).collect()
    }

    /// A row that could not be taken apart.
    pub fn of_fault(fault: &RowFault) -> Self {
        match fault {
            RowFault::TooManyCells { headings, cells } => Self::new(
                "row",
                format!(
                    "見出しは{headings}列ですが、この行には{cells}個の値があります。区切りと引用符を確かめてください"
                ),
                format!("there are {headings} headings but {cells} values; check separators and quotes"),
            ),
            RowFault::HugeCell { column } => Self::new(
                column,
                format!("{}が長すぎます。引用符が閉じているか確かめてください", labels(column).0),
                format!("{}: far too long; check that quotes are closed", labels(column).1),
            ),
            RowFault::Unreadable { column } => Self::new(
                column,
                format!(
                    "{}に読めない文字があります。UTF-8かShift_JISで保存し直してください",
                    labels(column).0
                ),
                format!(
                    "{}: unreadable characters; save the file as UTF-8 or Shift_JIS",
                    labels(column).1
                ),
            ),
            RowFault::NotAnObject => Self::new(
                "row",
                "共同事業を { } で囲んだ項目の組にしてください",
                "write the program as an object in { }",
            ),
            RowFault::NotAText { column } => Self::new(
                column,
                format!("{}は文字か、文字の一覧にしてください", labels(column).0),
                format!("{}: write a text or a list of texts", labels(column).1),
            ),
        }
    }

    /// A second row for the same program.
    pub fn repeated(first: u64) -> Self {
        Self::new(
            "title",
            format!("{first}行目と同じ組合・年度・事業名です。片方を除いてください"),
            format!("row {first} has the same society, fiscal year and title; remove one"),
        )
    }

    /// What the database refused.
    pub fn of_refusal(refusal: &Refusal) -> Vec<Self> {
        match refusal {
            Refusal::Problems(problems) => Self::of_problems(problems),
            Refusal::WrongState { state } => vec![Self::new(
                "state",
                format!(
                    "サイトでの状態（{}）からは変更できません。サイトで状態を確かめてください",
                    state.code()
                ),
                format!("not possible while the program is {} on the site", state.code()),
            )],
            other => vec![Self::new(
                "row",
                format!("登録できませんでした（{other}）"),
                format!("not imported: {other}"),
            )],
        }
    }
}

impl fmt::Display for RowRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "行 {row} / row {row}", row = self.row)?;
        if !self.title.is_empty() {
            write!(f, " 「{}」", self.title.chars().take(40).collect::<String>())?;
        }
        for Reason { field, ja, en } in &self.reasons {
            write!(f, "\n  {field}: {ja}。 / {en}.")?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for heading in &self.ignored {
            writeln!(
                f,
                "列「{heading}」は使いませんでした。 / Column \"{heading}\" is not known and was left out."
            )?;
        }
        for (field, count) in &self.defaults {
            let (ja, en, value) = (labels(field).0, labels(field).1, default_label(field));
            writeln!(
                f,
                "{ja}のない{count}行は「{value}」としました。 / {count} rows without {en}: \"{value}\" was used."
            )?;
        }
        if let Some(broken) = &self.broken {
            writeln!(
                f,
                "ファイルの続きを読めませんでした。 / The rest of the file cannot be read: {broken}"
            )?;
        }
        let Self {
            rows,
            added,
            changed,
            unchanged,
            refused,
            encoding,
            ..
        } = self;
        let done = added + changed + unchanged;
        if self.dry_run {
            write!(
                f,
                "試しの実行です。{rows}行のうち{done}行を登録できます。問題のある行は{refused}行です。\n\
                 Trial run, nothing written: {done} of {rows} rows can be imported, {refused} have problems ({encoding})."
            )
        } else {
            write!(
                f,
                "{rows}行のうち、追加{added}、変更{changed}、変更なし{unchanged}、問題あり{refused}です。\n\
                 {rows} rows: {added} added, {changed} changed, {unchanged} unchanged, {refused} refused ({encoding})."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Field;

    use super::*;

    #[test]
    fn 問題の行は行番号と項目と理由を日英で示す() {
        let problem = |field, code| {
            Reason::of_problem(&Problem {
                field: Field::new(field),
                code,
            })
        };
        let refusal = RowRefusal {
            row: 4,
            title: "運動教室".to_owned(),
            reasons: vec![
                problem("title", ProblemCode::Empty),
                problem("lead", ProblemCode::NotFound),
            ],
        };
        let text = refusal.to_string();
        assert!(
            text.starts_with("行 4 / row 4 「運動教室」\n  title: 事業名を入力してください。 / "),
            "{text}"
        );
        assert!(text.contains("\n  lead: 代表組合が登録されていません"), "{text}");
    }

    #[test]
    fn 結果は全部うまくいったかどうかを正直に言う() {
        assert!(
            Report {
                rows: 1,
                added: 1,
                ..Report::default()
            }
            .is_complete()
        );
        assert!(
            !Report {
                rows: 1,
                refused: 1,
                ..Report::default()
            }
            .is_complete()
        );
        assert!(
            !Report {
                broken: Some("x".to_owned()),
                ..Report::default()
            }
            .is_complete()
        );
        let report = Report {
            rows: 3,
            unchanged: 3,
            encoding: "UTF-8",
            ..Report::default()
        };
        assert!(report.to_string().contains("3 unchanged"));
    }
}
