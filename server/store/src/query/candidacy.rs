//! The applications of a call whose review is closed, with what their rank depends on: read in bulk, because a call can have
//! thousands. Nothing here decides.

use std::collections::HashMap;

use domain::application::ApplicationState;
use domain::call::ScoreSheet;
use domain::decision::{Outcome, Standing};
use domain::review::{Candidate, Panel, Ranking, Recommendation, Score};
use domain::value::{ApplicationId, CallId, OrganisationId, Yen};
use sea_orm::{
    ColumnTrait, Condition as Where, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait,
};
use serde::Deserialize;

use super::decision::{RANKED, budget, outcomes};
use crate::decode::Row;
use crate::entity::{application, call, decision_batch, organisation};
use crate::write::Write;
use crate::{Inner, Result, Store, StoreError};

/// An application whose review is closed.
#[derive(Clone, Debug)]
pub struct Candidacy {
    /// Which.
    pub id: ApplicationId,
    /// To be sent back with every step of the application.
    pub version: i64,
    /// 受付番号.
    pub number: String,
    /// Title as submitted.
    pub title: String,
    /// 代表組合.
    pub lead: OrganisationId,
    /// Its name.
    pub lead_name: String,
    /// Where the application is.
    pub state: ApplicationState,
    /// 補助所要額 as submitted.
    pub asked: Yen,
    /// Weighted score; none without a review.
    pub score: Option<Score>,
    /// Whether it failed a criterion with a floor.
    pub failed: bool,
    /// Whether marks lie far apart.
    pub is_spread: bool,
    /// How many reviewers recommend what, most first.
    pub recommendations: Vec<(Recommendation, u32)>,
    /// What was released about it, with the amount.
    pub released: Option<(Outcome, Yen)>,
}

impl Candidacy {
    /// What it takes from the budget: what was granted, or what it asks for while nothing is.
    pub fn amount(&self) -> Yen {
        match self.released {
            Some((Outcome::Adopt | Outcome::OnConditions | Outcome::Reject, amount)) => amount,
            Some((Outcome::Waitlist, _)) | None => self.asked,
        }
    }

    /// As the ranking takes it.
    pub fn candidate(&self) -> Candidate {
        Candidate {
            id: self.id,
            score: self.score,
            failed: self.failed,
            amount: self.amount(),
        }
    }
}

impl Store {
    /// The applications of a call whose review is closed, by number.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_candidacies(&self, call: CallId) -> Result<Vec<Candidacy>> {
        list(&self.inner, self.reader(), call).await
    }
}

#[derive(Deserialize)]
struct Scoring {
    sheet: ScoreSheet,
}

/// The columns of a ranked application that are needed.
type Columns = (i64, i64, Option<String>, String, i64, String);

/// The ranked applications of a call, by number.
pub(crate) async fn list(store: &Inner, db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Candidacy>> {
    let Some(sheet) = score_sheet(db, call).await? else {
        return Ok(Vec::new());
    };
    let of = Where::all()
        .add(application::Column::CallId.eq(call.get()))
        .add(application::Column::State.is_in(RANKED.map(ApplicationState::code)));
    let ids = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(of.clone())
        .into_query();
    let rows: Vec<Columns> = application::Entity::find()
        .select_only()
        .columns([
            application::Column::Id,
            application::Column::Version,
            application::Column::Number,
            application::Column::State,
            application::Column::LeadId,
        ])
        .column(organisation::Column::Name)
        .join(JoinType::InnerJoin, application::Relation::Lead.def())
        .filter(of)
        .order_by_asc(application::Column::Number)
        .into_tuple()
        .all(db)
        .await?;
    let submitted = store.documents.submissions(db, ids.clone()).await?;
    let mut reviews = store.documents.reviews(db, ids).await?;
    let of_call = Where::all().add(decision_batch::Column::CallId.eq(call.get()));
    let decided: HashMap<ApplicationId, (Outcome, Yen)> = outcomes(db, of_call)
        .await?
        .into_iter()
        .map(|(application, outcome, amount, _)| (application, (outcome, amount)))
        .collect();
    let candidacies = rows.into_iter().map(|(id, version, number, state, lead, lead_name)| {
        let at = Row {
            table: "application",
            id,
        };
        let own = reviews.remove(&id).unwrap_or_default();
        let panel = Panel::of(&sheet, &own);
        let said = submitted
            .get(&id)
            .ok_or_else(|| at.corrupt("ranked without a submission"))?;
        let id = ApplicationId::new(id);
        Ok(Candidacy {
            id,
            state: at.code("state", &state, ApplicationState::from_code)?,
            version,
            number: number.unwrap_or_default(),
            title: said.last.title.clone(),
            lead: OrganisationId::new(lead),
            lead_name,
            asked: said.last.asked,
            score: panel.score,
            failed: panel.failed,
            is_spread: panel.is_spread(),
            recommendations: panel.recommendations,
            released: decided.get(&id).copied(),
        })
    });
    candidacies.collect()
}

async fn score_sheet(db: &impl ConnectionTrait, call: CallId) -> Result<Option<ScoreSheet>> {
    let row = call::Entity::find_by_id(call.get()).one(db).await?;
    let Some(row) = row.filter(|row| !row.content.is_empty()) else {
        return Ok(None);
    };
    let at = Row {
        table: "call",
        id: row.id,
    };
    Ok(Some(at.json::<Scoring>("content", &row.content)?.sheet))
}

/// How every ranked application stands now, best first.
pub(crate) async fn standings(write: &Write, call: CallId) -> Result<Vec<(Candidacy, Standing)>> {
    let db = write.tx();
    let all = list(write.store(), db, call).await?;
    let budget = budget(db, call).await?.unwrap_or(Yen::ZERO);
    let at = Row {
        table: "call",
        id: call.get(),
    };
    let unfit = || -> StoreError { at.corrupt("amounts of its applications do not fit") };
    let ranking = Ranking::of(all.iter().map(Candidacy::candidate).collect(), budget).ok_or_else(unfit)?;
    let of = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let mut by_id: HashMap<ApplicationId, Candidacy> = all.into_iter().map(|it| (it.id, it)).collect();
    let standings = ranking.ranked.into_iter().filter_map(|ranked| {
        let candidacy = by_id.remove(&ranked.candidate.id)?;
        let standing = Standing {
            rank: ranked.rank,
            of,
            is_tied: ranked.is_tied,
            score: candidacy.score,
            failed: candidacy.failed,
            is_spread: candidacy.is_spread,
            recommendations: candidacy.recommendations.clone(),
            asked: candidacy.asked,
            cumulative: ranked.cumulative,
            is_within: ranked.is_within,
        };
        Some((candidacy, standing))
    });
    Ok(standings.collect())
}
