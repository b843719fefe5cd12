//! What the societies of a consortium write to each other about an application, and who of them has agreed to what.

use domain::Lang;

/// The texts; see the values for what each says.
pub struct CommentText {
    pub title: &'static str,
    pub lead: &'static str,
    pub open_count: fn(usize) -> String,
    pub open_here: fn(usize) -> String,
    pub content: fn(&str) -> String,
    pub open: &'static str,
    pub settled: &'static str,
    pub settle: &'static str,
    pub reopen: &'static str,
    pub body: &'static str,
    pub write: fn(&str) -> String,
    pub send: fn(&str) -> String,
    pub members: &'static str,
    pub members_lead: &'static str,
    pub society: &'static str,
    pub share: &'static str,
    pub consent: &'static str,
    pub agreed: fn(&str) -> String,
    pub agreed_earlier: fn(&str) -> String,
    pub not_agreed: &'static str,
    pub to_consents: &'static str,
    pub data_version: fn(u32) -> String,
}

static JA: CommentText = CommentText {
    title: "応募の内容とコメント",
    lead: "構成組合の担当者どうしのコメントです。事務局や審査委員には見えません。",
    open_count: |count| format!("未対応のコメントは{count}件です。"),
    open_here: |count| {
        if count == 0 {
            String::new()
        } else {
            format!("（未対応{count}件）")
        }
    },
    content: |name| format!("「{name}」の内容を見る"),
    open: "未対応",
    settled: "対応済み",
    settle: "対応済みにする",
    reopen: "未対応に戻す",
    body: "コメント",
    write: |name| format!("「{name}」へのコメント"),
    send: |name| format!("「{name}」にコメントする"),
    members: "構成員",
    members_lead: "費用負担とデータの取扱いを含む同意事項に、どの組合が同意したかを示します。",
    society: "組合",
    share: "今の負担額（円）",
    consent: "同意の状況",
    agreed: |day| format!("今の内容に同意済み（{day}）"),
    agreed_earlier: |day| format!("以前の内容に同意（{day}）。もう一度の同意が必要です"),
    not_agreed: "まだ同意していません",
    to_consents: "コンソーシアムで同意の状況を見る",
    data_version: |version| format!("データの取扱い 第{version}版"),
};

static EN: CommentText = CommentText {
    title: "Content and comments",
    lead: "Comments among the societies of the consortium. Neither office nor reviewers see them.",
    open_count: |count| format!("Open comments: {count}."),
    open_here: |count| {
        if count == 0 {
            String::new()
        } else {
            format!("({count} open)")
        }
    },
    content: |name| format!("See what “{name}” says"),
    open: "Open",
    settled: "Settled",
    settle: "Mark as settled",
    reopen: "Open again",
    body: "Comment",
    write: |name| format!("Comment on “{name}”"),
    send: |name| format!("Send the comment on “{name}”"),
    members: "Societies",
    members_lead: "Which society has agreed to the terms, shares and data handling included.",
    society: "Society",
    share: "Share now (yen)",
    consent: "Consent",
    agreed: |day| format!("Agreed to the present terms ({day})"),
    agreed_earlier: |day| format!("Agreed to earlier terms ({day}); has to agree again"),
    not_agreed: "Has not agreed yet",
    to_consents: "See the consents in the consortium",
    data_version: |version| format!("data handling, version {version}"),
};

impl CommentText {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }
}
