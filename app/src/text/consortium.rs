//! Consortia: forming, members, consent, sharing of cost, looking for partners. What the rules say is in
//! [`super::consortium_rule`].

use domain::consortium::{
    ConsortiumNews as News, ConsortiumStep as Whole, MembershipStep as Step, Reason, SharingProblem,
};
use domain::notice::Notice;
use domain::{Lang, Problem, ProblemCode};

use super::field::FieldText;
use super::problem;

/// The texts; see the values for what each says.
pub struct ConsortiumText {
    pub list: &'static str,
    pub list_lead: &'static str,
    pub list_none: &'static str,
    pub list_none_hint: &'static str,
    pub open_list: &'static str,
    pub open_list_lead: &'static str,
    pub open_none: &'static str,
    pub new: &'static str,
    pub new_lead: &'static str,
    pub new_from: fn(&str) -> String,
    pub new_button: &'static str,
    pub new_program: &'static str,
    pub name: &'static str,
    pub lead: &'static str,
    pub state: &'static str,
    pub version_of: fn(u32) -> String,
    pub version: &'static str,
    pub own_place: &'static str,
    pub members: &'static str,
    pub members_count: &'static str,
    pub member_count: &'static str,
    pub size: &'static str,
    pub role: &'static str,
    pub share: &'static str,
    pub rest: &'static str,
    pub basis: &'static str,
    pub total: &'static str,
    pub alone: &'static str,
    pub saved: &'static str,
    pub unknown: &'static str,
    pub reference: fn(&str) -> String,
    pub frozen: &'static str,
    pub overview: &'static str,
    pub rules: &'static str,
    pub shares: &'static str,
    pub partners: &'static str,
    pub consent: &'static str,
    pub tabs: &'static str,
    pub next: &'static str,
    pub next_none: &'static str,
    pub edit: &'static str,
    pub edit_lead: &'static str,
    pub save: &'static str,
    pub cancel: &'static str,
    pub invite: &'static str,
    pub invite_lead: &'static str,
    pub invite_search: &'static str,
    pub invite_search_button: &'static str,
    pub invite_found: fn(usize) -> String,
    pub invite_none: &'static str,
    pub invite_button: fn(&str) -> String,
    pub invited: &'static str,
    pub manage: fn(&str) -> String,
    pub manage_lead: &'static str,
    pub manage_button: &'static str,
    pub make_lead: &'static str,
    pub leave: &'static str,
    pub decline: &'static str,
    pub withdraw: &'static str,
    pub leave_lead: &'static str,
    pub accept: &'static str,
    pub accept_lead: &'static str,
    pub consent_lead: &'static str,
    pub consent_terms: &'static str,
    pub consent_changed: &'static str,
    pub consent_changed_lead: &'static str,
    pub consent_before: &'static str,
    pub consent_now: &'static str,
    pub consent_button: &'static str,
    pub consent_not_yet: &'static str,
    pub consent_who: &'static str,
    pub consent_given: &'static str,
    pub all: fn(usize, usize) -> String,
    pub shares_lead: &'static str,
    pub shares_form: &'static str,
    pub shares_button: &'static str,
    pub agreed: fn(&str) -> String,
    pub uses: fn(&str) -> String,
    pub savings: &'static str,
    pub savings_none: &'static str,
    pub savings_total: fn(&str, &str) -> String,
    pub csv: &'static str,
    pub csv_sjis: &'static str,
    pub xlsx: &'static str,
    pub partners_lead: &'static str,
    pub partners_none: &'static str,
    pub partners_none_hint: &'static str,
    pub partners_call: &'static str,
    pub reasons: &'static str,
    pub ask: &'static str,
    pub ask_lead: &'static str,
    pub ask_button: &'static str,
    pub asked: &'static str,
    pub done: &'static str,
    pub ended: &'static str,
    pub timeline: &'static str,
    pub step_lead: &'static str,
    pub fix_missing: &'static str,
    pub publication_yes: &'static str,
    pub publication_no: &'static str,
    pub open_yes: &'static str,
    pub open_no: &'static str,
    pub publication_box: &'static str,
    pub open_box: &'static str,
    pub terms_box: &'static str,
    pub related_box: &'static str,
    pub invite_this: &'static str,
}

