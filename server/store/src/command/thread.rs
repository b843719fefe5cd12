//! Messages between the organiser of a program and a society. Whoever belongs to neither learns nothing of a
//! conversation, the secretariat included. The mail about a message holds a link and nothing of its text.

use domain::audit::{Deed, Subject as Matter};
use domain::code::OrgRole;
use domain::notice::Notice;
use domain::permit::{Action, Actor, Subject, may};
use domain::thread::{MOST_AT_ONCE, check_message};
use domain::value::{OrganisationId, ProgramId, ThreadId};
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::{message, message_reader, notice, notice_reader, organisation, participation, program, thread};
use crate::notice::To;
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, decode, hygiene};

/// Those who are told of a message.
const READERS: &[OrgRole] = &[OrgRole::Editor, OrgRole::Approver];

impl Store {
    /// Writes to the organiser of a program for a society, in the conversation that they have or a new one.
    ///
    /// # Errors
    /// `NotFound` when the actor may not see the program; `Forbidden`; `NotNow` for a program of the society itself;
    /// `Problems` of `message`.
    pub async fn write_to_organiser(
        &self,
        actor: &Actor,
        program: ProgramId,
        society: OrganisationId,
        text: &str,
    ) -> Result<ThreadId, Refusal> {
        let mut write = self.begin().await?;
        let program = lock_program(&write, program).await?;
        let known = find_thread(&write, program.id, society).await?;
        let sees = may(actor, Action::ReadThread, Subject::Organisation(society)) && known.is_some();
        if !sees && !sees_listing(actor, &program)? {
            return Err(Refusal::NotFound);
        }
        if !may(actor, Action::WriteMessage, Subject::Organisation(society)) {
            return Err(Refusal::Forbidden);
        }
        if program.owner_id == society.get() {
            return Err(Refusal::NotNow);
        }
        let text = check_message(&hygiene::clean(text))?;
        let thread = open(&write, program.id, society, known).await?;
        post(&mut write, actor, &thread, &program, society, &text).await?;
        write.commit().await?;
        Ok(ThreadId::new(thread.id))
    }

    /// Writes one message to several societies that have asked to join a program; each reads it in a conversation of its
    /// own. Answers with how many.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `Problems` of `message`, and `Empty`, `TooMany` or `NotFound` on `societies`.
    pub async fn write_to_societies(
        &self,
        actor: &Actor,
        program: ProgramId,
        societies: &[OrganisationId],
        text: &str,
    ) -> Result<usize, Refusal> {
        let mut write = self.begin().await?;
        let program = lock_program(&write, program).await?;
        let owner = OrganisationId::new(program.owner_id);
        permit_writing(actor, owner)?;
        let text = check_message(&hygiene::clean(text))?;
        let mut societies = societies.to_vec();
        societies.sort_unstable();
        societies.dedup();
        if societies.is_empty() {
            return Err(Problems::one("societies", ProblemCode::Empty).into());
        }
        if societies.len() > MOST_AT_ONCE {
            let max = u32::try_from(MOST_AT_ONCE).unwrap_or(u32::MAX);
            return Err(Problems::one("societies", ProblemCode::TooMany { max }).into());
        }
        let asked: Vec<i64> = participation::Entity::find()
            .select_only()
            .column(participation::Column::OrganisationId)
            .filter(participation::Column::ProgramId.eq(program.id))
            .into_tuple()
            .all(write.tx())
            .await?;
        if societies.iter().any(|society| !asked.contains(&society.get())) {
            return Err(Problems::one("societies", ProblemCode::NotFound).into());
        }
        for society in &societies {
            let known = find_thread(&write, program.id, *society).await?;
            let thread = open(&write, program.id, *society, known).await?;
            post(&mut write, actor, &thread, &program, owner, &text).await?;
        }
        write.commit().await?;
        Ok(societies.len())
    }

    /// Answers in a conversation, for the side to which the actor belongs. Who belongs to both writes for `side`.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `Problems` of `message`.
    pub async fn answer_thread(
        &self,
        actor: &Actor,
        id: ThreadId,
        side: Option<OrganisationId>,
        text: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let thread = thread::Entity::find_by_id(id.get())
            .one(write.tx())
            .await?
            .ok_or(Refusal::NotFound)?;
        let program = lock_program(&write, ProgramId::new(thread.program_id)).await?;
        let sides = [thread.society_id, program.owner_id].map(OrganisationId::new);
        let allows = |action, side: &OrganisationId| may(actor, action, Subject::Organisation(*side));
        if !sides.iter().any(|side| allows(Action::ReadThread, side)) {
            return Err(Refusal::NotFound);
        }
        let mut writers = sides.into_iter().filter(|side| allows(Action::WriteMessage, side));
        let side = match side {
            Some(wanted) if sides.contains(&wanted) && allows(Action::WriteMessage, &wanted) => wanted,
            _ => writers.next().ok_or(Refusal::Forbidden)?,
        };
        let text = check_message(&hygiene::clean(text))?;
        post(&mut write, actor, &thread, &program, side, &text).await?;
        write.commit().await?;
        Ok(())
    }

