//! Registers insurers.

use domain::Field;
use domain::audit::{Deed, Subject};
use domain::insurer::NewInsurer;
use domain::normalise::single_line;
use domain::permit::Actor;
use domain::value::OrganisationId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::entity::organisation;
use crate::error::is_taken;
use crate::query::name_key;
use crate::{Change, Result, Store, StoreError};

impl Store {
    /// Registers an insurer.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with field `number` when the number exists.
    pub async fn register_insurer(&self, new: NewInsurer) -> Result<OrganisationId> {
        let mut write = self.begin().await?;
        let inserted = organisation::Entity::insert(row(&new, write.at()))
            .exec(write.tx())
            .await
            .map_err(|error| {
                if is_taken(&error) {
                    StoreError::Taken(Field::new("number"))
                } else {
                    error.into()
                }
            })?;
        let id = OrganisationId::new(inserted.last_insert_id);
        write
            .record(
                &Actor::Operator,
                Deed::OrganisationRegistered,
                Subject::Organisation(id),
                facts(&new),
            )
            .await?;
        write.commit().await?;
        Ok(id)
    }

    /// Registers those of many insurers whose number is not there yet, all in one transaction; the others stay as they
    /// are. Answers with the ids of all in the given order.
    ///
    /// # Errors
    /// [`StoreError::Db`]; nothing has changed then.
    pub async fn register_new_insurers(&self, insurers: &[NewInsurer]) -> Result<Vec<OrganisationId>> {
        let mut write = self.begin().await?;
        let mut ids = Vec::with_capacity(insurers.len());
        for new in insurers {
            let known = organisation::Entity::find()
                .filter(organisation::Column::Number.eq(new.number.as_str()))
                .one(write.tx())
                .await?;
            if let Some(known) = known {
                ids.push(OrganisationId::new(known.id));
                continue;
            }
            let inserted = organisation::Entity::insert(row(new, write.at()))
                .exec(write.tx())
                .await?;
            let id = OrganisationId::new(inserted.last_insert_id);
            write
                .record(
                    &Actor::Operator,
                    Deed::OrganisationRegistered,
                    Subject::Organisation(id),
                    facts(new),
                )
                .await?;
            ids.push(id);
        }
        write.commit().await?;
        Ok(ids)
    }
}

fn facts(new: &NewInsurer) -> Change {
    Change::to(json!({ "number": new.number.as_str(), "name": new.name, "kind": new.kind.code() }))
}

fn row(new: &NewInsurer, at: i64) -> organisation::ActiveModel {
    organisation::ActiveModel {
        number: Set(Some(new.number.as_str().to_owned())),
        name_key: Set(name_key(&new.name)),
        name: Set(single_line(&new.name)),
        kana: Set(single_line(&new.kana)),
        kind: Set(new.kind.code().to_owned()),
        form: Set(new.form.map(|form| form.code().to_owned())),
        industry: Set(Some(new.industry.code().to_owned())),
        pref: Set(new.pref.code().to_owned()),
        insured: Set(Some(new.insured.get().into())),
        dependants: Set(Some(new.dependants.get().into())),
        members_as_of: Set(Some(new.members_as_of.iso())),
        profile: Set("{}".to_owned()),
        version: Set(1),
        status: Set("active".to_owned()),
        created_at: Set(at),
        updated_at: Set(at),
        ..Default::default()
    }
}
