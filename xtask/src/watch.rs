//! The inner loop: looks at the source files four times a second, rebuilds what a change touches and starts the
//! server again. A build that fails leaves the running server alone.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result};

use crate::console::say;
use crate::project::Project;
use crate::run::catch;
use crate::serve::ServeArgs;
use crate::{dictionary, font, server, setup, site};

const PAUSE: Duration = Duration::from_millis(250);

/// How long a server may take to finish its requests.
const FAREWELL: Duration = Duration::from_secs(5);

/// Sources of the site's files only: the server need not be started again.
const SITE_SOURCES: [&str; 2] = ["style", "app/public"];

/// Sources of the server, some of them of the browser part too.
const SERVER_SOURCES: [&str; 6] = [
    "app/src",
    "app/browser",
    "domain",
    "search-index",
    "server",
    "Cargo.toml",
];

/// Serves and follows changes until it is interrupted.
pub fn watch(project: &Project, args: &ServeArgs) -> Result<()> {
    setup::ensure_wasm_target()?;
    let dictionary = dictionary::ensure(project)?;
    font::ensure_or_say(project);
    let start = || -> Result<Child> {
        let site = site::build(project, args.mode())?;
        let binary = server::build(project, args.mode())?;
        let mut command = server::command(project, &binary, "serve", &site, &dictionary);
        args.add_to(&mut command)?;
        command.spawn().context("starting the server")
    };
    let mut seen = Seen::now(project.root());
    let mut server = start()?;
    loop {
        sleep(PAUSE);
        let now = Seen::now(project.root());
        if now == seen {
            continue;
        }
        let site_only = now.server == seen.server;
        seen = now;
        if site_only {
            report(site::build(project, args.mode()).map(|_| "The site's files are new."));
            continue;
        }
        // Build before stopping: only the last step needs the address to be free.
        let built = site::build(project, args.mode()).and_then(|_| server::build(project, args.mode()));
        match built {
            Ok(_) => {
                stop(&mut server)?;
                server = start()?;
            }
            Err(error) => report(Err(error)),
        }
    }
}

fn report(outcome: Result<&str>) {
    match outcome {
        Ok(text) => say(text),
        Err(error) => say(&format!("{error:#}. Waiting for the next change…")),
    }
}

/// The newest change below each group of sources, and how many files there are, so that a removal shows too.
#[derive(PartialEq)]
struct Seen {
    site: (usize, Option<SystemTime>),
    server: (usize, Option<SystemTime>),
}

impl Seen {
    fn now(root: &Path) -> Self {
        let look = |sources: &[&str]| {
            let mut found = (0, None);
            for source in sources {
                look_at(&root.join(source), &mut found);
            }
            found
        };
        Self {
            site: look(&SITE_SOURCES),
            server: look(&SERVER_SOURCES),
        }
    }
}

fn look_at(path: &Path, found: &mut (usize, Option<SystemTime>)) {
    let Ok(data) = path.metadata() else { return };
    if data.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            look_at(&entry.path(), found);
        }
        return;
    }
    found.0 += 1;
    found.1 = found.1.max(data.modified().ok());
}

/// Asks the server to finish and waits a little before ending it by force.
fn stop(server: &mut Child) -> Result<()> {
    let id = server.id().to_string();
    _ = catch(Command::new("kill").args(["-TERM", &id]));
    let asked = Instant::now();
    while asked.elapsed() < FAREWELL {
        if server.try_wait()?.is_some() {
            return Ok(());
        }
        sleep(Duration::from_millis(20));
    }
    server.kill()?;
    server.wait()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_changed_and_removed_files_are_seen_in_their_group() -> Result<()> {
        let root = tempfile::tempdir()?;
        fs::create_dir_all(root.path().join("style/components"))?;
        fs::create_dir_all(root.path().join("domain/src"))?;
        let sheet = root.path().join("style/components/button.css");
        fs::write(&sheet, "a{}")?;
        let before = Seen::now(root.path());
        assert!(before == Seen::now(root.path()));

        let later = SystemTime::now() + Duration::from_secs(5);
        fs::File::options().write(true).open(&sheet)?.set_modified(later)?;
        let changed = Seen::now(root.path());
        assert!(changed != before && changed.server == before.server);

        let source = root.path().join("domain/src/lib.rs");
        fs::write(&source, "")?;
        let added = Seen::now(root.path());
        assert!(added.server != before.server && added.site == changed.site);

        fs::remove_file(&source)?;
        assert!(Seen::now(root.path()).server == before.server);
        Ok(())
    }
}
