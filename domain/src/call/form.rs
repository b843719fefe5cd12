//! A call as it is typed. Every value of a clean call can be shown as text and read back the same.

use super::money::Cap;
use super::{Call, CriterionForm};
use crate::form::form;
use crate::lang::Lang;
use crate::value::{Instant, Rate, Yen};

form! {
    /// Raw fields of a call, without the rows of the score sheet. Codes for choices, free spelling for dates and amounts.
    pub struct CallForm;
    one {
        /// 公募コード.
        code,
        /// 年度.
        year,
        /// 名称.
        title,
        /// 名称 in English.
        title_en,
        /// 概要.
        summary_ja,
        /// 概要 in English.
        summary_en,
        /// 問い合わせ先.
        contact,
        /// 通知者: who signs the notices.
        issuer,
        /// Q&A: paragraphs whose first line asks.
        faq,
        /// 受付開始, day.
        open_day,
        /// 受付開始, time.
        open_time,
        /// 締切, day.
        close_day,
        /// 締切, time.
        close_time,
        /// 事業期間, first day.
        project_from,
        /// 事業期間, last day.
        project_to,
        /// 説明会.
        briefing,
        /// 最少構成保険者数.
        min_insurers,
        /// 中小規模とする加入者数（未満）.
        small_threshold,
        /// 中小規模の比率.
        min_small_share,
        /// 算定基礎, code of [`RatioBasis`](crate::code::RatioBasis).
        ratio_basis,
        /// `1` when providers need a contract type.
        provider_contract,
        /// 重複応募, code of [`OverlapRule`](crate::code::OverlapRule).
        overlap,
        /// Months that a count of members may be old.
        max_age,
        /// 配分方式, code of [`Allocation`](crate::code::Allocation).
        allocation,
        /// 補助率.
        rate,
        /// 上限額, one for all.
        cap,
        /// Code of [`BandBasis`](super::BandBasis).
        band_basis,
        /// 基準額 of the first size band.
        cap_band1,
        /// 基準額 of the second size band.
        cap_band2,
        /// 基準額 of the third size band.
        cap_band3,
        /// 基準額 of the fourth size band.
        cap_band4,
        /// 基準額 of the fifth size band.
        cap_band5,
        /// 基準額 of the sixth size band.
        cap_band6,
        /// 基準額 of the seventh size band.
        cap_band7,
        /// 端数処理, code of [`RoundingStage`](crate::code::RoundingStage).
        rounding,
        /// 交付額の単位.
        cut_to,
        /// `1` when 概算払 is possible.
        advance,
        /// 見積徴取額.
        quote_above,
        /// 見積の数.
        quotes,
        /// 財産基準額.
        asset_from,
        /// 対象外の語, one per line.
        excluded_words,
        /// What is said of single papers, one a line after the paper's name.
        paper_hints,
        /// 流用の範囲.
        minor_share,
        /// 取下げ日数.
        withdraw_days,
        /// 実績報告日数.
        report_days,
        /// 実績報告の最終期限.
        report_by,
        /// 標準処理期間.
        standard_days,
        /// 保存年数.
        retention_years,
        /// `1` when publication is a duty.
        publication,
        /// `1` when 横展開資料 is due.
        rollout,
        /// Fewest reviewers.
        min_reviewers,
        /// Difference of marks that is flagged.
        spread,
    }
    many {
        /// Kinds that may lead, codes of [`InsurerKind`](crate::code::InsurerKind).
        lead_kind,
        /// Kinds that may be members, codes of [`InsurerKind`](crate::code::InsurerKind).
        member_kind,
        /// 費目, codes of [`CostItem`](crate::code::CostItem).
        item,
        /// 添付書類 that are asked for, codes of [`Paper`](crate::application::Paper).
        paper_asked,
        /// 添付書類 without which nothing can be submitted, codes of [`Paper`](crate::application::Paper).
        paper_required,
        /// Marks that need a rationale.
        explain,
    }
}

/// The fields of the caps by size, in the order of the bands.
pub(super) const BAND_FIELDS: [&str; 7] = [
    "cap_band1",
    "cap_band2",
    "cap_band3",
    "cap_band4",
    "cap_band5",
    "cap_band6",
    "cap_band7",
];

