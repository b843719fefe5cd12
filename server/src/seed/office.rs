//! A call with any number of reviewed applications, each led by a society of its own with the next one as its partner: what
//! the office meets when a call is large. Benchmarks and tests fill their databases with it; the demo has a smaller one.

use anyhow::{Context as _, Result};
use domain::call::CallStep;
use domain::code::{Industry, InsurerForm, InsurerKind, OrgRole, PlatformRole, Prefecture};
use domain::insurer::NewInsurer;
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::{ApplicationId, CallId, Day, Email, InsurerNumber, MemberCount, OrganisationId, UserId, Yen};
use store::Store;

use super::case::{Office, Plan, Society, apply, consortium, rules};

/// Code of the call.
pub const OFFICE_CODE: &str = "KO";

/// Where all these people have their addresses.
pub const OFFICE_DOMAIN: &str = "office.example";

/// First serial number of the societies in each prefecture, so that they are none of the demo's.
const FIRST_SERIAL: usize = 500;

/// What was loaded.
pub struct OfficeLoad {
    /// The call, closed, with its budget.
    pub call: CallId,
    /// Who decides and who has reviewed.
    pub office: Office,
    /// The societies in the order of their applications, with one more partner for the last.
    pub societies: Vec<Society>,
    /// In the order of the plans.
    pub applications: Vec<ApplicationId>,
}

/// Loads a call whose budget is given, with one reviewed application for each plan. As many reviewers are there as the first
/// plan has marks. `progress` hears how many applications are done.
///
/// # Errors
/// Mistakes in the plans; faults of the database; a second load into the same database.
pub async fn load_office(
    store: &Store,
    plans: &[Plan],
    budget: Yen,
    mut progress: impl FnMut(usize),
) -> Result<OfficeLoad> {
    let today = store.clock().now().day_jst();
    let reviewers = plans.first().map_or(0, |plan| plan.marks.len());
    let office = people(store, reviewers).await?;
    let title = ("大規模な公募（見本）", "Large call (sample)");
    let mut draft = rules(today, OFFICE_CODE, title);
    draft.form.summary_ja = "応募が多い公募です。".into();
    draft.form.summary_en = "A call with many applications.".into();
    let call = draft.check();
    let call = call.map_err(|problems| anyhow::anyhow!("the large call: {problems}"))?;
    let id = store
        .create_call(&office.approver, &call, "Large call (sample)")
        .await?;
    for (version, step) in (1..).zip([CallStep::Schedule, CallStep::Open]) {
        store.step_call(&office.approver, id, version, step).await?;
    }
    let societies = societies(store, plans.len() + 1).await?;
    let mut applications = Vec::with_capacity(plans.len());
    for (plan, pair) in plans.iter().zip(societies.windows(2)) {
        let [lead, member] = pair else { continue };
        let members = consortium(store, &call, plan, lead, member).await?;
        let application = apply(store, &office, (id, members), plan, (lead, member)).await?;
        applications.push(application);
        progress(applications.len());
    }
    store.step_call(&office.approver, id, 3, CallStep::Close).await?;
    store.set_budget(&office.officer, id, budget).await?;
    Ok(OfficeLoad {
        call: id,
        office,
        societies,
        applications,
    })
}

async fn people(store: &Store, reviewers: usize) -> Result<Office> {
    let (_, officer) = person(store, "officer", "事務 太郎", vec![], Some(PlatformRole::Officer)).await?;
    let role = PlatformRole::OfficerApprover;
    let (_, approver) = person(store, "approver", "決裁 花子", vec![], Some(role)).await?;
    let mut all = Vec::with_capacity(reviewers);
    for at in 1..=reviewers {
        let (name, role) = (format!("審査 {at}郎"), Some(PlatformRole::Reviewer));
        all.push(person(store, &format!("reviewer{at}"), &name, vec![], role).await?);
    }
    Ok(Office {
        officer,
        approver,
        reviewers: all,
    })
}

async fn societies(store: &Store, count: usize) -> Result<Vec<Society>> {
    let insurers = (0..count).map(insurer).collect::<Result<Vec<_>>>()?;
    let ids = store.register_new_insurers(&insurers).await?;
    let mut societies = Vec::with_capacity(count);
    for (at, id) in ids.into_iter().enumerate() {
        let place = |role| vec![(id, role)];
        let (_, approver) = person(
            store,
            &format!("rijicho{at}"),
            "理事 一郎",
            place(OrgRole::Approver),
            None,
        )
        .await?;
        let (_, editor) = person(store, &format!("tanto{at}"), "担当 二郎", place(OrgRole::Editor), None).await?;
        societies.push(Society { id, approver, editor });
    }
    Ok(societies)
}

/// Registers somebody who never signs in with a password.
async fn person(
    store: &Store,
    name: &str,
    shown: &str,
    memberships: Vec<(OrganisationId, OrgRole)>,
    platform: Option<PlatformRole>,
) -> Result<(UserId, Actor)> {
    let email = Email::parse(&format!("{name}@{OFFICE_DOMAIN}")).map_err(|code| anyhow::anyhow!("{name}: {code}"))?;
    let new = NewUser {
        email,
        name: shown.to_owned(),
        password_hash: "$argon2id$none".to_owned(),
        memberships,
        platform: platform.into_iter().collect(),
    };
    let id = store.register_user(new).await?;
    let user = store.find_user(id).await?.context("it is gone")?;
    Ok((id, Actor::User(user)))
}

/// A society; each number gives another one, three of four of them small.
fn insurer(at: usize) -> Result<NewInsurer> {
    let (pref, serial) = (at % Prefecture::ALL.len(), FIRST_SERIAL + at / Prefecture::ALL.len());
    let count = |number: usize| {
        let number = u32::try_from(number).ok();
        number.and_then(MemberCount::new).context("number of members")
    };
    let pref = Prefecture::ALL[pref];
    Ok(NewInsurer {
        number: InsurerNumber::with_check_digit(&format!("06{}{serial:03}", pref.code())).context("a number")?,
        name: format!("架空{at}健康保険組合"),
        kana: format!("カクウ{at}ケンコウホケンクミアイ"),
        kind: InsurerKind::Kenpo,
        form: Some(InsurerForm::Single),
        industry: Industry::Machinery,
        pref,
        insured: count(600 + at % 4 * 1_700)?,
        dependants: count(400 + at % 4 * 1_100)?,
        members_as_of: Day::from_iso("2026-03-31").context("a day")?,
    })
}
