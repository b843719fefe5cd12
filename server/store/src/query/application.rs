//! Reads of applications: the whole with its call and consortium, lists, history, submissions, comments of the office.

use std::collections::HashSet;

use domain::application::{ApplicationForm, ApplicationState, Paper, SubmittedApplication, SubmittedPaper};
use domain::consortium::Snapshot;
use domain::file::{FileOwner, ScanState};
use domain::program::FixRequest;
use domain::questionnaire::{Difference, Version};
use domain::value::{ApplicationId, CallId, Day, Instant, OrganisationId, UserId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::application_part::{FOLLOWING, ask};
use super::call::{StoredCall, read as read_call};
use super::consortium::{Consortium, complete as complete_consortium};
use super::file::StoredFile;
use super::name::user_names;
use crate::decode::Row;
use crate::entity::{app_user, application, application_event, application_fix, application_submission};
use crate::entity::{call, consortium, consortium_place};
use crate::{Result, Store};

/// States in which an application takes part in its call.
const TAKING_PART: &[ApplicationState] = &[
    ApplicationState::Submitted,
    ApplicationState::FormalCheck,
    ApplicationState::Returned,
    ApplicationState::Resubmitted,
    ApplicationState::InReview,
    ApplicationState::Scored,
    ApplicationState::Selected,
    ApplicationState::Conditional,
    ApplicationState::Waitlisted,
];

/// An application with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// To be sent back with every step.
    pub version: i64,
    /// Where it is.
    pub state: ApplicationState,
    /// The call.
    pub call: StoredCall,
    /// The consortium.
    pub consortium: Consortium,
    /// 代表組合 that applies.
    pub lead: OrganisationId,
    /// As typed.
    pub form: ApplicationForm,
    /// The questions of the call in the version that counts for it; the answers belong to it.
    pub questions: Version,
    /// What has changed in the questions since it was saved last.
    pub renewed: Vec<Difference>,
    /// 受付番号, from the first submission on.
    pub number: Option<String>,
    /// A later deadline for this applicant.
    pub extended_to: Option<Instant>,
    /// Who asked for the approval.
    pub prepared_by: Option<(UserId, String)>,
    /// The last submission.
    pub submitted_at: Option<Instant>,
    /// When it was started.
    pub created_at: Instant,
    /// The last change.
    pub updated_at: Instant,
}

impl Application {
    /// Its title as typed; the consortium's name while there is none.
    pub fn title(&self) -> String {
        let typed = domain::normalise::single_line(&self.form.plan.title);
        if typed.is_empty() {
            self.consortium.plan.name.clone()
        } else {
            typed
        }
    }

    /// The moment until which it can be submitted.
    pub fn closes_at(&self) -> Instant {
        let close = self.call.call.dates.close_at;
        self.extended_to.map_or(close, |extended| extended.max(close))
    }
}

/// Something that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationEvent {
    /// When.
    pub at: Instant,
    /// Who; `None` when the clock acted.
    pub actor: Option<(UserId, String)>,
    /// `start`, `extend`, or the code of a step.
    pub step: String,
    /// The reason, where one was asked for.
    pub note: String,
}

/// A submission that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// 1 for the first.
    pub version: u32,
    /// When.
    pub at: Instant,
    /// SHA-256 of the document, 64 hexadecimal digits.
    pub sha256: String,
    /// The document as stored: exactly what was hashed.
    pub json: String,
    /// The same, read.
    pub content: SubmittedApplication,
}

/// Something that the office asks to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationFix {
    /// Its number.
    pub id: i64,
    /// Field, reason, words.
    pub request: FixRequest,
    /// What stood in the field then.
    pub before: String,
    /// By when an answer is expected.
    pub due: Day,
    /// The applicant's words.
    pub reply: String,
}

impl ApplicationFix {
    /// Whether the field holds something else now, or the applicant has said why not.
    pub fn is_answered(&self, form: &ApplicationForm) -> bool {
        !self.reply.is_empty() || form.value(&self.request.field) != self.before
    }
}

