//! How the fields of an application are asked for: label and hint, and what to do about a problem.

use domain::application::{Section, Table};
use domain::{Lang, Problem, ProblemCode};

use super::field::FieldText;
use super::problem;

/// Name, Japanese label and hint, English label and hint.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Fields that stand in no table.
const FIELDS: &[Row] = &[
    ("title", "事業名", "", "Title of the program", ""),
    (
        "period_from",
        "実施期間の初日",
        "例：令和8年7月1日",
        "First day",
        "For example 2026-07-01",
    ),
    (
        "period_to",
        "実施期間の末日",
        "例：令和9年3月31日",
        "Last day",
        "For example 2027-03-31",
    ),
    (
        "history",
        "過去の採択歴",
        "採択された年度と事業名。なければ空欄で構いません。",
        "Earlier awards",
        "Years and titles; may stay empty.",
    ),
    ("publication", "採択後の公開", "", "Publication after adoption", ""),
    (
        "background",
        "背景・健康課題",
        "健診や医療費のデータを根拠として示してください。",
        "Background and health problem",
        "Give figures as evidence.",
    ),
    ("purpose", "目的", "", "Purpose", ""),
    (
        "targets",
        "対象者",
        "条件と見込みの人数。",
        "Target group",
        "Conditions and expected number.",
    ),
    ("content", "事業の内容", "", "What is done", ""),
    ("method", "実施方法", "", "How it is done", ""),
    (
        "structure",
        "実施体制・役割分担",
        "組織ごとに役割を書いてください。",
        "Structure and parts",
        "Say what each organisation does.",
    ),
    (
        "selection",
        "事業者の選定方法",
        "随意、相見積、公募などの別と理由。",
        "How providers are chosen",
        "The way, and why.",
    ),
    ("risk", "リスクと対応", "", "Risks and answers", ""),
    ("evaluation", "効果検証の方法", "", "How effects are verified", ""),
    (
        "joint_effect",
        "共同化の必要性・効果",
        "単独では難しい理由と、共同化で得られるもの。",
        "Need for and effect of acting jointly",
        "Why not alone, and what is gained.",
    ),
    (
        "small_benefit",
        "中小規模の組合への利益",
        "",
        "Benefit for small societies",
        "",
    ),
    ("rollout", "継続・横展開の計画", "", "Plan to go on and to spread", ""),
    (
        "data_plan",
        "データの取扱計画",
        "個人データは、このポータルを通さずに授受してください。",
        "Plan for handling data",
        "Personal data must not pass through this portal.",
    ),
    (
        "tax",
        "消費税の扱い",
        "すべての明細で同じ扱いにしてください。",
        "Consumption tax",
        "The same for all lines.",
    ),
    ("sharing", "費用負担の方式", "", "How societies share cost", ""),
    (
        "funding_subsidy",
        "補助金の申請額（円）",
        "",
        "Subsidy applied for (yen)",
        "",
    ),
    (
        "funding_members",
        "組合の負担（円）",
        "構成組合の負担の合計。",
        "Borne by the societies (yen)",
        "All shares together.",
    ),
    (
        "funding_employer",
        "事業主の負担（円）",
        "",
        "Borne by employers (yen)",
        "",
    ),
    (
        "funding_other",
        "寄附金その他の収入（円）",
        "",
        "Donations and other income (yen)",
        "",
    ),
];

const TASKS: &[Row] = &[
    ("title", "実施内容", "", "What is done", ""),
    ("actor", "担当", "", "Who", ""),
    ("from", "開始月", "例：令和8年7月", "First month", "For example 2026-07"),
    (
        "to",
        "終了月",
        "空欄は開始月と同じです。",
        "Last month",
        "Empty means the first month.",
    ),
];

const KPIS: &[Row] = &[
    ("level", "段階", "", "Level", ""),
    ("name", "指標名", "", "Indicator", ""),
    ("unit", "単位", "", "Unit", ""),
    ("baseline", "現状値", "", "Now", ""),
    ("target", "目標値", "", "Target", ""),
    ("year", "目標年度", "例：令和8年度", "Fiscal year", "For example 2026"),
    ("method", "測定方法", "", "How it is measured", ""),
];

