//! One decision about many applications at once, over more than one page of the batch: a reviewer who was taken out, a tie at the
//! line of the budget, a modified amount, one line cancelled before the release, and the release by the worker (W29, ADM-18).

use domain::application::ApplicationState;
use domain::decision::{LineState, Outcome};
use domain::value::{BatchId, Day, Instant, TimeOfDay, Yen};
use server::seed::{OfficeLoad, Plan, load_office};
use server::worker;

use crate::site::TestSite;

/// More than a page of a batch holds.
const COUNT: usize = 26;

/// What each asks for.
const ASKED: i64 = 2_000_000;

/// Marks that make one application better than the next, except that the tenth and the eleventh are equal. The first one has a
/// bad mark of a reviewer who is taken out.
fn plan(at: usize) -> Plan {
    let sum = match at {
        0..10 => 25 - at,
        10 => 16,
        _ => 26_usize.saturating_sub(at).max(5),
    };
    let mut marks: Vec<u8> = (0..5).map(|one| u8::try_from((sum + one) / 5).unwrap()).collect();
    let mut plan = Plan::new(format!("まとめて決める事業{:02}", at + 1), ASKED / 2 * 3, &[]);
    if at == 0 {
        marks[4] = 1;
        plan.recused = Some(4);
    }
    plan.marks = marks;
    plan
}

async fn load(site: &TestSite) -> OfficeLoad {
    let plans: Vec<Plan> = (0..COUNT).map(plan).collect();
    load_office(&site.store, &plans, Yen::new(10 * ASKED), |_| {})
        .await
        .unwrap()
}

