//! Reads of questions to organisers.

use domain::participation::{CleanInquiry, InquiryState, reference};
use domain::value::{InquiryId, Instant, ProgramId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::decode::Row;
use crate::entity::{app_user, inquiry};
use crate::{Result, Store};

/// A question to the organiser of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// Its id.
    pub id: InquiryId,
    /// The program.
    pub program: ProgramId,
    /// What was typed.
    pub facts: CleanInquiry,
    /// When it came.
    pub created_at: Instant,
    /// When, by whom and how it was answered.
    pub answer: Option<InquiryAnswer>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InquiryAnswer {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<String>,
    /// What it says.
    pub text: String,
}

impl Inquiry {
    /// The number by which both sides call it.
    pub fn reference(&self) -> String {
        reference(self.id, self.created_at)
    }

    /// Open or answered.
    pub const fn state(&self) -> InquiryState {
        match self.answer {
            None => InquiryState::Open,
            Some(_) => InquiryState::Answered,
        }
    }
}

impl Store {
    /// A question by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_inquiry(&self, id: InquiryId) -> Result<Option<Inquiry>> {
        let found = inquiry::Entity::find_by_id(id.get())
            .find_also_related(app_user::Entity)
            .one(self.reader())
            .await?;
        found.map(|(row, by)| read(row, by)).transpose()
    }

    /// The questions about a program, those not answered first, then the newest first.
    ///
    /// # Errors
    /// As [`Self::find_inquiry`].
    pub async fn list_inquiries(&self, program: ProgramId) -> Result<Vec<Inquiry>> {
        let rows = inquiry::Entity::find()
            .filter(inquiry::Column::ProgramId.eq(program.get()))
            .find_also_related(app_user::Entity)
            .order_by_desc(inquiry::Column::Id)
            .all(self.reader())
            .await?;
        let mut found = rows
            .into_iter()
            .map(|(row, by)| read(row, by))
            .collect::<Result<Vec<_>>>()?;
        found.sort_by_key(|one| one.answer.is_some());
        Ok(found)
    }

    /// How many questions about a program wait for an answer.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn count_open_inquiries(&self, program: ProgramId) -> Result<u64> {
        let open = inquiry::Entity::find()
            .filter(inquiry::Column::ProgramId.eq(program.get()))
            .filter(inquiry::Column::AnsweredAt.is_null());
        Ok(open.count(self.reader()).await?)
    }
}

fn read(row: inquiry::Model, by: Option<app_user::Model>) -> Result<Inquiry> {
    let at = Row {
        table: "inquiry",
        id: row.id,
    };
    let answer = row.answered_at.zip(row.answer).map(|(at, text)| InquiryAnswer {
        at: Instant::from_millis(at),
        by: by.map(|user| user.name),
        text,
    });
    Ok(Inquiry {
        id: InquiryId::new(row.id),
        program: ProgramId::new(row.program_id),
        facts: at.json("facts", &row.facts)?,
        created_at: Instant::from_millis(row.created_at),
        answer,
    })
}
