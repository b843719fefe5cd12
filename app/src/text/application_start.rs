//! How an application begins, from an earlier one too, and more time for single applicants.

use domain::Lang;

/// The texts; see the values for what each says.
pub struct StartText {
    pub copy_choose: &'static str,
    pub copy_hint: &'static str,
    pub copy_none: &'static str,
    pub copy_from: fn(&str, &str) -> String,
    pub moved: &'static str,
    pub moved_fields: fn(&str) -> String,
    pub extend: &'static str,
    pub extend_lead: &'static str,
    pub extend_none: &'static str,
    pub extend_who: &'static str,
    pub extend_day: &'static str,
    pub extend_time: &'static str,
    pub extend_reason: &'static str,
    pub extend_reason_hint: &'static str,
    pub extend_button: &'static str,
    pub extend_done: &'static str,
    pub extend_waiting: &'static str,
    pub applicant: &'static str,
    pub state: &'static str,
    pub deadline: &'static str,
    pub extended: &'static str,
}

static JA: StartText = StartText {
    copy_choose: "何から書き始めますか",
    copy_hint: "写した内容は、日付を今年度に進めます。変わったところには印が付きます。",
    copy_none: "コンソーシアムの内容から新しく書く",
    copy_from: |title, call| format!("「{title}」（{call}）を写して書く"),
    moved: "以前の応募から写して変わったところです。確かめてください。",
    moved_fields: |fields| format!("以前の応募から写して変わったところです。確かめてください：{fields}"),
    extend: "応募者ごとの締切の延長",
    extend_lead: "やむを得ない事情がある応募者だけに、後の締切を認めます。日時と理由は記録に残り、応募者に知らせます。",
    extend_none: "まだ提出していない応募はありません",
    extend_who: "延長する応募",
    extend_day: "新しい締切日",
    extend_time: "新しい締切時刻",
    extend_reason: "延長の理由",
    extend_reason_hint: "応募者も読みます。例：回線の障害のため",
    extend_button: "締切を延長する",
    extend_done: "締切を延長し、応募者に知らせました。",
    extend_waiting: "まだ提出していない応募",
    applicant: "応募する組合",
    state: "状態",
    deadline: "締切",
    extended: "（延長済み）",
};

static EN: StartText = StartText {
    copy_choose: "What do you begin with?",
    copy_hint: "Dates of a copy move to this fiscal year. What has changed is marked.",
    copy_none: "Begin with what the consortium says",
    copy_from: |title, call| format!("Copy “{title}” ({call})"),
    moved: "Changed while it was copied from the earlier application. Please check it.",
    moved_fields: |fields| format!("Changed while it was copied from the earlier application. Please check: {fields}"),
    extend: "More time for single applicants",
    extend_lead: "A later deadline for applicants with a serious reason. Moment and reason are recorded; the applicant is told.",
    extend_none: "There are no applications that are not submitted yet",
    extend_who: "Application",
    extend_day: "New deadline, day",
    extend_time: "New deadline, time",
    extend_reason: "Reason",
    extend_reason_hint: "The applicant reads it too. For instance: line failure",
    extend_button: "Move the deadline",
    extend_done: "The deadline was moved and the applicant told.",
    extend_waiting: "Not submitted yet",
    applicant: "Society",
    state: "State",
    deadline: "Deadline",
    extended: "(extended)",
};

impl StartText {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }
}
