use serde::{Deserialize, Serialize};

use crate::origin::Origin;

/// `hosts.json`: what a school has registered with the vendors, all of it public, since every page may read it. A word
/// that has no place here is refused: it may be a secret.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct HostSettings {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wechat_mini_program: Option<WeChatSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wechat: Option<WeChatSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wecom: Option<WeComSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dingtalk: Option<DingTalkSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feishu: Option<FeishuSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alipay: Option<AlipaySettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<LineSettings>,
    /// 浙里办: its page is not on our server, but asks for these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zhejiang: Option<ZhejiangSettings>,
    /// Telegram needs no number, only to be wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telegram: Option<TelegramSettings>,
    /// Other sites that show the page in a frame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iframe: Option<FrameSettings>,
}

impl HostSettings {
    /// Whether any vendor's server is asked: Telegram's word and other sites' are read without.
    pub fn asks_vendors(&self) -> bool {
        self.wechat_mini_program.is_some()
            || self.wechat.is_some()
            || self.wecom.is_some()
            || self.dingtalk.is_some()
            || self.feishu.is_some()
            || self.alipay.is_some()
            || self.line.is_some()
            || self.zhejiang.is_some()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeChatSettings {
    pub app_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeComSettings {
    pub corp_id: String,
    #[serde(default)]
    pub agent_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DingTalkSettings {
    pub corp_id: String,
    pub client_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeishuSettings {
    pub app_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlipaySettings {
    pub app_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSettings {
    pub liff_id: String,
    /// Whom an ID token must be made out to.
    pub channel_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZhejiangSettings {
    pub app_key: String,
    /// The one interface registered with the gateway.
    pub api: String,
    /// 应用发布 ID, which signing in is asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub app_id: String,
    /// Where the school's own server is, for files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<Origin>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TelegramSettings {}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameSettings {
    pub origins: Vec<Origin>,
}
