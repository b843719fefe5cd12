//! Calls as everybody reads them, and the page that says which of them fit.

use domain::Lang;
use domain::call::{Call, CallState, Obstacle};
use domain::code::{Allocation, InsurerKind, OverlapRule, RatioBasis, RoundingStage};
use domain::consortium::panel::Shortfall;
use domain::value::{Instant, Rate, Yen};
use domain::{Problem, ProblemCode};

use super::problem;

/// The texts; see the values for what each says.
pub struct CallText {
    pub list: &'static str,
    pub list_lead: &'static str,
    pub open: &'static str,
    pub coming: &'static str,
    pub closed: &'static str,
    pub none_open: &'static str,
    pub none_open_hint: &'static str,
    pub none_coming: &'static str,
    pub none_closed: &'static str,
    pub deadline: &'static str,
    pub deadline_note: &'static str,
    pub opens: &'static str,
    pub period: &'static str,
    pub rate: &'static str,
    pub cap: &'static str,
    pub who: &'static str,
    pub summary: &'static str,
    pub eligibility: &'static str,
    pub money: &'static str,
    pub costs: &'static str,
    pub schedule: &'static str,
    pub schedule_what: &'static str,
    pub schedule_when: &'static str,
    pub briefing: &'static str,
    pub project: &'static str,
    pub rubric: &'static str,
    pub rubric_lead: fn(u32) -> String,
    pub criterion: &'static str,
    pub points: &'static str,
    pub question: &'static str,
    pub anchors: fn(&str) -> String,
    pub mark: fn(usize) -> String,
    pub floor: fn(u8) -> String,
    pub judged: fn(u32) -> String,
    pub documents: &'static str,
    pub documents_lead: &'static str,
    pub documents_made: &'static [&'static str],
    pub documents_questions: &'static str,
    pub required: &'static str,
    pub optional: &'static str,
    pub after: &'static str,
    pub faq: &'static str,
    pub contact: &'static str,
    pub band: &'static str,
    pub band_cap: &'static str,
    pub cap_range: fn(&str, &str, &str) -> String,
    pub calendar: &'static str,
    pub opens_event: fn(&str) -> String,
    pub closes_event: fn(&str) -> String,
    pub briefing_event: fn(&str) -> String,
    pub project_event: fn(&str) -> String,
    pub way: &'static str,
    pub way_apply: &'static str,
    pub way_fit: &'static str,
    pub way_consortium: &'static str,
    pub not_open_yet: fn(&str) -> String,
    pub is_over: &'static str,
    pub is_cancelled: &'static str,
    pub closed_early: &'static str,
    pub reason: &'static str,
    pub test: &'static str,
    pub test_body: &'static str,
    pub edit: &'static str,
    pub fit: &'static str,
    pub fit_lead: &'static str,
    pub fit_button: &'static str,
    pub fit_clear: &'static str,
    pub fit_none: &'static str,
    pub fit_results: &'static str,
    pub fits: &'static str,
    pub fits_not: &'static str,
    pub fit_own: fn(&str) -> String,
    pub fit_lead_yes: &'static str,
    pub fit_lead_no: &'static str,
    pub fit_small: fn(u32) -> String,
    pub fit_share_open: &'static str,
    pub fit_cap: fn(Yen) -> String,
    pub fit_form: &'static str,
    pub fit_read: &'static str,
    pub fit_coming: &'static str,
}

