//! 聊天软件: whom a chat app's credential stands for.
//!
//! Signatures and answers are read by pure functions; [`Exchange`] asks the vendors' servers, each within a few seconds.
//! Nothing here holds a name or a phone: an account is a vendor's opaque number, and no error and no `Debug` shows
//! one, or a secret, or the address of a request, which can hold both.

mod access_token;
mod account;
mod alipay;
mod client;
mod dingtalk;
mod exchange;
mod fault;
mod feishu;
mod host;
mod init_data;
mod json;
mod line;
mod origin;
mod query;
mod secrets;
mod settings;
mod signature;
mod wechat;
mod wecom;
mod zhejiang;

pub use account::{DirectoryChild, HostAccount};
pub use client::{Client, NoCertificates};
pub use exchange::{Endpoints, Exchange};
pub use fault::ExchangeFault;
pub use host::Host;
pub use init_data::{InitDataFault, telegram_account};
pub use origin::{NotAnOrigin, Origin};
pub use secrets::{SHORTEST_SITE_SECRET, Secret, Secrets, SiteSecret, SiteSecretFault};
pub use settings::{
    AlipaySettings, DingTalkSettings, FeishuSettings, FrameSettings, HostSettings, LineSettings,
    TelegramSettings, WeChatSettings, WeComSettings, ZhejiangSettings,
};
pub use signature::page_signature;
