//! 飞书.

use serde_json::json;

use crate::account::HostAccount;
use crate::client::{Client, Content};
use crate::fault::ExchangeFault;
use crate::host::Host;
use crate::json::{code, text};

pub(crate) async fn account(
    client: &Client,
    base: &str,
    (app_id, secret): (&str, &str),
    credential: &str,
) -> Result<HostAccount, ExchangeFault> {
    let body = json!({
        "grant_type": "authorization_code",
        "client_id": app_id,
        "client_secret": secret,
        "code": credential,
    });
    let address = format!("{base}/open-apis/authen/v2/oauth/token");
    let answer = client.post(&address, Content::Json(body)).await?.json;
    refuse(code(&answer, "/code"))?;
    let token = text(&answer, "/access_token")?;
    let address = format!("{base}/open-apis/authen/v1/user_info");
    let answer = client.get(&address, Some(token)).await?.json;
    refuse(code(&answer, "/code"))?;
    HostAccount::new(Host::Feishu, text(&answer, "/data/open_id")?).ok_or(ExchangeFault::Unreadable)
}

fn refuse(code: Option<i64>) -> Result<(), ExchangeFault> {
    match code {
        Some(0) => Ok(()),
        // Used or never given; expired; another app's.
        Some(20003 | 20004 | 20024) => Err(ExchangeFault::BadCredential),
        // Gone, or without a right to this app.
        Some(20008 | 20010) => Err(ExchangeFault::NotAParent),
        Some(number @ (20050 | 20072)) => Err(ExchangeFault::Failing(number)),
        Some(number @ 99_991_400) => Err(ExchangeFault::TooOften(number)),
        Some(number) => Err(ExchangeFault::Misregistered(number)),
        None => Err(ExchangeFault::Unreadable),
    }
}
