//! The profile as it is typed. Every value of a clean profile can be shown as text and read back the same.

use super::clean::{Contact, Profile};
use crate::form::form;
use crate::lang::Lang;
use crate::value::{Day, Rate};

form! {
    /// Raw fields of a profile. Codes for choices, free spelling for dates, numbers and rates.
    pub struct ProfileForm;
    one {
        /// 名称.
        name,
        /// カナ.
        kana,
        /// 所在地, code of [`Prefecture`](crate::code::Prefecture).
        pref,
        /// 組合コード.
        society_code,
        /// 法人番号.
        corporate_number,
        /// 形態, code of [`InsurerForm`](crate::code::InsurerForm).
        form,
        /// `1` for a 特定健康保険組合.
        specified,
        /// 業態, code of [`Industry`](crate::code::Industry).
        industry,
        /// 紹介.
        about,
        /// ウェブサイト.
        url,
        /// 被保険者数.
        insured,
        /// 被扶養者数.
        dependants,
        /// 基準日.
        members_as_of,
        /// 適用事業所数.
        workplaces,
        /// 拠点数.
        sites,
        /// 職員数.
        staff,
        /// 保健師.
        nurses,
        /// 管理栄養士.
        dietitians,
        /// Fiscal year of the rates.
        rate_year,
        /// 特定健診, all members.
        checkup_total,
        /// 特定健診, insured.
        checkup_insured,
        /// 特定健診, dependants.
        checkup_dependants,
        /// 特定保健指導, all members.
        guidance_total,
        /// 特定保健指導, insured.
        guidance_insured,
        /// 特定保健指導, dependants.
        guidance_dependants,
        /// Numbers and validity of certificates.
        certificate_note,
        /// Day of the self-check.
        phr_on,
        /// What is to be said about the self-check.
        phr_note,
        /// First contact: 部署.
        contact1_dept,
        /// First contact: 氏名.
        contact1_name,
        /// First contact: 電話番号.
        contact1_tel,
        /// First contact: メールアドレス.
        contact1_email,
        /// `1` when the first contact is shown.
        contact1_public,
        /// Second contact: 部署.
        contact2_dept,
        /// Second contact: 氏名.
        contact2_name,
        /// Second contact: 電話番号.
        contact2_tel,
        /// Second contact: メールアドレス.
        contact2_email,
        /// `1` when the second contact is shown.
        contact2_public,
        /// Third contact: 部署.
        contact3_dept,
        /// Third contact: 氏名.
        contact3_name,
        /// Third contact: 電話番号.
        contact3_tel,
        /// Third contact: メールアドレス.
        contact3_email,
        /// `1` when the third contact is shown.
        contact3_public,
        /// 公開範囲, code of [`ProfileVisibility`](crate::code::ProfileVisibility).
        visibility,
    }
    many {
        /// 加入者の主な所在地, codes of [`Prefecture`](crate::code::Prefecture).
        area,
        /// 健康課題, codes of [`Purpose`](crate::code::Purpose).
        challenge,
        /// 健康課題, codes of [`Theme`](crate::code::Theme).
        theme,
        /// Codes of [`ProviderRole`](crate::code::ProviderRole).
        service,
        /// Codes of [`Certificate`](crate::code::Certificate).
        certificate,
        /// Codes of [`PhrItem`](crate::code::PhrItem).
        phr,
    }
}

/// The fields of each contact: 部署, 氏名, 電話番号, メールアドレス, 公開.
pub const CONTACTS: [[&str; 5]; 3] = [
    [
        "contact1_dept",
        "contact1_name",
        "contact1_tel",
        "contact1_email",
        "contact1_public",
    ],
    [
        "contact2_dept",
        "contact2_name",
        "contact2_tel",
        "contact2_email",
        "contact2_public",
    ],
    [
        "contact3_dept",
        "contact3_name",
        "contact3_tel",
        "contact3_email",
        "contact3_public",
    ],
];

impl ProfileForm {
    /// The form that holds a profile, to be changed.
    pub fn of(profile: &Profile) -> Self {
        let details = &profile.details;
        let shown = |value: Option<u32>| value.map(|count| count.to_string()).unwrap_or_default();
        let code = |flag: bool| if flag { "1".to_owned() } else { String::new() };
        let rate = |value: Option<Rate>| value.map(rate_text).unwrap_or_default();
        let members =
            |value: Option<crate::value::MemberCount>| value.map(|count| count.get().to_string()).unwrap_or_default();
        let [checkup_total, checkup_insured, checkup_dependants] = details.rates.checkup.map(rate);
        let [guidance_total, guidance_insured, guidance_dependants] = details.rates.guidance.map(rate);
        let mut form = Self {
            name: profile.name.clone(),
            kana: profile.kana.clone(),
            pref: profile.pref.code().to_owned(),
            society_code: details.society_code.clone().unwrap_or_default(),
            corporate_number: details
                .corporate_number
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            form: profile.form.map(|form| form.code().to_owned()).unwrap_or_default(),
            specified: code(details.specified),
            industry: profile
                .industry
                .map(|industry| industry.code().to_owned())
                .unwrap_or_default(),
            about: details.about.clone(),
            url: details.url.clone().unwrap_or_default(),
            insured: members(profile.insured),
            dependants: members(profile.dependants),
            members_as_of: profile.members_as_of.map(|day| day.iso()).unwrap_or_default(),
            workplaces: shown(details.workplaces),
            sites: shown(details.sites),
            staff: shown(details.staff),
            nurses: shown(details.nurses),
            dietitians: shown(details.dietitians),
            rate_year: details.rates.year.map(|year| year.name(Lang::Ja)).unwrap_or_default(),
            checkup_total,
            checkup_insured,
            checkup_dependants,
            guidance_total,
            guidance_insured,
            guidance_dependants,
            certificate_note: details.certificate_note.clone(),
            phr_on: details.phr_on.map(Day::iso).unwrap_or_default(),
            phr_note: details.phr_note.clone(),
            visibility: profile.visibility().code().to_owned(),
            area: details.area.iter().map(|pref| pref.code().to_owned()).collect(),
            challenge: details.challenges.iter().map(|it| it.code().to_owned()).collect(),
            theme: details.themes.iter().map(|it| it.code().to_owned()).collect(),
            service: details.services.iter().map(|it| it.code().to_owned()).collect(),
            certificate: details.certificates.iter().map(|it| it.code().to_owned()).collect(),
            phr: details.phr.iter().map(|it| it.code().to_owned()).collect(),
            ..Self::default()
        };
        for (fields, contact) in CONTACTS.iter().zip(&details.contacts) {
            form.set_contact(fields, contact);
        }
        form
    }

    fn set_contact(&mut self, fields: &[&str; 5], contact: &Contact) {
        let tel = contact.tel.as_ref().map_or("", |tel| tel.as_str());
        let public = if contact.public { "1" } else { "" };
        let values = [
            contact.department.as_str(),
            &contact.name,
            tel,
            contact.email.as_str(),
            public,
        ];
        self.replace(fields, fields.iter().copied().zip(values));
    }
}

/// A rate as it is read back without loss: a percentage where that is exact, otherwise the fraction.
fn rate_text(rate: Rate) -> String {
    if 1000 % rate.denominator() == 0 {
        rate.percent()
    } else {
        format!("{}/{}", rate.numerator(), rate.denominator())
    }
}
