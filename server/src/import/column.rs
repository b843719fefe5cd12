//! The columns an import file may have, under every name by which they are known. An unknown heading is no error: it is
//! reported and left out.

use domain::normalise::{fold, fold_kana, single_line};

/// What a column of a file fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// A field of [`domain::program::ProgramForm`], by its name.
    Field(&'static str),
    /// The lead society, by number or name.
    Lead,
    /// The state after the import.
    State,
    /// E-mail address, telephone number and department in one cell.
    Contact,
    /// First and last day of the program in one cell.
    Period,
    /// First and last day of recruiting in one cell.
    Recruiting,
}

/// One column: its name in files, in Japanese and in English, and what else it is called.
struct Known {
    column: Column,
    ja: &'static str,
    en: &'static str,
    aliases: &'static [&'static str],
}

const fn field(name: &'static str, ja: &'static str, en: &'static str, aliases: &'static [&'static str]) -> Known {
    Known {
        column: Column::Field(name),
        ja,
        en,
        aliases,
    }
}

const KNOWN: &[Known] = &[
    field("title", "事業名", "title", &["名称", "事業名称", "タイトル", "name"]),
    field("kind", "掲載区分", "kind", &["区分", "種別", "listing_kind", "type"]),
    field(
        "cat",
        "事業目的分類",
        "category",
        &[
            "カテゴリ",
            "カテゴリー",
            "分類",
            "目的分類",
            "category_code",
            "purpose_cat",
        ],
    ),
    field(
        "sub_cat",
        "副分類",
        "further categories",
        &[
            "sub_category",
            "sub_categories",
            "sub_cats",
            "その他の分類",
            "副目的分類",
        ],
    ),
    field(
        "theme",
        "テーマ",
        "themes",
        &["theme_codes", "健康課題", "健康課題テーマ"],
    ),
    field("summary", "事業概要", "summary", &["概要", "要約"]),
    field("purpose", "目的", "purpose", &["事業目的", "事業の目的"]),
    field(
        "content",
        "内容",
        "content",
        &["事業内容", "実施内容", "description", "body"],
    ),
    field("problem", "課題", "problem", &["背景", "現状と課題"]),
    field("result", "成果", "result", &["results", "実績", "効果"]),
    field("target", "対象者", "targets", &["対象"]),
    field(
        "target_note",
        "対象者の補足",
        "note on targets",
        &["対象者補足", "対象者備考"],
    ),
    field(
        "target_n",
        "対象者数",
        "number of targets",
        &["対象人数", "対象者数（見込）", "target_number"],
    ),
    field("nationwide", "全国", "nationwide", &["全国対象", "全国実施"]),
    field(
        "pref",
        "実施地域",
        "areas",
        &[
            "area",
            "prefs",
            "prefecture",
            "prefectures",
            "都道府県",
            "地域",
            "実施都道府県",
        ],
    ),
    field(
        "area_note",
        "実施地域の補足",
        "note on areas",
        &["地域補足", "実施地域備考"],
    ),
    field(
        "mode",
        "実施形態",
        "modes",
        &["実施方法", "実施形式", "method", "methods"],
    ),
    field(
        "period_from",
        "実施期間の初日",
        "start",
        &["開始日", "実施開始日", "start_date", "from", "期間開始", "事業開始日"],
    ),
    field(
        "period_to",
        "実施期間の末日",
        "end",
        &["終了日", "実施終了日", "end_date", "to", "期間終了", "事業終了日"],
    ),
    field(
        "cost",
        "費用負担",
        "cost sharing",
        &["費用", "費用負担方式", "cost_share", "cost_sharing"],
    ),
    field(
        "cost_yen",
        "費用の金額",
        "cost in yen",
        &["金額", "負担額", "費用額", "cost_amount", "amount"],
    ),
    field("cost_note", "費用の補足", "note on cost", &["費用補足", "費用備考"]),
    field("structure", "実施体制", "structure", &["体制"]),
    field("provider", "関係事業者", "providers", &["事業者", "委託先"]),
    field(
        "data_use",
        "データの取扱い",
        "data use",
        &["データ", "データ取扱い", "データの取り扱い"],
    ),
    field("data_note", "データの取扱いの補足", "note on data", &["データ補足"]),
    field(
        "recruit_from",
        "募集開始日",
        "recruiting from",
        &["募集開始", "recruit_start", "application_start"],
    ),
    field(
        "recruit_to",
        "募集締切日",
        "recruiting to",
        &["募集締切", "募集終了日", "締切", "締切日", "deadline", "recruit_end"],
    ),
    field("capacity", "募集組合数", "capacity", &["定員", "募集数"]),
    field("joined", "参加組合数", "joined", &["参加数", "members_count"]),
    field(
        "size",
        "参加できる規模",
        "sizes",
        &["規模", "規模帯", "参加規模", "size_band"],
    ),
    field(
        "industry",
        "参加できる業態",
        "industries",
        &["業態", "参加業態", "業種"],
    ),
    field(
        "condition_min",
        "加入者数の下限",
        "fewest members",
        &["参加できる最少加入者数", "members_min", "min_members"],
    ),
    field(
        "condition_max",
        "加入者数の上限",
        "most members",
        &["参加できる最多加入者数", "members_max", "max_members"],
    ),
    field(
        "condition_kind",
        "参加できる保険者の種別",
        "insurer kinds",
        &["保険者の種別", "保険者種別", "insurer_kind"],
    ),
    field(
        "condition_form",
        "参加できる健保組合の形態",
        "society forms",
        &["組合形態", "健保組合の形態", "設立形態", "insurer_form"],
    ),
    field(
        "condition_pref",
        "参加できる組合の所在地",
        "seats",
        &["組合の所在地", "所在地の条件", "seat"],
    ),
    field(
        "condition_system",
        "システムの条件",
        "technical conditions",
        &["システム条件", "system"],
    ),
    field("condition", "参加条件", "conditions", &["条件", "参加条件の補足"]),
    field(
        "contact_org",
        "問合せ先の組織",
        "contact organisation",
        &[
            "問合せ先組織",
            "contact_organisation",
            "contact_organization",
            "連絡先組織",
        ],
    ),
    field(
        "contact_dept",
        "問合せ先の部署",
        "contact department",
        &["部署", "担当部署", "部署・担当者", "contact_department", "担当者"],
    ),
    field(
        "contact_tel",
        "電話番号",
        "telephone",
        &["電話", "tel", "phone", "contact_phone", "問合せ先電話番号"],
    ),
    field(
        "contact_email",
        "メールアドレス",
        "e-mail",
        &[
            "メール",
            "mail",
            "email",
            "contact_mail",
            "eメール",
            "問合せ先メールアドレス",
        ],
    ),
    field("contact_hours", "受付時間", "contact hours", &["対応時間"]),
    field("visibility", "公開範囲", "visibility", &[]),
    field(
        "members_visibility",
        "参加組合名の公開",
        "visibility of members",
        &["参加組合の公開", "参加組合名の公開範囲"],
    ),
    field(
        "subsidy",
        "補助金の利用",
        "subsidy",
        &["補助金", "補助金利用", "補助採択"],
    ),
    field("subsidy_note", "補助金の補足", "note on subsidy", &["補助金補足"]),
    Known {
        column: Column::Lead,
        ja: "代表組合",
        en: "lead",
        aliases: &[
            "主幹健保",
            "代表組合番号",
            "代表保険者番号",
            "保険者番号",
            "lead_number",
            "lead_insurer",
            "insurer",
            "owner",
        ],
    },
    Known {
        column: Column::State,
        ja: "状態",
        en: "status",
        aliases: &["state", "公開状態", "掲載状態", "ステータス"],
    },
    Known {
        column: Column::Contact,
        ja: "問合せ先",
        en: "contact",
        aliases: &["問い合わせ先", "問合せ窓口", "問い合わせ窓口", "連絡先"],
    },
    Known {
        column: Column::Period,
        ja: "実施期間",
        en: "period",
        aliases: &["期間", "事業期間", "dates"],
    },
    Known {
        column: Column::Recruiting,
        ja: "募集期間",
        en: "recruiting period",
        aliases: &["recruit", "recruiting", "recruit_period"],
    },
];

impl Column {
    /// The column of a heading: name, label or alias, in any width, case and kana; marks, spaces and brackets do not
    /// count, and neither does an English plural.
    pub fn from_heading(heading: &str) -> Option<Self> {
        if let Some(exact) = KNOWN.iter().find(|known| known.column.name() == heading) {
            return Some(exact.column);
        }
        let key = label_key(without_brackets(heading));
        let singular = key.strip_suffix('s').filter(|rest| rest.is_ascii() && !rest.is_empty());
        let find = |wanted: &str| {
            KNOWN
                .iter()
                .find(|known| known.is_called(wanted))
                .map(|known| known.column)
        };
        find(&key).or_else(|| find(singular?))
    }

    /// The name in reports and in `docs/import.md`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field(name) => name,
            Self::Lead => "lead",
            Self::State => "state",
            Self::Contact => "contact",
            Self::Period => "period",
            Self::Recruiting => "recruiting",
        }
    }

    /// Whether a cell of this column may hold several values.
    pub fn is_list(self) -> bool {
        let lists = [
            "sub_cat",
            "theme",
            "target",
            "pref",
            "mode",
            "size",
            "industry",
            "condition_pref",
            "condition_kind",
            "condition_form",
        ];
        matches!(self, Self::Field(name) if lists.contains(&name))
    }
}

