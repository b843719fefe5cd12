//! Documents of an application: their names and the page that lists them.

use domain::Lang;

use crate::page::my::applications::documents::Document;

/// The texts; see the values for what each says.
pub struct DocumentText {
    pub title: &'static str,
    pub of_submission: &'static str,
    pub of_draft: &'static str,
    pub gaps: &'static str,
    pub no_fonts: &'static str,
    pub document: &'static str,
    pub pdf: &'static str,
    pub xlsx: &'static str,
    pub zip: &'static str,
    pub zip_lead: &'static str,
}

static JA: DocumentText = DocumentText {
    title: "書類の出力",
    of_submission: "最後に提出した内容から作ります。",
    of_draft: "まだ提出していないため、今の下書きから作ります。各ページに「下書き」と表示されます。",
    gaps: "未入力の欄があるため、書類を作れません。点検の画面で確かめてください。",
    no_fonts: "このサーバーには書類用の字体がないため、PDFは作れません。",
    document: "書類",
    pdf: "印刷用（PDF）",
    xlsx: "表計算用（XLSX）",
    zip: "すべての書類と添付をまとめて保存（ZIP）",
    zip_lead: "すべての書類、提出内容のデータ、添付書類が入ります。",
};

static EN: DocumentText = DocumentText {
    title: "Documents",
    of_submission: "Made of what was submitted last.",
    of_draft: "It is not submitted yet, so they are made of the draft, and every page says so.",
    gaps: "There are gaps, so no documents can be made. See the check page.",
    no_fonts: "This server has no fonts for documents, so there is no PDF.",
    document: "Document",
    pdf: "For print (PDF)",
    xlsx: "For spreadsheets (XLSX)",
    zip: "Save everything with attachments (ZIP)",
    zip_lead: "All documents, the data of the submission, and the attached papers. Documents are in Japanese.",
};

impl DocumentText {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }
}

/// What a document is called.
pub const fn name(lang: Lang, document: Document) -> &'static str {
    match (document, lang) {
        (Document::Cover, Lang::Ja) => "応募申請書",
        (Document::Cover, Lang::En) => "Application",
        (Document::Plan, Lang::Ja) => "事業計画書",
        (Document::Plan, Lang::En) => "Plan",
        (Document::Budget, Lang::Ja) => "経費内訳書",
        (Document::Budget, Lang::En) => "Budget",
        (Document::Members, Lang::Ja) => "構成組合一覧",
        (Document::Members, Lang::En) => "Societies",
        (Document::Structure, Lang::Ja) => "実施体制図",
        (Document::Structure, Lang::En) => "Chart of the structure",
        (Document::Data, Lang::Ja) => "データの取扱いの確認票",
        (Document::Data, Lang::En) => "Handling of data",
    }
}
