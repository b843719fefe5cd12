//! What the office is told of a batch of decisions, in the inbox and by mail.

use domain::Lang;
use domain::decision::BatchStep as Step;
use domain::notice::Notice;

/// What happened, in one sentence.
pub fn sentence(lang: Lang, notice: &Notice) -> String {
    let Notice::Decisions { title, name, step, .. } = notice else {
        return String::new();
    };
    match (step, lang) {
        (Step::Propose, Lang::Ja) => format!("採否案「{name}」（{title}）の承認が依頼されました。"),
        (Step::Propose, Lang::En) => format!("Your approval is asked for: decisions “{name}” ({title})."),
        (Step::Return, Lang::Ja) => format!("採否案「{name}」（{title}）が作成中に戻されました。"),
        (Step::Return, Lang::En) => format!("Decisions “{name}” ({title}) were returned."),
        (Step::Approve, Lang::Ja) => format!("採否案「{name}」（{title}）が承認されました。"),
        (Step::Approve, Lang::En) => format!("Decisions “{name}” ({title}) were approved."),
        (Step::Release, Lang::Ja) => format!("採否案「{name}」（{title}）の結果を申請者に通知しました。"),
        (Step::Release, Lang::En) => format!("Decisions “{name}” ({title}) were released to the applicants."),
        (Step::Cancel, Lang::Ja) => format!("採否案「{name}」（{title}）が取り消されました。"),
        (Step::Cancel, Lang::En) => format!("Decisions “{name}” ({title}) were cancelled."),
    }
}

/// The label of the link of a notice.
pub const fn action(lang: Lang, step: Step) -> &'static str {
    match (step, lang) {
        (Step::Propose, Lang::Ja) => "確認して承認する",
        (Step::Propose, Lang::En) => "Check and approve",
        (Step::Return, Lang::Ja) => "採否案を直す",
        (Step::Return, Lang::En) => "Correct the decisions",
        (_, Lang::Ja) => "採否案を見る",
        (_, Lang::En) => "See the decisions",
    }
}
