//! The database of `server bench office`: one large call, filled by the commands that people use, and two batches of decisions
//! about all its applications.

use anyhow::{Context as _, Result};
use app::Site;
use app::session::Token;
use domain::decision::{BatchForm, BatchState, VerdictForm};
use domain::permit::Actor;
use domain::session::Factor;
use domain::value::{ApplicationId, BatchId, CallId, Email, Yen};
use http::HeaderValue;
use store::{Candidacy, Store};

use crate::cli::console::remark;
use crate::seed::{OFFICE_CODE, OFFICE_DOMAIN, Plan, load_office};

/// Applications in the small batch.
const SMALL: usize = 20;

/// Reviewers of every application.
const REVIEWERS: usize = 5;

/// What there is to look at.
pub struct Filled {
    /// The call.
    pub call: CallId,
    /// Its fiscal year.
    pub year: i32,
    /// Who prepares.
    pub officer: Actor,
    /// Who approves.
    pub approver: Actor,
    /// A batch of twenty.
    pub small: BatchId,
    /// A batch of all others.
    pub large: BatchId,
}

impl Filled {
    /// Fills an empty database, or finds what was filled before.
    pub async fn prepare(store: &Store, applications: usize) -> Result<Self> {
        let calls = store.list_calls().await?;
        let call = match calls.iter().find(|found| found.call.code == OFFICE_CODE) {
            Some(found) => found.id,
            None => fill(store, applications).await?,
        };
        let officer = person(store, "officer").await?;
        let approver = person(store, "approver").await?;
        let mut batches = store.list_batches(call).await?;
        if batches.is_empty() {
            remark("Beginning two batches of decisions…");
            begin(store, &officer, call).await?;
            batches = store.list_batches(call).await?;
        }
        batches.sort_by_key(|batch| batch.lines.len());
        let small = batches.first().context("no batch")?.id;
        let large = batches.last().context("no batch")?.id;
        let found = store.find_call(call).await?.context("no call")?;
        Ok(Self {
            call,
            year: found.call.year.get(),
            officer,
            approver,
            small,
            large,
        })
    }

    /// Whether the decisions are released.
    pub async fn is_released(&self, store: &Store) -> Result<bool> {
        let large = store.find_batch(self.large).await?.context("no batch")?;
        Ok(large.state == BatchState::Released)
    }

    /// The version of a batch.
    pub async fn version(&self, store: &Store, batch: BatchId) -> Result<i64> {
        Ok(store.find_batch(batch).await?.context("no batch")?.version)
    }

    /// A session of the officer, as the header that a browser sends.
    pub async fn sign_in(&self, site: &Site) -> Result<HeaderValue> {
        let user = self.officer.user().context("an officer")?.id;
        let token = Token::generate()?;
        site.store
            .open_session(user, token.digest(), Factor::Totp, store::SESSION_LIFETIME)
            .await?;
        let cookie = token.set_cookie(site);
        let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
        Ok(HeaderValue::from_str(pair)?)
    }
}

async fn person(store: &Store, name: &str) -> Result<Actor> {
    let email = Email::parse(&format!("{name}@{OFFICE_DOMAIN}")).map_err(|code| anyhow::anyhow!("{code}"))?;
    let user = store.find_user_by_email(&email).await?;
    Ok(Actor::User(user.with_context(|| format!("no account {name}"))?))
}

async fn fill(store: &Store, applications: usize) -> Result<CallId> {
    remark(format_args!(
        "Filling a database with {applications} applications and {} reviews…",
        applications * REVIEWERS
    ));
    let plans: Vec<Plan> = (0..applications).map(plan).collect();
    let asked: i64 = plans.iter().map(|plan| plan.cost / 3 * 2).sum();
    let started = std::time::Instant::now();
    let loaded = load_office(store, &plans, Yen::new(asked / 2), |done| {
        if done % 100 == 0 {
            remark(format_args!("{done:>6} in {:.0} s", started.elapsed().as_secs_f64()));
        }
    });
    Ok(loaded.await?.call)
}

/// Costs and marks differ, and many scores are equal, as they are in a large call.
fn plan(at: usize) -> Plan {
    let spread = |step: usize, of: usize| at * step % of;
    let marks: Vec<u8> = (0..REVIEWERS)
        .map(|reviewer| u8::try_from(2 + (spread(7, 11) + reviewer * 3) % 4).unwrap_or(3))
        .collect();
    let cost = 1_500_000 + 150_000 * i64::try_from(spread(13, 50)).unwrap_or(0);
    Plan::new(format!("共同事業 {at:05} 被扶養者の健診と重症化予防"), cost, &marks)
}

/// Adopts by number while the money lasts, in a batch of twenty and one of all others.
async fn begin(store: &Store, officer: &Actor, call: CallId) -> Result<()> {
    let mut left = store.find_budget(call).await?.context("no budget")?;
    let cases = store.list_candidacies(call).await?;
    let lines: Vec<(ApplicationId, VerdictForm)> =
        cases.iter().map(|case| (case.id, verdict(case, &mut left))).collect();
    let (small, large) = lines.split_at(SMALL.min(lines.len() / 2));
    for (number, lines) in (1..).zip([small, large]) {
        let head = BatchForm {
            name: format!("第{number}次"),
            number: format!("架空発第{number}号"),
            decided_on: store.clock().now().day_jst().iso(),
            ..BatchForm::default()
        };
        store.start_decisions(officer, call, &head, lines).await?;
    }
    Ok(())
}

fn verdict(case: &Candidacy, left: &mut Yen) -> VerdictForm {
    let rest = left.checked_sub(case.asked).filter(|rest| *rest >= Yen::ZERO);
    let Some(rest) = rest else {
        return VerdictForm {
            outcome: "reject".into(),
            reason: "予算の範囲を超えるため".into(),
            ..VerdictForm::default()
        };
    };
    *left = rest;
    VerdictForm {
        outcome: "adopt".into(),
        amount: case.asked.get().to_string(),
        ..VerdictForm::default()
    }
}
