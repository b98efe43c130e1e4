use crate::access_token::AccessToken;
use crate::account::HostAccount;
use crate::client::Client;
use crate::fault::ExchangeFault;
use crate::host::Host;
use crate::init_data::telegram_account;
use crate::secrets::{Secret, Secrets};
use crate::settings::HostSettings;
use crate::{alipay, dingtalk, feishu, line, wechat, wecom, zhejiang};

/// Longer credentials no vendor gives: Telegram's is the longest.
const LONGEST_CREDENTIAL: usize = 8192;

/// Where the vendors' servers are.
#[derive(Debug, Clone)]
pub struct Endpoints {
    pub wechat: String,
    pub wecom: String,
    pub dingtalk: String,
    pub dingtalk_tokens: String,
    pub feishu: String,
    pub alipay: String,
    pub zhejiang: String,
    pub line: String,
}

impl Default for Endpoints {
    fn default() -> Self {
        Self {
            wechat: "https://api.weixin.qq.com".to_owned(),
            wecom: "https://qyapi.weixin.qq.com".to_owned(),
            dingtalk: "https://oapi.dingtalk.com".to_owned(),
            dingtalk_tokens: "https://api.dingtalk.com".to_owned(),
            feishu: "https://open.feishu.cn".to_owned(),
            alipay: "https://openapi.alipay.com".to_owned(),
            zhejiang: "https://ibcdsg.zj.gov.cn:8443".to_owned(),
            line: "https://api.line.me".to_owned(),
        }
    }
}

impl Endpoints {
    /// All of them at one address, as behind a gateway.
    pub fn all_at(address: &str) -> Self {
        let here = || address.to_owned();
        Self {
            wechat: here(),
            wecom: here(),
            dingtalk: here(),
            dingtalk_tokens: here(),
            feishu: here(),
            alipay: here(),
            zhejiang: here(),
            line: here(),
        }
    }
}

/// 免登: exchanges what a chat app hands a page for the account behind it.
pub struct Exchange {
    client: Client,
    endpoints: Endpoints,
    settings: HostSettings,
    secrets: Secrets,
    wecom: AccessToken,
    dingtalk: AccessToken,
    wechat: AccessToken,
    wechat_ticket: AccessToken,
    wecom_ticket: AccessToken,
}

impl Exchange {
    pub fn new(
        client: Client,
        endpoints: Endpoints,
        settings: HostSettings,
        secrets: Secrets,
    ) -> Self {
        Self {
            client,
            endpoints,
            settings,
            secrets,
            wecom: AccessToken::default(),
            dingtalk: AccessToken::default(),
            wechat: AccessToken::default(),
            wechat_ticket: AccessToken::default(),
            wecom_ticket: AccessToken::default(),
        }
    }

    /// Whose credential this is; `now` in seconds since 1970.
    pub async fn account(
        &self,
        host: Host,
        credential: &str,
        now: u64,
    ) -> Result<HostAccount, ExchangeFault> {
        if credential.is_empty() || credential.len() > LONGEST_CREDENTIAL {
            return Err(ExchangeFault::BadCredential);
        }
        let registration = self.registration(host)?;
        let mut account = self.ask(host, credential, now).await?;
        account.registration = registration.to_owned();
        Ok(account)
    }

    /// # Errors
    /// Where the school has not registered this host, or does not share what it must with it.
    pub fn require(&self, host: Host) -> Result<(), ExchangeFault> {
        self.registration(host).map(drop)
    }

    /// The number that the school has with the vendor; numbers of persons are the vendor's for this one alone.
    fn registration(&self, host: Host) -> Result<&str, ExchangeFault> {
        let Self {
            settings, secrets, ..
        } = self;
        let (number, secret) = match host {
            Host::WeChatMiniProgram => (
                &set_up(&settings.wechat_mini_program)?.app_id,
                &secrets.wechat_mini_program,
            ),
            Host::WeChat => (&set_up(&settings.wechat)?.app_id, &secrets.wechat),
            Host::WeCom => (&set_up(&settings.wecom)?.corp_id, &secrets.wecom),
            Host::DingTalk => (&set_up(&settings.dingtalk)?.corp_id, &secrets.dingtalk),
            Host::Feishu => (&set_up(&settings.feishu)?.app_id, &secrets.feishu),
            Host::Alipay => (
                &set_up(&settings.alipay)?.app_id,
                &secrets.alipay_private_key,
            ),
            Host::Zhejiang => {
                hush(&secrets.zhejiang_access_key)?;
                (&set_up(&settings.zhejiang)?.app_id, &secrets.zhejiang)
            }
            Host::Line => return Ok(&set_up(&settings.line)?.channel_id),
            Host::Telegram => {
                // What stands before the colon is the bot's number, which is public.
                let token = hush(&secrets.telegram_bot_token)?;
                return Ok(token.split_once(':').map_or("", |(bot, _)| bot));
            }
            // No vendor knows: the site says it to our server, with `known_to_site`.
            Host::Frame => return Err(ExchangeFault::NotSetUp),
        };
        hush(secret)?;
        Ok(number)
    }

