//! What notices say, in the inbox and as mails. A mail says what happened and where to go on, and nothing of the case
//! itself.

use domain::Lang;
use domain::call::CallStep;
use domain::notice::{MailPace, Notice};

use super::letter::Words;
use super::{
    application_notice, consortium, consortium_work, decision_notice, grant_notice, join_notice, review_notice,
};

/// The texts of the inbox and of its settings; see the values for what each says.
pub struct NoticeText {
    pub title: &'static str,
    pub lead: &'static str,
    /// Number of unread notices, for the header.
    pub unread: fn(u64) -> String,
    pub filter_label: &'static str,
    pub filter_unread: fn(u64) -> String,
    pub filter_open: fn(u64) -> String,
    pub filter_all: fn(u64) -> String,
    pub none_unread: &'static str,
    pub none_open: &'static str,
    pub none: &'static str,
    pub none_hint: &'static str,
    pub col_pick: &'static str,
    pub col_what: &'static str,
    pub col_when: &'static str,
    pub col_state: &'static str,
    pub pick: fn(&str) -> String,
    pub is_unread: &'static str,
    pub is_open: &'static str,
    pub is_read: &'static str,
    pub is_done: &'static str,
    pub done_by: fn(&str) -> String,
    pub mark_read: &'static str,
    pub mark_done: &'static str,
    pub mark_all: &'static str,
    pub marked_read: &'static str,
    pub marked_done: &'static str,
    pub done_hint: &'static str,
    pub nothing_picked: &'static str,
    pub due: fn(&str) -> String,
    pub overdue: &'static str,
    pub settings: &'static str,
    pub settings_title: &'static str,
    pub settings_lead: &'static str,
    pub settings_security: &'static str,
    pub settings_saved: &'static str,
    pub save: &'static str,
    /// The last line of a mail, with the address that stops such mails.
    pub stop_link: fn(&str) -> String,
    pub stop_title: &'static str,
    pub stop_lead: fn(&str) -> String,
    pub stop_button: &'static str,
    pub stop_searches: &'static str,
    pub stopped: fn(&str) -> String,
    pub stopped_hint: &'static str,
    pub tasks: &'static str,
    pub tasks_none: &'static str,
    pub tasks_more: fn(u64) -> String,
    pub col_due: &'static str,
    pub col_who: &'static str,
    pub col_action: &'static str,
    pub no_due: &'static str,
    pub you: &'static str,
    pub news: &'static str,
    pub news_none: &'static str,
    pub open_all: &'static str,
}

pub static JA: NoticeText = NoticeText {
    title: "お知らせ",
    lead: "自分と自組合に関わる出来事です。対応が必要なものは、だれかが対応すると全員の一覧から消えます。",
    unread: |count| format!("未読のお知らせ{count}件"),
    filter_label: "お知らせの絞り込み",
    filter_unread: |count| format!("未読（{count}）"),
    filter_open: |count| format!("未対応（{count}）"),
    filter_all: |count| format!("すべて（{count}）"),
    none_unread: "未読のお知らせはありません。",
    none_open: "対応が必要なお知らせはありません。",
    none: "お知らせはまだありません。",
    none_hint: "申込み、回答、メッセージなどが届くと、ここに並びます。",
    col_pick: "選ぶ",
    col_what: "内容",
    col_when: "日時",
    col_state: "状態",
    pick: |what| format!("選ぶ：{what}"),
    is_unread: "未読",
    is_open: "未対応",
    is_read: "既読",
    is_done: "対応済み",
    done_by: |name| format!("対応済み（{name}さん）"),
    mark_read: "選んだものを既読にする",
    mark_done: "選んだものを対応済みにする",
    mark_all: "すべて既読にする",
    marked_read: "既読にしました。",
    marked_done: "対応済みにしました。",
    done_hint: "対応済みにすると、同じ役割の人の一覧からも消えます。",
    nothing_picked: "お知らせを一つ以上選んでください",
    due: |day| format!("期限 {day}"),
    overdue: "期限を過ぎています",
    settings: "メールの設定を変える",
    settings_title: "お知らせメールの設定",
    settings_lead: "お知らせの種類ごとに、メールで届ける頻度を選べます。お知らせの一覧には、設定に関わらずすべて並びます。",
    settings_security: "パスワードの変更など、安全に関わるメールは必ず届きます。",
    settings_saved: "メールの設定を変更しました。",
    save: "変更する",
    stop_link: |address| format!("この種類のメールを止める： {address}"),
    stop_title: "メールの配信停止",
    stop_lead: |what| format!("「{what}」のメールを止めます。ほかのメールは止まりません。"),
    stop_button: "配信を止める",
    stop_searches: "保存した条件の新着",
    stopped: |what| format!("「{what}」のメールを止めました。"),
    stopped_hint: "お知らせはマイページで引き続き読めます。メールはいつでも再開できます。",
    tasks: "やること",
    tasks_none: "いま対応が必要なことはありません。",
    tasks_more: |count| format!("やることをすべて見る（{count}件）"),
    col_due: "期限",
    col_who: "担当",
    col_action: "操作",
    no_due: "期限なし",
    you: "あなた",
    news: "お知らせ",
    news_none: "新しいお知らせはありません。",
    open_all: "お知らせをすべて見る",
};

