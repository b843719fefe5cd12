//! What a society tells the office while a grant runs and after it: 状況報告, 概算払請求, 実績報告, 返還金の納付,
//! 仕入控除税額の報告. One form with the fields of all; each kind reads its own.

use serde::{Deserialize, Serialize};

use super::spending::{MOST_SPENDINGS, Mark, Spending, SpendingForm};
use crate::amount::{Costs, Settlement, TaxLine, TaxPurpose, TaxRate, TaxStatus, settle, tax_return};
use crate::call::Call;
use crate::code::{CostItem, code_list};
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::rows::{Row as _, row};
use crate::value::{Day, Yen};

code_list! {
    /// What is reported.
    pub enum ReportKind {
        Status = "status", "状況報告", "Status report";
        Advance = "advance", "概算払請求", "Request for payment in advance";
        Result = "result", "実績報告", "Result report";
        Payment = "payment", "返還金の納付報告", "Notice of a return paid";
        Tax = "tax", "消費税仕入控除税額の報告", "Consumption-tax report";
    }
}

code_list! {
    /// Where a report is.
    pub enum ReportState {
        Draft = "draft", "作成中", "Being written";
        Submitted = "submitted", "提出済", "Submitted";
        Returned = "returned", "差戻し", "Sent back";
        Taken = "taken", "受理", "Taken in";
    }
}

code_list! {
    /// What can happen to a report.
    pub enum ReportStep {
        Submit = "submit", "提出する", "Submit";
        Return = "return", "差し戻す", "Send back";
        Take = "take", "受理する", "Take in";
    }
}

impl ReportState {
    /// Whether the society can write it.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: ReportStep) -> Option<Self> {
        Some(match (self, step) {
            (Self::Draft | Self::Returned, ReportStep::Submit) => Self::Submitted,
            (Self::Submitted | Self::Taken, ReportStep::Return) => Self::Returned,
            (Self::Submitted, ReportStep::Take) => Self::Taken,
            _ => return None,
        })
    }
}

code_list! {
    /// How the society's tax return treats tax on purchases.
    pub enum TaxMethod {
        Nothing = "nothing", "控除なし（免税・簡易課税・特定収入5%超）", "Nothing is deducted";
        All = "all", "全額控除", "All is deducted";
        Proportional = "proportional", "一括比例配分方式", "Proportional";
        ByPurpose = "by-purpose", "個別対応方式", "By purpose";
    }
}

form! {
    /// Raw fields of a report.
    pub struct ReportForm;
    one {
        /// 状況: 進捗.
        progress,
        /// 状況: 今後の見通し.
        outlook,
        /// 状況: 支出済額. 概算払: 請求額. 納付: 納付額.
        yen,
        /// 概算払: 希望日. 納付: 納付日. 税: 申告日.
        on,
        /// 概算払: 必要な理由.
        reason,
        /// 納付: 領収番号など.
        reference,
        /// 実績: 完了日.
        finished_on,
        /// 実績: 事業の成果.
        outcome,
        /// 実績: 計画との違い.
        difference,
        /// 実績: 横展開に資する資料.
        rollout,
        /// 実績: 寄附金その他の収入額.
        income,
        /// 税: code of [`TaxMethod`].
        method,
        /// 税: 課税売上割合.
        ratio,
    }
    many {}
}

form! {
    /// Raw fields of a line of the tax report.
    pub struct TaxForm;
    one {
        /// 補助対象経費, tax included.
        yen,
        /// Code of [`TaxRate`].
        rate,
        /// Code of [`TaxPurpose`].
        purpose,
    }
    many {}
}

row!(TaxForm, "tax");

/// A report as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportDraft {
    /// The single fields.
    pub head: ReportForm,
    /// 支出明細.
    pub lines: Vec<SpendingForm>,
    /// Cost by tax rate and purpose.
    pub taxes: Vec<TaxForm>,
}

/// 実績報告 (法14条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultReport {
    /// 完了日.
    pub finished_on: Day,
    /// 事業の成果.
    pub outcome: String,
    /// 計画との違い.
    pub difference: String,
    /// 横展開に資する資料.
    pub rollout: String,
    /// 寄附金その他の収入額.
    pub income: Yen,
    /// 支出明細.
    pub lines: Vec<Spending>,
}