impl CallForm {
    /// The form that holds a call and the rows of its score sheet, to be changed.
    pub fn of(call: &Call) -> (Self, Vec<CriterionForm>) {
        let flag = |set: bool| if set { "1".to_owned() } else { String::new() };
        let codes = |codes: &mut dyn Iterator<Item = &'static str>| codes.map(str::to_owned).collect();
        let (open_day, open_time) = day_and_time(call.dates.open_at);
        let (close_day, close_time) = day_and_time(call.dates.close_at);
        let mut form = Self {
            code: call.code.clone(),
            year: call.year.name(Lang::Ja),
            title: call.title.clone(),
            summary_ja: call.about.summary.ja.clone(),
            summary_en: call.about.summary.en.clone(),
            contact: call.about.contact.clone(),
            issuer: call.about.issuer.clone(),
            faq: super::about::write_faq(&call.about.faq),
            open_day,
            open_time,
            close_day,
            close_time,
            project_from: call.dates.project_from.iso(),
            project_to: call.dates.project_to.iso(),
            briefing: call.dates.briefing.map(|day| day.iso()).unwrap_or_default(),
            min_insurers: call.eligibility.min_insurers.to_string(),
            small_threshold: call.eligibility.small.threshold.to_string(),
            min_small_share: rate_text(call.eligibility.small.min_share),
            ratio_basis: call.eligibility.small.basis.code().to_owned(),
            provider_contract: flag(call.eligibility.provider_contract),
            overlap: call.eligibility.overlap.code().to_owned(),
            max_age: call.eligibility.max_age.0.to_string(),
            allocation: call.money.allocation.code().to_owned(),
            rate: rate_text(call.money.rate),
            rounding: call.money.rounding.code().to_owned(),
            cut_to: yen_text(call.money.cut_to),
            advance: flag(call.money.advance),
            quote_above: yen_text(call.costs.purchase.quote_above),
            quotes: call.costs.purchase.quotes.to_string(),
            asset_from: yen_text(call.costs.purchase.asset_from),
            excluded_words: call.costs.excluded_words.join("\n"),
            minor_share: rate_text(call.changes.minor_share),
            withdraw_days: call.reports.withdraw_days.to_string(),
            report_days: call.reports.report_days.to_string(),
            report_by: call.reports.report_by.iso(),
            standard_days: call.reports.standard_days.to_string(),
            retention_years: call.reports.retention_years.to_string(),
            publication: flag(call.duties.publication),
            rollout: flag(call.duties.rollout),
            min_reviewers: call.sheet.min_reviewers.to_string(),
            spread: call.sheet.spread.to_string(),
            lead_kind: codes(&mut call.eligibility.lead_kinds.iter().map(|kind| kind.code())),
            member_kind: codes(&mut call.eligibility.member_kinds.iter().map(|kind| kind.code())),
            item: codes(&mut call.costs.items.iter().map(|item| item.code())),
            explain: call.sheet.explain.iter().map(u8::to_string).collect(),
            ..Self::default()
        };
        form.put_cap(&call.money.cap);
        call.papers.put(&mut form);
        (form, call.sheet.criteria.iter().map(CriterionForm::of).collect())
    }

    fn put_cap(&mut self, cap: &Cap) {
        match cap {
            Cap::None => {}
            Cap::One(yen) => self.cap = yen_text(*yen),
            Cap::Bands { basis, yen } => {
                self.band_basis = basis.code().to_owned();
                let texts = yen.map(yen_text);
                let pairs = BAND_FIELDS.iter().copied().zip(texts.iter().map(String::as_str));
                self.replace(&BAND_FIELDS, pairs);
            }
        }
    }
}

fn day_and_time(moment: Instant) -> (String, String) {
    (moment.day_jst().iso(), moment.time_jst().to_string())
}

fn yen_text(yen: Yen) -> String {
    yen.to_string()
}

/// A rate as it is read back without loss.
fn rate_text(rate: Rate) -> String {
    format!("{}/{}", rate.numerator(), rate.denominator())
}