impl Store {
    /// An application by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_application(&self, id: ApplicationId) -> Result<Option<Application>> {
        let row = application::Entity::find_by_id(id.get()).one(self.reader()).await?;
        match row {
            Some(row) => complete(self.reader(), row).await.map(Some),
            None => Ok(None),
        }
    }

    /// An application as the office and reviewers read it: what it says is its last submission, whatever the applicant
    /// writes meanwhile. `None` also when it was never submitted.
    ///
    /// # Errors
    /// As [`Self::find_application`].
    pub async fn find_submitted_application(&self, id: ApplicationId) -> Result<Option<Application>> {
        let Some(whole) = self.find_application(id).await? else {
            return Ok(None);
        };
        let last = self.list_submissions(id).await?.into_iter().next();
        Ok(last.map(|last| Application {
            form: last.content.form,
            questions: last.content.questions,
            renewed: Vec::new(),
            ..whole
        }))
    }

    /// The applications of a lead society, the last changed first.
    ///
    /// # Errors
    /// As [`Self::find_application`].
    pub async fn list_applications_of(&self, lead: OrganisationId) -> Result<Vec<Application>> {
        let rows = application::Entity::find()
            .filter(application::Column::LeadId.eq(lead.get()))
            .order_by_desc(application::Column::UpdatedAt)
            .order_by_desc(application::Column::Id)
            .all(self.reader())
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            found.push(complete(self.reader(), row).await?);
        }
        Ok(found)
    }

    /// The applications to a call that are still being written, those first that close first: whom the office can give more
    /// time.
    ///
    /// # Errors
    /// As [`Self::find_application`].
    pub async fn list_unsubmitted_applications(&self, call: CallId) -> Result<Vec<Application>> {
        let rows = application::Entity::find()
            .filter(application::Column::CallId.eq(call.get()))
            .filter(application::Column::State.is_in(FOLLOWING.iter().map(|state| state.code())))
            .order_by_asc(application::Column::Id)
            .all(self.reader())
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            found.push(complete(self.reader(), row).await?);
        }
        found.sort_by_key(Application::closes_at);
        Ok(found)
    }

    /// What happened to an application, oldest first.
    ///
    /// # Errors
    /// As [`Self::find_application`].
    pub async fn list_application_events(&self, id: ApplicationId) -> Result<Vec<ApplicationEvent>> {
        let rows = application_event::Entity::find()
            .filter(application_event::Column::ApplicationId.eq(id.get()))
            .order_by_asc(application_event::Column::Id)
            .all(self.reader())
            .await?;
        let users = user_names(self.reader(), rows.iter().filter_map(|row| row.actor_id)).await?;
        let events = rows.into_iter().map(|row| ApplicationEvent {
            at: Instant::from_millis(row.at),
            actor: row
                .actor_id
                .and_then(|id| Some((UserId::new(id), users.get(&id)?.clone()))),
            step: row.step,
            note: row.note,
        });
        Ok(events.collect())
    }

    /// The submissions of an application, the last first.
    ///
    /// # Errors
    /// As [`Self::find_application`].
    pub async fn list_submissions(&self, id: ApplicationId) -> Result<Vec<Submission>> {
        let rows = application_submission::Entity::find()
            .filter(application_submission::Column::ApplicationId.eq(id.get()))
            .order_by_desc(application_submission::Column::Version)
            .all(self.reader())
            .await?;
        rows.into_iter().map(submission).collect()
    }

    /// What the office asks to correct now, in the order in which it asked.
    ///
    /// # Errors
    /// As [`Self::find_application`].
    pub async fn list_application_fixes(&self, id: ApplicationId) -> Result<Vec<ApplicationFix>> {
        let rows = application_fix::Entity::find()
            .filter(application_fix::Column::ApplicationId.eq(id.get()))
            .filter(application_fix::Column::SettledAt.is_null())
            .order_by_asc(application_fix::Column::Id)
            .all(self.reader())
            .await?;
        let fixes = rows.into_iter().map(|row| {
            let at = Row {
                table: "application_fix",
                id: row.id,
            };
            Ok(ApplicationFix {
                id: row.id,
                request: at.json("request", &row.request)?,
                before: row.value,
                due: at.code("due", &row.due, Day::from_iso)?,
                reply: row.reply,
            })
        });
        fixes.collect()
    }

    /// Those of these insurers that take part in another application to the same call (R10).
    ///
    /// # Errors
    /// As [`Self::find_application`].
    pub async fn list_insurers_elsewhere(
        &self,
        call: CallId,
        not: ApplicationId,
        among: &Snapshot,
    ) -> Result<Vec<OrganisationId>> {
        elsewhere(self.reader(), call, not, among).await
    }

    /// The papers of an application that can be used: present and not refused by the virus scan.
    ///
    /// # Errors
    /// As [`Self::find_application`].
    pub async fn list_papers(&self, id: ApplicationId) -> Result<Vec<(Paper, StoredFile)>> {
        let mut papers = Vec::new();
        for paper in Paper::ALL {
            let files = self.list_files(FileOwner::Application(id, *paper)).await?;
            papers.extend(files.into_iter().map(|file| (*paper, file)));
        }
        Ok(papers)
    }
}

