//! Asking for the approval of a batch: from here on it says what will be decided, and its money is promised.

use std::collections::HashMap;

use domain::code::PlatformRole;
use domain::decision::{BatchStep, Commitment, LineState, Verdict};
use domain::notice::Matter as About;
use domain::permit::{Action, Actor};
use domain::value::{BatchId, Instant, Yen};
use domain::{ProblemCode, Problems};
use sea_orm::ActiveValue::Set;

use super::draft::set_line;
use super::load::{Loaded, expect, json_text, load};
use crate::entity::{decision, decision_batch};
use crate::query::{budget, promised, standings};
use crate::{Refusal, Store};

impl Store {
    /// Checks a whole batch and asks the approving officers for their approval. The ranking is taken down anew.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Stale`; `NotNow` when it is not being prepared; `Problems` with all that is missing in head
    /// and lines, `Empty` on `budget` while the call has none, `OutOfRange` on `over_budget` when the sum exceeds it and
    /// the officer has not confirmed that, `NotAllowed` on the outcome of an application that has moved on.
    pub async fn propose_decisions(&self, actor: &Actor, id: BatchId, version: i64) -> Result<(), Refusal> {
        expect(actor, Action::ProposeDecision)?;
        let mut write = self.begin().await?;
        let found = load(&write, id, version).await?;
        let next = found.next(BatchStep::Propose)?;
        let call = found.batch.call;
        let standings: HashMap<_, _> = standings(&write, call)
            .await?
            .into_iter()
            .map(|(candidacy, standing)| (candidacy.id, (candidacy, standing)))
            .collect();
        let mut problems = Problems::new();
        let head = match found.batch.form.check(Instant::from_millis(write.at())) {
            Ok(head) => Some(head),
            Err(wrong) => {
                problems.extend(wrong);
                None
            }
        };
        let verdicts = check_lines(&found, &standings, &mut problems);
        let sum = Yen::checked_sum(verdicts.iter().map(|(_, verdict)| verdict.amount));
        match (budget(write.tx(), call).await?, sum) {
            (Some(budget), Some(sum)) => {
                let promised = promised(write.tx(), call, Some(id)).await?;
                let confirmed = found.batch.form.over_budget == "1";
                if let Err(over) = (Commitment { budget, promised }).admit(sum, confirmed) {
                    problems.extend(over);
                }
            }
            (None, _) => problems.push("budget", ProblemCode::Empty),
            (_, None) => problems.push("over_budget", ProblemCode::NotAllowed),
        }
        let head = problems.into_clean(head)?;
        for (line, verdict) in &verdicts {
            let standing = standings.get(&line.application).map(|(_, standing)| standing);
            let change = decision::ActiveModel {
                outcome: Set(Some(verdict.outcome.code().to_owned())),
                amount: Set(Some(verdict.amount.get())),
                content: Set(Some(json_text(verdict)?)),
                standing: Set(json_text(standing.unwrap_or(&line.standing))?),
                ..Default::default()
            };
            set_line(&write, line.id, change).await?;
        }
        let change = decision_batch::ActiveModel {
            state: Set(next.code().to_owned()),
            decided_on: Set(Some(head.decided_on.iso())),
            release_at: Set(head.release_at.map(Instant::millis)),
            proposed_at: Set(Some(write.at())),
            proposed_by: Set(actor.user().map(|user| user.id.get())),
            ..Default::default()
        };
        found.update(&write, change).await?;
        found.record(&mut write, actor, next, "").await?;
        write.settle(actor, About::Batch(id)).await?;
        found
            .tell(&mut write, PlatformRole::OfficerApprover, BatchStep::Propose)
            .await?;
        Ok(write.commit().await?)
    }
}

type Standings = HashMap<domain::value::ApplicationId, (crate::query::Candidacy, domain::decision::Standing)>;

/// What the lines decide; what is wrong goes to the problems.
fn check_lines<'a>(
    found: &'a Loaded,
    standings: &Standings,
    problems: &mut Problems,
) -> Vec<(&'a crate::query::BatchLine, Verdict)> {
    let planned: Vec<_> = found
        .batch
        .lines
        .iter()
        .filter(|line| line.state == LineState::Planned)
        .collect();
    let typed = planned.iter().map(|line| (&line.form, line.standing.asked));
    let (checked, wrong) = found.batch.form.check_lines(typed);
    problems.extend(wrong);
    let mut verdicts = Vec::new();
    for (at, (line, verdict)) in planned.into_iter().zip(checked).enumerate() {
        let Some(verdict) = verdict else { continue };
        let state = standings.get(&line.application).map(|(candidacy, _)| candidacy.state);
        if !state.is_some_and(|state| verdict.outcome.fits(state)) {
            problems.push(format!("line{}_outcome", at + 1), ProblemCode::NotAllowed);
        }
        verdicts.push((line, verdict));
    }
    verdicts
}
