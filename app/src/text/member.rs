//! The people of an organisation: list, one member, invitation form, hand-over.

use domain::handover::Item;
use domain::invitation::InvitationState;
use domain::{Lang, Problem, ProblemCode};

/// The texts; see the values for what each says.
pub struct MemberText {
    pub title: &'static str,
    pub lead: fn(&str) -> String,
    pub read_only: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub roles: &'static str,
    pub signed_in: &'static str,
    pub never: &'static str,
    pub state: &'static str,
    pub active: &'static str,
    pub suspended: &'static str,
    pub disabled: &'static str,
    pub you: &'static str,
    pub invite: &'static str,
    pub invitations: &'static str,
    pub invitations_none: &'static str,
    pub expires: &'static str,
    pub actions: &'static str,
    pub resend: &'static str,
    pub resend_of: fn(&str) -> String,
    pub withdraw: &'static str,
    pub withdraw_of: fn(&str) -> String,
    pub reason_of: fn(&str) -> String,
    pub invitation_state: [&'static str; 5],
    pub done_invited: &'static str,
    pub done_changed: &'static str,
    pub done_removed: &'static str,
    pub done_suspended: &'static str,
    pub done_resumed: &'static str,
    pub done_handed_over: &'static str,
    pub done_resent: &'static str,
    pub done_withdrawn: &'static str,
    pub not_now: &'static str,
    pub change_title: &'static str,
    pub change_hint: &'static str,
    pub change_button: &'static str,
    pub suspend_title: &'static str,
    pub suspend_lead: &'static str,
    pub suspend_button: &'static str,
    pub resume_title: &'static str,
    pub resume_lead: &'static str,
    pub resume_button: &'static str,
    pub handover_title: &'static str,
    pub handover_lead: &'static str,
    pub handover_open: &'static str,
    pub remove_title: &'static str,
    pub remove_lead: &'static str,
    pub remove_sure: &'static str,
    pub remove_button: &'static str,
    pub history: &'static str,
    pub history_none: &'static str,
    pub history_at: &'static str,
    pub history_deed: &'static str,
    pub history_actor: &'static str,
    pub history_why: &'static str,
    pub operator: &'static str,
    pub last_administrator: &'static str,
    pub invite_title: &'static str,
    pub invite_lead: fn(&str) -> String,
    pub emails: &'static str,
    pub emails_hint: &'static str,
    pub name_hint: &'static str,
    pub roles_hint: &'static str,
    pub invite_button: &'static str,
    pub back: &'static str,
    pub successor: &'static str,
    pub successor_none: &'static str,
    pub successor_invite: &'static str,
    pub items: &'static str,
    pub item: [&'static str; 4],
    pub handover_check: &'static str,
    pub preview_title: &'static str,
    pub preview_lead: fn(&str, &str) -> String,
    pub preview_programs: &'static str,
    pub preview_contacts: &'static str,
    pub preview_none: &'static str,
    pub preview_roles: &'static str,
    pub preview_place: &'static str,
    pub preview_place_ends: fn(&str) -> String,
    pub preview_stays: &'static str,
    pub handover_button: &'static str,
    pub handover_again: &'static str,
}

pub static JA: MemberText = MemberText {
    title: "メンバー",
    lead: |organisation| format!("{organisation}の担当者と権限の一覧です。"),
    read_only: "招待や権限の変更は、組織管理の権限がある方に依頼してください。",
    name: "氏名",
    email: "メールアドレス",
    roles: "権限",
    signed_in: "最終ログイン",
    never: "記録なし",
    state: "状態",
    active: "利用中",
    suspended: "所属停止中",
    disabled: "アカウント停止中",
    you: "（あなた）",
    invite: "メンバーを招待する",
    invitations: "招待",
    invitations_none: "回答を待っている招待はありません。",
    expires: "期限",
    actions: "操作",
    resend: "再送する",
    resend_of: |email| format!("{email}への招待を再送する"),
    withdraw: "取り消す",
    withdraw_of: |email| format!("{email}への招待を取り消す"),
    reason_of: |reason| format!("理由：{reason}"),
    invitation_state: ["回答待ち", "承諾済み", "辞退", "期限切れ", "取消し"],
    done_invited: "招待のメールを送りました。",
    done_changed: "権限を変更しました。次の操作から有効です。",
    done_removed: "所属を外しました。",
    done_suspended: "所属を停止しました。",
    done_resumed: "所属を再開しました。",
    done_handed_over: "業務を引き継ぎました。",
    done_resent: "招待のメールを送り直しました。前のリンクは使えません。",
    done_withdrawn: "招待を取り消しました。",
    not_now: "いまはできません。一覧で状態を確かめ、再送は5分ほど待ってから試してください。",
    change_title: "権限の変更",
    change_hint: "複数選べます。組織には、組織管理の権限を持つ方が必ず一人以上必要です。",
    change_button: "権限を変更する",
    suspend_title: "所属の停止",
    suspend_lead: "休職などの間、この組織での権限を止めます。記録は残り、いつでも再開できます。",
    suspend_button: "所属を停止する",
    resume_title: "所属の再開",
    resume_lead: "停止中の権限を、ふたたび有効にします。",
    resume_button: "所属を再開する",
    handover_title: "業務の引き継ぎ",
    handover_lead: "異動や退職のときに、担当や問合せ先、権限を後任の方へ移します。",
    handover_open: "引き継ぎを始める",
    remove_title: "所属を外す",
    remove_lead: "この組織での権限がすべてなくなります。アカウントと、これまでの記録は残ります。",
    remove_sure: "引き継ぎが済み、所属を外してよいことを確かめました",
    remove_button: "所属を外す",
    history: "履歴",
    history_none: "記録はまだありません。",
    history_at: "日時",
    history_deed: "内容",
    history_actor: "操作した人",
    history_why: "理由",
    operator: "運用担当・本人",
    last_administrator: "最後の組織管理者は外せません。先に別の方に組織管理の権限を付けてください",
    invite_title: "メンバーの招待",
    invite_lead: |organisation| {
        format!("{organisation}に招待するメールを送ります。相手が承諾するまで、権限は付きません。")
    },
    emails: "メールアドレス",
    emails_hint: "改行や読点で区切って、一度に20件まで入力できます。",
    name_hint: "宛先が一人のときだけ使います。",
    roles_hint: "閲覧は見るだけ、作成は下書きまで、承認は公開まで、組織管理はメンバーの管理ができます。",
    invite_button: "招待を送る",
    back: "メンバー一覧へ戻る",
    successor: "後任の方",
    successor_none: "引き継げるメンバーがいません。先に後任の方を招待してください。",
    successor_invite: "後任の方がまだいないときは、同じ権限で招待する",
    items: "引き継ぐもの",
    item: [
        "担当している共同事業（下書きを含む）",
        "共同事業の問合せ先メールアドレス",
        "権限",
        "引き継ぎのあと、前任の方の所属を外す",
    ],
    handover_check: "内容を確かめる",
    preview_title: "引き継ぎの確認",
    preview_lead: |from, to| format!("{from}さんから{to}さんへ、次のものを移します。まだ引き継がれていません。"),
    preview_programs: "担当が変わる共同事業",
    preview_contacts: "問合せ先が変わる共同事業",
    preview_none: "ありません。",
    preview_roles: "後任の方に加わる権限",
    preview_place: "前任の方の所属",
    preview_place_ends: |name| format!("{name}さんの所属を外します。"),
    preview_stays: "下書きの内容と履歴は、組織のものとしてそのまま残ります。",
    handover_button: "引き継ぐ",
    handover_again: "選び直す",
};

pub static EN: MemberText = MemberText {
    title: "Members",
    lead: |organisation| format!("The people of {organisation} and what they may do."),
    read_only: "Ask somebody with the role of organisation administrator to invite people or change roles.",
    name: "Name",
    email: "E-mail address",
    roles: "Roles",
    signed_in: "Last sign-in",
    never: "No record",
    state: "State",
    active: "Active",
    suspended: "Suspended here",
    disabled: "Account disabled",
    you: "(you)",
    invite: "Invite members",
    invitations: "Invitations",
    invitations_none: "No invitation is waiting for an answer.",
    expires: "Until",
    actions: "Actions",
    resend: "Send again",
    resend_of: |email| format!("Send the invitation to {email} again"),
    withdraw: "Withdraw",
    withdraw_of: |email| format!("Withdraw the invitation to {email}"),
    reason_of: |reason| format!("Reason: {reason}"),
    invitation_state: ["Waiting", "Accepted", "Declined", "Expired", "Withdrawn"],
    done_invited: "The invitations were sent.",
    done_changed: "The roles were changed, with effect at once.",
    done_removed: "The person is no longer a member.",
    done_suspended: "The membership was suspended.",
    done_resumed: "The membership was resumed.",
    done_handed_over: "The work was handed over.",
    done_resent: "The invitation was sent again. The old link no longer works.",
    done_withdrawn: "The invitation was withdrawn.",
    not_now: "This is not possible now. Check the state in the list; wait five minutes before sending again.",
    change_title: "Change roles",
    change_hint: "Choose one or more. Every organisation needs at least one organisation administrator.",
    change_button: "Change roles",
    suspend_title: "Suspend membership",
    suspend_lead: "The roles rest, for instance during a leave. Records stay, and you can resume at any time.",
    suspend_button: "Suspend",
    resume_title: "Resume membership",
    resume_lead: "The suspended roles count again.",
    resume_button: "Resume",
    handover_title: "Hand-over",
    handover_lead: "When somebody moves on, responsibilities, contacts and roles go to a successor.",
    handover_open: "Start the hand-over",
    remove_title: "Remove from the organisation",
    remove_lead: "All roles in this organisation end. The account and all records stay.",
    remove_sure: "The work is handed over, and the membership may end",
    remove_button: "Remove",
    history: "History",
    history_none: "Nothing is recorded yet.",
    history_at: "When",
    history_deed: "What",
    history_actor: "Who",
    history_why: "Why",
    operator: "Operator or the person",
    last_administrator: "The last organisation administrator must stay. Give that role to somebody else first",
    invite_title: "Invite members",
    invite_lead: |organisation| {
        format!("We send a mail that invites to {organisation}. Nobody gets a role before accepting.")
    },
    emails: "E-mail addresses",
    emails_hint: "Up to 20, one per line or separated by commas.",
    name_hint: "Used only when there is one address.",
    roles_hint: "Viewers read, editors write drafts, approvers publish, administrators manage members.",
    invite_button: "Send invitations",
    back: "Back to the members",
    successor: "Successor",
    successor_none: "There is no member who could take over. Invite the successor first.",
    successor_invite: "No successor yet? Invite one with the same roles",
    items: "What is handed over",
    item: [
        "Programs in this person’s care, drafts included",
        "Contact address of programs",
        "Roles",
        "Afterwards, end the leaving person’s membership",
    ],
    handover_check: "Check",
    preview_title: "Check the hand-over",
    preview_lead: |from, to| format!("The following goes from {from} to {to}. Nothing has been handed over yet."),
    preview_programs: "Programs with a new person in charge",
    preview_contacts: "Programs with a new contact",
    preview_none: "None.",
    preview_roles: "Roles the successor gets",
    preview_place: "The leaving person’s membership",
    preview_place_ends: |name| format!("The membership of {name} ends."),
    preview_stays: "Drafts and history belong to the organisation and stay as they are.",
    handover_button: "Hand over",
    handover_again: "Choose again",
};

impl MemberText {
    /// The word for a state of an invitation.
    pub fn invitation(&self, state: InvitationState) -> &'static str {
        let position = InvitationState::ALL.iter().position(|it| *it == state);
        position
            .and_then(|at| self.invitation_state.get(at))
            .copied()
            .unwrap_or_default()
    }

    /// The words for an item of a hand-over.
    pub fn item(&self, item: Item) -> &'static str {
        let position = Item::ALL.iter().position(|it| *it == item);
        position.and_then(|at| self.item.get(at)).copied().unwrap_or_default()
    }
}

