//! Turns what people write for a choice into the codes of the form. What it cannot read stays as it was written, so
//! that the form's own check names it.

use domain::code::{
    CodeList, CostSharing, DataUse, Industry, ListingKind, Mode, Prefecture, Purpose, Region, SizeBand, SubsidyUse,
    Target, Theme, Visibility,
};

use super::column::label_key;

/// Longest run of words that is tried as one label, such as 生活関連サービス業、娯楽業.
const LABEL_WORDS: usize = 4;

/// The code of a single choice, or the text as written.
pub fn choice(field: &str, text: &str) -> String {
    let code = match field {
        "kind" => code_of::<ListingKind>(text),
        "cat" => code_of::<Purpose>(text),
        "cost" => code_of::<CostSharing>(text),
        "data_use" => code_of::<DataUse>(text),
        "visibility" => code_of::<Visibility>(text),
        "subsidy" => code_of::<SubsidyUse>(text),
        _ => None,
    };
    code.map_or_else(|| text.to_owned(), str::to_owned)
}

/// The codes of a list, or the texts as written. `purposes` decides which theme a word like 睡眠 means.
pub fn choices(field: &str, texts: &[String], purposes: &[Purpose]) -> Vec<String> {
    let read = |label: &str| match field {
        "sub_cat" => code_of::<Purpose>(label),
        "theme" => theme(label, purposes).map(Theme::code),
        "target" => code_of::<Target>(label),
        "mode" => code_of::<Mode>(label),
        "size" => code_of::<SizeBand>(label),
        "industry" => code_of::<Industry>(label),
        _ => None,
    };
    let labels = texts.iter().flat_map(|text| split(text, &|label| read(label).is_some()));
    labels.map(|label| read(&label).map_or(label, str::to_owned)).collect()
}

/// The places of a program.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// 全国 was among them.
    pub nationwide: bool,
    /// Codes of prefectures, or texts as written.
    pub prefectures: Vec<String>,
}

/// Reads prefectures, whole regions (関東, 九州・沖縄, 近畿厚生局) and 全国.
pub fn places(texts: &[String]) -> Places {
    let mut places = Places::default();
    let is_place = |label: &str| is_nationwide(label) || !prefectures(label).is_empty();
    for label in texts.iter().flat_map(|text| split(text, &is_place)) {
        if is_nationwide(&label) {
            places.nationwide = true;
            continue;
        }
        match prefectures(&label) {
            found if found.is_empty() => places.prefectures.push(label),
            found => places.prefectures.extend(found.into_iter().map(|pref| pref.code().to_owned())),
        }
    }
    places
}

/// `1` for yes, nothing for no, otherwise the text as written.
pub fn yes_no(text: &str) -> String {
    match label_key(text).as_str() {
        "1" | "true" | "yes" | "y" => "1".to_owned(),
        "0" | "false" | "no" | "n" => String::new(),
        key if is_nationwide(text) || key == label_key("はい") || key == label_key("有") => "1".to_owned(),
        key if key == label_key("いいえ") || key == label_key("無") => String::new(),
        _ if matches!(text.trim(), "○" | "〇" | "◯" | "✓") => "1".to_owned(),
        _ if matches!(text.trim(), "×" | "-" | "－") => String::new(),
        _ => text.to_owned(),
    }
}

fn code_of<T: CodeList>(label: &str) -> Option<&'static str> {
    T::from_label(label).map(T::code)
}

/// The program's own purposes come first; a word that is only known elsewhere is still understood.
fn theme(label: &str, purposes: &[Purpose]) -> Option<Theme> {
    let own = purposes.iter().find_map(|purpose| Theme::from_label_under(*purpose, label));
    own.or_else(|| Theme::from_label(label))
}

fn is_nationwide(label: &str) -> bool {
    matches!(label_key(label).as_str(), "全国" | "nationwide" | "all" | "47都道府県" | "全都道府県")
}