pub static JA: CallText = CallText {
    list: "公募・補助金",
    list_lead: "保健事業の共同化を支援する補助金の公募です。受付中のものから順に並んでいます。",
    open: "受付中の公募",
    coming: "これから始まる公募",
    closed: "受付を終えた公募",
    none_open: "受付中の公募はありません。",
    none_open_hint: "これから始まる公募の日程は、カレンダーに登録できます。",
    none_coming: "公開されている予定はありません。",
    none_closed: "受付を終えた公募はありません。",
    deadline: "応募締切",
    deadline_note: "日本時間です。サーバー時刻で判定します。",
    opens: "受付開始",
    period: "受付期間",
    rate: "補助率",
    cap: "上限額",
    who: "応募できる組合",
    summary: "概要",
    eligibility: "応募の要件",
    money: "補助の額",
    costs: "対象になる経費",
    schedule: "日程",
    schedule_what: "できごと",
    schedule_when: "日時",
    briefing: "説明会",
    project: "事業の実施期間",
    rubric: "審査基準",
    rubric_lead: |points| format!("次の項目を5段階で評点し、配点を掛けて合計します。配点の合計は{points}点です。"),
    criterion: "評価項目",
    points: "配点",
    question: "見るところ",
    anchors: |name| format!("「{name}」の評点の目安"),
    mark: |mark| format!("評点{mark}"),
    floor: |mark| format!("評点が{mark}に満たないと、ほかの評点にかかわらず採択されません。"),
    judged: |reviewers| format!("一つの応募を{reviewers}人以上の審査委員が評点します。"),
    documents: "提出するもの",
    documents_lead: "次の書類は、入力した内容からこのサイトで作られます。",
    documents_made: &[
        "応募申請書",
        "事業計画書",
        "経費内訳書（所要額積算）",
        "構成保険者一覧と機関決定の記録",
        "データの取扱計画",
    ],
    documents_questions: "この公募だけの質問",
    required: "必須",
    optional: "任意",
    after: "採択された後",
    faq: "よくある質問",
    contact: "問い合わせ先",
    band: "規模（加入者数）",
    band_cap: "上限額",
    cap_range: |basis, least, most| format!("{basis}により{least}から{most}まで"),
    calendar: "日程をカレンダーに追加",
    opens_event: |title| format!("受付開始：{title}"),
    closes_event: |title| format!("応募締切：{title}"),
    briefing_event: |title| format!("説明会：{title}"),
    project_event: |title| format!("事業の最終日：{title}"),
    way: "応募までの流れ",
    way_apply: "申請する",
    way_fit: "自組合が応募できるか確かめる",
    way_consortium: "コンソーシアムを結成する",
    not_open_yet: |when| format!("受付は{when}に始まります。"),
    is_over: "受付は終わりました。",
    is_cancelled: "この公募は中止されました。",
    closed_early: "予定より早く受付を終えました。",
    reason: "理由",
    test: "テスト公開中です",
    test_body: "担当者と、選ばれた組合だけに見えています。まだ応募はできません。",
    edit: "この公募を編集する",
    fit: "応募できる公募を調べる",
    fit_lead: "四つの質問に答えると、受付中とこれからの公募のどれに応募できるかが分かります。答えは保存されません。",
    fit_button: "調べる",
    fit_clear: "入力をやり直す",
    fit_none: "受付中またはこれから始まる公募はありません。",
    fit_results: "結果",
    fits: "応募できます",
    fits_not: "このままでは応募できません",
    fit_own: |name| format!("{name}の登録内容を入れてあります。"),
    fit_lead_yes: "代表組合になれます。",
    fit_lead_no: "構成組合になれますが、代表組合にはなれません。",
    fit_small: |threshold| {
        format!(
            "自組合は中小規模（加入者{}人未満）として数えます。",
            Yen::new(threshold.into())
        )
    },
    fit_share_open: "中小規模の比率は加入者数で数えます。構成組合が決まると計算されます。",
    fit_cap: |yen| format!("上限額は{}です。", yen.reading()),
    fit_form: "足りない組合を探して、コンソーシアムを結成する",
    fit_read: "公募の詳しい内容",
    fit_coming: "受付開始前",
};

