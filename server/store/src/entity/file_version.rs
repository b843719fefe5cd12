//! Table `file_version`: each upload of a file. Rows are only ever added.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file_version")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub file_id: i64,
    /// 1 at first.
    pub number: i32,
    pub name: String,
    /// A `FileKind`.
    pub kind: String,
    pub sha256: String,
    pub uploaded_at: i64,
    /// Absent when the operator did it.
    pub uploaded_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::file::Entity",
        from = "Column::FileId",
        to = "super::file::Column::Id"
    )]
    File,
    #[sea_orm(
        belongs_to = "super::file_content::Entity",
        from = "Column::Sha256",
        to = "super::file_content::Column::Sha256"
    )]
    Content,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::UploadedBy",
        to = "super::app_user::Column::Id"
    )]
    Uploader,
}

impl Related<super::file_content::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Content.def()
    }
}

impl Related<super::file::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::File.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
