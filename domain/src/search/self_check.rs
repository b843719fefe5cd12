//! Four questions of an insurer that does not know what to look for (PUB-10), and the ordinary search they become. Every
//! question can be left out.

use crate::code::{CostSharing, Prefecture, RecruitStatus, Theme};
use crate::form::form;
use crate::normalise;
use crate::problem::{ProblemCode, Problems};
use crate::value::MemberCount;

use super::SearchRequest;

form! {
    /// The answers as typed.
    pub struct SelfCheckForm;
    one {
        /// 地域, code of [`Prefecture`].
        pref,
        /// 加入者数, a number as people write it.
        members,
        /// 予算: `free`, `partial` or nothing.
        budget,
        /// Only what can be joined now, when not empty.
        open,
    }
    many {
        /// 課題, codes of [`Theme`].
        theme,
    }
}

impl SelfCheckForm {
    /// The search that fits the answers.
    ///
    /// # Errors
    /// What cannot be understood, in the order of the questions.
    pub fn request(&self) -> Result<SearchRequest, Problems> {
        let mut problems = Problems::new();
        let mut request = SearchRequest::default();
        let unknown = |value: &str| ProblemCode::UnknownChoice {
            value: value.to_owned(),
        };
        if !self.pref.is_empty() {
            let pref = Prefecture::from_code(&self.pref).ok_or_else(|| unknown(&self.pref));
            request.prefs = problems.take("pref", pref).into_iter().collect();
        }
        if !self.members.trim().is_empty() {
            let band = problems.take("members", members(&self.members)).map(MemberCount::band);
            request.sizes = band.into_iter().collect();
        }
        for code in &self.theme {
            let theme = Theme::from_code(code).ok_or_else(|| unknown(code));
            request.themes.extend(problems.take("theme", theme));
        }
        match self.budget.as_str() {
            "" => {}
            "free" => request.costs = [CostSharing::Free].into(),
            "partial" => request.costs = [CostSharing::Free, CostSharing::PerUse].into(),
            other => problems.push("budget", unknown(other)),
        }
        if !self.open.is_empty() {
            request.statuses = [RecruitStatus::Open].into();
        }
        problems.into_clean(Some(request))
    }

    /// The answers that are known of an insurer beforehand (INS-02).
    pub fn prefilled(pref: Option<Prefecture>, members: Option<u32>) -> Self {
        Self {
            pref: pref.map(|pref| pref.code().to_owned()).unwrap_or_default(),
            members: members.map(|count| count.to_string()).unwrap_or_default(),
            open: "1".to_owned(),
            ..Self::default()
        }
    }
}

fn members(typed: &str) -> Result<MemberCount, ProblemCode> {
    let number = normalise::number(typed)?;
    let max = i64::from(MemberCount::MAX.get());
    u32::try_from(number)
        .ok()
        .and_then(MemberCount::new)
        .ok_or(ProblemCode::OutOfRange { min: 0, max })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(form: &SelfCheckForm) -> String {
        form.request().unwrap().query()
    }

    #[test]
    fn 答えは普通の検索になる() {
        assert_eq!(query(&SelfCheckForm::default()), "");
        let form = SelfCheckForm {
            pref: "27".into(),
            members: "８，５００人".into(),
            budget: "partial".into(),
            open: "1".into(),
            theme: vec![Theme::ALL[0].code().into()],
        };
        let expected = format!(
            "status=open&pref=27&theme={}&size=5000-9999&cost=free&cost=per-use",
            Theme::ALL[0].code()
        );
        assert_eq!(query(&form), expected);
    }

    #[test]
    fn 分からない答えは場所を示す() {
        let form = SelfCheckForm {
            pref: "99".into(),
            members: "たくさん".into(),
            budget: "lots".into(),
            theme: vec!["x".into()],
            ..SelfCheckForm::default()
        };
        let problems = form.request().unwrap_err();
        for field in ["pref", "members", "theme", "budget"] {
            assert!(problems.has_field(field), "{field}");
        }
    }
}
