//! The first command of the README: gets what is missing, builds what is not current and becomes the server, which
//! migrates, loads the demo data into an empty database and prints the address.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::project::{Mode, Project};
use crate::{dictionary, font, server, setup, site};

/// Arguments of `serve` and `watch`.
#[derive(Args)]
pub struct ServeArgs {
    /// Build small and fast: takes several minutes more
    #[arg(long)]
    pub release: bool,
    /// Leave an empty database empty
    #[arg(long)]
    pub no_demo: bool,
    /// Folder of the database and the search index [default: the server's]
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Address to listen on [default: the server's]
    #[arg(long, value_name = "HOST:PORT")]
    pub listen: Option<String>,
}

/// Prepares, builds and serves until the server is stopped.
pub fn serve(project: &Project, args: &ServeArgs) -> Result<()> {
    setup::ensure_wasm_target()?;
    let dictionary = dictionary::ensure(project)?;
    font::ensure_or_say(project);
    let site = site::build(project, args.mode())?;
    let binary = server::build(project, args.mode())?;
    let mut command = server::command(project, &binary, "serve", &site, &dictionary);
    args.add_to(&mut command)?;
    become_program(command)
}

impl ServeArgs {
    /// The mode asked for.
    pub fn mode(&self) -> Mode {
        if self.release { Mode::Release } else { Mode::Dev }
    }

    /// Hands the arguments on. Those not given are left to the server, whose environment variables count then.
    pub fn add_to(&self, command: &mut Command) -> Result<()> {
        if let Some(folder) = &self.data_dir {
            // The server starts in the root of the workspace; the user meant the folder they are in.
            let absolute = std::path::absolute(folder).context("--data-dir")?;
            command.arg("--data-dir").arg(absolute);
        }
        if let Some(address) = &self.listen {
            command.arg("--listen").arg(address);
        }
        if !self.no_demo {
            command.arg("--demo");
        }
        Ok(())
    }
}

/// Replaces this process, so that signals reach the server itself.
#[cfg(unix)]
fn become_program(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("starting the server")
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result<()> {
    let status = command.status().context("starting the server")?;
    std::process::exit(status.code().unwrap_or(1));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(args: &ServeArgs) -> Result<Vec<String>> {
        let mut command = Command::new("server");
        args.add_to(&mut command)?;
        let given = command.get_args();
        Ok(given.map(|arg| arg.to_string_lossy().into_owned()).collect())
    }

    #[test]
    fn without_arguments_only_the_demo_data_is_asked_for() -> Result<()> {
        let args = ServeArgs {
            release: false,
            no_demo: false,
            data_dir: None,
            listen: None,
        };
        assert_eq!(arguments(&args)?, ["--demo"]);
        Ok(())
    }

    #[test]
    fn a_relative_data_folder_is_the_one_the_user_sees() -> Result<()> {
        let args = ServeArgs {
            release: false,
            no_demo: true,
            data_dir: Some("somewhere".into()),
            listen: Some("127.0.0.1:0".into()),
        };
        let expected = std::env::current_dir()?.join("somewhere");
        let expected = expected.to_string_lossy();
        assert_eq!(arguments(&args)?, ["--data-dir", &expected, "--listen", "127.0.0.1:0"]);
        Ok(())
    }
}
