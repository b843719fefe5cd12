//! The form that a new call begins with: what offices usually ask besides plan, budget and members (domain §2.3, §2.7). All of
//! it can be changed before the call is published.

use super::{Choice, Condition, Kind, Question, Questionnaire, Section, Words};

impl Questionnaire {
    /// A form to begin with.
    pub fn suggested() -> Self {
        let mut form = Self::default();
        let joint = joint(&mut form);
        let small = small(&mut form);
        let funding = funding(&mut form);
        form.sections = vec![joint, small, funding];
        form
    }
}

fn section(form: &mut Questionnaire, title: Words, criteria: &[&str], questions: Vec<Question>) -> Section {
    Section {
        key: form.fresh('s'),
        title,
        intro: Words::default(),
        criteria: criteria.iter().map(|code| (*code).to_owned()).collect(),
        questions,
    }
}

fn question(form: &mut Questionnaire, label: Words, help: Words, kind: Kind) -> Question {
    Question {
        key: form.fresh('q'),
        label,
        help,
        required: true,
        kind,
        condition: None,
        replaces: Vec::new(),
    }
}

fn choices(form: &mut Questionnaire, labels: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(ja, en): &(&str, &str)| Choice {
        code: form.fresh('c'),
        label: Words::new(ja, en),
    };
    labels.iter().map(choice).collect()
}

fn if_yes(earlier: &Question) -> Option<Condition> {
    Some(Condition {
        key: earlier.key.clone(),
        choices: vec![Kind::YES.to_owned()],
    })
}

fn joint(form: &mut Questionnaire) -> Section {
    let ways = choices(
        form,
        &[
            ("費用の削減", "Lower cost"),
            ("専門人材の共有", "Shared experts"),
            ("対象者数の確保", "Enough participants"),
            ("分析の精度の向上", "Better analysis"),
            ("事務の効率化", "Less paperwork"),
        ],
    );
    let effects = question(
        form,
        Words::new("共同で行うことで期待する効果", "Effects expected from joining forces"),
        Words::new("当てはまるものをすべて選んでください。", "Choose all that apply."),
        Kind::Many {
            choices: ways,
            most: None,
        },
    );
    let reason = question(
        form,
        Words::new("単独では実施が難しい理由", "Why no society could do this alone"),
        Words::new(
            "数字や過去の実績を挙げて具体的に書いてください。",
            "Give figures or earlier experience.",
        ),
        Kind::Long { max: 800 },
    );
    let title = Words::new("共同化の必要性", "Why together");
    section(form, title, &["E3"], vec![effects, reason])
}

fn small(form: &mut Questionnaire) -> Section {
    let support = question(
        form,
        Words::new(
            "中小規模の組合の負担を軽くする工夫はありますか",
            "Is the burden of small societies eased?",
        ),
        Words::default(),
        Kind::YesNo,
    );
    let mut how = question(
        form,
        Words::new("工夫の内容", "How it is eased"),
        Words::new(
            "事務の代行や負担額の軽減などを書いてください。",
            "For instance work done for them, or lower shares.",
        ),
        Kind::Long { max: 600 },
    );
    how.condition = if_yes(&support);
    let title = Words::new("中小規模の組合への配慮", "Small societies");
    section(form, title, &["E2"], vec![support, how])
}

fn funding(form: &mut Questionnaire) -> Section {
    let other = question(
        form,
        Words::new(
            "同じ事業で他の補助金を受けていますか、または申請していますか",
            "Does the program receive, or ask for, any other subsidy?",
        ),
        Words::new(
            "同じ経費に二つの補助金を使うことはできません。",
            "The same cost cannot be paid from two subsidies.",
        ),
        Kind::YesNo,
    );
    let mut name = question(
        form,
        Words::new("補助金の名称と交付する機関", "Name of the subsidy and who grants it"),
        Words::default(),
        Kind::Short { max: 120 },
    );
    name.condition = if_yes(&other);
    let mut amount = question(
        form,
        Words::new("その補助金の額", "Its amount"),
        Words::default(),
        Kind::Amount {
            min: crate::value::Yen::new(1),
            max: crate::value::Yen::new(crate::reader::MOST_YEN),
        },
    );
    amount.condition = if_yes(&other);
    let title = Words::new("他の補助金との関係", "Other subsidies");
    section(form, title, &["E6"], vec![other, name, amount])
}