pub static EN: NoticeText = NoticeText {
    title: "Notices",
    lead: "What concerns you and your organisation. A task leaves everybody’s list as soon as somebody has done it.",
    unread: |count| format!("Unread notices: {count}"),
    filter_label: "Which notices",
    filter_unread: |count| format!("Unread ({count})"),
    filter_open: |count| format!("To do ({count})"),
    filter_all: |count| format!("All ({count})"),
    none_unread: "You have no unread notices.",
    none_open: "Nothing is to be done.",
    none: "There are no notices yet.",
    none_hint: "Requests, answers and messages are listed here.",
    col_pick: "Select",
    col_what: "What",
    col_when: "When",
    col_state: "State",
    pick: |what| format!("Select: {what}"),
    is_unread: "Unread",
    is_open: "To do",
    is_read: "Read",
    is_done: "Done",
    done_by: |name| format!("Done by {name}"),
    mark_read: "Mark selected as read",
    mark_done: "Mark selected as done",
    mark_all: "Mark all as read",
    marked_read: "Marked as read.",
    marked_done: "Marked as done.",
    done_hint: "What you mark as done also leaves the lists of colleagues with the same role.",
    nothing_picked: "Select at least one notice",
    due: |day| format!("Due {day}"),
    overdue: "Overdue",
    settings: "Change what is mailed",
    settings_title: "Mails about notices",
    settings_lead: "Choose how often each kind of notice is mailed. Your list of notices has all of them in any case.",
    settings_security: "Mails about security, such as a changed password, always come.",
    settings_saved: "Your choice was saved.",
    save: "Save",
    stop_link: |address| format!("Stop mails of this kind: {address}"),
    stop_title: "Stop mails",
    stop_lead: |what| format!("This stops mails of the kind “{what}”. Other mails go on."),
    stop_button: "Stop these mails",
    stop_searches: "News of saved searches",
    stopped: |what| format!("Mails of the kind “{what}” were stopped."),
    stopped_hint: "You still find your notices on your page. You can have them mailed again at any time.",
    tasks: "To do",
    tasks_none: "Nothing is to be done now.",
    tasks_more: |count| format!("See all tasks ({count})"),
    col_due: "Due",
    col_who: "Who",
    col_action: "Action",
    no_due: "No date",
    you: "You",
    news: "Notices",
    news_none: "There are no new notices.",
    open_all: "See all notices",
};