/// The sentence for a problem of an invitation, of roles or of a hand-over.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    match lang {
        Lang::Ja => japanese(problem),
        Lang::En => english(problem),
    }
}

fn japanese(problem: &Problem) -> String {
    match (problem.field.as_str(), &problem.code) {
        ("emails" | "email", ProblemCode::Empty) => "メールアドレスを入力してください".into(),
        ("emails" | "email", ProblemCode::UnknownChoice { value }) => {
            format!("{value}は、すでに登録済みか招待済みです。一覧で確かめてください")
        }
        ("emails", ProblemCode::TooMany { max }) => {
            format!("一度の入力と回答待ちの招待は、それぞれ{max}件までです。招待を減らしてください")
        }
        ("emails" | "email", _) => "メールアドレスを正しい形で入力してください（例：hoken@example.jp）".into(),
        ("name", ProblemCode::Empty) => "氏名を入力してください".into(),
        ("name", _) => "氏名は60文字以内で入力してください".into(),
        ("roles" | "platform", _) => "権限を一つ以上選んでください".into(),
        ("successor", _) => "この組織のメンバーから、後任の方を選んでください".into(),
        ("items", _) => "引き継ぐものを一つ以上選んでください".into(),
        ("sure", _) => "所属を外してよいことを確かめ、チェックを入れてください".into(),
        ("why", _) => "理由を入力してください".into(),
        ("from", _) => "監査の初日を日付で入力してください（例：2026/4/1）".into(),
        ("until", ProblemCode::DateBefore { .. }) => "監査の末日は初日以降の日付にしてください".into(),
        ("until", _) => "監査の末日を日付で入力してください（例：2026/9/30）".into(),
        ("years", _) => "年度は「2026」や「令和8年度」のように入力してください".into(),
        ("organisations", _) => "組織の番号は、数字を空白で区切って入力してください".into(),
        _ => "入力内容を確かめてください".into(),
    }
}

