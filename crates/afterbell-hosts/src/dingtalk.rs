//! 钉钉.

use serde_json::{Value, json};

use crate::access_token::{AccessToken, Given};
use crate::account::HostAccount;
use crate::client::{Client, Content};
use crate::fault::ExchangeFault;
use crate::host::Host;
use crate::json::{code, text};
use crate::query::query;

/// `bases`: where tokens come from, and where the rest does.
pub(crate) async fn account(
    client: &Client,
    [tokens, base]: [&str; 2],
    keys: (&str, &str),
    token: &AccessToken,
    credential: &str,
) -> Result<HostAccount, ExchangeFault> {
    const EXPIRED: [i64; 2] = [40014, 42001];
    let mut tries = 0;
    loop {
        tries += 1;
        let kept = token
            .get(async || access_token(client, tokens, keys).await)
            .await?;
        let parameters = query(&[("access_token", &kept)]);
        let address = format!("{base}/topapi/v2/user/getuserinfo?{parameters}");
        let body = Content::Json(json!({ "code": credential }));
        let answer = client.post(&address, body).await?.json;
        return match code(&answer, "/errcode") {
            Some(0) => HostAccount::new(Host::DingTalk, text(&answer, "/result/userid")?)
                .ok_or(ExchangeFault::Unreadable),
            Some(number) if EXPIRED.contains(&number) && tries == 1 => {
                token.forget(&kept).await;
                continue;
            }
            // The code does not exist (any more).
            Some(40078) => Err(ExchangeFault::BadCredential),
            Some(number @ (90002 | 90018)) => Err(ExchangeFault::TooOften(number)),
            Some(-1) => Err(ExchangeFault::Failing(-1)),
            Some(number) => Err(ExchangeFault::Misregistered(number)),
            None => Err(ExchangeFault::Unreadable),
        };
    }
}

async fn access_token(client: &Client, base: &str, (client_id, secret): (&str, &str)) -> Given {
    let body = Content::Json(json!({ "appKey": client_id, "appSecret": secret }));
    let address = format!("{base}/v1.0/oauth2/accessToken");
    let answer = client.post(&address, body).await?;
    match answer.status {
        200 => {
            let seconds = answer.json.pointer("/expireIn").and_then(Value::as_u64);
            let token = text(&answer.json, "/accessToken")?.to_owned();
            Ok((token, seconds.unwrap_or_default()))
        }
        status @ 500.. => Err(ExchangeFault::Failing(i64::from(status))),
        status => Err(ExchangeFault::Misregistered(i64::from(status))),
    }
}
