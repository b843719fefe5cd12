//! What the audit log says about one person, for those who administer that person.

use domain::audit::Deed;
use domain::value::{Instant, OrganisationId, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::decode::Row;
use crate::entity::audit;
use crate::{Result, Store};

/// Most entries that are shown.
const MOST: u64 = 50;

/// Something that was done to a person's account or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: Instant,
    /// Name of who did it; absent for the operator and for visitors.
    pub actor: Option<String>,
    /// What.
    pub deed: Deed,
    /// The reason given; may be empty.
    pub why: String,
}

impl Store {
    /// What was last done to a person's place in an organisation, the newest first. Sign-ins are the person's own.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_member_history(&self, organisation: OrganisationId, user: UserId) -> Result<Vec<HistoryEntry>> {
        let found = of_person(user).filter(audit::Column::OrganisationId.eq(organisation.get()));
        self.history(found).await
    }

    /// What was last done to a person's account, the newest first.
    ///
    /// # Errors
    /// As [`Self::list_member_history`].
    pub async fn list_account_history(&self, user: UserId) -> Result<Vec<HistoryEntry>> {
        self.history(of_person(user)).await
    }

    async fn history(&self, found: sea_orm::Select<audit::Entity>) -> Result<Vec<HistoryEntry>> {
        let rows = found
            .order_by_desc(audit::Column::Seq)
            .limit(MOST)
            .all(self.reader())
            .await?;
        let names = self.names_of(rows.iter().filter_map(|row| row.user_id)).await?;
        rows.into_iter()
            .map(|row| {
                let at = Row {
                    table: "audit",
                    id: row.seq,
                };
                Ok(HistoryEntry {
                    at: Instant::from_millis(row.at),
                    actor: row.user_id.and_then(|id| names.get(&id).cloned()),
                    deed: at.code("deed", &row.deed, Deed::from_code)?,
                    why: row.why,
                })
            })
            .collect()
    }
}

fn of_person(user: UserId) -> sea_orm::Select<audit::Entity> {
    audit::Entity::find()
        .filter(audit::Column::SubjectKind.eq("user"))
        .filter(audit::Column::SubjectId.eq(user.to_string()))
}