/// What happened, in one sentence.
pub fn sentence(lang: Lang, notice: &Notice) -> String {
    match (notice, lang) {
        (Notice::Application { .. }, _) => application_notice::sentence(lang, notice),
        (Notice::Consortium { .. }, _) => consortium::sentence(lang, notice),
        (Notice::AssignmentGiven { .. } | Notice::ConsortiumMessage { .. }, _) => {
            consortium_work::sentence(lang, notice)
        }
        (Notice::Decisions { .. }, _) => decision_notice::sentence(lang, notice),
        (Notice::Grant { .. }, _) => grant_notice::sentence(lang, notice),
        (Notice::Review { .. }, _) => review_notice::sentence(lang, notice),
        (Notice::InquiryWaits { .. } | Notice::JoinSilent { .. } | Notice::JoinStep { .. }, _) => {
            join_notice::sentence(lang, notice)
        }
        (Notice::FileInfected { name, .. }, Lang::Ja) => {
            format!("添付した「{name}」からウイルスが見つかったため、使えないようにしました。")
        }
        (Notice::FileInfected { name, .. }, Lang::En) => {
            format!("A virus was found in “{name}”, which you attached. It was set apart.")
        }
        (Notice::FileQuarantined { name, .. }, Lang::Ja) => {
            format!("添付された「{name}」からウイルスが見つかったため、隔離しました。")
        }
        (Notice::FileQuarantined { name, .. }, Lang::En) => {
            format!("A virus was found in the attached file “{name}”. It was set apart.")
        }
        (Notice::InvitationDeclined { email, .. }, Lang::Ja) => format!("{email}への招待が辞退されました。"),
        (Notice::InvitationDeclined { email, .. }, Lang::En) => format!("The invitation to {email} was declined."),
        (Notice::MemberJoined { name, .. }, Lang::Ja) => format!("{name}さんがメンバーになりました。"),
        (Notice::MemberJoined { name, .. }, Lang::En) => format!("{name} is now a member."),
        (Notice::MessageReceived { from, title, .. }, Lang::Ja) => {
            format!("{from}からメッセージが届きました（{title}）。")
        }
        (Notice::MessageReceived { from, title, .. }, Lang::En) => format!("{from} wrote a message ({title})."),
        (Notice::CallStepped { title, step, .. }, lang) => call_step(lang, title, *step),
        (Notice::CallWaits { title, .. }, Lang::Ja) => format!("公募「{title}」の公開が依頼されました。"),
        (Notice::CallWaits { title, .. }, Lang::En) => format!("Publication of the call “{title}” is asked for."),
        (Notice::ProgramEnded { title, .. }, Lang::Ja) => format!("「{title}」が終了しました。成果を報告できます。"),
        (Notice::ProgramEnded { title, .. }, Lang::En) => format!("“{title}” has ended. You can report its results."),
        (Notice::ProgramPublished { title, .. }, Lang::Ja) => format!("「{title}」が公開されました。"),
        (Notice::ProgramPublished { title, .. }, Lang::En) => format!("“{title}” has been published."),
        (Notice::ProgramRequested { title, .. }, Lang::Ja) => format!("「{title}」の公開が申請されました。"),
        (Notice::ProgramRequested { title, .. }, Lang::En) => format!("Publication of “{title}” is asked for."),
        (Notice::ProgramResumed { title, .. }, Lang::Ja) => format!("「{title}」の公開が再開されました。"),
        (Notice::ProgramResumed { title, .. }, Lang::En) => format!("“{title}” can be seen again."),
        (Notice::ProgramReturned { title, count, .. }, Lang::Ja) => {
            format!("「{title}」に修正のお願いが{count}件あります。")
        }
        (Notice::ProgramReturned { title, count, .. }, Lang::En) => {
            format!("“{title}” was sent back with {count} requested corrections.")
        }
        (Notice::ProgramScheduled { title, at, .. }, Lang::Ja) => {
            format!("「{title}」は{}に公開されます。", at.format_jst(lang))
        }
        (Notice::ProgramScheduled { title, at, .. }, Lang::En) => {
            format!("“{title}” will be published on {}.", at.format_jst(lang))
        }
        (Notice::ProgramStale { title, .. }, Lang::Ja) => {
            format!("「{title}」は1年以上更新されていません。内容を確かめてください。")
        }
        (Notice::ProgramStale { title, .. }, Lang::En) => {
            format!("“{title}” has not been updated for more than a year. Please check it.")
        }
        (Notice::ProgramSuspended { title, .. }, Lang::Ja) => format!("「{title}」の公開が停止されました。"),
        (Notice::ProgramSuspended { title, .. }, Lang::En) => format!("“{title}” has been suspended."),
        (Notice::RegistrationWaits { organisation, .. }, Lang::Ja) => {
            format!("{organisation}から利用登録の申請が届きました。")
        }
        (Notice::RegistrationWaits { organisation, .. }, Lang::En) => {
            format!("{organisation} asks to use the portal.")
        }
    }
}

