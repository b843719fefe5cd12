//! Telling people, inside the transaction of what they are told: nobody hears of what did not happen, and nothing that
//! happened goes untold. What a person wants mailed is mailed; everything stands in the inbox.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::Lang;
use domain::code::{OrgRole, PlatformRole};
use domain::letter::Letter;
use domain::notice::{Audience, MailPace, Matter, Notice, Subscription, Topic};
use domain::permit::Actor;
use domain::value::{Instant, NoticeId, OrganisationId, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::decode::Row;
use crate::entity::{app_user, mail_choice, membership, notice, notice_audience, notice_reader, platform_role};
use crate::write::Write;
use crate::{Result, decode};

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum To<'a> {
    /// Those with one of these roles in an organisation.
    Organisation(OrganisationId, &'a [OrgRole]),
    /// Those with a role on the platform.
    Platform(PlatformRole),
    /// One person.
    User(UserId),
}

impl To<'_> {
    fn audiences(self) -> Vec<Audience> {
        match self {
            Self::Organisation(id, roles) => roles.iter().map(|role| Audience::Organisation(id, *role)).collect(),
            Self::Platform(role) => vec![Audience::Platform(role)],
            Self::User(id) => vec![Audience::User(id)],
        }
    }
}

impl Write {
    /// Puts a notice into the inboxes of those whom it concerns, and mails it to those who want that at once. Others get
    /// it with their next digest. People whose place rests or whose account is disabled get nothing.
    pub(crate) async fn tell(&mut self, to: To<'_>, told: &Notice) -> Result<NoticeId> {
        let id = self.note_for(to, told).await?;
        let people = self.people_of(to).await?;
        let paces = self.paces(people.keys().copied(), told.topic()).await?;
        for (user, person) in people {
            let pace = paces.get(&user).copied().unwrap_or(MailPace::START);
            self.hand_to(id, &person, pace, told).await?;
        }
        Ok(NoticeId::new(id))
    }

    /// Puts a notice into inboxes and mails nothing, because a letter of its own says the same.
    pub(crate) async fn tell_beside_letter(&mut self, to: To<'_>, told: &Notice) -> Result<NoticeId> {
        let id = self.note_for(to, told).await?;
        for person in self.people_of(to).await?.into_values() {
            self.hand_to(id, &person, MailPace::Never, told).await?;
        }
        Ok(NoticeId::new(id))
    }

    /// Stores a notice for those whom it concerns.
    async fn note_for(&mut self, to: To<'_>, told: &Notice) -> Result<i64> {
        let at = Row { table: "notice", id: 0 };
        let row = notice::ActiveModel {
            kind: Set(told.kind().to_owned()),
            notice: Set(serde_json::to_string(told).map_err(|error| at.corrupt(error))?),
            matter: Set(told.matter().to_string()),
            is_task: Set(told.is_task()),
            due: Set(told.due().map(|day| day.iso())),
            created_at: Set(self.at()),
            settled_at: Set(None),
            settled_by: Set(None),
            ..Default::default()
        };
        let id = notice::Entity::insert(row).exec(self.tx()).await?.last_insert_id;
        let audiences = to.audiences().into_iter().map(|audience| notice_audience::ActiveModel {
            audience: Set(audience.to_string()),
            notice_id: Set(id),
        });
        let audiences: Vec<_> = audiences.collect();
        if !audiences.is_empty() {
            notice_audience::Entity::insert_many(audiences)
                .exec_without_returning(self.tx())
                .await?;
        }
        Ok(id)
    }

    async fn hand_to(&mut self, id: i64, person: &app_user::Model, pace: MailPace, told: &Notice) -> Result<()> {
        let mail_at = pace.next_digest(Instant::from_millis(self.at()));
        let row = notice_reader::ActiveModel {
            notice_id: Set(id),
            user_id: Set(person.id),
            read_at: Set(None),
            pace: Set(mail_at.map(|_| pace.code().to_owned())),
            mail_at: Set(mail_at.map(Instant::millis)),
        };
        notice_reader::Entity::insert(row)
            .exec_without_returning(self.tx())
            .await?;
        if pace != MailPace::AtOnce {
            return Ok(());
        }
        let subscription = Subscription::Topic {
            user: UserId::new(person.id),
            topic: told.topic(),
        };
        let letter = Letter::Notice {
            name: person.name.clone(),
            notice: told.clone(),
            unsubscribe: self.subscribe(&subscription).await?,
        };
        self.post(&decode::email(person.id, &person.email)?, Lang::Ja, &letter)
            .await
    }

