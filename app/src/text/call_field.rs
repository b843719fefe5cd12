//! Labels and hints of the fields of a call. The label is also the field's name in every message about it.

use domain::code::SizeBand;
use domain::{Lang, Problem, ProblemCode};

use super::field::FieldText;
use super::problem;

/// The texts of a field; an unknown field has empty ones.
pub fn field(lang: Lang, name: &str) -> FieldText {
    let found = FIELDS.iter().find(|(known, ..)| *known == name);
    match (found, lang) {
        (Some((_, label, hint, ..)), Lang::Ja) | (Some((_, _, _, label, hint)), Lang::En) => FieldText { label, hint },
        (None, _) => FieldText { label: "", hint: "" },
    }
}

/// The label of a field, also of one in a row of the score sheet or of a cap by size.
pub fn label(lang: Lang, name: &str) -> String {
    if let Some(number) = name.strip_prefix("cap_band") {
        let at = number.parse::<usize>().unwrap_or(1).saturating_sub(1);
        let band = SizeBand::ALL.get(at).map_or("", |band| band.name(lang));
        return match lang {
            Lang::Ja => format!("基準額：加入者{band}（円）"),
            Lang::En => format!("Cap for {band} members (yen)"),
        };
    }
    if let Some((row, field)) = name.strip_prefix("criterion").and_then(|rest| rest.split_once('_')) {
        let label = self::field(lang, &format!("criterion_{field}")).label;
        return match lang {
            Lang::Ja => format!("評価項目{row}の{label}"),
            Lang::En => format!("Criterion {row}: {label}"),
        };
    }
    field(lang, name).label.to_owned()
}

/// The sentence for a problem of a call.
pub fn sentence(lang: Lang, found: &Problem) -> String {
    let name = found.field.as_str();
    let special = match (name, &found.code, lang) {
        ("project_to", ProblemCode::NotAllowed, Lang::Ja) => Some("事業期間の最終日は、年度の中の日にしてください"),
        ("project_to", ProblemCode::NotAllowed, Lang::En) => {
            Some("Last day of the programs: choose a day within the fiscal year")
        }
        ("code", ProblemCode::NotAllowed, Lang::Ja) => {
            Some("公募コードは半角の英数字だけで入力してください。公開した後は変えられません")
        }
        ("code", ProblemCode::NotAllowed, Lang::En) => {
            Some("Code: use letters and digits only; it stays once the call is open")
        }
        ("open_day", ProblemCode::NotAllowed, Lang::Ja) => Some("受付が始まった後は、受付開始の日時を変えられません"),
        ("open_day", ProblemCode::NotAllowed, Lang::En) => Some("The opening cannot be moved once the call is open"),
        ("explain", ProblemCode::NotAllowed, Lang::Ja) => Some("受付が始まった後は、評価表を変えられません"),
        ("explain", ProblemCode::NotAllowed, Lang::En) => Some("The score sheet stays once the call is open"),
        ("close_day", ProblemCode::TimeIsOver, Lang::Ja) => Some("締切はこれからの日時にしてください"),
        ("close_day", ProblemCode::TimeIsOver, Lang::En) => Some("Deadline: choose a moment that is still to come"),
        ("cap", ProblemCode::NotAllowed, Lang::Ja) => {
            Some("上限額は、一律か規模別のどちらか一方だけを入力してください")
        }
        ("cap", ProblemCode::NotAllowed, Lang::En) => Some("Give either one cap or caps by size, not both"),
        ("band_basis", ProblemCode::Empty, Lang::Ja) => Some("規模別の基準額を使うときは、算定の基礎を選んでください"),
        ("band_basis", ProblemCode::Empty, Lang::En) => Some("Choose whose members decide about the caps by size"),
        ("form", ProblemCode::NotAllowed, Lang::Ja) => Some("質問に、このままでは答えられないところがあります"),
        ("form", ProblemCode::NotAllowed, Lang::En) => Some("Some questions cannot be answered as they are"),
        _ => None,
    };
    match special {
        Some(words) => words.to_owned(),
        None => problem::labelled(lang, &label(lang, name), &found.code),
    }
}