/// What to do about it: the label of the link.
pub const fn action(lang: Lang, notice: &Notice) -> &'static str {
    match (notice, lang) {
        (Notice::Application { news, .. }, _) => application_notice::action(lang, *news),
        (Notice::AssignmentGiven { .. }, Lang::Ja) => "担当作業を見る",
        (Notice::AssignmentGiven { .. }, Lang::En) => "See the work",
        (Notice::Consortium { news, .. }, _) => consortium::action(lang, *news),
        (Notice::ConsortiumMessage { .. }, Lang::Ja) => "やりとりを見る",
        (Notice::ConsortiumMessage { .. }, Lang::En) => "See the messages",
        (Notice::Decisions { step, .. }, _) => decision_notice::action(lang, *step),
        (Notice::Grant { news, .. }, _) => grant_notice::action(lang, *news),
        (Notice::Review { news, .. }, _) => review_notice::action(lang, *news),
        (Notice::InquiryWaits { .. }, Lang::Ja) => "問い合わせに回答する",
        (Notice::InquiryWaits { .. }, Lang::En) => "Answer the question",
        (Notice::JoinSilent { .. } | Notice::JoinStep { .. }, Lang::Ja) => "申込みの状況を見る",
        (Notice::JoinSilent { .. } | Notice::JoinStep { .. }, Lang::En) => "See the participation",
        (Notice::FileInfected { .. }, Lang::Ja) => "資料を差し替える",
        (Notice::FileInfected { .. }, Lang::En) => "Replace the document",
        (Notice::FileQuarantined { .. }, Lang::Ja) => "操作記録を見る",
        (Notice::FileQuarantined { .. }, Lang::En) => "See the audit log",
        (Notice::InvitationDeclined { .. } | Notice::MemberJoined { .. }, Lang::Ja) => "メンバーを確かめる",
        (Notice::InvitationDeclined { .. } | Notice::MemberJoined { .. }, Lang::En) => "See the members",
        (Notice::MessageReceived { .. }, Lang::Ja) => "メッセージを読む",
        (Notice::MessageReceived { .. }, Lang::En) => "Read the message",
        (Notice::ProgramRequested { .. }, Lang::Ja) => "申請を確認する",
        (Notice::ProgramRequested { .. }, Lang::En) => "Check the request",
        (
            Notice::ProgramEnded { .. }
            | Notice::ProgramPublished { .. }
            | Notice::ProgramResumed { .. }
            | Notice::ProgramReturned { .. }
            | Notice::ProgramScheduled { .. }
            | Notice::ProgramStale { .. }
            | Notice::ProgramSuspended { .. },
            Lang::Ja,
        ) => "共同事業を開く",
        (
            Notice::ProgramEnded { .. }
            | Notice::ProgramPublished { .. }
            | Notice::ProgramResumed { .. }
            | Notice::ProgramReturned { .. }
            | Notice::ProgramScheduled { .. }
            | Notice::ProgramStale { .. }
            | Notice::ProgramSuspended { .. },
            Lang::En,
        ) => "Open the program",
        (Notice::CallStepped { .. }, Lang::Ja) => "公募を開く",
        (Notice::CallStepped { .. }, Lang::En) => "Open the call",
        (Notice::CallWaits { .. }, Lang::Ja) => "公募を確認する",
        (Notice::CallWaits { .. }, Lang::En) => "Check the call",
        (Notice::RegistrationWaits { .. }, Lang::Ja) => "申請を審査する",
        (Notice::RegistrationWaits { .. }, Lang::En) => "Decide about the registration",
    }
}

