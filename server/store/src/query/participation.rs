//! Reads of participations, for both sides, and their one history.

use std::collections::HashMap;

use domain::participation::{CleanConsent, CleanRequest, ParticipationState, ParticipationStep};
use domain::value::{Instant, MemberCount, OrganisationId, ParticipationId, ProgramId, UserId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::decode::Row;
use crate::entity::{app_user, organisation, participation, participation_event, program};
use crate::{Result, Store};

/// The code of a reminder among the events.
pub(crate) const REMIND: &str = "remind";

/// An organisation as the other side sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its id.
    pub id: OrganisationId,
    /// 名称.
    pub name: String,
    /// Its reading, for sorting.
    pub kana: String,
    /// 保険者番号.
    pub number: Option<String>,
    /// 加入者数, when known.
    pub members: Option<MemberCount>,
}

impl Party {
    /// 中小規模, when the number of members is known.
    pub fn is_small(&self) -> Option<bool> {
        self.members
            .map(|members| members.is_small(MemberCount::SMALL_THRESHOLD))
    }
}

/// A society's participation in a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    /// Its id.
    pub id: ParticipationId,
    /// To be sent back with every step.
    pub version: i64,
    /// The program.
    pub program: ProgramId,
    /// Its published title.
    pub title: String,
    /// Who leads the program.
    pub organiser: Party,
    /// Who joins.
    pub society: Party,
    /// Where it is.
    pub state: ParticipationState,
    /// What was asked.
    pub request: CleanRequest,
    /// The consent, once recorded.
    pub consent: Option<CleanConsent>,
    /// The last request.
    pub requested_at: Instant,
    /// The last step.
    pub waiting_since: Instant,
}

/// Something that happened to a participation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipationEvent {
    /// When.
    pub at: Instant,
    /// Who; `None` when the portal itself acted.
    pub actor: Option<(UserId, String)>,
    /// The step; `None` for a reminder.
    pub step: Option<ParticipationStep>,
    /// What the other side was told.
    pub note: String,
}

/// How many participations of each sort a program has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParticipationCounts {
    /// Those for which the organiser has to do something.
    pub waiting: u64,
    /// 参加確定.
    pub confirmed: u64,
}