pub static JA: ConsortiumText = ConsortiumText {
    list: "コンソーシアム",
    list_lead: "自組合が代表組合または構成員となっているコンソーシアムです。",
    list_none: "コンソーシアムはまだありません。",
    list_none_hint: "一緒に事業を行う組合を集めて、結成できます。",
    open_list: "参加を希望できるコンソーシアム",
    open_list_lead: "代表組合が、ほかの保険者に公開しています。",
    open_none: "いま公開されているものはありません。",
    new: "コンソーシアムを結成する",
    new_lead: "自組合が代表組合になります。内容は、あとから変えられます。",
    new_from: |n| format!("「{n}」の参加が確定した組合を招待します。"),
    new_button: "結成する",
    new_program: "もとにする共同事業",
    name: "名称",
    lead: "代表組合",
    state: "状態",
    version_of: |n| format!("第{n}版"),
    version: "版",
    own_place: "自組合の状態",
    members: "構成員",
    members_count: "構成保険者数",
    member_count: "加入者数（人）",
    size: "規模",
    role: "役割",
    share: "負担額（円）",
    rest: "うち端数（円）",
    basis: "算定の基礎",
    total: "合計",
    alone: "単独の場合（円）",
    saved: "節減額（円）",
    unknown: "未入力",
    reference: |day| format!("基準日は{day}です。"),
    frozen: "構成を確定したときの数字です。",
    overview: "概要",
    rules: "要件の点検",
    shares: "費用の分担",
    partners: "仲間を探す",
    consent: "機関決定と同意",
    tabs: "このコンソーシアムのページ",
    next: "次にすること",
    next_none: "いま行える手続きはありません。",
    edit: "内容を変える",
    edit_lead: "負担が重くなる変更をすると、同意済みの組合に改めて同意を求めます。",
    save: "保存する",
    cancel: "やめる",
    invite: "招待する",
    invite_lead: "組合の名称か保険者番号で探してください。招待するとお知らせとメールが届きます。",
    invite_search: "名称または保険者番号",
    invite_search_button: "探す",
    invite_found: |n| format!("{n}件見つかりました"),
    invite_none: "見つかりませんでした。名称の一部か、8桁の番号で探してください。",
    invite_button: |n| format!("{n}を招待する"),
    invited: "招待しました。相手にお知らせとメールが届きます。",
    manage: |n| format!("{n}の手続き"),
    manage_lead: "手続きを選んでください。相手にお知らせとメールが届きます。",
    manage_button: "実行する",
    make_lead: "代表組合にする（全員に改めて同意を求めます）",
    leave: "離脱する",
    decline: "辞退する",
    withdraw: "参加の希望を取り下げる",
    leave_lead: "代表組合に理由が伝わります。ほかの組合の負担額が変わることがあります。",
    accept: "参加を承諾する",
    accept_lead: "招待された役割で参加します。",
    consent_lead: "自組合の決定を記録します。次の内容に同意することになります。",
    consent_terms: "同意する内容",
    consent_changed: "前回の同意から変わったところ",
    consent_changed_lead: "負担が重くなる変更があるため、改めて同意が必要です。",
    consent_before: "前回",
    consent_now: "今回",
    consent_button: "同意を記録する",
    consent_not_yet: "負担額がまだ決まらないため、同意できません。代表組合が費用の分担を入力します。",
    consent_who: "同意を記録できるのは、自組合の承認者です。",
    consent_given: "記録した同意",
    all: |n, all| format!("{all}組合のうち{n}組合が同意しました"),
    shares_lead: "1円未満は切り捨て、端数は代表組合が負担します。合計は総額と一致します。",
    shares_form: "分担の方法を変える",
    shares_button: "保存して計算する",
    agreed: |n| format!("{n}の負担額（円）"),
    uses: |n| format!("{n}の利用実績（件）"),
    savings: "単独で行う場合との比較",
    savings_none: "単独の場合の費用を入力した組合は、まだありません。",
    savings_total: |alone, joint| format!("入力した組合の合計は、単独で{alone}、共同で{joint}です。"),
    csv: "CSV（UTF-8）",
    csv_sjis: "CSV（Shift_JIS）",
    xlsx: "Excel（XLSX）",
    partners_lead: "プロフィールを公開している組合から、合いそうな組合を挙げます。",
    partners_none: "合いそうな組合は見つかりませんでした。",
    partners_none_hint: "名称や保険者番号で探して招待できます。",
    partners_call: "要件の基準にする公募",
    reasons: "合う理由",
    ask: "参加を希望する",
    ask_lead: "代表組合に、参加したいことを伝えます。代表組合が受けると招待が届きます。",
    ask_button: "希望を送る",
    asked: "参加の希望を送りました。代表組合からの招待をお待ちください。",
    done: "記録しました。",
    ended: "記録しました。このコンソーシアムの構成員ではなくなりました。",
    timeline: "経過",
    step_lead: "構成員全員にお知らせとメールが届きます。",
    fix_missing: "構成を確定するには、全員の同意が必要です。",
    publication_yes: "同意する",
    publication_no: "同意しない",
    open_yes: "ほかの保険者に公開し、参加の希望を受け付ける",
    open_no: "構成員だけに公開",
    publication_box: "採択後に事業の概要を公表することに同意する",
    open_box: "名称・目的・代表組合をほかの保険者に公開し、参加の希望を受け付ける",
    terms_box: "負担額とデータの取扱いを含む上の内容に同意する",
    related_box: "代表組合の事業主の関係会社である",
    invite_this: "招待に進む",
};

