//! The lead writes down which data go where, and the notice of joint use. The sheet is part of what societies agree to.

use domain::audit::Deed;
use domain::data_flow::{Flow, JointUseForm};
use domain::permit::Actor;
use domain::value::ConsortiumId;
use sea_orm::ActiveValue::Set;
use serde_json::json as value;

use super::load::{json, load_led, load_open, record, update};
use super::terms::renew;
use crate::entity::consortium;
use crate::{Change, Refusal, Store};

impl Store {
    /// Replaces the sheet of flows; a change of it asks all again who have agreed.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when the composition is fixed.
    pub async fn set_consortium_flows(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        version: i64,
        flows: &[Flow],
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load_open(&write, actor, id, version).await?;
        if whole.flows == flows {
            return Ok(());
        }
        let next = whole.versions.data.saturating_add(1);
        let change = consortium::ActiveModel {
            flows: Set(json(&flows)?),
            data_version: Set(i32::try_from(next).unwrap_or(i32::MAX)),
            ..Default::default()
        };
        update(&write, &whole, change).await?;
        let how = (Deed::ConsortiumDataChanged, "data");
        let change = Change::from_to(value!(whole.flows), value!(flows));
        record(&mut write, actor, &whole, None, how, change).await?;
        renew(&mut write, actor, id, &whole).await?;
        Ok(write.commit().await?)
    }

    /// Keeps the notice of joint use as typed. It binds nobody: what it says follows from the sheet.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`.
    pub async fn set_joint_use_notice(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        version: i64,
        notice: &JointUseForm,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load_led(&write, actor, id, version).await?;
        let change = consortium::ActiveModel {
            notice: Set(json(notice)?),
            ..Default::default()
        };
        update(&write, &whole, change).await?;
        let how = (Deed::ConsortiumDataChanged, "notice");
        let change = Change::from_to(value!(whole.notice), value!(notice));
        record(&mut write, actor, &whole, None, how, change).await?;
        Ok(write.commit().await?)
    }
}