pub static EN: CallText = CallText {
    list: "Calls and subsidies",
    list_lead: "Calls for subsidies that support joint health programs, open ones first.",
    open: "Open calls",
    coming: "Coming calls",
    closed: "Closed calls",
    none_open: "No call is open.",
    none_open_hint: "You can add the dates of coming calls to your calendar.",
    none_coming: "No call has been announced.",
    none_closed: "No call has closed.",
    deadline: "Deadline",
    deadline_note: "Time in Japan. The clock of the server decides.",
    opens: "Opens",
    period: "Open for applications",
    rate: "Rate",
    cap: "Cap",
    who: "Who can apply",
    summary: "About the call",
    eligibility: "Requirements",
    money: "How much is granted",
    costs: "Costs that are paid for",
    schedule: "Dates",
    schedule_what: "What",
    schedule_when: "When",
    briefing: "Briefing",
    project: "Period of the programs",
    rubric: "How applications are judged",
    rubric_lead: |points| {
        format!("Each criterion gets a mark from 1 to 5, which is weighted. The weights add up to {points}.")
    },
    criterion: "Criterion",
    points: "Weight",
    question: "What is asked",
    anchors: |name| format!("What the marks for “{name}” mean"),
    mark: |mark| format!("Mark {mark}"),
    floor: |mark| format!("A mark below {mark} fails the application whatever its other marks are."),
    judged: |reviewers| format!("At least {reviewers} reviewers mark each application."),
    documents: "What to submit",
    documents_lead: "This site makes these documents from what you type.",
    documents_made: &[
        "Application form",
        "Program plan",
        "Budget",
        "List of insurers with their consents",
        "Data-handling plan",
    ],
    documents_questions: "Questions of this call",
    required: "required",
    optional: "optional",
    after: "After adoption",
    faq: "Questions and answers",
    contact: "Contact",
    band: "Size (members)",
    band_cap: "Cap",
    cap_range: |basis, least, most| format!("{least} to {most}, by: {basis}"),
    calendar: "Add the dates to my calendar",
    opens_event: |title| format!("Opens: {title}"),
    closes_event: |title| format!("Deadline: {title}"),
    briefing_event: |title| format!("Briefing: {title}"),
    project_event: |title| format!("Last day of the programs: {title}"),
    way: "On the way to an application",
    way_apply: "Apply",
    way_fit: "See whether your society can apply",
    way_consortium: "Form a consortium",
    not_open_yet: |when| format!("Applications begin on {when}."),
    is_over: "The call has closed.",
    is_cancelled: "This call has been cancelled.",
    closed_early: "It closed earlier than planned.",
    reason: "Reason",
    test: "This call is being tested",
    test_body: "Only officers and chosen societies see it. Nobody can apply yet.",
    edit: "Edit this call",
    fit: "Which calls fit",
    fit_lead: "Answer four questions to see which open and coming calls fit. Nothing is stored.",
    fit_button: "Look",
    fit_clear: "Start again",
    fit_none: "No call is open or has been announced.",
    fit_results: "Results",
    fits: "You can apply",
    fits_not: "You cannot apply like this",
    fit_own: |name| format!("Filled in from the profile of {name}."),
    fit_lead_yes: "Your society can lead.",
    fit_lead_no: "Your society can take part, but not lead.",
    fit_small: |threshold| {
        format!(
            "Your society counts as small (fewer than {} members).",
            Yen::new(threshold.into())
        )
    },
    fit_share_open: "The share of small insurers counts members; it is computed once the members are known.",
    fit_cap: |yen| format!("At most ¥{yen} is granted."),
    fit_form: "Find missing societies and form a consortium",
    fit_read: "Read the call",
    fit_coming: "Not open yet",
};

/// An amount.
pub fn yen(lang: Lang, yen: Yen) -> String {
    match lang {
        Lang::Ja => format!("{yen}円（{}）", yen.reading()),
        Lang::En => format!("¥{yen}"),
    }
}

/// A rate as everybody says it: 定額 for the whole.
pub fn rate(lang: Lang, rate: Rate) -> String {
    match (lang, rate.numerator() == rate.denominator()) {
        (Lang::Ja, true) => "10/10（定額）".to_owned(),
        (Lang::En, true) => "10/10 (the whole cost)".to_owned(),
        (_, false) => rate.to_string(),
    }
}

/// From when to when one can apply, in words.
pub fn period(lang: Lang, from: Instant, to: Instant) -> String {
    let (from, to) = (from.format_jst(lang), to.format_jst(lang));
    match lang {
        Lang::Ja => format!("{from}から{to}まで"),
        Lang::En => format!("{from} to {to}"),
    }
}