pub static EN: ConsortiumText = ConsortiumText {
    list: "Consortia",
    list_lead: "The consortia that your society leads or belongs to.",
    list_none: "There are no consortia yet.",
    list_none_hint: "Gather societies that run a program together, and form one.",
    open_list: "Consortia you can ask to join",
    open_list_lead: "Their lead societies show them to other insurers.",
    open_none: "None is shown at the moment.",
    new: "Form a consortium",
    new_lead: "Your society leads it. Everything can be changed later.",
    new_from: |n| format!("The confirmed participants of “{n}” are invited."),
    new_button: "Form it",
    new_program: "Program it comes from",
    name: "Name",
    lead: "Lead society",
    state: "State",
    version_of: |n| format!("Version {n}"),
    version: "Version",
    own_place: "Your place",
    members: "Members of the consortium",
    members_count: "Insurers",
    member_count: "Members (persons)",
    size: "Size",
    role: "Role",
    share: "Share (yen)",
    rest: "Rest in it (yen)",
    basis: "Basis",
    total: "Total",
    alone: "Alone (yen)",
    saved: "Saved (yen)",
    unknown: "Not told",
    reference: |day| format!("Reference date: {day}."),
    frozen: "These are the numbers at the time the members were fixed.",
    overview: "Overview",
    rules: "Rule check",
    shares: "Sharing of cost",
    partners: "Find partners",
    consent: "Decision and consent",
    tabs: "Pages of this consortium",
    next: "Next step",
    next_none: "Nothing can be done now.",
    edit: "Change",
    edit_lead: "Changes that burden societies more ask those that agreed again.",
    save: "Save",
    cancel: "Cancel",
    invite: "Invite",
    invite_lead: "Search by name or insurer number. An invitation goes out as a notice and by mail.",
    invite_search: "Name or insurer number",
    invite_search_button: "Search",
    invite_found: |n| format!("{n} found"),
    invite_none: "Nothing was found. Try a part of the name or the number of 8 digits.",
    invite_button: |n| format!("Invite {n}"),
    invited: "Invited. A notice and a mail go out.",
    manage: |n| format!("Steps for {n}"),
    manage_lead: "Choose a step. The other side is told by a notice and by mail.",
    manage_button: "Do it",
    make_lead: "Make it the lead society (asks everybody again)",
    leave: "Leave",
    decline: "Decline",
    withdraw: "Withdraw the wish to join",
    leave_lead: "The lead society reads your reason. The shares of others may change.",
    accept: "Accept the invitation",
    accept_lead: "You take part in the role you were invited for.",
    consent_lead: "Record the decision of your society. It agrees to the following.",
    consent_terms: "What is agreed to",
    consent_changed: "What has changed since the last consent",
    consent_changed_lead: "Some changes are a heavier burden, so consent is needed again.",
    consent_before: "Then",
    consent_now: "Now",
    consent_button: "Record the consent",
    consent_not_yet: "Your share is not known yet, so you cannot agree. The lead society fills in the sharing of cost.",
    consent_who: "Only an approver of your society can record its consent.",
    consent_given: "Recorded consent",
    all: |n, all| format!("{n} of {all} societies have agreed"),
    shares_lead: "Fractions of a yen are cut and the lead society pays the rest. The shares add up to the whole.",
    shares_form: "Change the way of sharing",
    shares_button: "Save and compute",
    agreed: |n| format!("Share of {n} (yen)"),
    uses: |n| format!("Uses by {n}"),
    savings: "Compared with going alone",
    savings_none: "No society has told its cost alone yet.",
    savings_total: |alone, joint| format!("Those who told it: {alone} alone, {joint} together."),
    csv: "CSV (UTF-8)",
    csv_sjis: "CSV (Shift_JIS)",
    xlsx: "Excel (XLSX)",
    partners_lead: "Societies that may fit, among those that show their profiles.",
    partners_none: "No society was found that may fit.",
    partners_none_hint: "You can search by name or number and invite.",
    partners_call: "Call whose rules count",
    reasons: "Why it fits",
    ask: "Ask to join",
    ask_lead: "This tells the lead society that you would like to join. If it agrees, you are invited.",
    ask_button: "Send",
    asked: "Your wish was sent. Please wait for an invitation from the lead society.",
    done: "Recorded.",
    ended: "Recorded. You do not belong to this consortium any more.",
    timeline: "History",
    step_lead: "All members are told by a notice and by mail.",
    fix_missing: "Everybody must agree before the members can be fixed.",
    publication_yes: "Agreed",
    publication_no: "Not agreed",
    open_yes: "Shown to other insurers, who may ask to join",
    open_no: "Shown to its members only",
    publication_box: "We agree that the program is published after adoption",
    open_box: "Show name, aim and lead society to other insurers, and let them ask to join",
    terms_box: "We agree to the above, the share and the handling of data included",
    related_box: "It is a related company of the lead society’s employer",
    invite_this: "Go on to invite",
};