/// 仕入控除税額の報告.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxReport {
    /// 申告日.
    pub filed_on: Day,
    /// How the return was filed.
    pub status: TaxStatus,
    /// Cost by tax rate and purpose.
    pub lines: Vec<TaxLine>,
    /// 確定額 at that time.
    pub fixed: Yen,
    /// What is returned of it.
    pub due: Yen,
}

/// A report whose every field has been read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Report {
    /// 状況報告 (法12条).
    Status {
        /// 進捗.
        progress: String,
        /// 今後の見通し.
        outlook: String,
        /// 支出済額.
        spent: Yen,
    },
    /// 概算払請求.
    Advance {
        /// 請求額.
        yen: Yen,
        /// 希望日.
        on: Day,
        /// 必要な理由.
        reason: String,
    },
    /// 実績報告.
    Result(ResultReport),
    /// 返還金の納付報告.
    Payment {
        /// 納付額.
        yen: Yen,
        /// 納付日.
        on: Day,
        /// 領収番号など.
        reference: String,
    },
    /// 仕入控除税額の報告.
    Tax(TaxReport),
}

/// What a report is checked against.
#[derive(Clone, Copy, Debug)]
pub struct ReportLimits<'a> {
    /// The call.
    pub call: &'a Call,
    /// The most that can be asked for or returned now.
    pub most: Yen,
    /// 確定額.
    pub fixed: Yen,
    /// Today.
    pub today: Day,
}

impl ReportForm {
    /// Most characters of a field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "progress" | "outlook" | "reason" | "difference" | "rollout" => Some(1_000),
            "outcome" => Some(2_000),
            "reference" => Some(100),
            _ => None,
        }
    }
}

fn required_money(reader: &mut Reader<'_>, field: &'static str) -> Option<Yen> {
    match reader.money(field) {
        Some(None) => reader.refuse(field, ProblemCode::Empty),
        read => read.flatten(),
    }
}

fn within(reader: &mut Reader<'_>, field: &'static str, most: Yen) -> Option<Yen> {
    match required_money(reader, field)? {
        yen if yen <= Yen::ZERO || yen > most => {
            let max = most.get();
            reader.refuse(field, ProblemCode::OutOfRange { min: 1, max })
        }
        yen => Some(yen),
    }
}

fn required_past(reader: &mut Reader<'_>, field: &'static str, today: Day) -> Option<Day> {
    match reader.past_day(field, today) {
        Some(None) => reader.refuse(field, ProblemCode::Empty),
        read => read.flatten(),
    }
}

