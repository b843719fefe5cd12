//! The configuration as `server config` prints it.

use std::fmt::Write as _;

use super::{Config, LogFormat, Row};

impl Config {
    /// Every value with its variable and source, one per line, passwords hidden.
    pub fn describe(&self) -> String {
        let mut rows: Vec<Row> = vec![
            (
                "KYODO_DATA_DIR",
                self.data_dir.value.display().to_string(),
                self.data_dir.source,
            ),
            ("DATABASE_URL", self.database.value.to_string(), self.database.source),
            (
                "(index folder)",
                self.index_dir().display().to_string(),
                self.data_dir.source,
            ),
            ("KYODO_LISTEN", self.listen.value.to_string(), self.listen.source),
            (
                "KYODO_PUBLIC_URL",
                self.public_url.value.clone().unwrap_or_else(|| "(none)".to_owned()),
                self.public_url.source,
            ),
            (
                "KYODO_SITE_ROOT",
                self.site_root.value.display().to_string(),
                self.site_root.source,
            ),
            (
                "KYODO_DICTIONARY",
                self.dictionary.value.display().to_string(),
                self.dictionary.source,
            ),
            ("KYODO_FONTS", self.fonts.value.display().to_string(), self.fonts.source),
            ("RUST_LOG", self.log.value.clone(), self.log.source),
            (
                "KYODO_LOG_FORMAT",
                match self.log_format.value {
                    LogFormat::Text => "text".to_owned(),
                    LogFormat::Json => "json".to_owned(),
                },
                self.log_format.source,
            ),
        ];
        rows.extend(self.front.rows());
        rows.extend(self.mail.rows());
        rows.extend(self.files.rows());
        let days = self.audit_days.value;
        rows.push((
            "KYODO_AUDIT_RETENTION_DAYS",
            days.map_or_else(|| "(for ever)".to_owned(), |days| days.to_string()),
            self.audit_days.source,
        ));
        rows.push((
            "KYODO_PUBLICATION_CHECK",
            self.check.value.code().to_owned(),
            self.check.source,
        ));
        let width = rows
            .iter()
            .map(|(_, value, _)| value.chars().count())
            .max()
            .unwrap_or_default();
        let lines = rows.iter().fold(String::new(), |mut lines, (name, value, source)| {
            let _ = writeln!(lines, "{name:<26} {value:<width$}  {}", source.label());
            lines
        });
        lines + &self.sign_in.describe()
    }
}