const FLOWS: &[Row] = &[
    ("data", "データの内容", "", "Which data", ""),
    ("category", "データの区分", "", "Category", ""),
    ("basis", "法的根拠", "", "Legal basis", ""),
    ("contract", "契約・文書", "", "Contract or document", ""),
    ("sender", "提供元", "", "From", ""),
    ("receiver", "提供先", "", "To", ""),
    ("subcontract", "再委託", "", "Passing on", ""),
    ("method", "授受の方法", "", "How it is handed over", ""),
    ("country", "保存する国", "", "Country of storage", ""),
    ("retention", "保存期間", "", "How long it is kept", ""),
    ("deletion", "消去証明", "", "Proof of deletion", ""),
    ("certificate", "提供先の認証", "", "Certificate of the receiver", ""),
    ("incident", "事故時の連絡先", "", "Contact for incidents", ""),
    ("portal", "ポータルの利用", "", "Use of the portal", ""),
];

const LINES: &[Row] = &[
    ("item", "費目", "", "Cost item", ""),
    ("description", "内訳", "", "Description", ""),
    ("unit_price", "単価（円）", "", "Unit price (yen)", ""),
    ("quantity", "数量", "", "Quantity", ""),
    ("unit", "単位", "", "Unit", ""),
    ("times", "回数", "", "Times", ""),
    ("eligible", "補助対象", "", "Eligible", ""),
    ("basis", "積算根拠", "", "Basis of the estimate", ""),
    ("payee", "支払先", "", "Payee", ""),
    ("contract", "契約方法", "", "Contract method", ""),
    ("reason", "契約方法の理由", "", "Reason for the method", ""),
    ("quotes", "見積書の数", "", "Number of quotes", ""),
];

const SHARES: &[Row] = &[
    ("organisation", "組合", "", "Society", ""),
    ("yen", "負担額（円）", "", "Share (yen)", ""),
];

/// Words of the boxes that can be ticked.
const BOXES: &[(&str, &str, &str)] = &[
    (
        "publication",
        "採択後に、事業の概要がポータルで公開されることに同意します",
        "I agree that a summary is published on the portal after adoption",
    ),
    ("eligible", "対象", "Eligible"),
    (
        "subcontract",
        "提供先が再委託することがある",
        "The receiver may pass the work on",
    ),
    ("deletion", "提供先が消去を証明する", "The receiver certifies deletion"),
    ("portal", "ポータルを通して授受する", "It passes through the portal"),
];

fn rows(table: Table) -> &'static [Row] {
    match table {
        Table::Tasks => TASKS,
        Table::Kpis => KPIS,
        Table::Flows => FLOWS,
        Table::Lines => LINES,
        Table::Shares => SHARES,
    }
}

fn pick(lang: Lang, found: Option<&Row>) -> FieldText {
    match (found, lang) {
        (Some((_, label, hint, ..)), Lang::Ja) | (Some((_, _, _, label, hint)), Lang::En) => FieldText { label, hint },
        (None, _) => FieldText { label: "", hint: "" },
    }
}

/// Label and hint of a field that stands in no table.
pub fn field(lang: Lang, name: &str) -> FieldText {
    pick(lang, FIELDS.iter().find(|(known, ..)| *known == name))
}

/// Label and hint of a column.
pub fn column(lang: Lang, table: Table, field: &str) -> FieldText {
    pick(lang, rows(table).iter().find(|(known, ..)| *known == field))
}

/// The words beside a box.
pub fn box_words(lang: Lang, field: &str) -> &'static str {
    BOXES
        .iter()
        .find(|(known, ..)| *known == field)
        .map_or("", |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
}

/// Name of a table.
pub const fn table(lang: Lang, table: Table) -> &'static str {
    match (table, lang) {
        (Table::Tasks, Lang::Ja) => "スケジュール",
        (Table::Tasks, Lang::En) => "Schedule",
        (Table::Kpis, Lang::Ja) => "評価指標",
        (Table::Kpis, Lang::En) => "Indicators",
        (Table::Flows, Lang::Ja) => "データの授受",
        (Table::Flows, Lang::En) => "Flows of data",
        (Table::Lines, Lang::Ja) => "経費の明細",
        (Table::Lines, Lang::En) => "Lines of cost",
        (Table::Shares, Lang::Ja) => "構成組合の負担",
        (Table::Shares, Lang::En) => "Shares of the societies",
    }
}

