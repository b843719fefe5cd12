//! An OpenID provider as it is configured. What an operator sets is checked here, before anybody signs in by it.

use openidconnect::{ClientId, ClientSecret, IssuerUrl};

/// A provider that may sign people in.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its name in addresses: lower-case letters, digits, hyphens.
    pub name: String,
    /// What its button says.
    pub label: String,
    /// Its address, as in its tokens.
    pub issuer: IssuerUrl,
    /// What it calls the portal.
    pub client_id: ClientId,
    /// The portal's secret with it.
    pub client_secret: ClientSecret,
    /// Values of `acr` and `amr` that stand for two factors.
    pub strong: Vec<String>,
    /// Whether mail addresses count as verified although the provider does not say so.
    pub trusts_email: bool,
}

impl Provider {
    /// Reads the settings of a provider; `setting` answers for `ISSUER`, `CLIENT_ID`, `CLIENT_SECRET`, `LABEL`, `STRONG`
    /// and `TRUST_EMAIL`.
    ///
    /// # Errors
    /// What is missing or cannot be understood, in words for the operator.
    pub fn read(name: &str, setting: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if name.is_empty() || !name.chars().all(is_plain) {
            return Err(format!("a provider is named with a-z, 0-9 and -, not {name:?}"));
        }
        let needed = |key: &str| setting(key).ok_or_else(|| format!("{key} is missing"));
        let issuer = IssuerUrl::new(needed("ISSUER")?).map_err(|error| format!("ISSUER: {error}"))?;
        let is_near = matches!(issuer.url().host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if issuer.url().scheme() != "https" && !is_near {
            return Err("ISSUER must begin with https://".to_owned());
        }
        let list = |key: &str| -> Vec<String> {
            let given = setting(key).unwrap_or_default();
            given
                .split(',')
                .map(str::trim)
                .filter(|value| !value.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Ok(Self {
            label: setting("LABEL").unwrap_or_else(|| name.to_owned()),
            client_id: ClientId::new(needed("CLIENT_ID")?),
            client_secret: ClientSecret::new(needed("CLIENT_SECRET")?),
            strong: list("STRONG"),
            trusts_email: matches!(setting("TRUST_EMAIL").as_deref(), Some("1" | "true" | "yes")),
            name: name.to_owned(),
            issuer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, more: &[(&str, &str)]) -> Result<Provider, String> {
        let mut settings = vec![
            ("ISSUER", "https://id.example.jp"),
            ("CLIENT_ID", "navi"),
            ("CLIENT_SECRET", "s"),
        ];
        settings.extend(more);
        Provider::read(name, |key| {
            let found = settings.iter().rev().find(|(named, _)| *named == key);
            found
                .map(|(_, value)| (*value).to_owned())
                .filter(|value| !value.is_empty())
        })
    }

    #[test]
    fn 設定を読む() {
        let provider = read("gbizid", &[("LABEL", "GビズID"), ("STRONG", "mfa, urn:x:aal2")]).unwrap();
        assert_eq!(provider.label, "GビズID");
        assert_eq!(provider.strong, ["mfa", "urn:x:aal2"]);
        assert!(!provider.trusts_email);
        assert!(!format!("{provider:?}").contains("\"s\""), "the secret is not shown");
    }

    #[test]
    fn 足りない値や危ない値は断る() {
        assert!(read("GビズID", &[]).is_err());
        assert!(read("", &[]).is_err());
        assert!(read("corp", &[("CLIENT_ID", "")]).unwrap_err().contains("CLIENT_ID"));
        assert!(
            read("corp", &[("ISSUER", "http://id.example.jp")])
                .unwrap_err()
                .contains("https")
        );
        assert!(read("corp", &[("ISSUER", "http://127.0.0.1:4000")]).is_ok());
    }
}
