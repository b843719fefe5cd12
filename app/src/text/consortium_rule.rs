//! What the rule panel says: each rule's numbers and each thing to be done, in words.

use domain::Lang;
use domain::consortium::panel::{Facts, Fault, Shortfall};
use domain::value::Yen;

/// The texts; see the values for what each says.
pub struct RuleText {
    pub title: &'static str,
    pub lead: &'static str,
    pub calls_none: &'static str,
    pub ready: &'static str,
    pub not_ready: fn(usize, usize) -> String,
    pub rule: &'static str,
    pub standing: &'static str,
    pub by_lead: &'static str,
    pub by: fn(&str) -> String,
    pub compare: &'static str,
    pub compare_button: &'static str,
    pub what_if: &'static str,
    pub what_if_lead: &'static str,
    pub what_if_on: &'static str,
    pub what_if_add: &'static str,
    pub what_if_drop: &'static str,
    pub what_if_button: &'static str,
    pub what_if_clear: &'static str,
    pub what_if_unknown: &'static str,
    pub moved_none: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub call: &'static str,
    pub see_all: &'static str,
}

pub static JA: RuleText = RuleText {
    title: "要件の点検",
    lead: "公募の要件と、いまの構成を照らし合わせます。",
    calls_none: "照らし合わせる公募がまだありません。",
    ready: "すべての要件を満たしています",
    not_ready: |failed, unknown| format!("満たしていない要件{failed}件、未入力{unknown}件"),
    rule: "要件",
    standing: "判定",
    by_lead: "代表組合が直せます",
    by: |n| format!("{n}が直せます"),
    compare: "比べる公募",
    compare_button: "点検する",
    what_if: "構成を変えて試す",
    what_if_lead: "保存しません。加える組合は、名称か保険者番号で指定します。",
    what_if_on: "試算の結果です。保存していません。",
    what_if_add: "加える組合",
    what_if_drop: "外す組合",
    what_if_button: "試す",
    what_if_clear: "試算をやめる",
    what_if_unknown: "加える組合が1つに決まりません。保険者番号で指定してください。",
    moved_none: "変わる判定はありません。",
    before: "いま",
    after: "試算",
    call: "公募",
    see_all: "点検の結果をすべて見る",
};

pub static EN: RuleText = RuleText {
    title: "Rule check",
    lead: "The rules of a call, held against the members as they are.",
    calls_none: "There is no call to compare with yet.",
    ready: "All rules are met",
    not_ready: |failed, unknown| format!("{failed} rules not met, {unknown} not filled in yet"),
    rule: "Rule",
    standing: "Result",
    by_lead: "The lead society can put it right",
    by: |n| format!("{n} can put it right"),
    compare: "Calls to compare",
    compare_button: "Check",
    what_if: "Try other members",
    what_if_lead: "Nothing is saved. Name the society to add by its name or insurer number.",
    what_if_on: "This is a trial. Nothing was saved.",
    what_if_add: "Society to add",
    what_if_drop: "Society to leave out",
    what_if_button: "Try",
    what_if_clear: "End the trial",
    what_if_unknown: "The society to add is not clear. Use its insurer number.",
    moved_none: "No result changes.",
    before: "Now",
    after: "Trial",
    call: "Call",
    see_all: "See all results",
};

/// A number of people or things, its digits in groups.
fn number(count: u64) -> String {
    Yen::new(i64::try_from(count).unwrap_or(i64::MAX)).to_string()
}

/// The numbers behind an answer; empty when there are none.
pub fn facts(lang: Lang, found: &Facts) -> String {
    match (found, lang) {
        (Facts::None, _) => String::new(),
        (Facts::Insurers { have, need }, Lang::Ja) => format!("{have}保険者（必要数{need}）"),
        (Facts::Insurers { have, need }, Lang::En) => format!("{have} insurers (needed: {need})"),
        (
            Facts::Small {
                small,
                all,
                need,
                threshold,
                ..
            },
            _,
        ) => {
            let (percent, need) = (share(*small, *all), need.percent());
            let (small, all, below) = (number(*small), number(*all), number(u64::from(*threshold)));
            match lang {
                Lang::Ja => format!("{all}のうち{small}（{percent}。必要な比率{need}以上、加入者{below}人未満）"),
                Lang::En => format!("{small} of {all} ({percent}; at least {need}, fewer than {below} members)"),
            }
        }
        (Facts::Consents { given, all }, Lang::Ja) => format!("{all}組合のうち{given}組合が同意"),
        (Facts::Consents { given, all }, Lang::En) => format!("{given} of {all} societies agreed"),
        (Facts::Ages { old, months }, Lang::Ja) => format!("{months}か月より古いもの{old}件"),
        (Facts::Ages { old, months }, Lang::En) => format!("{old} older than {months} months"),
        (
            Facts::Money {
                cost, funding, asked, ..
            },
            Lang::Ja,
        ) => format!(
            "総事業費{}、財源{}、補助{}",
            cost.reading(),
            funding.reading(),
            asked.reading()
        ),
        (
            Facts::Money {
                cost, funding, asked, ..
            },
            Lang::En,
        ) => format!("Cost ¥{cost}, funding ¥{funding}, subsidy ¥{asked}"),
        (Facts::Period { from, to }, Lang::Ja) => {
            format!("公募の事業期間は{}から{}まで", from.format(lang), to.format(lang))
        }
        (Facts::Period { from, to }, Lang::En) => {
            format!("The call runs from {} to {}", from.format(lang), to.format(lang))
        }
        (Facts::Flows { all, personal }, Lang::Ja) => format!("授受{all}件、うち個人単位{personal}件"),
        (Facts::Flows { all, personal }, Lang::En) => format!("{all} flows, {personal} of them person-level"),
    }
}

