//! What people are told of an application, in the inbox and by mail.

use domain::Lang;
use domain::application::ApplicationNews as News;
use domain::decision::Outcome;
use domain::notice::Notice;
use domain::value::Instant;

use super::letter::Words;

/// What happened, in one sentence.
pub fn sentence(lang: Lang, notice: &Notice) -> String {
    let Notice::Application { news, title, .. } = notice else {
        return String::new();
    };
    match (news, lang) {
        (News::SignoffWanted, Lang::Ja) => format!("「{title}」の提出の承認が依頼されました。"),
        (News::SignoffWanted, Lang::En) => format!("Your approval is asked for: “{title}”."),
        (News::GivenBack, Lang::Ja) => format!("「{title}」が組合内で差し戻されました。"),
        (News::GivenBack, Lang::En) => format!("“{title}” was given back by the approver."),
        (News::Submitted, Lang::Ja) => format!("代表組合が「{title}」を提出しました。"),
        (News::Submitted, Lang::En) => format!("The lead society has submitted “{title}”."),
        (News::PulledBack, Lang::Ja) => format!("代表組合が「{title}」の提出を引き戻しました。"),
        (News::PulledBack, Lang::En) => format!("The lead society has pulled “{title}” back."),
        (News::Withdrawn, Lang::Ja) => format!("代表組合が「{title}」の応募を取り下げました。"),
        (News::Withdrawn, Lang::En) => format!("The lead society has withdrawn “{title}”."),
        (News::Returned { count, due }, Lang::Ja) => {
            format!(
                "「{title}」に修正のお願いが{count}件あります（回答期限 {}）。",
                due.short(lang)
            )
        }
        (News::Returned { count, due }, Lang::En) => {
            format!(
                "“{title}” was sent back with {count} requested corrections, due {}.",
                due.short(lang)
            )
        }
        (News::Extended { until }, Lang::Ja) => {
            format!("「{title}」の締切が{}に延びました。", until.format_jst(lang))
        }
        (News::Extended { until }, Lang::En) => {
            format!("The deadline of “{title}” was moved to {}.", until.format_jst(lang))
        }
        (News::Commented, Lang::Ja) => format!("「{title}」の応募にコメントが付きました。"),
        (News::Commented, Lang::En) => format!("There is a new comment on “{title}”."),
        (News::Unfinished { days, until }, Lang::Ja) => {
            format!(
                "「{title}」の提出が完了していません（締切まで{days}日、{}）。",
                until.format_jst(lang)
            )
        }
        (News::Unfinished { days, until }, Lang::En) => {
            format!(
                "“{title}” is not submitted; {days} days left, until {}.",
                until.format_jst(lang)
            )
        }
        (News::Expired, Lang::Ja) => format!("「{title}」は提出されないまま締切を過ぎました。"),
        (News::Expired, Lang::En) => format!("The deadline passed before “{title}” was submitted."),
        (News::Decided { outcome } | News::DecidedForMembers { outcome }, _) => decided(lang, title, *outcome),
    }
}

fn decided(lang: Lang, title: &str, outcome: Outcome) -> String {
    match (outcome, lang) {
        (Outcome::Adopt, Lang::Ja) => format!("「{title}」が採択されました。"),
        (Outcome::Adopt, Lang::En) => format!("“{title}” has been adopted."),
        (Outcome::OnConditions, Lang::Ja) => format!("「{title}」が条件付きで採択されました。"),
        (Outcome::OnConditions, Lang::En) => format!("“{title}” has been adopted on conditions."),
        (Outcome::Waitlist, Lang::Ja) => format!("「{title}」は補欠となりました。"),
        (Outcome::Waitlist, Lang::En) => format!("“{title}” is on the waiting list."),
        (Outcome::Reject, Lang::Ja) => format!("「{title}」は不採択となりました。"),
        (Outcome::Reject, Lang::En) => format!("“{title}” has not been adopted."),
    }
}

/// The label of the link of a notice.
pub const fn action(lang: Lang, news: News) -> &'static str {
    match (news, lang) {
        (News::SignoffWanted, Lang::Ja) => "内容を確認して承認する",
        (News::SignoffWanted, Lang::En) => "Check and approve",
        (News::Returned { .. }, Lang::Ja) => "修正する",
        (News::Returned { .. }, Lang::En) => "Correct it",
        (News::Decided { .. }, Lang::Ja) => "結果の通知を見る",
        (News::Decided { .. }, Lang::En) => "See the notice",
        (News::Submitted | News::PulledBack | News::Withdrawn | News::DecidedForMembers { .. }, Lang::Ja) => {
            "コンソーシアムを見る"
        }
        (News::Submitted | News::PulledBack | News::Withdrawn | News::DecidedForMembers { .. }, Lang::En) => {
            "See the consortium"
        }
        (_, Lang::Ja) => "応募を見る",
        (_, Lang::En) => "See the application",
    }
}

/// The receipt (FORM-17): number and moment stand in the mail itself, because it is the proof.
pub fn received(lang: Lang, name: &str, (number, title, call): (&str, &str, &str), at: Instant, path: &str) -> Words {
    let at = at.format_jst(lang);
    match lang {
        Lang::Ja => Words {
            subject: format!("提出を受け付けました（{number}）"),
            lines: vec![
                format!("{name} 様"),
                format!("「{title}」の提出を受け付けました。"),
                format!("公募：{call}"),
                format!("受付番号：{number}"),
                format!("受付日時：{at}"),
                "このメールは、受付の控えとして保存してください。".into(),
            ],
            link: Some(("受付の内容を見る".into(), path.to_owned())),
        },
        Lang::En => Words {
            subject: format!("Application received ({number})"),
            lines: vec![
                format!("Dear {name},"),
                format!("We have received “{title}”."),
                format!("Call: {call}"),
                format!("Receipt number: {number}"),
                format!("Received: {at}"),
                "Please keep this mail as your receipt.".into(),
            ],
            link: Some(("See the receipt".into(), path.to_owned())),
        },
    }
}

/// The decision is there (法8条): what it says is read after signing in.
pub fn result(lang: Lang, name: &str, (number, title, call): (&str, &str, &str), path: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: format!("審査の結果をお知らせします（{number}）"),
            lines: vec![
                format!("{name} 様"),
                format!("「{title}」の審査の結果が決まりました。"),
                format!("公募：{call}"),
                format!("受付番号：{number}"),
                "結果、金額、条件、理由は、ログインして確認してください。".into(),
                "通知書のPDFも同じ画面にあります。".into(),
            ],
            link: Some(("結果を見る".into(), path.to_owned())),
        },
        Lang::En => Words {
            subject: format!("The decision about your application ({number})"),
            lines: vec![
                format!("Dear {name},"),
                format!("“{title}” has been decided about."),
                format!("Call: {call}"),
                format!("Receipt number: {number}"),
                "Please sign in to read the decision with amount, conditions and reasons.".into(),
                "The notice as PDF is on the same page.".into(),
            ],
            link: Some(("See the decision".into(), path.to_owned())),
        },
    }
}
