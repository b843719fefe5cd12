//! The texts of a plan. A page may show how many characters remain; only the whole form says what is missing.

use serde::{Deserialize, Serialize};

use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;

form! {
    /// Raw texts of a plan.
    pub struct PlanForm;
    one {
        /// 事業名.
        title,
        /// 背景・健康課題（データ根拠）.
        background,
        /// 目的.
        purpose,
        /// 対象者.
        targets,
        /// 内容.
        content,
        /// 実施方法.
        method,
        /// 実施体制・役割分担.
        structure,
        /// 事業者の選定方法.
        selection,
        /// 効果検証の方法.
        evaluation,
        /// 共同化の必要性・効果.
        joint_effect,
        /// 中小組合への裨益.
        small_benefit,
        /// 継続・横展開の計画.
        rollout,
        /// リスクと対応.
        risk,
        /// データの取扱計画.
        data_plan,
        /// 過去の採択歴.
        history,
        /// First day of the program.
        period_from,
        /// Last day of the program.
        period_to,
        /// `1` when publication is agreed to.
        publication,
    }
    many {}
}

/// Texts that a plan cannot do without, in the order of the form.
const REQUIRED: [&str; 13] = [
    "background",
    "purpose",
    "targets",
    "content",
    "method",
    "structure",
    "selection",
    "evaluation",
    "joint_effect",
    "small_benefit",
    "rollout",
    "risk",
    "data_plan",
];

/// A plan with all its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// 事業名.
    pub title: String,
    /// Required texts by field, in the order of the form.
    pub texts: Vec<(String, String)>,
    /// 過去の採択歴.
    pub history: String,
    /// 実施期間.
    pub period: (crate::value::Day, crate::value::Day),
    /// 情報公開への同意.
    pub publication: bool,
}

impl PlanForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        Some(match field {
            "title" => 80,
            "content" | "background" => 1_200,
            "targets" | "selection" | "history" => 400,
            field if REQUIRED.contains(&field) => 800,
            _ => return None,
        })
    }

    /// Checks every field at once. `needs_publication` is the call's duty (R8).
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self, needs_publication: bool) -> Result<Plan, Problems> {
        let limit = |field: &str| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.values(field));
        let title = reader.required_line("title", limit("title"));
        let mut texts = Some(Vec::new());
        for field in REQUIRED {
            match (reader.required_lines(field, limit(field)), &mut texts) {
                (Some(text), Some(texts)) => texts.push((field.to_owned(), text)),
                _ => texts = None,
            }
        }
        let history = reader.lines("history", limit("history"));
        let period = reader.period("period_from", "period_to");
        let publication = match reader.flag("publication") {
            Some(false) if needs_publication => reader.refuse("publication", ProblemCode::Empty),
            flag => flag,
        };
        let clean = || {
            Some(Plan {
                title: title?,
                texts: texts?,
                history: history?,
                period: period?,
                publication: publication?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}
