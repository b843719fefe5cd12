//! Forms of a call: answers are checked only where they are asked, and no change of a form loses one (FORM-08).

use std::collections::BTreeMap;

use domain::problem::ProblemCode;
use domain::questionnaire::{
    Answers, Change, Choice, ChoiceForm, Fault, Kind, Outcome, Question, QuestionForm, Questionnaire, Reply, Section,
    SectionForm, Version, Words, differences,
};
use domain::section_state::SectionState;
use domain::value::{Day, Yen};
use proptest::prelude::*;

fn answer(form: &Questionnaire, answers: &mut Answers, label: &str, values: &[&str]) {
    let question = form.questions().find(|it| it.label.ja == label).unwrap();
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    answers.given.insert(question.key.clone(), values);
}

fn by_label<'a>(form: &'a Questionnaire, label: &str) -> &'a Question {
    form.questions().find(|it| it.label.ja == label).unwrap()
}

const OTHER: &str = "同じ事業で他の補助金を受けていますか、または申請していますか";

fn answered(form: &Questionnaire) -> Answers {
    let mut answers = Answers::to(1);
    let Kind::Many { choices, .. } = &by_label(form, "共同で行うことで期待する効果").kind else {
        panic!("the first question offers choices")
    };
    let (first, third) = (choices[0].code.clone(), choices[2].code.clone());
    answer(form, &mut answers, "共同で行うことで期待する効果", &[&third, &first]);
    answer(
        form,
        &mut answers,
        "単独では実施が難しい理由",
        &["人数が\r\n足りない。"],
    );
    answer(
        form,
        &mut answers,
        "中小規模の組合の負担を軽くする工夫はありますか",
        &["no"],
    );
    answer(form, &mut answers, OTHER, &["yes"]);
    answer(
        form,
        &mut answers,
        "補助金の名称と交付する機関",
        &["健康づくり助成（県）"],
    );
    answer(form, &mut answers, "その補助金の額", &["１２０万円"]);
    answers
}

#[test]
fn 始めの様式は公開できる() {
    let form = Questionnaire::suggested();
    assert_eq!(form.faults(), []);
    assert_eq!(form.questions().count(), 7);
    let json = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Questionnaire>(&json).unwrap(), form);
}

#[test]
fn 聞かれた質問だけを確かめる() {
    let form = Questionnaire::suggested();
    let mut answers = answered(&form);
    let replies: BTreeMap<_, _> = form.check(&answers).unwrap().into_iter().collect();
    assert_eq!(replies.len(), 6, "what small societies are given was not asked");
    assert_eq!(
        replies[&by_label(&form, "その補助金の額").key],
        Reply::Amount(Yen::new(1_200_000))
    );
    assert_eq!(
        replies[&by_label(&form, "単独では実施が難しい理由").key],
        Reply::Text("人数が\n足りない。".into())
    );
    answer(
        &form,
        &mut answers,
        "中小規模の組合の負担を軽くする工夫はありますか",
        &["yes"],
    );
    let problems = form.check(&answers).unwrap_err();
    let how = by_label(&form, "工夫の内容").field();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems.for_field(&how).next().unwrap().code, ProblemCode::Empty);
    let small = &form.sections[1];
    assert_eq!(answers.state(small, &problems), SectionState::Started);
    assert_eq!(answers.state(&form.sections[0], &problems), SectionState::Done);
    let blank = Answers::to(1);
    assert_eq!(
        blank.state(small, &form.check(&blank).unwrap_err()),
        SectionState::Untouched
    );
}

fn read(kind: Kind, values: &[&str]) -> Result<Option<Reply>, ProblemCode> {
    let values: Vec<_> = values.iter().map(|value| (*value).to_owned()).collect();
    question("q1", kind).read(&values)
}

fn question(key: &str, kind: Kind) -> Question {
    Question {
        key: key.into(),
        label: Words::new(key, ""),
        help: Words::default(),
        required: true,
        kind,
        condition: None,
        replaces: vec![],
    }
}

fn choices(codes: &[&str]) -> Vec<Choice> {
    let choice = |code: &&str| Choice {
        code: (*code).into(),
        label: Words::new(&format!("選択肢{code}"), ""),
    };
    codes.iter().map(choice).collect()
}

