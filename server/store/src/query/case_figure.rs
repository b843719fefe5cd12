//! What reports and published results are counted from: one row for each submitted application with the facts of its last
//! submission and its released decision, read in bulk. Counting is done by those who ask.

use std::collections::HashMap;

use domain::application::ApplicationState;
use domain::call::SmallRule;
use domain::code::{Prefecture, Purpose};
use domain::decision::Outcome;
use domain::value::{ApplicationId, CallId, Day, FiscalYear, Instant, MemberCount, OrganisationId, Yen};
use sea_orm::{
    ColumnTrait, Condition as Where, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, RelationTrait,
};
use serde::Deserialize;

use super::decision::outcomes;
use crate::decode::Row;
use crate::entity::{application, call, consortium, decision_batch, organisation, program};
use crate::{Result, Store};

/// A society of a consortium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureSociety {
    /// Which.
    pub id: OrganisationId,
    /// 加入者数 at the reference date, if it has told it.
    pub members: Option<MemberCount>,
    /// Whether it is small by the rule of the call.
    pub is_small: bool,
}

/// A submitted application in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFigure {
    /// Which.
    pub id: ApplicationId,
    /// The call.
    pub call: CallId,
    /// Fiscal year of the call.
    pub year: FiscalYear,
    /// Its title in Japanese and English; the English one may be empty.
    pub call_title: (String, String),
    /// 受付番号.
    pub number: String,
    /// 事業名 as submitted.
    pub title: String,
    /// Whether publication was agreed to.
    pub publication: bool,
    /// 実施期間.
    pub period: (Day, Day),
    /// 代表組合.
    pub lead: OrganisationId,
    /// Its name.
    pub lead_name: String,
    /// Where it is.
    pub prefecture: Option<Prefecture>,
    /// All insurers of the consortium, the lead included.
    pub societies: Vec<FigureSociety>,
    /// 事業目的分類 of the program that the consortium runs, if it runs a published one.
    pub purpose: Option<Purpose>,
    /// Where the application is.
    pub state: ApplicationState,
    /// The first submission.
    pub submitted_at: Instant,
    /// 補助所要額.
    pub asked: Yen,
    /// The released decision: outcome, amount, moment.
    pub decision: Option<(Outcome, Yen, Instant)>,
}

impl CaseFigure {
    /// What was granted, where it is adopted still.
    pub fn granted(&self) -> Option<(Outcome, Yen)> {
        let stands = matches!(self.state, ApplicationState::Selected | ApplicationState::Conditional);
        let (outcome, yen, _) = self.decision.filter(|(outcome, ..)| stands && outcome.is_adopted())?;
        Some((outcome, yen))
    }
}

/// The columns of an application that are counted.
type Columns = (i64, i64, i64, i64, String, Option<String>, String, String);

/// What counting needs of a call.
struct CallRules {
    year: FiscalYear,
    title: (String, String),
    small: SmallRule,
}

#[derive(Deserialize)]
struct Rules {
    eligibility: Eligibility,
}

#[derive(Deserialize)]
struct Eligibility {
    small: SmallRule,
}

#[derive(Deserialize)]
struct Categorised {
    cat: Purpose,
}

