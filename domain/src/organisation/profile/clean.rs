//! A profile whose every given field has been checked. What an organisation has not told yet is absent, not guessed.

use serde::{Deserialize, Serialize};

use crate::code::{
    Certificate, Industry, InsurerForm, PhrItem, Prefecture, PrefectureSet, ProfileVisibility, ProviderRole, Purpose,
    SizeBand, Theme,
};
use crate::insurer::NewInsurer;
use crate::value::{CorporateNumber, Day, Email, FiscalYear, MemberCount, Phone, Rate};

/// Somebody who answers for the organisation (担当者).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// 部署.
    pub department: String,
    /// 氏名.
    pub name: String,
    /// 電話番号.
    pub tel: Option<Phone>,
    /// メールアドレス.
    pub email: Email,
    /// Shown to whoever may see the profile; otherwise only inside and to the secretariat.
    pub public: bool,
}

/// Rates of specific check-ups and guidance (特定健診・保健指導実施率) of one fiscal year: all members, insured, dependants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rates {
    /// Of which year; given whenever a rate is.
    pub year: Option<FiscalYear>,
    /// 特定健診: total, insured, dependants.
    pub checkup: [Option<Rate>; 3],
    /// 特定保健指導: total, insured, dependants.
    pub guidance: [Option<Rate>; 3],
}

/// What is stored as one document, because nothing joins or sorts by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// 組合コード, five digits.
    pub society_code: Option<String>,
    /// 法人番号.
    pub corporate_number: Option<CorporateNumber>,
    /// 特定健康保険組合.
    pub specified: bool,
    /// 加入者の主な所在地.
    pub area: PrefectureSet,
    /// 適用事業所数.
    pub workplaces: Option<u32>,
    /// 拠点数.
    pub sites: Option<u32>,
    /// 職員数, persons.
    pub staff: Option<u32>,
    /// 保健師, persons.
    pub nurses: Option<u32>,
    /// 管理栄養士, persons.
    pub dietitians: Option<u32>,
    /// 実施率.
    pub rates: Rates,
    /// 健康課題, by official purpose.
    pub challenges: Vec<Purpose>,
    /// 健康課題, finer.
    pub themes: Vec<Theme>,
    /// 紹介.
    pub about: String,
    /// ウェブサイト.
    pub url: Option<String>,
    /// What a provider can do.
    pub services: Vec<ProviderRole>,
    /// Certificates of a provider.
    pub certificates: Vec<Certificate>,
    /// Numbers and validity of the certificates, in words.
    pub certificate_note: String,
    /// 自己点検: the items that a provider fulfils by its own statement.
    pub phr: Vec<PhrItem>,
    /// Day of that statement.
    pub phr_on: Option<Day>,
    /// What it says about it.
    pub phr_note: String,
    /// 担当者, the main one first.
    pub contacts: Vec<Contact>,
    /// 公開範囲.
    pub visibility: Visibility,
}

/// 公開範囲 with its default: insurers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Visibility(pub ProfileVisibility);

impl Default for Visibility {
    fn default() -> Self {
        Self(ProfileVisibility::Insurers)
    }
}

/// What an organisation says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// 名称.
    pub name: String,
    /// Reading in katakana; Japanese is sorted by it.
    pub kana: String,
    /// 所在地.
    pub pref: Prefecture,
    /// 形態, for health insurance societies.
    pub form: Option<InsurerForm>,
    /// 業態, for insurers.
    pub industry: Option<Industry>,
    /// 被保険者数, persons.
    pub insured: Option<MemberCount>,
    /// 被扶養者数, persons.
    pub dependants: Option<MemberCount>,
    /// 基準日 of both counts.
    pub members_as_of: Option<Day>,
    /// Everything else.
    pub details: Details,
}

impl Profile {
    /// A profile of which only the name and the place are known.
    pub fn named(name: &str, kana: &str, pref: Prefecture) -> Self {
        Self {
            name: name.to_owned(),
            kana: kana.to_owned(),
            pref,
            form: None,
            industry: None,
            insured: None,
            dependants: None,
            members_as_of: None,
            details: Details::default(),
        }
    }

    /// 加入者数: insured and dependants together, when both are known.
    pub fn members(&self) -> Option<MemberCount> {
        let sum = self.insured?.get().saturating_add(self.dependants?.get());
        Some(MemberCount::new(sum).unwrap_or(MemberCount::MAX))
    }

    /// The size band by 加入者数.
    pub fn size(&self) -> Option<SizeBand> {
        self.members().map(MemberCount::band)
    }

    /// 中小規模: fewer members than the usual threshold.
    pub fn is_small(&self) -> Option<bool> {
        self.members()
            .map(|members| members.is_small(MemberCount::SMALL_THRESHOLD))
    }

    /// 公開範囲.
    pub fn visibility(&self) -> ProfileVisibility {
        self.details.visibility.0
    }
}

impl From<&NewInsurer> for Profile {
    fn from(insurer: &NewInsurer) -> Self {
        Self {
            form: insurer.form,
            industry: Some(insurer.industry),
            insured: Some(insurer.insured),
            dependants: Some(insurer.dependants),
            members_as_of: Some(insurer.members_as_of),
            ..Self::named(&insurer.name, &insurer.kana, insurer.pref)
        }
    }
}