impl Known {
    fn is_called(&self, key: &str) -> bool {
        [self.column.name(), self.ja, self.en]
            .iter()
            .chain(self.aliases)
            .any(|label| label_key(label) == key)
    }
}

/// The Japanese and English label of a column, by its name; the name itself for one that has no label.
pub fn labels(name: &str) -> (&str, &str) {
    KNOWN
        .iter()
        .find(|known| known.column.name() == name)
        .map_or((name, name), |known| (known.ja, known.en))
}

/// The form in which headings and state labels are compared: letters and digits only, folded.
pub fn label_key(label: &str) -> String {
    let mut key = fold_kana(&fold(&single_line(label)));
    key.retain(char::is_alphanumeric);
    key
}

/// A heading without its remark in brackets at the end, as in 金額（円）.
fn without_brackets(heading: &str) -> &str {
    match heading.find(['（', '(', '［', '[']) {
        Some(at) if at > 0 => &heading[..at],
        _ => heading,
    }
}

#[cfg(test)]
mod tests {
    use domain::program::ProgramForm;

    use super::*;

    #[test]
    fn 様式の項目はすべて列になる() {
        for name in ProgramForm::FIELDS {
            assert_eq!(Column::from_heading(name).map(Column::name), Some(*name));
        }
    }

    #[test]
    fn 見出しはいろいろな書き方で読める() {
        for heading in [
            "cat",
            "Category",
            "CATEGORIES_CODE",
            "カテゴリ",
            "ｶﾃｺﾞﾘ",
            "事業目的分類",
            " 事業目的分類★ ",
        ] {
            let expected = (heading != "CATEGORIES_CODE").then_some(Column::Field("cat"));
            assert_eq!(Column::from_heading(heading), expected, "{heading}");
        }
        assert_eq!(Column::from_heading("themes"), Some(Column::Field("theme")));
        assert_eq!(Column::from_heading("areas"), Some(Column::Field("pref")));
        assert_eq!(Column::from_heading("都道府県"), Some(Column::Field("pref")));
        assert_eq!(Column::from_heading("金額（円）"), Some(Column::Field("cost_yen")));
        assert_eq!(Column::from_heading("Period From"), Some(Column::Field("period_from")));
        assert_eq!(Column::from_heading("E-mail"), Some(Column::Field("contact_email")));
        assert_eq!(Column::from_heading("主幹健保"), Some(Column::Lead));
        assert_eq!(Column::from_heading("status"), Some(Column::State));
        assert_eq!(Column::from_heading("備考"), None);
        assert_eq!(Column::from_heading(""), None);
    }

    #[test]
    fn 一つの名前が二つの列を指すことはない() {
        let mut seen = std::collections::HashMap::new();
        for known in KNOWN {
            for label in [known.column.name(), known.ja, known.en].iter().chain(known.aliases) {
                let before = seen.insert(label_key(label), known.column);
                assert!(before.is_none_or(|column| column == known.column), "{label}");
            }
        }
    }
}