impl Store {
    /// Every submitted application, of one call or of all, in the order in which they were first submitted.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_case_figures(&self, call: Option<CallId>) -> Result<Vec<CaseFigure>> {
        let db = self.reader();
        let mut of = Where::all().add(application::Column::SubmittedAt.is_not_null());
        if let Some(call) = call {
            of = of.add(application::Column::CallId.eq(call.get()));
        }
        let ids = application::Entity::find()
            .select_only()
            .column(application::Column::Id)
            .filter(of.clone())
            .into_query();
        let rows: Vec<Columns> = application::Entity::find()
            .select_only()
            .columns([
                application::Column::Id,
                application::Column::CallId,
                application::Column::ConsortiumId,
                application::Column::LeadId,
                application::Column::State,
                application::Column::Number,
            ])
            .columns([organisation::Column::Name, organisation::Column::Pref])
            .join(JoinType::InnerJoin, application::Relation::Lead.def())
            .filter(of.clone())
            .into_tuple()
            .all(db)
            .await?;
        let calls = self.rules().await?;
        let submissions = self.inner.documents.submissions(db, ids).await?;
        let purposes = self.purposes(of).await?;
        let mut of_call = Where::all();
        if let Some(call) = call {
            of_call = of_call.add(decision_batch::Column::CallId.eq(call.get()));
        }
        let decisions: HashMap<ApplicationId, (Outcome, Yen, Instant)> = outcomes(db, of_call)
            .await?
            .into_iter()
            .map(|(application, outcome, amount, at)| (application, (outcome, amount, at)))
            .collect();
        let mut found = Vec::with_capacity(rows.len());
        for (id, call, consortium, lead, state, number, lead_name, pref) in rows {
            let at = Row {
                table: "application",
                id,
            };
            let missing = |what: &'static str| at.corrupt(what);
            let rules = calls.get(&call).ok_or_else(|| missing("its call is missing"))?;
            let own = submissions.get(&id).ok_or_else(|| missing("no submission"))?;
            let said = &own.last;
            let is_small = |members: MemberCount| rules.small.is_small(members);
            let societies = said.societies.iter().map(|(id, members)| FigureSociety {
                id: *id,
                members: *members,
                is_small: members.is_some_and(is_small),
            });
            let id = ApplicationId::new(id);
            found.push(CaseFigure {
                id,
                call: CallId::new(call),
                year: rules.year,
                call_title: rules.title.clone(),
                number: number.unwrap_or_default(),
                title: said.title.clone(),
                publication: said.publication,
                period: said.period,
                lead: OrganisationId::new(lead),
                lead_name,
                prefecture: Prefecture::from_code(&pref),
                societies: societies.collect(),
                purpose: purposes.get(&consortium).copied(),
                state: at.code("state", &state, ApplicationState::from_code)?,
                submitted_at: own.first_at,
                asked: said.asked,
                decision: decisions.get(&id).copied(),
            });
        }
        found.sort_by_key(|figure| (figure.submitted_at, figure.id));
        Ok(found)
    }

    /// What counting needs of calls, each read once.
    async fn rules(&self) -> Result<HashMap<i64, CallRules>> {
        let rows = call::Entity::find()
            .filter(call::Column::Content.ne(""))
            .all(self.reader())
            .await?;
        let rules = rows.into_iter().map(|row| {
            let at = Row {
                table: "call",
                id: row.id,
            };
            let rules: Rules = at.json("content", &row.content)?;
            let rules = CallRules {
                year: FiscalYear::new(row.fiscal_year).ok_or_else(|| at.corrupt("no fiscal year"))?,
                title: (row.title_ja, row.title_en),
                small: rules.eligibility.small,
            };
            Ok((row.id, rules))
        });
        rules.collect()
    }

    /// The purposes of the published programs that the consortia of these applications run, by consortium.
    async fn purposes(&self, of: Where) -> Result<HashMap<i64, Purpose>> {
        let consortia = application::Entity::find()
            .select_only()
            .column(application::Column::ConsortiumId)
            .filter(of)
            .into_query();
        let rows: Vec<(i64, i64, Option<String>)> = consortium::Entity::find()
            .select_only()
            .column(consortium::Column::Id)
            .columns([program::Column::Id, program::Column::Content])
            .join(JoinType::InnerJoin, consortium::Relation::Program.def())
            .filter(consortium::Column::Id.in_subquery(consortia))
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut purposes = HashMap::new();
        for (consortium, id, content) in rows {
            let at = Row { table: "program", id };
            if let Some(content) = &content {
                purposes.insert(consortium, at.json::<Categorised>("content", content)?.cat);
            }
        }
        Ok(purposes)
    }
}
