//! Commands on the second factors of the person who acts; nobody changes those of others here. Each is recorded, and the
//! person is told by mail.

mod identity;
mod passkey;
mod pending;
mod recovery;
mod reset;
mod session;
mod totp;

use domain::letter::Letter;
use domain::permit::Actor;
use domain::second_factor::{FactorKind, FactorPolicy};
use domain::user::User;
use domain::{Lang, value::UserId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity;
use crate::write::Write;
use crate::{Refusal, StoreError};

pub use identity::Unlinkable;
pub use passkey::{CHALLENGE_LIFETIME, NewPasskey, PASSKEY_NAME_CHARS};
pub use pending::{PENDING_LIFETIME, PENDING_TRIES, Pending};

/// The person who acts, on whose own factors these commands work.
fn own(actor: &Actor) -> Result<&User, Refusal> {
    actor.user().ok_or(Refusal::Forbidden)
}

/// Tells the person of a factor that was added.
async fn tell_added(write: &mut Write, user: &User, lang: Lang, factor: FactorKind) -> Result<(), StoreError> {
    let letter = Letter::FactorAdded {
        name: user.name.clone(),
        factor,
    };
    write.post(&user.email, lang, &letter).await
}

/// Tells the person of a factor that was removed.
async fn tell_removed(write: &mut Write, user: &User, lang: Lang, factor: FactorKind) -> Result<(), StoreError> {
    let letter = Letter::FactorRemoved {
        name: user.name.clone(),
        factor,
    };
    write.post(&user.email, lang, &letter).await
}

/// After a factor was taken away: refuses to leave none to a person who must have one, and lets no recovery code stand in
/// for what is not there. Call it after [`Write::record`], behind which removals on PostgreSQL wait for each other.
async fn settle_removal(write: &Write, user: &User, policy: FactorPolicy) -> Result<(), Refusal> {
    if count(write, user.id).await? > 0 {
        return Ok(());
    }
    if policy.demands(user) {
        return Err(Refusal::NotNow);
    }
    entity::recovery_code::Entity::delete_many()
        .filter(entity::recovery_code::Column::UserId.eq(user.id.get()))
        .exec(write.tx())
        .await?;
    Ok(())
}

/// How many factors a person has.
async fn count(write: &Write, user: UserId) -> Result<u64, StoreError> {
    let apps = entity::totp::Entity::find_by_id(user.get()).count(write.tx()).await?;
    let passkeys = entity::passkey::Entity::find()
        .filter(entity::passkey::Column::UserId.eq(user.get()))
        .count(write.tx())
        .await?;
    Ok(apps + passkeys)
}
