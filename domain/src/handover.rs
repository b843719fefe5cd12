//! The hand-over of work when staff move in April (`INS-06`): what goes from one member of an organisation to another.
//! Programs belong to the organisation, so drafts and history stay where they are; only responsibilities change hands.

use crate::form::form;
use crate::value::UserId;
use crate::{ProblemCode, Problems};

form! {
    /// A hand-over, as chosen.
    pub struct HandOverForm;
    one {
        /// Id of the member who takes over.
        successor,
    }
    many {
        /// What is handed over, codes of [`Item`].
        items,
    }
}

/// Something that can be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// 担当している共同事業: drafts and published programs the person is responsible for.
    Programs,
    /// 問合せ先: the programs that name the person's mail address as contact.
    Contacts,
    /// 権限: the successor gets the leaving person's roles besides the own ones.
    Roles,
    /// 所属: the leaving person's place ends.
    Place,
}

impl Item {
    /// Every item, in the order of the form.
    pub const ALL: &'static [Self] = &[Self::Programs, Self::Contacts, Self::Roles, Self::Place];

    /// Code in forms and in the audit log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Programs => "programs",
            Self::Contacts => "contacts",
            Self::Roles => "roles",
            Self::Place => "place",
        }
    }

    /// From a form.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|item| item.code() == code)
    }
}

/// A checked hand-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Who takes over.
    pub successor: UserId,
    /// What, at least one, in the order of [`Item::ALL`].
    pub items: Vec<Item>,
}

impl HandOver {
    /// Whether an item is part of it.
    pub fn has(&self, item: Item) -> bool {
        self.items.contains(&item)
    }
}

impl HandOverForm {
    /// Everything chosen, nobody named: how the form begins.
    pub fn whole() -> Self {
        Self {
            successor: String::new(),
            items: Item::ALL.iter().map(|item| item.code().to_owned()).collect(),
        }
    }

    /// Checks the choice for a leaving person.
    ///
    /// # Errors
    /// `Empty`, `UnknownChoice` or, for the person themself, `NotAllowed` on `successor`; `Empty` or `UnknownChoice` on
    /// `items`.
    pub fn check(&self, leaving: UserId) -> Result<HandOver, Problems> {
        let mut problems = Problems::new();
        let successor = match self.successor.parse::<UserId>() {
            _ if self.successor.is_empty() => Err(ProblemCode::Empty),
            Ok(id) if id == leaving => Err(ProblemCode::NotAllowed),
            Ok(id) => Ok(id),
            Err(_) => Err(ProblemCode::UnknownChoice {
                value: self.successor.clone(),
            }),
        };
        let successor = problems.take("successor", successor);
        let unknown = self.items.iter().find(|code| Item::from_code(code).is_none());
        if let Some(code) = unknown {
            problems.push("items", ProblemCode::UnknownChoice { value: code.clone() });
        } else if self.items.is_empty() {
            problems.push("items", ProblemCode::Empty);
        }
        let chosen = |item: &Item| self.items.iter().any(|code| code == item.code());
        let items = Item::ALL.iter().copied().filter(chosen).collect();
        problems.into_clean(successor.map(|successor| HandOver { successor, items }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAVING: UserId = UserId::new(1);

    fn form(successor: &str, items: &[&str]) -> HandOverForm {
        HandOverForm {
            successor: successor.into(),
            items: items.iter().map(|item| (*item).to_owned()).collect(),
        }
    }

    #[test]
    fn 選んだものだけを引き継ぐ() {
        let clean = form("2", &["roles", "programs"]).check(LEAVING).unwrap();
        assert_eq!(clean.items, [Item::Programs, Item::Roles]);
        assert!(clean.has(Item::Roles) && !clean.has(Item::Place));
        assert_eq!(
            HandOverForm {
                successor: "2".into(),
                ..HandOverForm::whole()
            }
            .check(LEAVING)
            .unwrap()
            .items
            .len(),
            4
        );
    }

    #[test]
    fn 本人や知らない値は選べない() {
        assert_eq!(
            form("1", &["roles"]).check(LEAVING).unwrap_err(),
            Problems::one("successor", ProblemCode::NotAllowed)
        );
        assert_eq!(
            form("", &["roles"]).check(LEAVING).unwrap_err(),
            Problems::one("successor", ProblemCode::Empty)
        );
        assert!(form("x", &["roles"]).check(LEAVING).unwrap_err().has_field("successor"));
        assert_eq!(
            form("2", &[]).check(LEAVING).unwrap_err(),
            Problems::one("items", ProblemCode::Empty)
        );
        assert!(form("2", &["money"]).check(LEAVING).unwrap_err().has_field("items"));
    }
}
