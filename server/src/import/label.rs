//! Turns what people write for a choice into the codes of the form. What it cannot read stays as it was written, so
//! that the form's own check names it.

use std::collections::HashMap;

use domain::code::{
    CodeList, CostSharing, DataUse, Industry, InsurerForm, InsurerKind, ListingKind, MembersVisibility, Mode,
    Prefecture, Purpose, Region, SizeBand, SubsidyUse, Target, Theme, Visibility,
};

use super::column::label_key;

/// Longest run of words that is tried as one label, such as 生活関連サービス業、娯楽業.
const LABEL_WORDS: usize = 4;

/// Most readings that are remembered; a file with more different texts than that gains nothing from remembering.
const MOST_READINGS: usize = 10_000;

/// The fields with one choice.
const CHOICES: [&str; 7] = [
    "kind",
    "cat",
    "cost",
    "data_use",
    "visibility",
    "members_visibility",
    "subsidy",
];

/// Reads labels and remembers them: comparing a text with every name of a list is slow, and files repeat themselves.
#[derive(Debug, Default)]
pub struct LabelBook {
    known: HashMap<(&'static str, String), Vec<&'static str>>,
}

/// The places of a program.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// 全国 was among them.
    pub nationwide: bool,
    /// Codes of prefectures, or texts as written.
    pub prefectures: Vec<String>,
}

impl LabelBook {
    /// The code of a single choice, or the text as written.
    pub fn choice(&mut self, field: &'static str, text: &str) -> String {
        if !CHOICES.contains(&field) {
            return text.to_owned();
        }
        self.read(field, text)
            .first()
            .map_or_else(|| text.to_owned(), |code| (*code).to_owned())
    }

    /// The codes of a list, or the texts as written. `purposes` decides which theme a word like 睡眠 means.
    pub fn choices(&mut self, field: &'static str, texts: &[String], purposes: &[Purpose]) -> Vec<String> {
        let mut read = |label: &str| -> Option<&'static str> {
            let under = |purpose: &Purpose| Theme::from_label_under(*purpose, label).map(Theme::code);
            let own = if field == "theme" {
                purposes.iter().find_map(under)
            } else {
                None
            };
            // The program's own purposes come first; a word that is only known elsewhere is still understood.
            own.or_else(|| self.read(field, label).first().copied())
        };
        let labels: Vec<String> = texts
            .iter()
            .flat_map(|text| split(text, &mut |label| read(label).is_some()))
            .collect();
        labels
            .into_iter()
            .map(|label| read(&label).map_or(label, str::to_owned))
            .collect()
    }

    /// Reads prefectures, whole regions (関東, 九州・沖縄, 近畿厚生局) and 全国.
    pub fn places(&mut self, texts: &[String]) -> Places {
        let mut places = Places::default();
        let mut is_place = |label: &str| is_nationwide(label) || !self.read("pref", label).is_empty();
        let labels: Vec<String> = texts.iter().flat_map(|text| split(text, &mut is_place)).collect();
        for label in labels {
            if is_nationwide(&label) {
                places.nationwide = true;
                continue;
            }
            match self.read("pref", &label) {
                [] => places.prefectures.push(label),
                codes => places.prefectures.extend(codes.iter().map(|code| (*code).to_owned())),
            }
        }
        places
    }

    /// The codes that a label of a field means: one, or several for a region; none when it means nothing.
    fn read(&mut self, field: &'static str, label: &str) -> &[&'static str] {
        if self.known.len() >= MOST_READINGS {
            self.known.clear();
        }
        self.known
            .entry((field, label.to_owned()))
            .or_insert_with(|| codes(field, label))
    }
}

/// `1` for yes, nothing for no, otherwise the text as written.
pub fn yes_no(text: &str) -> String {
    match label_key(text).as_str() {
        "1" | "true" | "yes" | "y" => "1".to_owned(),
        "" if text.trim().is_empty() => String::new(),
        "0" | "false" | "no" | "n" => String::new(),
        key if is_nationwide(text) || key == label_key("はい") || key == label_key("有") => "1".to_owned(),
        key if key == label_key("いいえ") || key == label_key("無") => String::new(),
        _ if matches!(text.trim(), "○" | "〇" | "◯" | "✓") => "1".to_owned(),
        _ if matches!(text.trim(), "×" | "-" | "－") => String::new(),
        _ => text.to_owned(),
    }
}

