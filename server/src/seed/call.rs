//! The demo calls, one open, one coming, one over, with the values that the policy's own material states and dates near the
//! day on which they are loaded, and a consortium that looks for members. A call of a code that is there already is left alone.

use anyhow::{Context as _, Result};
use domain::call::{BandBasis, CallDraft, CallForm, CallStep};
use domain::code::{Allocation, CostSharing, DataCategory};
use domain::consortium::CleanConsortium;
use domain::permit::Actor;
use domain::questionnaire::Questionnaire;
use domain::value::{Day, Email, FiscalYear, InsurerNumber, Yen};
use store::Store;

/// Who writes the calls.
const OFFICER: &str = "officer@example.jp";
/// Code of the open call.
pub(super) const CODE: &str = "KD";

/// Who lets the calls out.
const APPROVER: &str = "officer-approver@example.jp";

/// Who leads the consortium, and its approver.
pub(super) const LEAD: (&str, &str) = ("06269914", "kyoto@example.jp");

/// Loads calls and consortium.
///
/// # Errors
/// Mistakes in the values; faults of the database.
pub(super) async fn load(store: &Store, today: Day) -> Result<()> {
    let there = store.list_call_records().await?;
    let is_new = |draft: &CallDraft| there.iter().all(|call| call.draft.form.code != draft.form.code);
    let (officer, approver) = (actor(store, OFFICER).await?, actor(store, APPROVER).await?);
    for draft in [open(today), coming(today)] {
        if is_new(&draft) {
            let id = store.start_call(&officer, &draft, &Questionnaire::suggested()).await?;
            store.publish_call(&approver, id, 1).await?;
        }
    }
    let over = over(today);
    if is_new(&over) {
        let call = over.check();
        let call = call.map_err(|problems| anyhow::anyhow!("the demo call that is over: {problems}"))?;
        let id = store.create_call(&approver, &call, &over.form.title_en).await?;
        for (version, step) in (1..).zip([CallStep::Schedule, CallStep::Open, CallStep::Close, CallStep::Finish]) {
            store.step_call(&approver, id, version, step).await?;
        }
    }
    let number = InsurerNumber::parse(LEAD.0).ok().context("number of the lead")?;
    let lead = store.find_insurer_by_number(&number).await?.context("no lead")?;
    if store.list_consortia_of(lead.id).await?.is_empty() {
        let approver = actor(store, LEAD.1).await?;
        store
            .start_consortium(&approver, lead.id, None, &consortium(today))
            .await?;
    }
    Ok(())
}

pub(super) async fn actor(store: &Store, email: &str) -> Result<Actor> {
    let address = Email::parse(email).ok().context("a demo address")?;
    let user = store.find_user_by_email(&address).await?;
    Ok(Actor::User(user.with_context(|| format!("no account {email}"))?))
}

/// A call with the usual values that opens and closes so many days from today.
pub(super) fn sample(today: Day, code: &str, title: (&str, &str), days: (i64, i64)) -> CallDraft {
    let mut draft = CallDraft::suggested();
    let (year, from, to) = period(today);
    let later = |days| today.plus_days(days).unwrap_or(today).iso();
    draft.form = CallForm {
        code: code.into(),
        year: year.get().to_string(),
        title: format!("{} {}", year.name(domain::Lang::Ja), title.0),
        title_en: format!("{} {}", year.get(), title.1),
        open_day: later(days.0),
        close_day: later(days.1),
        project_from: from.iso(),
        project_to: to.iso(),
        report_by: to.plus_days(10).unwrap_or(to).iso(),
        issuer: "見本省 保健局長".into(),
        contact: "見本省 保健事業支援室\n電話 03-0000-0000（平日9時〜17時）".into(),
        ..draft.form
    };
    draft
}

/// At least two insurers, half of them small (domain §2.3); the cap is that of the sister scheme of fiscal 2023 (§2.4).
fn open(today: Day) -> CallDraft {
    let title = (
        "保健事業の共同実施 公募（見本）",
        "Call for joint health programs (sample)",
    );
    let mut draft = sample(today, CODE, title, (-14, 45));
    draft.form.briefing = today.plus_days(7).unwrap_or(today).iso();
    draft.form.cap = "10,000,000".into();
    draft.form.summary_ja = "複数の健康保険組合が共同で行う保健事業の、運営にかかる費用を補助します。\n\
        中小規模の組合が参加しやすい事業を優先します。"
        .into();
    draft.form.summary_en = "Pays for running health programs that several societies do together. \
        Programs that small societies can join come first."
        .into();
    draft.form.faq = "二つ以上の応募に参加できますか\n参加できますが、審査で内容の重なりを確認します。\n\n\
        契約済みの費用は対象になりますか\n交付決定より前に契約した費用は対象になりません。"
        .into();
    draft
}

/// Caps by size as the scheme of municipal insurers has them (§2.4), and one grant rate for all when money is short.
fn coming(today: Day) -> CallDraft {
    let title = (
        "中小規模組合の共同健診 公募（見本）",
        "Call for joint check-ups of small societies (sample)",
    );
    let mut draft = sample(today, "KS", title, (30, 75));
    draft.form.allocation = Allocation::ProRata.code().into();
    draft.form.rate = "2/3".into();
    draft.form.min_insurers = "4".into();
    draft.form.min_small_share = "3/4".into();
    draft.form.band_basis = BandBasis::Consortium.code().into();
    let caps = [
        "3,000,000",
        "3,000,000",
        "3,000,000",
        "3,000,000",
        "4,500,000",
        "6,000,000",
        "9,000,000",
    ];
    let fields = [
        "cap_band1",
        "cap_band2",
        "cap_band3",
        "cap_band4",
        "cap_band5",
        "cap_band6",
        "cap_band7",
    ];
    draft.form.replace(&fields, fields.into_iter().zip(caps));
    draft.form.summary_ja = "中小規模の組合が共同で行う健診と受診勧奨を補助します。".into();
    draft.form.summary_en = "Pays for check-ups that small societies offer together.".into();
    draft
}

/// A call of which everything has been decided.
fn over(today: Day) -> CallDraft {
    let title = (
        "禁煙支援の共同実施 公募（見本）",
        "Call for joint quit-smoking programs (sample)",
    );
    let mut draft = sample(today, "KE", title, (-120, -75));
    draft.form.allocation = Allocation::Rate.code().into();
    draft.form.rate = "2/3".into();
    draft.form.cap = "5,000,000".into();
    draft.form.summary_ja = "複数の組合が共同で行う禁煙支援を補助しました。".into();
    draft.form.summary_en = "Paid for quit-smoking programs that societies ran together.".into();
    draft
}

/// The fiscal year in which a program of this call runs, and its days: the present one while there is time for it.
fn period(today: Day) -> (FiscalYear, Day, Day) {
    let year = FiscalYear::of(today);
    let start = today.plus_days(60).unwrap_or(today);
    match FiscalYear::new(year.get() + 1) {
        Some(next) if start.plus_days(30).is_none_or(|end| end > year.end()) => (next, next.start(), next.end()),
        _ => (year, start, year.end()),
    }
}

fn consortium(today: Day) -> CleanConsortium {
    let (_, from, to) = period(today);
    CleanConsortium {
        name: "小さな組合の被扶養者健診コンソーシアム".into(),
        aim: "被扶養者の健診の受診率を、共同の案内と予約の窓口で高めます。".into(),
        from,
        to,
        sharing: CostSharing::PerMember,
        cost: Yen::new(2_400_000),
        data: DataCategory::Aggregate,
        data_note: "組合ごとの受診者数だけを集めます。".into(),
        publication: true,
        open: true,
    }
}