/// 「経費の明細 2行目 単価（円）」, or the label of a field that stands in no table.
pub fn label(lang: Lang, name: &str) -> String {
    match Table::of_field(name) {
        Some((of, row, field)) => {
            let (table, column) = (table(lang, of), column(lang, of, field).label);
            match lang {
                Lang::Ja => format!("{table} {row}行目 {column}"),
                Lang::En => format!("{table}, row {row}, {column}"),
            }
        }
        None => field(lang, name).label.to_owned(),
    }
}

/// Name and hint of a section.
pub const fn section(lang: Lang, section: Section) -> (&'static str, &'static str) {
    match (section, lang) {
        (Section::Outline, Lang::Ja) => ("事業の概要", "事業名、期間、公開への同意"),
        (Section::Outline, Lang::En) => ("Outline", "Title, period, publication"),
        (Section::Background, Lang::Ja) => ("背景・目的", "健康課題、目的、対象者"),
        (Section::Background, Lang::En) => ("Background and purpose", "Health problem, purpose, target group"),
        (Section::Content, Lang::Ja) => ("内容・実施方法", "何をどのように行うか"),
        (Section::Content, Lang::En) => ("Content and method", "What is done, and how"),
        (Section::Schedule, Lang::Ja) => ("スケジュール", "月ごとの予定と担当"),
        (Section::Schedule, Lang::En) => ("Schedule", "Who does what in which months"),
        (Section::Structure, Lang::Ja) => ("実施体制", "役割分担、事業者の選定、リスク"),
        (Section::Structure, Lang::En) => ("Structure", "Parts, choice of providers, risks"),
        (Section::Evaluation, Lang::Ja) => ("評価指標", "現状値と目標値、効果検証"),
        (Section::Evaluation, Lang::En) => ("Indicators", "From where to where, and how it is verified"),
        (Section::Effect, Lang::Ja) => ("共同化の効果", "必要性、中小組合の利益、横展開"),
        (Section::Effect, Lang::En) => ("Effect of acting jointly", "Need, small societies, spreading"),
        (Section::Data, Lang::Ja) => ("データの取扱い", "取扱計画と授受の一覧"),
        (Section::Data, Lang::En) => ("Handling of data", "Plan and flows"),
        (Section::Budget, Lang::Ja) => ("経費内訳", "経費の明細、財源、構成組合の負担"),
        (Section::Budget, Lang::En) => ("Budget", "Lines of cost, funding, shares"),
    }
}

/// What to do about a problem.
pub fn problem(lang: Lang, found: &Problem) -> String {
    let name = found.field.as_str();
    match (&found.code, Table::of_field(name), lang) {
        (ProblemCode::Empty, Some((of @ (Table::Tasks | Table::Kpis), 1, "title" | "level")), Lang::Ja) => {
            format!("{}を1行以上入力してください", table(lang, of))
        }
        (ProblemCode::Empty, Some((of @ (Table::Tasks | Table::Kpis), 1, "title" | "level")), Lang::En) => {
            format!("Enter at least one row: {}", table(lang, of))
        }
        (ProblemCode::Empty, None, Lang::Ja) if name == "publication" => "採択後の公開に同意してください".to_owned(),
        (ProblemCode::Empty, None, Lang::En) if name == "publication" => "Agree to the publication".to_owned(),
        _ => problem::labelled(lang, &label(lang, name), &found.code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どの項目にも言葉がある() {
        for lang in [Lang::Ja, Lang::En] {
            for name in Section::ALL.iter().flat_map(|section| section.fields()) {
                assert!(!field(lang, name).label.is_empty(), "{name}");
            }
            for of in Table::ALL {
                for name in of.fields() {
                    assert!(!column(lang, *of, name).label.is_empty(), "{of:?} {name}");
                }
            }
        }
    }
}