    async fn ask(
        &self,
        host: Host,
        credential: &str,
        now: u64,
    ) -> Result<HostAccount, ExchangeFault> {
        let Self {
            client,
            endpoints,
            settings,
            secrets,
            ..
        } = self;
        match host {
            Host::WeChatMiniProgram => {
                let own = set_up(&settings.wechat_mini_program)?;
                let keys = (own.app_id.as_str(), hush(&secrets.wechat_mini_program)?);
                wechat::mini_program(client, &endpoints.wechat, keys, credential).await
            }
            Host::WeChat => {
                let keys = self.wechat_keys()?;
                wechat::official_account(client, &endpoints.wechat, keys, credential).await
            }
            Host::WeCom => {
                let own = set_up(&settings.wecom)?;
                let keys = (own.corp_id.as_str(), hush(&secrets.wecom)?);
                wecom::account(client, &endpoints.wecom, keys, &self.wecom, credential).await
            }
            Host::DingTalk => {
                let own = set_up(&settings.dingtalk)?;
                let keys = (own.client_id.as_str(), hush(&secrets.dingtalk)?);
                let bases = [endpoints.dingtalk_tokens.as_str(), &endpoints.dingtalk];
                dingtalk::account(client, bases, keys, &self.dingtalk, credential).await
            }
            Host::Feishu => {
                let own = set_up(&settings.feishu)?;
                let keys = (own.app_id.as_str(), hush(&secrets.feishu)?);
                feishu::account(client, &endpoints.feishu, keys, credential).await
            }
            Host::Alipay => {
                let own = set_up(&settings.alipay)?;
                let keys = (own.app_id.as_str(), hush(&secrets.alipay_private_key)?);
                alipay::account(client, &endpoints.alipay, keys, credential, now).await
            }
            Host::Zhejiang => {
                let own = set_up(&settings.zhejiang)?;
                let access_key = hush(&secrets.zhejiang_access_key)?;
                let keys = [own.app_id.as_str(), access_key, hush(&secrets.zhejiang)?];
                zhejiang::account(client, &endpoints.zhejiang, keys, credential, now).await
            }
            Host::Telegram => telegram_account(credential, hush(&secrets.telegram_bot_token)?, now)
                .map_err(|_| ExchangeFault::BadCredential),
            Host::Line => {
                let own = set_up(&settings.line)?;
                line::account(client, &endpoints.line, &own.channel_id, credential).await
            }
            Host::Frame => Err(ExchangeFault::NotSetUp),
        }
    }

    /// Whom a site that frames the page means, if it shows the secret that it shares with the school.
    pub fn known_to_site(&self, shown: &str, subject: &str) -> Result<HostAccount, ExchangeFault> {
        let origins = &set_up(&self.settings.iframe)?.origins;
        if self.secrets.frames.is_empty() {
            return Err(ExchangeFault::NotSetUp);
        }
        let site = self.secrets.site_of(shown, origins);
        let site = site.map_err(|_| ExchangeFault::NotSetUp)?;
        let site = site.ok_or(ExchangeFault::NotAParent)?;
        let account = HostAccount::new(Host::Frame, subject);
        let mut account = account.ok_or(ExchangeFault::BadCredential)?;
        account.registration = site.to_owned();
        Ok(account)
    }

    /// What signatures of a host's pages are made with, kept while it holds.
    pub async fn page_ticket(&self, host: Host) -> Result<String, ExchangeFault> {
        match host {
            Host::WeChat => self.wechat_page_ticket().await,
            Host::WeCom => self.wecom_page_ticket().await,
            _ => Err(ExchangeFault::NotSetUp),
        }
    }

    async fn wecom_page_ticket(&self) -> Result<String, ExchangeFault> {
        let own = set_up(&self.settings.wecom)?;
        let keys = (own.corp_id.as_str(), hush(&self.secrets.wecom)?);
        let (client, base) = (&self.client, &self.endpoints.wecom);
        let fetch = async || wecom::page_ticket(client, base, keys, &self.wecom).await;
        self.wecom_ticket.get(fetch).await
    }

    async fn wechat_page_ticket(&self) -> Result<String, ExchangeFault> {
        let keys = self.wechat_keys()?;
        let (client, base) = (&self.client, &self.endpoints.wechat);
        let fetch = async || {
            let token = async || wechat::access_token(client, base, keys).await;
            let token = self.wechat.get(token).await?;
            wechat::page_ticket(client, base, &token).await
        };
        self.wechat_ticket.get(fetch).await
    }

    fn wechat_keys(&self) -> Result<(&str, &str), ExchangeFault> {
        let own = set_up(&self.settings.wechat)?;
        Ok((&own.app_id, hush(&self.secrets.wechat)?))
    }
}

fn set_up<T>(settings: &Option<T>) -> Result<&T, ExchangeFault> {
    settings.as_ref().ok_or(ExchangeFault::NotSetUp)
}

fn hush(secret: &Option<Secret>) -> Result<&str, ExchangeFault> {
    set_up(secret).map(Secret::text)
}
