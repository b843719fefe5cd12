//! How people sign in, as the operator sets it: who must have a second factor, the key that encrypts secrets, and the
//! providers that may sign people in.
//!
//! | Variable | Meaning |
//! | --- | --- |
//! | `KYODO_SECOND_FACTOR` | `none`, `platform` (default), `organisation` or `all` |
//! | `KYODO_SECRET` | 64 hexadecimal digits; without it the file `secret.key` in the data folder is made once and used |
//! | `KYODO_OIDC` | names of providers, separated by commas, in the order of their buttons |
//! | `KYODO_OIDC_<NAME>_ISSUER` | address of the provider |
//! | `KYODO_OIDC_<NAME>_CLIENT_ID`, `…_CLIENT_SECRET` | what the provider gave the portal |
//! | `KYODO_OIDC_<NAME>_LABEL` | what the button says |
//! | `KYODO_OIDC_<NAME>_STRONG` | values of `acr` and `amr`, separated by commas, that stand for two factors |
//! | `KYODO_OIDC_<NAME>_TRUST_EMAIL` | `1` when its mail addresses are verified although it does not say so |

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use app::SignInRules;
use app::federation::{Federation, Provider};
use app::vault::{KEY_BYTES, Vault};
use domain::second_factor::FactorPolicy;

use crate::config::{Setting, Source};

/// Name of the file with the key, in the data folder.
const KEY_FILE: &str = "secret.key";

/// The settings, read and understood.
#[derive(Clone, Debug)]
pub struct SignInSettings {
    /// `KYODO_SECOND_FACTOR`.
    pub policy: Setting<FactorPolicy>,
    key: Option<Key>,
    providers: Vec<Provider>,
}

/// A key that no log shows.
#[derive(Clone, Copy)]
struct Key([u8; KEY_BYTES]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl SignInSettings {
    /// Reads the environment.
    ///
    /// # Errors
    /// A value that cannot be understood, with its name; never the value of a secret.
    pub fn from(environment: impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let text = |name: &str| -> Result<Option<String>> {
            environment(name)
                .filter(|value| !value.is_empty())
                .map(|value| {
                    value
                        .into_string()
                        .map_err(|_| anyhow::anyhow!("{name} is not valid UTF-8"))
                })
                .transpose()
        };
        let policy = match text("KYODO_SECOND_FACTOR")? {
            None => Setting {
                value: FactorPolicy::Platform,
                source: Source::Default,
            },
            Some(code) => Setting {
                value: FactorPolicy::from_code(&code).with_context(|| {
                    format!("KYODO_SECOND_FACTOR must be none, platform, organisation or all, not {code:?}")
                })?,
                source: Source::Environment,
            },
        };
        let key = match text("KYODO_SECRET")? {
            Some(digits) => Some(parse_key(&digits).context("KYODO_SECRET")?),
            None => None,
        };
        let names = text("KYODO_OIDC")?.unwrap_or_default();
        let providers = names
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| {
                let prefix = format!("KYODO_OIDC_{}", name.to_ascii_uppercase().replace('-', "_"));
                Provider::read(name, |key| text(&format!("{prefix}_{key}")).ok().flatten())
                    .map_err(|error| anyhow::anyhow!("{prefix}_…: {error}"))
            })
            .collect::<Result<_>>()?;
        Ok(Self { policy, key, providers })
    }

    /// The rules of a server with this data folder. Makes the file with the key when there is neither that nor a variable.
    ///
    /// # Errors
    /// When the file cannot be read or made.
    pub fn rules(&self, data_dir: &Path, policy: FactorPolicy) -> Result<SignInRules> {
        let Key(key) = match self.key {
            Some(key) => key,
            None => file_key(&data_dir.join(KEY_FILE))?,
        };
        Ok(SignInRules {
            policy,
            vault: Vault::new(&key),
            federation: Federation::new(self.providers.clone()),
        })
    }

    /// Every value with its variable and source, one per line, secrets hidden.
    pub fn describe(&self) -> String {
        let mut lines = String::new();
        let policy = self.policy.value.code();
        let _ = writeln!(lines, "KYODO_SECOND_FACTOR {policy}  {}", self.policy.source.label());
        let key = if self.key.is_some() {
            "***  environment"
        } else {
            "(file secret.key)  default"
        };
        let _ = writeln!(lines, "KYODO_SECRET {key}");
        for provider in &self.providers {
            let _ = writeln!(
                lines,
                "KYODO_OIDC {} {}  environment",
                provider.name,
                provider.issuer.as_str()
            );
        }
        lines
    }
}

