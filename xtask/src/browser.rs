//! The part of the portal that runs in the browser: compiles the islands to WebAssembly and makes the script that
//! loads them. The server refers to the results as `/pkg/kyodo-navi.{js,wasm}`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::console::say;
use crate::project::{Mode, Project};
use crate::run::{cargo, show};
use crate::setup::WASM_TARGET;
use crate::stamp::{Stamp, describe_file, write_if_changed};

/// Name of the browser files, the same as `LEPTOS_OUTPUT_NAME` in `.cargo/config.toml`.
pub const OUTPUT_NAME: &str = "kyodo-navi";

/// Counted up when the way from the compiled module to the browser files changes.
const RECIPE: u32 = 1;

/// Brings script and module in `pkg` up to date. Cargo decides whether to compile.
pub fn build(project: &Project, mode: Mode, pkg: &Path) -> Result<()> {
    let profile = match mode {
        Mode::Dev => "wasm-dev",
        Mode::Release => "wasm-release",
    };
    let module = project.target().join(WASM_TARGET).join(profile).join("browser.wasm");
    if !module.exists() {
        say(match mode {
            Mode::Dev => "Compiling the islands to WebAssembly (about 2 minutes the first time)…",
            Mode::Release => "Compiling the islands to small WebAssembly (about 4 minutes the first time)…",
        });
    }
    show(cargo(project).args([
        "build",
        "--package",
        "browser",
        "--target",
        WASM_TARGET,
        "--profile",
        profile,
    ]))?;
    let key = format!("recipe {RECIPE}, {}", describe_file(&module)?);
    let stamp = Stamp::new(project.stamps().join(profile), key);
    let (script, wasm) = (
        pkg.join(format!("{OUTPUT_NAME}.js")),
        pkg.join(format!("{OUTPUT_NAME}.wasm")),
    );
    if stamp.is_current(&[&script, &wasm]) {
        return Ok(());
    }
    bind(&module, mode, project.target(), pkg)?;
    stamp.set()
}

/// Makes the browser files from the compiled module. They are made beside and then moved, so that a running server
/// never serves half of a file.
fn bind(module: &Path, mode: Mode, target: &Path, pkg: &Path) -> Result<()> {
    let work = tempfile::Builder::new().prefix("bindgen-").tempdir_in(target)?;
    let small = mode == Mode::Release;
    Bindgen::new()
        .input_path(module)
        .web(true)?
        .out_name(OUTPUT_NAME)
        .typescript(false)
        // The page that Leptos renders says where the module is; a default in the script would name another file.
        .omit_default_module_path(true)
        .keep_debug(!small)
        .remove_name_section(small)
        .remove_producers_section(small)
        .generate(work.path())
        .context("making the script for the browser")?;

    let script = fs::read(work.path().join(format!("{OUTPUT_NAME}.js")))?;
    write_if_changed(&pkg.join(format!("{OUTPUT_NAME}.js")), &script)?;
    // wasm-bindgen adds `_bg` to the name, Leptos does not ask for it.
    let wasm = fs::read(work.path().join(format!("{OUTPUT_NAME}_bg.wasm")))?;
    write_if_changed(&pkg.join(format!("{OUTPUT_NAME}.wasm")), &wasm)?;
    let snippets = work.path().join("snippets");
    ensure!(
        !snippets.exists(),
        "a crate brings scripts of its own ({}): they would have to be served too",
        snippets.display()
    );
    Ok(())
}