#[test]
fn 種類ごとの読み方と限度() {
    let number = || Kind::Number {
        min: 1,
        max: 500,
        unit: Words::new("人", "people"),
    };
    assert_eq!(read(number(), &["１２０人"]), Ok(Some(Reply::Number(120))));
    assert_eq!(
        read(number(), &["501"]),
        Err(ProblemCode::OutOfRange { min: 1, max: 500 })
    );
    assert_eq!(read(number(), &["　"]), Ok(None));
    assert_eq!(
        read(Kind::Short { max: 3 }, &["四文字だ"]),
        Err(ProblemCode::TooLong { max: 3, now: 4 })
    );
    let day = |iso| Day::from_iso(iso).unwrap();
    let (from, to) = (Some(day("2027-04-01")), Some(day("2028-03-31")));
    assert_eq!(
        read(Kind::Date { from, to }, &["R9.4.1"]),
        Ok(Some(Reply::Date(day("2027-04-01"))))
    );
    assert_eq!(
        read(Kind::Date { from, to }, &["2027-03-31"]),
        Err(ProblemCode::DateOutside { from, to })
    );
    let many = |most| Kind::Many {
        choices: choices(&["c1", "c2", "c3"]),
        most,
    };
    assert_eq!(
        read(many(None), &["c3", "c1", "c3"]),
        Ok(Some(Reply::Chosen(vec!["c1".into(), "c3".into()])))
    );
    assert_eq!(read(many(Some(1)), &["c3", "c1"]), Err(ProblemCode::TooMany { max: 1 }));
    let one = Kind::One {
        choices: choices(&["c1", "c2"]),
    };
    assert!(matches!(read(one, &["c9"]), Err(ProblemCode::UnknownChoice { .. })));
    assert!(matches!(
        read(Kind::YesNo, &["maybe"]),
        Err(ProblemCode::UnknownChoice { .. })
    ));
}

#[test]
fn 様式の変更は差として示される() {
    let old = Questionnaire::suggested();
    assert_eq!(differences(&old, &old), []);
    let mut new = old.clone();
    let gone = new.sections[0].questions.remove(1);
    let moved = new.sections[2].questions.remove(2);
    new.sections[1].questions.push(Question {
        required: false,
        ..moved
    });
    let key = new.fresh('q');
    new.sections[0].questions.push(Question {
        replaces: vec![gone.key.clone()],
        ..question(&key, Kind::Long { max: 400 })
    });
    let found = differences(&old, &new);
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].changes, [Change::Added, Change::Replaces(gone.label.clone())]);
    let from = old.sections[2].title.clone();
    assert_eq!(found[1].changes, [Change::Moved { from }, Change::Optional]);
    assert_eq!((&found[2].key, &found[2].changes), (&gone.key, &vec![Change::Removed]));
}

#[test]
fn 答えは残る移る取り置かれる戻る() {
    let old = Questionnaire::suggested();
    let answers = answered(&old);
    let mut new = old.clone();
    let reason = new.sections[0].questions.remove(1);
    let key = new.fresh('q');
    new.sections[0].questions.push(Question {
        replaces: vec![reason.key.clone()],
        ..question(&key, Kind::Long { max: 400 })
    });
    let Kind::Many { choices, .. } = &mut new.sections[0].questions[0].kind else {
        panic!("the first question offers choices")
    };
    let dropped = choices.remove(0);
    let moved = answers.migrate(&old, &new, 2);
    assert_eq!(moved.answers.version, 2);
    assert_eq!(moved.answers.given[&key], answers.given[&reason.key]);
    assert_eq!(moved.count(|outcome| matches!(outcome, Outcome::Moved { .. })), 1);
    assert_eq!(moved.count(|outcome| *outcome == Outcome::Stays), 4);
    let [kept] = moved.answers.aside.as_slice() else {
        panic!("the choice that is gone is kept aside")
    };
    assert_eq!(kept.shown[1], dropped.label);
    assert_eq!(
        (kept.version, kept.label.ja.as_str()),
        (1, "共同で行うことで期待する効果")
    );

    let back = moved.answers.migrate(&new, &old, 3);
    assert_eq!(back.answers.given[&kept.key], answers.given[&kept.key]);
    assert_eq!(back.count(|outcome| *outcome == Outcome::Back), 1);
    let [only] = back.answers.aside.as_slice() else {
        panic!("the replacing question is gone")
    };
    assert_eq!(only.key, key);

    let versions = [(1, &old), (2, &new), (3, &old)].map(|(number, form)| Version {
        number,
        form: form.clone(),
    });
    assert_eq!(answers.follow(&versions), back.answers);
    assert_eq!(answers.follow(&versions[..1]), answers);
}

