//! Questions of calls: their editor, their versions, and what becomes of answers (FORM-08).

use domain::questionnaire::{Change, Condition, Fault, Questionnaire, Words};
use domain::{Lang, Problem};

use super::field::FieldText;
use super::problem;

/// The texts; see the values for what each says.
pub struct QuestionnaireText {
    pub title: &'static str,
    pub lead: &'static str,
    pub version: fn(u32) -> String,
    pub version_waiting: fn(u32) -> String,
    pub none: &'static str,
    pub none_hint: &'static str,
    pub add_section: &'static str,
    pub edit_section: fn(&str) -> String,
    pub section: &'static str,
    pub questions: &'static str,
    pub add_question: &'static str,
    pub edit_question: &'static str,
    pub question: &'static str,
    pub up: fn(&str) -> String,
    pub down: fn(&str) -> String,
    pub remove: fn(&str) -> String,
    pub required: &'static str,
    pub optional: &'static str,
    pub asked_if: fn(&str, &str) -> String,
    pub col_question: &'static str,
    pub col_kind: &'static str,
    pub col_need: &'static str,
    pub col_action: &'static str,
    pub choices: &'static str,
    pub choices_lead: &'static str,
    pub choice: fn(usize) -> String,
    pub more_choices: &'static str,
    pub limits: &'static str,
    pub limits_lead: &'static str,
    pub no_conditions: &'static str,
    pub save: &'static str,
    pub back: &'static str,
    pub saved: &'static str,
    pub publish: &'static str,
    pub publish_lead: &'static str,
    pub impact: fn(usize) -> String,
    pub impact_answers: fn(usize, usize, usize) -> String,
    pub publish_button: &'static str,
    pub published: fn(u32) -> String,
    pub discard: &'static str,
    pub discarded: &'static str,
    pub differences: &'static str,
    pub no_differences: &'static str,
    pub col_change: &'static str,
    pub faults: &'static str,
    pub second_person: &'static str,
    pub only_approver: &'static str,
    pub frozen: &'static str,
    pub criteria: &'static str,
    pub replaces_none: &'static str,
}

pub static JA: QuestionnaireText = QuestionnaireText {
    title: "応募の質問（様式）",
    lead: "事業計画書や経費のほかに、この公募だけで聞くことを決めます。",
    version: |number| format!("公開中：第{number}版"),
    version_waiting: |number| format!("第{number}版を編集しています。公開するまで応募者には見えません。"),
    none: "質問はまだありません",
    none_hint: "項目を加え、その中に質問を加えてください。質問がなければ、この公募だけの記入欄は出ません。",
    add_section: "項目を加える",
    edit_section: |title| format!("「{title}」の見出しと説明を変える"),
    section: "質問の項目",
    questions: "質問",
    add_question: "質問を加える",
    edit_question: "質問を変える",
    question: "質問",
    up: |what| format!("「{what}」を上へ"),
    down: |what| format!("「{what}」を下へ"),
    remove: |what| format!("「{what}」を削除"),
    required: "必須",
    optional: "任意",
    asked_if: |question, choices| format!("「{question}」に「{choices}」と答えたときだけ聞きます。"),
    col_question: "質問",
    col_kind: "種類",
    col_need: "必須",
    col_action: "操作",
    choices: "選択肢",
    choices_lead: "「一つ選ぶ」「いくつでも選ぶ」のときに使います。空欄の行は無視されます。",
    choice: |row| format!("選択肢{row}"),
    more_choices: "保存すると、空の行が加わります。",
    limits: "答えの範囲",
    limits_lead: "選んだ種類に当てはまる欄だけが使われます。",
    no_conditions: "前に選択式の質問がないので、条件は付けられません。",
    save: "保存する",
    back: "質問の一覧へ戻る",
    saved: "保存しました。",
    publish: "新しい版の公開",
    publish_lead: "公開すると、下書き中の応募は次に開いたときに新しい版へ移ります。",
    impact: |drafts| format!("影響する下書き {drafts}件"),
    impact_answers: |stay, moved, aside| {
        format!("回答のうち{stay}件はそのまま、{moved}件は別の質問へ移り、{aside}件は旧様式の記入内容として残ります。")
    },
    publish_button: "新しい版を公開する",
    published: |number| format!("第{number}版を公開しました。"),
    discard: "編集中の版を取り消す",
    discarded: "編集中の版を取り消しました。",
    differences: "公開中の版から変わるところ",
    no_differences: "公開中の版から変わったところはありません。",
    col_change: "変更",
    faults: "公開する前に直すところ",
    second_person: "最後に変更した人は公開できません。別の決裁者が公開します。",
    only_approver: "公開できるのは決裁者です。",
    frozen: "終了した公募の質問は変えられません。",
    criteria: "この項目に関わる評価項目",
    replaces_none: "公開中の版で削除した質問はありません。",
};

