//! Reads of consortia: the whole with its places, lists, the common history, and societies that could be asked.

use std::collections::HashMap;

use domain::code::{ConsortiumRole, OrganisationStatus, PrefectureSet, ProfileVisibility};
use domain::consortium::{
    Candidate, CleanConsortium, ConsortiumState, MembershipState, Place, Share, SharingProblem, Snapshot, Terms,
    Versions, reference_day, shares, snapshot, terms,
};
use domain::data_flow::{Flow, JointUseForm};
use domain::organisation::Organisation;
use domain::value::{ConsortiumId, Day, Instant, OrganisationId, PlaceId, ProgramId, UserId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::name::user_names;
use crate::decode::{self, Row};
use crate::entity::{consortium, consortium_event, consortium_place, organisation};
use crate::{Result, Store};

/// A consortium with all places it ever had, in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consortium {
    /// Its id.
    pub id: ConsortiumId,
    /// To be sent back with every change.
    pub version: i64,
    /// Where it is.
    pub state: ConsortiumState,
    /// The program it came from.
    pub program: Option<ProgramId>,
    /// 代表組合.
    pub lead: OrganisationId,
    /// What it is about.
    pub plan: CleanConsortium,
    /// Versions that consents refer to.
    pub versions: Versions,
    /// Which data go where.
    pub flows: Vec<Flow>,
    /// The notice of joint use, as typed.
    pub notice: JointUseForm,
    /// Everybody who has or had a place.
    pub places: Vec<Place>,
    /// The composition frozen when it was fixed.
    pub frozen: Option<Snapshot>,
    /// When it was started.
    pub created_at: Instant,
    /// The last change.
    pub updated_at: Instant,
}

impl Consortium {
    /// An organisation's place.
    pub fn place(&self, organisation: OrganisationId) -> Option<&Place> {
        self.places.iter().find(|place| place.organisation == organisation)
    }

    /// The lead's name.
    pub fn lead_name(&self) -> &str {
        self.place(self.lead).map_or("", |place| &place.name)
    }

    /// The composition: frozen from `fixed` on, and otherwise as it is today.
    pub fn snapshot(&self, today: Day) -> Snapshot {
        match &self.frozen {
            Some(frozen) if self.state.is_frozen() => frozen.clone(),
            _ => snapshot(&self.plan, self.versions, self.lead, &self.places, reference_day(today)),
        }
    }

    /// What each society pays.
    ///
    /// # Errors
    /// When numbers are missing.
    pub fn shares(&self) -> Result<Vec<Share>, SharingProblem> {
        shares(&self.plan, &self.places)
    }

    /// The terms as they stand for a society; none while its share cannot be told.
    pub fn terms(&self, society: OrganisationId) -> Option<Terms> {
        let found = self.shares().ok()?;
        let share = found.iter().find(|share| share.organisation == society)?;
        Some(terms(&self.plan, self.versions, self.lead, share.yen))
    }
}

/// Something that happened to a consortium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsortiumEvent {
    /// When.
    pub at: Instant,
    /// Who; `None` when the portal itself acted.
    pub actor: Option<(UserId, String)>,
    /// The organisation that it is about.
    pub society: Option<String>,
    /// `start`, `edit`, `lead`, `share`, `invite`, or the code of a step.
    pub step: String,
    /// The reason, where one was asked for.
    pub note: String,
}

