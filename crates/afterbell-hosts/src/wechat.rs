//! 微信: the mini-program's and the official account's sign-in, and the ticket for page signatures.

use serde_json::Value;

use crate::access_token::Given;
use crate::account::HostAccount;
use crate::client::Client;
use crate::fault::ExchangeFault;
use crate::host::Host;
use crate::json::{code, text};
use crate::query::query;

/// Whose code from `wx.login` it is.
pub(crate) async fn mini_program(
    client: &Client,
    base: &str,
    (app_id, secret): (&str, &str),
    credential: &str,
) -> Result<HostAccount, ExchangeFault> {
    let parameters = query(&[
        ("appid", app_id),
        ("secret", secret),
        ("js_code", credential),
        ("grant_type", "authorization_code"),
    ]);
    let address = format!("{base}/sns/jscode2session?{parameters}");
    account(
        Host::WeChatMiniProgram,
        &client.get(&address, None).await?.json,
    )
}

/// Whose code from a visit to WeChat's page it is.
pub(crate) async fn official_account(
    client: &Client,
    base: &str,
    (app_id, secret): (&str, &str),
    credential: &str,
) -> Result<HostAccount, ExchangeFault> {
    let parameters = query(&[
        ("appid", app_id),
        ("secret", secret),
        ("code", credential),
        ("grant_type", "authorization_code"),
    ]);
    let address = format!("{base}/sns/oauth2/access_token?{parameters}");
    account(Host::WeChat, &client.get(&address, None).await?.json)
}

/// The server's own token.
pub(crate) async fn access_token(
    client: &Client,
    base: &str,
    (app_id, secret): (&str, &str),
) -> Given {
    let parameters = query(&[
        ("grant_type", "client_credential"),
        ("appid", app_id),
        ("secret", secret),
    ]);
    let address = format!("{base}/cgi-bin/token?{parameters}");
    given(&client.get(&address, None).await?.json, "/access_token")
}

/// What page signatures are made with.
pub(crate) async fn page_ticket(client: &Client, base: &str, token: &str) -> Given {
    let parameters = query(&[("access_token", token), ("type", "jsapi")]);
    let address = format!("{base}/cgi-bin/ticket/getticket?{parameters}");
    given(&client.get(&address, None).await?.json, "/ticket")
}

fn account(host: Host, answer: &Value) -> Result<HostAccount, ExchangeFault> {
    refuse(answer)?;
    if code(answer, "/is_snapshotuser") == Some(1) {
        return Err(ExchangeFault::Snapshot);
    }
    HostAccount::new(host, text(answer, "/openid")?).ok_or(ExchangeFault::Unreadable)
}

pub(crate) fn given(answer: &Value, path: &str) -> Given {
    refuse(answer)?;
    let seconds = answer.pointer("/expires_in").and_then(Value::as_u64);
    Ok((text(answer, path)?.to_owned(), seconds.unwrap_or_default()))
}

/// WeChat and WeCom answer 200 with a number; no number, or none but 0, is good.
pub(crate) fn refuse(answer: &Value) -> Result<(), ExchangeFault> {
    match code(answer, "/errcode") {
        None | Some(0) => Ok(()),
        // Invalid, used, expired.
        Some(40029 | 40163 | 42003 | 41008) => Err(ExchangeFault::BadCredential),
        Some(40226) => Err(ExchangeFault::Blocked),
        Some(number @ (45009 | 45011)) => Err(ExchangeFault::TooOften(number)),
        Some(-1) => Err(ExchangeFault::Failing(-1)),
        Some(number) => Err(ExchangeFault::Misregistered(number)),
    }
}
