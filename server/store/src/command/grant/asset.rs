//! The register of assets (財産管理台帳, 法22条).

use domain::audit::Deed;
use domain::grant_case::{Asset, AssetState, AssetStep, GrantNews, GrantState};
use domain::permit::{Action, Actor};
use domain::value::{GrantAssetId, GrantId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::load::{Line, add_line, expect_reason, load, matter, save, text, today};
use super::tell::settle_and_tell;
use crate::entity::grant_asset;
use crate::hygiene::clean;
use crate::query::read_grant_asset;
use crate::{Change, Refusal, Store};

impl Store {
    /// Enters a thing.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` before the program starts and after the papers are disposed of.
    pub async fn register_asset(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        asset: &Asset,
    ) -> Result<GrantAssetId, Refusal> {
        let mut write = self.begin().await?;
        let whole = load(&write, actor, Action::EditGrant, id, version).await?;
        if !whole.state().is_decided() || whole.state() == GrantState::Decided {
            return Err(Refusal::NotNow);
        }
        let row = grant_asset::ActiveModel {
            grant_id: Set(id.get()),
            state: Set(AssetState::Used.code().to_owned()),
            content: Set(text(asset)?),
            reason: Set(String::new()),
            created_at: Set(write.at()),
            updated_at: Set(write.at()),
            ..Default::default()
        };
        let inserted = grant_asset::Entity::insert(row).exec(write.tx()).await?.last_insert_id;
        let line = Line {
            kind: "asset",
            step: "register",
            yen: Some(asset.price),
            on: Some(asset.acquired_on),
            note: &asset.name,
            ..Line::default()
        };
        add_line(&write, id, actor, line).await?;
        save(&write, &whole).await?;
        let change = Change::to(json!(asset));
        write
            .record(actor, Deed::GrantAssetChanged, matter(&whole), change)
            .await?;
        write.commit().await?;
        Ok(GrantAssetId::new(inserted))
    }

    /// Takes a step with a thing. Before the end of its restriction a disposal must be asked for; after it, it is recorded.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`; `Problems` with `Empty` on `reason`.
    pub async fn step_asset(
        &self,
        actor: &Actor,
        (id, version): (GrantId, i64),
        asset: GrantAssetId,
        step: AssetStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        let action = match step {
            AssetStep::Ask | AssetStep::Dispose => Action::SubmitGrant,
            AssetStep::Approve | AssetStep::Reject => Action::DecideGrant,
        };
        let mut write = self.begin().await?;
        let whole = load(&write, actor, action, id, version).await?;
        let row = grant_asset::Entity::find_by_id(asset.get()).one(write.tx()).await?;
        let row = row.filter(|row| row.grant_id == id.get()).ok_or(Refusal::NotFound)?;
        let found = read_grant_asset(row)?;
        let next = found.state.next(step).ok_or(Refusal::NotNow)?;
        let asset_from = whole.call.call.costs.purchase.asset_from;
        let is_restricted = found.asset.is_restricted(today(&write), asset_from);
        if (step == AssetStep::Dispose && is_restricted) || (step == AssetStep::Ask && !is_restricted) {
            return Err(Refusal::NotNow);
        }
        if step != AssetStep::Approve {
            expect_reason(reason)?;
        }
        let row = grant_asset::ActiveModel {
            id: Set(asset.get()),
            state: Set(next.code().to_owned()),
            reason: Set(clean(reason.trim()).into_owned()),
            updated_at: Set(write.at()),
            ..Default::default()
        };
        grant_asset::Entity::update(row).exec(write.tx()).await?;
        let line = Line {
            kind: "asset",
            step: step.code(),
            note: reason,
            ..Line::default()
        };
        add_line(&write, id, actor, line).await?;
        save(&write, &whole).await?;
        let change = Change::from_to(json!(found.state.code()), json!(next.code())).because(reason.trim());
        write
            .record(actor, Deed::GrantAssetChanged, matter(&whole), change)
            .await?;
        settle_and_tell(&mut write, actor, &whole, GrantNews::Asset { step }).await?;
        Ok(write.commit().await?)
    }
}
