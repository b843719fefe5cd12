//! The words that components bring along themselves: labels of buttons, names for screen readers, sentences with
//! numbers. Texts of a page belong to the page and come in as props.

use domain::Lang;
use domain::value::grouped;

/// The words of all components in one language.
pub struct ComponentText {
    /// Skip link to the main content.
    pub skip_main: &'static str,
    /// Skip link to the search filters.
    pub skip_filters: &'static str,
    /// Skip link to the search results.
    pub skip_results: &'static str,
    /// Name of the portal.
    pub site_name: &'static str,
    /// What the portal is, beside its name.
    pub site_tagline: &'static str,
    /// Link of the header to the search.
    pub search_link: &'static str,
    /// Name of the other language, written in that language.
    pub other_language: &'static str,
    /// Link to the sign-in page.
    pub sign_in: &'static str,
    /// Button that ends the session.
    pub sign_out: &'static str,
    /// Name of the block with the signed-in organisation.
    pub account_label: &'static str,
    /// Label of the choice of the acting organisation.
    pub acting_label: &'static str,
    /// Button of that choice.
    pub acting_button: &'static str,
    /// Link to the pages of the signed-in user.
    pub my_page: &'static str,
    /// Name of the main menu.
    pub nav_label: &'static str,
    /// Name of the links in the footer.
    pub footer_label: &'static str,
    /// Credit of the design system (licence of its example code).
    pub design_credit: &'static str,
    /// Name of the breadcrumb.
    pub breadcrumb_label: &'static str,
    /// Requirement mark of a field that must be filled in.
    pub required: &'static str,
    /// Requirement mark of a field that may stay empty.
    pub optional: &'static str,
    /// Support text of date fields: which spellings are accepted.
    pub date_example: &'static str,
    /// First entry of a select without a choice yet.
    pub select_prompt: &'static str,
    /// Limit of a text in characters.
    pub text_limit: fn(u32) -> String,
    /// Heading of the error summary, with the number of errors.
    pub error_summary: fn(u32) -> String,
    /// Heading of the filter panel.
    pub filters: &'static str,
    /// Summary line of the filter panel on small screens, with the number of chosen values.
    pub filters_chosen: fn(u32) -> String,
    /// Number of chosen values of one facet.
    pub facet_chosen: fn(u32) -> String,
    pub facet_any: &'static str,
    pub facet_search: fn(&str) -> String,
    pub facet_left: &'static str,
    /// Opens the less frequent values of a facet, with their number.
    pub show_more: fn(u32) -> String,
    /// Button that applies the filters.
    pub apply_filters: &'static str,
    /// Link that removes every filter.
    pub clear_filters: &'static str,
    /// Opens the children of a branch, for instance the prefectures of a region.
    pub branch_children: fn(&str) -> String,
    /// Mark of a branch with some of its children chosen.
    pub branch_partly: &'static str,
    /// Mark of a branch that is chosen as a whole.
    pub branch_whole: &'static str,
    /// Heading of the chosen filters.
    pub active_filters: &'static str,
    /// Name of the link that removes a filter: the words before and after its label.
    pub remove_filter: (&'static str, &'static str),
    /// Number of results with its unit.
    pub count: fn(u32) -> String,
    /// The unit of a number of results, heard but not seen.
    pub count_unit: &'static str,
    /// Label of the choice of order.
    pub sort_label: &'static str,
    /// Button that applies the order.
    pub sort_button: &'static str,
    /// Label of the choice of results per page.
    pub per_label: &'static str,
    /// Button that applies the results per page.
    pub per_button: &'static str,
    pub view_label: &'static str,
    pub view_button: &'static str,
    /// Name of the pagination.
    pub pagination_label: &'static str,
    /// Link to the page before.
    pub previous: &'static str,
    /// Link to the page after.
    pub next: &'static str,
    /// One page of the pagination, for screen readers.
    pub page: fn(u32) -> String,
    /// Where one is: page and last page.
    pub page_of: fn(u32, u32) -> String,
    /// Label of the search box.
    pub search_label: &'static str,
    /// Button of the search box.
    pub search_button: &'static str,
    /// Word before a deadline.
    pub deadline: &'static str,
    /// Days until a deadline; 0 is today.
    pub days_left: fn(i64) -> String,
    /// Organiser of a program.
    pub organiser: &'static str,
    /// Word before the pale end of the heat scale.
    pub heat_few: &'static str,
    /// Word after the dark end of the heat scale.
    pub heat_many: &'static str,
    /// Explanation of the heat scale.
    pub heat_label: &'static str,
    /// Steps done of a task list: done and all.
    pub progress: fn(u32, u32) -> String,
    /// Link from a checked answer to its field.
    pub change: &'static str,
    /// Name of that link: the words around the field's name.
    pub change_field: (&'static str, &'static str),
    /// Shown where nothing was typed.
    pub not_entered: &'static str,
    /// Names of the notices: success, warning, information.
    pub notice: [&'static str; 3],
    /// Reference number of a fault.
    pub reference: &'static str,
    /// States of a section of a form: untouched, started, to correct, done.
    pub section_state: [&'static str; 4],
    /// States of a listing, in the order of `ListingState::ALL`.
    pub listing_state: [&'static str; 8],
}

impl ComponentText {
    /// The words in a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }
}

fn plural(number: u32, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number.into()), if number == 1 { one } else { many })
}

/// Japanese.
pub static JA: ComponentText = ComponentText {
    skip_main: "本文へ",
    skip_filters: "検索条件へ",
    skip_results: "検索結果へ",
    site_name: "共同事業ナビ",
    site_tagline: "健康保険組合の共同事業ポータル",
    search_link: "共同事業を探す",
    other_language: "English",
    sign_in: "ログイン",
    sign_out: "ログアウト",
    account_label: "ログイン中の組織",
    acting_label: "操作する組織",
    acting_button: "切り替える",
    my_page: "マイページ",
    nav_label: "メインメニュー",
    footer_label: "サイト情報",
    design_credit: "本サイトはデジタル庁デザインシステム（MITライセンスのコードスニペット）を参考にしています。",
    breadcrumb_label: "現在位置",
    required: "※必須",
    optional: "※任意",
    date_example: "例：令和8年3月13日、2026/3/13、R8.3.13",
    select_prompt: "選んでください",
    text_limit: |limit| format!("{}文字以内で入力してください", grouped(limit.into())),
    error_summary: |count| format!("入力内容に問題があります（{count}件）"),
    filters: "絞り込み条件",
    filters_chosen: |count| match count {
        0 => "絞り込み条件".to_owned(),
        _ => format!("絞り込み条件（{count}件選択中）"),
    },
    facet_chosen: |count| format!("{count}件選択中"),
    facet_any: "指定なし",
    facet_search: |legend| format!("「{legend}」の中を探す"),
    facet_left: "件の選択肢があります",
    show_more: |count| format!("さらに表示（あと{count}件）"),
    apply_filters: "この条件で検索",
    clear_filters: "条件をすべて解除",
    branch_children: |parent| format!("{parent}の内訳"),
    branch_partly: "一部選択",
    branch_whole: "全体選択",
    active_filters: "選択中の条件",
    remove_filter: ("「", "」を条件から外す"),
    count: |count| format!("{}件", grouped(count.into())),
    count_unit: "件",
    sort_label: "並び順",
    sort_button: "並べ替える",
    per_label: "表示件数",
    per_button: "変更する",
    view_label: "表示形式",
    view_button: "切り替える",
    pagination_label: "検索結果のページ",
    previous: "前へ",
    next: "次へ",
    page: |page| format!("{page}ページ目"),
    page_of: |page, last| format!("全{last}ページ中{page}ページ目"),
    search_label: "キーワード",
    search_button: "検索",
    deadline: "締切",
    days_left: |days| match days {
        0 => "本日締切".to_owned(),
        _ => format!("あと{days}日"),
    },
    organiser: "主催",
    heat_few: "少ない",
    heat_many: "多い",
    heat_label: "色が濃いほど件数が多いことを表します。",
    progress: |done, all| format!("{all}項目中{done}項目が完了"),
    change: "変更",
    change_field: ("「", "」を変更"),
    not_entered: "未入力",
    notice: ["完了", "注意", "お知らせ"],
    reference: "お問い合わせ番号",
    section_state: ["未着手", "入力中", "要修正", "完了"],
    listing_state: [
        "下書き",
        "公開審査待ち",
        "差戻し",
        "公開中",
        "公開停止",
        "掲載終了",
        "保存",
        "削除済み",
    ],
};

/// English.
pub static EN: ComponentText = ComponentText {
    skip_main: "Skip to main content",
    skip_filters: "Skip to filters",
    skip_results: "Skip to results",
    site_name: "Kyodo Navi",
    site_tagline: "Joint health programs of health insurance societies",
    search_link: "Find programs",
    other_language: "日本語",
    sign_in: "Sign in",
    sign_out: "Sign out",
    account_label: "Signed-in organisation",
    acting_label: "Acting organisation",
    acting_button: "Switch",
    my_page: "My page",
    nav_label: "Main menu",
    footer_label: "About this site",
    design_credit: "This site draws on the Digital Agency Design System (code snippets under the MIT licence).",
    breadcrumb_label: "You are here",
    required: "(required)",
    optional: "(optional)",
    date_example: "For example 13 March 2026 as 2026/3/13, R8.3.13 or 令和8年3月13日",
    select_prompt: "Choose one",
    text_limit: |limit| format!("Up to {}", plural(limit, "character", "characters")),
    error_summary: |count| format!("There is a problem with what you entered ({count})"),
    filters: "Filters",
    filters_chosen: |count| match count {
        0 => "Filters".to_owned(),
        _ => format!("Filters ({count} selected)"),
    },
    facet_chosen: |count| format!("{count} selected"),
    facet_any: "Any",
    facet_search: |legend| format!("Search in “{legend}”"),
    facet_left: " choices",
    show_more: |count| format!("Show {count} more"),
    apply_filters: "Apply filters",
    clear_filters: "Clear all filters",
    branch_children: |parent| format!("Inside {parent}"),
    branch_partly: "Partly selected",
    branch_whole: "All selected",
    active_filters: "Selected filters",
    remove_filter: ("Remove filter “", "”"),
    count: |count| plural(count, "program", "programs"),
    count_unit: " programs",
    sort_label: "Order",
    sort_button: "Sort",
    per_label: "Results per page",
    per_button: "Change",
    view_label: "Show as",
    view_button: "Switch",
    pagination_label: "Pages of results",
    previous: "Previous",
    next: "Next",
    page: |page| format!("Page {page}"),
    page_of: |page, last| format!("Page {page} of {last}"),
    search_label: "Keywords",
    search_button: "Search",
    deadline: "Deadline",
    days_left: |days| match days {
        0 => "closes today".to_owned(),
        1 => "1 day left".to_owned(),
        _ => format!("{days} days left"),
    },
    organiser: "Organiser",
    heat_few: "Few",
    heat_many: "Many",
    heat_label: "A darker colour means more programs.",
    progress: |done, all| format!("{done} of {all} sections done"),
    change: "Change",
    change_field: ("Change “", "”"),
    not_entered: "Nothing entered",
    notice: ["Done", "Attention", "Information"],
    reference: "Reference number",
    section_state: ["Not started", "In progress", "Needs correction", "Done"],
    listing_state: [
        "Draft",
        "Waiting for check",
        "Returned",
        "Published",
        "Suspended",
        "Closed",
        "Archived",
        "Deleted",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 残り日数と件数を言葉にする() {
        assert_eq!((JA.days_left)(0), "本日締切");
        assert_eq!((JA.days_left)(9), "あと9日");
        assert_eq!((EN.days_left)(1), "1 day left");
        assert_eq!((EN.count)(1), "1 program");
        assert_eq!((JA.error_summary)(3), "入力内容に問題があります（3件）");
    }
}