/// What happened to a call.
fn call_step(lang: Lang, title: &str, step: CallStep) -> String {
    match (lang, step) {
        (Lang::Ja, CallStep::Schedule) => format!("公募「{title}」の公開が予約されました。"),
        (Lang::Ja, CallStep::Unschedule) => format!("公募「{title}」が下書きに戻されました。"),
        (Lang::Ja, CallStep::Open) => format!("公募「{title}」の受付が始まりました。"),
        (Lang::Ja, CallStep::Amend) => format!("公募「{title}」の内容が変更されました。"),
        (Lang::Ja, CallStep::Close) => format!("公募「{title}」の受付が終わりました。"),
        (Lang::Ja, CallStep::Reopen) => format!("公募「{title}」の締切が延長されました。"),
        (Lang::Ja, CallStep::Finish) => format!("公募「{title}」が終了しました。"),
        (Lang::Ja, CallStep::Cancel) => format!("公募「{title}」が中止されました。"),
        (Lang::En, CallStep::Schedule) => format!("The call “{title}” is going to open."),
        (Lang::En, CallStep::Unschedule) => format!("The call “{title}” is a draft again."),
        (Lang::En, CallStep::Open) => format!("The call “{title}” is open."),
        (Lang::En, CallStep::Amend) => format!("The call “{title}” has been amended."),
        (Lang::En, CallStep::Close) => format!("The call “{title}” has closed."),
        (Lang::En, CallStep::Reopen) => format!("The deadline of the call “{title}” has been moved."),
        (Lang::En, CallStep::Finish) => format!("The call “{title}” is finished."),
        (Lang::En, CallStep::Cancel) => format!("The call “{title}” has been cancelled."),
    }
}

/// The mail about one notice.
pub fn letter(lang: Lang, name: &str, notice: &Notice) -> Words {
    let sentence = sentence(lang, notice);
    let due = notice.due().map(|day| match lang {
        Lang::Ja => format!("期限は{}です。", day.long_ja()),
        Lang::En => format!("Please act by {}.", day.long_en()),
    });
    let greeting = greeting(lang, name);
    Words {
        subject: sentence.trim_end_matches(['。', '.']).to_owned(),
        lines: [greeting, sentence].into_iter().chain(due).collect(),
        link: Some((action(lang, notice).to_owned(), notice.path())),
    }
}

/// The mail about the notices of a day or a week.
pub fn digest(lang: Lang, name: &str, pace: MailPace, notices: &[Notice]) -> Words {
    let (count, weekly) = (notices.len(), pace == MailPace::Weekly);
    let (subject, lead) = match (lang, weekly) {
        (Lang::Ja, false) => (format!("昨日からのお知らせ（{count}件）"), "昨日からのお知らせです。"),
        (Lang::Ja, true) => (format!("この1週間のお知らせ（{count}件）"), "この1週間のお知らせです。"),
        (Lang::En, false) => (
            format!("Notices since yesterday ({count})"),
            "What happened since yesterday:",
        ),
        (Lang::En, true) => (format!("Notices of this week ({count})"), "What happened this week:"),
    };
    let items = notices.iter().map(|notice| format!("・{}", sentence(lang, notice)));
    Words {
        subject,
        lines: [greeting(lang, name), lead.to_owned()]
            .into_iter()
            .chain(items)
            .collect(),
        link: Some((
            match lang {
                Lang::Ja => "お知らせを開く",
                Lang::En => "Open your notices",
            }
            .to_owned(),
            "/my/notices".to_owned(),
        )),
    }
}

fn greeting(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => format!("{name} 様"),
        Lang::En => format!("Dear {name},"),
    }
}