    /// Notes that the actor has opened a conversation: its messages are read, and so are the notices about them.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anybody who is not signed in.
    pub async fn note_thread_read(&self, actor: &Actor, id: ThreadId) -> Result<(), Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let write = self.begin().await?;
        let read: Vec<i64> = message_reader::Entity::find()
            .select_only()
            .column(message_reader::Column::MessageId)
            .inner_join(message::Entity)
            .filter(message::Column::ThreadId.eq(id.get()))
            .filter(message_reader::Column::UserId.eq(user.id.get()))
            .into_tuple()
            .all(write.tx())
            .await?;
        let unread: Vec<i64> = message::Entity::find()
            .select_only()
            .column(message::Column::Id)
            .filter(message::Column::ThreadId.eq(id.get()))
            .filter(message::Column::AuthorId.ne(user.id.get()))
            .filter(message::Column::Id.is_not_in(read))
            .into_tuple()
            .all(write.tx())
            .await?;
        for message in unread {
            let row = message_reader::ActiveModel {
                message_id: Set(message),
                user_id: Set(user.id.get()),
                read_at: Set(write.at()),
            };
            message_reader::Entity::insert(row)
                .exec_without_returning(write.tx())
                .await?;
        }
        let told: Vec<i64> = notice::Entity::find()
            .select_only()
            .column(notice::Column::Id)
            .filter(notice::Column::Matter.eq(domain::notice::Matter::Thread(id).to_string()))
            .into_tuple()
            .all(write.tx())
            .await?;
        notice_reader::Entity::update_many()
            .col_expr(notice_reader::Column::ReadAt, Expr::value(write.at()))
            .filter(notice_reader::Column::UserId.eq(user.id.get()))
            .filter(notice_reader::Column::ReadAt.is_null())
            .filter(notice_reader::Column::NoticeId.is_in(told))
            .exec(write.tx())
            .await?;
        write.commit().await?;
        Ok(())
    }
}

/// Refuses who may not write for an organisation; who may not even read there learns nothing.
fn permit_writing(actor: &Actor, side: OrganisationId) -> Result<(), Refusal> {
    if may(actor, Action::WriteMessage, Subject::Organisation(side)) {
        Ok(())
    } else if may(actor, Action::ReadThread, Subject::Organisation(side)) {
        Err(Refusal::Forbidden)
    } else {
        Err(Refusal::NotFound)
    }
}

/// Whether the actor may read the published program.
fn sees_listing(actor: &Actor, program: &program::Model) -> Result<bool> {
    let is_shown = decode::state(program)?.shows_content();
    let content = decode::content(program)?.filter(|_| is_shown);
    Ok(content.is_some_and(|content| {
        let subject = Subject::Listing {
            owner: OrganisationId::new(program.owner_id),
            visibility: content.visibility,
        };
        may(actor, Action::ReadListing, subject)
    }))
}

/// The program of a conversation. Its lock keeps two people from opening the same conversation at once.
async fn lock_program(write: &Write, id: ProgramId) -> Result<program::Model, Refusal> {
    program::Entity::find_by_id(id.get())
        .lock(LockType::NoKeyUpdate)
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)
}

async fn find_thread(write: &Write, program: i64, society: OrganisationId) -> Result<Option<thread::Model>> {
    Ok(thread::Entity::find()
        .filter(thread::Column::ProgramId.eq(program))
        .filter(thread::Column::SocietyId.eq(society.get()))
        .one(write.tx())
        .await?)
}

async fn open(
    write: &Write,
    program: i64,
    society: OrganisationId,
    known: Option<thread::Model>,
) -> Result<thread::Model, Refusal> {
    if let Some(known) = known {
        return Ok(known);
    }
    let row = thread::ActiveModel {
        program_id: Set(program),
        society_id: Set(society.get()),
        created_at: Set(write.at()),
        last_at: Set(write.at()),
        ..Default::default()
    };
    let id = thread::Entity::insert(row).exec(write.tx()).await?.last_insert_id;
    let row = thread::Entity::find_by_id(id).one(write.tx()).await?;
    row.ok_or(Refusal::NotFound)
}

/// Adds a message for a side and tells the other one.
async fn post(
    write: &mut Write,
    actor: &Actor,
    thread: &thread::Model,
    program: &program::Model,
    side: OrganisationId,
    text: &str,
) -> Result<(), Refusal> {
    let author = actor.user().ok_or(Refusal::Forbidden)?.id;
    let row = message::ActiveModel {
        thread_id: Set(thread.id),
        organisation_id: Set(side.get()),
        author_id: Set(author.get()),
        body: Set(text.to_owned()),
        created_at: Set(write.at()),
        ..Default::default()
    };
    message::Entity::insert(row).exec(write.tx()).await?;
    thread::Entity::update_many()
        .col_expr(thread::Column::LastAt, Expr::value(write.at()))
        .filter(thread::Column::Id.eq(thread.id))
        .exec(write.tx())
        .await?;
    let id = ThreadId::new(thread.id);
    let subject = Matter::Program(ProgramId::new(program.id), side);
    let change = Change::to(serde_json::json!({ "thread": id }));
    write.record(actor, Deed::MessageSent, subject, change).await?;
    let from = organisation::Entity::find_by_id(side.get()).one(write.tx()).await?;
    let other = if side.get() == program.owner_id {
        thread.society_id
    } else {
        program.owner_id
    };
    let told = Notice::MessageReceived {
        thread: id,
        from: from.map(|row| row.name).unwrap_or_default(),
        title: program.title.clone().unwrap_or_default(),
    };
    write
        .tell(To::Organisation(OrganisationId::new(other), READERS), &told)
        .await?;
    Ok(())
}
