//! What an owner does with saved searches: keep, change, pause, resume, delete, open.

use domain::alert::{AlertStep, CleanAlert, KnownPrograms, MOST_OF_ADDRESS, MOST_OF_PERSON, Recipient};
use domain::permit::Actor;
use domain::value::{Instant, OrganisationId, SavedSearchId};
use domain::{Lang, ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::saved_search;
use crate::query::SavedSearch;
use crate::query::saved_search::{of, read};
use crate::write::Write;
use crate::{Refusal, Result, Store};

/// A change of one search by its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchChange {
    /// Other name, search or frequency; with the programs that match now.
    Edit(Box<CleanAlert>, KnownPrograms),
    /// Pause or resume; a search that is resumed says nothing of what came while it was paused, so it takes the
    /// programs that match now.
    Step(AlertStep, KnownPrograms),
    /// Delete.
    Delete,
    /// It was opened, and these programs were there.
    Open(KnownPrograms),
}

impl Store {
    /// Keeps a search of the signed-in person. `known` are the programs that match now, which are no news.
    ///
    /// # Errors
    /// `Forbidden` for anybody else, and for a society of others; `Problems`: `Taken` of `query` or `name` when there is one already, `TooMany`.
    pub async fn save_search(
        &self,
        actor: &Actor,
        clean: &CleanAlert,
        lang: Lang,
        known: &KnownPrograms,
    ) -> Result<SavedSearchId, Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let owner = Recipient::User(user.id);
        if let Some(society) = clean.society
            && !user.memberships.iter().any(|place| place.organisation == society)
        {
            return Err(Refusal::Forbidden);
        }
        let write = self.begin().await?;
        check_room(&write, &owner, clean, None).await?;
        let row = super::row(&write, &owner, clean, lang, known).await?;
        let inserted = saved_search::Entity::insert(row).exec(write.tx()).await?;
        write.commit().await?;
        Ok(SavedSearchId::new(inserted.last_insert_id))
    }

    /// Changes a search for its owner.
    ///
    /// # Errors
    /// `NotFound` also when it is somebody else's; `Stale`; `NotNow` when the step cannot be taken; `Problems` as
    /// [`Self::save_search`].
    pub async fn change_search(
        &self,
        owner: &Recipient,
        id: SavedSearchId,
        version: Option<i64>,
        change: &SearchChange,
    ) -> Result<(), Refusal> {
        let write = self.begin().await?;
        let row = of(owner)
            .filter(saved_search::Column::Id.eq(id.get()))
            .one(write.tx())
            .await?;
        let found = read(row.ok_or(Refusal::NotFound)?)?;
        if version.is_some_and(|seen| seen != found.version) {
            return Err(Refusal::Stale { current: found.version });
        }
        let changed = match change {
            SearchChange::Delete => {
                saved_search::Entity::delete_by_id(id.get()).exec(write.tx()).await?;
                return Ok(write.commit().await?);
            }
            SearchChange::Open(present) => saved_search::ActiveModel {
                opened: Set(present.encode()),
                ..Default::default()
            },
            SearchChange::Edit(clean, present) => {
                check_room(&write, owner, clean, Some(id)).await?;
                edited(&write, &found, clean, present).await?
            }
            SearchChange::Step(step, present) => {
                let state = found.state.next(*step).ok_or(Refusal::NotNow)?;
                let mut changed = saved_search::ActiveModel {
                    state: Set(state.code().to_owned()),
                    version: Set(found.version + 1),
                    ..Default::default()
                };
                if *step == AlertStep::Resume {
                    let first = found.frequency.first(Instant::from_millis(write.at()));
                    changed.known = Set(present.encode());
                    changed.seen = Set(super::last_change(&write).await?);
                    changed.due_at = Set(first.millis());
                }
                changed
            }
        };
        saved_search::Entity::update_many()
            .set(changed)
            .filter(saved_search::Column::Id.eq(id.get()))
            .exec(write.tx())
            .await?;
        Ok(write.commit().await?)
    }
}

async fn edited(
    write: &Write,
    found: &SavedSearch,
    clean: &CleanAlert,
    present: &KnownPrograms,
) -> Result<saved_search::ActiveModel> {
    let mut changed = saved_search::ActiveModel {
        version: Set(found.version + 1),
        name: Set(clean.name.clone()),
        frequency: Set(clean.frequency.code().to_owned()),
        triggers: Set(clean.triggers.encode()),
        ..Default::default()
    };
    if clean.frequency != found.frequency {
        let first = clean.frequency.first(Instant::from_millis(write.at()));
        changed.due_at = Set(first.millis());
    }
    // Another search begins anew: what it finds now is no news. So does one that tells something else.
    let other = clean.request != found.request || clean.society != found.society;
    if other || clean.triggers != found.triggers {
        changed.query = Set(clean.request.query());
        changed.society_id = Set(clean.society.map(OrganisationId::get));
        changed.known = Set(present.encode());
        changed.seen = Set(super::last_change(write).await?);
    }
    if other {
        changed.opened = Set(present.encode());
        changed.due_told = Set(KnownPrograms::default().encode());
    }
    Ok(changed)
}

/// Refuses what is there already (ALRT-03) and what is too much.
pub(super) async fn check_room(
    write: &Write,
    owner: &Recipient,
    clean: &CleanAlert,
    except: Option<SavedSearchId>,
) -> Result<(), Refusal> {
    let others = || match except {
        Some(id) => of(owner).filter(saved_search::Column::Id.ne(id.get())),
        None => of(owner),
    };
    let of_society = match clean.society {
        Some(society) => saved_search::Column::SocietyId.eq(society.get()),
        None => saved_search::Column::SocietyId.is_null(),
    };
    let same = others()
        .filter(saved_search::Column::Query.eq(clean.request.query()))
        .filter(of_society);
    if same.count(write.tx()).await? > 0 {
        return Err(Problems::one("query", ProblemCode::Taken).into());
    }
    let (most, is_named) = match owner {
        Recipient::User(_) => (MOST_OF_PERSON, true),
        Recipient::Address(_) => (MOST_OF_ADDRESS, false),
    };
    let named = others().filter(saved_search::Column::Name.eq(clean.name.as_str()));
    if is_named && named.count(write.tx()).await? > 0 {
        return Err(Problems::one("name", ProblemCode::Taken).into());
    }
    if except.is_none() && others().count(write.tx()).await? >= most {
        let max = u32::try_from(most).unwrap_or(u32::MAX);
        return Err(Problems::one("query", ProblemCode::TooMany { max }).into());
    }
    Ok(())
}
