//! Who reviews what (ADM-05). Assigning somebody twice changes nothing; somebody who is out comes back only as another
//! person would: not at all.

use domain::application::ApplicationState;
use domain::audit::{Deed, Subject as Matter};
use domain::code::PlatformRole;
use domain::permit::{Action, Actor, Subject, may};
use domain::review::{ReviewDraft, ReviewNews, ReviewState};
use domain::value::{ApplicationId, ReviewId, UserId};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::load::{add_event, json_text, tell_reviewer};
use crate::command::application::lock_application;
use crate::entity::review;
use crate::notice::To;
use crate::query::list_reviews;
use crate::{Change, Refusal, Store};

impl Store {
    /// Assigns people to an application that is checked or reviewed, and says how many are new. All or none.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `NotNow` in other states; `Problems` with `UnknownChoice` on `reviewer` when somebody is
    /// no reviewer, or is out of this application.
    pub async fn assign_reviews(
        &self,
        actor: &Actor,
        id: ApplicationId,
        reviewers: &[UserId],
    ) -> Result<usize, Refusal> {
        if !may(actor, Action::AssignReviews, Subject::Portal) {
            return Err(Refusal::Forbidden);
        }
        let mut write = self.begin().await?;
        let whole = lock_application(&write, id).await?;
        if !matches!(whole.state, ApplicationState::FormalCheck | ApplicationState::InReview) {
            return Err(Refusal::NotNow);
        }
        let known = list_reviews(write.tx(), id).await?;
        let people = write.people_of(To::Platform(PlatformRole::Reviewer)).await?;
        let mut added = 0;
        for reviewer in reviewers {
            let present = known.iter().find(|review| review.reviewer == *reviewer);
            if present.is_some_and(|review| review.state.counts()) {
                continue;
            }
            if present.is_some() || !people.contains_key(&reviewer.get()) {
                let value = reviewer.to_string();
                return Err(Problems::one("reviewer", ProblemCode::UnknownChoice { value }).into());
            }
            let row = review::ActiveModel {
                application_id: Set(id.get()),
                reviewer_id: Set(reviewer.get()),
                state: Set(ReviewState::Assigned.code().to_owned()),
                version: Set(1),
                declaration: Set(None),
                draft: Set(json_text(&ReviewDraft::default())?),
                assigned_at: Set(write.at()),
                updated_at: Set(write.at()),
                ..Default::default()
            };
            let made = review::Entity::insert(row).exec(write.tx()).await?.last_insert_id;
            let made = ReviewId::new(made);
            add_event(&write, made, actor, "assign", "").await?;
            tell_reviewer(&mut write, &whole, made, *reviewer, ReviewNews::Assigned).await?;
            added += 1;
        }
        if added > 0 {
            let names = reviewers.iter().filter_map(|id| people.get(&id.get()));
            let names: Vec<&str> = names.map(|person| person.name.as_str()).collect();
            let matter = Matter::Application(id, whole.lead);
            let change = Change::from_to(json!(null), json!(names));
            write.record(actor, Deed::ReviewAssigned, matter, change).await?;
        }
        write.commit().await?;
        Ok(added)
    }
}
