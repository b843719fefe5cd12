//! Table `decision`: what is decided about an application, as a line of a batch.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub batch_id: i64,
    pub application_id: i64,
    pub state: String,
    /// A `VerdictForm` as JSON.
    pub draft: String,
    /// A `Standing` as JSON: the ranking when the line was made, and again when it was proposed.
    pub standing: String,
    /// From the proposal on.
    pub outcome: Option<String>,
    /// In yen, from the proposal on.
    pub amount: Option<i64>,
    /// A `Verdict` as JSON, from the proposal on.
    pub content: Option<String>,
    /// Why it was cancelled, or the state of the application that stood in the way.
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::decision_batch::Entity",
        from = "Column::BatchId",
        to = "super::decision_batch::Column::Id"
    )]
    Batch,
    #[sea_orm(
        belongs_to = "super::application::Entity",
        from = "Column::ApplicationId",
        to = "super::application::Column::Id"
    )]
    Application,
}

impl Related<super::decision_batch::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Batch.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
