//! The demo grants: a call of the last fiscal year whose three applications were adopted. One grant is under way, two wait for
//! their application. A call of its code that is there already is left alone.

use anyhow::{Context as _, Result};
use domain::call::{Call, CallStep};
use domain::decision::{BatchForm, VerdictForm};
use domain::grant_case::{GrantStep, ProposalForm, Proposed};
use domain::value::{ApplicationId, Day, FiscalYear, GrantId, Yen};
use store::Store;

use super::case::{Office, Plan, Society, apply, consortium, rules};
use super::decision::people;

/// Code of the call.
const CODE: &str = "KG";

fn plans() -> [Plan; 3] {
    [
        Plan::new("健康相談窓口の共同化", 900_000, &[4, 4, 4]),
        Plan::new("睡眠改善講座の共同開催", 900_000, &[4, 5, 4]),
        Plan::new("歩数イベントの共同開催", 1_500_000, &[4, 4, 5]),
    ]
}

/// Loads call, decisions and the grant under way.
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
        .create_call(&office.approver, &call, "Last year's call (sample)")
        .await?;
    for (version, step) in (1..).zip([CallStep::Schedule, CallStep::Open]) {
        store.step_call(&office.approver, id, version, step).await?;
    }
    let mut lines = Vec::new();
    for (at, plan) in plans().iter().enumerate() {
        let lead = societies.get(at).context("a society")?;
        let member = societies.get(at + 1).context("another society")?;
        let members = consortium(store, &call, plan, lead, member).await?;
        let application = apply(store, &office, (id, members), plan, (lead, member)).await?;
        let verdict = VerdictForm {
            outcome: "adopt".into(),
            amount: (plan.cost * 2 / 3).to_string(),
            ..VerdictForm::default()
        };
        lines.push((application, verdict));
    }
    store.step_call(&office.approver, id, 3, CallStep::Close).await?;
    store.set_budget(&office.officer, id, Yen::new(5_000_000)).await?;
    let head = BatchForm {
        name: "第1次".into(),
        number: "架空発第8号".into(),
        decided_on: today.iso(),
        ..BatchForm::default()
    };
    let batch = store.start_decisions(&office.officer, id, &head, &lines).await?;
    let version = async || -> Result<i64> { Ok(store.find_batch(batch).await?.context("the batch")?.version) };
    store
        .propose_decisions(&office.officer, batch, version().await?)
        .await?;
    store
        .approve_decisions(&office.approver, batch, version().await?)
        .await?;
    store.release_decisions(batch).await?;
    let (last, lead) = lines
        .last()
        .zip(societies.get(lines.len() - 1))
        .context("the last application")?;
    begin(store, &office, lead, last.0, today).await
}

fn call(today: Day) -> Result<Call> {
    let title = ("保健事業の共同実施 前年度公募（見本）", "Last year's call (sample)");
    let year = FiscalYear::of(today).previous();
    let mut draft = rules(today, CODE, title);
    draft.form.year = year.get().to_string();
    draft.form.title = format!("{} {}", year.name(domain::Lang::Ja), title.0);
    draft.form.title_en = format!("{} {}", year.get(), title.1);
    draft.form.project_from = year.start().iso();
    draft.form.project_to = year.end().iso();
    draft.form.report_by = today.plus_days(30).unwrap_or(today).iso();
    draft.form.advance = "1".into();
    draft.form.summary_ja = "交付の手続きを進めている、前年度の公募です。".into();
    draft.form.summary_en = "Last year's call, whose grants are under way.".into();
    draft
        .check()
        .map_err(|problems| anyhow::anyhow!("the demo call of last year: {problems}"))
}

/// Brings a grant to where its program runs.
async fn begin(store: &Store, office: &Office, lead: &Society, application: ApplicationId, today: Day) -> Result<()> {
    let id = store.start_grant(&lead.approver, application).await?;
    let mut draft = find(store, id).await?.1;
    draft.head.account = "款：補助金収入　項：保健事業費補助金".into();
    store
        .save_grant(&lead.editor, id, find(store, id).await?.0, &draft)
        .await?;
    store.submit_grant(&lead.approver, id, find(store, id).await?.0).await?;
    let form = ProposalForm {
        number: "架空発第9号".into(),
        day: today.iso(),
        yen: draft.head.yen.clone(),
        conditions: "経費の配分を変えるときは、承認を受けること。\n帳簿と証拠書類を5年間保存すること。".into(),
        ..ProposalForm::default()
    };
    let decide = Proposed::Step {
        step: GrantStep::Decide,
    };
    store
        .propose_grant(&office.officer, id, find(store, id).await?.0, decide, &form)
        .await?;
    store
        .confirm_grant(&office.approver, id, find(store, id).await?.0)
        .await?;
    store.begin_grant(&lead.editor, id, find(store, id).await?.0).await?;
    Ok(())
}

async fn find(store: &Store, id: GrantId) -> Result<(i64, domain::grant_case::GrantDraft)> {
    let whole = store.find_grant(id).await?.context("the grant")?;
    Ok((whole.version, whole.file.draft))
}
