//! What the mails about saved searches say: the link that proves an address, and the news with the reasons for each.

use domain::Lang;
use domain::alert::{Digest, DigestEntry, DigestGroup, Trigger};

use super::letter::Words;
use crate::page::facet_value;

/// A part of a mail with a heading and a list of things to open.
pub struct Part {
    /// What it is about.
    pub heading: String,
    /// Things with label, path, and lines about each.
    pub items: Vec<(String, String, Vec<String>)>,
    /// Further links: label and path.
    pub links: Vec<(String, String)>,
}

/// Proves the address.
pub fn confirm(lang: Lang, search: &str, path: &str) -> Words {
    match lang {
        Lang::Ja => Words {
            subject: "新着のお知らせの登録を完了してください".into(),
            lines: vec![
                format!("「{search}」の新着をメールで受け取る申込みがありました。"),
                "3日以内に下のページを開き、登録を完了してください。完了するまでお知らせは届きません。".into(),
                "心当たりがないときは、このメールを削除してください。何も登録されません。".into(),
            ],
            link: Some(("登録を完了する".into(), path.to_owned())),
        },
        Lang::En => Words {
            subject: "Finish your subscription".into(),
            lines: vec![
                format!("Somebody asked for news of this search at your address: {search}."),
                "Open the page below within three days to finish. Nothing else is sent before that.".into(),
                "If this was not you, delete this mail. Nothing will be registered.".into(),
            ],
            link: Some(("Finish".into(), path.to_owned())),
        },
    }
}

/// News of saved searches.
pub fn digest(lang: Lang, digest: &Digest) -> Words {
    let total = digest.total();
    let mut lines: Vec<String> = Vec::new();
    match (lang, &digest.name) {
        (Lang::Ja, Some(name)) => lines.push(format!("{name} 様")),
        (Lang::En, Some(name)) => lines.push(format!("Dear {name},")),
        (_, None) => {}
    }
    match lang {
        Lang::Ja => {
            lines.push("保存した条件に合う共同事業のお知らせです。".into());
            Words {
                subject: subject_ja(digest, total),
                lines,
                link: Some(("保存した条件を変更・停止する".into(), digest.manage.clone())),
            }
        }
        Lang::En => {
            lines.push("There is news of programs that match your saved searches.".into());
            Words {
                subject: subject_en(digest, total),
                lines,
                link: Some(("Change or end your saved searches".into(), digest.manage.clone())),
            }
        }
    }
}

/// The one reason of all programs, if there is only one.
fn only_reason(digest: &Digest) -> Option<Trigger> {
    let mut reasons = digest
        .groups
        .iter()
        .flat_map(|group| &group.entries)
        .map(|entry| entry.trigger);
    let first = reasons.next()?;
    reasons.all(|reason| reason == first).then_some(first)
}

fn subject_ja(digest: &Digest, total: u32) -> String {
    match only_reason(digest) {
        Some(Trigger::New) => format!("新着の共同事業が{total}件あります"),
        Some(Trigger::DueSoon) => format!("締切が近い共同事業が{total}件あります"),
        Some(Trigger::Changed) => format!("募集内容が変わった共同事業が{total}件あります"),
        None => format!("保存した条件のお知らせが{total}件あります"),
    }
}

fn subject_en(digest: &Digest, total: u32) -> String {
    let programs = if total == 1 { "program" } else { "programs" };
    match only_reason(digest) {
        Some(Trigger::New) => format!("{total} new {programs}"),
        Some(Trigger::DueSoon) => format!("{total} {programs} closing soon"),
        Some(Trigger::Changed) => format!("{total} changed {programs}"),
        None => format!("{total} {programs} for your saved searches"),
    }
}

/// The news in parts, one for each search.
pub fn parts(lang: Lang, digest: &Digest) -> Vec<Part> {
    digest.groups.iter().map(|group| part(lang, group)).collect()
}

fn part(lang: Lang, group: &DigestGroup) -> Part {
    let named = u32::try_from(group.entries.len()).unwrap_or(u32::MAX);
    let more = group.total.saturating_sub(named);
    let all = match (lang, more) {
        (Lang::Ja, 0) => "この条件の検索結果を見る".to_owned(),
        (Lang::Ja, more) => format!("ほかに{more}件あります。この条件の検索結果を見る"),
        (Lang::En, 0) => "See the results of this search".to_owned(),
        (Lang::En, more) => format!("There are {more} more. See the results of this search"),
    };
    let change = match lang {
        Lang::Ja => "条件を変更する",
        Lang::En => "Change this search",
    };
    Part {
        heading: match lang {
            Lang::Ja => format!("「{}」 {}件", group.name, group.total),
            Lang::En => format!("“{}”: {}", group.name, group.total),
        },
        items: group.entries.iter().map(|entry| item(lang, entry)).collect(),
        links: vec![(all, group.path.clone()), (change.to_owned(), group.edit.clone())],
    }
}

fn item(lang: Lang, entry: &DigestEntry) -> (String, String, Vec<String>) {
    let mut lines = vec![entry.trigger.name(lang).to_owned()];
    lines.push(match (lang, entry.deadline) {
        (Lang::Ja, Some(day)) => format!("{}　締切 {}", entry.lead, day.format(lang)),
        (Lang::En, Some(day)) => format!("{}; deadline {}", entry.lead, day.format(lang)),
        (_, None) => entry.lead.clone(),
    });
    let filters = entry
        .filters
        .iter()
        .map(|(facet, value)| facet_value(lang, *facet, value));
    let words = entry.words.iter().map(|word| match lang {
        Lang::Ja => format!("「{word}」"),
        Lang::En => format!("“{word}”"),
    });
    let reasons: Vec<String> = filters.chain(words).collect();
    if !reasons.is_empty() {
        lines.push(match lang {
            Lang::Ja => format!("合った条件：{}", reasons.join("、")),
            Lang::En => format!("Matches: {}", reasons.join(", ")),
        });
    }
    (entry.title.clone(), crate::link::program(entry.id), lines)
}
