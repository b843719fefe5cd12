//! Everything an operator can set, in one struct: each value with where it came from. It reads options and the
//! environment only; there is no configuration file, and nothing here opens what it names.

mod files;
mod front;
mod mail;
mod show;

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use domain::program::PublicationCheck;
use store::Location;

pub use files::FileSettings;
pub use front::FrontSettings;
pub use mail::MailSettings;

use crate::sign_in::SignInSettings;

/// What is logged unless `RUST_LOG` says otherwise. Migrations are told by the commands themselves.
pub const DEFAULT_LOG: &str = "info,sea_orm_migration=warn,sqlx=warn";

/// Where a value came from, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An option of the command line.
    Option,
    /// A variable of the environment.
    Environment,
    /// Neither was given.
    Default,
}

impl Source {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::Environment => "environment",
            Self::Default => "default",
        }
    }
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value in force.
    pub value: T,
    /// Who set it.
    pub source: Source,
}

impl<T> Setting<T> {
    fn try_map<U>(self, read: impl FnOnce(T) -> Result<U>) -> Result<Setting<U>> {
        Ok(Setting {
            value: read(self.value)?,
            source: self.source,
        })
    }
}

/// Name, shown value and source of a setting.
pub type Row = (&'static str, String, Source);

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people, with colours on a terminal.
    Text,
    /// One JSON object per line, for collectors.
    Json,
}

/// What was given on the command line; the strongest source.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--listen`.
    pub listen: Option<String>,
    /// `--site-root`.
    pub site_root: Option<PathBuf>,
    /// `--dictionary`.
    pub dictionary: Option<PathBuf>,
    /// `--fonts`.
    pub fonts: Option<PathBuf>,
}

/// The configuration of one run.
#[derive(Clone, Debug)]
pub struct Config {
    /// `KYODO_DATA_DIR`, `--data-dir`: the folder of the database file and of the search index. Default `./data`.
    pub data_dir: Setting<PathBuf>,
    /// `DATABASE_URL`: `postgres://user:password@host/name`, or `sqlite:path` for a file elsewhere. Default: the file
    /// `kyodo-navi.sqlite3` in the data folder.
    pub database: Setting<Location>,
    /// `KYODO_LISTEN`, `--listen`: address and port to serve on; port 0 takes any free one. Default `127.0.0.1:3000`.
    pub listen: Setting<SocketAddr>,
    /// `KYODO_SITE_ROOT`, `--site-root`: the folder of the files for browsers. Default: `site` beside the program, or
    /// one level above it.
    pub site_root: Setting<PathBuf>,
    /// `KYODO_DICTIONARY`, `--dictionary`: the folder of the compiled Japanese dictionary. Default: `dictionary`
    /// beside the program, or the newest `dictionary/ipadic-…` one level above it.
    pub dictionary: Setting<PathBuf>,
    /// `KYODO_FONTS`, `--fonts`: the folder of the fonts of PDF documents. Default: `font` beside the program, or the newest
    /// `font/biz-ud-…` one level above it. Without fonts there are no PDF documents.
    pub fonts: Setting<PathBuf>,
    /// `KYODO_PUBLIC_URL`: the address people use, for instance `https://navi.example.jp`. The server then answers under
    /// this name only; with `https` the sign-in cookie is bound to TLS, and browsers are told to come over TLS for a year.
    /// Default: none, as for a server on one's own machine.
    pub public_url: Setting<Option<String>>,
    /// The network in front.
    pub front: FrontSettings,
    /// Attached files.
    pub files: FileSettings,
    /// Mail.
    pub mail: MailSettings,
    /// `KYODO_AUDIT_RETENTION_DAYS`: how many days the audit log is kept, at least 365. Default: for ever.
    pub audit_days: Setting<Option<u32>>,
    /// `KYODO_PUBLICATION_CHECK`: who looks at a program before it is public, `secretariat` or `none`. Default
    /// `secretariat`: a listing in the name of a public scheme is read by somebody first.
    pub check: Setting<PublicationCheck>,
    /// `RUST_LOG`: what is logged, for instance `info,store=debug`. Default [`DEFAULT_LOG`].
    pub log: Setting<String>,
    /// `KYODO_LOG_FORMAT`: `text` or `json`. Default `text`.
    pub log_format: Setting<LogFormat>,
    /// Second factors, the key for secrets, providers: see [`crate::sign_in`].
    pub sign_in: SignInSettings,
}

impl Config {
    /// Joins options, the process environment and defaults.
    ///
    /// # Errors
    /// A value that cannot be understood, with its name.
    pub fn from_process(options: &Options) -> Result<Self> {
        Self::from(options, |name| std::env::var_os(name))
    }

