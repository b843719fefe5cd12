//! The filters of the audit log as they stand in an address.

use domain::audit::Deed;
use domain::normalise;
use store::AuditFilter;

use super::Scope;

/// Longest text of a filter, in characters.
const LONGEST: usize = 100;

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    pub who: String,
    pub deed: String,
    pub subject: String,
    pub id: String,
    pub from: String,
    pub to: String,
    pub address: String,
    /// Only rows with lower numbers.
    pub before: Option<i64>,
}

impl AuditQuery {
    /// Reads pairs; the last of a name counts, unknown names do not.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value: String = value.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
            match name {
                "who" => query.who = value,
                "deed" => query.deed = value,
                "subject" => query.subject = value,
                "id" => query.id = value,
                "from" => query.from = value,
                "to" => query.to = value,
                "address" => query.address = value,
                "before" => query.before = value.parse().ok(),
                _ => {}
            }
        }
        query
    }

    /// The filters with their names, those that are set.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("who", self.who.as_str()),
            ("deed", self.deed.as_str()),
            ("subject", self.subject.as_str()),
            ("id", self.id.as_str()),
            ("from", self.from.as_str()),
            ("to", self.to.as_str()),
            ("address", self.address.as_str()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The address of the list with these filters, from the rows below a number on.
    pub fn href(&self, scope: &Scope, before: Option<i64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.pairs());
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        let query = query.finish();
        if query.is_empty() {
            scope.path().to_owned()
        } else {
            format!("{}?{query}", scope.path())
        }
    }

    /// Whether a day was typed that is none.
    pub fn wrong_day(typed: &str) -> bool {
        !typed.is_empty() && normalise::date(typed).is_err()
    }

    /// The filter for the store. A day that cannot be read restricts nothing; the page says so.
    pub fn filter(&self, scope: &Scope) -> AuditFilter {
        AuditFilter {
            organisation: scope.organisation(),
            scope: scope.covered(),
            who: self.who.clone(),
            deed: Deed::from_code(&self.deed),
            subject_kind: self.subject.clone(),
            subject_id: self.id.clone(),
            from: normalise::date(&self.from).ok(),
            to: normalise::date(&self.to).ok(),
            address: self.address.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::grant::AuditScope;

    use super::*;

    #[test]
    fn 条件はアドレスから読めて同じアドレスに戻る() {
        let pairs = [
            ("who", " 佐藤 "),
            ("deed", "signed-in"),
            ("from", "令和8年4月1日"),
            ("x", "y"),
            ("before", "12"),
        ];
        let query = AuditQuery::read(pairs);
        let filter = query.filter(&Scope::Portal(AuditScope::default()));
        assert_eq!((filter.who.as_str(), filter.deed), ("佐藤", Some(Deed::SignedIn)));
        assert_eq!(filter.from.unwrap().iso(), "2026-04-01");
        let href = query.href(&Scope::Portal(AuditScope::default()), Some(7));
        let again: Vec<(String, String)> = form_urlencoded::parse(href.split_once('?').unwrap().1.as_bytes())
            .into_owned()
            .collect();
        let again = AuditQuery::read(again.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        assert_eq!((again.pairs(), again.before), (query.pairs(), Some(7)));
        assert_eq!(
            AuditQuery::default().href(&Scope::Portal(AuditScope::default()), None),
            "/admin/audit"
        );
        assert!(AuditQuery::wrong_day("きのう") && !AuditQuery::wrong_day(""));
    }
}