fn prefectures(label: &str) -> Vec<Prefecture> {
    match Prefecture::from_label(label) {
        Some(prefecture) => vec![prefecture],
        None => Region::from_label(label).map_or_else(Vec::new, |region| region.prefectures().collect()),
    }
}

/// Cuts a cell into labels. `;`, `|` and line breaks always separate; commas do only where they are not part of a
/// label, as in 金融業、保険業.
fn split(text: &str, is_label: &dyn Fn(&str) -> bool) -> Vec<String> {
    let parts = text.split([';', '；', '|', '｜', '\n', '\r']).map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(|part| split_at_commas(part, is_label)).collect()
}

fn split_at_commas(part: &str, is_label: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for (at, separator) in part.match_indices(['、', ',', '，', '､', '/', '／']) {
        words.push((start, at));
        start = at + separator.len();
    }
    words.push((start, part.len()));

    let mut labels = Vec::new();
    let mut next = 0;
    while let Some(&(from, end)) = words.get(next) {
        let longest = (next..words.len().min(next + LABEL_WORDS)).rev();
        let run = longest.map(|last| (last, part[from..words[last].1].trim())).find(|(_, label)| is_label(label));
        let (last, label) = run.unwrap_or((next, part[from..end].trim()));
        if !label.is_empty() {
            labels.push(label.to_owned());
        }
        next = last + 1;
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(field: &str, text: &str, purposes: &[Purpose]) -> Vec<String> {
        choices(field, &[text.to_owned()], purposes)
    }

    #[test]
    fn 区切りはいろいろ使える() {
        for text in ["被保険者;被扶養者", "被保険者、被扶養者", "insured|dependants", "本人, 家族", "被保険者\n被扶養者；"] {
            assert_eq!(list("target", text, &[]), ["insured", "dependants"], "{text}");
        }
    }

    #[test]
    fn 読点を含む名前は切らない() {
        assert_eq!(
            list("industry", "金融業、保険業、運輸業、生活関連サービス業、娯楽業", &[]),
            ["finance-insurance", "transport", "personal-services-leisure"]
        );
        assert_eq!(list("size", "1,000〜2,999人、999人以下", &[]), ["1000-2999", "0-999"]);
    }

    #[test]
    fn テーマは分類によって読み分ける() {
        assert_eq!(list("theme", "受診勧奨、CKD", &[Purpose::JushokaYobo]), ["medical-visit", "ckd"]);
        assert_eq!(list("theme", "受診勧奨", &[Purpose::TokuteiKenshin]), ["checkup-invitation"]);
        assert_eq!(list("theme", "睡眠", &[Purpose::Jakunensha]), ["young-sleep"]);
        assert_eq!(list("theme", "受診勧奨", &[Purpose::Sonota]), ["受診勧奨"]);
    }

    #[test]
    fn 地域は県名でも番号でも地方でも書ける() {
        let read = |text: &str| places(&[text.to_owned()]);
        assert_eq!(read("東京、神奈川県;12").prefectures, ["13", "14", "12"]);
        assert_eq!(read("四国").prefectures, ["36", "37", "38", "39"]);
        assert_eq!(read("北海道").prefectures, ["01"]);
        assert_eq!(read("全国"), Places { nationwide: true, prefectures: vec![] });
        assert_eq!(read("東京、江戸").prefectures, ["13", "江戸"]);
    }

    #[test]
    fn 読めない選択肢はそのまま残す() {
        assert_eq!(choice("cat", "重症化予防"), "jushoka-yobo");
        assert_eq!(choice("cat", "健康づくり"), "健康づくり");
        assert_eq!(choice("cost", "無料"), "free");
        assert_eq!(yes_no("はい"), "1");
        assert_eq!(yes_no("FALSE"), "");
        assert_eq!(yes_no("○"), "1");
        assert_eq!(yes_no("たぶん"), "たぶん");
    }
}
