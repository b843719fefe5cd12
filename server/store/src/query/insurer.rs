//! Reads of insurers.

use domain::insurer::Insurer;
use domain::normalise::{fold, single_line};
use domain::value::{InsurerId, InsurerNumber};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::insurer;
use crate::{Result, Store, decode};

/// The form in which names are compared: width, case and spaces at the ends do not matter.
pub(crate) fn name_key(name: &str) -> String {
    fold(&single_line(name))
}

impl Store {
    /// An insurer by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_insurer(&self, id: InsurerId) -> Result<Option<Insurer>> {
        insurer::Entity::find_by_id(id.get())
            .one(self.reader())
            .await?
            .map(decode::insurer)
            .transpose()
    }

    /// An insurer by its 保険者番号.
    ///
    /// # Errors
    /// As [`Self::find_insurer`].
    pub async fn find_insurer_by_number(&self, number: &InsurerNumber) -> Result<Option<Insurer>> {
        let found = insurer::Entity::find().filter(insurer::Column::Number.eq(number.as_str()));
        found.one(self.reader()).await?.map(decode::insurer).transpose()
    }

    /// All insurers of exactly this name, whatever its width and case, by their reading.
    ///
    /// # Errors
    /// As [`Self::find_insurer`].
    pub async fn find_insurers_by_name(&self, name: &str) -> Result<Vec<Insurer>> {
        let found = insurer::Entity::find().filter(insurer::Column::NameKey.eq(name_key(name)));
        in_order(found.all(self.reader()).await?)
    }

    /// All insurers by their reading.
    ///
    /// # Errors
    /// As [`Self::find_insurer`].
    pub async fn list_insurers(&self) -> Result<Vec<Insurer>> {
        in_order(insurer::Entity::find().all(self.reader()).await?)
    }
}

/// Sorted here and not by SQL: the order of Japanese text depends on the database and on how it was created.
fn in_order(mut rows: Vec<insurer::Model>) -> Result<Vec<Insurer>> {
    rows.sort_by(|one, other| one.kana.cmp(&other.kana).then(one.id.cmp(&other.id)));
    rows.into_iter().map(decode::insurer).collect()
}
