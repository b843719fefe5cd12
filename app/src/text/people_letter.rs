//! What the mails about invitations, roles and accounts say.

use domain::Lang;
use domain::value::Instant;

use super::letter::Words;

/// Somebody is invited. The organisation's name is all that is told about it.
pub fn invitation(lang: Lang, organisation: Option<&str>, inviter: Option<&str>, path: &str, until: Instant) -> Words {
    let site = super::Text::of(lang).site.name;
    let to = organisation.unwrap_or(site);
    let until = until.format_jst(lang);
    let link = path.to_owned();
    match lang {
        Lang::Ja => Words {
            subject: format!("{to}への招待"),
            lines: vec![
                match inviter {
                    Some(name) => format!("{name}さんが、あなたを{to}に招待しています。"),
                    None => format!("あなたは{to}に招待されています。"),
                },
                format!("内容を確かめて、{until}までに承諾するか辞退するかを選んでください。"),
                "このリンクはあなた専用です。ほかの人に転送しないでください。".into(),
                "心当たりがないときは、このメールを削除してください。承諾しない限り何も起こりません。".into(),
            ],
            link: Some(("招待を確かめる".into(), link)),
        },
        Lang::En => Words {
            subject: format!("Invitation to {to}"),
            lines: vec![
                match inviter {
                    Some(name) => format!("{name} invites you to {to}."),
                    None => format!("You are invited to {to}."),
                },
                format!("Please accept or decline by {until}."),
                "The link is for you alone. Please do not forward it.".into(),
                "If you do not know what this is about, delete this mail. Nothing happens unless you accept.".into(),
            ],
            link: Some(("See the invitation".into(), link)),
        },
    }
}

fn to(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => format!("{name} 様"),
        Lang::En => format!("Dear {name},"),
    }
}

/// Somebody has other roles than before.
pub fn role_changed(lang: Lang, name: &str, organisation: Option<&str>) -> Words {
    let place = organisation.unwrap_or(super::Text::of(lang).site.name);
    match lang {
        Lang::Ja => Words {
            subject: "権限が変わりました".into(),
            lines: vec![
                to(lang, name),
                format!("{place}でのあなたの権限が変わりました。"),
                "今の権限はマイページで確かめられます。".into(),
            ],
            link: Some(("マイページを開く".into(), "/my".into())),
        },
        Lang::En => Words {
            subject: "Your roles have changed".into(),
            lines: vec![
                to(lang, name),
                format!("Your roles at {place} have changed."),
                "My page shows what you may do now.".into(),
            ],
            link: Some(("Open my page".into(), "/my".into())),
        },
    }
}

/// Somebody's place has ended or rests.
pub fn removed(lang: Lang, name: &str, organisation: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: "所属が解除されました".into(),
            lines: vec![
                to(lang, name),
                format!("{organisation}の担当者としての所属が、解除または停止されました。"),
                "アカウントは残っています。心当たりがないときは、組織の管理者に連絡してください。".into(),
            ],
            link: Some(("マイページを開く".into(), "/my".into())),
        },
        Lang::En => Words {
            subject: "Your place has ended".into(),
            lines: vec![
                to(lang, name),
                format!("Your place at {organisation} has ended or rests."),
                "Your account remains. If this surprises you, contact the organisation’s administrator.".into(),
            ],
            link: Some(("Open my page".into(), "/my".into())),
        },
    }
}

/// Somebody has taken over a colleague's work.
pub fn work_handed_over(lang: Lang, name: &str, organisation: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: "業務を引き継ぎました".into(),
            lines: vec![
                to(lang, name),
                format!("{organisation}の業務が、あなたに引き継がれました。"),
                "担当する共同事業は、マイページから確かめられます。".into(),
            ],
            link: Some(("自組合の共同事業を開く".into(), "/my/programs".into())),
        },
        Lang::En => Words {
            subject: "Work was handed over to you".into(),
            lines: vec![
                to(lang, name),
                format!("Work at {organisation} was handed over to you."),
                "My page leads to the programs.".into(),
            ],
            link: Some(("Open my programs".into(), "/my/programs".into())),
        },
    }
}

/// An account was disabled.
pub fn account_disabled(lang: Lang, name: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: "アカウントを停止しました".into(),
            lines: vec![
                to(lang, name),
                "あなたのアカウントは停止され、ログインできなくなりました。".into(),
                "理由を知りたいときは、事務局に連絡してください。".into(),
            ],
            link: None,
        },
        Lang::En => Words {
            subject: "Your account was disabled".into(),
            lines: vec![
                to(lang, name),
                "Your account was disabled, and you can no longer sign in.".into(),
                "Contact the secretariat to learn why.".into(),
            ],
            link: None,
        },
    }
}

/// A disabled account was enabled again.
pub fn account_enabled(lang: Lang, name: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: "アカウントを再開しました".into(),
            lines: vec![to(lang, name), "ふたたびログインできます。".into()],
            link: Some(("ログインする".into(), "/login".into())),
        },
        Lang::En => Words {
            subject: "Your account works again".into(),
            lines: vec![to(lang, name), "You can sign in again.".into()],
            link: Some(("Sign in".into(), "/login".into())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 招待のメールは組織と期限と専用のリンクだけを伝える() {
        let until = Instant::from_millis(1_776_211_200_000);
        let words = invitation(
            Lang::Ja,
            Some("架空健康保険組合"),
            Some("佐藤 花子"),
            "/invitations/0f",
            until,
        );
        assert_eq!(words.subject, "架空健康保険組合への招待");
        assert!(words.lines.concat().contains("佐藤 花子さん"));
        assert!(words.lines.concat().contains("令和8年4月15日"));
        assert_eq!(words.link.map(|(_, path)| path).as_deref(), Some("/invitations/0f"));
        let words = invitation(Lang::En, None, None, "/invitations/0f", until);
        assert!(words.subject.starts_with("Invitation to "));
    }
}
