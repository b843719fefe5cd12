//! Where things lie: the root of the workspace, the target directory and what this tool puts there. Decides no
//! content.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checked-out workspace and its target directory, both absolute.
pub struct Project {
    root: PathBuf,
    target: PathBuf,
}

/// How much the compilers optimise. Each mode has files of its own, so that one never serves parts of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Quick to build, for development.
    Dev,
    /// Small and fast, for people.
    Release,
}

impl Project {
    /// Finds the workspace this tool was built from, and its target directory from the place of the tool itself,
    /// which is right for every way to configure a target directory.
    pub fn find() -> Result<Self> {
        let manifest_dir = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_dir
            .parent()
            .context("xtask lies in a folder of the workspace")?
            .to_path_buf();
        let exe = std::env::current_exe().context("asking for the path of this program")?;
        let target = exe
            .ancestors()
            .nth(2)
            .context("xtask runs from the target directory, by `cargo xtask`")?
            .to_path_buf();
        Ok(Self { root, target })
    }

    /// Folder of the workspace's `Cargo.toml`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target directory.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Folder that the server serves as static files.
    pub fn site(&self, mode: Mode) -> PathBuf {
        self.target.join(match mode {
            Mode::Dev => "site",
            Mode::Release => "site-release",
        })
    }

    /// Folder for the tool's own records of what is current.
    pub fn stamps(&self) -> PathBuf {
        self.target.join("xtask-stamps")
    }
}

/// The version of a package in the text of a `Cargo.lock`, or nothing if it is not there.
pub fn find_locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name_line = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name_line)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::find_locked_version;

    const LOCK: &str = "[[package]]\nname = \"lindera\"\nversion = \"6.2.0\"\n\n\
                        [[package]]\nname = \"lindera-dictionary\"\nversion = \"6.2.1\"\nsource = \"x\"\n";

    #[test]
    fn the_version_is_read_from_the_lock_file() {
        assert_eq!(find_locked_version(LOCK, "lindera-dictionary"), Some("6.2.1"));
        assert_eq!(find_locked_version(LOCK, "lindera"), Some("6.2.0"));
    }

    #[test]
    fn a_part_of_a_name_is_not_that_name() {
        assert_eq!(find_locked_version(LOCK, "lindera-dict"), None);
    }
}
