//! Building the server and starting it with the files this tool made. What the server does with them is its own
//! business.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::console::say;
use crate::project::{Mode, Project};
use crate::run::{cargo, show};

/// Brings the server's binary up to date and returns its path. Cargo decides whether to compile.
pub fn build(project: &Project, mode: Mode) -> Result<PathBuf> {
    let profile = match mode {
        Mode::Dev => "debug",
        Mode::Release => "release",
    };
    let binary = project
        .target()
        .join(profile)
        .join(format!("server{}", std::env::consts::EXE_SUFFIX));
    if !binary.exists() {
        say(match mode {
            Mode::Dev => "Compiling the server (about 7 minutes the first time)…",
            Mode::Release => "Compiling the optimised server (about 15 minutes the first time)…",
        });
    }
    // Not `--package server`: chosen among all default members, the server shares its compiled dependencies with
    // the tests.
    let mut command = cargo(project);
    command.args(["build", "--bin", "server"]);
    if mode == Mode::Release {
        command.arg("--release");
    }
    show(&mut command)?;
    Ok(binary)
}

/// A command for the server with the static files and the dictionary, working in the root of the workspace.
pub fn command(project: &Project, binary: &Path, verb: &str, site: &Path, dictionary: &Path) -> Command {
    let mut command = Command::new(binary);
    command
        .current_dir(project.root())
        .arg(verb)
        .arg("--site-root")
        .arg(site)
        .arg("--dictionary")
        .arg(dictionary);
    command
}
