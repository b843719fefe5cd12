//! The fonts that PDF documents embed: BIZ UDMincho and BIZ UDGothic (SIL Open Font License), fetched once from npm or
//! Debian. They are too large for the repository. Without them everything but PDF works.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::console::say;
use crate::package;
use crate::project::Project;
use crate::run::find_program;

/// Counted up when other files are taken.
const FOLDER: &str = "biz-ud-1";

/// A font, and where it comes from.
struct Source {
    /// Its name in our folder, and in Debian's package.
    file: &'static str,
    npm: &'static str,
    /// SHA-256 of the archive from npm.
    pin: &'static str,
    /// Its path in the package of npm.
    npm_path: &'static str,
    debian: &'static str,
}

const SOURCES: [Source; 2] = [
    Source {
        file: "BIZUDMincho-Regular.ttf",
        npm: "@expo-google-fonts/biz-udmincho@0.4.0",
        pin: "8b3ec2848ef9ccb0ec4dbbad4747ebeacf6a1b643663f0276ce86d34f9a63929",
        npm_path: "400Regular/BIZUDMincho_400Regular.ttf",
        debian: "fonts-morisawa-bizud-mincho",
    },
    Source {
        file: "BIZUDGothic-Bold.ttf",
        npm: "@expo-google-fonts/biz-udgothic@0.4.0",
        pin: "29bad69cc7094ac4adcba3af21b903b18e85e6829a521f42591ade9891f0b99d",
        npm_path: "700Bold/BIZUDGothic_700Bold.ttf",
        debian: "fonts-morisawa-bizud-gothic",
    },
];

/// Fetches the fonts if they are not there, and prints their folder.
pub fn run(project: &Project) -> Result<()> {
    say(&ensure(project)?.display().to_string());
    Ok(())
}

/// As [`ensure`], for verbs that can do without: says what is missing and goes on.
pub fn ensure_or_say(project: &Project) -> Option<PathBuf> {
    ensure(project)
        .inspect_err(|error| say(&format!("There will be no PDF documents: {error:#}")))
        .ok()
}

/// The folder of the fonts, after fetching them if they are not there.
pub fn ensure(project: &Project) -> Result<PathBuf> {
    let folder = project.target().join("font").join(FOLDER);
    if folder.is_dir() {
        return Ok(folder);
    }
    let parent = folder.parent().context("the fonts have a folder")?;
    fs::create_dir_all(parent)?;
    let work = tempfile::Builder::new().prefix(".fetching-").tempdir_in(parent)?;
    let made = work.path().join("made");
    fs::create_dir(&made)?;
    say("Fetching the fonts of PDF documents (about 5 s)…");
    for source in &SOURCES {
        source.fetch(work.path(), &made)?;
    }
    // In one step, so that a broken-off run never leaves half of them.
    fs::rename(&made, &folder).with_context(|| format!("moving to {}", folder.display()))?;
    Ok(folder)
}

impl Source {
    /// Puts font and licence into `made`.
    fn fetch(&self, work: &Path, made: &Path) -> Result<()> {
        let from_npm = self.fetch_npm(work);
        let (font, licence) = match from_npm {
            Ok(found) => found,
            Err(npm) => self.fetch_debian(work).map_err(|debian| {
                debian.context(format!(
                    "{} could not be had from npm ({npm:#}) nor from Debian; install Node.js with npm and try again",
                    self.file
                ))
            })?,
        };
        fs::copy(font, made.join(self.file))?;
        // Byte for byte: a licence is passed on as it came.
        fs::copy(
            licence,
            made.join(format!("LICENSE-{}.txt", self.file.trim_end_matches(".ttf"))),
        )?;
        Ok(())
    }

    fn fetch_npm(&self, work: &Path) -> Result<(PathBuf, PathBuf)> {
        if find_program("npm").is_none() {
            bail!("npm is not installed");
        }
        let place = work.join(format!("npm-{}", self.file));
        fs::create_dir_all(&place)?;
        let package = package::from_npm(&place, self.npm, self.pin)?;
        Ok((package.join(self.npm_path), package.join("LICENSE_FONT")))
    }

    fn fetch_debian(&self, work: &Path) -> Result<(PathBuf, PathBuf)> {
        if find_program("apt-get").is_none() {
            bail!("apt-get is not installed");
        }
        let place = work.join(format!("debian-{}", self.file));
        fs::create_dir_all(&place)?;
        let root = package::from_debian(&place, self.debian)?;
        let font = find_below(&root.join("usr/share/fonts"), self.file)?;
        let licence = root.join("usr/share/doc").join(self.debian).join("copyright");
        Ok((font, licence))
    }
}

fn find_below(folder: &Path, name: &str) -> Result<PathBuf> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if let Ok(found) = find_below(&path, name) {
                return Ok(found);
            }
        } else if path.file_name().is_some_and(|found| found == name) {
            return Ok(path);
        }
    }
    bail!("{} holds no {name}", folder.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_check_sums_are_fixed() {
        for source in &SOURCES {
            assert_eq!(source.pin.len(), 64);
            assert!(source.pin.bytes().all(|byte| byte.is_ascii_hexdigit()));
            assert!(
                source
                    .npm
                    .rsplit_once('@')
                    .is_some_and(|(_, version)| version.starts_with(char::is_numeric))
            );
        }
    }

    #[test]
    fn a_font_is_found_at_any_depth_and_one_that_is_missing_is_not() -> Result<()> {
        let place = tempfile::tempdir()?;
        fs::create_dir_all(place.path().join("a/b"))?;
        fs::write(place.path().join("a/b/x.ttf"), "")?;
        assert!(find_below(place.path(), "x.ttf").is_ok());
        assert!(find_below(place.path(), "y.ttf").is_err());
        Ok(())
    }
}