#[test]
fn 使えない様式の理由() {
    let mut form = Questionnaire::suggested();
    form.sections[1].questions.swap(0, 1);
    assert!(matches!(form.faults().as_slice(), [Fault::Condition { .. }]));
    form.sections[1].questions.clear();
    assert!(matches!(form.faults().as_slice(), [Fault::EmptySection { .. }]));
    let mut form = Questionnaire::suggested();
    form.sections[0].questions[0].kind = Kind::One {
        choices: choices(&["c1"]),
    };
    assert!(matches!(form.faults().as_slice(), [Fault::Choices { .. }]));
    let twice = form.sections[0].questions[1].clone();
    form.sections[0].questions[0] = twice;
    assert!(matches!(form.faults().as_slice(), [Fault::Twice { .. }]));
    assert_eq!(Questionnaire::default().faults(), []);
}

#[test]
fn 質問は編集欄に戻しても同じ() {
    let mut form = Questionnaire::suggested();
    for question in form.clone().questions() {
        let (typed, rows) = QuestionForm::of(question);
        assert_eq!(typed.check(&question.key, &rows, &mut form).unwrap(), *question);
    }
    let before = form.next;
    let (typed, mut rows) = QuestionForm::of(&form.sections[0].questions[0]);
    rows.remove(4);
    rows.push(ChoiceForm {
        ja: "その他".into(),
        ..ChoiceForm::default()
    });
    let changed = typed.check("q1", &rows, &mut form).unwrap();
    let Kind::Many { choices, .. } = changed.kind else {
        panic!("still choices")
    };
    assert_eq!(
        choices[4].code,
        format!("c{}", before + 1),
        "a code is never used twice"
    );
    let mut section = form.sections[0].clone();
    let typed = SectionForm::of(&section);
    typed.put(&mut section).unwrap();
    assert_eq!(section, form.sections[0]);
    assert!(
        SectionForm::default()
            .put(&mut section)
            .unwrap_err()
            .has_field("title_ja")
    );
    let wrong = QuestionForm {
        label_ja: "質問".into(),
        kind: "one".into(),
        condition: vec!["q1=c1".into(), "q2=c1".into()],
        ..QuestionForm::default()
    };
    let problems = wrong.check("q99", &[], &mut form).unwrap_err();
    assert!(
        problems.has_field("choice1_ja") && problems.has_field("condition"),
        "{problems}"
    );
}

fn kind() -> impl Strategy<Value = Kind> {
    let some = prop::sample::subsequence(vec!["c1", "c2", "c3", "c4"], 2..=4);
    prop_oneof![
        Just(Kind::Short { max: 10 }),
        Just(Kind::Long { max: 10 }),
        Just(Kind::YesNo),
        Just(Kind::Date { from: None, to: None }),
        some.clone().prop_map(|codes| Kind::One {
            choices: choices(&codes)
        }),
        some.prop_map(|codes| Kind::Many {
            choices: choices(&codes),
            most: None
        }),
    ]
}

/// A form with some of eight keys, in any order, with questions that replace others.
fn form() -> impl Strategy<Value = Questionnaire> {
    let keys: Vec<String> = (1..=8).map(|number| format!("q{number}")).collect();
    let subset = prop::sample::subsequence(keys.clone(), 0..=8).prop_shuffle();
    subset.prop_flat_map(move |chosen| {
        let replaced = prop::sample::subsequence(keys.clone(), 0..=3);
        let one = (kind(), replaced);
        prop::collection::vec(one, chosen.len()).prop_map(move |parts| {
            let make = |(key, (kind, replaces)): (&String, (Kind, Vec<String>))| Question {
                replaces,
                ..question(key, kind)
            };
            let questions = chosen.iter().zip(parts).map(make).collect();
            let section = Section {
                key: "s1".into(),
                title: Words::new("項目", ""),
                intro: Words::default(),
                criteria: vec![],
                questions,
            };
            Questionnaire {
                next: 9,
                sections: vec![section],
            }
        })
    })
}

