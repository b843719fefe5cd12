//! Packing: a folder, and an archive of it, with the server, its static files, the dictionary, the fonts and all licences. It
//! runs on a machine that has none of the build's tools.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::console::say;
use crate::project::{Mode, Project};
use crate::run::show;
use crate::{dictionary, font, server, setup, site};

const NAME: &str = "kyodo-navi";

/// Starts of the names of files in the root that must go with every copy.
const LICENCE_NAMES: [&str; 3] = ["LICENSE", "THIRD_PARTY", "NOTICE"];

/// Arguments of `dist`.
#[derive(Args)]
pub struct DistArgs {
    /// Folder to put the result in [default: target/dist]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Builds everything optimised and packs it.
pub fn dist(project: &Project, args: &DistArgs) -> Result<()> {
    let out = match &args.out {
        Some(folder) => std::path::absolute(folder)?,
        None => project.target().join("dist"),
    };
    setup::ensure_wasm_target()?;
    let dictionary = dictionary::ensure(project)?;
    let fonts = font::ensure(project)?;
    // From nothing: a file that was taken away since the last build must not be packed.
    let old_site = project.site(Mode::Release);
    if old_site.exists() {
        fs::remove_dir_all(&old_site)?;
    }
    let site = site::build(project, Mode::Release)?;
    let binary = server::build(project, Mode::Release)?;

    let folder = out.join(NAME);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let binary_name = binary.file_name().context("the server has a name")?;
    fs::copy(&binary, folder.join(binary_name))?;
    copy_folder(&site, &folder.join("site"))?;
    // Its own name stays: the server finds a dictionary by the version in it.
    let dictionary_name = dictionary.file_name().context("the dictionary has a name")?;
    copy_folder(&dictionary, &folder.join("dictionary").join(dictionary_name))?;
    let fonts_name = fonts.file_name().context("the fonts have a folder")?;
    copy_folder(&fonts, &folder.join("font").join(fonts_name))?;
    copy_licences(project.root(), &folder)?;

    let archive = out.join(archive_name());
    show(
        Command::new("tar")
            .arg("-czf")
            .arg(&archive)
            .arg("-C")
            .arg(&out)
            .arg(NAME),
    )?;
    say(&format!("Folder:  {}", folder.display()));
    say(&format!("Archive: {}", archive.display()));
    say("Start it there with `./server serve`.");
    Ok(())
}

/// Names version, system and processor: the server inside is built for them.
fn archive_name() -> String {
    format!(
        "{NAME}-{}-{}-{}.tar.gz",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

fn copy_licences(root: &Path, folder: &Path) -> Result<()> {
    for entry in fs::read_dir(root)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if LICENCE_NAMES.iter().any(|start| name.starts_with(start)) && path.is_file() {
            fs::copy(&path, folder.join(name.as_ref()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_of_the_root_are_packed_and_nothing_else() -> Result<()> {
        let (root, folder) = (tempfile::tempdir()?, tempfile::tempdir()?);
        for name in ["LICENSE-MIT", "THIRD_PARTY_LICENSES", "Cargo.toml"] {
            fs::write(root.path().join(name), name)?;
        }
        copy_licences(root.path(), folder.path())?;
        let mut packed: Vec<_> = fs::read_dir(folder.path())?
            .filter_map(Result::ok)
            .map(|entry| entry.file_name())
            .collect();
        packed.sort();
        assert_eq!(packed, ["LICENSE-MIT", "THIRD_PARTY_LICENSES"]);
        Ok(())
    }

    #[test]
    fn folders_are_copied_whole() -> Result<()> {
        let (from, to) = (tempfile::tempdir()?, tempfile::tempdir()?);
        fs::create_dir_all(from.path().join("pkg"))?;
        fs::write(from.path().join("pkg/a.css"), "a{}")?;
        copy_folder(from.path(), &to.path().join("site"))?;
        assert!(to.path().join("site/pkg/a.css").exists());
        Ok(())
    }
}
