//! A saved search as it is typed, and what it becomes. The search itself comes as the query part of an address.

use super::{Frequency, Trigger, Triggers, criteria};
use crate::form::form;
use crate::normalise::single_line;
use crate::problem::{ProblemCode, Problems};
use crate::search::SearchRequest;
use crate::value::OrganisationId;

/// Most characters of a name.
pub const NAME_CHARS: u32 = 80;

form! {
    /// Raw fields of a saved search.
    pub struct AlertForm;
    one {
        /// 名前; without an account there is none.
        name,
        /// The search, as the query part of an address.
        query,
        /// 頻度, code of [`Frequency`].
        frequency,
        /// メールアドレス; only without an account.
        email,
    }
    many {
        /// 知らせること, codes of [`Trigger`].
        triggers,
    }
}

/// A saved search whose every field has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanAlert {
    /// Its name.
    pub name: String,
    /// What it looks for.
    pub request: SearchRequest,
    /// The society for which it is asked what can be joined; only with that filter.
    pub society: Option<OrganisationId>,
    /// How often mail may come.
    pub frequency: Frequency,
    /// What it tells.
    pub triggers: Triggers,
}

impl AlertForm {
    /// What the form looks for; whatever is not understood is left out.
    pub fn request(&self) -> SearchRequest {
        criteria(&SearchRequest::from_query(&self.query).0)
    }

    /// Leaves out what only somebody who acts for a society can ask: without one, nothing could ever be found.
    #[must_use]
    pub fn without_society(mut self) -> Self {
        let request = SearchRequest {
            fit: false,
            ..self.request()
        };
        self.query = request.query();
        self
    }

    /// Checks every field but the address; `in_words` names the search when no name was typed, and `society` is the one
    /// for which it is asked what can be joined.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self, in_words: &str, society: Option<OrganisationId>) -> Result<CleanAlert, Problems> {
        let mut problems = Problems::new();
        let typed = single_line(&self.name);
        let name = if typed.is_empty() {
            single_line(in_words).chars().take(NAME_CHARS as usize).collect()
        } else {
            typed
        };
        let now = u32::try_from(name.chars().count()).unwrap_or(u32::MAX);
        if now > NAME_CHARS {
            problems.push("name", ProblemCode::TooLong { max: NAME_CHARS, now });
        }
        let frequency = problems.take(
            "frequency",
            match self.frequency.as_str() {
                "" => Err(ProblemCode::Empty),
                code => Frequency::from_code(code).ok_or_else(|| ProblemCode::UnknownChoice { value: code.to_owned() }),
            },
        );
        let triggers = problems.take("triggers", self.check_triggers());
        let mut request = self.request();
        let society = society.filter(|_| request.fit);
        request.fit = society.is_some();
        problems.into_clean(frequency.zip(triggers).map(|(frequency, triggers)| CleanAlert {
            name,
            request,
            society,
            frequency,
            triggers,
        }))
    }

    fn check_triggers(&self) -> Result<Triggers, ProblemCode> {
        let read =
            |code: &String| Trigger::from_code(code).ok_or_else(|| ProblemCode::UnknownChoice { value: code.clone() });
        let wanted: Triggers = self.triggers.iter().map(read).collect::<Result<_, _>>()?;
        wanted.if_any().ok_or(ProblemCode::Empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 名前がなければ条件の言葉が名前になる() {
        let form = AlertForm {
            query: "pref=13&page=3&sort=new&zzz=1&q=禁煙".into(),
            frequency: "daily".into(),
            triggers: vec!["new".into()],
            ..AlertForm::default()
        };
        let clean = form.check("東京都で「禁煙」を含む共同事業", None).unwrap();
        assert_eq!(clean.name, "東京都で「禁煙」を含む共同事業");
        assert_eq!(clean.request.query(), "q=%E7%A6%81%E7%85%99&pref=13");
        let long = AlertForm {
            name: "長".repeat(81),
            frequency: "hourly".into(),
            triggers: Vec::new(),
            ..form
        };
        let problems = long.check("", None).unwrap_err();
        for field in ["name", "frequency", "triggers"] {
            assert!(problems.has_field(field), "{field}");
        }
    }

    #[test]
    fn 自組合が参加可能は組合があるときだけ残る() {
        let form = AlertForm {
            query: "fit=1&q=禁煙".into(),
            frequency: "daily".into(),
            triggers: vec!["new".into()],
            ..AlertForm::default()
        };
        let society = OrganisationId::new(3);
        let clean = form.check("", Some(society)).unwrap();
        assert!(clean.request.fit && clean.society == Some(society));
        let clean = form.check("", None).unwrap();
        assert!(!clean.request.fit && clean.society.is_none());
        let plain = AlertForm {
            query: "q=禁煙".into(),
            ..form.clone()
        };
        assert_eq!(plain.check("", Some(society)).unwrap().society, None);
        assert_eq!(form.without_society().query, "q=%E7%A6%81%E7%85%99");
    }
}
