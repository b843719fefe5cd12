//! Payments to the society, returns and charges taken in. Amounts are checked by the ledger; days are never in the future.

use domain::amount::Payment;
use domain::audit::Deed;
use domain::grant_case::{GrantNews, GrantState, GrantStep, Sum};
use domain::permit::{Action, Actor};
use domain::value::GrantId;
use domain::{ProblemCode, Problems};
use serde_json::json;

use super::load::{Line, NOTHING, Words, add_line, expect_past, load, matter, save, take, today};
use super::tell::settle_and_tell;
use crate::query::StoredGrant;
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Enters a payment to the society: 概算払 while the program runs, 精算払 when the amount is fixed.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when nothing is to be paid; `Problems` on `yen` for more than is owing, on
    /// `on` for a day in the future or before an earlier entry.
    pub async fn pay_grant(&self, actor: &Actor, id: GrantId, version: i64, sum: Sum) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::CheckGrant, id, version).await?;
        let step = match whole.state() {
            GrantState::Executing => GrantStep::Advance,
            _ => GrantStep::Pay,
        };
        enter(&mut write, actor, &mut whole, step, sum).await?;
        Ok(write.commit().await?)
    }

    /// Takes in a return that was ordered.
    ///
    /// # Errors
    /// As [`Self::pay_grant`].
    pub async fn take_return(&self, actor: &Actor, id: GrantId, version: i64, sum: Sum) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::CheckGrant, id, version).await?;
        enter(&mut write, actor, &mut whole, GrantStep::PayBack, sum).await?;
        Ok(write.commit().await?)
    }

    /// Takes in 加算金 or 延滞金 on the standing order, at most what is due on top of it.
    ///
    /// # Errors
    /// As [`Self::pay_grant`].
    pub async fn take_charge(&self, actor: &Actor, id: GrantId, version: i64, sum: Sum) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::CheckGrant, id, version).await?;
        if whole.state() != GrantState::ReturnOrdered {
            return Err(Refusal::NotNow);
        }
        let now = today(&write);
        expect_past("on", sum.on, now)?;
        let most = whole.charges(now).total().get() - whole.file.charges_paid().get();
        if sum.yen.get() < 1 || sum.yen.get() > most {
            let code = ProblemCode::OutOfRange {
                min: most.min(1),
                max: most,
            };
            return Err(Problems::one("yen", code).into());
        }
        whole.file.charged.push(Payment {
            on: sum.on,
            yen: sum.yen,
        });
        let line = Line {
            kind: "charge",
            step: "take",
            yen: Some(sum.yen),
            on: Some(sum.on),
            ..Line::default()
        };
        add_line(&write, id, actor, line).await?;
        save(&write, &whole).await?;
        let change = Change::to(json!({ "charge": sum.yen, "on": sum.on.iso() }));
        write.record(actor, Deed::GrantStepped, matter(&whole), change).await?;
        Ok(write.commit().await?)
    }

    /// Ends a return: the sum and what was due on top of it are in.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`; `Unsettled` with what is still open, charges included.
    pub async fn finish_return(&self, actor: &Actor, id: GrantId, version: i64) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::CheckGrant, id, version).await?;
        take(
            &mut write,
            actor,
            &mut whole,
            (GrantStep::FinishReturn, NOTHING),
            Words::default(),
        )
        .await?;
        let open = whole.charges(today(&write)).total().get() - whole.file.charges_paid().get();
        if open > 0 {
            return Err(Refusal::Unsettled(domain::value::Yen::new(open)));
        }
        save(&write, &whole).await?;
        let news = GrantNews::Stepped {
            step: GrantStep::FinishReturn,
            due: None,
        };
        settle_and_tell(&mut write, actor, &whole, news).await?;
        Ok(write.commit().await?)
    }
}

/// An entry of money, from the ledger to the news.
pub(super) async fn enter(
    write: &mut Write,
    actor: &Actor,
    whole: &mut StoredGrant,
    step: GrantStep,
    sum: Sum,
) -> Result<(), Refusal> {
    expect_past("on", sum.on, today(write))?;
    take(write, actor, whole, (step, sum), Words::default()).await?;
    save(write, whole).await?;
    settle_and_tell(write, actor, whole, GrantNews::Stepped { step, due: None }).await
}
