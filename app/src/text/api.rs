//! Documentation of the public API. Shape and types come from the code; what they mean is said here.

use domain::Lang;

/// The texts; see the values for what each says.
pub struct ApiText {
    pub title: &'static str,
    pub lead: &'static str,
    pub rules: &'static [&'static str],
    pub example: &'static str,
    pub document: &'static str,
    pub parameters: &'static str,
    pub name: &'static str,
    pub kind: &'static str,
    pub meaning: &'static str,
    pub status: &'static str,
    pub answers: &'static str,
    pub fields: fn(&str) -> String,
    pub required: &'static str,
    pub none: &'static str,
    pub or: &'static str,
    pub list_of: fn(&str) -> String,
    pub unknown: fn(&str) -> String,
    pub wrong: fn(&str, &str) -> String,
    pub too_many: fn(usize) -> String,
    pub bad_request: &'static str,
}

pub static JA: ApiText = ApiText {
    title: "公開APIの使い方",
    lead: "公開されている共同事業を、プログラムから読めるAPIです。登録や鍵は要りません。",
    rules: &[
        "項目の名前と形は、補助金の公開API「Jグランツ」に合わせています。",
        "誰でも読める掲載だけを返します。ログインしていても同じです。",
        "短い間に続けて呼び出すのはお控えください。多すぎるときは429を返すことがあります。",
        "前回のETagをIf-None-Matchで送ると、変わっていないときは304だけを返します。",
        "ブラウザーのJavaScriptからも、ほかのサイトから読み取れます（CORS）。",
        "日時は協定世界時（UTC）です。募集の締切は、日本時間のその日の終わりを示します。",
    ],
    example: "例",
    document: "OpenAPI 3.1の文書",
    parameters: "指定できる条件",
    name: "名前",
    kind: "型",
    meaning: "意味",
    status: "状態",
    answers: "返るもの",
    fields: |name| format!("{name}の項目"),
    required: "必須",
    none: "値なし（null）",
    or: "または",
    list_of: |kind| format!("{kind}の並び"),
    unknown: |name| format!("「{name}」という条件はありません。APIの使い方をご覧ください。"),
    wrong: |name, value| format!("{name}に「{value}」は指定できません。APIの使い方をご覧ください。"),
    too_many: |n| format!("この並び順は{n}件まで使えます。条件を加えるか、created_dateで並べてください。"),
    bad_request: "条件を読み取れませんでした",
};

pub static EN: ApiText = ApiText {
    title: "How to use the public API",
    lead: "Programs can read all public listings through this API. No account and no key are needed.",
    rules: &[
        "Names and shapes of fields follow jGrants, the public API of subsidies.",
        "Only listings that everybody may read are answered, also to signed-in people.",
        "Please do not call it many times in a row; too many calls may be answered with 429.",
        "Send the last ETag as If-None-Match: when nothing has changed, the answer is 304 without a body.",
        "Scripts on other sites may read it (CORS).",
        "Times are UTC. A deadline is the end of its day in Japan.",
    ],
    example: "Example",
    document: "OpenAPI 3.1 document",
    parameters: "Parameters",
    name: "Name",
    kind: "Type",
    meaning: "Meaning",
    status: "Status",
    answers: "Answers",
    fields: |name| format!("Fields of {name}"),
    required: "required",
    none: "null",
    or: "or",
    list_of: |kind| format!("list of {kind}"),
    unknown: |name| format!("There is no parameter “{name}”. See how to use the API."),
    wrong: |name, value| format!("{name} cannot be “{value}”. See how to use the API."),
    too_many: |n| format!("This order holds {n} programs. Add a condition or sort by created_date."),
    bad_request: "The parameters could not be read",
};

