//! Getting what a machine lacks: the WebAssembly target, Node.js, the packages of the end-to-end tests, a browser
//! with Japanese type, PostgreSQL. What cannot be got is named together with how to install it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::console::say;
use crate::project::Project;
use crate::run::{catch, find_program, install_packages, may_install_packages, show};
use crate::stamp::{Stamp, sha256_hex};
use crate::{dictionary, font};

/// The target that the islands are compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Names under which distributions install Chromium, and Chrome, which does as well.
const CHROMIUM_NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Where Debian keeps the server programs of each PostgreSQL version, off the search path.
const POSTGRES_VERSIONS: &str = "/usr/lib/postgresql";

/// Gets everything that `serve` and `test` need.
pub fn everything(project: &Project) -> Result<()> {
    ensure_wasm_target()?;
    let dictionary = dictionary::ensure(project)?;
    let fonts = font::ensure(project)?;
    ensure_node()?;
    ensure_node_packages(&project.root().join("end2end"))?;
    let browser = ensure_browser(&project.root().join("end2end"))?;
    let postgres = ensure_postgres()?;
    say(&format!("Dictionary: {}", dictionary.display()));
    say(&format!("Fonts: {}", fonts.display()));
    let browser = browser.map_or("Playwright's own".into(), |path| path.display().to_string());
    say(&format!("Browser: {browser}"));
    say(&format!("PostgreSQL: {}", postgres.display()));
    Ok(())
}

/// Makes sure that the compiler has the standard library for WebAssembly.
pub fn ensure_wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let library = catch(Command::new(rustc).args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(library.trim()).exists() {
        return Ok(());
    }
    if find_program("rustup").is_none() {
        bail!(
            "The Rust target {WASM_TARGET} is missing and there is no rustup to add it. Install Rust by rustup \
             (https://rustup.rs), or your distribution's package of the standard library for that target."
        );
    }
    say(&format!("Adding the target {WASM_TARGET} with rustup (about 10 s)…"));
    show(Command::new("rustup").args(["target", "add", WASM_TARGET])).with_context(|| {
        format!("Adding the Rust target failed. Run `rustup target add {WASM_TARGET}` where its server can be reached.")
    })
}

/// Makes sure that Node.js and npm are there.
pub fn ensure_node() -> Result<()> {
    let is_there = || {
        ["node", "npm", "npx"]
            .into_iter()
            .all(|name| find_program(name).is_some())
    };
    if is_there() {
        return Ok(());
    }
    if may_install_packages() {
        say("Installing Node.js and npm with apt-get (about 1 minute)…");
        install_packages(&["nodejs", "npm"])?;
    }
    if !is_there() {
        bail!(
            "The end-to-end tests need Node.js 20 or newer with npm. Install them, on Debian or Ubuntu as root: apt-get install nodejs npm"
        );
    }
    Ok(())
}

/// Installs the locked packages of the end-to-end tests, once for each state of the lock file.
pub fn ensure_node_packages(end2end: &Path) -> Result<()> {
    let lock_path = end2end.join("package-lock.json");
    let lock = fs::read(&lock_path).with_context(|| format!("reading {}", lock_path.display()))?;
    let modules = end2end.join("node_modules");
    let stamp = Stamp::new(modules.join(".installed"), sha256_hex(&lock));
    if stamp.is_current(&[&modules]) {
        return Ok(());
    }
    say("Installing the packages of the end-to-end tests with npm (about 10 s)…");
    show(
        Command::new("npm")
            .current_dir(end2end)
            // Browsers are got by `ensure_browser` when there is none.
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .args(["ci", "--no-audit", "--no-fund"]),
    )?;
    stamp.set()
}

/// Makes sure that there is a browser that renders Japanese. Returns its path, or nothing if it is the one that
/// Playwright keeps for itself.
pub fn ensure_browser(end2end: &Path) -> Result<Option<PathBuf>> {
    if let Some(chosen) = std::env::var_os("CHROMIUM_PATH") {
        return Ok(Some(PathBuf::from(chosen)));
    }
    let missing_fonts = !has_japanese_font();
    let found = find_chromium();
    if may_install_packages() && (found.is_none() || missing_fonts) {
        say("Installing Chromium and Japanese fonts with apt-get (about 1 minute)…");
        let chromium = found.is_none().then_some("chromium");
        let fonts = missing_fonts.then_some("fonts-noto-cjk");
        let packages: Vec<_> = chromium.into_iter().chain(fonts).collect();
        install_packages(&packages)?;
    } else if missing_fonts {
        say(
            "There is no Japanese font: screenshots will show boxes. On Debian or Ubuntu: apt-get install fonts-noto-cjk",
        );
    }
    if let Some(path) = find_chromium() {
        return Ok(Some(path));
    }
    say("Letting Playwright get its own Chromium (about 1 minute)…");
    show(
        Command::new("npx")
            .current_dir(end2end)
            .args(["--no-install", "playwright", "install", "chromium"]),
    )
    .context(
        "The end-to-end tests need Chromium. Install it, on Debian or Ubuntu as root: \
         apt-get install chromium fonts-noto-cjk; or set CHROMIUM_PATH to a Chromium or Chrome.",
    )?;
    Ok(None)
}

fn find_chromium() -> Option<PathBuf> {
    CHROMIUM_NAMES.into_iter().find_map(find_program)
}

fn has_japanese_font() -> bool {
    // Only Linux needs a package; elsewhere the system brings Japanese type.
    !cfg!(target_os = "linux")
        || catch(Command::new("fc-list").arg(":lang=ja")).is_ok_and(|fonts| !fonts.trim().is_empty())
}

/// Returns the folder with `initdb`, `postgres` and `pg_ctl`, installing them if that is possible.
pub fn ensure_postgres() -> Result<PathBuf> {
    if let Some(folder) = find_postgres() {
        return Ok(folder);
    }
    if may_install_packages() {
        say("Installing PostgreSQL with apt-get (about 30 s)…");
        install_packages(&["postgresql"])?;
    }
    find_postgres().context(
        "The store's tests need the server programs of PostgreSQL 13 or newer. Install them, on Debian or Ubuntu as \
         root: apt-get install postgresql",
    )
}

fn find_postgres() -> Option<PathBuf> {
    let on_path = find_program("initdb").and_then(|program| program.canonicalize().ok());
    let from_path = on_path.and_then(|program| program.parent().map(Path::to_path_buf));
    let mut folders: Vec<PathBuf> = fs::read_dir(POSTGRES_VERSIONS)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("bin"))
        .collect();
    folders.sort();
    from_path.into_iter().chain(folders.into_iter().rev()).find(|folder| {
        ["initdb", "postgres", "pg_ctl"]
            .iter()
            .all(|name| folder.join(name).exists())
    })
}
