//! Generates any number of programs for benchmarks and large tests. The same number and seed give the same programs on
//! every day and machine: there is no clock here, dates lie around a fixed day.

mod block;
mod facts;
mod random;
mod text;

use std::collections::HashSet;

use anyhow::{Result, bail};
use domain::insurer::NewInsurer;
use domain::program::ProgramForm;
use domain::value::OrganisationId;
use store::{ImportItem, ImportState, Imported, Store};

use self::block::Blocks;
use self::facts::Facts;
use self::random::Random;
use super::demo::register_users;
use super::file::{read_insurers, read_users};
use crate::import::write_items;

/// The seed of `server seed --programs N` without `--seed-number`.
pub const DEFAULT_SEED: u64 = 2026;

/// Programs per transaction.
const BATCH: usize = 500;

/// What generating did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Generated {
    /// Programs that are new.
    pub added: u64,
    /// Programs that were there from an earlier run.
    pub known: u64,
}

/// One generated program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedProgram {
    /// Position of the lead society in the list given to the generator.
    pub lead: usize,
    /// The form.
    pub form: ProgramForm,
    /// State after the import.
    pub state: ImportState,
}

/// An endless sequence of programs.
pub struct Generator {
    blocks: Blocks,
    leads: Vec<NewInsurer>,
    seed: u64,
    item: u64,
    /// Society, fiscal year and title of what was made so far: together they identify a listing.
    taken: HashSet<(usize, String)>,
}

impl Generator {
    /// Programs led by those of the insurers that may lead one.
    ///
    /// # Errors
    /// Nobody may lead, or a mistake in the sentences.
    pub fn new(insurers: &[NewInsurer], seed: u64) -> Result<Self> {
        let leads: Vec<NewInsurer> = insurers
            .iter()
            .filter(|insurer| insurer.kind.may_lead())
            .cloned()
            .collect();
        if leads.is_empty() {
            bail!("there is no society that may lead a program");
        }
        Ok(Self {
            blocks: Blocks::read()?,
            leads,
            seed,
            item: 0,
            taken: HashSet::new(),
        })
    }

    /// The societies that lead, in the order to which [`GeneratedProgram::lead`] refers.
    pub fn leads(&self) -> &[NewInsurer] {
        &self.leads
    }
}

impl Iterator for Generator {
    type Item = GeneratedProgram;

    fn next(&mut self) -> Option<GeneratedProgram> {
        let mut random = Random::of_item(self.seed, self.item);
        self.item += 1;
        let lead = usize::try_from(random.draw()).unwrap_or_default() % self.leads.len();
        let society = self.leads.get(lead)?;
        let facts = Facts::draw(&mut random, society, self.item);
        let mut form = text::write(&mut random, &self.blocks, &facts, society)?;
        let plain_title = form.title.clone();
        let mut edition = 1;
        while !self
            .taken
            .insert((lead, format!("{} {}", facts.fiscal_year, form.title)))
        {
            edition += 1;
            form.title = format!("{plain_title}（第{edition}班）");
        }
        Some(GeneratedProgram {
            lead,
            form,
            state: facts.state,
        })
    }
}

/// Registers the demo's insurers and accounts where they are missing, and adds `count` generated programs. `progress`
/// hears of every thousand.
///
/// # Errors
/// Faults of the database; the batches written until then stay.
pub async fn load_generated(store: &Store, count: u64, seed: u64, mut progress: impl FnMut(u64)) -> Result<Generated> {
    let insurers = read_insurers()?;
    store.register_new_insurers(&insurers).await?;
    register_users(store, &read_users()?).await?;
    let mut generator = Generator::new(&insurers, seed)?;
    let leads: Vec<OrganisationId> = store.register_new_insurers(generator.leads()).await?;

    let mut done = Generated::default();
    let mut made = 0;
    while made < count {
        let wanted = usize::try_from(count - made).unwrap_or(BATCH).min(BATCH);
        let mut items = Vec::with_capacity(wanted);
        for program in generator.by_ref().take(wanted) {
            let Some(owner) = leads.get(program.lead) else {
                bail!("a program without a society")
            };
            items.push(ImportItem {
                owner: *owner,
                form: program.form,
                state: program.state,
            });
        }
        for result in write_items(store, &items).await? {
            match result? {
                Imported::Added(_) => done.added += 1,
                Imported::Changed(_) | Imported::Unchanged(_) => done.known += 1,
            }
        }
        let before = made;
        made += items.len() as u64;
        if made / 1_000 > before / 1_000 {
            progress(made);
        }
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::code::{Industry, Prefecture, Purpose, SizeBand, Theme};
    use domain::normalise::char_count;

    use super::*;

    fn programs(count: usize, seed: u64) -> Vec<GeneratedProgram> {
        Generator::new(&read_insurers().unwrap(), seed)
            .unwrap()
            .take(count)
            .collect()
    }

    #[test]
    fn 同じ種からは同じ事業ができる() {
        let long = programs(300, 7);
        assert_eq!(long[..100], programs(100, 7));
        assert_ne!(long[..100], programs(100, 8));
    }

    #[test]
    fn すべて公開できる形で本文の長さも幅がある() {
        let mut lengths = Vec::new();
        for program in programs(1_000, DEFAULT_SEED) {
            let clean = program
                .form
                .check()
                .unwrap_or_else(|problems| panic!("{problems}\n{:#?}", program.form));
            lengths.push(char_count(&clean.content));
        }
        assert!(
            lengths.iter().all(|length| (200..=1_500).contains(length)),
            "{:?} {:?}",
            lengths.iter().min(),
            lengths.iter().max()
        );
        assert!(lengths.iter().max() > lengths.iter().min().map(|length| length * 2).as_ref());
    }

    #[test]
    fn どの選択肢も現れて同じ組合の同じ年度に同じ名前はない() {
        let programs = programs(3_000, DEFAULT_SEED);
        let clean: Vec<_> = programs.iter().map(|program| program.form.check().unwrap()).collect();
        let seen = |values: &dyn Fn(&domain::program::CleanProgram) -> Vec<&'static str>| {
            clean.iter().flat_map(values).collect::<BTreeSet<_>>().len()
        };
        assert_eq!(seen(&|program| vec![program.cat.code()]), Purpose::ALL.len());
        assert_eq!(
            seen(&|program| program.themes.iter().map(|theme| theme.code()).collect()),
            Theme::ALL.len()
        );
        assert_eq!(
            seen(&|program| program.limits.industries.iter().map(|code| code.code()).collect()),
            Industry::ALL.len()
        );
        assert_eq!(
            seen(&|program| program.limits.sizes.iter().map(|code| code.code()).collect()),
            SizeBand::ALL.len()
        );
        assert_eq!(
            seen(&|program| program.modes.iter().map(|code| code.code()).collect()),
            4
        );
        assert_eq!(seen(&|program| vec![program.cost.sharing.code()]), 6);
        assert_eq!(seen(&|program| vec![program.kind.code()]), 3);
        let covered = Prefecture::ALL.iter().filter(|pref| {
            clean
                .iter()
                .any(|program| matches!(program.area, domain::program::Area::Prefectures(set) if set.contains(**pref)))
        });
        assert_eq!(covered.count(), 47);
        let names: BTreeSet<_> = programs
            .iter()
            .zip(&clean)
            .map(|(program, clean)| (program.lead, clean.fiscal_year(), clean.title.clone()))
            .collect();
        assert_eq!(names.len(), programs.len());
        assert!(
            clean
                .iter()
                .map(|program| program.fiscal_year())
                .collect::<BTreeSet<_>>()
                .len()
                >= 5
        );
    }
}