impl Store {
    /// A consortium by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_consortium(&self, id: ConsortiumId) -> Result<Option<Consortium>> {
        let row = consortium::Entity::find_by_id(id.get()).one(self.reader()).await?;
        match row {
            Some(row) => complete(self.reader(), row).await.map(Some),
            None => Ok(None),
        }
    }

    /// The consortium to which a place belongs.
    ///
    /// # Errors
    /// As [`Self::find_consortium`].
    pub async fn find_consortium_of_place(&self, id: PlaceId) -> Result<Option<Consortium>> {
        match consortium_place::Entity::find_by_id(id.get())
            .one(self.reader())
            .await?
        {
            Some(place) => self.find_consortium(ConsortiumId::new(place.consortium_id)).await,
            None => Ok(None),
        }
    }

    /// The consortia in which an organisation has a place that it has not given up, the last changed first.
    ///
    /// # Errors
    /// As [`Self::find_consortium`].
    pub async fn list_consortia_of(&self, organisation: OrganisationId) -> Result<Vec<Consortium>> {
        let involved = MembershipState::ALL.iter().filter(|state| state.is_involved());
        let places = consortium_place::Entity::find()
            .filter(consortium_place::Column::OrganisationId.eq(organisation.get()))
            .filter(consortium_place::Column::State.is_in(involved.map(|state| state.code())))
            .all(self.reader())
            .await?;
        let ids = places.iter().map(|place| place.consortium_id);
        self.consortia(Condition::all().add(consortium::Column::Id.is_in(ids)))
            .await
    }

    /// The consortia that are forming and open to other insurers, the last changed first.
    ///
    /// # Errors
    /// As [`Self::find_consortium`].
    pub async fn list_open_consortia(&self) -> Result<Vec<Consortium>> {
        let open = Condition::all()
            .add(consortium::Column::IsOpen.eq(true))
            .add(consortium::Column::State.eq(ConsortiumState::Forming.code()));
        self.consortia(open).await
    }

    /// What happened to a consortium, oldest first.
    ///
    /// # Errors
    /// As [`Self::find_consortium`].
    pub async fn list_consortium_events(&self, id: ConsortiumId) -> Result<Vec<ConsortiumEvent>> {
        let rows = consortium_event::Entity::find()
            .filter(consortium_event::Column::ConsortiumId.eq(id.get()))
            .order_by_asc(consortium_event::Column::Id)
            .all(self.reader())
            .await?;
        let users = user_names(self.reader(), rows.iter().filter_map(|row| row.actor_id)).await?;
        let names: HashMap<i64, String> = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(rows.iter().filter_map(|row| row.organisation_id)))
            .all(self.reader())
            .await?
            .into_iter()
            .map(|row| (row.id, row.name))
            .collect();
        let events = rows.into_iter().map(|row| ConsortiumEvent {
            at: Instant::from_millis(row.at),
            actor: row
                .actor_id
                .and_then(|id| Some((UserId::new(id), users.get(&id)?.clone()))),
            society: row.organisation_id.and_then(|id| names.get(&id).cloned()),
            step: row.step,
            note: row.note,
        });
        Ok(events.collect())
    }

    /// Active insurers as partners that could be asked. One whose profile is private does not let itself be found.
    ///
    /// # Errors
    /// As [`Self::find_consortium`].
    pub async fn list_candidates(&self) -> Result<Vec<(Candidate, String)>> {
        let rows = organisation::Entity::find()
            .filter(organisation::Column::Status.eq(OrganisationStatus::Active.code()))
            .filter(organisation::Column::Number.is_not_null())
            .all(self.reader())
            .await?;
        let none = HashMap::new();
        let mut candidates = Vec::with_capacity(rows.len());
        for row in rows {
            let found = decode::organisation(row, &none)?;
            candidates.extend(candidate(found));
        }
        Ok(candidates)
    }

    async fn consortia(&self, condition: Condition) -> Result<Vec<Consortium>> {
        let rows = consortium::Entity::find()
            .filter(condition)
            .order_by_desc(consortium::Column::UpdatedAt)
            .order_by_desc(consortium::Column::Id)
            .all(self.reader())
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            found.push(complete(self.reader(), row).await?);
        }
        Ok(found)
    }
}

/// A society as a candidate, with its name.
fn candidate(found: Organisation) -> Option<(Candidate, String)> {
    let details = &found.profile.details;
    let seat: PrefectureSet = [found.profile.pref].into_iter().collect();
    let candidate = Candidate {
        organisation: found.id,
        kana: found.profile.kana.clone(),
        kind: found.kind.insurer()?,
        area: if details.area.is_empty() { seat } else { details.area },
        industry: found.profile.industry,
        members: found.profile.members(),
        challenges: details.challenges.clone(),
        themes: details.themes.clone(),
        allows: found.profile.visibility() != ProfileVisibility::Private,
        is_active: found.ending.is_none(),
    };
    Some((candidate, found.profile.name))
}

/// A row with its places.
pub(crate) async fn complete(db: &impl ConnectionTrait, row: consortium::Model) -> Result<Consortium> {
    let at = Row {
        table: "consortium",
        id: row.id,
    };
    let rows = consortium_place::Entity::find()
        .filter(consortium_place::Column::ConsortiumId.eq(row.id))
        .order_by_asc(consortium_place::Column::Id)
        .all(db)
        .await?;
    let mut organisations: HashMap<i64, organisation::Model> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(rows.iter().map(|place| place.organisation_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|found| (found.id, found))
        .collect();
    let heirs = organisations.values().filter_map(|found| found.successor_id);
    let names: HashMap<i64, String> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(heirs))
        .all(db)
        .await?
        .into_iter()
        .map(|found| (found.id, found.name))
        .collect();
    let mut places = Vec::with_capacity(rows.len());
    for place in rows {
        let here = Row {
            table: "consortium_place",
            id: place.id,
        };
        let found = organisations
            .remove(&place.organisation_id)
            .ok_or_else(|| here.corrupt("its organisation is missing"))?;
        let consent = place.consent.as_deref();
        places.push(Place::of(
            PlaceId::new(place.id),
            &decode::organisation(found, &names)?,
            here.code("role", &place.role, ConsortiumRole::from_code)?,
            here.code("state", &place.state, MembershipState::from_code)?,
            here.json("facts", &place.facts)?,
            consent.map(|consent| here.json("consent", consent)).transpose()?,
        ));
    }
    let version = |column: &str, stored: i32| {
        u32::try_from(stored).map_err(|_| at.corrupt(format_args!("{column} cannot be {stored}")))
    };
    let frozen = row.snapshot.as_deref();
    Ok(Consortium {
        id: ConsortiumId::new(row.id),
        version: row.version,
        state: at.code("state", &row.state, ConsortiumState::from_code)?,
        program: row.program_id.map(ProgramId::new),
        lead: OrganisationId::new(row.lead_id),
        plan: at.json("plan", &row.plan)?,
        versions: Versions {
            data: version("data_version", row.data_version)?,
            plan: version("plan_version", row.plan_version)?,
        },
        flows: at.json("flows", &row.flows)?,
        notice: at.json("notice", &row.notice)?,
        places,
        frozen: frozen.map(|frozen| at.json("snapshot", frozen)).transpose()?,
        created_at: Instant::from_millis(row.created_at),
        updated_at: Instant::from_millis(row.updated_at),
    })
}