pub static EN: QuestionnaireText = QuestionnaireText {
    title: "Questions of the call",
    lead: "What only this call asks, besides plan and budget.",
    version: |number| format!("Public: version {number}"),
    version_waiting: |number| format!("You are editing version {number}. Applicants see it once it is published."),
    none: "There are no questions yet",
    none_hint: "Add a part and then questions in it. Without questions, applicants see no such part.",
    add_section: "Add a part",
    edit_section: |title| format!("Change heading and words of “{title}”"),
    section: "Part of the questions",
    questions: "Questions",
    add_question: "Add a question",
    edit_question: "Change a question",
    question: "Question",
    up: |what| format!("Move “{what}” up"),
    down: |what| format!("Move “{what}” down"),
    remove: |what| format!("Delete “{what}”"),
    required: "required",
    optional: "optional",
    asked_if: |question, choices| format!("Asked only if the answer to “{question}” is “{choices}”."),
    col_question: "Question",
    col_kind: "Kind",
    col_need: "Required",
    col_action: "Action",
    choices: "Choices",
    choices_lead: "For questions where one chooses. Empty rows are ignored.",
    choice: |row| format!("Choice {row}"),
    more_choices: "Saving adds empty rows.",
    limits: "Limits of the answer",
    limits_lead: "Only what fits the chosen kind is used.",
    no_conditions: "No earlier question offers choices, so there can be no condition.",
    save: "Save",
    back: "Back to the questions",
    saved: "Saved.",
    publish: "Publish a new version",
    publish_lead: "Drafts of applications move to the new version when they are opened next.",
    impact: |drafts| format!("Drafts affected: {drafts}"),
    impact_answers: |stay, moved, aside| {
        format!("Of their answers, {stay} stay, {moved} move to another question and {aside} are kept aside to read.")
    },
    publish_button: "Publish the new version",
    published: |number| format!("Version {number} has been published."),
    discard: "Give up the version being edited",
    discarded: "The version being edited was given up.",
    differences: "What changes",
    no_differences: "Nothing differs from the public version.",
    col_change: "Change",
    faults: "To be corrected before publication",
    second_person: "Who has changed them last cannot publish them. Another approving officer does.",
    only_approver: "An approving officer publishes.",
    frozen: "Questions of a call that is over cannot be changed.",
    criteria: "Criteria that look at this part",
    replaces_none: "No question of the public version has been deleted.",
};

/// The texts of a field of the editor.
pub fn field(lang: Lang, name: &str) -> FieldText {
    let found = FIELDS.iter().find(|(known, ..)| *known == name);
    match (found, lang) {
        (Some((_, label, hint, ..)), Lang::Ja) | (Some((_, _, _, label, hint)), Lang::En) => FieldText { label, hint },
        (None, _) => FieldText { label: "", hint: "" },
    }
}

/// The sentence for a problem in the editor.
pub fn sentence(lang: Lang, found: &Problem) -> String {
    let name = found.field.as_str();
    if let Some((row, _)) = name.strip_prefix("choice").and_then(|rest| rest.split_once('_')) {
        let row = row.parse().unwrap_or(1);
        let label = match lang {
            Lang::Ja => (JA.choice)(row),
            Lang::En => (EN.choice)(row),
        };
        return problem::labelled(lang, &label, &found.code);
    }
    match (name, lang) {
        ("condition", Lang::Ja) => "条件には、一つの質問の選択肢だけを選んでください".to_owned(),
        ("condition", Lang::En) => "Condition: choose answers of one question only".to_owned(),
        _ => problem::labelled(lang, field(lang, name).label, &found.code),
    }
}

