//! The one check that turns a typed call into its parameters.

use super::about::{About, read_faq};
use super::form::BAND_FIELDS;
use super::{
    BandBasis, Call, CallForm, Cap, ChangeRules, CostRules, CriterionForm, Dates, Duties, Eligibility, MoneyRules,
    MonthsOld, PaperRules, PurchaseRules, ReportRules, ScoreSheet, SmallRule,
};
use crate::code::{Allocation, CostItem, InsurerKind, OverlapRule, RatioBasis, RoundingStage};
use crate::normalise;
use crate::problem::{Field, ProblemCode, Problems};
use crate::questionnaire::Words;
use crate::reader::Reader;
use crate::rows::row_field;
use crate::value::{FiscalYear, Instant, MemberCount, Rate, Yen};

impl CallForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "code" => Some(10),
            "title" | "title_en" => Some(120),
            "summary_ja" | "summary_en" => Some(1_000),
            "contact" => Some(400),
            "issuer" => Some(100),
            "excluded_words" | "paper_hints" => Some(2_000),
            "faq" => Some(8_000),
            _ => None,
        }
    }

    /// Checks every field and every row of the score sheet at once.
    ///
    /// # Errors
    /// All problems found, in the order of the sections.
    pub fn check(&self, criteria: &[CriterionForm]) -> Result<Call, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let code = reader.required("code", code);
        let year = reader.required("year", normalise::fiscal_year);
        let title = reader.required_line("title", limit("title"));
        let about = about(&mut reader);
        let duties = duties(&mut reader);
        let dates = dates(&mut reader, year);
        let eligibility = eligibility(&mut reader);
        let money = money(&mut reader);
        let costs = costs(&mut reader);
        let papers = PaperRules::read(&mut reader, limit("paper_hints"));
        let changes = reader.required("minor_share", normalise::rate);
        let reports = reports(&mut reader);
        let sheet = sheet(&mut reader, criteria);
        let clean = || {
            Some(Call {
                code: code?,
                year: year?,
                title: title?,
                about: about?,
                dates: dates?,
                eligibility: eligibility?,
                money: money?,
                costs: costs?,
                papers: papers?,
                changes: ChangeRules { minor_share: changes? },
                reports: reports?,
                duties: duties?,
                sheet: sheet?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

fn limit(field: &str) -> u32 {
    CallForm::limit(field).unwrap_or(u32::MAX)
}

/// What a call is called by, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// 公募コード.
    pub code: String,
    /// 年度.
    pub year: FiscalYear,
    /// 名称.
    pub title: String,
}

impl CallForm {
    /// Checks code, fiscal year and title alone, without which a call cannot be listed.
    ///
    /// # Errors
    /// The problems of these three.
    pub fn names(&self) -> Result<Names, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let code = reader.required("code", code);
        let year = reader.required("year", normalise::fiscal_year);
        let title = reader.required_line("title", limit("title"));
        let clean = || {
            Some(Names {
                code: code?,
                year: year?,
                title: title?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

/// Letters and digits; it becomes part of receipt numbers.
fn code(typed: &str) -> Result<String, ProblemCode> {
    let code = normalise::narrow(typed).trim().to_ascii_uppercase();
    let now = u32::try_from(code.len()).unwrap_or(u32::MAX);
    match code {
        _ if now > limit("code") => Err(ProblemCode::TooLong {
            max: limit("code"),
            now,
        }),
        code if code.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Ok(code),
        _ => Err(ProblemCode::NotAllowed),
    }
}

/// The English title is stored beside the call; it is checked here with the rest.
fn about(reader: &mut Reader<'_>) -> Option<About> {
    let title_en = reader.line("title_en", limit("title_en"));
    let (ja, en) = (
        reader.lines("summary_ja", limit("summary_ja")),
        reader.lines("summary_en", limit("summary_en")),
    );
    let contact = reader.lines("contact", limit("contact"));
    let issuer = reader.line("issuer", limit("issuer"));
    let faq = reader.lines("faq", limit("faq"));
    title_en?;
    Some(About {
        summary: Words { ja: ja?, en: en? },
        contact: contact?,
        issuer: issuer?,
        faq: read_faq(&faq?),
    })
}

fn duties(reader: &mut Reader<'_>) -> Option<Duties> {
    let (publication, rollout) = (reader.flag("publication"), reader.flag("rollout"));
    Some(Duties {
        publication: publication?,
        rollout: rollout?,
    })
}

fn moment(reader: &mut Reader<'_>, day: &'static str, time: &'static str) -> Option<Instant> {
    let (day, time) = (reader.required_day(day), reader.required(time, normalise::time));
    Some(Instant::from_jst(day?, time?))
}

fn dates(reader: &mut Reader<'_>, year: Option<FiscalYear>) -> Option<Dates> {
    let open_at = moment(reader, "open_day", "open_time");
    let close_at = moment(reader, "close_day", "close_time");
    let period = reader.period("project_from", "project_to");
    let briefing = reader.day("briefing");
    let (open_at, close_at, (project_from, project_to), briefing) = (open_at?, close_at?, period?, briefing?);
    if close_at <= open_at {
        let other = Field::new("open_day");
        return reader.refuse("close_day", ProblemCode::DateBefore { other });
    }
    // Money of a fiscal year ends with it (事業期間 ≤ 3/31).
    if year.is_some_and(|year| !year.contains(project_to)) {
        return reader.refuse("project_to", ProblemCode::NotAllowed);
    }
    Some(Dates {
        open_at,
        close_at,
        project_from,
        project_to,
        briefing,
    })
}

fn eligibility(reader: &mut Reader<'_>) -> Option<Eligibility> {
    let min_insurers = reader.required_count("min_insurers", 1, 1_000);
    let threshold = reader.required_count("small_threshold", 0, MemberCount::MAX.get());
    let min_share = reader.required("min_small_share", normalise::rate);
    let basis = reader.required_choice("ratio_basis", RatioBasis::from_code);
    let lead_kinds = some_of(reader, "lead_kind", InsurerKind::from_code);
    let member_kinds = some_of(reader, "member_kind", InsurerKind::from_code);
    let provider_contract = reader.flag("provider_contract");
    let overlap = reader.required_choice("overlap", OverlapRule::from_code);
    let max_age = reader.required_count("max_age", 1, 120);
    Some(Eligibility {
        min_insurers: min_insurers?,
        small: SmallRule {
            threshold: threshold?,
            min_share: min_share?,
            basis: basis?,
        },
        lead_kinds: lead_kinds?,
        member_kinds: member_kinds?,
        provider_contract: provider_contract?,
        overlap: overlap?,
        max_age: MonthsOld(max_age?),
    })
}

fn some_of<T: Copy + Ord>(reader: &mut Reader<'_>, field: &'static str, from: fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let chosen = reader.choices(field, from)?;
    if chosen.is_empty() {
        return reader.refuse(field, ProblemCode::Empty);
    }
    Some(chosen)
}

fn money(reader: &mut Reader<'_>) -> Option<MoneyRules> {
    let allocation = reader.required_choice("allocation", Allocation::from_code);
    let rate = reader.rate("rate");
    let cap = cap(reader);
    let rounding = reader.required_choice("rounding", RoundingStage::from_code);
    let cut_to = required_money(reader, "cut_to");
    let advance = reader.flag("advance");
    let (allocation, rate, cut_to) = (allocation?, rate?, cut_to?);
    let rate = match rate.or_else(|| Rate::new(1, 1).filter(|_| allocation == Allocation::Fixed)) {
        Some(rate) if rate.numerator() > 0 => rate,
        Some(_) => return reader.refuse("rate", ProblemCode::OutOfRange { min: 1, max: 100 }),
        None => return reader.refuse("rate", ProblemCode::Empty),
    };
    if cut_to < Yen::new(1) {
        let most = crate::reader::MOST_YEN;
        return reader.refuse("cut_to", ProblemCode::OutOfRange { min: 1, max: most });
    }
    Some(MoneyRules {
        allocation,
        rate,
        cap: cap?,
        rounding: rounding?,
        cut_to,
        advance: advance?,
    })
}

/// One cap, or one per band with all seven given, or none; never both.
fn cap(reader: &mut Reader<'_>) -> Option<Cap> {
    let one = reader.money("cap");
    let basis = reader.choice("band_basis", BandBasis::from_code);
    let bands = BAND_FIELDS.map(|field| reader.money(field));
    let (one, basis) = (one?, basis?);
    let mut yen = [Yen::ZERO; 7];
    let mut given = 0;
    for (place, band) in yen.iter_mut().zip(bands) {
        if let Some(band) = band? {
            *place = band;
            given += 1;
        }
    }
    match (one, basis) {
        (Some(_), Some(_)) => reader.refuse("cap", ProblemCode::NotAllowed),
        (Some(yen), None) => Some(Cap::One(yen)),
        (None, None) if given == 0 => Some(Cap::None),
        (None, None) => reader.refuse("band_basis", ProblemCode::Empty),
        (None, Some(basis)) => match BAND_FIELDS.iter().find(|field| reader.is_blank(field)) {
            Some(missing) => reader.refuse(missing, ProblemCode::Empty),
            None => Some(Cap::Bands { basis, yen }),
        },
    }
}

fn required_money(reader: &mut Reader<'_>, field: &'static str) -> Option<Yen> {
    match reader.money(field)? {
        Some(yen) => Some(yen),
        None => reader.refuse(field, ProblemCode::Empty),
    }
}

fn costs(reader: &mut Reader<'_>) -> Option<CostRules> {
    let items = some_of(reader, "item", CostItem::from_code);
    let quote_above = required_money(reader, "quote_above");
    let quotes = reader.required_count("quotes", 1, 10);
    let asset_from = required_money(reader, "asset_from");
    let words = reader.lines("excluded_words", limit("excluded_words"));
    Some(CostRules {
        items: items?,
        purchase: PurchaseRules {
            quote_above: quote_above?,
            quotes: quotes?,
            asset_from: asset_from?,
        },
        excluded_words: words?
            .lines()
            .map(normalise::single_line)
            .filter(|word| !word.is_empty())
            .collect(),
    })
}

fn reports(reader: &mut Reader<'_>) -> Option<ReportRules> {
    let withdraw_days = reader.required_count("withdraw_days", 1, 365);
    let report_days = reader.required_count("report_days", 1, 365);
    let report_by = reader.required_day("report_by");
    let standard_days = reader.required_count("standard_days", 1, 365);
    let retention_years = reader.required_count("retention_years", 1, 100);
    Some(ReportRules {
        withdraw_days: withdraw_days?,
        report_days: report_days?,
        report_by: report_by?,
        standard_days: standard_days?,
        retention_years: retention_years?,
    })
}

fn sheet(reader: &mut Reader<'_>, rows: &[CriterionForm]) -> Option<ScoreSheet> {
    let explain = reader.choices("explain", |mark| {
        mark.parse::<u8>()
            .ok()
            .filter(|mark| (1..=super::HIGHEST_MARK).contains(mark))
    });
    let min_reviewers = reader.required_count("min_reviewers", 1, 50);
    let spread = reader.required_count("spread", 1, 4);
    let mut criteria = Vec::new();
    for (position, row) in rows.iter().enumerate() {
        match row.check(position + 1) {
            Ok(criterion) => criteria.push(criterion),
            Err(problems) => reader.problems.extend(problems),
        }
    }
    for (position, criterion) in criteria.iter().enumerate() {
        if criteria[..position]
            .iter()
            .any(|earlier| earlier.code == criterion.code)
        {
            reader
                .problems
                .push(row_field("criterion", position + 1, "code"), ProblemCode::Taken);
        }
    }
    if rows.is_empty() {
        reader.problems.push("criterion1_name", ProblemCode::Empty);
    }
    Some(ScoreSheet {
        criteria,
        explain: explain?,
        min_reviewers: min_reviewers?,
        spread: u8::try_from(spread?).ok()?,
    })
}