fn english(problem: &Problem) -> String {
    match (problem.field.as_str(), &problem.code) {
        ("emails" | "email", ProblemCode::Empty) => "Enter an e-mail address".into(),
        ("emails" | "email", ProblemCode::UnknownChoice { value }) => {
            format!("{value} is registered or invited already; please check the list")
        }
        ("emails", ProblemCode::TooMany { max }) => {
            format!("At most {max} addresses at a time and {max} open invitations are possible")
        }
        ("emails" | "email", _) => "Enter complete addresses, for example hoken@example.jp".into(),
        ("name", ProblemCode::Empty) => "Enter the name".into(),
        ("name", _) => "Use at most 60 characters for the name".into(),
        ("roles" | "platform", _) => "Choose at least one role".into(),
        ("successor", _) => "Choose a member of this organisation as successor".into(),
        ("items", _) => "Choose what is handed over".into(),
        ("sure", _) => "Confirm that the membership may end".into(),
        ("why", _) => "Give a reason".into(),
        ("from", _) => "Enter the first day of the audit as a date, for example 2026/4/1".into(),
        ("until", ProblemCode::DateBefore { .. }) => "The last day must not be before the first".into(),
        ("until", _) => "Enter the last day of the audit as a date, for example 2026/9/30".into(),
        ("years", _) => "Enter fiscal years such as 2026".into(),
        ("organisations", _) => "Enter the numbers of organisations, separated by spaces".into(),
        _ => "Please check the input".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どの状態とものにも言葉がある() {
        for text in [&JA, &EN] {
            for state in InvitationState::ALL {
                assert!(!text.invitation(*state).is_empty());
            }
            for item in Item::ALL {
                assert!(!text.item(*item).is_empty());
            }
        }
    }

    #[test]
    fn 何をすればよいかを書く() {
        let found = Problem {
            field: "emails".into(),
            code: ProblemCode::UnknownChoice {
                value: "a@example.jp".into(),
            },
        };
        assert_eq!(
            problem(Lang::Ja, &found),
            "a@example.jpは、すでに登録済みか招待済みです。一覧で確かめてください"
        );
    }
}