/// The requirements on a consortium, a sentence each.
pub fn requirements(lang: Lang, call: &Call) -> Vec<String> {
    let rules = &call.eligibility;
    let (need, small) = (rules.min_insurers, &rules.small);
    let threshold = Yen::new(small.threshold.into());
    let mut said = Vec::new();
    said.push(match lang {
        Lang::Ja => format!("代表組合を含めて{need}以上の保険者が参加すること。"),
        Lang::En => format!("At least {need} insurers take part, the lead included."),
    });
    if small.min_share.numerator() > 0 {
        let share = small.min_share;
        said.push(match (lang, small.basis) {
            (Lang::Ja, RatioBasis::Insurers) => {
                format!("加入者{threshold}人未満の保険者が、参加する保険者の数の{share}以上であること。")
            }
            (Lang::Ja, RatioBasis::Members) => {
                format!("加入者{threshold}人未満の保険者の加入者が、全体の加入者の{share}以上であること。")
            }
            (Lang::En, RatioBasis::Insurers) => {
                format!("Insurers with fewer than {threshold} members are at least {share} of all.")
            }
            (Lang::En, RatioBasis::Members) => {
                format!("Members of insurers with fewer than {threshold} are at least {share} of all members.")
            }
        });
    }
    let lead = kinds(lang, &rules.lead_kinds);
    let member = kinds(lang, &rules.member_kinds);
    said.push(match lang {
        Lang::Ja => format!("代表組合になれるのは{lead}です。"),
        Lang::En => format!("Who can lead: {lead}."),
    });
    said.push(match lang {
        Lang::Ja => format!("構成組合になれるのは{member}です。"),
        Lang::En => format!("Who can take part: {member}."),
    });
    if rules.provider_contract {
        said.push(
            match lang {
                Lang::Ja => "事業者には役割のほかに契約の方法を示すこと。",
                Lang::En => "For each provider, state the way of contracting besides its role.",
            }
            .to_owned(),
        );
    }
    let months = rules.max_age.0;
    said.push(match lang {
        Lang::Ja => format!("加入者数は{months}か月以内のものであること。"),
        Lang::En => format!("Counts of members are at most {months} months old."),
    });
    said.push(
        match (lang, rules.overlap) {
            (Lang::Ja, OverlapRule::Allowed) => "一つの組合が複数の応募に参加できます。",
            (Lang::Ja, OverlapRule::Warned) => "一つの組合が複数の応募に参加するときは、審査で確認します。",
            (Lang::Ja, OverlapRule::Forbidden) => "一つの組合が参加できる応募は一つだけです。",
            (Lang::En, OverlapRule::Allowed) => "A society may take part in several applications.",
            (Lang::En, OverlapRule::Warned) => "Taking part in several applications is looked at in the review.",
            (Lang::En, OverlapRule::Forbidden) => "A society may take part in one application only.",
        }
        .to_owned(),
    );
    said
}

/// All kinds, or that it is every kind.
pub fn kinds(lang: Lang, kinds: &[InsurerKind]) -> String {
    if kinds.len() == InsurerKind::ALL.len() {
        return match lang {
            Lang::Ja => "すべての種別の保険者",
            Lang::En => "insurers of every kind",
        }
        .to_owned();
    }
    let names: Vec<_> = kinds.iter().map(|kind| kind.name(lang)).collect();
    names.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    })
}

