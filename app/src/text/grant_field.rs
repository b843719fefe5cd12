//! Names of the fields of grants. A field of a table says its row too.

use domain::Lang;

/// Name of a field, and of the same field in a row: `line2_yen`.
pub fn label(lang: Lang, name: &str) -> String {
    let row = name.split_once('_').and_then(|(head, field)| {
        let at = head.find(|c: char| c.is_ascii_digit())?;
        Some((head.get(at..)?, field))
    });
    match (row, lang) {
        (Some((number, field)), Lang::Ja) => format!("{number}行目の{}", column(lang, field)),
        (Some((number, field)), Lang::En) => format!("{}, line {number}", column(lang, field)),
        (None, _) => column(lang, name).to_owned(),
    }
}

/// Name of a field without its row.
pub fn column(lang: Lang, field: &str) -> &'static str {
    let found = FIELDS.iter().find(|(name, ..)| *name == field);
    match (found, lang) {
        (Some((_, name, _)), Lang::Ja) | (Some((_, _, name)), Lang::En) => name,
        (None, Lang::Ja) => "項目",
        (None, Lang::En) => "Field",
    }
}

/// The unit of amounts.
pub const fn yen(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "円",
        Lang::En => "yen",
    }
}

/// Field, Japanese and English name.
const FIELDS: &[(&str, &str, &str)] = &[
    ("yen", "金額", "Amount"),
    ("period_from", "事業の開始日", "First day"),
    ("period_to", "事業の完了予定日", "Last day"),
    ("income", "寄附金その他の収入", "Other income"),
    ("account", "歳入歳出予算の科目と金額", "Account in the society's budget"),
    ("note", "応募からの変更点", "What differs from the application"),
    ("item", "費目", "Cost item"),
    ("total", "総額", "Total"),
    ("eligible", "補助対象経費", "Eligible cost"),
    ("kind", "変更の種類", "Kind of change"),
    ("before", "変更前", "Before"),
    ("after", "変更後", "After"),
    ("reason", "理由", "Reason"),
    ("on", "日付", "Day"),
    ("reply", "事務局からの連絡", "Answer of the office"),
    ("progress", "進捗", "Progress"),
    ("outlook", "今後の見通し", "Outlook"),
    ("spent", "支出済額", "Spent so far"),
    ("reference", "領収番号など", "Reference of the payment"),
    ("finished_on", "完了日", "Completed on"),
    ("outcome", "事業の成果", "Outcome"),
    ("difference", "計画との違いとその理由", "Differences from the plan"),
    ("rollout", "横展開に資する資料の所在", "Material for others"),
    ("method", "消費税の申告の方法", "Method of the tax return"),
    ("ratio", "課税売上割合", "Share of taxable sales"),
    ("filed_on", "申告日", "Filed on"),
    ("tax_due", "返還する額", "To be returned"),
    ("fixed", "確定額", "Fixed amount"),
    ("description", "内容", "What for"),
    ("payee", "支払先", "Payee"),
    ("contract_on", "契約日", "Contract date"),
    ("delivered_on", "納品・実施日", "Delivered on"),
    ("paid_on", "支払日", "Paid on"),
    ("evidence", "証拠書類", "Evidence"),
    ("rate", "税率", "Tax rate"),
    ("purpose", "用途", "Purpose"),
    ("accepted", "認める額", "Accepted"),
    ("comment", "コメント", "Comment"),
    ("number", "文書番号", "Document number"),
    ("day", "文書の日付", "Date of document"),
    ("due", "納期日・期限", "Due date"),
    ("conditions", "交付の条件（1行に1件）", "Conditions, one in each line"),
    ("settlement", "実績報告の受理", "Report taken in"),
    ("name", "財産の名称", "Asset"),
    ("acquired_on", "取得日", "Acquired on"),
    ("price", "取得価格", "Price"),
    ("place", "保管場所", "Place"),
    ("restricted_until", "処分制限期間の末日", "Restricted until"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 行のある項目は行も言う() {
        assert_eq!(label(Lang::Ja, "line12_paid_on"), "12行目の支払日");
        assert_eq!(label(Lang::En, "mark2_accepted"), "Accepted, line 2");
        assert_eq!(label(Lang::Ja, "period_from"), "事業の開始日");
        assert_eq!(label(Lang::Ja, "finished_on"), "完了日");
    }
}
