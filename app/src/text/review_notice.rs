//! What people are told of a review, in the inbox and by mail.

use domain::Lang;
use domain::notice::Notice;
use domain::review::ReviewNews as News;

/// What happened, in one sentence.
pub fn sentence(lang: Lang, notice: &Notice) -> String {
    let Notice::Review {
        news,
        title,
        number,
        reviewer,
        ..
    } = notice
    else {
        return String::new();
    };
    match (news, lang) {
        (News::Assigned, Lang::Ja) => format!("「{title}」（{number}）の審査をお願いします。"),
        (News::Assigned, Lang::En) => format!("Please review “{title}” ({number})."),
        (News::Reopened, Lang::Ja) => format!("「{title}」（{number}）をもう一度審査してください。"),
        (News::Reopened, Lang::En) => format!("Please review “{title}” ({number}) again."),
        (News::Conflict, Lang::Ja) => format!("{reviewer}さんが「{title}」（{number}）との利害関係を申告しました。"),
        (News::Conflict, Lang::En) => {
            format!("{reviewer} has declared a conflict of interest with “{title}” ({number}).")
        }
        (News::Abstained, Lang::Ja) => format!("{reviewer}さんが「{title}」（{number}）の審査を辞退しました。"),
        (News::Abstained, Lang::En) => format!("{reviewer} abstains from reviewing “{title}” ({number})."),
    }
}

/// The label of the link of a notice.
pub const fn action(lang: Lang, news: News) -> &'static str {
    match (news, lang) {
        (News::Assigned | News::Reopened, Lang::Ja) => "審査する",
        (News::Assigned | News::Reopened, Lang::En) => "Review it",
        (News::Conflict | News::Abstained, Lang::Ja) => "審査委員を確認する",
        (News::Conflict | News::Abstained, Lang::En) => "Look at the reviewers",
    }
}
