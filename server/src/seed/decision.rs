//! The demo call under decision: four applications of four societies with closed reviews, two of them with the same score, and a
//! budget whose line falls between those two. A call of its code that is there already is left alone.

use anyhow::{Context as _, Result};
use domain::call::{Call, CallStep};
use domain::value::{Day, InsurerNumber, Yen};
use store::Store;

use super::call::actor;
use super::case::{Office, Plan, Society, apply, consortium, rules};

/// Code of the call.
const CODE: &str = "KC";

/// Who reviews everything.
const REVIEWERS: [&str; 3] = ["reviewer@example.jp", "reviewer2@example.jp", "reviewer3@example.jp"];

/// 予算額 of the call.
const BUDGET: Yen = Yen::new(8_000_000);

/// A society with its approver and its editor. Each leads one application; the next one is its partner.
const SOCIETIES: [(&str, &str, &str); 4] = [
    ("06139919", "aosagi@example.jp", "aosagi-editor@example.jp"),
    ("06139935", "hibari@example.jp", "hibari-editor@example.jp"),
    ("06139950", "kirigaoka@example.jp", "kirigaoka-editor@example.jp"),
    ("06139869", "hiiragi@example.jp", "hiiragi-editor@example.jp"),
];

fn plans() -> [Plan; 4] {
    [
        Plan::new("被扶養者の健診予約窓口の共同化", 6_000_000, &[5, 5, 4]),
        Plan::new("小さな組合の重症化予防の共同実施", 4_500_000, &[4, 4, 4]),
        Plan::new("若年層の歯科健診の共同実施", 4_500_000, &[5, 4, 3]),
        Plan::new("禁煙外来の費用補助の共同実施", 3_000_000, &[3, 3, 2]),
    ]
}

/// Loads call, applications and reviews.
///
/// # Errors
/// Mistakes in the values; faults of the database.
pub(super) async fn load(store: &Store, today: Day) -> Result<()> {
    let there = store.list_call_records().await?;
    if there.iter().any(|call| call.draft.form.code == CODE) {
        return Ok(());
    }
    let (societies, office) = people(store).await?;
    let call = call(today)?;
    let id = store
        .create_call(&office.approver, &call, "Call under decision (sample)")
        .await?;
    for (version, step) in (1..).zip([CallStep::Schedule, CallStep::Open]) {
        store.step_call(&office.approver, id, version, step).await?;
    }
    let partners = societies.iter().cycle().skip(1);
    for (plan, (lead, member)) in plans().iter().zip(societies.iter().zip(partners)) {
        let consortium = consortium(store, &call, plan, lead, member).await?;
        apply(store, &office, (id, consortium), plan, (lead, member)).await?;
    }
    store.step_call(&office.approver, id, 3, CallStep::Close).await?;
    store.set_budget(&office.officer, id, BUDGET).await?;
    Ok(())
}

/// The two societies and the office.
pub(super) async fn people(store: &Store) -> Result<(Vec<Society>, Office)> {
    let mut societies = Vec::new();
    for (number, approver, editor) in SOCIETIES {
        let number = InsurerNumber::parse(number).ok().context("number of a society")?;
        let insurer = store.find_insurer_by_number(&number).await?.context("no society")?;
        societies.push(Society {
            id: insurer.id,
            approver: actor(store, approver).await?,
            editor: actor(store, editor).await?,
        });
    }
    let mut reviewers = Vec::new();
    for email in REVIEWERS {
        let reviewer = actor(store, email).await?;
        let id = reviewer.user().map(|user| user.id).context("a reviewer")?;
        reviewers.push((id, reviewer));
    }
    let office = Office {
        officer: actor(store, "officer@example.jp").await?,
        approver: actor(store, "officer-approver@example.jp").await?,
        reviewers,
    };
    Ok((societies, office))
}

fn call(today: Day) -> Result<Call> {
    let title = ("保健事業の共同実施 二次公募（見本）", "Second call (sample)");
    let mut draft = rules(today, CODE, title);
    draft.form.summary_ja = "審査を終え、採否を決めるところの公募です。".into();
    draft.form.summary_en = "A call whose reviews are closed and whose decisions are due.".into();
    let call = draft.check();
    call.map_err(|problems| anyhow::anyhow!("the demo call under decision: {problems}"))
}
