//! The Japanese dictionary of the search index: IPADIC, fetched from the first source that answers and compiled once
//! for the locked version of lindera. It is kept out of the repository and out of the binary.

mod compile;
mod source;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::console::say;
use crate::project::{Project, find_locked_version};
use source::Source;

/// Counted up when this module makes a different dictionary from the same source.
const RECIPE: &str = "1";

/// Holds the recipe and the source of a finished dictionary; written last.
const ORIGIN_FILE: &str = "ORIGIN";

const INSTALL_HINT: &str = "The Japanese dictionary (IPADIC) could not be had. Do one of these and run the command again:\n\
     - as root on Debian or Ubuntu: apt-get install mecab-ipadic\n\
     - install Node.js with npm\n\
     - let this machine reach https://Lindera.dev";

/// Arguments of `dictionary`.
#[derive(Args)]
pub struct DictionaryArgs {
    /// Take this source only, instead of the first that answers
    #[arg(long, value_enum)]
    source: Option<Source>,
    /// Build again even if the dictionary is there
    #[arg(long)]
    force: bool,
}

/// Builds the dictionary as asked and prints its folder.
pub fn run(project: &Project, args: &DictionaryArgs) -> Result<()> {
    let folder = folder(project)?;
    if args.force || !is_current(&folder) {
        let only = args.source.map(|source| vec![source]);
        let sources = only.unwrap_or_else(|| Source::IN_ORDER.to_vec());
        build(&folder, &sources)?;
    }
    say(&folder.display().to_string());
    Ok(())
}

/// Returns the folder of the compiled dictionary, after building it if it is not there.
pub fn ensure(project: &Project) -> Result<PathBuf> {
    let folder = folder(project)?;
    if !is_current(&folder) {
        build(&folder, &Source::IN_ORDER)?;
    }
    Ok(folder)
}

/// The folder carries the version of lindera: its format changes between versions.
fn folder(project: &Project) -> Result<PathBuf> {
    let lock_path = project.root().join("Cargo.lock");
    let lock = fs::read_to_string(&lock_path).context("reading Cargo.lock")?;
    let version = find_locked_version(&lock, "lindera-dictionary").context("Cargo.lock names no lindera-dictionary")?;
    let name = format!("ipadic-{version}");
    Ok(project.target().join("dictionary").join(name))
}

/// Builds from the first source that answers. What lies in the folder stays until the new dictionary is finished.
fn build(folder: &Path, sources: &[Source]) -> Result<()> {
    let parent = folder.parent().context("the dictionary has a folder")?;
    fs::create_dir_all(parent)?;
    let work = tempfile::Builder::new().prefix(".building-").tempdir_in(parent)?;
    let mut refusals = Vec::new();
    for source in sources {
        match make(*source, work.path()) {
            Ok(made) => return publish(&made, folder, *source),
            Err(refusal) => refusals.push(format!("- {}: {refusal:#}", source.label())),
        }
    }
    bail!("{INSTALL_HINT}\nTried:\n{}", refusals.join("\n"));
}

fn is_current(folder: &Path) -> bool {
    fs::read_to_string(folder.join(ORIGIN_FILE)).is_ok_and(|origin| origin.lines().next() == Some(&recipe_line()))
}

fn recipe_line() -> String {
    format!("recipe {RECIPE}")
}

fn make(source: Source, work: &Path) -> Result<PathBuf> {
    if let Some(reason) = source.find_obstacle() {
        bail!(reason);
    }
    say(&format!(
        "Building the Japanese dictionary from {} (about 10 s)…",
        source.label()
    ));
    let started = Instant::now();
    let place = work.join(source.code());
    fs::create_dir_all(&place)?;
    let original = source.fetch(&place)?;
    let compiled = compile::compile(&original, &place)?;
    say(&format!(
        "The dictionary took {:.1} s.",
        started.elapsed().as_secs_f32()
    ));
    Ok(compiled)
}

/// Moves a finished dictionary to its place in one step, so that a broken-off run never leaves half of one.
fn publish(made: &Path, folder: &Path, source: Source) -> Result<()> {
    let origin = format!("{}\nsource {}\n", recipe_line(), source.label());
    fs::write(made.join(ORIGIN_FILE), origin)?;
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::rename(made, folder).with_context(|| format!("moving to {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_finished_dictionary_of_this_recipe_is_current() -> Result<()> {
        let place = tempfile::tempdir()?;
        let folder = place.path().join("ipadic-0");
        assert!(!is_current(&folder));

        let made = place.path().join("made");
        fs::create_dir(&made)?;
        publish(&made, &folder, Source::Npm)?;
        assert!(is_current(&folder));

        fs::write(folder.join(ORIGIN_FILE), "recipe 0\nsource old\n")?;
        assert!(!is_current(&folder), "an older recipe is built again");
        Ok(())
    }
}
