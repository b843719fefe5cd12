//! The kinds of insurers (保険者種別, domain list 9.3) and the forms of societies (形態). Other organisations, such as
//! providers and councils, are not insurers and have no place here.

use super::code_list;

code_list! {
    /// The kind of an insurer.
    pub enum InsurerKind {
        Kenpo = "kenpo", "健康保険組合", "Health insurance society", ["健保組合", "健保"];
        Kyokai = "kyokai", "全国健康保険協会", "Japan Health Insurance Association", ["協会けんぽ"];
        Senpo = "senpo", "船員保険", "Seamen's insurance";
        KyosaiNational = "kyosai-national", "国家公務員共済組合", "Mutual aid of national officials", ["国家公務員共済"];
        KyosaiLocal = "kyosai-local", "地方公務員等共済組合", "Mutual aid of local officials", ["地方公務員等共済", "地方公務員共済"];
        Shigaku = "shigaku", "私立学校教職員共済", "Mutual aid of private schools", ["私学事業団", "私学共済"];
        KokuhoMunicipal = "kokuho-municipal", "市町村国民健康保険", "Municipal national health insurance", ["市町村国保"];
        KokuhoSociety = "kokuho-society", "国民健康保険組合", "National health insurance society", ["国保組合"];
        Koiki = "koiki", "後期高齢者医療広域連合", "Late-elderly medical care union", ["広域連合"];
    }
}

impl InsurerKind {
    /// Whether an insurer of this kind may lead a joint program without the word of a particular call.
    pub const fn may_lead(self) -> bool {
        matches!(self, Self::Kenpo)
    }

    /// Whether insurers of this kind have numbers of six digits, without a law code.
    pub const fn has_short_number(self) -> bool {
        matches!(self, Self::KokuhoMunicipal | Self::KokuhoSociety)
    }

    /// The kind behind a 法別番号, the first two of eight digits. `None` where the number alone does not tell: 34 and 75
    /// are shared by public and private schools, 07 has no insurer that could join.
    pub fn from_law_code(law_code: &str) -> Option<Self> {
        match law_code {
            "01" | "03" | "04" => Some(Self::Kyokai),
            "02" => Some(Self::Senpo),
            "06" | "63" => Some(Self::Kenpo),
            "31" | "72" => Some(Self::KyosaiNational),
            "32" | "33" | "73" | "74" => Some(Self::KyosaiLocal),
            "39" => Some(Self::Koiki),
            "67" => Some(Self::KokuhoMunicipal),
            _ => None,
        }
    }
}

code_list! {
    /// The form of a health insurance society: by one employer, by many of one trade, or merged within one prefecture.
    pub enum InsurerForm {
        Single = "single", "単一", "Single employer", ["単一組合", "単一健保"];
        General = "general", "総合", "Many employers", ["総合組合", "総合健保"];
        Regional = "regional", "地域型", "Regional", ["地域型健保", "地域型組合"];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 法別番号から種別がわかる() {
        assert_eq!(InsurerKind::from_law_code("06"), Some(InsurerKind::Kenpo));
        assert_eq!(InsurerKind::from_law_code("63"), Some(InsurerKind::Kenpo));
        assert_eq!(InsurerKind::from_law_code("39"), Some(InsurerKind::Koiki));
        assert_eq!(InsurerKind::from_law_code("34"), None);
        assert_eq!(InsurerKind::from_law_code("6"), None);
    }

    #[test]
    fn 代表になれるのは健保組合だけ() {
        let leads: Vec<_> = InsurerKind::ALL.iter().filter(|kind| kind.may_lead()).collect();
        assert_eq!(leads, [&InsurerKind::Kenpo]);
    }
}