/// Field, Japanese label and hint, English label and hint.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FIELDS: &[Row] = &[
    ("title_ja", "見出し", "", "Heading in Japanese", ""),
    ("title_en", "英語の見出し", "", "Heading in English", ""),
    (
        "intro_ja",
        "説明",
        "質問の上に表示します。",
        "Words above the questions, in Japanese",
        "",
    ),
    (
        "intro_en",
        "英語の説明",
        "",
        "Words above the questions, in English",
        "",
    ),
    (
        "label_ja",
        "質問文",
        "200文字以内。",
        "Question in Japanese",
        "Up to 200 characters.",
    ),
    ("label_en", "英語の質問文", "", "Question in English", ""),
    ("help_ja", "記入のヒント", "", "Hint in Japanese", ""),
    ("help_en", "英語の記入のヒント", "", "Hint in English", ""),
    ("required", "答えの要否", "", "Need", ""),
    ("kind", "種類", "", "Kind", ""),
    (
        "characters",
        "文字数の上限",
        "文のとき。例：800",
        "Most characters",
        "For texts. For instance 800.",
    ),
    (
        "min",
        "最小の値",
        "数と金額のとき。空欄なら0。",
        "Smallest value",
        "For numbers and amounts. 0 if empty.",
    ),
    (
        "max",
        "最大の値",
        "数と金額のとき。空欄なら制限なし。",
        "Largest value",
        "For numbers and amounts. No limit if empty.",
    ),
    (
        "unit_ja",
        "単位",
        "数のとき。例：人",
        "Unit in Japanese",
        "For numbers.",
    ),
    ("unit_en", "英語の単位", "", "Unit in English", ""),
    ("from", "最初の日", "日付のとき。", "First day", "For dates."),
    ("to", "最後の日", "日付のとき。", "Last day", "For dates."),
    (
        "most",
        "選べる数の上限",
        "いくつでも選ぶとき。空欄なら制限なし。",
        "Most choices",
        "Where several can be chosen.",
    ),
    (
        "condition",
        "聞く条件",
        "選ぶと、前の質問でその答えを選んだ人だけに聞きます。選ばなければ全員に聞きます。",
        "When it is asked",
        "Only those who gave one of these answers are asked. Without a choice, everybody is.",
    ),
    (
        "replaces",
        "答えを引き継ぐ質問",
        "選ぶと、削除した質問の答えがこの質問に移ります。",
        "Takes over the answers of",
        "Answers to these deleted questions move here.",
    ),
    ("choice_ja", "日本語", "", "Japanese", ""),
    ("choice_en", "英語", "", "English", ""),
];

fn join(lang: Lang, all: &[Words]) -> String {
    let words: Vec<_> = all.iter().map(|words| words.get(lang)).collect();
    words.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    })
}

/// When a question is asked, in a sentence.
pub fn asked_if(lang: Lang, form: &Questionnaire, condition: &Condition) -> Option<String> {
    let earlier = form.question(&condition.key)?;
    let choices = earlier.kind.choices();
    let names: Vec<_> = choices
        .iter()
        .filter(|choice| condition.choices.contains(&choice.code))
        .map(|choice| choice.label.get(lang))
        .collect();
    let text = match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    };
    Some((text.asked_if)(earlier.label.get(lang), &names.join(" / ")))
}