fn parse_key(digits: &str) -> Result<Key> {
    let digits = digits.trim();
    let mut key = [0; KEY_BYTES];
    if digits.len() != 2 * KEY_BYTES || !digits.is_ascii() {
        bail!("a key has {} hexadecimal digits", 2 * KEY_BYTES);
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).context("a key has hexadecimal digits only")?;
    }
    Ok(Key(key))
}

/// Reads the file, or makes it so that only its owner can read it. Of two processes that start at once both get the same.
fn file_key(path: &Path) -> Result<Key> {
    let shown = path.display();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            let mut key = [0; KEY_BYTES];
            getrandom::fill(&mut key).map_err(|error| anyhow::anyhow!("making a key: {error}"))?;
            let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
            file.write_all(digits.as_bytes())
                .and_then(|()| file.sync_all())
                .with_context(|| format!("writing {shown}"))?;
            Ok(Key(key))
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let digits = std::fs::read_to_string(path).with_context(|| format!("reading {shown}"))?;
            parse_key(&digits).with_context(|| format!("reading {shown}"))
        }
        Err(error) => Err(error).with_context(|| format!("making {shown}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<SignInSettings> {
        SignInSettings::from(|name| {
            let found = variables.iter().find(|(named, _)| *named == name);
            found.map(|(_, value)| value.into())
        })
    }

    #[test]
    fn 何も指定しなければ事務局などに求める() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.policy.value, FactorPolicy::Platform);
        assert_eq!(settings.policy.source, Source::Default);
        assert!(settings.providers.is_empty());
    }

    #[test]
    fn 読めない値は名前を挙げて断る() {
        for (variables, named) in [
            (vec![("KYODO_SECOND_FACTOR", "some")], "KYODO_SECOND_FACTOR"),
            (vec![("KYODO_SECRET", "abc")], "KYODO_SECRET"),
            (vec![("KYODO_OIDC", "corp")], "KYODO_OIDC_CORP"),
        ] {
            let error = format!("{:#}", read(&variables).unwrap_err());
            assert!(error.contains(named), "{error}");
        }
    }

    #[test]
    fn 複数の認証事業者を順に読み秘密は見せない() {
        let settings = read(&[
            ("KYODO_OIDC", "gbizid, corp-a"),
            ("KYODO_OIDC_GBIZID_ISSUER", "https://gbiz.example.jp"),
            ("KYODO_OIDC_GBIZID_CLIENT_ID", "navi"),
            ("KYODO_OIDC_GBIZID_CLIENT_SECRET", "himitsu-1"),
            ("KYODO_OIDC_CORP_A_ISSUER", "https://corp.example.jp"),
            ("KYODO_OIDC_CORP_A_CLIENT_ID", "navi"),
            ("KYODO_OIDC_CORP_A_CLIENT_SECRET", "himitsu-2"),
            ("KYODO_SECRET", &"ab".repeat(32)),
        ])
        .unwrap();
        let names: Vec<_> = settings
            .providers
            .iter()
            .map(|provider| provider.name.as_str())
            .collect();
        assert_eq!(names, ["gbizid", "corp-a"]);
        let shown = format!("{}{settings:?}", settings.describe());
        assert!(!shown.contains("himitsu") && !shown.contains("abab"), "{shown}");
    }

    #[test]
    fn 鍵のファイルは一度だけ作る() {
        let folder = tempfile::tempdir().unwrap();
        let settings = read(&[]).unwrap();
        let seal = |rules: &SignInRules| rules.vault.seal("a", b"b").unwrap();
        let first = settings.rules(folder.path(), FactorPolicy::None).unwrap();
        let again = settings.rules(folder.path(), FactorPolicy::None).unwrap();
        assert_eq!(again.vault.open("a", &seal(&first)).as_deref(), Some(b"b".as_slice()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let rules = std::fs::metadata(folder.path().join(KEY_FILE)).unwrap().permissions();
            assert_eq!(rules.mode() & 0o777, 0o600);
        }
        std::fs::write(folder.path().join(KEY_FILE), "broken").unwrap();
        assert!(settings.rules(folder.path(), FactorPolicy::None).is_err());
    }
}