    /// Marks all open tasks about a matter as done, for everybody: what a colleague has done is gone from my list too.
    pub(crate) async fn settle(&mut self, actor: &Actor, matter: Matter) -> Result<()> {
        let open: Vec<i64> = notice::Entity::find()
            .select_only()
            .column(notice::Column::Id)
            .filter(notice::Column::Matter.eq(matter.to_string()))
            .filter(notice::Column::IsTask.eq(true))
            .filter(notice::Column::SettledAt.is_null())
            .into_tuple()
            .all(self.tx())
            .await?;
        self.settle_all(actor, &open).await
    }

    /// Marks these tasks as done. They count as read, and wait for no digest any more.
    pub(crate) async fn settle_all(&mut self, actor: &Actor, ids: &[i64]) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        let by = actor.user().map(|user| user.id.get());
        notice::Entity::update_many()
            .col_expr(notice::Column::SettledAt, Expr::value(self.at()))
            .col_expr(notice::Column::SettledBy, Expr::value(by))
            .filter(notice::Column::Id.is_in(ids.iter().copied()))
            .filter(notice::Column::SettledAt.is_null())
            .exec(self.tx())
            .await?;
        notice_reader::Entity::update_many()
            .col_expr(notice_reader::Column::ReadAt, Expr::value(self.at()))
            .filter(notice_reader::Column::NoticeId.is_in(ids.iter().copied()))
            .filter(notice_reader::Column::ReadAt.is_null())
            .exec(self.tx())
            .await?;
        Ok(())
    }

    /// The people who belong to a group now, by their number.
    pub(crate) async fn people_of(&self, to: To<'_>) -> Result<BTreeMap<i64, app_user::Model>> {
        people_of(self.tx(), Instant::from_millis(self.at()), to).await
    }

    /// What these people have chosen for a topic; who has chosen nothing is missing.
    async fn paces(&self, users: impl IntoIterator<Item = i64>, topic: Topic) -> Result<HashMap<i64, MailPace>> {
        let rows = mail_choice::Entity::find()
            .filter(mail_choice::Column::UserId.is_in(users))
            .filter(mail_choice::Column::Topic.eq(topic.code()))
            .all(self.tx())
            .await?;
        rows.iter().map(|row| Ok((row.user_id, decode::pace(row)?))).collect()
    }
}

/// The people who belong to a group at a moment, by their number.
pub(crate) async fn people_of(
    db: &impl ConnectionTrait,
    at: Instant,
    to: To<'_>,
) -> Result<BTreeMap<i64, app_user::Model>> {
    let ids: BTreeSet<i64> = match to {
        To::User(id) => BTreeSet::from([id.get()]),
        To::Organisation(id, roles) => membership::Entity::find()
            .filter(membership::Column::OrganisationId.eq(id.get()))
            .filter(membership::Column::Role.is_in(roles.iter().map(|role| role.code())))
            .filter(membership::Column::SuspendedAt.is_null())
            .all(db)
            .await?
            .into_iter()
            .map(|place| place.user_id)
            .collect(),
        To::Platform(role) => {
            let today = at.day_jst();
            let rows = platform_role::Entity::find()
                .filter(platform_role::Column::Role.eq(role.code()))
                .all(db)
                .await?;
            let mut valid = BTreeSet::new();
            for row in rows {
                if decode::grants(std::slice::from_ref(&row))?
                    .iter()
                    .all(|grant| grant.is_valid(today))
                {
                    valid.insert(row.user_id);
                }
            }
            valid
        }
    };
    let people = app_user::Entity::find()
        .filter(app_user::Column::Id.is_in(ids))
        .filter(app_user::Column::DisabledAt.is_null())
        .all(db)
        .await?;
    Ok(people.into_iter().map(|person| (person.id, person)).collect())
}
