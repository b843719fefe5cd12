//! A budget as it is typed: a head, the rows of its lines (`line1_…`) and the rows of the societies' shares (`share1_…`).

use super::clean::{Budget, Funding, Line};
use crate::code::{ContractMethod, CostItem, CostSharing, TaxMode};
use crate::form::form;
use crate::normalise;
use crate::problem::{ProblemCode, Problems};
use crate::reader::{MOST_YEN, Reader};
use crate::rows::{Row, row};
use crate::value::{OrganisationId, Quantity, Yen};

/// Most lines of a budget; also the most societies.
pub const MOST_LINES: usize = 300;

form! {
    /// Raw head of a budget.
    pub struct BudgetForm;
    one {
        /// 税区分, code of [`TaxMode`].
        tax,
        /// 費用負担方式, code of [`CostSharing`].
        sharing,
        /// 補助金の申請額.
        funding_subsidy,
        /// 組合負担.
        funding_members,
        /// 事業主.
        funding_employer,
        /// その他収入.
        funding_other,
    }
    many {}
}

form! {
    /// Raw fields of a line.
    pub struct LineForm;
    one {
        /// 費目, code of [`CostItem`].
        item,
        /// 内訳.
        description,
        /// 単価.
        unit_price,
        /// 数量; empty means one.
        quantity,
        /// 単位.
        unit,
        /// 回数; empty means one.
        times,
        /// `1` when 補助対象.
        eligible,
        /// 積算根拠.
        basis,
        /// 支払先.
        payee,
        /// 契約方法, code of [`ContractMethod`].
        contract,
        /// 契約方法の理由.
        reason,
        /// 見積書の数; empty means none.
        quotes,
    }
    many {}
}

form! {
    /// Raw fields of a society's share.
    pub struct ShareForm;
    one {
        /// Identifier of the society.
        organisation,
        /// 負担額.
        yen,
    }
    many {}
}

row!(LineForm, "line");
row!(ShareForm, "share");