/// Papers as they are submitted; one with a virus is none.
pub(crate) fn submitted_papers(papers: &[(Paper, StoredFile)]) -> Vec<SubmittedPaper> {
    papers
        .iter()
        .filter(|(_, file)| !matches!(file.current.scan, ScanState::Infected))
        .map(|(paper, file)| SubmittedPaper {
            paper: *paper,
            name: file.current.name.clone(),
            bytes: file.current.bytes,
            sha256: file.current.sha256.clone(),
        })
        .collect()
}

/// Those of the insurers of a composition that take part in another application to a call.
pub(crate) async fn elsewhere(
    db: &impl ConnectionTrait,
    call: CallId,
    not: ApplicationId,
    among: &Snapshot,
) -> Result<Vec<OrganisationId>> {
    let own: HashSet<OrganisationId> = among.present().map(|insurer| insurer.organisation).collect();
    let theirs = application::Entity::find()
        .select_only()
        .column(application::Column::ConsortiumId)
        .filter(application::Column::CallId.eq(call.get()))
        .filter(application::Column::State.is_in(TAKING_PART.iter().map(|state| state.code())))
        .filter(application::Column::Id.ne(not.get()))
        .into_query();
    let with_own = consortium_place::Entity::find()
        .select_only()
        .column(consortium_place::Column::ConsortiumId)
        .filter(consortium_place::Column::OrganisationId.is_in(own.iter().map(|id| id.get())))
        .into_query();
    // Only the frozen compositions that can name one of them are read, in one go: this happens under the lock of the call's
    // numbers, however many applications the call has.
    let rows: Vec<(i64, Option<String>)> = consortium::Entity::find()
        .select_only()
        .columns([consortium::Column::Id, consortium::Column::Snapshot])
        .filter(consortium::Column::Id.in_subquery(theirs))
        .filter(consortium::Column::Id.in_subquery(with_own))
        .into_tuple()
        .all(db)
        .await?;
    let mut found = Vec::new();
    for (id, frozen) in rows {
        let at = Row {
            table: "consortium",
            id,
        };
        if let Some(frozen) = frozen {
            let frozen: Snapshot = at.json("snapshot", &frozen)?;
            found.extend(
                frozen
                    .present()
                    .map(|insurer| insurer.organisation)
                    .filter(|id| own.contains(id)),
            );
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn submission(row: application_submission::Model) -> Result<Submission> {
    let at = Row {
        table: "application_submission",
        id: row.id,
    };
    Ok(Submission {
        version: u32::try_from(row.version).map_err(|_| at.corrupt("its version is negative"))?,
        at: Instant::from_millis(row.at),
        sha256: row.sha256,
        content: at.json("content", &row.content)?,
        json: row.content,
    })
}

/// A row with its call and consortium.
pub(crate) async fn complete(db: &impl ConnectionTrait, row: application::Model) -> Result<Application> {
    let at = Row {
        table: "application",
        id: row.id,
    };
    let call = call::Entity::find_by_id(row.call_id).one(db).await?;
    let call = call.map(read_call).transpose()?.flatten();
    let whole = consortium::Entity::find_by_id(row.consortium_id).one(db).await?;
    let preparer = match row.prepared_by {
        Some(id) => app_user::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let call = call.ok_or_else(|| at.corrupt("its call has never been complete"))?;
    let state = at.code("state", &row.state, ApplicationState::from_code)?;
    let mut form = at.json("draft", &row.draft)?;
    let asked = ask(db, call.id, state, &mut form).await?;
    let consortium = whole.ok_or_else(|| at.corrupt("its consortium is missing"))?;
    Ok(Application {
        id: ApplicationId::new(row.id),
        version: row.version,
        state,
        call,
        consortium: complete_consortium(db, consortium).await?,
        lead: OrganisationId::new(row.lead_id),
        form,
        questions: asked.questions,
        renewed: asked.renewed,
        number: row.number,
        extended_to: row.extended_to.map(Instant::from_millis),
        prepared_by: preparer.map(|user| (UserId::new(user.id), user.name)),
        submitted_at: row.submitted_at.map(Instant::from_millis),
        created_at: Instant::from_millis(row.created_at),
        updated_at: Instant::from_millis(row.updated_at),
    })
}
