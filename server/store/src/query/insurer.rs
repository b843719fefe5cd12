//! Reads of insurers.

use domain::insurer::Insurer;
use domain::normalise::{fold, single_line};
use domain::value::{InsurerNumber, OrganisationId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use crate::entity::organisation;
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
    pub async fn find_insurer(&self, id: OrganisationId) -> Result<Option<Insurer>> {
        organisation::Entity::find_by_id(id.get())
            .filter(complete())
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
        let found = organisation::Entity::find()
            .filter(organisation::Column::Number.eq(number.as_str()))
            .filter(complete());
        found.one(self.reader()).await?.map(decode::insurer).transpose()
    }

    /// All insurers of exactly this name, whatever its width and case, by their reading.
    ///
    /// # Errors
    /// As [`Self::find_insurer`].
    pub async fn find_insurers_by_name(&self, name: &str) -> Result<Vec<Insurer>> {
        let found = organisation::Entity::find()
            .filter(organisation::Column::NameKey.eq(name_key(name)))
            .filter(complete());
        in_order(found.all(self.reader()).await?)
    }

    /// All insurers by their reading.
    ///
    /// # Errors
    /// As [`Self::find_insurer`].
    pub async fn list_insurers(&self) -> Result<Vec<Insurer>> {
        let insurers = organisation::Entity::find().filter(complete());
        in_order(insurers.all(self.reader()).await?)
    }
}

/// Insurers whose facts are all known. One that registered itself tells its members later, and until then is no
/// [`Insurer`].
fn complete() -> Condition {
    Condition::all()
        .add(organisation::Column::Number.is_not_null())
        .add(organisation::Column::Industry.is_not_null())
        .add(organisation::Column::Insured.is_not_null())
        .add(organisation::Column::Dependants.is_not_null())
        .add(organisation::Column::MembersAsOf.is_not_null())
}

/// Sorted here and not by SQL: the order of Japanese text depends on the database and on how it was created.
fn in_order(mut rows: Vec<organisation::Model>) -> Result<Vec<Insurer>> {
    rows.sort_by(|one, other| one.kana.cmp(&other.kana).then(one.id.cmp(&other.id)));
    rows.into_iter().map(decode::insurer).collect()
}
