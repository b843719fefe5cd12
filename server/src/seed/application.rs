//! The demo application: in progress, with pages that are done, begun and empty, and a budget whose check finds something.
//! One that is there already is left alone.

use anyhow::{Context as _, Result};
use domain::application::{ApplicationForm, Origin, Section, prefill};
use domain::questionnaire::Questionnaire;
use domain::value::{Day, InsurerNumber};
use store::Store;

use super::call::{CODE, LEAD, actor};

/// What is typed beside what the consortium says already.
const TEXTS: &[(Section, &[(&str, &str)])] = &[
    (
        Section::Background,
        &[
            (
                "background",
                "構成組合の被扶養者の健診受診率は、被保険者より30ポイント以上低い状態が続いています。\n案内と予約の窓口が組合ごとに分かれ、小さな組合では人手が足りません。",
            ),
            (
                "purpose",
                "案内と予約の窓口を一つにし、被扶養者の健診の受診率を高めます。",
            ),
            (
                "targets",
                "構成組合の40歳以上の被扶養者のうち、前年度に受診していない人。",
            ),
        ],
    ),
    (
        Section::Content,
        &[(
            "content",
            "未受診の被扶養者に、共同で作った案内を送ります。\n電話とウェブで予約を受け付け、会場は組合を問わず使えるようにします。",
        )],
    ),
    (
        Section::Evaluation,
        &[
            ("kpi1_level", "outcome"),
            ("kpi1_name", "被扶養者の健診受診率"),
            ("kpi1_unit", "％"),
            ("kpi1_baseline", "41.2"),
            ("kpi1_target", "50"),
            ("kpi2_level", "output"),
            ("kpi2_name", "案内の送付数"),
            ("kpi2_unit", "件"),
            ("kpi2_target", "2,000"),
        ],
    ),
    (
        Section::Budget,
        &[
            ("line1_item", "a07"),
            ("line1_description", "案内の郵送"),
            ("line1_unit_price", "140"),
            ("line1_quantity", "2,000"),
            ("line1_unit", "通"),
            ("line1_times", "2"),
            ("line1_eligible", "1"),
            ("line2_item", "a06"),
            ("line2_description", "案内の印刷"),
            ("line2_unit_price", "85"),
            ("line2_quantity", "4,000"),
            ("line2_unit", "部"),
            ("line2_eligible", "1"),
            ("line3_item", "a13"),
            ("line3_description", "予約窓口の運営"),
            ("line3_unit_price", "150,000"),
            ("line3_quantity", "6"),
            ("line3_unit", "月"),
            ("line3_eligible", "1"),
            ("line3_payee", "架空予約サービス株式会社"),
        ],
    ),
];

/// Why the society cannot do it alone.
const REASON: &str = "一つの組合では対象者が年に200人ほどで、会場と予約窓口を設けるには費用がかかり過ぎます。";

/// Loads it.
///
/// # Errors
/// Mistakes in the values; faults of the database.
pub(super) async fn load(store: &Store, today: Day) -> Result<()> {
    let number = InsurerNumber::parse(LEAD.0).ok().context("number of the lead")?;
    let lead = store.find_insurer_by_number(&number).await?.context("no lead")?;
    let calls = store.list_calls().await?;
    let call = calls
        .into_iter()
        .find(|call| call.call.code == CODE)
        .context("no call")?;
    let consortia = store.list_consortia_of(lead.id).await?;
    let whole = consortia.into_iter().find(|whole| whole.lead == lead.id);
    let (Some(whole), true) = (whole, store.list_applications_of(lead.id).await?.is_empty()) else {
        return Ok(());
    };
    let open = call.call.dates.accepts(store.clock().now());
    if !open || !whole.state.is_open() {
        return Ok(());
    }
    let mut form = prefill(&Origin {
        plan: &whole.plan,
        snapshot: &whole.snapshot(today),
        shares: &whole.shares().unwrap_or_default(),
        program: None,
        call: &call.call,
    });
    for (section, typed) in TEXTS {
        let known = form.pairs(*section);
        let mut pairs: Vec<_> = known
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        pairs.extend(typed.iter().copied());
        form.replace(*section, &pairs);
    }
    if let Some(questions) = store.list_form_versions(call.id).await?.last() {
        answer(&mut form, &questions.form);
    }
    let writer = actor(store, LEAD.1).await?;
    store.start_application(&writer, call.id, whole.id, &form).await?;
    Ok(())
}

/// Answers to the first part of the questions; the others are left to whoever tries the demo.
fn answer(form: &mut ApplicationForm, questions: &Questionnaire) {
    let Some(section) = questions.sections.first() else {
        return;
    };
    for question in &section.questions {
        let choices = question.kind.choices();
        let values = if question.kind.is_choice() {
            choices.iter().step_by(2).map(|choice| choice.code.clone()).collect()
        } else {
            vec![REASON.to_owned()]
        };
        form.answers.given.insert(question.key.clone(), values);
    }
}