    /// Joins options, an environment and defaults. An empty variable counts as not set.
    ///
    /// # Errors
    /// A value that cannot be understood, with its name.
    pub fn from(options: &Options, environment: impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let env = |name: &str| environment(name).filter(|value| !value.is_empty());
        let text = |name: &str| text(&environment, name);
        let path = |name: &str| env(name).map(PathBuf::from);

        let data_dir = choose(options.data_dir.clone(), path("KYODO_DATA_DIR"), || {
            PathBuf::from("data")
        });
        let database_url = choose(None, text("DATABASE_URL")?, || {
            format!("sqlite:{}", data_dir.value.join("kyodo-navi.sqlite3").display())
        });
        let location = database_url.value.parse().context("DATABASE_URL")?;
        let listen = choose(options.listen.clone(), text("KYODO_LISTEN")?, || {
            "127.0.0.1:3000".to_owned()
        });
        let log_format = choose(None, text("KYODO_LOG_FORMAT")?, || "text".to_owned());
        Ok(Self {
            listen: Setting {
                value: parse_listen(&listen.value)?,
                source: listen.source,
            },
            site_root: choose(options.site_root.clone(), path("KYODO_SITE_ROOT"), || {
                beside_program("site").unwrap_or_else(|| PathBuf::from("target/site"))
            }),
            dictionary: choose(options.dictionary.clone(), path("KYODO_DICTIONARY"), || {
                find_newest("dictionary", "ipadic-")
            }),
            fonts: choose(options.fonts.clone(), path("KYODO_FONTS"), || {
                find_newest("font", "biz-ud-")
            }),
            public_url: {
                let given = text("KYODO_PUBLIC_URL")?;
                let source = if given.is_some() {
                    Source::Environment
                } else {
                    Source::Default
                };
                Setting {
                    value: given.map(parse_public_url).transpose()?,
                    source,
                }
            },
            files: FileSettings::from(&environment, &data_dir.value)?,
            front: FrontSettings::from(&environment)?,
            mail: MailSettings::from(&environment)?,
            audit_days: {
                let given = text("KYODO_AUDIT_RETENTION_DAYS")?;
                let source = if given.is_some() {
                    Source::Environment
                } else {
                    Source::Default
                };
                Setting {
                    value: given.as_deref().map(parse_audit_days).transpose()?,
                    source,
                }
            },
            check: choose(None, text("KYODO_PUBLICATION_CHECK")?, || {
                PublicationCheck::Secretariat.code().to_owned()
            })
            .try_map(|code| parse_check(&code))?,
            log: choose(None, text("RUST_LOG")?, || DEFAULT_LOG.to_owned()),
            log_format: Setting {
                value: parse_log_format(&log_format.value)?,
                source: log_format.source,
            },
            database: Setting {
                value: location,
                source: database_url.source,
            },
            sign_in: SignInSettings::from(env)?,
            data_dir,
        })
    }

    /// Whether people reach the portal over TLS.
    pub fn is_secure(&self) -> bool {
        self.public_url
            .value
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }

    /// The address under which people reach the portal; `address` is where it listens.
    pub fn public_url_or(&self, address: SocketAddr) -> String {
        self.public_url
            .value
            .clone()
            .unwrap_or_else(|| format!("http://{address}"))
    }

    /// The folder of the search index. It can be deleted at any time while no server runs; it is built again.
    pub fn index_dir(&self) -> PathBuf {
        self.data_dir.value.join("index")
    }

    /// The folder for files that are coming in; what lies there means nothing.
    pub fn spool_dir(&self) -> PathBuf {
        self.data_dir.value.join("incoming")
    }

    /// The folder for mails while there is no mail server.
    pub fn mail_dir(&self) -> PathBuf {
        self.data_dir.value.join("mail")
    }
}

/// A variable as text; an empty one counts as not set.
fn text(environment: &impl Fn(&str) -> Option<OsString>, name: &str) -> Result<Option<String>> {
    environment(name)
        .filter(|value| !value.is_empty())
        .map(|value| {
            value
                .into_string()
                .map_err(|_| anyhow::anyhow!("{name} is not valid UTF-8"))
        })
        .transpose()
}

fn choose<T>(option: Option<T>, environment: Option<T>, default: impl FnOnce() -> T) -> Setting<T> {
    match (option, environment) {
        (Some(value), _) => Setting {
            value,
            source: Source::Option,
        },
        (None, Some(value)) => Setting {
            value,
            source: Source::Environment,
        },
        (None, None) => Setting {
            value: default(),
            source: Source::Default,
        },
    }
}

/// An address with port; `localhost` and a bare `:3000` are allowed, other names are not looked up.
fn parse_public_url(url: String) -> Result<String> {
    if url.starts_with("https://") || url.starts_with("http://") {
        Ok(url.trim_end_matches('/').to_owned())
    } else {
        bail!("KYODO_PUBLIC_URL must begin with https:// or http://, not {url:?}")
    }
}

/// Less than a year would be as good as none.
fn parse_audit_days(text: &str) -> Result<u32> {
    match text.trim().parse() {
        Ok(days) if days >= 365 => Ok(days),
        _ => bail!("KYODO_AUDIT_RETENTION_DAYS must be a number of days from 365 on, not {text:?}"),
    }
}