/// How the amount comes about, a sentence each; the cap is told apart.
pub fn amount(lang: Lang, call: &Call) -> Vec<String> {
    let money = &call.money;
    let share = rate(lang, money.rate);
    let mut said = vec![match (lang, money.allocation) {
        (Lang::Ja, Allocation::Fixed) => "対象経費の全額を、上限額まで補助します。".to_owned(),
        (Lang::Ja, Allocation::Rate) => format!("対象経費の{share}を、上限額まで補助します。"),
        (Lang::Ja, Allocation::ProRata) => {
            format!("対象経費の{share}を上限額までとし、予算を超えるときは全員に同じ交付率を掛けます。")
        }
        (Lang::En, Allocation::Fixed) => "The whole eligible cost is paid, up to the cap.".to_owned(),
        (Lang::En, Allocation::Rate) => format!("{share} of the eligible cost is paid, up to the cap."),
        (Lang::En, Allocation::ProRata) => {
            format!("{share} of the eligible cost up to the cap; one rate reduces all if money is short.")
        }
    }];
    said.push(match (lang, money.rounding) {
        (Lang::Ja, RoundingStage::Item) => "補助率は費目ごとに掛け、1円未満を切り捨てます。".to_owned(),
        (Lang::Ja, RoundingStage::Total) => "補助率は合計に掛け、1円未満を切り捨てます。".to_owned(),
        (Lang::En, RoundingStage::Item) => "The rate applies per cost item; fractions of a yen are cut.".to_owned(),
        (Lang::En, RoundingStage::Total) => "The rate applies to the total; fractions of a yen are cut.".to_owned(),
    });
    let cut = money.cut_to;
    if cut > Yen::new(1) {
        said.push(match lang {
            Lang::Ja => format!("補助額は{cut}円未満を切り捨てます。"),
            Lang::En => format!("The grant is cut to whole multiples of ¥{cut}."),
        });
    }
    said.push(
        match (lang, money.advance) {
            (Lang::Ja, true) => "概算払を受けられます。",
            (Lang::Ja, false) => "概算払はありません。額が確定してから支払います。",
            (Lang::En, true) => "Advance payment is possible.",
            (Lang::En, false) => "There is no advance payment; the grant is paid once its amount is fixed.",
        }
        .to_owned(),
    );
    said
}

/// Rules about costs, a sentence each.
pub fn cost_rules(lang: Lang, call: &Call) -> Vec<String> {
    let rules = &call.costs.purchase;
    let (above, quotes, asset) = (rules.quote_above, rules.quotes, rules.asset_from);
    let mut said = match lang {
        Lang::Ja => vec![
            format!("{above}円を超える支出には、{quotes}者以上の見積書を添えます。"),
            format!("単価{asset}円以上の物品は財産として管理します。"),
        ],
        Lang::En => vec![
            format!("Spending above ¥{above} needs at least {quotes} quotes."),
            format!("Things of ¥{asset} or more each are kept in a register of assets."),
        ],
    };
    if !call.costs.excluded_words.is_empty() {
        let words = call.costs.excluded_words.join("、");
        said.push(match lang {
            Lang::Ja => format!("次に当たる経費は対象になりません：{words}。"),
            Lang::En => format!("Costs of these kinds are not paid for: {words}."),
        });
    }
    said
}

/// What an adopted program owes, a sentence each.
pub fn duties(lang: Lang, call: &Call) -> Vec<String> {
    let (rules, minor) = (&call.reports, call.changes.minor_share);
    let (withdraw, days, years) = (rules.withdraw_days, rules.report_days, rules.retention_years);
    let by = rules.report_by.format(lang);
    let mut said = match lang {
        Lang::Ja => vec![
            format!("交付決定の通知から{withdraw}日以内であれば、申請を取り下げられます。"),
            format!("費目の間の流用が{minor}以内なら、変更の承認は要りません。"),
            format!("実績報告は、完了から{days}日以内か{by}の早い日までに行います。"),
            format!("帳簿と証拠書類は、完了した年度の終わりから{years}年間保存します。"),
        ],
        Lang::En => vec![
            format!("You can withdraw within {withdraw} days of the notice of decision."),
            format!("Moving up to {minor} between cost items needs no approval."),
            format!("The report is due {days} days after completion, {by} at the latest."),
            format!("Books and evidence are kept for {years} years after the fiscal year of completion."),
        ],
    };
    if call.duties.publication {
        said.push(
            match lang {
                Lang::Ja => "採択された事業は、このサイトに掲載します。",
                Lang::En => "Adopted programs are published on this site.",
            }
            .to_owned(),
        );
    }
    if call.duties.rollout {
        said.push(
            match lang {
                Lang::Ja => "実績報告のときに、ほかの組合が使える資料を提出します。",
                Lang::En => "With the report, hand in material that other societies can use.",
            }
            .to_owned(),
        );
    }
    said
}

