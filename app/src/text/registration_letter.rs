//! What the mails about the registration of an organisation say.

use domain::Lang;

use super::letter::Words;

/// Proves the address.
pub fn confirm(lang: Lang, name: &str, organisation: &str, path: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: "メールアドレスの確認（利用登録）".into(),
            lines: vec![
                format!("{name} 様"),
                format!("{organisation}の利用登録の申請を受け付けました。"),
                "3日以内に下のページを開き、メールアドレスを確認してください。確認するまで申請は届きません。".into(),
                "心当たりがないときは、このメールを削除してください。何も登録されません。".into(),
            ],
            link: Some(("メールアドレスを確認する".into(), path.to_owned())),
        },
        Lang::En => Words {
            subject: "Confirm your e-mail address".into(),
            lines: vec![
                format!("Dear {name},"),
                format!("we have received a registration of {organisation}."),
                "Open the page below within three days to confirm your address. Until then nothing is sent on.".into(),
                "If this was not you, delete this mail. Nothing will be registered.".into(),
            ],
            link: Some(("Confirm the address".into(), path.to_owned())),
        },
    }
}

/// The address has an account.
pub fn account(lang: Lang, name: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: "利用登録について".into(),
            lines: vec![
                format!("{name} 様"),
                "このメールアドレスには、すでにアカウントがあります。新しい申請は受け付けていません。".into(),
                "ログインしてください。別の組織を登録したいときは、事務局に連絡してください。".into(),
                "心当たりがないときは、このメールを削除してください。".into(),
            ],
            link: Some(("ログインする".into(), "/login".into())),
        },
        Lang::En => Words {
            subject: "Your registration".into(),
            lines: vec![
                format!("Dear {name},"),
                "this e-mail address has an account already, so no new registration was made.".into(),
                "Please sign in. To register another organisation, ask the secretariat.".into(),
                "If this was not you, delete this mail.".into(),
            ],
            link: Some(("Sign in".into(), "/login".into())),
        },
    }
}

/// The organisation uses the portal already.
pub fn known(lang: Lang, name: &str, organisation: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: "利用登録について".into(),
            lines: vec![
                format!("{name} 様"),
                format!("{organisation}の保険者番号は、すでに利用登録されています。新しい申請は受け付けていません。"),
                "組織の管理者に、招待を依頼してください。管理者が分からないときは、事務局に連絡してください。".into(),
                "心当たりがないときは、このメールを削除してください。".into(),
            ],
            link: None,
        },
        Lang::En => Words {
            subject: "Your registration".into(),
            lines: vec![
                format!("Dear {name},"),
                format!("the insurer number of {organisation} is registered already, so no new registration was made."),
                "Ask your organisation’s administrator for an invitation, or the secretariat who that is.".into(),
                "If this was not you, delete this mail.".into(),
            ],
            link: None,
        },
    }
}

/// The secretariat declined.
pub fn declined(lang: Lang, name: &str, organisation: &str, reason: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: "利用登録の申請の結果".into(),
            lines: vec![
                format!("{name} 様"),
                format!("{organisation}の利用登録の申請は、見送りとなりました。"),
                format!("理由：{reason}"),
                "内容を直して、もう一度申請できます。".into(),
            ],
            link: Some(("もう一度申請する".into(), "/register".into())),
        },
        Lang::En => Words {
            subject: "Your registration was declined".into(),
            lines: vec![
                format!("Dear {name},"),
                format!("the registration of {organisation} was declined."),
                format!("Reason: {reason}"),
                "You can correct it and register again.".into(),
            ],
            link: Some(("Register again".into(), "/register".into())),
        },
    }
}