fn values() -> impl Strategy<Value = Vec<String>> {
    let value = prop_oneof![
        Just("c1".to_owned()),
        Just("c4".to_owned()),
        Just("yes".to_owned()),
        "[あ-ん]{1,4}(\n[a-z])?"
    ];
    prop::collection::vec(value, 1..=3)
}

/// Every answer there is, with how often it is there.
fn all(answers: &Answers) -> Vec<Vec<String>> {
    let mut all: Vec<_> = answers.given.values().cloned().collect();
    all.extend(answers.aside.iter().map(|kept| kept.values.clone()));
    all.sort();
    all
}

proptest! {
    #[test]
    fn 様式が何度変わっても答えは一つも失われない(
        forms in prop::collection::vec(form(), 2..5),
        given in prop::collection::btree_map("q[1-8]", values(), 0..8),
    ) {
        let answers = Answers { version: 1, given, aside: vec![] };
        let mut now = answers.clone();
        let versions: Vec<_> = (1..).zip(&forms).map(|(number, form)| Version { number, form: form.clone() }).collect();
        for pair in versions.windows(2) {
            let moved = now.migrate(&pair[0].form, &pair[1].form, pair[1].number);
            prop_assert_eq!(all(&moved.answers), all(&now));
            let told = moved.outcomes.iter().filter(|(_, outcome)| *outcome != Outcome::Aside).count();
            prop_assert_eq!(told, moved.answers.given.len());
            for (key, values) in &moved.answers.given {
                let question = pair[1].form.question(key).unwrap();
                prop_assert!(question.kind.shows(values), "what stands at a question is shown by its input");
            }
            now = moved.answers;
        }
        prop_assert_eq!(answers.follow(&versions), now);
    }

    #[test]
    fn 前の版に書かれた答えも移った先で一つも失われない(
        forms in prop::collection::vec(form(), 2..5),
        stored in prop::collection::btree_map("q[1-8]", values(), 0..8),
        typed in prop::collection::btree_map("q[1-8]", values(), 0..4),
    ) {
        let versions: Vec<_> = (1..).zip(&forms).map(|(number, form)| Version { number, form: form.clone() }).collect();
        let mut now = Answers { version: 1, given: stored, aside: vec![] }.follow(&versions);
        let late = Answers { version: 1, given: typed, aside: vec![] }.follow(&versions);
        now.take_late(late.clone());
        let there = all(&now);
        for values in all(&late) {
            prop_assert!(there.contains(&values), "{values:?} is nowhere");
        }
        for (key, values) in &late.given {
            prop_assert_eq!(now.given.get(key), Some(values), "what was typed last stands at its question");
        }
    }

    #[test]
    fn 同じ様式への移行は何も変えない(form in form(), given in prop::collection::btree_map("q[1-8]", values(), 0..8)) {
        let first = Answers { version: 1, given, aside: vec![] }.migrate(&form, &form, 2).answers;
        let again = first.migrate(&form, &form, 2).answers;
        prop_assert_eq!(&again.given, &first.given);
        prop_assert_eq!(all(&again), all(&first));
    }

    #[test]
    fn 送られた答えはそのまま残る(values in prop::collection::vec("[あ-んa-c]{1,5}", 1..4)) {
        let form = Questionnaire::suggested();
        let section = &form.sections[0];
        let mut answers = answered(&form);
        let field = section.questions[0].field();
        let pairs: Vec<_> = values.iter().map(|value| (field.as_str(), value.as_str())).collect();
        answers.replace(section, pairs);
        prop_assert_eq!(answers.values(&section.questions[0]), values.as_slice());
        prop_assert!(answers.values(&section.questions[1]).is_empty());
        prop_assert_eq!(answers.text(&form.sections[2].questions[0]), "yes");
    }
}
