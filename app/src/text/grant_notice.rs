//! What people are told of a grant, in the inbox and by mail.

use domain::Lang;
use domain::grant_case::GrantNews as News;
use domain::notice::Notice;

/// What happened, in one sentence.
pub fn sentence(lang: Lang, notice: &Notice) -> String {
    let Notice::Grant {
        news, title, number, ..
    } = notice
    else {
        return String::new();
    };
    let what = what(lang, *news);
    match lang {
        Lang::Ja => format!("「{title}」（{number}）の交付：{what}"),
        Lang::En => format!("Grant of “{title}” ({number}): {what}"),
    }
}

fn what(lang: Lang, news: News) -> String {
    let until = |due: Option<domain::value::Day>| match (due, lang) {
        (Some(day), Lang::Ja) => format!("（期限 {}）", day.short(lang)),
        (Some(day), Lang::En) => format!(" (due {})", day.short(lang)),
        (None, _) => String::new(),
    };
    match (news, lang) {
        (News::Stepped { step, due }, _) => format!("{}{}", step.name(lang), until(due)),
        (News::Changed { step }, Lang::Ja) => format!("変更申請を「{}」", step.name(lang)),
        (News::Changed { step }, Lang::En) => format!("change, {}", step.name(lang)),
        (News::Reported { kind, step }, Lang::Ja) => format!("{}を「{}」", kind.name(lang), step.name(lang)),
        (News::Reported { kind, step }, Lang::En) => format!("{}, {}", kind.name(lang), step.name(lang)),
        (News::Asked { kind, due }, Lang::Ja) => format!("{}を提出してください{}", kind.name(lang), until(Some(due))),
        (News::Asked { kind, due }, Lang::En) => format!("please submit: {}{}", kind.name(lang), until(Some(due))),
        (News::Asset { step }, _) => step.name(lang).to_owned(),
        (News::Proposed, Lang::Ja) => "決裁を待つ提案があります".to_owned(),
        (News::Proposed, Lang::En) => "a proposal waits for your decision".to_owned(),
        (News::Dropped, Lang::Ja) => "提案が取り下げられました".to_owned(),
        (News::Dropped, Lang::En) => "the proposal was dropped".to_owned(),
    }
}

/// The label of the link of a notice.
pub const fn action(lang: Lang, news: News) -> &'static str {
    match (news, lang) {
        (News::Proposed, Lang::Ja) => "提案を確認する",
        (News::Proposed, Lang::En) => "Look at the proposal",
        (_, Lang::Ja) => "交付を見る",
        (_, Lang::En) => "Open the grant",
    }
}