#[tokio::test]
async fn 二十件を超える採否をまとめて決めて通知する() {
    let site = TestSite::start().await;
    let all = load(&site).await;
    let address = |actor: &domain::permit::Actor| actor.user().unwrap().email.clone();
    let officer = site.sign_in(&address(&all.office.officer)).await;
    let judge = site.sign_in(&address(&all.office.reviewers[4].1)).await;

    // The queue counts them all and shows a page of them.
    let queue = officer.get("/admin/applications?view=scored").await;
    assert!(queue.text().contains("採点完了 (26)"), "{}", queue.text());
    assert_eq!(queue.select("tbody tr").len(), COUNT);
    let beyond = officer.get("/admin/applications?view=scored&page=9").await;
    assert_eq!(beyond.select("tbody tr").len(), COUNT, "the end is shown instead");

    // The reviewer who was taken out is shut out of that one, and the mark given counts for nothing.
    for (at, application) in all.applications.iter().enumerate().take(2) {
        let reviews = site.store.list_application_reviews(*application).await.unwrap();
        let own = reviews
            .iter()
            .find(|review| review.reviewer == all.office.reviewers[4].0);
        let page = judge.get(&format!("/admin/reviews/{}", own.unwrap().id)).await;
        assert_eq!(page.status(), if at == 0 { 403 } else { 200 });
    }
    let cases = site.store.list_candidacies(all.call).await.unwrap();
    assert_eq!(
        cases[0].score.unwrap().hundred(),
        "100.0",
        "four reviews of five points"
    );
    assert_eq!(cases[1].score.unwrap().hundred(), "96.0");

    // The line cuts between two equals: everybody else gets a suggestion, those two wait for people.
    let home = format!("/admin/decisions/{}", all.call);
    let ranking = officer.get(&home).await;
    assert!(
        ranking.text().contains("予算の線が同点の応募の間に引かれています"),
        "{}",
        ranking.text()
    );
    let form = ranking.form("#start");
    assert_eq!(form.values("application").len(), COUNT);
    let begun = form.submit().await;
    assert_eq!(begun.status(), 303, "{}", begun.text());
    let editor = begun.follow().await;
    let form = editor.form("#batch");
    let outcomes: Vec<String> = (1..=25)
        .flat_map(|line| form.values(&format!("line{line}_outcome")))
        .collect();
    assert!(outcomes[..9].iter().all(|it| it == "adopt"), "{outcomes:?}");
    assert_eq!(outcomes[9..11], ["", ""], "equals at the line");
    assert!(outcomes[11..].iter().all(|it| it == "reject"), "{outcomes:?}");
    assert!(form.values("line26_outcome").is_empty(), "it stands on the next page");

    // What people decide: the tenth is adopted with a smaller amount, its equal waits, the second gets less.
    let saved = form
        .fill("name", "一括")
        .fill("number", "架空発第20号")
        .fill("decided_on", "2026-08-03")
        .fill("line2_amount", "1,500,000")
        .fill("line2_reason", "備品の購入を除く")
        .fill("line10_outcome", "adopt")
        .fill("line10_amount", "2,000,000")
        .fill("line11_outcome", "waitlist")
        .fill("line11_reason", "同点のうち開始が遅いため")
        .press("下書きを保存")
        .await;
    assert_eq!(saved.status(), 303, "{}", saved.text());
    // The last line is on a page of its own; saving it leaves the others as they are, and the head is on both pages.
    let batch: BatchId = saved.location().split(['/', '?']).nth(4).unwrap().parse().unwrap();
    let second = officer.get(&format!("{home}/{batch}?page=2")).await;
    let form = second.form("#batch");
    assert_eq!(form.values("line26_outcome"), ["reject"]);
    let (day, time) = ("2026-09-10", "9:00");
    let checked = form
        .fill("line26_reason", "基準の得点に達しないため")
        .fill("release_day", day)
        .fill("release_time", time)
        .press("保存して確認画面へ")
        .await;
    assert_eq!(checked.status(), 303, "{}", checked.text());
    let kept = site.store.find_batch(batch).await.unwrap().unwrap();
    assert_eq!(kept.lines[1].form.amount, "1,500,000");
    assert_eq!(kept.lines[25].form.reason, "基準の得点に達しないため");
    assert_eq!((kept.lines[0].standing.rank, kept.lines[9].standing.rank), (1, 10));
    assert_eq!((kept.lines[10].standing.rank, kept.lines[11].standing.rank), (10, 12));

    // Every line and mail can be looked at, the second page of them too.
    let check = checked.follow().await;
    assert!(check.text().contains("26件"), "{}", check.text());
    assert_eq!(check.select("tbody tr").len(), 25);
    let rest = officer.get(&format!("{home}/{batch}/check?page=2")).await;
    assert_eq!(rest.select("tbody tr").len(), 1);
    let mail = format!("#mail-{}", kept.lines[25].application);
    assert_eq!((check.select(&mail).len(), rest.select(&mail).len()), (0, 1));
    let proposed = check.form("#propose").submit().await;
    assert_eq!(proposed.status(), 303, "{}", proposed.text());
    let approver = site.sign_in(&address(&all.office.approver)).await;
    let check = format!("{home}/{batch}/check");
    let approved = approver.get(&check).await.form("#approve").submit().await;
    assert_eq!(approved.status(), 303, "{}", approved.text());

    // One is cancelled before the moment; the others stay.
    let cancelled = kept.lines[2].application;
    let page = officer.get(&check).await;
    let done = page
        .form("#cancel-line")
        .fill("application", &cancelled.to_string())
        .fill("reason_cancel-line", "応募組合から辞退の申し出があったため")
        .submit()
        .await;
    assert_eq!(done.status(), 303, "{}", done.text());
    assert_eq!(
        worker::decision::carry_out(&site.store).await.unwrap(),
        0,
        "its moment has not come"
    );
    for line in &kept.lines {
        let state = site
            .store
            .find_application(line.application)
            .await
            .unwrap()
            .unwrap()
            .state;
        assert_eq!(state, ApplicationState::Scored);
    }

    // The worker releases the rest at the moment, once.
    let at = Instant::from_jst(Day::from_iso(day).unwrap(), TimeOfDay::new(9, 0).unwrap());
    site.clock.set(at);
    assert_eq!(worker::decision::carry_out(&site.store).await.unwrap(), COUNT - 1);
    assert_eq!(
        worker::decision::carry_out(&site.store).await.unwrap(),
        0,
        "released once"
    );
    let released = site.store.find_batch(batch).await.unwrap().unwrap();
    for (place, line) in released.lines.iter().enumerate() {
        let state = site
            .store
            .find_application(line.application)
            .await
            .unwrap()
            .unwrap()
            .state;
        let decision = site.store.find_decision(line.application).await.unwrap();
        let outcome = decision.map(|decision| (decision.outcome, decision.amount.get()));
        let expected = match place {
            2 => (LineState::Cancelled, ApplicationState::Scored, None),
            1 => (
                LineState::Released,
                ApplicationState::Selected,
                Some((Outcome::Adopt, 1_500_000)),
            ),
            0..10 => (
                LineState::Released,
                ApplicationState::Selected,
                Some((Outcome::Adopt, ASKED)),
            ),
            10 => (
                LineState::Released,
                ApplicationState::Waitlisted,
                Some((Outcome::Waitlist, 0)),
            ),
            _ => (
                LineState::Released,
                ApplicationState::NotSelected,
                Some((Outcome::Reject, 0)),
            ),
        };
        assert_eq!((line.state, state, outcome), expected, "line {}", place + 1);
    }

    // The office and the public count the same: nine projects, one of them with less.
    let sum = "17,500,000";
    let public = site.anonymous();
    let year = public.get("/results/2026").await;
    assert!(year.text().contains(sum), "{}", year.text());
    assert_eq!(year.select("tbody tr").len(), 9);
    let officer = site.sign_in(&address(&all.office.officer)).await;
    let list = officer.get("/admin/decisions").await;
    assert!(list.text().contains(sum), "{}", list.text());
}