impl Store {
    /// A participation by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_participation(&self, id: ParticipationId) -> Result<Option<Participation>> {
        let only = participation::Column::Id.eq(id.get());
        Ok(self.participations(Condition::all().add(only)).await?.pop())
    }

    /// The participation of a society in a program.
    ///
    /// # Errors
    /// As [`Self::find_participation`].
    pub async fn find_participation_of(
        &self,
        program: ProgramId,
        society: OrganisationId,
    ) -> Result<Option<Participation>> {
        let only = Condition::all()
            .add(participation::Column::ProgramId.eq(program.get()))
            .add(participation::Column::OrganisationId.eq(society.get()));
        Ok(self.participations(only).await?.pop())
    }

    /// The participations of societies, the last changed first.
    ///
    /// # Errors
    /// As [`Self::find_participation`].
    pub async fn list_participations_of(&self, societies: &[OrganisationId]) -> Result<Vec<Participation>> {
        if societies.is_empty() {
            return Ok(Vec::new());
        }
        let own = participation::Column::OrganisationId.is_in(societies.iter().map(|society| society.get()));
        let mut found = self.participations(Condition::all().add(own)).await?;
        found.sort_by_key(|one| std::cmp::Reverse((one.waiting_since, one.id)));
        Ok(found)
    }

    /// Everybody who has asked to join a program, in the order of the requests.
    ///
    /// # Errors
    /// As [`Self::find_participation`].
    pub async fn list_participants(&self, program: ProgramId) -> Result<Vec<Participation>> {
        let here = participation::Column::ProgramId.eq(program.get());
        let mut found = self.participations(Condition::all().add(here)).await?;
        found.sort_by_key(|one| (one.requested_at, one.id));
        Ok(found)
    }

    /// The societies that take part in a program, by their reading.
    ///
    /// # Errors
    /// As [`Self::find_participation`].
    pub async fn list_confirmed(&self, program: ProgramId) -> Result<Vec<Party>> {
        let rows = participation::Entity::find()
            .filter(participation::Column::ProgramId.eq(program.get()))
            .filter(participation::Column::State.eq(ParticipationState::Confirmed.code()))
            .find_also_related(organisation::Entity)
            .all(self.reader())
            .await?;
        let mut parties: Vec<_> = rows.into_iter().filter_map(|(_, society)| society).map(party).collect();
        parties.sort_by(|one, other| one.kana.cmp(&other.kana).then(one.id.cmp(&other.id)));
        Ok(parties)
    }

    /// Whether one of the societies takes part in a program.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn takes_part(&self, program: ProgramId, societies: &[OrganisationId]) -> Result<bool> {
        let found = participation::Entity::find()
            .filter(participation::Column::ProgramId.eq(program.get()))
            .filter(participation::Column::OrganisationId.is_in(societies.iter().map(|society| society.get())))
            .filter(participation::Column::State.eq(ParticipationState::Confirmed.code()));
        Ok(found.count(self.reader()).await? > 0)
    }

    /// How many participations of a program there are.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn count_participations(&self, program: ProgramId) -> Result<ParticipationCounts> {
        let of = |states: &[ParticipationState]| {
            participation::Entity::find()
                .filter(participation::Column::ProgramId.eq(program.get()))
                .filter(participation::Column::State.is_in(states.iter().map(|state| state.code())))
        };
        let waiting = [ParticipationState::Requested, ParticipationState::Consented];
        Ok(ParticipationCounts {
            waiting: of(&waiting).count(self.reader()).await?,
            confirmed: of(&[ParticipationState::Confirmed]).count(self.reader()).await?,
        })
    }

    /// What happened to a participation, oldest first.
    ///
    /// # Errors
    /// As [`Self::find_participation`].
    pub async fn list_participation_events(&self, id: ParticipationId) -> Result<Vec<ParticipationEvent>> {
        let rows = participation_event::Entity::find()
            .filter(participation_event::Column::ParticipationId.eq(id.get()))
            .find_also_related(app_user::Entity)
            .order_by_asc(participation_event::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter()
            .map(|(row, actor)| {
                let at = Row {
                    table: "participation_event",
                    id: row.id,
                };
                let step = match row.step.as_str() {
                    REMIND => None,
                    code => Some(at.code("step", code, ParticipationStep::from_code)?),
                };
                Ok(ParticipationEvent {
                    at: Instant::from_millis(row.at),
                    actor: actor.map(|user| (UserId::new(user.id), user.name)),
                    step,
                    note: row.note,
                })
            })
            .collect()
    }

    /// The rows of a condition with both sides' organisations.
    async fn participations(&self, condition: Condition) -> Result<Vec<Participation>> {
        let rows = participation::Entity::find()
            .filter(condition)
            .order_by_asc(participation::Column::Id)
            .all(self.reader())
            .await?;
        let programs: HashMap<i64, program::Model> = program::Entity::find()
            .filter(program::Column::Id.is_in(rows.iter().map(|row| row.program_id)))
            .all(self.reader())
            .await?
            .into_iter()
            .map(|program| (program.id, program))
            .collect();
        let ids = rows.iter().map(|row| row.organisation_id);
        let ids = ids.chain(programs.values().map(|program| program.owner_id));
        let parties: HashMap<i64, Party> = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(ids))
            .all(self.reader())
            .await?
            .into_iter()
            .map(|row| (row.id, party(row)))
            .collect();
        rows.into_iter().map(|row| read(row, &programs, &parties)).collect()
    }
}

fn read(
    row: participation::Model,
    programs: &HashMap<i64, program::Model>,
    parties: &HashMap<i64, Party>,
) -> Result<Participation> {
    let at = Row {
        table: "participation",
        id: row.id,
    };
    let program = programs
        .get(&row.program_id)
        .ok_or_else(|| at.corrupt("its program is missing"))?;
    let side = |id: i64| {
        parties
            .get(&id)
            .cloned()
            .ok_or_else(|| at.corrupt("an organisation is missing"))
    };
    Ok(Participation {
        id: ParticipationId::new(row.id),
        version: row.version,
        program: ProgramId::new(program.id),
        title: program.title.clone().unwrap_or_default(),
        organiser: side(program.owner_id)?,
        society: side(row.organisation_id)?,
        state: at.code("state", &row.state, ParticipationState::from_code)?,
        request: at.json("request", &row.request)?,
        consent: row
            .consent
            .as_deref()
            .map(|consent| at.json("consent", consent))
            .transpose()?,
        requested_at: Instant::from_millis(row.requested_at),
        waiting_since: Instant::from_millis(row.waiting_since),
    })
}

fn party(row: organisation::Model) -> Party {
    let members = row
        .insured
        .zip(row.dependants)
        .and_then(|(insured, dependants)| u32::try_from(insured.saturating_add(dependants)).ok())
        .and_then(MemberCount::new);
    Party {
        id: OrganisationId::new(row.id),
        name: row.name,
        kana: row.kana,
        number: row.number,
        members,
    }
}
