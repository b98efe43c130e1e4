//! 企业微信: whose parent somebody is, out of the school's own directory.

use serde_json::Value;

use crate::access_token::{AccessToken, Given};
use crate::account::{DirectoryChild, HostAccount};
use crate::client::Client;
use crate::fault::ExchangeFault;
use crate::host::Host;
use crate::json::{code, text};
use crate::query::query;
use crate::wechat::{given, refuse};

const PARENT: i64 = 2;

pub(crate) async fn account(
    client: &Client,
    base: &str,
    keys: (&str, &str),
    token: &AccessToken,
    credential: &str,
) -> Result<HostAccount, ExchangeFault> {
    let parameters = [("code", credential)];
    let who = ask(client, base, keys, token, ("auth/getuserinfo", &parameters)).await?;
    // Members of the school, and visitors, have other numbers instead.
    let parent = text(&who, "/parent_userid").map_err(|_| ExchangeFault::NotAParent)?;
    let mut account = HostAccount::new(Host::WeCom, parent).ok_or(ExchangeFault::Unreadable)?;
    let parameters = [("userid", parent)];
    let entry = ask(client, base, keys, token, ("school/user/get", &parameters)).await?;
    account.children = children(&entry)?;
    Ok(account)
}

/// The children of a parent's entry in the directory.
fn children(entry: &Value) -> Result<Vec<DirectoryChild>, ExchangeFault> {
    if code(entry, "/user_type") != Some(PARENT) {
        return Err(ExchangeFault::NotAParent);
    }
    let listed = entry.pointer("/parent/children").and_then(Value::as_array);
    let children = listed.into_iter().flatten().map(|child| {
        Ok(DirectoryChild {
            student_number: text(child, "/student_userid")?.to_owned(),
            // A directory that keeps names from us says whose child it is not well enough.
            name: text(child, "/name").unwrap_or_default().to_owned(),
        })
    });
    children.collect()
}

/// What page signatures are made with.
pub(crate) async fn page_ticket(
    client: &Client,
    base: &str,
    keys: (&str, &str),
    token: &AccessToken,
) -> Given {
    let answer = ask(client, base, keys, token, ("get_jsapi_ticket", &[])).await?;
    given(&answer, "/ticket")
}

/// With a fresh token where WeCom no longer takes the kept one.
async fn ask(
    client: &Client,
    base: &str,
    keys: (&str, &str),
    token: &AccessToken,
    (what, parameters): (&str, &[(&str, &str)]),
) -> Result<Value, ExchangeFault> {
    const EXPIRED: [i64; 2] = [40014, 42001];
    let mut tries = 0;
    loop {
        tries += 1;
        let kept = token
            .get(async || access_token(client, base, keys).await)
            .await?;
        let all = [&[("access_token", kept.as_str())], parameters].concat();
        let address = format!("{base}/cgi-bin/{what}?{}", query(&all));
        let answer = client.get(&address, None).await?.json;
        let is_expired = code(&answer, "/errcode").is_some_and(|number| EXPIRED.contains(&number));
        if is_expired && tries == 1 {
            token.forget(&kept).await;
            continue;
        }
        refuse(&answer)?;
        return Ok(answer);
    }
}

async fn access_token(client: &Client, base: &str, (corp_id, secret): (&str, &str)) -> Given {
    let parameters = query(&[("corpid", corp_id), ("corpsecret", secret)]);
    let address = format!("{base}/cgi-bin/gettoken?{parameters}");
    given(&client.get(&address, None).await?.json, "/access_token")
}
