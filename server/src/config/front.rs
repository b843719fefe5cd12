//! Settings about the network in front: proxies and limits.

use std::ffi::OsString;

use anyhow::Result;

use super::{Row, Setting, choose, text};
use crate::front::limit::Strictness;
use crate::front::proxy::{ForwardedBy, Proxies};

/// The settings.
#[derive(Clone, Debug)]
pub struct FrontSettings {
    /// `KYODO_TRUSTED_PROXIES`: networks of the proxies in front, for instance `10.0.0.0/8,::1`. Only what they say about
    /// the visitor's address is believed. Default: none, the address is that of the connection.
    pub proxies: Setting<Proxies>,
    /// `KYODO_PROXY_HEADER`: the header those proxies write, `x-forwarded-for` or `forwarded`. They must not let another
    /// one through. Default `x-forwarded-for`.
    pub header: Setting<ForwardedBy>,
    /// `KYODO_RATE_LIMIT`: `on`, `off` for load tests, or a factor for the limits per address. Default `on`.
    pub limit: Setting<Strictness>,
}

impl FrontSettings {
    /// Reads an environment.
    ///
    /// # Errors
    /// A value that cannot be understood.
    pub fn from(environment: &impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let header = choose(None, text(environment, "KYODO_PROXY_HEADER")?, || {
            ForwardedBy::default().name().to_owned()
        })
        .try_map(|header| ForwardedBy::parse(&header))?;
        let proxies = choose(None, text(environment, "KYODO_TRUSTED_PROXIES")?, String::new)
            .try_map(|networks| Proxies::parse(&networks, header.value))?;
        let limit = choose(None, text(environment, "KYODO_RATE_LIMIT")?, || "on".to_owned())
            .try_map(|limit| Strictness::parse(&limit))?;
        Ok(Self { proxies, header, limit })
    }

    /// One row for each setting.
    pub fn rows(&self) -> Vec<Row> {
        vec![
            (
                "KYODO_TRUSTED_PROXIES",
                self.proxies.value.to_string(),
                self.proxies.source,
            ),
            (
                "KYODO_PROXY_HEADER",
                self.header.value.name().to_owned(),
                self.header.source,
            ),
            ("KYODO_RATE_LIMIT", self.limit.value.to_string(), self.limit.source),
        ]
    }
}