/// What stands in the way, with its numbers and what would help.
pub fn obstacle(lang: Lang, found: &Obstacle) -> String {
    match (*found, lang) {
        (Obstacle::Kind, Lang::Ja) => "この種別の保険者は参加できません。".to_owned(),
        (Obstacle::Kind, Lang::En) => "Insurers of this kind cannot take part.".to_owned(),
        (Obstacle::TooFew { have, need }, Lang::Ja) => {
            format!(
                "保険者が{need}以上必要です。今は自組合を含めて{have}で、あと{}足りません。",
                need - have
            )
        }
        (Obstacle::TooFew { have, need }, Lang::En) => {
            format!(
                "At least {need} insurers are needed. You are {have}; {} more are missing.",
                need - have
            )
        }
        (
            Obstacle::TooFewSmall {
                small,
                all,
                share,
                threshold,
                missing,
            },
            lang,
        ) => {
            let threshold = Yen::new(threshold.into());
            let more = match (missing, lang) {
                (Shortfall::Insurers(more), Lang::Ja) => format!("中小規模の保険者をあと{more}加えると満たします。"),
                (Shortfall::Insurers(more), Lang::En) => format!("{more} more small insurers would meet it."),
                (_, Lang::Ja) => "大きな保険者がいると満たせません。".to_owned(),
                (_, Lang::En) => "It cannot be met with large insurers.".to_owned(),
            };
            match lang {
                Lang::Ja => {
                    format!("加入者{threshold}人未満の保険者が{share}以上必要です。今は{all}のうち{small}です。{more}")
                }
                Lang::En => format!(
                    "At least {share} must have fewer than {threshold} members. Now {small} of {all} do. {more}"
                ),
            }
        }
    }
}

/// A question of the page that says which calls fit: label and hint. `thresholds` are the numbers of members below which the
/// calls in question count an insurer as small.
pub fn fit_question(lang: Lang, field: &str, thresholds: &[u32]) -> (&'static str, String) {
    let below: Vec<_> = thresholds.iter().map(|it| Yen::new((*it).into()).to_string()).collect();
    let below = below.join(match lang {
        Lang::Ja => "人未満または",
        Lang::En => " or ",
    });
    match (field, lang) {
        ("kind", Lang::Ja) => ("保険者の種別", String::new()),
        ("kind", Lang::En) => ("Kind of insurer", String::new()),
        ("members", Lang::Ja) => (
            "自組合の加入者数（人）",
            "被保険者と被扶養者の合計です。例：8,500".to_owned(),
        ),
        ("members", Lang::En) => (
            "Members of your society",
            "Insured persons and dependants. For instance 8,500.".to_owned(),
        ),
        ("partners", Lang::Ja) => (
            "一緒に応募する保険者の数",
            "自組合は数えません。まだいなければ0です。".to_owned(),
        ),
        ("partners", Lang::En) => (
            "Insurers that would apply with you",
            "Without your own. 0 if there are none yet.".to_owned(),
        ),
        ("small", Lang::Ja) => (
            "そのうち中小規模の保険者の数",
            format!("中小規模は加入者{below}人未満です。見込みの数でかまいません。"),
        ),
        ("small", Lang::En) => (
            "How many of them are small",
            format!("Small means fewer than {below} members. An estimate will do."),
        ),
        _ => ("", String::new()),
    }
}

/// The sentence for a problem of that page.
pub fn fit_problem(lang: Lang, found: &Problem) -> String {
    if let (ProblemCode::OutOfRange { .. }, "small") = (&found.code, found.field.as_str()) {
        return match lang {
            Lang::Ja => "中小規模の保険者の数は、一緒に応募する保険者の数以下にしてください",
            Lang::En => "Small insurers cannot be more than all insurers that apply with you",
        }
        .to_owned();
    }
    problem::labelled(lang, fit_question(lang, found.field.as_str(), &[]).0, &found.code)
}

/// Why a call is not open, in a sentence; nothing for one that is.
pub fn standing(lang: Lang, state: CallState) -> Option<&'static str> {
    let text = match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    };
    match state {
        CallState::Reviewing | CallState::Finished => Some(text.is_over),
        CallState::Cancelled => Some(text.is_cancelled),
        CallState::Draft | CallState::Scheduled | CallState::Open => None,
    }
}
