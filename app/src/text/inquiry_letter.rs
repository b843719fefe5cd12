//! What the mails about a question to an organiser say.

use domain::Lang;

use super::letter::Words;

/// The question has arrived.
pub fn received(lang: Lang, title: &str, reference: &str, path: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: format!("お問い合わせを受け付けました（{reference}）"),
            lines: vec![
                format!("「{title}」へのお問い合わせを受け付けました。"),
                format!("受付番号は{reference}です。"),
                "主催者からの回答は、このメールアドレスに届きます。".into(),
                "心当たりがないときは、このメールを削除してください。".into(),
            ],
            link: Some(("共同事業を見る".into(), path.to_owned())),
        },
        Lang::En => Words {
            subject: format!("We have received your question ({reference})"),
            lines: vec![
                format!("We have received your question about “{title}”."),
                format!("Its number is {reference}."),
                "The organiser’s answer will come to this address.".into(),
                "If this was not you, delete this mail.".into(),
            ],
            link: Some(("See the program".into(), path.to_owned())),
        },
    }
}

/// The organiser has answered.
pub fn answered(lang: Lang, title: &str, reference: &str, answer: &str, path: &str) -> Words {
    let said = answer.lines().map(str::to_owned);
    match lang {
        Lang::Ja => Words {
            subject: format!("お問い合わせへの回答（{reference}）"),
            lines: std::iter::once(format!("「{title}」へのお問い合わせに、主催者が回答しました。"))
                .chain(said)
                .collect(),
            link: Some(("共同事業を見る".into(), path.to_owned())),
        },
        Lang::En => Words {
            subject: format!("Answer to your question ({reference})"),
            lines: std::iter::once(format!("The organiser of “{title}” has answered your question."))
                .chain(said)
                .collect(),
            link: Some(("See the program".into(), path.to_owned())),
        },
    }
}
