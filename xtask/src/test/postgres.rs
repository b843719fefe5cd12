//! A throw-away PostgreSQL for one test run: its own folder, its own port, gone afterwards, also when the run fails.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::run::{catch, is_root};

/// How long a start on a busy machine may take.
const START: Duration = Duration::from_secs(30);

/// PostgreSQL refuses to run as root; this user owns nothing and exists on every system.
const UNPRIVILEGED: &str = "nobody";

/// The one role of the cluster; it may create databases.
const ROLE: &str = "kyodo";

/// A running cluster, stopped and removed when dropped.
pub struct Cluster {
    programs: PathBuf,
    owner: Option<Owner>,
    place: TempDir,
    port: u16,
    server: Child,
}

/// The user to run as instead of root.
#[derive(Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl Cluster {
    /// Creates and starts a cluster with the programs of one folder, and waits until it answers.
    pub fn start(programs: &Path) -> Result<Self> {
        let owner = if is_root() { Some(Owner::find()?) } else { None };
        let place = tempfile::Builder::new().prefix("kyodo-postgres-").tempdir()?;
        if let Some(owner) = owner {
            owner.own(place.path())?;
        }
        let data = place.path().join("data");
        catch(
            program(programs, "initdb", owner, place.path())
                .args(["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
                .arg(format!("--username={ROLE}"))
                .arg("--pgdata")
                .arg(&data),
        )?;
        let port = find_free_port()?;
        let log = fs::File::create(place.path().join("log"))?;
        let mut command = program(programs, "postgres", owner, place.path());
        command
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"])
            .arg("-k")
            .arg(place.path())
            // Nothing in it outlives the run, so nothing has to reach the disk.
            .args([
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "synchronous_commit=off",
            ])
            .args(["-c", "max_connections=200"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let server = command.spawn().context("starting postgres")?;
        let mut cluster = Self {
            programs: programs.to_path_buf(),
            owner,
            place,
            port,
            server,
        };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// Address of the cluster's first database, for a role that may create others.
    pub fn url(&self) -> String {
        format!("postgres://{ROLE}@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < START {
            if let Some(status) = self.server.try_wait()? {
                bail!("postgres ended at once ({status}): {}", self.log());
            }
            if self.is_ready() {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
        bail!("postgres did not answer in {} s: {}", START.as_secs(), self.log());
    }

    /// PostgreSQL writes `ready` on the last line of its lock file once it takes connections.
    fn is_ready(&self) -> bool {
        let lock_file = self.place.path().join("data/postmaster.pid");
        fs::read_to_string(lock_file).is_ok_and(|text| text.lines().last().is_some_and(|line| line.trim() == "ready"))
    }

    fn log(&self) -> String {
        fs::read_to_string(self.place.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.place.path().join("data");
        let stopped = catch(
            program(&self.programs, "pg_ctl", self.owner, self.place.path())
                .args(["stop", "--mode=immediate", "--silent", "--pgdata"])
                .arg(data),
        );
        if stopped.is_err() {
            _ = self.server.kill();
        }
        _ = self.server.wait();
    }
}

impl Owner {
    fn find() -> Result<Self> {
        let id = |flag| -> Result<u32> {
            let text = catch(Command::new("id").args([flag, UNPRIVILEGED]))?;
            text.trim().parse().context("the output of `id`")
        };
        Ok(Self {
            user: id("-u")?,
            group: id("-g")?,
        })
    }

    #[cfg(unix)]
    fn own(self, path: &Path) -> Result<()> {
        std::os::unix::fs::chown(path, Some(self.user), Some(self.group))
            .with_context(|| format!("giving {} to {UNPRIVILEGED}", path.display()))
    }

    #[cfg(not(unix))]
    fn own(self, _path: &Path) -> Result<()> {
        Ok(())
    }
}

/// A program of PostgreSQL, run by the unprivileged user if this is root.
fn program(programs: &Path, name: &str, owner: Option<Owner>, place: &Path) -> Command {
    let mut command = Command::new(programs.join(name));
    command.current_dir(place).env("LC_ALL", "C").env("HOME", place);
    #[cfg(unix)]
    if let Some(owner) = owner {
        use std::os::unix::process::CommandExt;
        command.uid(owner.user).gid(owner.group);
    }
    command
}

fn find_free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("looking for a free port")?;
    Ok(listener.local_addr()?.port())
}
