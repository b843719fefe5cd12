//! Which calls a society can apply to, from four figures that everybody knows (§2.3). It looks at the requirements on a
//! consortium only; names, consents and budgets are the rule panel's business.

use super::{Call, Cap, Eligibility};
use crate::code::{InsurerKind, RatioBasis};
use crate::consortium::panel::{Shortfall, shortfall};
use crate::form::form;
use crate::problem::Problems;
use crate::reader::Reader;
use crate::value::{MemberCount, Rate, Yen};

form! {
    /// The four questions as typed.
    pub struct FitForm;
    one {
        /// 保険者種別, code of [`InsurerKind`].
        kind,
        /// 加入者数.
        members,
        /// How many other insurers would join.
        partners,
        /// How many of them are small.
        small,
    }
    many {}
}

/// Who asks, and with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asker {
    /// What kind of insurer.
    pub kind: InsurerKind,
    /// Its members.
    pub members: MemberCount,
    /// Other insurers in sight.
    pub partners: u32,
    /// Those of them that are small.
    pub small: u32,
}

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// This kind of insurer may neither lead nor be a member.
    Kind,
    /// Too few insurers.
    TooFew {
        /// The asker and its partners.
        have: u32,
        /// As many are needed.
        need: u32,
    },
    /// Too few small ones among them.
    TooFewSmall {
        /// Small insurers.
        small: u64,
        /// All insurers.
        all: u64,
        /// The share that is needed.
        share: Rate,
        /// Below so many members an insurer is small.
        threshold: u32,
        /// What is missing.
        missing: Shortfall,
    },
}

/// The answer for one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Whether the asker may lead.
    pub may_lead: bool,
    /// Whether the asker may be a member.
    pub may_join: bool,
    /// Whether the asker counts as small.
    pub is_small: bool,
    /// What stands in the way; empty when it fits.
    pub obstacles: Vec<Obstacle>,
    /// Whether the share of small ones counts members, so that it can only be said when the partners are known.
    pub share_is_open: bool,
    /// The cap, where it does not depend on the partners.
    pub cap: Option<Yen>,
}

impl Fit {
    /// Whether nothing stands in the way.
    pub fn fits(&self) -> bool {
        self.obstacles.is_empty()
    }
}

impl FitForm {
    /// Reads the four answers.
    ///
    /// # Errors
    /// All problems found.
    pub fn check(&self) -> Result<Asker, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let kind = reader.required_choice("kind", InsurerKind::from_code);
        let members = reader.required_count("members", 1, MemberCount::MAX.get());
        let partners = reader.required_count("partners", 0, 999);
        // Not more small ones than there are partners; without a count of partners any number may stand.
        let small = reader.required_count("small", 0, partners.unwrap_or(999));
        let clean = || {
            Some(Asker {
                kind: kind?,
                members: MemberCount::new(members?)?,
                partners: partners?,
                small: small?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

/// Holds an asker against a call.
pub fn fit(call: &Call, asker: &Asker) -> Fit {
    let rules = &call.eligibility;
    let is_small = rules.small.is_small(asker.members);
    let (may_lead, may_join) = (
        rules.lead_kinds.contains(&asker.kind),
        rules.member_kinds.contains(&asker.kind),
    );
    let mut obstacles = Vec::new();
    if !may_lead && !may_join {
        obstacles.push(Obstacle::Kind);
    }
    let have = asker.partners.saturating_add(1);
    if have < rules.min_insurers {
        let need = rules.min_insurers;
        obstacles.push(Obstacle::TooFew { have, need });
    }
    let share_is_open = rules.small.basis == RatioBasis::Members && rules.small.min_share.numerator() > 0;
    obstacles.extend(too_few_small(rules, asker, is_small));
    let cap = match &call.money.cap {
        Cap::One(yen) => Some(*yen),
        Cap::Bands {
            basis: super::BandBasis::Lead,
            ..
        } if may_lead => call.money.cap.of(asker.members, asker.members),
        Cap::None | Cap::Bands { .. } => None,
    };
    Fit {
        may_lead,
        may_join,
        is_small,
        obstacles,
        share_is_open,
        cap,
    }
}

fn too_few_small(rules: &Eligibility, asker: &Asker, is_small: bool) -> Option<Obstacle> {
    let rule = &rules.small;
    if rule.basis == RatioBasis::Members {
        return None;
    }
    let small = u64::from(asker.small) + u64::from(is_small);
    let all = u64::from(asker.partners) + 1;
    let missing = match shortfall(small, all, rule.min_share) {
        Some(0) => return None,
        Some(more) => Shortfall::Insurers(more),
        None => Shortfall::Hopeless,
    };
    Some(Obstacle::TooFewSmall {
        small,
        all,
        share: rule.min_share,
        threshold: rule.threshold,
        missing,
    })
}
