//! What should be looked at in a profile, though it can be saved: numbers that do not fit each other, figures that have
//! grown old (domain table 8.7 A).

use serde::{Deserialize, Serialize};

use super::clean::Profile;
use crate::code::{InsurerKind, OrganisationKind, Prefecture};
use crate::value::{Day, InsurerNumber};

/// Member counts older than this many days are asked for again: twelve months.
const OLD_DAYS: i64 = 366;

/// Something to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// The check digit of the 保険者番号 does not fit.
    NumberCheckDigit,
    /// The number names another prefecture than 所在地.
    OtherPrefecture(Prefecture),
    /// The 法別番号 belongs to another kind of insurer.
    OtherKind(InsurerKind),
    /// The number has six digits where the kind has eight, or the other way round.
    NumberLength,
    /// The check digit of the 法人番号 does not fit.
    CorporateCheckDigit,
    /// 基準日 is more than twelve months ago.
    OldMembers,
}

impl Warning {
    /// Everything to look at, in the order of the form.
    pub fn of(kind: OrganisationKind, number: Option<&InsurerNumber>, profile: &Profile, today: Day) -> Vec<Self> {
        let mut found = Vec::new();
        if let Some(number) = number {
            found.extend(Self::of_number(kind, number, profile.pref));
        }
        let corporate = profile.details.corporate_number.as_ref();
        if corporate.is_some_and(|number| !number.check_digit_ok()) {
            found.push(Self::CorporateCheckDigit);
        }
        let is_old = |day: Day| day.days_until(today) > OLD_DAYS;
        if kind.is_insurer() && profile.members_as_of.is_some_and(is_old) {
            found.push(Self::OldMembers);
        }
        found
    }

    /// What does not fit between a number and what is said beside it.
    pub fn of_number(kind: OrganisationKind, number: &InsurerNumber, pref: Prefecture) -> Vec<Self> {
        let mut found = Vec::new();
        if !number.check_digit_ok() {
            found.push(Self::NumberCheckDigit);
        }
        match number.law_code() {
            Some(law_code) => match InsurerKind::from_law_code(law_code) {
                Some(told) if kind.insurer() != Some(told) => found.push(Self::OtherKind(told)),
                _ if kind.insurer().is_some_and(InsurerKind::has_short_number) => found.push(Self::NumberLength),
                _ => {}
            },
            None if !kind.insurer().is_some_and(InsurerKind::has_short_number) => found.push(Self::NumberLength),
            None => {}
        }
        if let Some(told) = number.prefecture().filter(|told| *told != pref) {
            found.push(Self::OtherPrefecture(told));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warnings(number: &str, kind: OrganisationKind, pref: &str) -> Vec<Warning> {
        let number = InsurerNumber::parse(number).unwrap();
        Warning::of_number(kind, &number, Prefecture::from_code(pref).unwrap())
    }

    #[test]
    fn 番号と種別と所在地の食い違いを知らせる() {
        assert_eq!(warnings("06139901", OrganisationKind::Kenpo, "13"), []);
        assert_eq!(
            warnings("06139902", OrganisationKind::Kenpo, "13"),
            [Warning::NumberCheckDigit]
        );
        assert_eq!(
            warnings("06139901", OrganisationKind::Kenpo, "27"),
            [Warning::OtherPrefecture(Prefecture::Tokyo)]
        );
        assert_eq!(
            warnings("06139901", OrganisationKind::Koiki, "13"),
            [Warning::OtherKind(InsurerKind::Kenpo)]
        );
        let short = InsurerNumber::with_check_digit("13301").unwrap();
        assert_eq!(warnings(short.as_str(), OrganisationKind::KokuhoSociety, "13"), []);
        assert_eq!(
            warnings(short.as_str(), OrganisationKind::Kenpo, "13"),
            [Warning::NumberLength]
        );
    }

    #[test]
    fn 古い基準日を知らせる() {
        let mut profile = Profile::named("甲", "コウ", Prefecture::Tokyo);
        let today = Day::from_iso("2026-11-23").unwrap();
        for (day, old) in [("2025-11-23", false), ("2025-11-21", true)] {
            profile.members_as_of = Day::from_iso(day);
            let found = Warning::of(OrganisationKind::Kenpo, None, &profile, today);
            assert_eq!(found == [Warning::OldMembers], old, "{day}");
        }
    }
}
