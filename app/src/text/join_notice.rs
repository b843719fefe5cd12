//! What notices about joining programs say, one sentence each.

use domain::Lang;
use domain::notice::Notice;
use domain::participation::{ParticipationStep as Step, Side};

/// What happened; empty for other notices.
pub fn sentence(lang: Lang, notice: &Notice) -> String {
    match notice {
        Notice::InquiryWaits { title, reference, .. } => match lang {
            Lang::Ja => format!("「{title}」に問い合わせが届きました（{reference}）。"),
            Lang::En => format!("There is a question about “{title}” ({reference})."),
        },
        Notice::JoinSilent { to, society, title, .. } => silent(lang, *to, society, title),
        Notice::JoinStep {
            step, society, title, ..
        } => step_sentence(lang, *step, society, title),
        _ => String::new(),
    }
}

fn silent(lang: Lang, to: Side, society: &str, title: &str) -> String {
    match (to, lang) {
        (Side::Organiser, Lang::Ja) => format!("{society}が「{title}」の回答を7日以上待っています。"),
        (Side::Organiser, Lang::En) => format!("{society} has waited for an answer about “{title}” for a week."),
        (Side::Society, Lang::Ja) => format!("「{title}」の主催者が機関決定の記録を7日以上待っています。"),
        (Side::Society, Lang::En) => format!("The organiser of “{title}” has waited for your decision for a week."),
    }
}

/// The sentence of a step.
fn step_sentence(lang: Lang, step: Step, society: &str, title: &str) -> String {
    match lang {
        Lang::Ja => match step {
            Step::Request => format!("{society}が「{title}」に参加を申し込みました。"),
            Step::Waitlist => format!("「{title}」の参加申込みがキャンセル待ちになりました。"),
            Step::Offer => format!("「{title}」への参加が承認されました。機関決定を記録してください。"),
            Step::Decline => format!("「{title}」の参加申込みは見送りとなりました。"),
            Step::Reconsider => format!("「{title}」の主催者が回答を取り消し、再び確認しています。"),
            Step::Consent => format!("{society}が「{title}」への参加を機関決定しました。"),
            Step::Confirm => format!("「{title}」への参加が確定しました。"),
            Step::Withdraw => format!("{society}が「{title}」への申込みを取り下げました。"),
            Step::Leave => format!("{society}が「{title}」から離脱しました。"),
            Step::Remove => format!("「{title}」への参加は主催者により終了しました。"),
        },
        Lang::En => match step {
            Step::Request => format!("{society} asks to join “{title}”."),
            Step::Waitlist => format!("Your request to join “{title}” is on the waiting list."),
            Step::Offer => format!("You can join “{title}”. Please record your society’s decision."),
            Step::Decline => format!("Your request to join “{title}” was declined."),
            Step::Reconsider => format!("The organiser of “{title}” took the answer back and looks again."),
            Step::Consent => format!("{society} has decided to join “{title}”."),
            Step::Confirm => format!("Your place in “{title}” is confirmed."),
            Step::Withdraw => format!("{society} has withdrawn its request to join “{title}”."),
            Step::Leave => format!("{society} has left “{title}”."),
            Step::Remove => format!("The organiser of “{title}” has ended your participation."),
        },
    }
}
