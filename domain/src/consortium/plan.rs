//! What the lead writes down when it forms a consortium: name, aim, period, way of sharing, handling of data. The terms of
//! every society follow from it.

use serde::{Deserialize, Serialize};

use crate::code::{CostSharing, DataCategory};
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{Day, Yen};

form! {
    /// A consortium, as typed.
    pub struct ConsortiumForm;
    one {
        /// コンソーシアムの名称.
        name,
        /// 目的と事業の内容.
        aim,
        /// 実施期間, first day.
        period_from,
        /// 実施期間, last day.
        period_to,
        /// 費用負担方式, code of [`CostSharing`].
        sharing,
        /// 総事業費のうち組合が負担する額, yen.
        cost,
        /// データ区分, code of [`DataCategory`].
        data,
        /// データの取扱い, in words.
        data_note,
        /// `1` when publication after adoption is agreed to.
        publication,
        /// `1` when other insurers may see it and ask to join.
        open,
    }
    many {}
}

/// A checked consortium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanConsortium {
    /// 名称.
    pub name: String,
    /// 目的と事業の内容.
    pub aim: String,
    /// 実施期間, first day.
    pub from: Day,
    /// 実施期間, last day.
    pub to: Day,
    /// 費用負担方式.
    pub sharing: CostSharing,
    /// What the societies pay together.
    pub cost: Yen,
    /// データ区分.
    pub data: DataCategory,
    /// データの取扱い; not empty where single persons stand behind the data.
    pub data_note: String,
    /// 採択後のポータル掲載に同意.
    pub publication: bool,
    /// Whether other insurers see name, aim and lead, and may ask to join.
    pub open: bool,
}

impl ConsortiumForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "name" => Some(120),
            "aim" => Some(1_200),
            "data_note" => Some(600),
            _ => None,
        }
    }

    /// Checks every field at once.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self) -> Result<CleanConsortium, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.values(field));
        let name = reader.required_line("name", limit("name"));
        let aim = reader.required_lines("aim", limit("aim"));
        let period = reader.period("period_from", "period_to");
        let sharing = reader.required_choice("sharing", CostSharing::from_code);
        let cost = match reader.money("cost") {
            Some(None) if sharing == Some(CostSharing::Free) => Some(Yen::ZERO),
            Some(None) => reader.refuse("cost", ProblemCode::Empty),
            other => other.flatten(),
        };
        let data = reader.required_choice("data", DataCategory::from_code);
        let data_note = reader.lines("data_note", limit("data_note"));
        let explains = data_note.as_ref().is_none_or(|note| !note.is_empty());
        if !explains && data.is_some_and(DataCategory::is_person_level) {
            reader.refuse::<()>("data_note", ProblemCode::Empty);
        }
        let publication = reader.flag("publication");
        let open = reader.flag("open");
        let clean = || {
            let (from, to) = period?;
            Some(CleanConsortium {
                name: name?,
                aim: aim?,
                from,
                to,
                sharing: sharing?,
                cost: cost?,
                data: data?,
                data_note: data_note?,
                publication: publication?,
                open: open?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

impl From<&CleanConsortium> for ConsortiumForm {
    fn from(clean: &CleanConsortium) -> Self {
        let flag = |set: bool| if set { "1".to_owned() } else { String::new() };
        Self {
            name: clean.name.clone(),
            aim: clean.aim.clone(),
            period_from: clean.from.iso(),
            period_to: clean.to.iso(),
            sharing: clean.sharing.code().to_owned(),
            cost: clean.cost.to_string(),
            data: clean.data.code().to_owned(),
            data_note: clean.data_note.clone(),
            publication: flag(clean.publication),
            open: flag(clean.open),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> ConsortiumForm {
        ConsortiumForm {
            name: "歩いて健康 共同事業体".into(),
            aim: "運動不足を改める。".into(),
            period_from: "令和9年4月1日".into(),
            period_to: "2028/3/31".into(),
            sharing: "per-member".into(),
            cost: "３００万円".into(),
            data: "aggregate".into(),
            ..ConsortiumForm::default()
        }
    }

    #[test]
    fn 表記ゆれを受け入れ元の形にも戻る() {
        let clean = typed().check().unwrap();
        assert_eq!(clean.cost, Yen::new(3_000_000));
        assert_eq!(ConsortiumForm::from(&clean).check().unwrap(), clean);
    }

    #[test]
    fn 個人の分かるデータには説明がいり無料なら費用はいらない() {
        let personal = ConsortiumForm {
            data: "personal".into(),
            ..typed()
        };
        assert!(personal.check().unwrap_err().has_field("data_note"));
        let free = ConsortiumForm {
            sharing: "free".into(),
            cost: String::new(),
            ..typed()
        };
        assert_eq!(free.check().unwrap().cost, Yen::ZERO);
        let paid = ConsortiumForm {
            cost: String::new(),
            ..typed()
        };
        assert!(paid.check().unwrap_err().has_field("cost"));
        let turned = ConsortiumForm {
            period_to: "2027-03-31".into(),
            ..typed()
        };
        assert!(turned.check().is_err());
    }
}
