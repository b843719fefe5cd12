//! Bounds on what a visitor has to download, compressed as a browser gets it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::console::say;
use crate::site::gzipped;

/// Files below the site's root and the most kilobytes (1,000 bytes) each may have after gzip.
const BOUNDS: [(&str, usize); 2] = [("pkg/kyodo-navi.wasm", 150), ("pkg/kyodo-navi.css", 35)];

/// Shows the sizes and fails if one is beyond its bound.
pub fn check(site: &Path) -> Result<()> {
    let mut beyond = Vec::new();
    for (name, bound) in BOUNDS {
        let path = site.join(name);
        let content = fs::read(&path).with_context(|| path.display().to_string())?;
        let compressed = gzipped(&content)?.len();
        say(&format!(
            "{name}: {} bytes, {compressed} after gzip (bound {bound} kB)",
            content.len()
        ));
        if compressed >= bound * 1000 {
            beyond.push(name);
        }
    }
    if !beyond.is_empty() {
        bail!("too large: {}", beyond.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that gzip cannot make smaller.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u64;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn a_file_beyond_its_bound_fails_and_is_named() -> Result<()> {
        let site = tempfile::tempdir()?;
        fs::create_dir(site.path().join("pkg"))?;
        fs::write(site.path().join("pkg/kyodo-navi.wasm"), noise(100_000))?;
        fs::write(site.path().join("pkg/kyodo-navi.css"), noise(30_000))?;
        check(site.path())?;

        fs::write(site.path().join("pkg/kyodo-navi.css"), noise(36_000))?;
        let refusal = check(site.path()).map_err(|error| error.to_string());
        assert!(refusal.is_err_and(|text| text.contains("kyodo-navi.css")));
        Ok(())
    }
}