/// What a step was, in the history.
pub fn event(lang: Lang, code: &str) -> &'static str {
    let own = match code {
        "start" => Some(["結成を始めました", "Started"]),
        "edit" => Some(["内容を変えました", "Changed"]),
        "share" => Some(["費用の分担を変えました", "Sharing of cost changed"]),
        "lead" => Some(["代表組合になりました", "Became the lead society"]),
        "invite" => Some(["招待しました", "Invited"]),
        "data" => Some(["データの授受の表を変えました", "Sheet of data flows changed"]),
        "notice" => Some(["共同利用の公表文を変えました", "Notice of joint use changed"]),
        "assign" => Some(["担当作業を決めました", "Work assigned"]),
        "finish" => Some(["担当作業が終わりました", "Work done"]),
        "decide" => Some(["決定事項を記録しました", "Decision recorded"]),
        _ => None,
    };
    let pair = own
        .or_else(|| Step::from_code(code).map(past))
        .or_else(|| Whole::from_code(code).map(whole_past))
        .unwrap_or(["", ""]);
    pick(lang, pair)
}

const fn pick(lang: Lang, [ja, en]: [&'static str; 2]) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

const fn past(step: Step) -> [&'static str; 2] {
    match step {
        Step::Agree => ["同意しました", "Agreed"],
        Step::Decline => ["辞退しました", "Declined"],
        Step::AskAgain => ["改めて同意を求めました", "Asked again"],
        Step::Leave => ["離脱しました", "Left"],
        Step::Remove => ["除外しました", "Removed"],
        Step::InviteAgain => ["改めて招待しました", "Invited again"],
        Step::Ask => ["参加を希望しました", "Asked to join"],
        Step::Welcome => ["希望を受けて招待しました", "Invited upon its wish"],
        Step::Refuse => ["希望を見送りました", "Wish to join declined"],
    }
}

const fn whole_past(step: Whole) -> [&'static str; 2] {
    match step {
        Whole::Fix => ["構成を確定しました", "Members fixed"],
        Whole::Reopen => ["構成の確定を解きました", "Opened again"],
        Whole::Apply => ["応募しました", "Applied"],
        Whole::Withdraw => ["応募を取り下げました", "Application withdrawn"],
        Whole::Adopt => ["採択されました", "Adopted"],
        Whole::Reject => ["不採択となりました", "Not adopted"],
        Whole::Change => ["構成を変更しました", "Members changed"],
        Whole::Start => ["事業を始めました", "Program started"],
        Whole::Close => ["事業を完了しました", "Completed"],
        Whole::Dissolve => ["解散しました", "Dissolved"],
    }
}

/// What a step of a place is called where the lead chooses it.
pub const fn choice(lang: Lang, step: Step) -> &'static str {
    pick(
        lang,
        match step {
            Step::Remove => ["除外する（理由が必要）", "Remove (needs a reason)"],
            Step::InviteAgain => ["改めて招待する", "Invite again"],
            Step::Welcome => ["希望を受けて招待する", "Take it in and invite"],
            Step::Refuse => ["希望を見送る（理由が必要）", "Decline the wish (needs a reason)"],
            Step::Agree | Step::Decline | Step::AskAgain | Step::Leave | Step::Ask => ["", ""],
        },
    )
}

/// What a step of the whole is called where the lead takes it: question and button in one.
pub const fn whole(lang: Lang, step: Whole) -> &'static str {
    pick(
        lang,
        match step {
            Whole::Fix => ["構成を確定する", "Fix the members"],
            Whole::Reopen => ["構成の確定を解く", "Open the members again"],
            Whole::Start => ["補助を受けずに事業を始める", "Start the program without a subsidy"],
            Whole::Close => ["事業を完了する", "Complete the program"],
            Whole::Dissolve => ["解散する", "Dissolve"],
            Whole::Apply | Whole::Withdraw | Whole::Adopt | Whole::Reject | Whole::Change => ["", ""],
        },
    )
}