/// A change of a question in words.
pub fn change(lang: Lang, change: &Change) -> String {
    match (change, lang) {
        (Change::Added, Lang::Ja) => "追加".to_owned(),
        (Change::Added, Lang::En) => "Added".to_owned(),
        (Change::Removed, Lang::Ja) => "削除".to_owned(),
        (Change::Removed, Lang::En) => "Removed".to_owned(),
        (Change::Replaces(words), Lang::Ja) => format!("「{}」の答えを引き継ぐ", words.get(lang)),
        (Change::Replaces(words), Lang::En) => format!("Takes over the answers of “{}”", words.get(lang)),
        (Change::Moved { from }, Lang::Ja) => format!("「{}」から移動", from.get(lang)),
        (Change::Moved { from }, Lang::En) => format!("Moved from “{}”", from.get(lang)),
        (Change::Words, Lang::Ja) => "言葉の変更".to_owned(),
        (Change::Words, Lang::En) => "Words".to_owned(),
        (Change::Required, Lang::Ja) => "必須に変更".to_owned(),
        (Change::Required, Lang::En) => "Required now".to_owned(),
        (Change::Optional, Lang::Ja) => "任意に変更".to_owned(),
        (Change::Optional, Lang::En) => "Optional now".to_owned(),
        (Change::Kind { from }, Lang::Ja) => format!("種類の変更（変更前：{}）", from.name(lang)),
        (Change::Kind { from }, Lang::En) => format!("Kind (was {})", from.name(lang)),
        (Change::Limits, Lang::Ja) => "範囲の変更".to_owned(),
        (Change::Limits, Lang::En) => "Limits".to_owned(),
        (Change::ChoicesAdded(all), Lang::Ja) => format!("選択肢の追加：{}", join(lang, all)),
        (Change::ChoicesAdded(all), Lang::En) => format!("New choices: {}", join(lang, all)),
        (Change::ChoicesRemoved(all), Lang::Ja) => format!("選択肢の削除：{}", join(lang, all)),
        (Change::ChoicesRemoved(all), Lang::En) => format!("Choices removed: {}", join(lang, all)),
        (Change::Condition, Lang::Ja) => "聞く条件の変更".to_owned(),
        (Change::Condition, Lang::En) => "When it is asked".to_owned(),
    }
}

/// Why a form cannot be published, naming where.
pub fn fault(lang: Lang, form: &Questionnaire, fault: &Fault) -> String {
    let question = |key: &str| form.question(key).map_or("", |question| question.label.get(lang));
    let section = |key: &str| form.section(key).map_or("", |section| section.title.get(lang));
    match (fault, lang) {
        (Fault::EmptySection { section: key }, Lang::Ja) => {
            format!("項目「{}」に質問を加えるか、項目を削除してください", section(key))
        }
        (Fault::EmptySection { section: key }, Lang::En) => format!("Add questions to “{}” or delete it", section(key)),
        (Fault::Untitled { .. }, Lang::Ja) => "見出しのない項目に、見出しを入力してください".to_owned(),
        (Fault::Untitled { .. }, Lang::En) => "Give a heading to the part that has none".to_owned(),
        (Fault::Twice { key }, Lang::Ja) => {
            format!("「{}」が二度使われています。片方を削除してください", question(key))
        }
        (Fault::Twice { key }, Lang::En) => format!("“{}” is there twice; delete one", question(key)),
        (Fault::NoLabel { .. }, Lang::Ja) => "質問文のない質問に、質問文を入力してください".to_owned(),
        (Fault::NoLabel { .. }, Lang::En) => "Give words to the question that has none".to_owned(),
        (Fault::Choices { question: key }, Lang::Ja) => {
            format!("「{}」の選択肢を二つ以上にしてください", question(key))
        }
        (Fault::Choices { question: key }, Lang::En) => format!("Give “{}” at least two choices", question(key)),
        (Fault::Limits { question: key }, Lang::Ja) => format!("「{}」の答えの範囲を直してください", question(key)),
        (Fault::Limits { question: key }, Lang::En) => format!("Correct the limits of “{}”", question(key)),
        (Fault::Condition { question: key }, Lang::Ja) => {
            format!(
                "「{}」の条件を、それより前にある質問の選択肢にしてください",
                question(key)
            )
        }
        (Fault::Condition { question: key }, Lang::En) => {
            format!("The condition of “{}” must point to an earlier question", question(key))
        }
        (Fault::TooMany, Lang::Ja) => "項目または質問が多すぎます。減らしてください".to_owned(),
        (Fault::TooMany, Lang::En) => "There are too many parts or questions".to_owned(),
    }
}
