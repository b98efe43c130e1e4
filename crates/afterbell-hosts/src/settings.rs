use serde::{Deserialize, Serialize};

/// What a school has registered with the vendors, all of it public: the page reads the same words as `hosts.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct HostSettings {
    pub wechat_mini_program: Option<WeChatSettings>,
    pub wechat: Option<WeChatSettings>,
    pub wecom: Option<WeComSettings>,
    pub dingtalk: Option<DingTalkSettings>,
    pub feishu: Option<FeishuSettings>,
    pub alipay: Option<AlipaySettings>,
    pub line: Option<LineSettings>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeChatSettings {
    pub app_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeComSettings {
    pub corp_id: String,
    #[serde(default)]
    pub agent_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DingTalkSettings {
    pub corp_id: String,
    pub client_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeishuSettings {
    pub app_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlipaySettings {
    pub app_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineSettings {
    pub liff_id: String,
    /// Whom an ID token must be made out to.
    pub channel_id: String,
}
