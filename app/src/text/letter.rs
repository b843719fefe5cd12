//! What the portal's mails say. Each says what happened and where to go on, and nothing of the case itself.

use domain::Lang;
use domain::letter::Letter;

use super::{
    account_letter, alert_letter, application_notice, inquiry_letter, notice, people_letter, registration_letter,
};

/// A letter in words, without the layout around it.
pub struct Words {
    /// One line.
    pub subject: String,
    /// Paragraphs.
    pub lines: Vec<String>,
    /// Label and path of the link to go on.
    pub link: Option<(String, String)>,
}

/// The parts of a letter that lists things to open; none for most.
pub fn parts(letter: &Letter, lang: Lang) -> Vec<alert_letter::Part> {
    match letter {
        Letter::AlertDigest(digest) => alert_letter::parts(lang, digest),
        _ => Vec::new(),
    }
}

/// The words of a letter.
pub fn words(letter: &Letter, lang: Lang) -> Words {
    match (letter, lang) {
        (
            Letter::PasswordReset { .. }
            | Letter::EmailChange { .. }
            | Letter::EmailChangeAsked { .. }
            | Letter::EmailChanged { .. }
            | Letter::NewSignIn { .. },
            _,
        ) => account_letter::words(letter, lang),
        (
            Letter::ApplicationReceived {
                name,
                number,
                title,
                call,
                at,
                path,
            },
            lang,
        ) => application_notice::received(lang, name, (number, title, call), *at, path),
        (
            Letter::ApplicationDecided {
                name,
                number,
                title,
                call,
                path,
            },
            lang,
        ) => application_notice::result(lang, name, (number, title, call), path),
        (Letter::PasswordChanged { name }, Lang::Ja) => Words {
            subject: "パスワードを変更しました".into(),
            lines: vec![
                format!("{name} 様"),
                "パスワードが変更されました。".into(),
                "心当たりがないときは、すぐに組織の管理者か事務局に連絡してください。".into(),
            ],
            link: Some(("ログインする".into(), "/login".into())),
        },
        (Letter::PasswordChanged { name }, Lang::En) => Words {
            subject: "Your password was changed".into(),
            lines: vec![
                format!("Dear {name},"),
                "Your password has been changed.".into(),
                "If this was not you, contact your organisation’s administrator or the secretariat at once.".into(),
            ],
            link: Some(("Sign in".into(), "/login".into())),
        },
        (
            Letter::Invitation {
                organisation,
                inviter,
                path,
                until,
            },
            lang,
        ) => people_letter::invitation(lang, organisation.as_deref(), inviter.as_deref(), path, *until),
        (Letter::AlertConfirm { search, path }, lang) => alert_letter::confirm(lang, search, path),
        (Letter::AlertDigest(digest), lang) => alert_letter::digest(lang, digest),
        (Letter::RoleChanged { name, organisation }, lang) => {
            people_letter::role_changed(lang, name, organisation.as_deref())
        }
        (Letter::Removed { name, organisation }, lang) => people_letter::removed(lang, name, organisation),
        (Letter::WorkHandedOver { name, organisation }, lang) => {
            people_letter::work_handed_over(lang, name, organisation)
        }
        (Letter::AccountDisabled { name }, lang) => people_letter::account_disabled(lang, name),
        (Letter::AccountEnabled { name }, lang) => people_letter::account_enabled(lang, name),
        (Letter::Notice { name, notice, .. }, lang) => notice::letter(lang, name, notice),
        (
            Letter::NoticeDigest {
                name, pace, notices, ..
            },
            lang,
        ) => notice::digest(lang, name, *pace, notices),
        (Letter::RegistrationAccount { name }, lang) => registration_letter::account(lang, name),
        (
            Letter::RegistrationConfirm {
                name,
                organisation,
                path,
            },
            lang,
        ) => registration_letter::confirm(lang, name, organisation, path),
        (
            Letter::RegistrationDeclined {
                name,
                organisation,
                reason,
            },
            lang,
        ) => registration_letter::declined(lang, name, organisation, reason),
        (Letter::RegistrationKnown { name, organisation }, lang) => {
            registration_letter::known(lang, name, organisation)
        }
        (Letter::InquiryReceived { title, reference, path }, lang) => {
            inquiry_letter::received(lang, title, reference, path)
        }
        (
            Letter::InquiryAnswered {
                title,
                reference,
                answer,
                path,
            },
            lang,
        ) => inquiry_letter::answered(lang, title, reference, answer, path),
        (Letter::FactorAdded { name, factor }, Lang::Ja) => Words {
            subject: "ログインの方法を追加しました".into(),
            lines: vec![
                format!("{name} 様"),
                format!("ログインの方法に「{}」が追加されました。", factor.name(lang)),
                "心当たりがないときは、すぐに組織の管理者か事務局に連絡してください。".into(),
            ],
            link: Some(("ログインの方法を確かめる".into(), "/my/account/factors".into())),
        },
        (Letter::FactorAdded { name, factor }, Lang::En) => Words {
            subject: "A way to sign in was added".into(),
            lines: vec![
                format!("Dear {name},"),
                format!("This was added to your ways to sign in: {}.", factor.name(lang)),
                "If this was not you, contact your organisation’s administrator or the secretariat at once.".into(),
            ],
            link: Some(("See your ways to sign in".into(), "/my/account/factors".into())),
        },
        (Letter::FactorRemoved { name, factor }, Lang::Ja) => Words {
            subject: "ログインの方法を削除しました".into(),
            lines: vec![
                format!("{name} 様"),
                format!("ログインの方法から「{}」が削除されました。", factor.name(lang)),
                "心当たりがないときは、すぐに組織の管理者か事務局に連絡してください。".into(),
            ],
            link: Some(("ログインの方法を確かめる".into(), "/my/account/factors".into())),
        },
        (Letter::FactorRemoved { name, factor }, Lang::En) => Words {
            subject: "A way to sign in was removed".into(),
            lines: vec![
                format!("Dear {name},"),
                format!("This was removed from your ways to sign in: {}.", factor.name(lang)),
                "If this was not you, contact your organisation’s administrator or the secretariat at once.".into(),
            ],
            link: Some(("See your ways to sign in".into(), "/my/account/factors".into())),
        },
    }
}
