//! One application from its consortium to its closed review, by the commands that people use: for the demo, for benchmarks and
//! for tests of the office. Who takes part, what it costs and how it is marked is given.

use anyhow::{Context as _, Result};
use domain::application::{ApplicationForm, ApplicationStep, Section};
use domain::call::{Call, CallDraft};
use domain::code::{ConsortiumRole, CostSharing, DataCategory, DecisionBody, OverlapRule};
use domain::consortium::{CleanConsortium, CleanPlaceConsent, ConsortiumStep};
use domain::permit::Actor;
use domain::plan::PlanForm;
use domain::review::{Declaration, ReviewDraft, ReviewStep};
use domain::value::{ApplicationId, CallId, ConsortiumId, Day, OrganisationId, UserId, Yen};
use store::{NewPlace, Store};

use super::call::sample;

/// An application that is made.
pub struct Plan {
    /// 事業名.
    pub title: String,
    /// What it costs, in yen; two thirds are asked for.
    pub cost: i64,
    /// The mark that each reviewer gives to every criterion, 1 to 5.
    pub marks: Vec<u8>,
    /// The place of the reviewer whom the office takes out after the review came, if it does.
    pub recused: Option<usize>,
}

impl Plan {
    /// An application that all reviewers review.
    pub fn new(title: impl Into<String>, cost: i64, marks: &[u8]) -> Self {
        Self {
            title: title.into(),
            cost,
            marks: marks.to_vec(),
            recused: None,
        }
    }
}

/// A society that applies, with its people.
pub struct Society {
    /// Which.
    pub id: OrganisationId,
    /// Who approves.
    pub approver: Actor,
    /// Who writes.
    pub editor: Actor,
}

/// The people of the office, and who reviews.
pub struct Office {
    /// Who prepares.
    pub officer: Actor,
    /// Who approves.
    pub approver: Actor,
    /// Who reviews everything.
    pub reviewers: Vec<(UserId, Actor)>,
}

/// The call that such applications fit: two thirds, a cap, societies may take part in several, no papers are asked for. It
/// still needs its summaries.
pub(super) fn rules(today: Day, code: &str, title: (&str, &str)) -> CallDraft {
    let mut draft = sample(today, code, title, (-30, 5));
    draft.form.rate = "2/3".into();
    draft.form.cap = "10,000,000".into();
    draft.form.overlap = OverlapRule::Allowed.code().into();
    // No line of the applications needs a quotation.
    draft.form.quote_above = "50,000,000".into();
    draft
}

/// What the two societies pay themselves.
fn own_share(plan: &Plan) -> i64 {
    plan.cost - plan.cost * 2 / 3 / 1_000 * 1_000
}

/// A consortium of the two whose members are fixed.
pub(super) async fn consortium(
    store: &Store,
    call: &Call,
    plan: &Plan,
    lead: &Society,
    member: &Society,
) -> Result<ConsortiumId> {
    let (from, to) = (call.dates.project_from, call.dates.project_to);
    let clean = CleanConsortium {
        name: format!("{} 共同体", plan.title),
        aim: "案内と窓口を共同で持ち、小さな組合でも続けられるようにします。".into(),
        from,
        to,
        sharing: CostSharing::Equal,
        cost: Yen::new(own_share(plan)),
        data: DataCategory::Aggregate,
        data_note: "組合ごとの人数だけを集めます。".into(),
        publication: true,
        open: false,
    };
    let id = store.start_consortium(&lead.approver, lead.id, None, &clean).await?;
    let place = NewPlace {
        organisation: member.id,
        role: ConsortiumRole::Member,
        services: vec![],
        contract: None,
        is_related: false,
    };
    let version = async || -> Result<i64> {
        let whole = store.find_consortium(id).await?.context("the consortium")?;
        Ok(whole.version)
    };
    store
        .invite_to_consortium(&lead.approver, id, version().await?, &place)
        .await?;
    let consent = CleanPlaceConsent {
        body: DecisionBody::Board,
        decided_on: store.clock().now().day_jst(),
        approver: "理事長".into(),
        alone: None,
        note: String::new(),
    };
    for society in [lead, member] {
        let seen = version().await?;
        store
            .consent_to_consortium(&society.approver, id, society.id, seen, &consent)
            .await?;
    }
    let seen = version().await?;
    store
        .step_consortium(&lead.approver, id, seen, ConsortiumStep::Fix, "")
        .await?;
    Ok(id)
}

