//! The questions of a call inside an application: names of pages and fields, limits in words, what a renewed form means.

use domain::application::Part;
use domain::questionnaire::{Kind, Question, Questionnaire, UNLIMITED};
use domain::{Lang, Problem};

use super::{application_field, problem};

/// The texts; see the values for what each says.
pub struct QuestionPageText {
    pub hint: &'static str,
    pub renewed: fn(usize) -> String,
    pub renewed_lead: &'static str,
    pub aside: &'static str,
    pub aside_lead: &'static str,
    pub aside_version: fn(u32) -> String,
    pub not_asked: &'static str,
}

static JA: QuestionPageText = QuestionPageText {
    hint: "この公募の質問",
    renewed: |changes| format!("様式が更新されました（変更{changes}項目）"),
    renewed_lead: "記入した内容はすべて引き継ぎました。変わった質問を確認してください。",
    aside: "旧様式の記入内容（以前の質問）",
    aside_lead: "今の様式では聞かれていない質問への回答です。提出はされませんが、ここで読めます。",
    aside_version: |version| format!("第{version}版での回答"),
    not_asked: "（聞かれていません）",
};

static EN: QuestionPageText = QuestionPageText {
    hint: "Questions of this call",
    renewed: |changes| format!("The form has been renewed ({changes} changes)"),
    renewed_lead: "Everything you have written is still there. Look at the questions that have changed.",
    aside: "Answers to earlier questions",
    aside_lead: "The form no longer asks these. They are not sent in, but stay readable here.",
    aside_version: |version| format!("given to version {version}"),
    not_asked: "(not asked)",
};

impl QuestionPageText {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }
}

/// Name and hint of a page.
pub fn part(lang: Lang, part: &Part) -> (String, String) {
    match part {
        Part::Section(section) => {
            let (name, hint) = application_field::section(lang, *section);
            (name.to_owned(), hint.to_owned())
        }
        Part::Questions(section) => (
            section.title.get(lang).to_owned(),
            QuestionPageText::of(lang).hint.to_owned(),
        ),
    }
}

/// What a field is called, an answer by its question.
pub fn label(lang: Lang, questions: &Questionnaire, name: &str) -> String {
    match questions.of_field(name) {
        Some(question) => question.label.get(lang).to_owned(),
        None => application_field::label(lang, name),
    }
}

/// What to do about a problem.
pub fn sentence(lang: Lang, questions: &Questionnaire, found: &Problem) -> String {
    match questions.of_field(found.field.as_str()) {
        Some(question) => {
            let label = match lang {
                Lang::Ja => format!("「{}」", question.label.get(lang)),
                Lang::En => format!("“{}”", question.label.get(lang)),
            };
            problem::labelled(lang, &label, &found.code)
        }
        None => application_field::problem(lang, found),
    }
}

/// The hint below a question: what the office says, what can be answered, and when it is asked.
pub fn hint(lang: Lang, questions: &Questionnaire, question: &Question) -> String {
    let condition = question.condition.as_ref();
    let parts = [
        Some(question.help.get(lang).to_owned()),
        limits(lang, &question.kind),
        condition.and_then(|condition| super::questionnaire::asked_if(lang, questions, condition)),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|words| !words.is_empty()).collect();
    parts.join(match lang {
        Lang::Ja => "",
        Lang::En => " ",
    })
}

/// The limits of an answer, where they mean anything to people.
fn limits(lang: Lang, kind: &Kind) -> Option<String> {
    let range = |min: String, max: String| match lang {
        Lang::Ja => format!("{min}から{max}まで。"),
        Lang::En => format!("From {min} to {max}."),
    };
    Some(match (kind, lang) {
        (Kind::Short { max }, Lang::Ja) => format!("{max}文字以内。"),
        (Kind::Short { max }, Lang::En) => format!("Up to {max} characters."),
        (Kind::Number { min, max, .. }, _) if *max < UNLIMITED => range(min.to_string(), max.to_string()),
        (Kind::Amount { min, max }, _) if max.get() < UNLIMITED => range(min.to_string(), max.to_string()),
        (Kind::Date { from: None, to: None }, _) => return None,
        (Kind::Date { from, to }, _) => {
            let day = |day: &Option<domain::value::Day>| day.map(|day| day.format(lang)).unwrap_or_default();
            range(day(from), day(to))
        }
        (Kind::Many { most: Some(most), .. }, Lang::Ja) => format!("{most}つまで。"),
        (Kind::Many { most: Some(most), .. }, Lang::En) => format!("At most {most}."),
        _ => return None,
    })
}
