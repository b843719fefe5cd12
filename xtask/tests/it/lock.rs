//! Versions that must agree with each other in `Cargo.lock`.

use std::path::Path;

use anyhow::{Context, Result};

/// All versions of a package in the lock file.
fn list_versions<'a>(lock: &'a str, package: &str) -> Vec<&'a str> {
    let name_line = format!("name = \"{package}\"\nversion = \"");
    let after_name = lock.split(name_line.as_str()).skip(1);
    after_name.filter_map(|rest| rest.split('"').next()).collect()
}

fn read_lock() -> Result<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("root")?;
    Ok(std::fs::read_to_string(root.join("Cargo.lock"))?)
}

#[test]
fn the_tool_that_makes_the_script_has_the_version_of_the_library_in_the_module() -> Result<()> {
    let lock = read_lock()?;
    let library = list_versions(&lock, "wasm-bindgen");
    assert_eq!(library.len(), 1, "one version of wasm-bindgen");
    assert_eq!(library, list_versions(&lock, "wasm-bindgen-cli-support"));
    Ok(())
}

#[test]
fn the_dictionary_is_compiled_by_the_version_that_loads_it() -> Result<()> {
    let lock = read_lock()?;
    let compiler = list_versions(&lock, "lindera-dictionary");
    assert_eq!(compiler.len(), 1, "one version of lindera-dictionary");
    assert_eq!(compiler, list_versions(&lock, "lindera"));
    Ok(())
}