/// What an operation, a parameter, an answer or a field means, in the order in which they are shown.
const TERMS: &[(&str, &str, &str)] = &[
    ("listPrograms", "共同事業を探す", "Find programs"),
    ("getProgram", "共同事業を1件読む", "Read one program"),
    (
        "listPrograms.keyword",
        "探す語。空白で区切ると、すべての語を含むもの",
        "Words to look for; all of them must occur",
    ),
    (
        "listPrograms.sort",
        "並べる項目。掲載日時、募集開始、募集締切のいずれか",
        "What to sort by: publication, start or end of recruiting",
    ),
    (
        "listPrograms.order",
        "昇順（ASC）か降順（DESC）",
        "Ascending or descending",
    ),
    (
        "listPrograms.acceptance",
        "1は募集中だけ、0はすべて",
        "1: only what can be joined now; 0: all",
    ),
    (
        "listPrograms.use_purpose",
        "事業の目的。名前かコードを「 / 」で区切って並べられます",
        "Purposes: names or codes, joined by “ / ”",
    ),
    (
        "listPrograms.industry",
        "参加できる業態。名前かコードを「 / 」で区切って並べられます",
        "Industries that can join: names or codes, joined by “ / ”",
    ),
    (
        "listPrograms.target_number_of_employees",
        "参加できる組合の加入者数。規模の名前かコードを「 / 」で区切って並べられます",
        "Members of insurers that can join: names or codes of size bands, joined by “ / ”",
    ),
    (
        "listPrograms.target_area_search",
        "実施地域。都道府県か地方の名前を「 / 」で区切って並べられます。全国は絞り込みません",
        "Places: prefectures or regions, joined by “ / ”; 全国 does not filter",
    ),
    ("listPrograms.limit", "一度に返す件数", "Programs in one answer"),
    (
        "listPrograms.offset",
        "飛ばす件数",
        "Programs to leave out at the beginning",
    ),
    ("getProgram.id", "共同事業ID", "Program ID"),
    ("200", "見つかったもの", "What was found"),
    ("304", "前回から変わっていません", "Nothing has changed since"),
    (
        "400",
        "条件を読み取れません。理由は本文にあります",
        "The parameters cannot be read; the body says why",
    ),
    (
        "404",
        "見つからないか、公開されていません",
        "There is none, or it is not public",
    ),
    (
        "429",
        "呼び出しが多すぎます。Retry-Afterの秒数を待ってください",
        "Too many calls; wait as Retry-After says",
    ),
    ("ProgramList.metadata", "件数", "Numbers"),
    ("ProgramList.result", "共同事業。並び順のとおり", "Programs in order"),
    ("ProgramDetail.metadata", "件数。いつも1件", "Numbers; always 1"),
    ("ProgramDetail.result", "共同事業1件", "The one program"),
    ("ListMetadata.resultset", "件数", "Numbers"),
    ("ListResultSet.count", "条件に合う全件数", "All that match"),
    ("ListedProgram.id", "共同事業ID", "Program ID"),
    ("ListedProgram.name", "番号", "Number for people"),
    ("ListedProgram.title", "事業名", "Title"),
    ("ListedProgram.target_area_search", "実施地域", "Places"),
    (
        "ListedProgram.subsidy_max_limit",
        "いつも値なし。補助金の上限額の項目です",
        "Always null; holds the maximum of a subsidy elsewhere",
    ),
    (
        "ListedProgram.acceptance_start_datetime",
        "募集の開始",
        "Recruiting begins",
    ),
    ("ListedProgram.acceptance_end_datetime", "募集の締切", "Recruiting ends"),
    (
        "ListedProgram.target_number_of_employees",
        "参加できる組合の加入者数",
        "Members of insurers that can join",
    ),
    ("ListedProgram.program", "このサイトの項目", "The fields of this site"),
    ("DetailedProgram.id", "共同事業ID", "Program ID"),
    ("DetailedProgram.name", "番号", "Number for people"),
    ("DetailedProgram.title", "事業名", "Title"),
    ("DetailedProgram.subsidy_catch_phrase", "概要", "Summary"),
    ("DetailedProgram.detail", "内容（HTML）", "Description (HTML)"),
    ("DetailedProgram.use_purpose", "事業の目的", "Purposes"),
    ("DetailedProgram.industry", "参加できる業態", "Industries that can join"),
    ("DetailedProgram.target_area_search", "実施地域", "Places"),
    (
        "DetailedProgram.target_area_detail",
        "実施地域の補足",
        "Remarks on places",
    ),
    (
        "DetailedProgram.target_number_of_employees",
        "参加できる組合の加入者数",
        "Members of insurers that can join",
    ),
    (
        "DetailedProgram.subsidy_rate",
        "いつも値なし。補助率の項目です",
        "Always null; holds the rate of a subsidy elsewhere",
    ),
    (
        "DetailedProgram.subsidy_max_limit",
        "いつも値なし。補助金の上限額の項目です",
        "Always null; holds the maximum of a subsidy elsewhere",
    ),
    (
        "DetailedProgram.acceptance_start_datetime",
        "募集の開始",
        "Recruiting begins",
    ),
    (
        "DetailedProgram.acceptance_end_datetime",
        "募集の締切",
        "Recruiting ends",
    ),
    (
        "DetailedProgram.project_end_deadline",
        "実施期間の終わり",
        "The program ends",
    ),
    (
        "DetailedProgram.front_subsidy_detail_page_url",
        "ページのアドレス",
        "Address of the page",
    ),
    (
        "DetailedProgram.application_guidelines",
        "いつも空。要項のファイルの項目です",
        "Always empty; holds files elsewhere",
    ),
    (
        "DetailedProgram.outline_of_grant",
        "いつも空。概要のファイルの項目です",
        "Always empty; holds files elsewhere",
    ),
    (
        "DetailedProgram.application_form",
        "いつも空。様式のファイルの項目です",
        "Always empty; holds files elsewhere",
    ),
    ("DetailedProgram.program", "このサイトの項目", "The fields of this site"),
    ("Program.id", "共同事業ID", "Program ID"),
    ("Program.title", "事業名", "Title"),
    (
        "Program.url",
        "ページのアドレス。サイトの中の位置",
        "Address of the page within the site",
    ),
    ("Program.summary", "概要", "Summary"),
    ("Program.kind", "掲載区分のコード", "Kind of listing, as a code"),
    (
        "Program.cat",
        "事業の目的のコード。先頭が主なもの",
        "Purposes as codes, the main one first",
    ),
    ("Program.theme", "テーマのコード", "Themes as codes"),
    ("Program.nationwide", "全国が対象", "Runs nationwide"),
    ("Program.pref", "実施する都道府県のコード", "Prefectures as codes"),
    ("Program.mode", "実施形態のコード", "Formats as codes"),
    ("Program.cost", "費用負担のコード", "Sharing of cost, as a code"),
    ("Program.cost_yen", "1組合あたりの金額（円）", "Yen per insurer"),
    (
        "Program.size",
        "参加できる規模のコード。空は制限なし",
        "Size bands that can join, as codes; empty means any",
    ),
    (
        "Program.industry",
        "参加できる業態のコード。空は制限なし",
        "Industries that can join, as codes; empty means any",
    ),
    ("Program.status", "募集状況のコード", "Recruiting, as a code"),
    ("Program.period_from", "実施期間の初日", "Runs from"),
    ("Program.period_to", "実施期間の末日", "Runs until"),
    ("Program.recruit_from", "募集開始日", "Recruiting from"),
    ("Program.recruit_to", "募集締切日", "Recruiting until"),
    ("Program.capacity", "募集する組合の数", "Places"),
    ("Program.joined", "参加が決まった組合の数", "Insurers taking part"),
    ("Program.subsidy", "補助金の利用のコード", "Subsidy, as a code"),
    ("Program.lead", "代表組合", "Lead insurer"),
    ("Program.published_at", "掲載した日時", "Published at"),
    ("Program.updated_at", "更新した日時", "Changed at"),
    ("Lead.name", "名称", "Name"),
    (
        "Lead.insurer_number",
        "保険者番号。8桁の文字列",
        "Insurer number: text of 8 digits",
    ),
    ("Failed.error", "できなかったこと", "What went wrong"),
    ("Fault.status", "状態", "Status"),
    ("Fault.title", "見出し", "Heading"),
    ("Fault.detail", "理由と、次にすること", "Why, and what to do next"),
    (
        "Fault.reference",
        "問い合わせのときの番号",
        "Number to give when asking for help",
    ),
];

/// What a name of the document means; the name is `operation.parameter`, `Schema.field` or a status.
pub fn meaning(lang: Lang, name: &str) -> Option<&'static str> {
    let (_, ja, en) = TERMS.iter().find(|(known, ..)| *known == name)?;
    Some(match lang {
        Lang::Ja => ja,
        Lang::En => en,
    })
}

/// The place of a name in the order in which names are shown.
pub fn place(name: &str) -> usize {
    TERMS
        .iter()
        .position(|(known, ..)| *known == name)
        .unwrap_or(TERMS.len())
}
