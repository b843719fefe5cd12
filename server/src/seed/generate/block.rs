//! The sentences of generated programs, from the two files beside this one. Their slots are filled from the facts of
//! the program, so that no text contradicts its fields.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use domain::code::Theme;
use serde::Deserialize;

/// Sentences about one theme.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeBlocks {
    /// Titles without a place.
    pub title: Vec<String>,
    /// What is wrong today.
    pub problem: String,
    /// What the program is for.
    pub purpose: String,
    /// What is done.
    pub action: Vec<String>,
    /// How success is measured.
    pub measure: String,
}

/// Sentences that fit every program.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonBlocks {
    pub opening: Vec<String>,
    pub reason: Vec<String>,
    pub goal: Vec<String>,
    pub step: Vec<String>,
    pub joining: Vec<String>,
    pub structure: Vec<String>,
    pub condition: Vec<String>,
    pub cost_note: Vec<String>,
    pub data_note: Vec<String>,
    pub result: Vec<String>,
    pub provider: Vec<String>,
    pub area_note: Vec<String>,
    pub target_note: Vec<String>,
    pub department: Vec<String>,
    pub hours: Vec<String>,
}

/// All sentences.
#[derive(Debug)]
pub struct Blocks {
    themes: HashMap<Theme, ThemeBlocks>,
    /// What fits every program.
    pub common: CommonBlocks,
}

impl Blocks {
    /// Reads the sentences compiled into the program.
    ///
    /// # Errors
    /// A mistake in the files, which a test guards against.
    pub fn read() -> Result<Self> {
        let by_code: HashMap<String, ThemeBlocks> =
            toml::from_str(include_str!("theme_blocks.toml")).context("theme_blocks.toml")?;
        let mut themes = HashMap::with_capacity(by_code.len());
        for (code, blocks) in by_code {
            let theme = Theme::from_code(&code).with_context(|| format!("theme_blocks.toml: no theme {code}"))?;
            themes.insert(theme, blocks);
        }
        if let Some(missing) = Theme::ALL.iter().find(|theme| !themes.contains_key(theme)) {
            anyhow::bail!("theme_blocks.toml: nothing for theme {}", missing.code());
        }
        let common = toml::from_str(include_str!("common_blocks.toml")).context("common_blocks.toml")?;
        Ok(Self { themes, common })
    }

    /// The sentences of a theme.
    pub fn of(&self, theme: Theme) -> Option<&ThemeBlocks> {
        self.themes.get(&theme)
    }
}

/// What fills the slots of a sentence.
#[derive(Clone, Debug)]
pub struct Slots {
    /// `{t}`: the group addressed.
    pub target: String,
    /// `{a}`: the area.
    pub area: String,
    /// `{l}`: the lead society.
    pub lead: String,
    /// `{k}`: the theme.
    pub theme: String,
    /// `{h}`: the way of carrying out.
    pub mode: String,
    /// `{n}`: a number of persons.
    pub persons: i64,
    /// `{m}`: a number of months.
    pub months: i64,
    /// `{s}`: a number of societies.
    pub societies: i64,
}

impl Slots {
    /// The sentence with its slots filled.
    pub fn fill(&self, sentence: &str) -> String {
        let mut filled = String::with_capacity(sentence.len() + 32);
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((slot, after)) = after.split_once('}') else {
                break;
            };
            match slot {
                "t" => filled.push_str(&self.target),
                "a" => filled.push_str(&self.area),
                "l" => filled.push_str(&self.lead),
                "k" => filled.push_str(&self.theme),
                "h" => filled.push_str(&self.mode),
                "n" => filled.push_str(&self.persons.to_string()),
                "m" => filled.push_str(&self.months.to_string()),
                "s" => filled.push_str(&self.societies.to_string()),
                _ => {}
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn すべてのテーマに文があり穴は知っているものだけ() {
        let blocks = Blocks::read().unwrap();
        let themes = blocks.themes.values().flat_map(|theme| {
            theme
                .title
                .iter()
                .chain(&theme.action)
                .chain([&theme.problem, &theme.purpose, &theme.measure])
        });
        let common = &blocks.common;
        let shared = [
            &common.opening,
            &common.reason,
            &common.goal,
            &common.step,
            &common.joining,
            &common.structure,
        ];
        let sentences: Vec<&String> = themes.chain(shared.into_iter().flatten()).collect();
        assert!(sentences.len() > 400, "{}", sentences.len());
        for sentence in sentences {
            for slot in sentence.split('{').skip(1) {
                assert!(
                    ["t}", "a}", "l}", "k}", "h}", "n}", "m}", "s}"]
                        .iter()
                        .any(|known| slot.starts_with(known)),
                    "{sentence}"
                );
            }
        }
    }
}
