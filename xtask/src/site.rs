//! The folder of static files that the server serves: browser part, style sheet, public files and, for release,
//! compressed copies of them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::console::say;
use crate::project::{Mode, Project};
use crate::stamp::write_if_changed;
use crate::{browser, setup, style};

/// Endings of files that get smaller when compressed.
const COMPRESSIBLE: [&str; 7] = ["css", "html", "js", "json", "svg", "txt", "wasm"];

/// Below this many bytes a compressed copy saves no packet.
const WORTH_COMPRESSING: usize = 1024;

/// Arguments of `site`.
#[derive(Args)]
pub struct SiteArgs {
    /// Small files with compressed copies, as for `dist`
    #[arg(long)]
    release: bool,
}

/// Builds the folder as asked and prints its path.
pub fn run(project: &Project, args: &SiteArgs) -> Result<()> {
    setup::ensure_wasm_target()?;
    let mode = if args.release { Mode::Release } else { Mode::Dev };
    let folder = build(project, mode)?;
    say(&folder.display().to_string());
    Ok(())
}

/// Brings the whole folder up to date and returns it.
pub fn build(project: &Project, mode: Mode) -> Result<PathBuf> {
    let folder = project.site(mode);
    let pkg = folder.join("pkg");
    fs::create_dir_all(&pkg)?;
    browser::build(project, mode, &pkg)?;
    style::build(project, mode, &pkg)?;
    copy_public(&project.root().join("app/public"), &folder)?;
    if mode == Mode::Release {
        compress_all(&folder)?;
    }
    Ok(folder)
}

/// Copies files that go to the browser as they are, such as the icon.
fn copy_public(from: &Path, to: &Path) -> Result<()> {
    if !from.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_public(&path, &target)?;
        } else {
            write_if_changed(&target, &fs::read(&path)?)?;
        }
    }
    Ok(())
}

/// Puts `x.br` and `x.gz` beside each file `x` worth it.
fn compress_all(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            compress_all(&path)?;
            continue;
        }
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if COMPRESSIBLE.contains(&ending.as_ref()) {
            compress(&path)?;
        }
    }
    Ok(())
}

fn compress(path: &Path) -> Result<()> {
    let [brotli_path, gzip_path] = [".br", ".gz"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    });
    if is_newer(&brotli_path, path) && is_newer(&gzip_path, path) {
        return Ok(());
    }
    let content = fs::read(path)?;
    if content.len() < WORTH_COMPRESSING {
        return Ok(());
    }
    fs::write(brotli_path, brotlied(&content)?)?;
    fs::write(gzip_path, gzipped(&content)?)?;
    Ok(())
}

fn is_newer(made: &Path, source: &Path) -> bool {
    let changed = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    match (changed(made), changed(source)) {
        (Some(made), Some(source)) => made >= source,
        _ => false,
    }
}

/// Compresses for browsers that take gzip. The bounds on sizes are measured on this.
pub fn gzipped(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish().context("compressing by gzip")
}

fn brotlied(content: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut input = content;
    let parameters = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut input, &mut compressed, &parameters).context("compressing by brotli")?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_worth_it_get_compressed_copies_and_small_ones_do_not() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("pkg"))?;
        fs::write(folder.path().join("pkg/long.css"), "a{margin:0}".repeat(500))?;
        fs::write(folder.path().join("short.svg"), "<svg/>")?;
        compress_all(folder.path())?;
        // A second run must neither fail nor compress the compressed.
        compress_all(folder.path())?;
        assert!(folder.path().join("pkg/long.css.br").exists());
        assert!(folder.path().join("pkg/long.css.gz").exists());
        assert!(!folder.path().join("pkg/long.css.gz.gz").exists());
        assert!(!folder.path().join("short.svg.br").exists());
        Ok(())
    }

    #[test]
    fn a_changed_file_is_compressed_again() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.css");
        fs::write(&path, "a{margin:0}".repeat(500))?;
        compress(&path)?;
        let before = fs::read(folder.path().join("a.css.gz"))?;
        fs::write(&path, "b{padding:0}".repeat(700))?;
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
        fs::File::options().write(true).open(&path)?.set_modified(later)?;
        compress(&path)?;
        assert_ne!(fs::read(folder.path().join("a.css.gz"))?, before);
        Ok(())
    }

    #[test]
    fn public_files_are_copied_with_their_folders() -> Result<()> {
        let (from, to) = (tempfile::tempdir()?, tempfile::tempdir()?);
        fs::create_dir(from.path().join("icon"))?;
        fs::write(from.path().join("icon/favicon.svg"), "<svg/>")?;
        copy_public(from.path(), to.path())?;
        assert!(to.path().join("icon/favicon.svg").exists());
        Ok(())
    }
}