/// What a notice says.
pub fn sentence(lang: Lang, notice: &Notice) -> String {
    let Notice::Consortium {
        news, society, name, ..
    } = notice
    else {
        return String::new();
    };
    let what = match news {
        News::Invited => {
            return match lang {
                Lang::Ja => format!("「{name}」に招待されました。機関決定と同意を記録してください。"),
                Lang::En => format!("You are invited to “{name}”. Please record your decision."),
            };
        }
        News::Place(Step::AskAgain) => {
            return match lang {
                Lang::Ja => format!("「{name}」の内容が変わりました。改めて同意してください。"),
                Lang::En => format!("“{name}” has changed. Please agree again."),
            };
        }
        News::Lead => {
            return match lang {
                Lang::Ja => format!("「{name}」の代表組合が{society}に代わりました。"),
                Lang::En => format!("{society} now leads “{name}”."),
            };
        }
        News::Prepared => {
            return match lang {
                Lang::Ja => format!("「{name}」への同意が作成されました。内容を確認して、同意を記録してください。"),
                Lang::En => format!("The consent to “{name}” is prepared. Please check and record it."),
            };
        }
        News::Lighter => {
            return match lang {
                Lang::Ja => format!("「{name}」の条件が変わりました。負担は重くならないため、同意はそのまま有効です。"),
                Lang::En => format!("The terms of “{name}” have changed. They are not heavier, so your consent holds."),
            };
        }
        News::Decided => {
            return match lang {
                Lang::Ja => format!("「{name}」の決定事項を{society}が記録しました。"),
                Lang::En => format!("{society} has recorded a decision of “{name}”."),
            };
        }
        News::Place(step) => past(*step),
        News::Whole(step) => whole_past(*step),
    };
    match lang {
        Lang::Ja => format!("「{name}」（{society}）：{}。", pick(lang, what)),
        Lang::En => format!("“{name}” ({society}): {}.", pick(lang, what)),
    }
}

