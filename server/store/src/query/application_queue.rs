//! The queue of the office: a light line for every submitted application, and what is read only for lines that are shown or
//! searched, so that thousands of applications do not read their documents for a page of them.

use std::collections::HashMap;

use domain::Lang;
use domain::application::ApplicationState;
use domain::code::ConsortiumRole;
use domain::consortium::MembershipState;
use domain::grant::AuditScope;
use domain::value::{ApplicationId, CallId, Instant};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait,
};
use serde::Deserialize;

use super::Desk;
use crate::decode::Row;
use crate::entity::{application, call, consortium, consortium_place, organisation};
use crate::{Result, Store};

/// Applications whose documents are read in one go: what they take in memory does not grow with their number.
const PORTION: usize = 250;

/// A submitted application in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueLine {
    /// Which.
    pub id: ApplicationId,
    /// 受付番号.
    pub number: String,
    /// Name of the 代表組合.
    pub lead_name: String,
    /// The call.
    pub call: CallId,
    /// Its title in Japanese.
    pub call_title: String,
    /// The same in English; it may be empty.
    pub call_title_en: String,
    /// Where it is.
    pub state: ApplicationState,
    /// The last submission.
    pub submitted_at: Option<Instant>,
    /// The last change.
    pub updated_at: Instant,
    /// What the office adds to it.
    pub desk: Desk,
}

impl QueueLine {
    /// The title of its call in a language.
    pub fn call_title(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.call_title_en.is_empty() => &self.call_title_en,
            Lang::Ja | Lang::En => &self.call_title,
        }
    }
}

/// What a list shows of an application out of its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueDetail {
    /// Its title as typed; the consortium's name while there is none.
    pub title: String,
    /// Insurers that belong to its consortium.
    pub insurers: usize,
}

/// The part of a draft that a list shows; the rest is not kept.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    plan: TypedPlan,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TypedPlan {
    title: String,
}

/// The columns of a line before they are read.
type Columns = (
    i64,
    Option<String>,
    String,
    Option<i64>,
    i64,
    String,
    i64,
    String,
    String,
);

impl Store {
    /// Everything that was ever submitted, within what an actor's role covers: the last submission that waits longest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_queue(&self, scope: &AuditScope) -> Result<Vec<QueueLine>> {
        let mut desks = self.desks(None).await?;
        let rows: Vec<Columns> = application::Entity::find()
            .select_only()
            .columns([
                application::Column::Id,
                application::Column::Number,
                application::Column::State,
                application::Column::SubmittedAt,
                application::Column::UpdatedAt,
            ])
            .column(organisation::Column::Name)
            .column(call::Column::Id)
            .columns([call::Column::TitleJa, call::Column::TitleEn])
            .join(JoinType::InnerJoin, application::Relation::Lead.def())
            .join(JoinType::InnerJoin, application::Relation::Call.def())
            .filter(within(scope))
            .order_by_asc(application::Column::SubmittedAt)
            .order_by_asc(application::Column::Id)
            .into_tuple()
            .all(self.reader())
            .await?;
        let lines = rows.into_iter().map(|columns| {
            let desk = desks.remove(&ApplicationId::new(columns.0)).unwrap_or_default();
            line(columns, desk)
        });
        lines.collect()
    }

    /// What a list shows of these applications out of their documents.
    ///
    /// # Errors
    /// As [`Self::list_queue`].
    pub async fn list_queue_details(&self, ids: &[ApplicationId]) -> Result<HashMap<ApplicationId, QueueDetail>> {
        let mut found = HashMap::with_capacity(ids.len());
        for portion in ids.chunks(PORTION) {
            let rows: Vec<(i64, String, i64, String)> = application::Entity::find()
                .select_only()
                .columns([application::Column::Id, application::Column::Draft])
                .columns([consortium::Column::Id, consortium::Column::Name])
                .join(JoinType::InnerJoin, application::Relation::Consortium.def())
                .filter(application::Column::Id.is_in(portion.iter().map(|id| id.get())))
                .into_tuple()
                .all(self.reader())
                .await?;
            let insurers = self
                .insurers(rows.iter().map(|(_, _, consortium, _)| *consortium))
                .await?;
            for (id, draft, consortium, name) in rows {
                let at = Row {
                    table: "application",
                    id,
                };
                let typed: Typed = at.json("draft", &draft)?;
                let title = domain::normalise::single_line(&typed.plan.title);
                let detail = QueueDetail {
                    title: if title.is_empty() { name } else { title },
                    insurers: insurers.get(&consortium).copied().unwrap_or_default(),
                };
                found.insert(ApplicationId::new(id), detail);
            }
        }
        Ok(found)
    }

    /// How many insurers belong to each of these consortia.
    async fn insurers(&self, consortia: impl Iterator<Item = i64>) -> Result<HashMap<i64, usize>> {
        let rows: Vec<(i64, i64, String, String)> = consortium_place::Entity::find()
            .select_only()
            .columns([
                consortium_place::Column::Id,
                consortium_place::Column::ConsortiumId,
                consortium_place::Column::Role,
                consortium_place::Column::State,
            ])
            .filter(consortium_place::Column::ConsortiumId.is_in(consortia))
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut found = HashMap::new();
        for (id, consortium, role, state) in rows {
            let at = Row {
                table: "consortium_place",
                id,
            };
            let role = at.code("role", &role, ConsortiumRole::from_code)?;
            let state = at.code("state", &state, MembershipState::from_code)?;
            if role.is_insurer() && state.is_present() {
                *found.entry(consortium).or_default() += 1;
            }
        }
        Ok(found)
    }
}

/// Everything that was ever submitted, within a scope.
fn within(scope: &AuditScope) -> Condition {
    let mut of = Condition::all().add(application::Column::SubmittedAt.is_not_null());
    if !scope.organisations.is_empty() {
        let ids = scope.organisations.iter().map(|id| id.get());
        of = of.add(application::Column::LeadId.is_in(ids));
    }
    if !scope.years.is_empty() {
        let calls = call::Entity::find()
            .select_only()
            .column(call::Column::Id)
            .filter(call::Column::FiscalYear.is_in(scope.years.iter().map(|year| year.get())))
            .into_query();
        of = of.add(application::Column::CallId.in_subquery(calls));
    }
    of
}

fn line(columns: Columns, desk: Desk) -> Result<QueueLine> {
    let (id, number, state, submitted_at, updated_at, lead_name, call, call_title, call_title_en) = columns;
    let at = Row {
        table: "application",
        id,
    };
    Ok(QueueLine {
        id: ApplicationId::new(id),
        number: number.unwrap_or_default(),
        lead_name,
        call: CallId::new(call),
        call_title,
        call_title_en,
        state: at.code("state", &state, ApplicationState::from_code)?,
        submitted_at: submitted_at.map(Instant::from_millis),
        updated_at: Instant::from_millis(updated_at),
        desk,
    })
}
