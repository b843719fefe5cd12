//! The program as its organiser types it: in the web form, in an import and in the demo data alike.

use crate::code::{ListingKind, SubsidyUse, Visibility};
use crate::form::form;

form! {
    /// Raw fields of a program. Codes for choices, free spelling for dates, numbers and money (normalisation table).
    pub struct ProgramForm;
    one {
        /// 事業名.
        title,
        /// 掲載区分, code of [`ListingKind`].
        kind,
        /// 事業目的分類, code of [`Purpose`](crate::code::Purpose).
        cat,
        /// 事業概要.
        summary,
        /// 目的.
        purpose,
        /// 内容.
        content,
        /// 課題.
        problem,
        /// 成果.
        result,
        /// 対象者の補足.
        target_note,
        /// 対象者数（見込）.
        target_n,
        /// `1` when 全国.
        nationwide,
        /// 実施地域の補足.
        area_note,
        /// 実施期間の初日.
        period_from,
        /// 実施期間の末日.
        period_to,
        /// 費用負担, code of [`CostSharing`](crate::code::CostSharing).
        cost,
        /// 1組合あたりの金額.
        cost_yen,
        /// 費用の補足.
        cost_note,
        /// 実施体制.
        structure,
        /// 関係事業者.
        provider,
        /// データの取扱い, code of [`DataUse`](crate::code::DataUse).
        data_use,
        /// データの取扱いの補足.
        data_note,
        /// 募集開始日.
        recruit_from,
        /// 募集締切日.
        recruit_to,
        /// 募集組合数.
        capacity,
        /// 参加組合数.
        joined,
        /// 参加条件の補足.
        condition,
        /// 加入者数の下限.
        condition_min,
        /// 加入者数の上限.
        condition_max,
        /// システムの条件.
        condition_system,
        /// 問合せ先の組織.
        contact_org,
        /// 部署・担当者.
        contact_dept,
        /// 電話番号.
        contact_tel,
        /// メールアドレス.
        contact_email,
        /// 受付時間.
        contact_hours,
        /// 公開範囲, code of [`Visibility`].
        visibility,
        /// 参加組合名の公開, code of [`MembersVisibility`](crate::code::MembersVisibility).
        members_visibility,
        /// 補助金の利用, code of [`SubsidyUse`].
        subsidy,
        /// 補助金の補足.
        subsidy_note,
    }
    many {
        /// Further purposes, codes of [`Purpose`](crate::code::Purpose).
        sub_cat,
        /// Codes of [`Theme`](crate::code::Theme).
        theme,
        /// Codes of [`Target`](crate::code::Target).
        target,
        /// Codes of [`Prefecture`](crate::code::Prefecture).
        pref,
        /// Codes of [`Mode`](crate::code::Mode).
        mode,
        /// Size bands that can take part, codes of [`SizeBand`](crate::code::SizeBand).
        size,
        /// 業態 that can take part, codes of [`Industry`](crate::code::Industry).
        industry,
        /// 所在地 of societies that can take part, codes of [`Prefecture`](crate::code::Prefecture).
        condition_pref,
        /// Kinds of insurers that can take part, codes of [`InsurerKind`](crate::code::InsurerKind).
        condition_kind,
        /// Forms of societies that can take part, codes of [`InsurerForm`](crate::code::InsurerForm).
        condition_form,
    }
}

/// Most characters each free-text field may have; full-width and half-width count as one.
const TEXT_LIMITS: &[(&str, u32)] = &[
    ("title", 80),
    ("summary", 200),
    ("purpose", 600),
    ("content", 4000),
    ("problem", 1000),
    ("result", 1000),
    ("target_note", 200),
    ("area_note", 200),
    ("cost_note", 400),
    ("structure", 2000),
    ("provider", 400),
    ("data_note", 600),
    ("condition", 600),
    ("condition_system", 200),
    ("contact_org", 100),
    ("contact_dept", 100),
    ("contact_hours", 100),
    ("subsidy_note", 100),
];

/// No draft keeps more than this many bytes of one field: far above every limit, far below what could hurt.
pub const FIELD_BYTES: usize = 64 * 1024;

impl ProgramForm {
    /// The most characters a text field may have, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        TEXT_LIMITS.iter().find(|(name, _)| *name == field).map(|(_, max)| *max)
    }

    /// A form for a society's next program: what is known about the organiser is filled in (INS-02).
    pub fn prefilled(organisation: &str) -> Self {
        Self {
            kind: ListingKind::Recruit.code().to_owned(),
            contact_org: organisation.to_owned(),
            visibility: Visibility::Public.code().to_owned(),
            subsidy: SubsidyUse::None.code().to_owned(),
            ..Self::default()
        }
    }
}
