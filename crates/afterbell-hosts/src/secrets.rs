use std::fmt;

use sha2::{Digest as _, Sha256};

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
    /// What a site that frames the page shows when it fetches a ticket for somebody it knows.
    pub frame: Option<Secret>,
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
            frame: secret("FRAME_SECRET"),
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
}