fn codes(field: &str, label: &str) -> Vec<&'static str> {
    let code = match field {
        "kind" => code_of::<ListingKind>(label),
        "cat" | "sub_cat" => code_of::<Purpose>(label),
        "theme" => code_of::<Theme>(label),
        "target" => code_of::<Target>(label),
        "mode" => code_of::<Mode>(label),
        "cost" => code_of::<CostSharing>(label),
        "data_use" => code_of::<DataUse>(label),
        "size" => code_of::<SizeBand>(label),
        "industry" => code_of::<Industry>(label),
        "visibility" => code_of::<Visibility>(label),
        "members_visibility" => code_of::<MembersVisibility>(label),
        "condition_kind" => code_of::<InsurerKind>(label),
        "condition_form" => code_of::<InsurerForm>(label),
        "subsidy" => code_of::<SubsidyUse>(label),
        "pref" => match (code_of::<Prefecture>(label), Region::from_label(label)) {
            (None, Some(region)) => return region.prefectures().map(Prefecture::code).collect(),
            (prefecture, _) => prefecture,
        },
        _ => None,
    };
    code.into_iter().collect()
}

fn code_of<T: CodeList>(label: &str) -> Option<&'static str> {
    T::from_code(label).or_else(|| T::from_label(label)).map(T::code)
}

fn is_nationwide(label: &str) -> bool {
    matches!(
        label_key(label).as_str(),
        "全国" | "nationwide" | "all" | "47都道府県" | "全都道府県"
    )
}

/// Cuts a cell into labels. `;`, `|` and line breaks always separate; commas do only where they are not part of a
/// label, as in 金融業、保険業.
fn split(text: &str, is_label: &mut dyn FnMut(&str) -> bool) -> Vec<String> {
    let parts = text
        .split([';', '；', '|', '｜', '\n', '\r'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let mut labels = Vec::new();
    for part in parts {
        labels.extend(split_at_commas(part, is_label));
    }
    labels
}

fn split_at_commas(part: &str, is_label: &mut dyn FnMut(&str) -> bool) -> Vec<String> {
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
        let run = longest
            .map(|last| (last, part[from..words[last].1].trim()))
            .find(|(_, label)| is_label(label));
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

    fn list(field: &'static str, text: &str, purposes: &[Purpose]) -> Vec<String> {
        LabelBook::default().choices(field, &[text.to_owned()], purposes)
    }

    #[test]
    fn 区切りはいろいろ使える() {
        for text in [
            "被保険者;被扶養者",
            "被保険者、被扶養者",
            "insured|dependants",
            "本人, 家族",
            "被保険者\n被扶養者；",
        ] {
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
        assert_eq!(
            list("theme", "受診勧奨、CKD", &[Purpose::JushokaYobo]),
            ["medical-visit", "ckd"]
        );
        assert_eq!(
            list("theme", "受診勧奨", &[Purpose::TokuteiKenshin]),
            ["checkup-invitation"]
        );
        assert_eq!(list("theme", "睡眠", &[Purpose::Jakunensha]), ["young-sleep"]);
        assert_eq!(list("theme", "受診勧奨", &[Purpose::Sonota]), ["受診勧奨"]);
    }

    #[test]
    fn 地域は県名でも番号でも地方でも書ける() {
        let read = |text: &str| LabelBook::default().places(&[text.to_owned()]);
        assert_eq!(read("東京、神奈川県;12").prefectures, ["13", "14", "12"]);
        assert_eq!(read("四国").prefectures, ["36", "37", "38", "39"]);
        assert_eq!(read("北海道").prefectures, ["01"]);
        assert_eq!(
            read("全国"),
            Places {
                nationwide: true,
                prefectures: vec![]
            }
        );
        assert_eq!(read("東京、江戸").prefectures, ["13", "江戸"]);
    }

    #[test]
    fn 読めない選択肢はそのまま残す() {
        let mut labels = LabelBook::default();
        assert_eq!(labels.choice("cat", "重症化予防"), "jushoka-yobo");
        assert_eq!(labels.choice("cat", "健康づくり"), "健康づくり");
        assert_eq!(labels.choice("cost", "無料"), "free");
        assert_eq!(yes_no("はい"), "1");
        assert_eq!(yes_no("FALSE"), "");
        assert_eq!(yes_no("○"), "1");
        assert_eq!(yes_no("たぶん"), "たぶん");
    }
}
