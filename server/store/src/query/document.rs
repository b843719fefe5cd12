//! The figures of submissions and submitted reviews that lists of applications are made of. Both are documents that never
//! change, so each is read once and kept ([`Kept`]); which of them count is asked of the database every time.

use std::collections::HashMap;
use std::sync::Arc;

use domain::call::Mark;
use domain::consortium::Snapshot;
use domain::review::{Recommendation, Review, ReviewState};
use domain::value::{Day, Instant, MemberCount, OrganisationId, Yen};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use serde::Deserialize;

use crate::Result;
use crate::decode::Row;
use crate::entity::{application_submission, review, review_round};
use crate::kept::{Kept, Written};

/// What is kept of documents.
#[derive(Default)]
pub(crate) struct Documents {
    submissions: Kept<SubmittedFigures>,
    reviews: Kept<Review>,
}

/// What lists count from a submission.
#[derive(Debug)]
pub(crate) struct SubmittedFigures {
    /// 事業名.
    pub title: String,
    /// Whether publication was agreed to.
    pub publication: bool,
    /// 実施期間.
    pub period: (Day, Day),
    /// 補助所要額.
    pub asked: Yen,
    /// The present insurers with their 加入者数.
    pub societies: Vec<(OrganisationId, Option<MemberCount>)>,
}

/// The submissions of an application.
pub(crate) struct Submissions {
    /// When it was first submitted.
    pub first_at: Instant,
    /// The last one.
    pub last: Arc<SubmittedFigures>,
}

/// The parts of a submission that are counted; the rest of the document is not read.
#[derive(Deserialize)]
struct Submitted {
    content: Content,
    sheet: Sheet,
    composition: Snapshot,
}

#[derive(Deserialize)]
struct Content {
    plan: Plan,
}

#[derive(Deserialize)]
struct Plan {
    title: String,
    period: (Day, Day),
    publication: bool,
}

#[derive(Deserialize)]
struct Sheet {
    worked: Worked,
}

#[derive(Deserialize)]
struct Worked {
    grant: Yen,
}

/// The parts of a review that are counted; its words stay where they are.
#[derive(Deserialize)]
struct Counted {
    marks: Vec<Mark>,
    recommendation: Recommendation,
}

impl Documents {
    /// The submissions of the applications whose ids a query gives, by application.
    pub(crate) async fn submissions(
        &self,
        db: &impl ConnectionTrait,
        of: SelectStatement,
    ) -> Result<HashMap<i64, Submissions>> {
        let rows: Vec<(i64, i64, i64)> = application_submission::Entity::find()
            .select_only()
            .columns([
                application_submission::Column::Id,
                application_submission::Column::ApplicationId,
                application_submission::Column::At,
            ])
            .filter(application_submission::Column::ApplicationId.in_subquery(of))
            .order_by_asc(application_submission::Column::Version)
            .into_tuple()
            .all(db)
            .await?;
        // Of several the moment of the first and the whole of the last.
        let mut ends: HashMap<i64, (i64, Written)> = HashMap::new();
        for (id, application, at) in rows {
            ends.entry(application).or_insert((at, (id, at))).1 = (id, at);
        }
        let (mut found, missing) = self.submissions.look_up(ends.values().map(|(_, row)| *row));
        for portion in missing {
            let rows: Vec<(i64, i64, String)> = application_submission::Entity::find()
                .select_only()
                .columns([
                    application_submission::Column::Id,
                    application_submission::Column::At,
                    application_submission::Column::Content,
                ])
                .filter(application_submission::Column::Id.is_in(portion))
                .into_tuple()
                .all(db)
                .await?;
            let read = rows.into_iter();
            let read = read.map(|(id, at, content)| Ok(((id, at), figures(id, &content)?)));
            self.submissions.keep(read, &mut found)?;
        }
        let whole = ends.into_iter().filter_map(|(application, (first_at, (id, _)))| {
            let last = Arc::clone(found.get(&id)?);
            let first_at = Instant::from_millis(first_at);
            Some((application, Submissions { first_at, last }))
        });
        Ok(whole.collect())
    }

    /// The reviews that count of the applications whose ids a query gives, by application: marks and recommendations
    /// without any words.
    pub(crate) async fn reviews(
        &self,
        db: &impl ConnectionTrait,
        of: SelectStatement,
    ) -> Result<HashMap<i64, Vec<Review>>> {
        let rows: Vec<(i64, i64, i64, i64)> = review_round::Entity::find()
            .select_only()
            .columns([
                review_round::Column::Id,
                review_round::Column::At,
                review_round::Column::ReviewId,
            ])
            .column(review::Column::ApplicationId)
            .join(JoinType::InnerJoin, review_round::Relation::Review.def())
            .filter(review::Column::ApplicationId.in_subquery(of))
            .filter(review::Column::State.eq(ReviewState::Submitted.code()))
            .order_by_asc(review_round::Column::Number)
            .into_tuple()
            .all(db)
            .await?;
        // Of several rounds the last one.
        let last: HashMap<i64, (Written, i64)> = rows
            .into_iter()
            .map(|(id, at, review, application)| (review, ((id, at), application)))
            .collect();
        let (mut found, missing) = self.reviews.look_up(last.values().map(|(row, _)| *row));
        for portion in missing {
            let rows: Vec<(i64, i64, String)> = review_round::Entity::find()
                .select_only()
                .columns([
                    review_round::Column::Id,
                    review_round::Column::At,
                    review_round::Column::Content,
                ])
                .filter(review_round::Column::Id.is_in(portion))
                .into_tuple()
                .all(db)
                .await?;
            let read = rows.into_iter();
            let read = read.map(|(id, at, content)| Ok(((id, at), counted(id, &content)?)));
            self.reviews.keep(read, &mut found)?;
        }
        let mut reviews: HashMap<i64, Vec<Review>> = HashMap::new();
        for ((id, _), application) in last.into_values() {
            if let Some(review) = found.get(&id) {
                reviews.entry(application).or_default().push(Review::clone(review));
            }
        }
        Ok(reviews)
    }
}

fn figures(id: i64, content: &str) -> Result<SubmittedFigures> {
    let at = Row {
        table: "application_submission",
        id,
    };
    let said: Submitted = at.json("content", content)?;
    let societies = said.composition.present();
    Ok(SubmittedFigures {
        societies: societies
            .map(|insurer| (insurer.organisation, insurer.members))
            .collect(),
        title: said.content.plan.title,
        publication: said.content.plan.publication,
        period: said.content.plan.period,
        asked: said.sheet.worked.grant,
    })
}

fn counted(id: i64, content: &str) -> Result<Review> {
    let at = Row {
        table: "review_round",
        id,
    };
    let said: Counted = at.json("content", content)?;
    Ok(Review {
        marks: said.marks,
        recommendation: said.recommendation,
        reasons: Vec::new(),
        to_applicant: String::new(),
        to_office: String::new(),
    })
}
