//! What people have mailed to them: chosen on their own page, or stopped by the link in a mail without signing in
//! (INS-05, ALRT-04).

use domain::audit::{Deed, Subject};
use domain::notice::{MailPace, Subscription, Topic};
use domain::permit::Actor;
use domain::value::{Instant, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Map, Value};

use crate::entity::{mail_choice, notice, notice_reader};
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, decode};

impl Store {
    /// Chooses how often notices of these topics are mailed to the actor. What waits in a digest moves along.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anybody who is not signed in.
    pub async fn choose_mail(&self, actor: &Actor, choices: &[(Topic, MailPace)]) -> Result<(), Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?.id;
        let mut write = self.begin().await?;
        let before = write.choices_of(user).await?;
        let changed: Vec<_> = choices
            .iter()
            .filter(|(topic, pace)| before.iter().any(|known| known.0 == *topic && known.1 != *pace))
            .copied()
            .collect();
        write.choose(actor, user, &before, &changed).await?;
        write.commit().await?;
        Ok(())
    }

    /// Stops what the link at the end of a mail stands for, and answers with what that was. It may be used again, also by
    /// machines (RFC 8058).
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for an unknown or old link.
    pub async fn stop_mail(&self, token: &str) -> Result<Subscription, Refusal> {
        let subscription = self.find_subscription(token).await?.ok_or(Refusal::NotFound)?;
        // Before a transaction of this command: pausing opens its own, and SQLite has one writer.
        if let Some(owner) = self.find_search_owner(subscription).await? {
            self.pause_all_searches(&owner).await?;
            return Ok(subscription);
        }
        let mut write = self.begin().await?;
        match subscription {
            Subscription::Digest { user, pace } => {
                let before = write.choices_of(user).await?;
                let stopped = before.iter().filter(|choice| choice.1 == pace);
                let stopped: Vec<_> = stopped.map(|choice| (choice.0, MailPace::Never)).collect();
                write.choose(&Actor::Anonymous, user, &before, &stopped).await?;
            }
            Subscription::Topic { user, topic } => {
                let before = write.choices_of(user).await?;
                let is_stopped = before.contains(&(topic, MailPace::Never));
                let stopped: &[_] = if is_stopped { &[] } else { &[(topic, MailPace::Never)] };
                write.choose(&Actor::Anonymous, user, &before, stopped).await?;
            }
            // An address that nobody has any more gets no mail either.
            Subscription::Searches { .. } | Subscription::AddressSearches { .. } => {}
        }
        write.commit().await?;
        Ok(subscription)
    }
}

impl Write {
    /// What counts for somebody, topic by topic.
    async fn choices_of(&self, user: UserId) -> Result<Vec<(Topic, MailPace)>> {
        let rows = mail_choice::Entity::find()
            .filter(mail_choice::Column::UserId.eq(user.get()))
            .all(self.tx())
            .await?;
        decode::mail_choices(&rows)
    }

    async fn choose(
        &mut self,
        actor: &Actor,
        user: UserId,
        before: &[(Topic, MailPace)],
        changed: &[(Topic, MailPace)],
    ) -> Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        for (topic, pace) in changed {
            mail_choice::Entity::delete_by_id((user.get(), topic.code().to_owned()))
                .exec(self.tx())
                .await?;
            let row = mail_choice::ActiveModel {
                user_id: Set(user.get()),
                topic: Set(topic.code().to_owned()),
                pace: Set(pace.code().to_owned()),
            };
            mail_choice::Entity::insert(row)
                .exec_without_returning(self.tx())
                .await?;
            self.move_waiting(user, *topic, *pace).await?;
        }
        let known = before.iter().filter(|choice| changed.iter().any(|it| it.0 == choice.0));
        let change = Change::from_to(as_json(known), as_json(changed.iter()));
        self.record(actor, Deed::MailChosen, Subject::User(user), change).await
    }

    /// Moves what waits in a digest of a topic to the new one. Without a digest it is mailed no more; it stands in the
    /// inbox anyway.
    async fn move_waiting(&self, user: UserId, topic: Topic, pace: MailPace) -> Result<()> {
        let waiting = notice_reader::Entity::find()
            .filter(notice_reader::Column::UserId.eq(user.get()))
            .filter(notice_reader::Column::MailAt.is_not_null())
            .find_also_related(notice::Entity)
            .all(self.tx())
            .await?;
        let mut ids = Vec::new();
        for (row, told) in waiting {
            let Some(told) = told else { continue };
            if decode::notice(&told)?.topic() == topic {
                ids.push(row.notice_id);
            }
        }
        let mail_at = pace.next_digest(Instant::from_millis(self.at()));
        notice_reader::Entity::update_many()
            .col_expr(notice_reader::Column::MailAt, Expr::value(mail_at.map(Instant::millis)))
            .col_expr(notice_reader::Column::Pace, Expr::value(mail_at.map(|_| pace.code())))
            .filter(notice_reader::Column::UserId.eq(user.get()))
            .filter(notice_reader::Column::NoticeId.is_in(ids))
            .exec(self.tx())
            .await?;
        Ok(())
    }
}

fn as_json<'a>(choices: impl Iterator<Item = &'a (Topic, MailPace)>) -> Value {
    let choices = choices.map(|(topic, pace)| (topic.code().to_owned(), Value::from(pace.code())));
    Value::Object(choices.collect::<Map<_, _>>())
}
