use std::fmt;
use std::str::FromStr;

/// 入口: a chat app that exchanges credentials for accounts. Named as `public/hosts/` names its modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Host {
    /// 微信小程序
    WeChatMiniProgram,
    /// 微信公众号
    WeChat,
    /// 企业微信
    WeCom,
    /// 钉钉
    DingTalk,
    /// 飞书
    Feishu,
    /// 支付宝小程序
    Alipay,
    Telegram,
    Line,
}

impl Host {
    pub const ALL: [Self; 8] = [
        Self::WeChatMiniProgram,
        Self::WeChat,
        Self::WeCom,
        Self::DingTalk,
        Self::Feishu,
        Self::Alipay,
        Self::Telegram,
        Self::Line,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::WeChatMiniProgram => "wechat-mini-program",
            Self::WeChat => "wechat",
            Self::WeCom => "wecom",
            Self::DingTalk => "dingtalk",
            Self::Feishu => "feishu",
            Self::Alipay => "alipay",
            Self::Telegram => "telegram",
            Self::Line => "line",
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no host of this name")]
pub struct UnknownHost;

impl FromStr for Host {
    type Err = UnknownHost;

    fn from_str(name: &str) -> Result<Self, UnknownHost> {
        let mut all = Self::ALL.into_iter();
        all.find(|host| host.name() == name).ok_or(UnknownHost)
    }
}
