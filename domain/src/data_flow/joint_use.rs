//! The public notice of joint use (共同利用, Act art. 27(5)(iii)): the items the law asks for and those societies usually add
//! (domain §7.2). Drafted from the consortium and its flows, worded by the society.

use serde::{Deserialize, Serialize};

use super::flow::Flow;
use crate::code::{LegalBasis, code_list};
use crate::consortium::Snapshot;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;

code_list! {
    /// Where a notice is put so that everybody concerned can easily know it (容易に知り得る状態).
    pub enum PostingPlace {
        Website = "website", "ウェブサイトに継続して掲載", "Continuously on the website";
        Office = "office", "組合の事務所に掲示・備付け", "At the society's office";
        Workplaces = "workplaces", "適用事業所に掲示・備付け", "At the workplaces";
        Newsletter = "newsletter", "機関誌等で定期的に配布（3か月に1回程度以上）", "In a newsletter, about every three months";
    }
}

form! {
    /// Raw fields of a notice.
    pub struct JointUseForm;
    one {
        /// 共同して利用される個人データの項目.
        items,
        /// 共同して利用する者の範囲.
        users,
        /// 利用する者の利用目的.
        purpose,
        /// 管理について責任を有する者の名称.
        responsible,
        /// その住所.
        address,
        /// その代表者の氏名.
        representative,
        /// 共同事業の相手先.
        partners,
        /// 共同事業で個人データを利用する趣旨.
        reason,
        /// First day of the joint use.
        from,
    }
    many {
        /// Codes of [`PostingPlace`].
        posted,
    }
}

/// A notice whose every item is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointUse {
    /// 個人データの項目.
    pub items: String,
    /// 共同して利用する者の範囲.
    pub users: String,
    /// 利用目的.
    pub purpose: String,
    /// 責任を有する者.
    pub responsible: String,
    /// 住所.
    pub address: String,
    /// 代表者の氏名.
    pub representative: String,
    /// 共同事業の相手先.
    pub partners: String,
    /// 趣旨.
    pub reason: String,
    /// First day of the joint use; the notice stands before it.
    pub from: crate::value::Day,
    /// Where it is posted; at least one place.
    pub posted: Vec<PostingPlace>,
}

impl JointUseForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "items" | "users" | "purpose" | "partners" | "reason" => Some(2_000),
            "responsible" | "representative" => Some(100),
            "address" => Some(200),
            _ => None,
        }
    }

    /// A notice to begin with: users are the societies of the consortium, items the data that are used jointly, the lead is
    /// responsible. Address and representative are left to be typed.
    pub fn draft(consortium: &Snapshot, flows: &[Flow]) -> Self {
        let joint = || flows.iter().filter(|flow| flow.basis == Some(LegalBasis::JointUse));
        let lines = |names: &mut dyn Iterator<Item = &str>| -> String {
            let mut seen: Vec<&str> = Vec::new();
            for name in names {
                if !seen.contains(&name) {
                    seen.push(name);
                }
            }
            seen.join("\n")
        };
        Self {
            items: lines(&mut joint().map(|flow| flow.data.as_str())),
            users: lines(&mut consortium.present().map(|insurer| insurer.name.as_str())),
            partners: lines(&mut consortium.partners.iter().map(|partner| partner.name.as_str())),
            responsible: consortium.lead().map(|lead| lead.name.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What was typed, completed by a draft where nothing was: societies that join later then stand in it by themselves.
    #[must_use]
    pub fn completed(&self, draft: Self) -> Self {
        let or = |typed: &String, drafted: String| {
            if typed.trim().is_empty() {
                drafted
            } else {
                typed.clone()
            }
        };
        Self {
            items: or(&self.items, draft.items),
            users: or(&self.users, draft.users),
            partners: or(&self.partners, draft.partners),
            responsible: or(&self.responsible, draft.responsible),
            ..self.clone()
        }
    }

    /// Checks every field at once.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self) -> Result<JointUse, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::new(|field| self.values(field));
        let [items, users, purpose] =
            ["items", "users", "purpose"].map(|field| reader.required_lines(field, limit(field)));
        let [responsible, address, representative] =
            ["responsible", "address", "representative"].map(|field| reader.required_line(field, limit(field)));
        let partners = reader.lines("partners", limit("partners"));
        let reason = reader.lines("reason", limit("reason"));
        let from = reader.required_day("from");
        let posted = match reader.choices("posted", PostingPlace::from_code) {
            Some(places) if places.is_empty() => reader.refuse("posted", ProblemCode::Empty),
            places => places,
        };
        let clean = || {
            Some(JointUse {
                items: items?,
                users: users?,
                purpose: purpose?,
                responsible: responsible?,
                address: address?,
                representative: representative?,
                partners: partners?,
                reason: reason?,
                from: from?,
                posted: posted?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

impl JointUse {
    /// Posted at the workplaces too, as the guidance prefers.
    pub fn reaches_workplaces(&self) -> bool {
        self.posted.contains(&PostingPlace::Workplaces)
    }
}
