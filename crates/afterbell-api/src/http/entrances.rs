//! 入口: the chat apps and sites that show the page, as the school has registered them. Pages read what is public of it;
//! the page of each entrance may load its vendor's script, or be framed, and no other page may.

use afterbell_hosts::HostSettings;
use axum::body::Bytes;
use axum::http::header::HeaderValue;

/// Where pages read it.
pub(super) const PUBLISHED: &str = "/hosts.json";

const TELEGRAM_IN_A_BROWSER: &str = "https://web.telegram.org";

/// Beyond what every page may: scripts, requests, and who may frame it.
#[derive(Default)]
struct Allowed {
    scripts: &'static str,
    requests: &'static str,
    frames: String,
}

#[derive(Clone, Default)]
pub struct Entrances {
    settings: HostSettings,
    published: Option<Bytes>,
}

impl Entrances {
    /// What `hosts.json` says.
    ///
    /// # Errors
    /// Where a word is unknown, since it may be a secret, or missing, or no origin.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        // A list would be read as settings by their places.
        serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text)?;
        let settings: HostSettings = serde_json::from_str(text)?;
        // Written anew: what pages get is what was understood.
        let published = Some(serde_json::to_vec(&settings)?.into());
        Ok(Self {
            settings,
            published,
        })
    }

    pub fn settings(&self) -> &HostSettings {
        &self.settings
    }

    /// For pages; `None` where the school has registered nothing.
    pub(super) fn published(&self) -> Option<Bytes> {
        self.published.clone()
    }

    /// The policy of the page with this query; `None` for the one of every page.
    pub(super) fn policy(&self, query: Option<&str>) -> Option<HeaderValue> {
        let mut parameters = query?.split('&');
        let name = parameters.find_map(|parameter| parameter.strip_prefix("in="))?;
        let Allowed {
            scripts,
            requests,
            frames,
        } = self.allowed(name)?;
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'{requests}; \
             manifest-src 'self'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'self'{frames}"
        );
        HeaderValue::try_from(policy).ok()
    }

    /// `None` for a host that needs nothing more, or that the school has not registered.
    fn allowed(&self, name: &str) -> Option<Allowed> {
        let Self { settings, .. } = self;
        let mut allowed = Allowed::default();
        match name {
            "feishu" if settings.feishu.is_some() => {
                allowed.scripts = " https://lf1-cdn-tos.bytegoofy.com";
            }
            // An address that the app itself answers.
            "alipay" if settings.alipay.is_some() => allowed.scripts = " https://appx",
            "line" if settings.line.is_some() => {
                allowed.requests = " https://api.line.me https://liffsdk.line-scdn.net";
            }
            "zhejiang" if settings.zhejiang.is_some() => {
                allowed.scripts = " https://assets.zjzwfw.gov.cn";
                allowed.requests = " https://mapi.zjzwfw.gov.cn";
            }
            "telegram" if settings.telegram.is_some() => {
                allowed.frames = [" ", TELEGRAM_IN_A_BROWSER].concat();
            }
            "iframe" => {
                let origins = settings.iframe.iter().flat_map(|frame| &frame.origins);
                allowed.frames = origins.map(|origin| format!(" {origin}")).collect();
            }
            _ => return None,
        }
        Some(allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = r#"{
        "feishu": { "app_id": "cli_1" },
        "telegram": {},
        "iframe": { "origins": ["https://www.example.school", "https://b.example:8443/"] }
    }"#;

    fn directive(query: &str, name: &str) -> Option<String> {
        let policy = Entrances::read(SETTINGS).unwrap().policy(Some(query))?;
        let policy = policy.to_str().unwrap().to_owned();
        let mut directives = policy.split("; ");
        let found = directives.find_map(|directive| directive.strip_prefix(name));
        Some(found.unwrap().trim().to_owned())
    }

    #[test]
    fn each_entrance_may_what_its_host_needs_and_no_more() {
        let scripts = "'self' 'wasm-unsafe-eval'";
        let feishu = format!("{scripts} https://lf1-cdn-tos.bytegoofy.com");
        assert_eq!(directive("in=feishu", "script-src"), Some(feishu));
        assert_eq!(
            directive("in=feishu", "frame-ancestors").as_deref(),
            Some("'self'")
        );
        assert_eq!(
            directive("a=1&in=iframe", "script-src").as_deref(),
            Some(scripts)
        );
        let frames = "'self' https://www.example.school https://b.example:8443";
        assert_eq!(
            directive("in=iframe", "frame-ancestors").as_deref(),
            Some(frames)
        );
        let telegram = "'self' https://web.telegram.org";
        assert_eq!(
            directive("in=telegram", "frame-ancestors").as_deref(),
            Some(telegram)
        );
    }

    #[test]
    fn what_is_not_registered_changes_nothing() {
        for query in [
            "in=alipay",
            "in=",
            "in=../x",
            "in=IFRAME",
            "x=in=iframe",
            "inn=iframe",
            "",
        ] {
            assert_eq!(directive(query, "script-src"), None, "{query}");
        }
        assert!(Entrances::default().policy(Some("in=feishu")).is_none());
        assert!(Entrances::default().published().is_none());
        let frames = Entrances::default().policy(Some("in=iframe")).unwrap();
        assert!(frames.to_str().unwrap().ends_with("frame-ancestors 'self'"));
    }

    #[test]
    fn a_secret_is_not_published() {
        for text in [
            r#"{ "feishu": { "app_id": "cli_1", "app_secret": "hush" } }"#,
            r#"{ "telegram": { "token": "hush" } }"#,
            r#"{ "unknown": {} }"#,
            r#"{ "wechat": {} }"#,
            r#"{ "iframe": { "origins": ["https://x; script-src *"] } }"#,
            "[]",
            "",
        ] {
            assert!(Entrances::read(text).is_err(), "{text}");
        }
        let published = Entrances::read(SETTINGS).unwrap().published().unwrap();
        let again = Entrances::read(std::str::from_utf8(&published).unwrap()).unwrap();
        assert_eq!(again.published(), Some(published));
    }
}
