//! `/admin/applications` and below: the office takes applications in and checks their form (W25, W26, ADM-01 to ADM-03), and
//! takes its list out as a file (ADM-09).

pub mod application;
pub mod csv;
pub mod list;
pub mod xlsx;

mod chooser;
mod column;
mod corrections;
mod officer;
mod queue;
mod saved;

use domain::application::ApplicationState;
use domain::audit::Subject as Matter;
use domain::permit::{Action, Subject};
use domain::value::Day;
use queue::Queue;
use store::{Application, QueueDetail, QueueLine};

use crate::page::admin::grants::note_look;
use crate::{Failure, Site, Visit};

/// Where the queue is.
const LIST: &str = "/admin/applications";

/// An application in the queue.
#[derive(Clone, Debug)]
struct Entry {
    line: QueueLine,
    /// Empty until [`fill`] has read it, unless all titles were asked for.
    detail: QueueDetail,
}

impl Entry {
    /// By when the applicant was asked to answer, while the office waits for it.
    fn answer_by(&self) -> Option<Day> {
        self.line
            .desk
            .answer_by
            .filter(|_| self.line.state == ApplicationState::Returned)
    }

    /// Whether that day is over.
    fn is_late(&self, today: Day) -> bool {
        self.answer_by().is_some_and(|day| day < today)
    }
}

/// Refuses whoever may not look at applications.
fn require(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::OverseeApplications, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// Everything that the visitor's role covers, in the order in which it waits, with titles where they are searched. A look of
/// an auditor is written down.
async fn load(site: &Site, visit: &Visit, with_titles: bool) -> Result<Vec<Entry>, Failure> {
    require(visit)?;
    note_look(site, visit, Matter::Portal).await?;
    let lines = site.store.list_queue(&visit.actor.audit_scope()).await?;
    let found: Vec<Entry> = lines
        .into_iter()
        .map(|line| Entry {
            line,
            detail: QueueDetail::default(),
        })
        .collect();
    if with_titles {
        fill(site, &found.iter().collect::<Vec<_>>()).await
    } else {
        Ok(found)
    }
}

/// The same with what stands in the documents.
async fn fill(site: &Site, shown: &[&Entry]) -> Result<Vec<Entry>, Failure> {
    let ids: Vec<_> = shown.iter().map(|one| one.line.id).collect();
    let mut details = site.store.list_queue_details(&ids).await?;
    let filled = shown.iter().map(|one| Entry {
        line: one.line.clone(),
        detail: details.remove(&one.line.id).unwrap_or_default(),
    });
    Ok(filled.collect())
}

/// What the address asks for, as it goes into a file.
async fn list_whole(site: &Site, visit: &Visit, queue: &Queue) -> Result<Vec<Entry>, Failure> {
    let found = load(site, visit, queue.is_search()).await?;
    fill(site, &queue.apply(visit, &found)).await
}

/// Whether the visitor checks applications, and does not only look.
fn checks(visit: &Visit) -> bool {
    visit.may(Action::CheckApplication, Subject::Portal)
}

/// Whether the visitor's role covers the application: for an auditor, its society and its year.
fn is_covered(visit: &Visit, whole: &Application) -> bool {
    let scope = visit.actor.audit_scope();
    scope.covers_organisation(whole.lead) && scope.covers_year(whole.call.call.year)
}
