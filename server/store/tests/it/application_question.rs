//! The questions of a call inside applications on both databases: a new version while fifty drafts exist loses no answer,
//! what is sent in keeps its version, and a page typed under the old version is taken (FORM-08).

use std::collections::BTreeMap;

use domain::application::{ApplicationForm, ApplicationStep};
use domain::code::PlatformRole;
use domain::permit::Actor;
use domain::problem::ProblemCode;
use domain::questionnaire::{Answers, Condition, Kind, Question, Questionnaire, Words};
use domain::value::{ApplicationId, CallId};
use store::{Refusal, SavedSection, section_fingerprint};

use crate::application::{Case, drafting, fixed, get, open_by, platform, step, submit};
use crate::support::{Bench, on_both};

/// A call that asks the suggested questions, with those who write and publish them.
async fn asking(bench: &Bench) -> (CallId, Actor, Actor) {
    let approver = platform(bench, PlatformRole::OfficerApprover).await;
    let writer = platform(bench, PlatformRole::Officer).await;
    let call = open_by(bench, &approver).await;
    let questions = Questionnaire::suggested();
    bench.store.save_form(&writer, call, 0, &questions).await.unwrap();
    assert_eq!(bench.store.publish_form(&approver, call, 1).await.unwrap(), 1);
    (call, writer, approver)
}

fn by_label<'a>(form: &'a Questionnaire, label: &str) -> &'a Question {
    form.questions()
        .find(|question| question.label.ja.starts_with(label))
        .unwrap()
}

/// Answers to everything that is asked, different for every number.
fn answers(form: &Questionnaire, number: usize) -> Answers {
    let mut given = BTreeMap::new();
    for question in form.questions() {
        let choices: Vec<_> = question.kind.choices().into_iter().map(|choice| choice.code).collect();
        let values = match &question.kind {
            Kind::Many { .. } => vec![choices[0].clone(), choices[1 + number % 4].clone()],
            Kind::YesNo | Kind::One { .. } => vec![choices[number % 2].clone()],
            Kind::Amount { .. } => vec![format!("{}万円", number + 1)],
            _ => vec![format!("{}への回答 その{number}", question.label.ja)],
        };
        given.insert(question.key.clone(), values);
    }
    Answers {
        version: 1,
        given,
        aside: vec![],
    }
}

/// Every value of every answer, wherever it stands.
fn all(answers: &Answers) -> Vec<String> {
    let aside = answers.aside.iter().map(|kept| &kept.values);
    let mut values: Vec<_> = answers.given.values().chain(aside).flatten().cloned().collect();
    values.sort();
    values
}

/// The second version: one question gone, one replaced, one of another kind, one new and required.
fn renewed(old: &Questionnaire) -> Questionnaire {
    let mut new = old.clone();
    let (reason, how, amount) = (
        by_label(old, "単独では").key.clone(),
        by_label(old, "工夫の内容").key.clone(),
        by_label(old, "その補助金の額").key.clone(),
    );
    let fresh = new.fresh('q');
    let support = by_label(old, "中小規模の組合の負担").key.clone();
    for section in &mut new.sections {
        section.questions.retain(|question| question.key != reason);
        for question in &mut section.questions {
            if question.key == how {
                question.key.clone_from(&fresh);
                question.label = Words::new("負担を軽くする方法", "");
                question.replaces = vec![how.clone()];
                question.condition = Some(Condition {
                    key: support.clone(),
                    choices: vec![Kind::YES.into()],
                });
            }
            if question.key == amount {
                question.kind = Kind::YesNo;
            }
        }
    }
    let key = new.fresh('q');
    new.sections[0].questions.push(Question {
        key,
        label: Words::new("共同化で見込む人数", ""),
        help: Words::default(),
        required: true,
        kind: Kind::Number {
            min: 1,
            max: 1_000_000,
            unit: Words::new("人", ""),
        },
        condition: None,
        replaces: vec![],
    });
    assert_eq!(new.faults(), []);
    new
}

async fn publish(bench: &Bench, call: CallId, (writer, approver): (&Actor, &Actor), form: &Questionnaire) -> u32 {
    bench.store.save_form(writer, call, 0, form).await.unwrap();
    bench.store.publish_form(approver, call, 1).await.unwrap()
}