/// From the first text to the closed review.
pub(super) async fn apply(
    store: &Store,
    office: &Office,
    (call, consortium): (CallId, ConsortiumId),
    plan: &Plan,
    (lead, member): (&Society, &Society),
) -> Result<ApplicationId> {
    let rules = store.find_call(call).await?.context("the call")?.call;
    let form = form(plan, &rules, (lead.id, member.id));
    let id = store.start_application(&lead.editor, call, consortium, &form).await?;
    let version = async || -> Result<i64> {
        let whole = store.find_application(id).await?.context("the application")?;
        Ok(whole.version)
    };
    store
        .step_application(&lead.editor, id, version().await?, ApplicationStep::RequestSignoff, "")
        .await?;
    store.submit_application(&lead.approver, id, version().await?).await?;
    for step in [ApplicationStep::Accept, ApplicationStep::Pass] {
        store
            .step_application(&office.officer, id, version().await?, step, "")
            .await?;
    }
    let ids: Vec<UserId> = office.reviewers.iter().map(|(id, _)| *id).collect();
    store.assign_reviews(&office.officer, id, &ids).await?;
    for review in store.list_application_reviews(id).await? {
        let mut marks = office.reviewers.iter().zip(plan.marks.iter().copied());
        let own = marks.find(|((id, _), _)| *id == review.reviewer);
        let ((_, reviewer), mark) = own.context("the reviewer")?;
        store
            .declare_review(reviewer, review.id, review.version, &Declaration::Free)
            .await?;
        let draft = draft(mark, rules.sheet.criteria.len());
        store
            .submit_review(reviewer, review.id, review.version + 1, &draft)
            .await?;
    }
    recuse(store, office, id, plan).await?;
    store.finish_review(&office.officer, id, version().await?).await?;
    Ok(id)
}

/// Takes the reviewer out whom the plan names.
async fn recuse(store: &Store, office: &Office, id: ApplicationId, plan: &Plan) -> Result<()> {
    let Some(place) = plan.recused else { return Ok(()) };
    let (reviewer, _) = office.reviewers.get(place).context("nobody at this place")?;
    let reviews = store.list_application_reviews(id).await?;
    let review = reviews.iter().find(|review| review.reviewer == *reviewer);
    let review = review.context("the review")?;
    let reason = "応募組合と同じ企業グループに属します。";
    store
        .step_review(&office.officer, review.id, review.version, ReviewStep::Recuse, reason)
        .await?;
    Ok(())
}

/// The same mark for every criterion.
fn draft(mark: u8, criteria: usize) -> ReviewDraft {
    let recommendation = match mark {
        4.. => "adopt",
        3 => "waitlist",
        _ => "reject",
    };
    let pairs: Vec<(String, String)> = (1..=criteria)
        .flat_map(|row| {
            [
                (format!("mark{row}_mark"), mark.to_string()),
                (format!("mark{row}_reason"), "計画書の記載から判断しました。".to_owned()),
            ]
        })
        .chain([
            ("recommendation".to_owned(), recommendation.to_owned()),
            (
                "to_applicant".to_owned(),
                "共同で行う利点が数字で示されています。評価の時期を早めることを勧めます。".to_owned(),
            ),
        ])
        .collect();
    ReviewDraft::of(
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())),
        criteria,
    )
}

/// A whole application: every text, one piece of work, one indicator, two lines of cost.
fn form(plan: &Plan, call: &Call, (lead, member): (OrganisationId, OrganisationId)) -> ApplicationForm {
    let (from, to) = (call.dates.project_from, call.dates.project_to);
    let own = own_share(plan);
    let grant = plan.cost - own;
    let texts = PlanForm::FIELDS.iter().map(|field| {
        let value = match *field {
            "title" => plan.title.clone(),
            "period_from" => from.iso(),
            "period_to" => to.iso(),
            "publication" => "1".to_owned(),
            "history" => String::new(),
            _ => format!(
                "「{}」を二つの組合が共同で行います。案内と窓口を一つにまとめ、前年度の実績と比べて効果を確かめます。",
                plan.title
            ),
        };
        ((*field).to_owned(), value)
    });
    let rest = [
        ("task1_title", "案内の送付と受付".to_owned()),
        ("task1_from", from.iso().chars().take(7).collect()),
        ("task1_to", to.iso().chars().take(7).collect()),
        ("kpi1_level", "outcome".to_owned()),
        ("kpi1_name", "対象者の受診率".to_owned()),
        ("kpi1_unit", "％".to_owned()),
        ("kpi1_baseline", "41.2".to_owned()),
        ("kpi1_target", "50".to_owned()),
        ("kpi1_year", call.year.get().to_string()),
        ("tax", "included".to_owned()),
        ("sharing", "equal".to_owned()),
        ("funding_subsidy", grant.to_string()),
        ("funding_members", own.to_string()),
        ("line1_item", "a03".to_owned()),
        ("line1_description", "助言する専門家の謝金".to_owned()),
        ("line1_unit_price", (plan.cost / 10).to_string()),
        ("line1_eligible", "1".to_owned()),
        ("line2_item", "a07".to_owned()),
        ("line2_description", "案内の郵送".to_owned()),
        ("line2_unit_price", (plan.cost - plan.cost / 10).to_string()),
        ("line2_eligible", "1".to_owned()),
        ("share1_organisation", lead.to_string()),
        ("share1_yen", (own - own / 2).to_string()),
        ("share2_organisation", member.to_string()),
        ("share2_yen", (own / 2).to_string()),
    ];
    let rest = rest.into_iter().map(|(name, value)| (name.to_owned(), value));
    let all: Vec<(String, String)> = texts.chain(rest).collect();
    let all: Vec<(&str, &str)> = all
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let mut form = ApplicationForm::default();
    for section in Section::ALL {
        form.replace(*section, &all);
    }
    form
}
