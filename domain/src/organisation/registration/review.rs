//! What the portal itself finds out about a registration, for the one who decides. It decides nothing.

use crate::normalise::{fold, single_line};
use crate::organisation::profile::Warning;
use crate::organisation::{Organisation, Successor};

/// What the register of organisations says about the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MasterMatch {
    /// Not asked for: the kind has no number.
    NoNumber,
    /// The number is not in the register.
    Unknown,
    /// The number is there under the same name.
    SameName(Organisation),
    /// The number is there under another name.
    OtherName(Organisation),
}

/// All findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// What does not fit in the number.
    pub warnings: Vec<Warning>,
    /// What the register says.
    pub master: MasterMatch,
    /// Whether people already act for the organisation of that number.
    pub has_people: bool,
    /// Other organisations of the same name.
    pub same_names: Vec<Successor>,
    /// Other registrations of the same number or name that wait.
    pub rivals: u64,
}

impl Review {
    /// Whether nothing speaks against an approval.
    pub fn is_clear(&self) -> bool {
        let number_fits = matches!(self.master, MasterMatch::NoNumber | MasterMatch::SameName(_));
        number_fits && self.warnings.is_empty() && !self.has_people && self.same_names.is_empty() && self.rivals == 0
    }
}

/// Whether two names mean the same organisation: width, case, spaces, old kanji and the usual short forms do not count.
pub fn same_name(one: &str, other: &str) -> bool {
    core(one) == core(other)
}

fn core(name: &str) -> String {
    let mut core = fold(&single_line(name));
    core.retain(|c| !c.is_whitespace() && !matches!(c, '・' | '･' | '(' | ')'));
    for (short, long) in [
        ("健康保険組合", "健保"),
        ("健保組合", "健保"),
        ("けんぽ", "健保"),
        ("国民健康保険組合", "国保"),
        ("国保組合", "国保"),
        ("株式会社", ""),
        ("㈱", ""),
    ] {
        core = core.replace(short, long);
    }
    core
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 名称は略称や幅によらず比べる() {
        assert!(same_name("みずほ野精機健康保険組合", "みずほ野精機　健保組合"));
        assert!(same_name("ＡＢＣ健康保険組合", "abc健保"));
        assert!(same_name("髙澤健康保険組合", "高沢健康保険組合"));
        assert!(!same_name("みずほ野精機健康保険組合", "みずほ野製紙健康保険組合"));
    }
}
