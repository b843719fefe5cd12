//! Where the database is. Shown without the password of its URL.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file; its folder must exist.
    Sqlite(PathBuf),
    /// A `postgres://` URL.
    Postgres(String),
}

/// A database URL of neither kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a database URL starts with sqlite: or postgres://, and sqlite: needs a file")]
pub struct UnknownLocation;

impl FromStr for Location {
    type Err = UnknownLocation;

    /// Reads `postgres://…`, `postgresql://…`, `sqlite:path` or `sqlite://path`. A database in memory is refused: each
    /// connection would see another one.
    fn from_str(url: &str) -> Result<Self, UnknownLocation> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        let path = url.strip_prefix("sqlite:").ok_or(UnknownLocation)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        // Parameters such as `?mode=rwc` are customary in such URLs and not needed here.
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() || path.contains(":memory:") {
            return Err(UnknownLocation);
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Location({self})")
    }
}

/// The URL with `***` for the password, in its authority or as a parameter.
fn without_password(url: &str) -> String {
    let (base, parameters) = url
        .split_once('?')
        .map_or((url, None), |(base, rest)| (base, Some(rest)));
    let mut shown = match (base.split_once("://"), base.rfind('@')) {
        (Some((scheme, _)), Some(at)) if at > scheme.len() + 3 => {
            let credentials = &base[scheme.len() + 3..at];
            let user = credentials.split(':').next().unwrap_or_default();
            let secret = if credentials.contains(':') { ":***" } else { "" };
            format!("{scheme}://{user}{secret}{}", &base[at..])
        }
        _ => base.to_owned(),
    };
    if let Some(parameters) = parameters {
        let kept: Vec<_> = parameters
            .split('&')
            .map(|parameter| {
                if parameter.starts_with("password=") {
                    "password=***"
                } else {
                    parameter
                }
            })
            .collect();
        shown.push('?');
        shown.push_str(&kept.join("&"));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 接続先の読み取り() {
        assert_eq!("sqlite:data/a.db".parse(), Ok(Location::Sqlite("data/a.db".into())));
        assert_eq!("sqlite:///var/a.db".parse(), Ok(Location::Sqlite("/var/a.db".into())));
        assert_eq!(
            "postgresql://h/d".parse(),
            Ok(Location::Postgres("postgresql://h/d".into()))
        );
        for wrong in ["", "mysql://h/d", "sqlite:", "sqlite::memory:", "data/a.db"] {
            assert_eq!(wrong.parse::<Location>(), Err(UnknownLocation), "{wrong}");
        }
    }

    #[test]
    fn パスワードは表示しない() {
        let shown = |url: &str| format!("{:?}", Location::Postgres(url.into()));
        assert_eq!(
            shown("postgres://navi:s@cret@db:5432/navi"),
            "Location(postgres://navi:***@db:5432/navi)"
        );
        assert_eq!(
            shown("postgres://navi@db/navi?password=x&a=b"),
            "Location(postgres://navi@db/navi?password=***&a=b)"
        );
        assert_eq!(shown("postgres://db/navi"), "Location(postgres://db/navi)");
    }
}