impl ReportDraft {
    /// Takes a posted form.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)> + Clone) -> Self {
        let mut head = ReportForm::default();
        head.replace(ReportForm::FIELDS, pairs.clone());
        Self {
            head,
            lines: SpendingForm::rows(pairs.clone(), MOST_SPENDINGS),
            taxes: TaxForm::rows(pairs, 20),
        }
    }

    /// Reads it as a kind.
    ///
    /// # Errors
    /// All problems found.
    pub fn check(&self, kind: ReportKind, limits: ReportLimits<'_>) -> Result<Report, Problems> {
        let mut reader = Reader::new(|field| self.head.values(field));
        let limit = |field| ReportForm::limit(field).unwrap_or(u32::MAX);
        let read = &mut reader;
        let clean = match kind {
            ReportKind::Status => {
                let progress = read.required_lines("progress", limit("progress"));
                let outlook = read.required_lines("outlook", limit("outlook"));
                let spent = required_money(read, "yen");
                progress
                    .zip(outlook)
                    .zip(spent)
                    .map(|((progress, outlook), spent)| Report::Status {
                        progress,
                        outlook,
                        spent,
                    })
            }
            ReportKind::Advance => {
                let yen = within(read, "yen", limits.most);
                let on = read.required_day("on");
                let reason = read.required_lines("reason", limit("reason"));
                yen.zip(on)
                    .zip(reason)
                    .map(|((yen, on), reason)| Report::Advance { yen, on, reason })
            }
            ReportKind::Payment => {
                let yen = within(read, "yen", limits.most);
                let on = required_past(read, "on", limits.today);
                let reference = read.required_line("reference", limit("reference"));
                yen.zip(on)
                    .zip(reference)
                    .map(|((yen, on), reference)| Report::Payment { yen, on, reference })
            }
            ReportKind::Result => self.check_result(read, limits).map(Report::Result),
            ReportKind::Tax => self.check_tax(read, limits).map(Report::Tax),
        };
        reader.problems.into_clean(clean)
    }

    fn check_result(&self, read: &mut Reader<'_>, limits: ReportLimits<'_>) -> Option<ResultReport> {
        let limit = |field| ReportForm::limit(field).unwrap_or(u32::MAX);
        let finished_on = required_past(read, "finished_on", limits.today);
        let outcome = read.required_lines("outcome", limit("outcome"));
        let difference = read.lines("difference", limit("difference"));
        let rollout = if limits.call.duties.rollout {
            read.required_lines("rollout", limit("rollout"))
        } else {
            read.lines("rollout", limit("rollout"))
        };
        let income = read.money("income").map(Option::unwrap_or_default);
        let mut lines = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            match line.check(at + 1, &limits.call.costs.items, limits.today) {
                Ok(line) => lines.push(line),
                Err(found) => read.problems.extend(found),
            }
        }
        if self.lines.is_empty() {
            read.problems.push("line1_item", ProblemCode::Empty);
        }
        Some(ResultReport {
            finished_on: finished_on?,
            outcome: outcome?,
            difference: difference?,
            rollout: rollout?,
            income: income?,
            lines: (lines.len() == self.lines.len()).then_some(lines)?,
        })
    }

    fn check_tax(&self, read: &mut Reader<'_>, limits: ReportLimits<'_>) -> Option<TaxReport> {
        let filed_on = required_past(read, "on", limits.today);
        let method = read.required_choice("method", TaxMethod::from_code);
        let status = match method {
            Some(TaxMethod::Nothing) => Some(TaxStatus::NothingDeducted),
            Some(TaxMethod::All) => Some(TaxStatus::All),
            Some(both @ (TaxMethod::Proportional | TaxMethod::ByPurpose)) => match read.rate("ratio") {
                Some(None) => read.refuse("ratio", ProblemCode::Empty),
                Some(Some(rate)) if both == TaxMethod::Proportional => Some(TaxStatus::Proportional(rate)),
                Some(Some(rate)) => Some(TaxStatus::ByPurpose(rate)),
                None => None,
            },
            None => None,
        };
        let mut lines = Vec::new();
        for (at, row) in self.taxes.iter().enumerate() {
            match row.check(at + 1) {
                Ok(line) => lines.push(line),
                Err(found) => read.problems.extend(found),
            }
        }
        if self.taxes.is_empty() {
            read.problems.push("tax1_yen", ProblemCode::Empty);
        }
        let lines = (lines.len() == self.taxes.len()).then_some(lines)?;
        let due = tax_return(limits.fixed, &lines, status?);
        if due.is_none() {
            let (min, max) = (limits.fixed.get(), i64::from(u32::MAX) * 1_000);
            read.refuse::<()>("tax1_yen", ProblemCode::OutOfRange { min, max });
        }
        Some(TaxReport {
            filed_on: filed_on?,
            status: status?,
            lines,
            fixed: limits.fixed,
            due: due?,
        })
    }
}

impl TaxForm {
    fn check(&self, row: usize) -> Result<TaxLine, Problems> {
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let yen = required_money(&mut reader, "yen");
        let rate = reader.required_choice("rate", TaxRate::from_code);
        let purpose = reader.required_choice("purpose", TaxPurpose::from_code);
        let clean = || {
            Some(TaxLine {
                yen: yen?,
                rate: rate?,
                purpose: purpose?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

impl ResultReport {
    /// The cost as it counts: what the office accepts of each line; everything claimed while it has marked nothing.
    pub fn costs(&self, marks: &[Mark]) -> Option<Costs> {
        let accepted = |(at, line): (usize, &Spending)| marks.get(at).map_or(line.eligible, |mark| mark.accepted);
        let of = |item: CostItem| {
            let lines = self.lines.iter().enumerate().filter(move |(_, line)| line.item == item);
            Yen::checked_sum(lines.map(accepted))
        };
        let used = CostItem::ALL
            .iter()
            .copied()
            .filter(|item| self.lines.iter().any(|line| line.item == *item));
        Some(Costs {
            eligible: used.map(of).collect::<Option<_>>()?,
            total: Yen::checked_sum(self.lines.iter().map(|line| line.yen))?,
            income: self.income,
        })
    }

    /// 精算 (domain §3.3).
    pub fn settle(&self, marks: &[Mark], call: &Call, cap: Option<Yen>, decided: Yen, paid: Yen) -> Option<Settlement> {
        settle(&self.costs(marks)?, &call.money, cap, decided, paid)
    }
}