fn parse_check(code: &str) -> Result<PublicationCheck> {
    PublicationCheck::from_code(code.trim())
        .with_context(|| format!("KYODO_PUBLICATION_CHECK must be secretariat or none, not {code:?}"))
}

fn parse_listen(text: &str) -> Result<SocketAddr> {
    let text = text.trim();
    let spelled = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None if text.starts_with(':') => format!("0.0.0.0{text}"),
        None => text.to_owned(),
    };
    spelled
        .parse()
        .with_context(|| format!("the address to listen on must be like 127.0.0.1:3000, not {text:?}"))
}

fn parse_log_format(text: &str) -> Result<LogFormat> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        other => bail!("KYODO_LOG_FORMAT must be text or json, not {other:?}"),
    }
}

/// `name` in the folder of this program, or in the folder above it as in Cargo's target directory.
fn beside_program(name: &str) -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    program
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join(name))
        .find(|path| path.is_dir())
}

/// The last of the folders that begin with `prefix`, in the folder `name` beside this program.
fn find_newest(name: &str, prefix: &str) -> PathBuf {
    let Some(folder) = beside_program(name) else {
        return PathBuf::from(name);
    };
    let versions = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    versions
        .map(|entry| entry.path())
        .filter(|path| {
            path.is_dir()
                && path
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(prefix))
        })
        .max()
        .unwrap_or(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(options: &Options, variables: &[(&str, &str)]) -> Result<Config> {
        Config::from(options, |name| {
            variables
                .iter()
                .find(|(named, _)| *named == name)
                .map(|(_, value)| value.into())
        })
    }

    #[test]
    fn 何も指定しなければ手元のファイルを使う() {
        let config = config(&Options::default(), &[("KYODO_DATA_DIR", "")]).unwrap();
        assert_eq!(
            config.data_dir,
            Setting {
                value: PathBuf::from("data"),
                source: Source::Default
            }
        );
        assert_eq!(
            config.database.value,
            Location::Sqlite("data/kyodo-navi.sqlite3".into())
        );
        assert_eq!(config.index_dir(), PathBuf::from("data/index"));
        assert_eq!(config.listen.value.to_string(), "127.0.0.1:3000");
    }

    #[test]
    fn 引数は環境変数より強い() {
        let options = Options {
            data_dir: Some("/srv/a".into()),
            ..Options::default()
        };
        let config = config(&options, &[("KYODO_DATA_DIR", "/srv/b"), ("KYODO_LISTEN", ":8080")]).unwrap();
        assert_eq!(
            config.data_dir,
            Setting {
                value: "/srv/a".into(),
                source: Source::Option
            }
        );
        assert_eq!(config.listen.value.to_string(), "0.0.0.0:8080");
        assert_eq!(config.listen.source, Source::Environment);
        assert_eq!(config.index_dir(), PathBuf::from("/srv/a/index"));
    }

    #[test]
    fn 読めない値は名前を挙げて断る() {
        for (name, value) in [
            ("DATABASE_URL", "mysql://x"),
            ("KYODO_LISTEN", "3000"),
            ("KYODO_LOG_FORMAT", "xml"),
            ("KYODO_TRUSTED_PROXIES", "proxy"),
            ("KYODO_PROXY_HEADER", "via"),
            ("KYODO_RATE_LIMIT", "maybe"),
            ("KYODO_FILES_URL", "/srv/files"),
            ("KYODO_FILES_SECRET", "alone"),
            ("KYODO_CLAMD", "clamd"),
            ("KYODO_SMTP_URL", "mail.example.jp"),
            ("KYODO_MAIL_FROM", "someone"),
            ("KYODO_MAIL_BOUNCE", "somewhere"),
            ("KYODO_AUDIT_RETENTION_DAYS", "30"),
            ("KYODO_PUBLICATION_CHECK", "everybody"),
        ] {
            assert!(config(&Options::default(), &[(name, value)]).is_err(), "{name}");
        }
    }

    #[test]
    fn パスワードは表示しない() {
        let url = "postgres://navi:s3cr@t@db.example.jp:5432/navi";
        let variables = [
            ("DATABASE_URL", url),
            ("KYODO_SMTP_URL", "smtps://navi:s3cret@mail.example.jp"),
            ("KYODO_MAIL_FROM", "navi@example.jp"),
            ("KYODO_FILES_URL", "s3://navi"),
            ("KYODO_FILES_KEY_ID", "AKIA"),
            ("KYODO_FILES_SECRET", "s3cret-key"),
        ];
        let config = config(&Options::default(), &variables).unwrap();
        assert!(!format!("{config:?}").contains("s3cret"));
        let shown = config.describe();
        assert!(shown.contains("postgres://navi:***@db.example.jp:5432/navi"), "{shown}");
        assert!(!shown.contains("s3cr"), "{shown}");
    }
}