impl BudgetForm {
    /// Reads head, lines and shares at once.
    ///
    /// # Errors
    /// All problems found, in the order of the page.
    pub fn check(&self, lines: &[LineForm], shares: &[ShareForm]) -> Result<Budget, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let tax = reader.required_choice("tax", TaxMode::from_code);
        let mut read_lines = Vec::new();
        for (position, line) in lines.iter().enumerate() {
            match line.check(position + 1) {
                Ok(line) => read_lines.push(line),
                Err(problems) => reader.problems.extend(problems),
            }
        }
        if lines.is_empty() {
            reader.problems.push("line1_item", ProblemCode::Empty);
        }
        let [subsidy, members, employer, other] = [
            "funding_subsidy",
            "funding_members",
            "funding_employer",
            "funding_other",
        ]
        .map(|field| reader.money(field).map(Option::unwrap_or_default));
        let sharing = reader.required_choice("sharing", CostSharing::from_code);
        let mut read_shares = Vec::new();
        for (position, share) in shares.iter().enumerate() {
            match share.check(position + 1, &read_shares) {
                Ok(share) => read_shares.push(share),
                Err(problems) => reader.problems.extend(problems),
            }
        }
        let clean = || {
            Some(Budget {
                tax: tax?,
                lines: read_lines,
                funding: Funding {
                    subsidy: subsidy?,
                    members: members?,
                    employer: employer?,
                    other: other?,
                },
                sharing: sharing?,
                shares: read_shares,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }

    /// The forms that hold a budget, to be changed.
    pub fn of(budget: &Budget) -> (Self, Vec<LineForm>, Vec<ShareForm>) {
        let head = Self {
            tax: budget.tax.code().to_owned(),
            sharing: budget.sharing.code().to_owned(),
            funding_subsidy: budget.funding.subsidy.to_string(),
            funding_members: budget.funding.members.to_string(),
            funding_employer: budget.funding.employer.to_string(),
            funding_other: budget.funding.other.to_string(),
        };
        let share = |(organisation, yen): &(OrganisationId, Yen)| ShareForm {
            organisation: organisation.to_string(),
            yen: yen.to_string(),
        };
        (
            head,
            budget.lines.iter().map(LineForm::of).collect(),
            budget.shares.iter().map(share).collect(),
        )
    }
}

impl LineForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "description" => Some(200),
            "unit" => Some(10),
            "basis" | "reason" => Some(400),
            "payee" => Some(100),
            _ => None,
        }
    }

    /// 金額 of what is typed so far, for a page that computes while one types; `None` while it cannot be read.
    pub fn price(&self) -> Option<Yen> {
        let quantity = |text: &str| match normalise::decimal(text) {
            Err(ProblemCode::Empty) => Some(Quantity::ONE),
            read => read.ok(),
        };
        let unit_price = normalise::money(&self.unit_price).ok()?;
        quantity(&self.quantity)?.price(unit_price, quantity(&self.times)?)
    }

    /// Reads a line; `row` counts from 1.
    ///
    /// # Errors
    /// All problems found, at the fields of the row.
    pub fn check(&self, row: usize) -> Result<Line, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let item = reader.required_choice("item", CostItem::from_code);
        let description = reader.required_line("description", limit("description"));
        let unit_price = match reader.money("unit_price") {
            Some(None) => reader.refuse("unit_price", ProblemCode::Empty),
            read => read.flatten(),
        };
        let [quantity, times] = ["quantity", "times"].map(|field| {
            let read = reader.parsed(field, normalise::decimal)?;
            Some(read.unwrap_or(Quantity::ONE))
        });
        let unit = reader.line("unit", limit("unit"));
        let eligible = reader.flag("eligible");
        let basis = reader.lines("basis", limit("basis"));
        let payee = reader.line("payee", limit("payee"));
        let contract = reader.choice("contract", ContractMethod::from_code);
        let reason = reader.lines("reason", limit("reason"));
        let quotes = reader.count("quotes", 100).map(Option::unwrap_or_default);
        let price = match (unit_price, quantity, times) {
            (Some(unit_price), Some(quantity), Some(times)) => quantity
                .price(unit_price, times)
                .filter(|yen| *yen <= Yen::new(MOST_YEN))
                .or_else(|| reader.refuse("unit_price", ProblemCode::OutOfRange { min: 0, max: MOST_YEN })),
            _ => None,
        };
        let clean = || {
            Some(Line {
                item: item?,
                description: description?,
                unit_price: unit_price?,
                quantity: quantity?,
                unit: unit?,
                times: times?,
                yen: price?,
                eligible: eligible?,
                basis: basis?,
                payee: payee?,
                contract: contract?,
                reason: reason?,
                quotes: quotes?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }

    /// The form that holds a line, to be changed.
    pub fn of(line: &Line) -> Self {
        Self {
            item: line.item.code().to_owned(),
            description: line.description.clone(),
            unit_price: line.unit_price.to_string(),
            quantity: line.quantity.to_string(),
            unit: line.unit.clone(),
            times: line.times.to_string(),
            eligible: if line.eligible { "1".to_owned() } else { String::new() },
            basis: line.basis.clone(),
            payee: line.payee.clone(),
            contract: line
                .contract
                .map(|contract| contract.code().to_owned())
                .unwrap_or_default(),
            reason: line.reason.clone(),
            quotes: line.quotes.to_string(),
        }
    }
}

impl ShareForm {
    fn check(&self, row: usize, earlier: &[(OrganisationId, Yen)]) -> Result<(OrganisationId, Yen), Problems> {
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let organisation = reader.required("organisation", |raw| match raw.trim().parse::<OrganisationId>() {
            Ok(id) if earlier.iter().any(|(other, _)| *other == id) => Err(ProblemCode::Taken),
            Ok(id) => Ok(id),
            Err(_) => Err(ProblemCode::NotFound),
        });
        let yen = match reader.money("yen") {
            Some(None) => reader.refuse("yen", ProblemCode::Empty),
            read => read.flatten(),
        };
        let clean = organisation.zip(yen);
        reader.problems.into_clean(clean)
    }
}