/// The label of the link of a notice.
pub const fn action(lang: Lang, news: News) -> &'static str {
    pick(
        lang,
        match news {
            News::Invited | News::Prepared | News::Place(Step::AskAgain) => ["同意を記録する", "Record the consent"],
            News::Lighter => ["変わったところを見る", "See what has changed"],
            News::Decided => ["決定事項を見る", "See the decisions"],
            News::Place(_) | News::Whole(_) | News::Lead => ["コンソーシアムを見る", "See the consortium"],
        },
    )
}

/// Why shares cannot be told; `name` names a society.
pub fn sharing_problem(
    lang: Lang,
    problem: SharingProblem,
    name: impl Fn(domain::value::OrganisationId) -> String,
) -> String {
    match (problem, lang) {
        (SharingProblem::NoSingleLead, Lang::Ja) => "代表組合を1組合にしてください。".into(),
        (SharingProblem::NoSingleLead, Lang::En) => "There must be exactly one lead society.".into(),
        (SharingProblem::Negative, Lang::Ja) => "金額を0円以上にしてください。".into(),
        (SharingProblem::Negative, Lang::En) => "Amounts must not be negative.".into(),
        (SharingProblem::NoBasis, Lang::Ja) => "加入者数または利用実績を入力してください。".into(),
        (SharingProblem::NoBasis, Lang::En) => "Fill in members or uses.".into(),
        (SharingProblem::NotAgreed(id), Lang::Ja) => format!("{}の負担額を入力してください。", name(id)),
        (SharingProblem::NotAgreed(id), Lang::En) => format!("Fill in the share of {}.", name(id)),
        (SharingProblem::Exceeds(yen), Lang::Ja) => format!("負担額の合計が総額を{}超えています。", yen.reading()),
        (SharingProblem::Exceeds(yen), Lang::En) => format!("The shares exceed the cost by ¥{yen}."),
        (SharingProblem::Differs(yen), Lang::Ja) => format!("負担額の合計と総額の差は{}です。", yen.reading()),
        (SharingProblem::Differs(yen), Lang::En) => format!("The shares differ from the cost by ¥{yen}."),
    }
}

/// Why a society fits.
pub fn reason(lang: Lang, reason: &Reason) -> String {
    let list = |names: Vec<&str>| names.join(if lang == Lang::Ja { "、" } else { ", " });
    match (reason, lang) {
        (Reason::Needed, Lang::Ja) => "要件に足りない中小規模の組合です".into(),
        (Reason::Needed, Lang::En) => "It is small, and small societies are missing".into(),
        (Reason::Challenges(shared), _) => {
            let names = list(shared.iter().map(|one| one.name(lang)).collect());
            match lang {
                Lang::Ja => format!("健康課題が同じです（{names}）"),
                Lang::En => format!("Same health challenges ({names})"),
            }
        }
        (Reason::Themes(shared), _) => {
            let names = list(shared.iter().map(|one| one.name(lang)).collect());
            match lang {
                Lang::Ja => format!("テーマが同じです（{names}）"),
                Lang::En => format!("Same themes ({names})"),
            }
        }
        (Reason::Area(area), _) => {
            let names = list(area.iter().map(|one| one.name(lang)).collect());
            match lang {
                Lang::Ja => format!("地域が重なります（{names}）"),
                Lang::En => format!("Same area ({names})"),
            }
        }
        (Reason::Industry(industry), Lang::Ja) => format!("業態が同じです（{}）", industry.name(lang)),
        (Reason::Industry(industry), Lang::En) => format!("Same industry ({})", industry.name(lang)),
        (Reason::Size(band), Lang::Ja) => format!("規模が近い組合です（{}）", band.name(lang)),
        (Reason::Size(band), Lang::En) => format!("Similar size ({})", band.name(lang)),
    }
}

