//! Registers insurers.

use domain::Field;
use domain::insurer::NewInsurer;
use domain::normalise::single_line;
use domain::value::InsurerId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::insurer;
use crate::error::is_taken;
use crate::query::name_key;
use crate::{Result, Store, StoreError};

impl Store {
    /// Registers an insurer.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with field `number` when the number exists.
    pub async fn register_insurer(&self, new: NewInsurer) -> Result<InsurerId> {
        let write = self.begin().await?;
        let inserted = insurer::Entity::insert(row(&new))
            .exec(write.tx())
            .await
            .map_err(|error| {
                if is_taken(&error) {
                    StoreError::Taken(Field::new("number"))
                } else {
                    error.into()
                }
            })?;
        write.commit().await?;
        Ok(InsurerId::new(inserted.last_insert_id))
    }

    /// Registers those of many insurers whose number is not there yet, all in one transaction; the others stay as they
    /// are. Answers with the ids of all in the given order.
    ///
    /// # Errors
    /// [`StoreError::Db`]; nothing has changed then.
    pub async fn register_new_insurers(&self, insurers: &[NewInsurer]) -> Result<Vec<InsurerId>> {
        let write = self.begin().await?;
        let mut ids = Vec::with_capacity(insurers.len());
        for new in insurers {
            let known = insurer::Entity::find()
                .filter(insurer::Column::Number.eq(new.number.as_str()))
                .one(write.tx())
                .await?;
            ids.push(InsurerId::new(match known {
                Some(known) => known.id,
                None => insurer::Entity::insert(row(new)).exec(write.tx()).await?.last_insert_id,
            }));
        }
        write.commit().await?;
        Ok(ids)
    }
}

fn row(new: &NewInsurer) -> insurer::ActiveModel {
    insurer::ActiveModel {
        number: Set(new.number.as_str().to_owned()),
        name_key: Set(name_key(&new.name)),
        name: Set(single_line(&new.name)),
        kana: Set(single_line(&new.kana)),
        kind: Set(new.kind.code().to_owned()),
        form: Set(new.form.map(|form| form.code().to_owned())),
        industry: Set(new.industry.code().to_owned()),
        pref: Set(new.pref.code().to_owned()),
        insured: Set(new.insured.get().into()),
        dependants: Set(new.dependants.get().into()),
        members_as_of: Set(new.members_as_of.iso()),
        ..Default::default()
    }
}
