//! The kinds of organisations (組織の種別, domain list 9.3): the insurers, and those who help them. What an insurer's kind
//! means is told by [`InsurerKind`]; this list only adds the others.

use super::{InsurerKind, code_list};

code_list! {
    /// The kind of an organisation.
    pub enum OrganisationKind {
        Kenpo = "kenpo", "健康保険組合", "Health insurance society", ["健保組合", "健保"];
        Kyokai = "kyokai", "全国健康保険協会", "Japan Health Insurance Association", ["協会けんぽ"];
        Senpo = "senpo", "船員保険", "Seamen's insurance";
        KyosaiNational = "kyosai-national", "国家公務員共済組合", "Mutual aid of national officials", ["国家公務員共済"];
        KyosaiLocal = "kyosai-local", "地方公務員等共済組合", "Mutual aid of local officials", ["地方公務員等共済", "地方公務員共済"];
        Shigaku = "shigaku", "私立学校教職員共済", "Mutual aid of private schools", ["私学事業団", "私学共済"];
        KokuhoMunicipal = "kokuho-municipal", "市町村国民健康保険", "Municipal national health insurance", ["市町村国保"];
        KokuhoSociety = "kokuho-society", "国民健康保険組合", "National health insurance society", ["国保組合"];
        Koiki = "koiki", "後期高齢者医療広域連合", "Late-elderly medical care union", ["広域連合"];
        Council = "council", "保険者協議会", "Insurers’ council";
        Federation = "federation", "健保連・都道府県連合会", "Federation of health insurance societies", ["健保連", "連合会"];
        Provider = "provider", "ヘルスケア事業者", "Healthcare provider", ["事業者"];
        Academic = "academic", "大学・研究機関", "University or research institute", ["大学", "研究機関"];
        Medical = "medical", "医療機関", "Medical institution";
        Checkup = "checkup", "健診機関", "Check-up institution";
        Municipality = "municipality", "自治体", "Local government";
        Employer = "employer", "事業主", "Employer";
    }
}

impl OrganisationKind {
    /// The kind of insurer, if it is one.
    pub fn insurer(self) -> Option<InsurerKind> {
        InsurerKind::from_code(self.code())
    }

    /// Whether it insures, and so has a 保険者番号 and members.
    pub fn is_insurer(self) -> bool {
        self.insurer().is_some()
    }

    /// Whether it offers services to insurers, and so shows certificates.
    pub const fn is_provider(self) -> bool {
        matches!(self, Self::Provider | Self::Academic | Self::Medical | Self::Checkup)
    }
}

impl From<InsurerKind> for OrganisationKind {
    fn from(kind: InsurerKind) -> Self {
        match kind {
            InsurerKind::Kenpo => Self::Kenpo,
            InsurerKind::Kyokai => Self::Kyokai,
            InsurerKind::Senpo => Self::Senpo,
            InsurerKind::KyosaiNational => Self::KyosaiNational,
            InsurerKind::KyosaiLocal => Self::KyosaiLocal,
            InsurerKind::Shigaku => Self::Shigaku,
            InsurerKind::KokuhoMunicipal => Self::KokuhoMunicipal,
            InsurerKind::KokuhoSociety => Self::KokuhoSociety,
            InsurerKind::Koiki => Self::Koiki,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn 保険者の種別はどちらの表でも同じ() {
        for kind in InsurerKind::ALL {
            let wide = OrganisationKind::from(*kind);
            assert_eq!(wide.insurer(), Some(*kind));
            assert_eq!(wide.name(Lang::Ja), kind.name(Lang::Ja));
            assert_eq!(wide.name(Lang::En), kind.name(Lang::En));
        }
        let insurers = OrganisationKind::ALL.iter().filter(|kind| kind.is_insurer()).count();
        assert_eq!(insurers, InsurerKind::ALL.len());
        assert!(!OrganisationKind::Council.is_provider());
    }
}
