//! The real program, killed in the middle of its work: what it has answered for is kept, and found exactly once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use domain::code::OrgRole;
use domain::program::ListingState;
use domain::user::NewUser;
use domain::value::{Email, ProgramId};
use server::clock::SystemClock;
use store::{ImportItem, ImportState, Location, Store};

use crate::place::society;
use crate::site::{PASSWORD, dictionary, password_hash, sample};

const PROGRAMS: usize = 200;
/// Kills happen when so many publications have been acknowledged.
const KILLS: [usize; 3] = [30, 80, 140];
/// Requests at once.
const SENDERS: usize = 6;
pub const EMAIL: &str = "approver@example.jp";

/// A running server; killed without warning when it is dropped.
pub struct Process {
    child: Child,
    pub address: String,
}

impl Drop for Process {
    fn drop(&mut self) {
        // SIGKILL: no handler runs, nothing is flushed.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(folder.join("data"));
    command
        .arg("--site-root")
        .arg(folder.join("site"))
        .arg("--dictionary")
        .arg(dictionary());
    for name in ["DATABASE_URL", "KYODO_DATA_DIR", "KYODO_LISTEN", "KYODO_PUBLIC_URL"] {
        command.env_remove(name);
    }
    command
        .env("RUST_LOG", "warn")
        .env("KYODO_PUBLICATION_CHECK", "none")
        .env("KYODO_RATE_LIMIT", "off")
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    command
}

impl Process {
    fn start(folder: &Path) -> Self {
        Self::start_on(folder, None)
    }

    /// Starts it on a database elsewhere than in its folder.
    pub fn start_on(folder: &Path, database: Option<&str>) -> Self {
        let mut command = command(folder);
        if let Some(database) = database {
            command.env("DATABASE_URL", database);
        }
        let mut child = command.stderr(Stdio::inherit()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("the server says where it listens").unwrap();
            if let Some((_, address)) = line.split_once("http://") {
                break address.trim_end_matches('/').to_owned();
            }
        };
        Self { child, address }
    }

    fn get(&self, path: &str) -> Answer {
        send(&self.address, "GET", path, "", "").unwrap()
    }

    /// Signs in through the form and answers the cookie.
    pub fn sign_in(&self) -> String {
        let fields = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("email", EMAIL), ("password", PASSWORD)])
            .finish();
        let answer = send(&self.address, "POST", "/login", "", &fields).unwrap();
        assert_eq!(answer.status, 303, "{}", answer.body);
        let cookie = answer
            .headers
            .iter()
            .find_map(|header| header.strip_prefix("set-cookie: "))
            .unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// How often each program is found, walking through all pages of the search.
    fn found(&self) -> BTreeMap<i64, usize> {
        let mut found = BTreeMap::new();
        for page in 1.. {
            let answer = self.get(&format!("/programs.json?per=100&sort=new&page={page}"));
            let answer: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
            let programs = answer["result"].as_array().unwrap();
            for program in programs {
                *found.entry(program["id"].as_i64().unwrap()).or_default() += 1;
            }
            if programs.is_empty() {
                let total = answer["metadata"]["resultset"]["count"].as_u64().unwrap();
                assert_eq!(total as usize, found.len());
                return found;
            }
        }
        unreachable!()
    }
}

pub struct Answer {
    pub status: u16,
    pub headers: Vec<String>,
    pub body: String,
}

/// A form on a connection of its own.
pub fn send(address: &str, method: &str, path: &str, cookie: &str, body: &str) -> std::io::Result<Answer> {
    let kind = "application/x-www-form-urlencoded";
    send_as(address, (method, path), cookie, (kind, body.as_bytes()))
}

/// One request on a connection of its own. HTTP/1.0, so that the end of the connection is the end of the answer.
pub fn send_as(
    address: &str,
    (method, path): (&str, &str),
    cookie: &str,
    (kind, body): (&str, &[u8]),
) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: {address}\r\nAccept: text/html\r\nCookie: {cookie}\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let cut = || std::io::Error::other("the answer was cut off");
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
    let mut lines = head.lines().map(str::to_owned);
    let first = lines.next().unwrap_or_default();
    let status = first
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .ok_or_else(cut)?;
    Ok(Answer {
        status,
        headers: lines.collect(),
        body: body.to_owned(),
    })
}

/// An organisation with an approver and drafts that are ready to be published.
async fn prepare(folder: &Path) -> Vec<ProgramId> {
    std::fs::create_dir_all(folder.join("data")).unwrap();
    std::fs::create_dir_all(folder.join("site/pkg")).unwrap();
    let store = open(folder).await;
    store.migrate().await.unwrap();
    let owner = store
        .register_insurer(society("06139901", "みずほ野精機健康保険組合"))
        .await
        .unwrap();
    let approver = NewUser {
        email: Email::parse(EMAIL).unwrap(),
        name: "承認者".into(),
        password_hash: password_hash().await,
        memberships: vec![(owner, OrgRole::Approver)],
        platform: vec![],
    };
    store.register_user(approver).await.unwrap();
    let items: Vec<_> = (1..=PROGRAMS)
        .map(|number| ImportItem {
            owner,
            form: sample(&format!("事業第{number}号")),
            state: ImportState::Draft,
        })
        .collect();
    let added = store.import_programs(&items).await.unwrap();
    let ids = added.into_iter().map(|imported| imported.unwrap().id()).collect();
    store.close().await.unwrap();
    ids
}