/// Saves the answers of every part.
async fn save(bench: &Bench, case: &Case, id: ApplicationId, answers: &Answers) {
    let whole = get(bench, id).await;
    let form = ApplicationForm {
        answers: answers.clone(),
        ..whole.form.clone()
    };
    for section in &whole.questions.form.sections {
        let base = section_fingerprint(&get(bench, id).await.form, section);
        let saved = bench
            .store
            .save_application(&case.editor, id, (section, &base), &form, false)
            .await;
        assert_eq!(saved.unwrap(), SavedSection::Stored);
    }
}

on_both! {
    async fn 五十の下書きは新しい様式へ移り回答は一つも失われない(bench: Bench) {
        let (call, writer, approver) = asking(&bench).await;
        let old = Questionnaire::suggested();
        let mut drafts = Vec::new();
        for number in 0..50_usize {
            let (case, id) = drafting(&bench, call, 1 + u32::try_from(number).unwrap()).await;
            assert_eq!(get(&bench, id).await.questions.number, 1);
            save(&bench, &case, id, &answers(&old, number)).await;
            drafts.push((case, id));
        }
        let new = renewed(&old);
        let impact = bench.store.preview_form(call, &new).await.unwrap();
        assert_eq!(impact.drafts, 50);
        assert_eq!((impact.stay, impact.move_on, impact.aside), (50 * 4, 50, 50 * 2), "all 350 answers are accounted for");
        assert_eq!(publish(&bench, call, (&writer, &approver), &new).await, 2);
        for (number, (_, id)) in drafts.iter().enumerate() {
            let whole = get(&bench, *id).await;
            assert_eq!((whole.questions.number, whole.form.answers.version), (2, 2));
            assert_eq!(all(&whole.form.answers), all(&answers(&old, number)), "draft {number}");
            assert_eq!(whole.form.answers.aside.len(), 2, "what is gone stays readable");
            let how = by_label(&new, "負担を軽くする方法");
            assert_eq!(whole.form.answers.text(how), format!("工夫の内容への回答 その{number}"), "moved to what replaces it");
            assert_eq!(whole.renewed.len(), 5, "{:?}", whole.renewed);
        }
        // A second renewal that asks the old questions again brings the answers back.
        let again = Questionnaire { next: new.next, ..old.clone() };
        assert_eq!(publish(&bench, call, (&writer, &approver), &again).await, 3);
        for (number, (_, id)) in drafts.iter().enumerate() {
            let whole = get(&bench, *id).await;
            assert_eq!(all(&whole.form.answers), all(&answers(&old, number)), "draft {number}");
            assert_eq!(whole.form.answers.text(by_label(&old, "単独では")), format!("{}への回答 その{number}", by_label(&old, "単独では").label.ja));
        }
    }

    async fn 提出した応募は回答した版のまま残る(bench: Bench) {
        let (call, writer, approver) = asking(&bench).await;
        let old = Questionnaire::suggested();
        let (first, second) = (fixed(&bench, 1).await, fixed(&bench, 3).await);
        let (one, two) = (drafting_of(&bench, call, &first).await, drafting_of(&bench, call, &second).await);
        let gaps = step(&bench, &first.editor, one, ApplicationStep::RequestSignoff).await;
        let reason = by_label(&old, "単独では").field();
        assert!(matches!(&gaps, Err(Refusal::Problems(found)) if found.has_field(&reason)), "{gaps:?}");
        for (case, id) in [(&first, one), (&second, two)] {
            save(&bench, case, id, &answers(&old, 1)).await;
            step(&bench, &case.editor, id, ApplicationStep::RequestSignoff).await.unwrap();
        }
        submit(&bench, &first.approver, one).await.unwrap();
        let new = renewed(&old);
        publish(&bench, call, (&writer, &approver), &new).await;

        // What was sent in stays comparable; what waits for its approver has to answer the new question first.
        let sent = bench.store.find_submitted_application(one).await.unwrap().unwrap();
        assert_eq!((sent.questions.number, &sent.questions.form), (1, &old));
        assert_eq!(sent.form.answers, answers(&old, 1));
        assert_eq!(get(&bench, one).await.questions.number, 1);
        let early = submit(&bench, &second.approver, two).await;
        let people = by_label(&new, "共同化で見込む人数");
        assert!(matches!(&early, Err(Refusal::Problems(found)) if found.for_field(&people.field()).any(|found| found.code == ProblemCode::Empty)), "{early:?}");
        step(&bench, &second.approver, two, ApplicationStep::SendBackInside).await.unwrap();
        let mut given = get(&bench, two).await.form.answers;
        given.given.insert(people.key.clone(), vec!["1,200人".into()]);
        given.given.insert(by_label(&new, "その補助金の額").key.clone(), vec![Kind::NO.into()]);
        save(&bench, &second, two, &given).await;
        step(&bench, &second.editor, two, ApplicationStep::RequestSignoff).await.unwrap();
        submit(&bench, &second.approver, two).await.unwrap();
        let kept = bench.store.list_submissions(two).await.unwrap().remove(0).content;
        assert_eq!((kept.questions.number, &kept.questions.form), (2, &new));
        assert!(kept.content.replies.iter().any(|(key, _)| *key == people.key), "{:?}", kept.content.replies);
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 前の版の画面から送られた回答も取り置かれる(bench: Bench) {
        let (call, writer, approver) = asking(&bench).await;
        let old = Questionnaire::suggested();
        let (case, id) = drafting(&bench, call, 1).await;
        let seen = get(&bench, id).await;
        publish(&bench, call, (&writer, &approver), &renewed(&old)).await;
        // The page was open all the time: its text belongs to the first version.
        let form = ApplicationForm { answers: answers(&old, 7), ..seen.form };
        let saved = bench.store.save_application(&case.editor, id, (&old.sections[0], "old"), &form, true).await;
        assert_eq!(saved.unwrap(), SavedSection::Stored);
        let now = get(&bench, id).await.form.answers;
        assert_eq!(now.version, 2);
        let effects = by_label(&old, "共同で行うこと");
        assert_eq!(now.values(effects), answers(&old, 7).values(effects));
        assert_eq!(now.aside.len(), 1, "its question is gone, the answer is not");
        assert_eq!(now.aside[0].values, answers(&old, 7).values(by_label(&old, "単独では")));
        assert_eq!(now.given.len(), 1, "other pages are left alone");
    }
}

/// An application of a case without answers.
async fn drafting_of(bench: &Bench, call: CallId, case: &Case) -> ApplicationId {
    bench
        .store
        .start_application(&case.editor, call, case.consortium, &case.form())
        .await
        .unwrap()
}

on_both! {
    async fn コメントは構成組合の人だけが書き読み片づける(bench: Bench) {
        let (call, writer, _) = asking(&bench).await;
        let case = fixed(&bench, 1).await;
        let id = drafting_of(&bench, call, &case).await;
        let store = &bench.store;
        let stranger = bench.staff(bench.society(9).await, domain::code::OrgRole::Approver).await;
        for outsider in [&stranger, &writer] {
            let refused = store.comment_on_application(outsider, id, "outline", "見えません").await;
            assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
        }
        let nowhere = store.comment_on_application(&case.editor, id, "s99", "どこにもない頁").await;
        assert!(matches!(nowhere, Err(Refusal::NotFound)), "{nowhere:?}");
        let empty = store.comment_on_application(&case.editor, id, "outline", " ").await;
        assert!(matches!(&empty, Err(Refusal::Problems(found)) if found.has_field("body")), "{empty:?}");
        store.comment_on_application(&case.member_actor, id, "outline", "期間は年度内ですか。").await.unwrap();
        let comments = store.list_application_comments(id).await.unwrap();
        assert_eq!((comments.len(), comments[0].part.as_str(), comments[0].society), (1, "outline", case.member));
        let told = store.list_notices(case.editor.user().unwrap(), store::NoticeFilter::All, 1).await.unwrap();
        assert!(told.iter().any(|line| matches!(line.notice, domain::notice::Notice::Application { news: domain::application::ApplicationNews::Commented, .. })), "the lead is told");
        let foreign = store.settle_application_comment(&case.editor, id, comments[0].id + 1, true).await;
        assert!(matches!(foreign, Err(Refusal::NotFound)), "{foreign:?}");
        for settled in [true, false] {
            store.settle_application_comment(&case.editor, id, comments[0].id, settled).await.unwrap();
            let now = store.list_application_comments(id).await.unwrap();
            assert_eq!(now[0].resolved_at.is_some(), settled);
        }
        assert_eq!(store.list_applications_with(case.consortium).await.unwrap(), [id]);
        assert_eq!(store.check().await.unwrap(), []);
    }
}