/// Field, Japanese label and hint, English label and hint.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FIELDS: &[Row] = &[
    ("name", "名称", "120文字以内。", "Name", "Up to 120 characters."),
    (
        "aim",
        "目的と事業の内容",
        "1,200文字以内。",
        "Aim and content",
        "Up to 1,200 characters.",
    ),
    ("period_from", "実施期間（開始日）", "", "First day", ""),
    ("period_to", "実施期間（終了日）", "", "Last day", ""),
    ("sharing", "費用負担の方式", "", "Way of sharing cost", ""),
    (
        "cost",
        "組合が負担する総額（円）",
        "例：300万円。無料の場合は空欄にしてください。",
        "Cost shared by the societies (yen)",
        "For example: 3,000,000. Leave it empty if it is free.",
    ),
    (
        "data",
        "授受するデータ",
        "このサイトには個人のデータを載せません。",
        "Data that are exchanged",
        "No personal data are kept in this portal.",
    ),
    (
        "data_note",
        "データの取扱い",
        "600文字以内。個人データや仮名加工情報では必ず入力してください。",
        "Handling of data",
        "Up to 600 characters. Needed where persons stand behind the data.",
    ),
    ("publication", "採択後の公表", "", "Publication after adoption", ""),
    ("open", "公開範囲", "", "Who sees it", ""),
    ("body", "意思決定機関", "", "Deciding body", ""),
    (
        "decided_on",
        "決定日",
        "例：令和8年4月1日、2026/4/1",
        "Date of the decision",
        "For example: 2026/4/1",
    ),
    ("approver", "決裁者の氏名", "", "Name of the approver", ""),
    (
        "alone",
        "単独で行う場合の費用の見込み（円）",
        "節減額の計算に使います。構成員に見えます。",
        "Estimated cost alone (yen)",
        "Used to compute savings. The members see it.",
    ),
    ("terms_accepted", "同意", "", "Consent", ""),
    ("note", "備考", "600文字以内。", "Remarks", "Up to 600 characters."),
    (
        "reason",
        "理由・連絡事項",
        "600文字以内。構成員に伝わります。",
        "Reason or remarks",
        "Up to 600 characters. The members read it.",
    ),
    ("step", "手続き", "", "Step", ""),
    ("role", "役割", "", "Role", ""),
    ("services", "事業者の役割", "", "Services", ""),
    ("contract", "契約方法", "", "Kind of contract", ""),
    ("related", "関係会社", "", "Related company", ""),
];

/// Fields that are chosen, not typed.
const CHOSEN: &[&str] = &["sharing", "data", "body", "step", "role", "contract"];

/// Label and hint of a field.
pub fn field(lang: Lang, name: &str) -> FieldText {
    let found = FIELDS.iter().find(|(known, ..)| *known == name);
    match (found, lang) {
        (Some((_, label, hint, ..)), Lang::Ja) | (Some((_, _, _, label, hint)), Lang::En) => FieldText { label, hint },
        (None, _) => FieldText { label: "", hint: "" },
    }
}

/// What to do about a problem.
pub fn problem_sentence(lang: Lang, found: &Problem) -> String {
    let name = found.field.as_str();
    let label = field(lang, name).label;
    match (&found.code, lang) {
        (ProblemCode::Empty, Lang::Ja) if name == "terms_accepted" => {
            "内容を確認し、チェックを入れてください".to_owned()
        }
        (ProblemCode::Empty, Lang::En) if name == "terms_accepted" => "Read it and tick the box".to_owned(),
        (ProblemCode::Empty, Lang::Ja) if CHOSEN.contains(&name) => format!("{label}を選んでください"),
        (ProblemCode::Empty, Lang::En) if CHOSEN.contains(&name) => format!("Choose: {label}"),
        (code, _) => problem::labelled(lang, label, code),
    }
}

#[cfg(test)]
mod tests {
    use domain::consortium::{ConsortiumForm, PlaceConsentForm};

    use super::*;

    #[test]
    fn どの項目にも手順にも言葉がある() {
        for lang in [Lang::Ja, Lang::En] {
            for name in [ConsortiumForm::FIELDS, PlaceConsentForm::FIELDS].concat() {
                assert!(!field(lang, name).label.is_empty(), "{name}");
            }
            for step in Step::ALL {
                assert!(!event(lang, step.code()).is_empty(), "{step:?}");
            }
            for step in Whole::ALL {
                assert!(!event(lang, step.code()).is_empty(), "{step:?}");
            }
        }
    }
}
