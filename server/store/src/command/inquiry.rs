//! Questions to organisers: from anybody, answered by mail. What a stranger typed is never mailed on; the organiser reads
//! it here.

use domain::audit::{Deed, Subject as Matter};
use domain::code::OrgRole;
use domain::letter::Letter;
use domain::normalise;
use domain::notice::{Matter as Told, Notice};
use domain::participation::{CleanInquiry, INQUIRY_ANSWER_CHARS, SILENCE_DAYS, reference};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{InquiryId, Instant, OrganisationId, ProgramId};
use domain::{Lang, ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::decode::{self, Row};
use crate::entity::{inquiry, program};
use crate::notice::To;
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Takes a question about a program the actor may see, thanks for it by mail and tells the organiser.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn send_inquiry(
        &self,
        actor: &Actor,
        program: ProgramId,
        facts: &CleanInquiry,
        lang: Lang,
    ) -> Result<InquiryId, Refusal> {
        let mut write = self.begin().await?;
        let (program, title) = load_program(&write, actor, program).await?;
        let row = inquiry::ActiveModel {
            program_id: Set(program.id),
            facts: Set(serde_json::to_string(facts).map_err(|error| at(0).corrupt(error))?),
            lang: Set(lang.tag().to_owned()),
            created_at: Set(write.at()),
            ..Default::default()
        };
        let id = InquiryId::new(inquiry::Entity::insert(row).exec(write.tx()).await?.last_insert_id);
        let owner = OrganisationId::new(program.owner_id);
        let change = Change::to(json!({ "program": program.id }));
        write
            .record(actor, Deed::InquirySent, Matter::Inquiry(id, owner), change)
            .await?;
        let now = Instant::from_millis(write.at());
        let notice = Notice::InquiryWaits {
            inquiry: id,
            program: ProgramId::new(program.id),
            title: title.clone(),
            reference: reference(id, now),
            due: now.day_jst().plus_days(SILENCE_DAYS).unwrap_or_else(|| now.day_jst()),
        };
        let readers = To::Organisation(owner, &[OrgRole::Editor, OrgRole::Approver]);
        write.tell(readers, &notice).await?;
        let letter = Letter::InquiryReceived {
            title,
            reference: reference(id, now),
            path: format!("/programs/{}", program.id),
        };
        write.post(&facts.email, lang, &letter).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Answers a question, once; the answer goes to the asker by mail.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `NotNow` when it is answered, `Problems` with `Empty` or `TooLong` on `answer`.
    pub async fn answer_inquiry(&self, actor: &Actor, id: InquiryId, answer: &str) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let row = inquiry::Entity::find_by_id(id.get())
            .one(write.tx())
            .await?
            .ok_or(Refusal::NotFound)?;
        let program = program::Entity::find_by_id(row.program_id)
            .one(write.tx())
            .await?
            .ok_or(Refusal::NotFound)?;
        let owner = OrganisationId::new(program.owner_id);
        if !may(actor, Action::ReadParticipation, Subject::Organisation(owner)) {
            return Err(Refusal::NotFound);
        }
        if !may(actor, Action::AnswerJoin, Subject::Organisation(owner)) {
            return Err(Refusal::Forbidden);
        }
        let answer = checked(answer)?;
        let answered = inquiry::Entity::update_many()
            .set(inquiry::ActiveModel {
                answer: Set(Some(answer.clone())),
                answered_at: Set(Some(write.at())),
                answered_by: Set(actor.user().map(|user| user.id.get())),
                ..Default::default()
            })
            .filter(inquiry::Column::Id.eq(id.get()))
            .filter(inquiry::Column::AnsweredAt.is_null())
            .exec(write.tx())
            .await?;
        if answered.rows_affected != 1 {
            return Err(Refusal::NotNow);
        }
        write.settle(actor, Told::Inquiry(id)).await?;
        let facts: CleanInquiry = at(row.id).json("facts", &row.facts)?;
        let lang = at(row.id).code("lang", &row.lang, Lang::from_tag)?;
        write
            .record(actor, Deed::InquiryAnswered, Matter::Inquiry(id, owner), Change::none())
            .await?;
        let letter = Letter::InquiryAnswered {
            title: program.title.unwrap_or_default(),
            reference: reference(id, Instant::from_millis(row.created_at)),
            answer,
            path: format!("/programs/{}", program.id),
        };
        write.post(&facts.email, lang, &letter).await?;
        Ok(write.commit().await?)
    }
}

fn at(id: i64) -> Row {
    Row { table: "inquiry", id }
}

fn checked(answer: &str) -> Result<String, Problems> {
    let answer = normalise::text(answer);
    let now = u32::try_from(normalise::char_count(&answer)).unwrap_or(u32::MAX);
    if answer.is_empty() {
        return Err(Problems::one("answer", ProblemCode::Empty));
    }
    if now > INQUIRY_ANSWER_CHARS {
        let max = INQUIRY_ANSWER_CHARS;
        return Err(Problems::one("answer", ProblemCode::TooLong { max, now }));
    }
    Ok(answer)
}

/// A program that the actor may see, with its title.
async fn load_program(write: &Write, actor: &Actor, id: ProgramId) -> Result<(program::Model, String), Refusal> {
    let row = program::Entity::find_by_id(id.get())
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)?;
    let shown = decode::state(&row)?.shows_content();
    let content = decode::content(&row)?.filter(|_| shown).ok_or(Refusal::NotFound)?;
    let subject = Subject::Listing {
        owner: OrganisationId::new(row.owner_id),
        visibility: content.visibility,
    };
    if may(actor, Action::ReadListing, subject) {
        Ok((row, content.title))
    } else {
        Err(Refusal::NotFound)
    }
}