async fn open(folder: &Path) -> Store {
    let location = Location::Sqlite(folder.join("data/kyodo-navi.sqlite3"));
    Store::open(&location, Arc::new(SystemClock)).await.unwrap()
}

/// What the database says after the process is gone.
async fn published(folder: &Path, ids: &[ProgramId]) -> BTreeSet<i64> {
    let store = open(folder).await;
    assert_eq!(store.check().await.unwrap(), []);
    let mut published = BTreeSet::new();
    for id in ids {
        if store.find_draft(*id).await.unwrap().unwrap().state == ListingState::Published {
            published.insert(id.get());
        }
    }
    store.close().await.unwrap();
    published
}

/// Publishes from several threads until all is done, or until `stop_at` publications are acknowledged and the process is
/// killed in the middle of the next ones. Answers what was acknowledged.
fn publish_all(process: Process, todo: Vec<i64>, stop_at: Option<usize>) -> (BTreeSet<i64>, Option<Process>) {
    let cookie = process.sign_in();
    let (todo, acknowledged, count) = (Mutex::new(todo), Mutex::new(BTreeSet::new()), AtomicUsize::new(0));
    let address = process.address.clone();
    let process = std::thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                loop {
                    let Some(id) = todo.lock().unwrap().pop() else { return };
                    let path = format!("/my/programs/{id}/publish");
                    match send(&address, "POST", &path, &cookie, "version=1") {
                        Ok(answer) if answer.status == 303 => {
                            acknowledged.lock().unwrap().insert(id);
                            count.fetch_add(1, Ordering::SeqCst);
                        }
                        Ok(answer) => panic!("{path}: {} {}", answer.status, answer.body),
                        // The process is gone.
                        Err(_) => return,
                    }
                }
            });
        }
        let Some(stop_at) = stop_at else { return Some(process) };
        let started = Instant::now();
        while count.load(Ordering::SeqCst) < stop_at {
            assert!(started.elapsed() < Duration::from_secs(30), "publishing goes on");
            std::thread::sleep(Duration::from_millis(1));
        }
        drop(process);
        None
    });
    (acknowledged.into_inner().unwrap(), process)
}

#[test]
fn 公開の途中で強制終了しても受け付けた事業は一件も失われない() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let ids = runtime.block_on(prepare(folder));
    let mut acknowledged = BTreeSet::new();
    let mut kept = BTreeSet::new();
    for stop_at in KILLS {
        let todo = ids.iter().map(|id| id.get()).filter(|id| !kept.contains(id)).collect();
        let left = stop_at.saturating_sub(acknowledged.len()).max(1);
        let (now, _) = publish_all(Process::start(folder), todo, Some(left));
        acknowledged.extend(now);
        kept = runtime.block_on(published(folder, &ids));
        assert!(
            kept.is_superset(&acknowledged),
            "lost: {:?}",
            acknowledged.difference(&kept)
        );
        assert!(kept.len() < PROGRAMS, "the kill came in the middle");
        // What was being answered when it was killed may be there or not, but at most that.
        assert!(kept.len() <= acknowledged.len() + KILLS.len() * SENDERS);

        let process = Process::start(folder);
        let found = process.found();
        assert!(found.values().all(|times| *times == 1), "{found:?}");
        assert_eq!(found.keys().copied().collect::<BTreeSet<_>>(), kept);
    }
    let todo = ids.iter().map(|id| id.get()).filter(|id| !kept.contains(id)).collect();
    let (_, process) = publish_all(Process::start(folder), todo, None);
    let process = process.unwrap();
    wait_until_ready(&process);
    assert_eq!(process.found().len(), PROGRAMS);
    check_second_server(folder);
    drop(process);

    // The index is a projection: without it the server makes a new one before it answers.
    std::fs::remove_dir_all(folder.join("data/index")).unwrap();
    let process = Process::start(folder);
    assert_eq!(process.get("/readyz").status, 200);
    let found = process.found();
    assert_eq!((found.len(), found.values().sum::<usize>()), (PROGRAMS, PROGRAMS));
    assert_eq!(runtime.block_on(published(folder, &ids)).len(), PROGRAMS);
}

fn wait_until_ready(process: &Process) {
    let started = Instant::now();
    while process.get("/readyz").status != 200 {
        assert!(started.elapsed() < Duration::from_secs(2), "the index catches up");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Two servers would write to one index: the second one says so and leaves the first alone.
fn check_second_server(folder: &Path) {
    let second = command(folder).stderr(Stdio::piped()).output().unwrap();
    let told = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(2), "{told}");
    assert!(told.contains("in use") && told.contains("--data-dir"), "{told}");
}
