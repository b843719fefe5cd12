//! How societies like one's own take part (INS-10). Only numbers leave this file, and none that stands for fewer than
//! [`LEAST_PEERS`] societies.

use domain::code::Industry;
use domain::participation::{LEAST_PEERS, Likeness, ParticipationState, Peers};
use domain::value::{MemberCount, OrganisationId, ProgramId};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect, QueryTrait as _,
};

use crate::entity::{organisation, participation};
use crate::{Result, Store};

/// Id, insured, dependants, industry.
type Row = (i64, Option<i64>, Option<i64>, Option<String>);

impl Store {
    /// How many societies like one take part in a program, itself not counted.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn count_peers(&self, program: ProgramId, own: OrganisationId) -> Result<Peers> {
        let members = participation::Entity::find()
            .select_only()
            .column(participation::Column::OrganisationId)
            .filter(participation::Column::ProgramId.eq(program.get()))
            .filter(participation::Column::State.eq(ParticipationState::Confirmed.code()))
            .into_query();
        let wanted = Condition::any()
            .add(organisation::Column::Id.in_subquery(members))
            .add(organisation::Column::Id.eq(own.get()));
        let rows = self.likenesses(wanted).await?;
        let Some((_, likeness)) = rows.iter().find(|(id, _)| *id == own.get()) else {
            return Ok(Peers::default());
        };
        let others = rows.iter().filter(|(id, _)| *id != own.get());
        Ok(Peers::count(*likeness, others.map(|(_, other)| *other)))
    }

    /// The programs in which most societies like one take part, with how many; those below the least number that is told
    /// are left out.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_joined_by_peers(&self, own: OrganisationId, most: u64) -> Result<Vec<(ProgramId, u32)>> {
        let rows = self.likenesses(organisation::Column::Number.is_not_null()).await?;
        let Some((_, likeness)) = rows.iter().find(|(id, _)| *id == own.get()) else {
            return Ok(Vec::new());
        };
        let peers = rows
            .iter()
            .filter(|(id, other)| *id != own.get() && likeness.is_like(*other));
        let peers: Vec<i64> = peers.map(|(id, _)| *id).collect();
        if peers.is_empty() {
            return Ok(Vec::new());
        }
        let societies = participation::Column::OrganisationId.count();
        let found: Vec<(i64, i64)> = participation::Entity::find()
            .select_only()
            .column(participation::Column::ProgramId)
            .column_as(societies.clone(), "societies")
            .filter(participation::Column::State.eq(ParticipationState::Confirmed.code()))
            .filter(participation::Column::OrganisationId.is_in(peers))
            .group_by(participation::Column::ProgramId)
            .having(societies.clone().gte(LEAST_PEERS))
            .order_by_desc(societies)
            .order_by_desc(participation::Column::ProgramId)
            .limit(most)
            .into_tuple()
            .all(self.reader())
            .await?;
        let counted = found
            .into_iter()
            .map(|(program, count)| (ProgramId::new(program), u32::try_from(count).unwrap_or(u32::MAX)));
        Ok(counted.collect())
    }

    /// What makes societies alike, by their ids. Codes that are not known say nothing.
    async fn likenesses(&self, wanted: impl sea_orm::sea_query::IntoCondition) -> Result<Vec<(i64, Likeness)>> {
        let rows: Vec<Row> = organisation::Entity::find()
            .select_only()
            .columns([
                organisation::Column::Id,
                organisation::Column::Insured,
                organisation::Column::Dependants,
                organisation::Column::Industry,
            ])
            .filter(wanted)
            .into_tuple()
            .all(self.reader())
            .await?;
        let read = |(id, insured, dependants, industry): Row| {
            let members = insured
                .zip(dependants)
                .and_then(|(insured, dependants)| u32::try_from(insured.saturating_add(dependants)).ok())
                .and_then(MemberCount::new);
            let industry = industry.as_deref().and_then(Industry::from_code);
            (id, Likeness::of(members, industry))
        };
        Ok(rows.into_iter().map(read).collect())
    }
}