/// A share in hundredths of a percent, cut, as the official result sheets write it.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let basis = u128::from(part) * 10_000 / u128::from(whole);
    format!("{}.{:02}%", basis / 100, basis % 100)
}

/// What is to be done.
pub fn fault(lang: Lang, found: &Fault) -> String {
    let ja = match found {
        Fault::TooFew(missing) => format!("あと{missing}保険者を加えてください。"),
        Fault::TooFewSmall(Shortfall::Insurers(more)) => format!("中小規模の組合をあと{more}組合加えると満たします。"),
        Fault::TooFewSmall(Shortfall::Members(more)) => {
            format!("中小規模の組合の加入者をあと{}人加えると満たします。", number(*more))
        }
        Fault::TooFewSmall(Shortfall::None | Shortfall::Hopeless) => {
            "中小規模でない組合を外す必要があります。".to_owned()
        }
        Fault::MembersUnknown => "加入者数を組織情報に入力してください。".to_owned(),
        Fault::NoLead => "代表組合を決めてください。".to_owned(),
        Fault::SeveralLeads(count) => format!("代表組合が{count}組合あります。1組合にしてください。"),
        Fault::LeadKind(kind) => format!("{}は代表組合になれません。", kind.name(lang)),
        Fault::MemberKind(kind) => format!("{}は構成組合になれません。", kind.name(lang)),
        Fault::Ended => "統合または解散した組合です。外してください。".to_owned(),
        Fault::NotAgreed(_) => "機関決定と同意を記録してください。".to_owned(),
        Fault::TermsChanged => "同意したあとに内容が変わりました。改めて同意してください。".to_owned(),
        Fault::AgreedLater(day) => format!("決定日（{}）が提出日より後です。", day.format(lang)),
        Fault::OldCount(day) => format!("{}現在の加入者数です。新しい数に直してください。", day.format(lang)),
        Fault::UndatedCount => "加入者数の基準日を入力してください。".to_owned(),
        Fault::NoService => "事業者の役割を入力してください。".to_owned(),
        Fault::NoContractType => "契約方法を入力してください。".to_owned(),
        Fault::Related => "代表組合の事業主の関係会社です。選んだ理由を説明してください。".to_owned(),
        Fault::Budget(_) => "経費内訳を確かめてください。".to_owned(),
        Fault::Elsewhere => "同じ公募の別の応募に入っています。".to_owned(),
        Fault::OutsidePeriod => "実施期間を公募の事業期間に収めてください。".to_owned(),
        Fault::OutsideYear => "実施期間を公募の年度に収めてください。".to_owned(),
        Fault::Flow(_) => "データの取扱いを確かめてください。".to_owned(),
        Fault::NoOutcome => "現状値・目標値・年度のあるアウトカム指標を1つ以上入力してください。".to_owned(),
        Fault::NotPublic => "採択後の公表に同意してください。".to_owned(),
    };
    if lang == Lang::Ja {
        return ja;
    }
    match found {
        Fault::TooFew(missing) => format!("Add {missing} more insurers."),
        Fault::TooFewSmall(Shortfall::Insurers(more)) => format!("Add {more} small societies to comply."),
        Fault::TooFewSmall(Shortfall::Members(more)) => {
            format!("Add small societies with {} members to comply.", number(*more))
        }
        Fault::TooFewSmall(Shortfall::None | Shortfall::Hopeless) => {
            "A society that is not small must leave.".to_owned()
        }
        Fault::MembersUnknown => "Fill in the number of members in the profile.".to_owned(),
        Fault::NoLead => "Choose a lead society.".to_owned(),
        Fault::SeveralLeads(count) => format!("There are {count} lead societies. Only one may lead."),
        Fault::LeadKind(kind) => format!("This kind may not lead: {}.", kind.name(lang)),
        Fault::MemberKind(kind) => format!("This kind may not take part: {}.", kind.name(lang)),
        Fault::Ended => "The society has merged or been dissolved. Take it out.".to_owned(),
        Fault::NotAgreed(_) => "Record the decision and the consent.".to_owned(),
        Fault::TermsChanged => "The terms have changed since. Agree again.".to_owned(),
        Fault::AgreedLater(day) => format!("Decided on {}, after the submission.", day.format(lang)),
        Fault::OldCount(day) => format!("The count is of {}. Bring it up to date.", day.format(lang)),
        Fault::UndatedCount => "Fill in the date of the count of members.".to_owned(),
        Fault::NoService => "Say what the provider does.".to_owned(),
        Fault::NoContractType => "Say how the provider is contracted.".to_owned(),
        Fault::Related => "Related to the employer of the lead society. Explain the choice.".to_owned(),
        Fault::Budget(_) => "Look through the budget.".to_owned(),
        Fault::Elsewhere => "It is in another application of this call.".to_owned(),
        Fault::OutsidePeriod => "The period must lie within that of the call.".to_owned(),
        Fault::OutsideYear => "The period must lie within the fiscal year of the call.".to_owned(),
        Fault::Flow(_) => "Look through the handling of data.".to_owned(),
        Fault::NoOutcome => "Add an outcome with present value, target and year.".to_owned(),
        Fault::NotPublic => "Agree to publication after adoption.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 比率は結果公表と同じ桁で切り捨てる() {
        assert_eq!(share(11, 19), "57.89%");
        assert_eq!(share(1, 2), "50.00%");
        assert_eq!(share(2, 3), "66.66%");
        assert_eq!(share(0, 0), "—");
    }
}