/// Field, Japanese label and hint, English label and hint.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FIELDS: &[Row] = &[
    (
        "code",
        "公募コード",
        "半角の英数字10文字以内。受付番号の一部になります。例：KD8",
        "Code",
        "Up to 10 letters and digits, part of receipt numbers. For instance KD8.",
    ),
    ("year", "年度", "例：令和9年度", "Fiscal year", "For instance 2027."),
    (
        "title",
        "名称",
        "120文字以内。",
        "Title in Japanese",
        "Up to 120 characters.",
    ),
    (
        "title_en",
        "英語の名称",
        "空欄なら日本語の名称を表示します。",
        "Title in English",
        "The Japanese title is shown if this is empty.",
    ),
    (
        "summary_ja",
        "概要",
        "だれの何を支援する公募かを書きます。",
        "About the call, in Japanese",
        "Say what is supported and for whom.",
    ),
    ("summary_en", "英語の概要", "", "About the call, in English", ""),
    (
        "contact",
        "問い合わせ先",
        "部署、電話番号、受付時間など。",
        "Contact",
        "Office, telephone, hours.",
    ),
    (
        "issuer",
        "通知者",
        "通知書に差出人として載る職名です。例：○○省 ○○局長",
        "Issuer of notices",
        "The office that stands on the notices as sender.",
    ),
    (
        "faq",
        "よくある質問",
        "段落の1行目が質問、2行目からが答えです。段落は空行で区切ります。",
        "Questions and answers",
        "The first line of a paragraph asks, the rest answers. Leave a line between paragraphs.",
    ),
    ("publication", "採択後の掲載", "", "Publication after adoption", ""),
    ("rollout", "横展開の資料", "", "Material for others", ""),
    ("open_day", "受付開始の日", "", "Opens on", ""),
    (
        "open_time",
        "受付開始の時刻",
        "例：9:00",
        "Opens at",
        "For instance 9:00.",
    ),
    ("close_day", "締切の日", "", "Deadline, day", ""),
    (
        "close_time",
        "締切の時刻",
        "例：17:00。この時刻ちょうどまで受け付けます。",
        "Deadline, time",
        "For instance 17:00. What arrives at that very moment is in time.",
    ),
    ("project_from", "事業期間の初日", "", "First day of the programs", ""),
    (
        "project_to",
        "事業期間の最終日",
        "年度の中の日にします。",
        "Last day of the programs",
        "Within the fiscal year.",
    ),
    ("briefing", "説明会の日", "", "Briefing", ""),
    (
        "min_insurers",
        "最少の保険者数",
        "代表組合を含めて数えます。",
        "Fewest insurers",
        "The lead included.",
    ),
    (
        "small_threshold",
        "中小規模とする加入者数（人未満）",
        "例：10,000",
        "Small means fewer members than",
        "For instance 10,000.",
    ),
    (
        "min_small_share",
        "中小規模の比率（以上）",
        "例：1/2、50％。要件にしないときは0％。",
        "Smallest share of small insurers",
        "For instance 1/2 or 50%. 0% for no requirement.",
    ),
    ("ratio_basis", "比率の数え方", "", "What the share counts", ""),
    ("lead_kind", "代表組合になれる種別", "", "Kinds that may lead", ""),
    (
        "member_kind",
        "構成組合になれる種別",
        "",
        "Kinds that may take part",
        "",
    ),
    (
        "provider_contract",
        "事業者の契約方法",
        "",
        "Contracting of providers",
        "",
    ),
    ("overlap", "重複した応募", "", "Several applications of one society", ""),
    (
        "max_age",
        "加入者数の古さの限度（か月）",
        "例：12",
        "Oldest count of members (months)",
        "For instance 12.",
    ),
    ("allocation", "配分方式", "", "How money is allocated", ""),
    (
        "rate",
        "補助率",
        "例：2/3、三分の二、66.7％。定額なら空欄でかまいません。",
        "Rate",
        "For instance 2/3. May be empty where the whole cost is paid.",
    ),
    (
        "cap",
        "上限額（円）",
        "一律のとき。例：1,000万円",
        "Cap (yen)",
        "If there is one for all. For instance 10,000,000.",
    ),
    (
        "band_basis",
        "規模別の基準額",
        "使うときは、どの加入者数で決めるかを選び、七つの額をすべて入力します。",
        "Caps by size",
        "To use them, choose whose members decide, and give all seven amounts.",
    ),
    ("rounding", "端数処理の段階", "", "Where fractions are cut", ""),
    (
        "cut_to",
        "補助額の単位（円）",
        "例：1,000。1,000円未満を切り捨てます。",
        "Unit of the grant (yen)",
        "For instance 1,000: cut to whole thousands.",
    ),
    ("advance", "概算払", "", "Advance payment", ""),
    ("item", "対象にする費目", "", "Cost items", ""),
    (
        "quote_above",
        "見積書が要る金額（円を超えるとき）",
        "例：50万円",
        "Quotes are needed above (yen)",
        "For instance 500,000.",
    ),
    ("quotes", "見積書の数", "", "How many quotes", ""),
    (
        "asset_from",
        "財産として管理する単価（円以上）",
        "例：50万円",
        "Assets from (yen each)",
        "For instance 500,000.",
    ),
    (
        "excluded_words",
        "対象にならない経費の言葉",
        "1行に一つ。内訳にこの言葉があると注意を表示します。",
        "Words of costs that are not paid for",
        "One per line. A budget line with such a word is pointed out.",
    ),
    (
        "paper_asked",
        "求める書類",
        "見積書とその他の資料は、選ばなくても添付できます。",
        "Papers asked for",
        "Quotes and other papers can always be attached.",
    ),
    (
        "paper_required",
        "必須の書類",
        "添付されるまで提出できません。見積書は、金額に応じて自動で必須になります。",
        "Required papers",
        "Nothing can be submitted without them. Quotes become required by the amount.",
    ),
    (
        "paper_hints",
        "書類の説明",
        "1行に一つ、「書類名：説明」の形で書きます。例：決算書・予算書：直近2年度分",
        "Hints",
        "One per line: name of the paper in Japanese, a colon, the hint.",
    ),
    (
        "minor_share",
        "承認の要らない流用の範囲",
        "例：20％、1/5",
        "Moves that need no approval",
        "For instance 20% or 1/5.",
    ),
    (
        "withdraw_days",
        "取下げできる日数",
        "決定の通知から数えます。",
        "Days for withdrawal",
        "After the notice of decision.",
    ),
    (
        "report_days",
        "実績報告の日数",
        "完了から数えます。",
        "Days for the report",
        "After completion.",
    ),
    ("report_by", "実績報告の最終日", "", "Last day for the report", ""),
    (
        "standard_days",
        "標準処理期間（日）",
        "申請が届いてから決定まで。",
        "Standard processing time (days)",
        "From arrival to decision.",
    ),
    (
        "retention_years",
        "帳簿の保存年数",
        "完了した年度の終わりから数えます。",
        "Years to keep the books",
        "After the fiscal year of completion.",
    ),
    (
        "explain",
        "理由を必ず書く評点",
        "この評点を付けるとき、審査委員は理由を書きます。",
        "Marks that need a rationale",
        "",
    ),
    ("min_reviewers", "審査委員の最少人数", "", "Fewest reviewers", ""),
    (
        "spread",
        "ばらつきとする評点の差",
        "例：2",
        "Difference of marks that is flagged",
        "For instance 2.",
    ),
    ("criterion_code", "記号", "例：E1", "code", "For instance E1."),
    ("criterion_name", "名前", "", "name", ""),
    ("criterion_question", "見るところ", "", "what is asked", ""),
    ("criterion_weight", "配点", "", "weight", ""),
    ("criterion_anchor1", "評点1の目安", "", "mark 1 means", ""),
    ("criterion_anchor2", "評点2の目安", "", "mark 2 means", ""),
    ("criterion_anchor3", "評点3の目安", "", "mark 3 means", ""),
    ("criterion_anchor4", "評点4の目安", "", "mark 4 means", ""),
    ("criterion_anchor5", "評点5の目安", "", "mark 5 means", ""),
    (
        "criterion_pass_from",
        "足切りの評点",
        "これに満たないと採択しない評点。なければ空欄。",
        "lowest mark that passes",
        "Empty for none.",
    ),
    ("form", "質問", "", "Questions", ""),
    (
        "reason",
        "理由",
        "公募のページに表示します。",
        "Reason",
        "Shown on the page of the call.",
    ),
    (
        "testers",
        "テストに参加する組合の保険者番号",
        "1行に一つ。",
        "Insurer numbers of societies that test",
        "One per line.",
    ),
    ("from", "もとにする公募", "", "Begin with", ""),
];
