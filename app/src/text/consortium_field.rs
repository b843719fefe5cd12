//! Labels and hints of the forms of data handling and common work in a consortium, and what to do about a problem.

use domain::{Lang, Problem, ProblemCode};

use super::field::FieldText;
use super::problem;

/// Field, Japanese label and hint, English label and hint.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FIELDS: &[Row] = &[
    (
        "data",
        "データの内容",
        "200文字以内。例：健診結果のうち血糖値に関する項目",
        "Data",
        "Up to 200 characters.",
    ),
    ("category", "データ区分", "", "Category", ""),
    (
        "basis",
        "法的根拠",
        "個人データでは必ず選んでください。",
        "Legal basis",
        "Needed for personal data.",
    ),
    (
        "contract",
        "契約・文書",
        "200文字以内。根拠となる契約書や覚書の名称。",
        "Contract or document",
        "Up to 200 characters.",
    ),
    ("sender", "提供元", "100文字以内。", "Sender", "Up to 100 characters."),
    (
        "receiver",
        "提供先",
        "100文字以内。",
        "Receiver",
        "Up to 100 characters.",
    ),
    ("subcontract", "再委託", "", "Subcontracting", ""),
    ("method", "授受の方法", "", "Way of handing over", ""),
    (
        "country",
        "保存する国",
        "例：日本",
        "Country of storage",
        "For example: Japan",
    ),
    (
        "retention",
        "保存期間",
        "例：事業終了後3か月",
        "Kept for",
        "For example: 3 months after the end",
    ),
    ("deletion", "消去の証明", "", "Proof of deletion", ""),
    ("certificate", "提供先の認証", "", "Certificate of the receiver", ""),
    (
        "incident",
        "事故時の連絡先",
        "100文字以内。組織と部署の名称。",
        "Contact for incidents",
        "Up to 100 characters.",
    ),
    ("portal", "このサイトの利用", "", "Through this portal", ""),
    (
        "items",
        "共同して利用する個人データの項目",
        "1行に1項目。空欄なら表から作ります。",
        "Items of data",
        "One in a line. Made from the sheet when empty.",
    ),
    (
        "users",
        "共同して利用する者の範囲",
        "1行に1組織。空欄なら構成員から作ります。",
        "Who uses them",
        "One in a line. Made from the members when empty.",
    ),
    (
        "purpose",
        "利用する者の利用目的",
        "2,000文字以内。",
        "Purpose",
        "Up to 2,000 characters.",
    ),
    (
        "responsible",
        "管理について責任を有する者の名称",
        "空欄なら代表組合です。",
        "Responsible body",
        "The lead society when empty.",
    ),
    (
        "address",
        "その住所",
        "200文字以内。",
        "Its address",
        "Up to 200 characters.",
    ),
    (
        "representative",
        "その代表者の氏名",
        "100文字以内。",
        "Its representative",
        "Up to 100 characters.",
    ),
    (
        "partners",
        "共同事業の相手先",
        "1行に1組織。空欄なら構成員以外の参加者から作ります。",
        "Partners",
        "One in a line.",
    ),
    (
        "reason",
        "共同利用の趣旨",
        "2,000文字以内。空欄なら定型の文になります。",
        "Why",
        "Up to 2,000 characters.",
    ),
    (
        "from",
        "掲示を始める日",
        "共同利用より前の日。例：令和9年3月1日",
        "Posted from",
        "Before the joint use begins.",
    ),
    (
        "posted",
        "掲示する場所",
        "加入者がいつでも容易に知ることができる場所を選んでください。",
        "Posted at",
        "",
    ),
    ("title", "作業", "120文字以内。", "Work", "Up to 120 characters."),
    ("society", "担当する組合", "", "Society in charge", ""),
    (
        "due",
        "期限",
        "例：令和9年1月15日、2027/1/15",
        "Last day",
        "For example: 2027/1/15",
    ),
    (
        "decided_on",
        "決定日",
        "例：令和8年11月20日",
        "Date of the decision",
        "For example: 2026/11/20",
    ),
    (
        "subject",
        "決定した事項",
        "120文字以内。",
        "Subject",
        "Up to 120 characters.",
    ),
    (
        "content",
        "内容",
        "1,200文字以内。",
        "Content",
        "Up to 1,200 characters.",
    ),
    (
        "decided_by",
        "決定した会議・人",
        "120文字以内。例：第2回運営会議",
        "Decided by",
        "Up to 120 characters.",
    ),
    ("way", "決定の方法", "", "How", ""),
    (
        "yes",
        "賛成（票）",
        "採決のときだけ入力してください。",
        "Votes for it",
        "Only after a vote.",
    ),
    (
        "no",
        "反対・保留（票）",
        "採決のときだけ入力してください。",
        "Votes against or abstaining",
        "Only after a vote.",
    ),
    (
        "file",
        "資料",
        "共有文書から選べます。",
        "Document",
        "One of the shared documents.",
    ),
];

/// Fields that are chosen, not typed.
const CHOSEN: &[&str] = &[
    "category",
    "basis",
    "method",
    "certificate",
    "society",
    "way",
    "file",
    "posted",
];

/// Label and hint of a field; rows of tables count as their fields.
pub fn field(lang: Lang, name: &str) -> FieldText {
    let name = name
        .rsplit_once('_')
        .filter(|(row, _)| row.starts_with("flow"))
        .map_or(name, |(_, field)| field);
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
    let is_chosen = CHOSEN
        .iter()
        .any(|chosen| name == *chosen || name.ends_with(&format!("_{chosen}")));
    match (&found.code, lang) {
        (ProblemCode::Empty, Lang::Ja) if is_chosen => format!("{label}を選んでください"),
        (ProblemCode::Empty, Lang::En) if is_chosen => format!("Choose: {label}"),
        (code, _) => problem::labelled(lang, label, code),
    }
}

#[cfg(test)]
mod tests {
    use domain::consortium::{AssignmentForm, DecisionForm};
    use domain::data_flow::{FlowForm, JointUseForm};

    use super::*;

    #[test]
    fn どの項目にも言葉がある() {
        let forms = [
            FlowForm::FIELDS,
            JointUseForm::FIELDS,
            AssignmentForm::FIELDS,
            DecisionForm::FIELDS,
        ];
        for lang in [Lang::Ja, Lang::En] {
            for name in forms.concat() {
                assert!(!field(lang, name).label.is_empty(), "{name}");
            }
            assert_eq!(field(lang, "flow3_sender").label, field(lang, "sender").label);
        }
    }
}
