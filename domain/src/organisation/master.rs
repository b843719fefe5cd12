//! One line of the register of insurers (保険者マスタ) as it stands in a file: labels or codes, every usual spelling.

use crate::code::{Industry, InsurerForm, InsurerKind, Prefecture};
use crate::form::form;
use crate::insurer::NewInsurer;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{Day, InsurerNumber, MemberCount};

form! {
    /// Raw cells of one line.
    pub struct MasterRow;
    one {
        /// 保険者番号.
        number,
        /// 名称.
        name,
        /// カナ.
        kana,
        /// 種別; when empty, the one that the number tells.
        kind,
        /// 形態, for health insurance societies.
        form,
        /// 業態.
        industry,
        /// 所在地; when empty, the one that the number tells.
        pref,
        /// 被保険者数.
        insured,
        /// 被扶養者数.
        dependants,
        /// 基準日.
        members_as_of,
    }
    many {}
}

/// Headings of the file, with the field each one fills.
const HEADINGS: &[(&str, &[&str])] = &[
    ("number", &["保険者番号", "番号"]),
    ("name", &["名称", "保険者名", "組合名"]),
    ("kana", &["カナ", "フリガナ", "名称カナ"]),
    ("kind", &["種別", "保険者種別"]),
    ("form", &["形態"]),
    ("industry", &["業態"]),
    ("pref", &["所在地", "都道府県"]),
    ("insured", &["被保険者数"]),
    ("dependants", &["被扶養者数"]),
    ("members_as_of", &["基準日"]),
];

impl MasterRow {
    /// The field that a heading of the file names: its Japanese heading or its own name.
    pub fn field_of_heading(heading: &str) -> Option<&'static str> {
        let heading = crate::normalise::fold(&crate::normalise::single_line(heading));
        HEADINGS
            .iter()
            .find(|(field, names)| {
                *field == heading || names.iter().any(|name| crate::normalise::fold(name) == heading)
            })
            .map(|(field, _)| *field)
    }

    /// The headings that a file must have, in Japanese.
    pub fn headings() -> impl Iterator<Item = &'static str> {
        HEADINGS.iter().filter_map(|(_, names)| names.first().copied())
    }

    /// Checks the line. A check digit that does not fit is a warning elsewhere; in a register it is a slip.
    ///
    /// # Errors
    /// All problems found, in the order of the columns.
    pub fn check(&self, today: Day) -> Result<NewInsurer, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let number = reader.required("number", |raw| match InsurerNumber::parse(raw)? {
            number if number.check_digit_ok() => Ok(number),
            _ => Err(ProblemCode::CheckDigit),
        });
        let name = reader.required_line("name", 100);
        let kana = reader.required_kana("kana", 100);
        let told = number.as_ref().and_then(InsurerNumber::law_code);
        let kind = match reader.choice("kind", InsurerKind::from_label) {
            Some(Some(kind)) => Some(kind),
            Some(None) => told
                .and_then(InsurerKind::from_law_code)
                .or_else(|| reader.refuse("kind", ProblemCode::Empty)),
            None => None,
        };
        let form = match kind {
            Some(InsurerKind::Kenpo) => reader.required_choice("form", InsurerForm::from_label).map(Some),
            _ => Some(None),
        };
        let industry = reader.required_choice("industry", Industry::from_label);
        let pref = match reader.choice("pref", Prefecture::from_label) {
            Some(Some(pref)) => Some(pref),
            Some(None) => number
                .as_ref()
                .and_then(InsurerNumber::prefecture)
                .or_else(|| reader.refuse("pref", ProblemCode::Empty)),
            None => None,
        };
        let insured = count(&mut reader, "insured");
        let dependants = count(&mut reader, "dependants");
        let members_as_of = match reader.past_day("members_as_of", today) {
            Some(None) => reader.refuse("members_as_of", ProblemCode::Empty),
            other => other.flatten(),
        };
        let clean = || {
            Some(NewInsurer {
                number: number?,
                name: name?,
                kana: kana?,
                kind: kind?,
                form: form?,
                industry: industry?,
                pref: pref?,
                insured: insured?,
                dependants: dependants?,
                members_as_of: members_as_of?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

fn count(reader: &mut Reader<'_>, field: &'static str) -> Option<MemberCount> {
    match reader.count(field, MemberCount::MAX.get())? {
        Some(count) => MemberCount::new(count),
        None => reader.refuse(field, ProblemCode::Empty),
    }
}
