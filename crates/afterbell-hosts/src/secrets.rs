use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::origin::Origin;

/// A secret shared with a vendor. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// Compares hashes, so that the time it takes says nothing of the secret.
    pub(crate) fn is(&self, shown: &str) -> bool {
        Sha256::digest(self.0.as_bytes()) == Sha256::digest(shown.as_bytes())
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.trim().to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What the school's server shares with each vendor.
#[derive(Debug, Clone, Default)]
pub struct Secrets {
    pub wechat_mini_program: Option<Secret>,
    pub wechat: Option<Secret>,
    pub wecom: Option<Secret>,
    pub dingtalk: Option<Secret>,
    pub feishu: Option<Secret>,
    pub alipay_private_key: Option<Secret>,
    pub zhejiang_access_key: Option<Secret>,
    pub zhejiang: Option<Secret>,
    pub telegram_bot_token: Option<Secret>,
    /// What each site that frames the page shows when it fetches a ticket for somebody it knows.
    pub frames: Vec<SiteSecret>,
}

impl Secrets {
    /// Out of the environment, which `variable` reads. An empty one is none.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Self {
        let secret = |name: &str| {
            let text = variable(&["AFTERBELL_", name].concat())?;
            Some(Secret::from(text.as_str())).filter(|secret| !secret.0.is_empty())
        };
        Self {
            wechat_mini_program: secret("WECHAT_MINI_PROGRAM_SECRET"),
            wechat: secret("WECHAT_SECRET"),
            wecom: secret("WECOM_SECRET"),
            dingtalk: secret("DINGTALK_SECRET"),
            feishu: secret("FEISHU_SECRET"),
            alipay_private_key: secret("ALIPAY_PRIVATE_KEY"),
            zhejiang_access_key: secret("ZHEJIANG_ACCESS_KEY"),
            zhejiang: secret("ZHEJIANG_SECRET"),
            telegram_bot_token: secret("TELEGRAM_BOT_TOKEN"),
            frames: sites(secret("FRAME_SECRET")),
        }
    }
}

/// 嵌入网站的密钥, one for each: whoever has it says whose page it is, among that site's own people only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteSecret {
    /// Nothing is said where one site alone is registered.
    site: Option<String>,
    secret: Secret,
}

/// Why the secrets of framing sites cannot be used. It says nothing of any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteSecretFault {
    /// Shorter than [`SHORTEST_SITE_SECRET`].
    TooShort,
    /// Several sites are registered, and one secret stands there without its site.
    WhichSite,
    /// A site is not among the registered origins.
    UnknownSite,
    /// Two sites share a secret, or one has two.
    Twice,
}

/// In bytes. Each of these secrets opens the accounts of a whole site.
pub const SHORTEST_SITE_SECRET: usize = 32;

fn sites(text: Option<Secret>) -> Vec<SiteSecret> {
    let text = text.map(|Secret(text)| text).unwrap_or_default();
    let words = text.split_whitespace().map(|word| {
        let (site, secret) = match word.split_once('=') {
            Some((site, secret)) if site.contains("://") => (Some(site), secret),
            _ => (None, word),
        };
        SiteSecret {
            // As origins are written that were copied with their slash.
            site: site.map(|site| site.strip_suffix('/').unwrap_or(site).to_owned()),
            secret: Secret::from(secret),
        }
    });
    words.collect()
}

impl Secrets {
    /// Whether it is clear which registered site has which secret, and none can be guessed.
    ///
    /// # Errors
    /// Says what is wrong, and no secret.
    pub fn check_sites(&self, origins: &[Origin]) -> Result<(), SiteSecretFault> {
        let mut seen: Vec<(&str, &Secret)> = Vec::new();
        for shared in &self.frames {
            if shared.secret.0.len() < SHORTEST_SITE_SECRET {
                return Err(SiteSecretFault::TooShort);
            }
            let site = shared.site(origins)?;
            let is_known =
                |(other, secret): &(&str, &Secret)| *other == site || **secret == shared.secret;
            if seen.iter().any(is_known) {
                return Err(SiteSecretFault::Twice);
            }
            seen.push((site, &shared.secret));
        }
        Ok(())
    }

    /// The site that shares this secret.
    pub(crate) fn site_of<'a>(
        &'a self,
        shown: &str,
        origins: &'a [Origin],
    ) -> Result<Option<&'a str>, SiteSecretFault> {
        // All are looked at, whichever it is.
        let found = self.frames.iter().filter(|shared| shared.secret.is(shown));
        let found: Vec<_> = found.collect();
        found.first().map(|shared| shared.site(origins)).transpose()
    }
}

impl SiteSecret {
    fn site<'a>(&'a self, origins: &'a [Origin]) -> Result<&'a str, SiteSecretFault> {
        match (&self.site, origins) {
            (Some(site), _) if origins.iter().any(|known| known.as_str() == site) => Ok(site),
            (Some(_), _) => Err(SiteSecretFault::UnknownSite),
            (None, [only]) => Ok(only.as_str()),
            (None, _) => Err(SiteSecretFault::WhichSite),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_come_from_the_environment_and_are_never_shown() {
        let secrets = Secrets::read(|name| match name {
            "AFTERBELL_WECHAT_SECRET" => Some(" hush\n".to_owned()),
            "AFTERBELL_WECOM_SECRET" => Some(String::new()),
            _ => None,
        });
        assert_eq!(secrets.wechat.as_ref().map(Secret::text), Some("hush"));
        assert_eq!(secrets.wecom, None);
        assert!(!format!("{secrets:?}").contains("hush"));
    }

    #[test]
    fn each_site_has_a_secret_of_its_own() {
        let origins = |texts: &[&str]| -> Vec<Origin> {
            let read = |text: &&str| Origin::try_from((*text).to_owned()).unwrap();
            texts.iter().map(read).collect()
        };
        let (a, b) = ("a".repeat(32), "b".repeat(32));
        let one = origins(&["https://a.example"]);
        let two = origins(&["https://a.example", "https://b.example"]);
        let both = format!("https://a.example/={a}\n https://b.example={b}");
        for (text, sites, expected) in [
            (String::new(), &two, Ok(())),
            (a.clone(), &one, Ok(())),
            (a.clone(), &two, Err(SiteSecretFault::WhichSite)),
            (both.clone(), &two, Ok(())),
            (both.clone(), &one, Err(SiteSecretFault::UnknownSite)),
            (both.replace(&b, &a), &two, Err(SiteSecretFault::Twice)),
            (format!("{a} {b}"), &one, Err(SiteSecretFault::Twice)),
            ("hush".to_owned(), &one, Err(SiteSecretFault::TooShort)),
        ] {
            let secrets =
                Secrets::read(|name| (name == "AFTERBELL_FRAME_SECRET").then(|| text.clone()));
            assert_eq!(secrets.check_sites(sites), expected, "{text}");
        }
        let secrets = Secrets::read(|_| Some(both.clone()));
        assert_eq!(secrets.site_of(&a, &two), Ok(Some("https://a.example")));
        assert_eq!(secrets.site_of(&b, &two), Ok(Some("https://b.example")));
        assert_eq!(secrets.site_of("", &two), Ok(None));
    }
}
