//! What members of a consortium do together: documents, work, decisions, calendar, messages, history.

use domain::Lang;
use domain::consortium::AgendaKind;
use domain::notice::Notice;

/// The texts; see the values for what each says.
pub struct WorkText {
    pub documents: &'static str,
    pub documents_lead: &'static str,
    pub documents_none: &'static str,
    pub documents_add: &'static str,
    pub documents_made: &'static str,
    pub society: &'static str,
    pub document: &'static str,
    pub version: &'static str,
    pub shared_on: &'static str,
    pub tasks: &'static str,
    pub tasks_lead: &'static str,
    pub tasks_none: &'static str,
    pub task: &'static str,
    pub assignee: &'static str,
    pub due: &'static str,
    pub task_state: &'static str,
    pub open: &'static str,
    pub overdue: &'static str,
    pub done_on: fn(&str) -> String,
    pub finish: fn(&str) -> String,
    pub assign: &'static str,
    pub assign_button: &'static str,
    pub decisions: &'static str,
    pub decisions_lead: &'static str,
    pub decisions_none: &'static str,
    pub decide: &'static str,
    pub decide_button: &'static str,
    pub votes: fn((u32, u32)) -> String,
    pub recorded_by: &'static str,
    pub calendar: &'static str,
    pub calendar_lead: &'static str,
    pub calendar_file: &'static str,
    pub day: &'static str,
    pub what: &'static str,
    pub messages: &'static str,
    pub messages_lead: &'static str,
    pub messages_none: &'static str,
    pub write: &'static str,
    pub sent: &'static str,
    pub history: &'static str,
    pub history_lead: &'static str,
    pub history_all: &'static str,
    pub only_reads: &'static str,
    pub recorded: &'static str,
    pub none: &'static str,
}

pub static JA: WorkText = WorkText {
    documents: "共有文書",
    documents_lead: "構成員が共有している文書です。構成員だけが見られます。",
    documents_none: "共有されている文書はまだありません。",
    documents_add: "文書を共有する・差し替える",
    documents_made: "登録内容から作る文書",
    society: "組合",
    document: "文書",
    version: "版",
    shared_on: "共有した日",
    tasks: "担当作業",
    tasks_lead: "だれが、いつまでに、何をするかをまとめます。担当した組合のやることにも出ます。",
    tasks_none: "担当作業はまだありません。",
    task: "作業",
    assignee: "担当",
    due: "期限",
    task_state: "状態",
    open: "未了",
    overdue: "期限を過ぎています",
    done_on: |day| format!("完了（{day}）"),
    finish: |title| format!("「{title}」を完了にする"),
    assign: "作業を決める",
    assign_button: "決めて知らせる",
    decisions: "決定事項",
    decisions_lead: "構成員で決めたことの記録です。記録は変えられません。",
    decisions_none: "決定事項の記録はまだありません。",
    decide: "決定を記録する",
    decide_button: "記録して知らせる",
    votes: |pair| format!("賛成{}・反対や保留{}", pair.0, pair.1),
    recorded_by: "記録した組合",
    calendar: "予定表",
    calendar_lead: "実施期間、担当作業の期限、決定日、公募の日程をまとめています。",
    calendar_file: "予定表を取り込む（iCalendar）",
    day: "日付",
    what: "内容",
    messages: "やりとり",
    messages_lead: "書いたことは構成員全員が読みます。",
    messages_none: "まだ何も書かれていません。",
    write: "全員に書く",
    sent: "送りました。ほかの構成員にお知らせが届きます。",
    history: "履歴",
    history_lead: "結成からの出来事です。各組合の内部の下書きは含みません。",
    history_all: "すべての経過を見る",
    only_reads: "閲覧の役割では、記録や送信はできません。",
    recorded: "記録しました。",
    none: "選ばない",
};

pub static EN: WorkText = WorkText {
    documents: "Shared documents",
    documents_lead: "Documents that members share. Only members see them.",
    documents_none: "No document is shared yet.",
    documents_add: "Share or replace documents",
    documents_made: "Documents made from what is recorded",
    society: "Society",
    document: "Document",
    version: "Version",
    shared_on: "Shared on",
    tasks: "Work",
    tasks_lead: "Who does what by when. It also stands in the task list of the society that has to do it.",
    tasks_none: "There is no work yet.",
    task: "Work",
    assignee: "Society in charge",
    due: "Last day",
    task_state: "State",
    open: "Open",
    overdue: "Overdue",
    done_on: |day| format!("Done ({day})"),
    finish: |title| format!("Mark “{title}” as done"),
    assign: "Assign work",
    assign_button: "Assign and tell",
    decisions: "Decisions",
    decisions_lead: "What the members have decided. Records cannot be changed.",
    decisions_none: "No decision is recorded yet.",
    decide: "Record a decision",
    decide_button: "Record and tell",
    votes: |pair| format!("{} for, {} against or abstaining", pair.0, pair.1),
    recorded_by: "Recorded by",
    calendar: "Calendar",
    calendar_lead: "The period, last days of work, decisions and dates of calls.",
    calendar_file: "Take the calendar over (iCalendar)",
    day: "Day",
    what: "What",
    messages: "Messages",
    messages_lead: "All members read what is written here.",
    messages_none: "Nothing has been written yet.",
    write: "Write to all",
    sent: "Sent. The other members are told.",
    history: "History",
    history_lead: "Everything since the start. Internal drafts of societies are not part of it.",
    history_all: "See the whole history",
    only_reads: "With the role of a viewer you can read only.",
    recorded: "Recorded.",
    none: "None",
};

/// What a notice says.
pub fn sentence(lang: Lang, notice: &Notice) -> String {
    match (notice, lang) {
        (Notice::AssignmentGiven { title, name, .. }, Lang::Ja) => {
            format!("「{name}」の作業「{title}」の担当になりました。")
        }
        (Notice::AssignmentGiven { title, name, .. }, Lang::En) => {
            format!("You are in charge of “{title}” in “{name}”.")
        }
        (Notice::ConsortiumMessage { from, name, .. }, Lang::Ja) => {
            format!("{from}から「{name}」の構成員にメッセージが届きました。")
        }
        (Notice::ConsortiumMessage { from, name, .. }, Lang::En) => {
            format!("{from} wrote to the members of “{name}”.")
        }
        _ => String::new(),
    }
}

/// What happens on a day.
pub const fn kind(lang: Lang, kind: AgendaKind) -> &'static str {
    match (kind, lang) {
        (AgendaKind::Begin, Lang::Ja) => "実施期間の開始",
        (AgendaKind::Begin, Lang::En) => "Period begins",
        (AgendaKind::End, Lang::Ja) => "実施期間の終了",
        (AgendaKind::End, Lang::En) => "Period ends",
        (AgendaKind::Assignment, Lang::Ja) => "作業の期限",
        (AgendaKind::Assignment, Lang::En) => "Work is due",
        (AgendaKind::Decision, Lang::Ja) => "決定",
        (AgendaKind::Decision, Lang::En) => "Decision",
        (AgendaKind::CallOpens, Lang::Ja) => "公募の受付開始",
        (AgendaKind::CallOpens, Lang::En) => "Call opens",
        (AgendaKind::CallCloses, Lang::Ja) => "公募の締切",
        (AgendaKind::CallCloses, Lang::En) => "Call closes",
    }
}
