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
    /// 浙里办
    Zhejiang,
    Telegram,
    Line,
    /// 网页嵌入: a site of the school's or the district's that knows itself who is signed in.
    Frame,
}

impl Host {
    pub const ALL: [Self; 10] = [
        Self::WeChatMiniProgram,
        Self::WeChat,
        Self::WeCom,
        Self::DingTalk,
        Self::Feishu,
        Self::Alipay,
        Self::Zhejiang,
        Self::Telegram,
        Self::Line,
        Self::Frame,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::WeChatMiniProgram => "wechat-mini-program",
            Self::WeChat => "wechat",
            Self::WeCom => "wecom",
            Self::DingTalk => "dingtalk",
            Self::Feishu => "feishu",
            Self::Alipay => "alipay",
            Self::Zhejiang => "zhejiang",
            Self::Telegram => "telegram",
            Self::Line => "line",
            Self::Frame => "iframe",
        }
    }

    /// Whether its credential is read here, and no server is asked.
    pub fn asks_nobody(self) -> bool {
        matches!(self, Self::Telegram)
    }

    /// Whether somebody else than the page exchanges the credential, and hands the page a ticket of ours.
    pub fn hands_tickets(self) -> bool {
        matches!(self, Self::WeChatMiniProgram | Self::Alipay | Self::Frame)
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
