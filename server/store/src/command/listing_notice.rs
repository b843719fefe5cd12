//! Whom the steps in the life of a listing concern. A step settles what was open about the program, and tells the next one
//! to act; what somebody has done is told to others only.

use domain::code::{OrgRole, PlatformRole};
use domain::notice::{Matter, Notice};
use domain::permit::Actor;
use domain::value::ProgramId;

use super::program::Loaded;
use crate::notice::To;
use crate::write::Write;
use crate::{Result, decode};

/// Who works on programs in an organisation.
const ORGANISERS: &[OrgRole] = &[OrgRole::Approver, OrgRole::Editor];

/// Makes a notice of a program and its title.
pub(super) type Telling = fn(ProgramId, String) -> Notice;

/// Tells the secretariat that it is asked.
pub(super) async fn tell_secretariat(write: &mut Write, actor: &Actor, loaded: &Loaded) -> Result<()> {
    write.settle(actor, Matter::Program(loaded.id())).await?;
    let notice = Notice::ProgramRequested {
        program: loaded.id(),
        title: title(loaded)?,
    };
    write.tell(To::Platform(PlatformRole::Secretariat), &notice).await?;
    Ok(())
}

/// Tells those who work on the program.
pub(super) async fn tell_organisers(write: &mut Write, actor: &Actor, loaded: &Loaded, telling: Telling) -> Result<()> {
    write.settle(actor, Matter::Program(loaded.id())).await?;
    let notice = telling(loaded.id(), title(loaded)?);
    tell_of(write, loaded, &notice).await
}

/// Tells those who work on the program something that needs more than its title.
pub(super) async fn tell_of(write: &mut Write, loaded: &Loaded, notice: &Notice) -> Result<()> {
    write.tell(To::Organisation(loaded.owner(), ORGANISERS), notice).await?;
    Ok(())
}

/// Nobody has to do anything about the program any more.
pub(super) async fn settle(write: &mut Write, actor: &Actor, loaded: &Loaded) -> Result<()> {
    write.settle(actor, Matter::Program(loaded.id())).await
}

/// The title as typed, on one line.
pub(super) fn title(loaded: &Loaded) -> Result<String> {
    Ok(domain::normalise::single_line(&decode::form(&loaded.row)?.title))
}
