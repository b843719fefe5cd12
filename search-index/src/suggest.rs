//! Suggestions while typing (SRCH-11, SRCH-15): names that begin with what has been typed so far, by spelling or by
//! reading. Proposes whole names only and ranks them by group, not by use.

use domain::Lang;
use domain::code::{CodeList, Prefecture, Purpose, Theme};

use crate::analysis::{Analyser, Folded, to_key, to_sound};
use crate::snapshot::{Bits, Snapshot};

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuggestionKind {
    /// 都道府県.
    Prefecture,
    /// 事業の目的.
    Purpose,
    /// 健康課題.
    Theme,
    /// 主催者.
    Organisation,
    /// 事業名.
    Program,
}

impl SuggestionKind {
    /// In the order of the list.
    pub const ALL: &'static [Self] = &[
        Self::Prefecture,
        Self::Purpose,
        Self::Theme,
        Self::Organisation,
        Self::Program,
    ];
}

/// A name to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its group.
    pub kind: SuggestionKind,
    /// The name.
    pub text: String,
    /// Code of a list, id of a program, name of an organisation.
    pub value: String,
    /// Reading in hiragana, coarse: without small kana and long-vowel marks.
    pub reading: String,
}

/// Everything one scope may be offered, sorted for looking up.
pub struct Shelf {
    entries: Vec<Suggestion>,
    by_key: Vec<(String, u32)>,
    by_sound: Vec<(String, u32)>,
}

/// At most so many names are looked at per way of looking.
const LOOKED_AT: usize = 400;

impl Shelf {
    /// The names of the lists, and of visible organisations and programs.
    pub fn new(snapshot: &Snapshot, visible: &Bits, analyser: &Analyser) -> Self {
        let mut entries = Vec::new();
        for prefecture in Prefecture::ALL {
            entries.push(Suggestion {
                kind: SuggestionKind::Prefecture,
                text: prefecture.name(Lang::Ja).to_owned(),
                value: prefecture.code().to_owned(),
                reading: to_sound(prefecture.reading()),
            });
        }
        add_list::<Purpose>(&mut entries, SuggestionKind::Purpose, analyser);
        add_list::<Theme>(&mut entries, SuggestionKind::Theme, analyser);
        let mut organisations = std::collections::HashSet::new();
        for row in visible.iter().filter_map(|slot| snapshot.rows.get(slot)) {
            if organisations.insert(row.organisation.as_str()) {
                entries.push(Suggestion {
                    kind: SuggestionKind::Organisation,
                    text: row.organisation.clone(),
                    value: row.organisation.clone(),
                    reading: row.organisation_sound.clone(),
                });
            }
            entries.push(Suggestion {
                kind: SuggestionKind::Program,
                text: row.title.clone(),
                value: row.id.to_string(),
                reading: row.title_sound.clone(),
            });
        }
        let mut by_key: Vec<(String, u32)> = entries.iter().zip(0..).map(|(it, at)| (key_of(&it.text), at)).collect();
        let mut by_sound: Vec<(String, u32)> = entries
            .iter()
            .zip(0..)
            .map(|(it, at)| (it.reading.clone(), at))
            .collect();
        by_key.sort_unstable();
        by_sound.sort_unstable();
        Self {
            entries,
            by_key,
            by_sound,
        }
    }

    /// Names that begin like this. Every group that has one gets its share before any gets more.
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let key = key_of(without_romaji(typed));
        let sound = to_sound(&key);
        let mut found: Vec<u32> = starting_with(&self.by_key, &key).collect();
        found.extend(starting_with(&self.by_sound, &sound));
        found.sort_unstable();
        found.dedup();
        let mut names = std::collections::HashSet::new();
        let mut groups: Vec<Vec<&Suggestion>> = vec![Vec::new(); SuggestionKind::ALL.len()];
        for entry in found
            .into_iter()
            .filter_map(|position| self.entries.get(position as usize))
        {
            // Programs of the same name are different programs, but one line says it.
            if names.insert((entry.kind, entry.text.as_str()))
                && let Some(group) = groups.get_mut(entry.kind as usize)
            {
                group.push(entry);
            }
        }
        let mut shares = vec![0; groups.len()];
        let mut given = 0;
        while given < limit {
            let before = given;
            for (share, group) in shares.iter_mut().zip(&groups) {
                if *share < group.len() && given < limit {
                    *share += 1;
                    given += 1;
                }
            }
            if given == before {
                break;
            }
        }
        groups
            .iter()
            .zip(shares)
            .flat_map(|(group, share)| group.iter().take(share).copied().cloned())
            .collect()
    }
}

fn add_list<T: CodeList>(entries: &mut Vec<Suggestion>, kind: SuggestionKind, analyser: &Analyser) {
    entries.extend(T::ALL.iter().map(|value| {
        let text = value.name(Lang::Ja);
        Suggestion {
            kind,
            text: text.to_owned(),
            value: value.code().to_owned(),
            reading: analyser.sound(text),
        }
    }));
}

fn key_of(text: &str) -> String {
    let mut key = to_key(&Folded::of(text).text);
    key.retain(|c| !c.is_whitespace());
    key
}

/// While a syllable is being typed, its first letters stand in Latin after the kana: とくていk.
fn without_romaji(typed: &str) -> &str {
    let kana = typed
        .trim()
        .trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, 'ａ'..='ｚ'));
    let ends_in_kana = kana
        .chars()
        .next_back()
        .is_some_and(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'));
    if ends_in_kana { kana } else { typed }
}

fn starting_with<'a>(sorted: &'a [(String, u32)], prefix: &str) -> impl Iterator<Item = u32> + use<'a> {
    let first = sorted.partition_point(|(text, _)| text.as_str() < prefix);
    let prefix = prefix.to_owned();
    let matching = sorted[first..]
        .iter()
        .take_while(move |(text, _)| !prefix.is_empty() && text.starts_with(&prefix));
    matching.take(LOOKED_AT).map(|(_, position)| *position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 打ちかけのローマ字は見ない() {
        assert_eq!(without_romaji("とくていk"), "とくてい");
        assert_eq!(without_romaji("とくていｋｙ"), "とくてい");
        assert_eq!(without_romaji("ICT"), "ICT");
        assert_eq!(without_romaji("特定ICT"), "特定ICT");
    }
}
