//! Labels and hints of form fields. The label is also the field's name in every message about it.

use domain::Lang;

/// How a field is presented.
#[derive(Clone, Copy)]
pub struct FieldText {
    /// Label.
    pub label: &'static str,
    /// Support text; empty when none is needed.
    pub hint: &'static str,
}

/// The texts of a field of the program form; an unknown field has empty ones.
pub fn program(lang: Lang, field: &str) -> FieldText {
    let found = FIELDS.iter().find(|(name, ..)| *name == field);
    match (found, lang) {
        (Some((_, label, hint, ..)), Lang::Ja) | (Some((_, _, _, label, hint)), Lang::En) => FieldText { label, hint },
        (None, _) => FieldText { label: "", hint: "" },
    }
}

/// Field, Japanese label and hint, English label and hint.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FIELDS: &[Row] = &[
    (
        "title",
        "事業名",
        "80文字以内。地域や対象が分かる名前にすると見つけやすくなります。",
        "Title",
        "Up to 80 characters. A name that says where and for whom is easier to find.",
    ),
    ("kind", "掲載区分", "", "Kind of listing", ""),
    ("cat", "事業の目的（主なもの）", "", "Main purpose", ""),
    (
        "sub_cat",
        "そのほかの目的",
        "2つまで選べます。",
        "Further purposes",
        "Up to two.",
    ),
    (
        "theme",
        "テーマ",
        "当てはまるものをすべて選んでください。",
        "Themes",
        "Choose all that apply.",
    ),
    (
        "summary",
        "概要",
        "200文字以内。検索結果の一覧に表示されます。",
        "Summary",
        "Up to 200 characters. Shown in the list of results.",
    ),
    ("purpose", "目的", "600文字以内。", "Purpose", "Up to 600 characters."),
    (
        "content",
        "内容",
        "4,000文字以内。行頭の「- 」は箇条書き、「### 」は見出しになります。",
        "Content",
        "Up to 4,000 characters. Lines starting with “- ” become a list, “### ” a heading.",
    ),
    (
        "problem",
        "課題",
        "1,000文字以内。なぜ共同で行うのかを書くと伝わりやすくなります。",
        "Problem",
        "Up to 1,000 characters. Say why it is done jointly.",
    ),
    (
        "result",
        "成果",
        "1,000文字以内。参考事例では必ず入力してください。",
        "Results",
        "Up to 1,000 characters. Needed for a reference case.",
    ),
    (
        "target",
        "対象者",
        "当てはまるものをすべて選んでください。",
        "Who it is for",
        "Choose all that apply.",
    ),
    (
        "target_note",
        "対象者の補足",
        "例：40歳以上の被扶養者",
        "More about who it is for",
        "For example: dependants aged 40 or over",
    ),
    (
        "target_n",
        "対象者数の見込み（人）",
        "例：1200",
        "Expected number of persons",
        "For example: 1200",
    ),
    (
        "nationwide",
        "全国を対象にする",
        "選ぶと、どの都道府県の検索でも見つかります。",
        "Nationwide",
        "If chosen, it is found by a search for any prefecture.",
    ),
    (
        "pref",
        "実施地域（都道府県）",
        "全国が対象でないときは、1つ以上選んでください。",
        "Prefectures",
        "Choose at least one unless it is nationwide.",
    ),
    (
        "area_note",
        "地域の補足",
        "例：大阪市内の3会場",
        "More about the place",
        "For example: three venues in the city of Osaka",
    ),
    (
        "mode",
        "実施形態",
        "当てはまるものをすべて選んでください。",
        "Format",
        "Choose all that apply.",
    ),
    (
        "period_from",
        "実施期間の初日",
        "例：令和8年4月1日、2026/4/1",
        "First day",
        "For example: 2026/4/1",
    ),
    (
        "period_to",
        "実施期間の末日",
        "例：令和9年3月31日、2027/3/31",
        "Last day",
        "For example: 2027/3/31",
    ),
    ("cost", "費用負担の方法", "", "How cost is shared", ""),
    (
        "cost_yen",
        "1組合あたりの金額（円）",
        "定額のときに入力してください。1年度あたり、税込み。例：12万円",
        "Amount per insurer (yen)",
        "Needed for a fixed amount; per fiscal year, tax included. For example: 120,000",
    ),
    (
        "cost_note",
        "費用の補足",
        "400文字以内。含まれるもの、含まれないものを書いてください。",
        "More about cost",
        "Up to 400 characters. Say what is included.",
    ),
    (
        "structure",
        "実施体制",
        "2,000文字以内。組織ごとの役割を書いてください。",
        "Organisation",
        "Up to 2,000 characters. Say who does what.",
    ),
    (
        "provider",
        "関係事業者",
        "400文字以内。委託先などの名前と役割を書いてください。",
        "Providers",
        "Up to 400 characters. Names and roles of contractors.",
    ),
    (
        "data_use",
        "データの取扱い",
        "このサイトに個人単位のデータを登録することはありません。",
        "Handling of data",
        "Personal data never enters this site.",
    ),
    (
        "data_note",
        "データの取扱いの補足",
        "600文字以内。個人単位で扱うときは、根拠と受け渡し方法を書いてください。",
        "More about data",
        "Up to 600 characters. For personal data, give the legal basis and how it is passed on.",
    ),
    (
        "recruit_from",
        "募集開始日",
        "参考事例では入力しません。例：令和8年1月15日",
        "Recruiting starts",
        "Not for a reference case. For example: 2026/1/15",
    ),
    (
        "recruit_to",
        "募集締切日",
        "この日の終わりまで募集します。例：令和8年2月28日",
        "Deadline",
        "Recruiting goes on to the end of this day. For example: 2026/2/28",
    ),
    (
        "capacity",
        "募集する組合の数",
        "上限がなければ空欄にしてください。例：8",
        "Number of insurers sought",
        "Leave empty if there is no limit. For example: 8",
    ),
    (
        "joined",
        "参加が決まった組合の数",
        "代表組合を含みます。このサイトで確定した組合は自動で加わるため、数えないでください。例：3",
        "Insurers taking part so far",
        "The lead insurer included. Those confirmed on this site are added automatically; do not count them.",
    ),
    (
        "size",
        "参加できる組合の規模（加入者数）",
        "選ばなければ、規模を問いません。",
        "Size of insurer that can join (members)",
        "Choose none for any size.",
    ),
    (
        "industry",
        "参加できる業態",
        "選ばなければ、業態を問いません。",
        "Industry that can join",
        "Choose none for any industry.",
    ),
    (
        "condition_min",
        "加入者数の下限（人）",
        "規模の区分で足りないときに入力してください。例：3000",
        "Fewest members",
        "If the size bands are not enough. For example: 3000",
    ),
    (
        "condition_max",
        "加入者数の上限（人）",
        "例：9999",
        "Most members",
        "For example: 9999",
    ),
    (
        "condition_kind",
        "参加できる保険者の種別",
        "選ばなければ、種別を問いません。",
        "Kinds of insurers that can join",
        "Choose none for any kind.",
    ),
    (
        "condition_form",
        "参加できる健保組合の形態",
        "選ぶと、健保組合だけが参加できます。",
        "Forms of societies that can join",
        "If chosen, only health insurance societies can join.",
    ),
    (
        "condition_pref",
        "参加できる組合の所在地",
        "選ばなければ、所在地を問いません。",
        "Seats of societies that can join",
        "Choose none for any place.",
    ),
    (
        "condition_system",
        "システムの条件",
        "200文字以内。例：健診結果をCSVで出力できること",
        "Technical conditions",
        "Up to 200 characters. For example: check-up results can be exported as CSV",
    ),
    (
        "condition",
        "そのほかの参加条件",
        "600文字以内。",
        "Other conditions",
        "Up to 600 characters.",
    ),
    ("contact_org", "問合せ先の組織", "", "Organisation", ""),
    ("contact_dept", "部署・担当者", "", "Department or person", ""),
    (
        "contact_tel",
        "電話番号",
        "例：03-1234-5678",
        "Telephone",
        "For example: 03-1234-5678",
    ),
    (
        "contact_email",
        "メールアドレス",
        "公開ページには表示しません。",
        "E-mail address",
        "Not shown on the public page.",
    ),
    (
        "contact_hours",
        "受付時間",
        "例：平日9時から17時",
        "Hours",
        "For example: weekdays 9:00–17:00",
    ),
    ("visibility", "公開範囲", "", "Who can see it", ""),
    (
        "members_visibility",
        "参加組合名の公開",
        "選ばなければ、参加組合だけに表示します。",
        "Who sees the names of participants",
        "If nothing is chosen, only participants do.",
    ),
    ("subsidy", "補助金の利用", "", "Subsidy", ""),
    (
        "subsidy_note",
        "補助金の補足",
        "例：令和7年度の共同化支援補助",
        "More about the subsidy",
        "For example: grant of fiscal year 2025",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use domain::program::ProgramForm;

    #[test]
    fn どの項目にもラベルがある() {
        for field in ProgramForm::FIELDS {
            for lang in [Lang::Ja, Lang::En] {
                assert!(!program(lang, field).label.is_empty(), "{field}");
            }
        }
        assert_eq!(FIELDS.len(), ProgramForm::FIELDS.len());
    }
}
