//! The pages of the profile form. Which ones an organisation has, and what stands on them, depends on its kind.

use crate::code::OrganisationKind;

/// A page of the profile form; its code is the last part of the page's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// 基本情報.
    Basics,
    /// 加入者.
    Members,
    /// 職員・体制.
    Staff,
    /// 健診・保健指導の実施率.
    Rates,
    /// 健康課題.
    Challenges,
    /// 提供できること・認証.
    Services,
    /// 健康情報（PHR）の取扱いの自己点検.
    SelfCheck,
    /// 担当者.
    Contacts,
    /// 公開範囲.
    Visibility,
}

impl Section {
    /// In the order of the page.
    pub const ALL: &'static [Self] = &[
        Self::Basics,
        Self::Members,
        Self::Staff,
        Self::Rates,
        Self::Challenges,
        Self::Services,
        Self::SelfCheck,
        Self::Contacts,
        Self::Visibility,
    ];

    /// The last part of the section's address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Members => "members",
            Self::Staff => "staff",
            Self::Rates => "rates",
            Self::Challenges => "challenges",
            Self::Services => "services",
            Self::SelfCheck => "self-check",
            Self::Contacts => "contacts",
            Self::Visibility => "visibility",
        }
    }

    /// The section of an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|section| section.code() == code)
    }

    /// The fields of this page for an organisation of a kind, in the order they stand there; empty when that kind has no
    /// such page.
    pub fn fields(self, kind: OrganisationKind) -> &'static [&'static str] {
        match self {
            Self::Basics if kind == OrganisationKind::Kenpo => &[
                "name",
                "kana",
                "society_code",
                "corporate_number",
                "form",
                "specified",
                "industry",
                "pref",
            ],
            Self::Basics if kind.is_insurer() => &["name", "kana", "corporate_number", "industry", "pref"],
            Self::Basics => &["name", "kana", "corporate_number", "pref", "about", "url"],
            Self::Members if kind.is_insurer() => {
                &["insured", "dependants", "members_as_of", "workplaces", "sites", "area"]
            }
            Self::Staff if kind.is_insurer() => &["staff", "nurses", "dietitians"],
            Self::Rates if kind.is_insurer() => &[
                "rate_year",
                "checkup_total",
                "checkup_insured",
                "checkup_dependants",
                "guidance_total",
                "guidance_insured",
                "guidance_dependants",
            ],
            Self::Challenges if kind.is_insurer() => &["challenge", "theme"],
            Self::Services if kind.is_provider() => &["service", "certificate", "certificate_note", "area"],
            Self::SelfCheck if kind.is_provider() => &["phr", "phr_on", "phr_note"],
            Self::Contacts => &[
                "contact1_dept",
                "contact1_name",
                "contact1_tel",
                "contact1_email",
                "contact1_public",
                "contact2_dept",
                "contact2_name",
                "contact2_tel",
                "contact2_email",
                "contact2_public",
                "contact3_dept",
                "contact3_name",
                "contact3_tel",
                "contact3_email",
                "contact3_public",
            ],
            Self::Visibility => &["visibility"],
            _ => &[],
        }
    }

    /// The sections an organisation of a kind has.
    pub fn of_kind(kind: OrganisationKind) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |section| !section.fields(kind).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::profile::ProfileForm;

    #[test]
    fn 項目は種別ごとに高々一つのセクションにある() {
        for kind in OrganisationKind::ALL {
            let fields: Vec<_> = Section::of_kind(*kind)
                .flat_map(|section| section.fields(*kind))
                .collect();
            for field in &fields {
                assert!(ProfileForm::FIELDS.contains(field), "{field}");
                assert_eq!(fields.iter().filter(|other| other == &field).count(), 1, "{field}");
            }
        }
    }

    #[test]
    fn どの項目もどれかの種別で使われる() {
        for field in ProfileForm::FIELDS {
            let used = OrganisationKind::ALL
                .iter()
                .any(|kind| Section::of_kind(*kind).any(|section| section.fields(*kind).contains(field)));
            assert!(used, "{field}");
        }
    }
}
