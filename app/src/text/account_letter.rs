//! What the mails about signing in say.

use domain::Lang;
use domain::letter::Letter;

use super::letter::Words;
use crate::agent;

/// The words of a letter about an account; other letters have none here.
pub fn words(letter: &Letter, lang: Lang) -> Words {
    match lang {
        Lang::Ja => japanese(letter),
        Lang::En => english(letter),
    }
}

fn japanese(letter: &Letter) -> Words {
    let dear = |name: &str| format!("{name} 様");
    let ignore = || "心当たりがないときは、このメールを捨ててください。何も変わりません。".to_owned();
    match letter {
        Letter::PasswordReset { name, path } => Words {
            subject: "パスワードの再設定".into(),
            lines: vec![
                dear(name),
                "パスワードの再設定の申込みを受け付けました。".into(),
                "次のリンクを開き、新しいパスワードを設定してください。リンクは1時間、一度だけ使えます。".into(),
                ignore(),
            ],
            link: Some(("新しいパスワードを設定する".into(), path.clone())),
        },
        Letter::EmailChange { name, path } => Words {
            subject: "メールアドレスの確認".into(),
            lines: vec![
                dear(name),
                "このアドレスへの変更の申込みを受け付けました。".into(),
                "次のリンクを開くと、変更が終わります。リンクは24時間使えます。".into(),
                ignore(),
            ],
            link: Some(("このアドレスを確認する".into(), path.clone())),
        },
        Letter::EmailChangeAsked { name, new, path } => Words {
            subject: "メールアドレスの変更の申込みがありました".into(),
            lines: vec![
                dear(name),
                format!("ログインに使うアドレスを {new} に変更する申込みがありました。"),
                "ご自身で申し込まれたときは、何もする必要はありません。".into(),
                "心当たりがないときは、次のリンクで取り消してください。変更した後でも、14日間は元に戻せます。".into(),
            ],
            link: Some(("変更を取り消す".into(), path.clone())),
        },
        Letter::EmailChanged { name, new } => Words {
            subject: "メールアドレスを変更しました".into(),
            lines: vec![
                dear(name),
                format!("ログインに使うアドレスが {new} に変更されました。"),
                "心当たりがないときは、先にお送りしたメールのリンクで取り消してください。".into(),
            ],
            link: None,
        },
        Letter::NewSignIn {
            name,
            at,
            agent,
            address,
        } => Words {
            subject: "新しい端末でログインがありました".into(),
            lines: vec![
                dear(name),
                format!(
                    "{}に、{}からログインがありました。{}",
                    at.format_jst(Lang::Ja),
                    agent::words(agent, Lang::Ja),
                    from(address, "接続元は", "です。")
                ),
                "ご自身のログインなら、何もする必要はありません。".into(),
                "心当たりがないときは、すぐにパスワードを変更してください。".into(),
            ],
            link: Some(("ログイン中の端末を確かめる".into(), "/my/account/sessions".into())),
        },
        _ => nothing(),
    }
}

fn english(letter: &Letter) -> Words {
    let dear = |name: &str| format!("Dear {name},");
    let ignore = || "If this was not you, ignore this mail. Nothing will change.".to_owned();
    match letter {
        Letter::PasswordReset { name, path } => Words {
            subject: "Reset your password".into(),
            lines: vec![
                dear(name),
                "Somebody asked for a new password for your account.".into(),
                "Open the link to set one. It works once, within one hour.".into(),
                ignore(),
            ],
            link: Some(("Set a new password".into(), path.clone())),
        },
        Letter::EmailChange { name, path } => Words {
            subject: "Confirm your e-mail address".into(),
            lines: vec![
                dear(name),
                "Somebody asked to use this address for signing in.".into(),
                "Open the link to finish the change. It works for 24 hours.".into(),
                ignore(),
            ],
            link: Some(("Confirm this address".into(), path.clone())),
        },
        Letter::EmailChangeAsked { name, new, path } => Words {
            subject: "A change of your e-mail address was asked for".into(),
            lines: vec![
                dear(name),
                format!("Somebody asked to change the address you sign in with to {new}."),
                "If this was you, there is nothing to do.".into(),
                "If not, stop it with the link. It also takes the change back within 14 days.".into(),
            ],
            link: Some(("Stop the change".into(), path.clone())),
        },
        Letter::EmailChanged { name, new } => Words {
            subject: "Your e-mail address was changed".into(),
            lines: vec![
                dear(name),
                format!("The address you sign in with is now {new}."),
                "If this was not you, take it back with the link in our earlier mail.".into(),
            ],
            link: None,
        },
        Letter::NewSignIn {
            name,
            at,
            agent,
            address,
        } => Words {
            subject: "New sign-in to your account".into(),
            lines: vec![
                dear(name),
                format!(
                    "On {} somebody signed in with {}.{}",
                    at.format_jst(Lang::En),
                    agent::words(agent, Lang::En),
                    from(address, " The address was ", ".")
                ),
                "If this was you, there is nothing to do.".into(),
                "If not, change your password at once.".into(),
            ],
            link: Some(("See where you are signed in".into(), "/my/account/sessions".into())),
        },
        _ => nothing(),
    }
}

fn from(address: &str, before: &str, after: &str) -> String {
    if address.is_empty() {
        String::new()
    } else {
        format!("{before}{address}{after}")
    }
}

fn nothing() -> Words {
    Words {
        subject: String::new(),
        lines: Vec::new(),
        link: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::value::Instant;

    #[test]
    fn どの手紙も二つの言語で件名と行き先を持つ() {
        let (name, path, new) = ("佐藤".to_owned(), "/x/y".to_owned(), "h***@example.jp".to_owned());
        let letters = [
            Letter::PasswordReset {
                name: name.clone(),
                path: path.clone(),
            },
            Letter::EmailChange {
                name: name.clone(),
                path: path.clone(),
            },
            Letter::EmailChangeAsked {
                name: name.clone(),
                new: new.clone(),
                path,
            },
            Letter::EmailChanged {
                name: name.clone(),
                new,
            },
            Letter::NewSignIn {
                name,
                at: Instant::from_millis(0),
                agent: String::new(),
                address: String::new(),
            },
        ];
        for letter in &letters {
            for lang in [Lang::Ja, Lang::En] {
                let words = words(letter, lang);
                assert!(!words.subject.is_empty() && words.lines.len() >= 3, "{letter:?}");
                assert!(words.lines[0].contains("佐藤"));
            }
        }
    }
}
