//! LINE: an ID token, which LINE itself verifies.

use crate::account::HostAccount;
use crate::client::{Client, Content};
use crate::fault::ExchangeFault;
use crate::host::Host;
use crate::json::{code, text};
use crate::query::query;

const ISSUER: &str = "https://access.line.me";

pub(crate) async fn account(
    client: &Client,
    base: &str,
    channel_id: &str,
    credential: &str,
) -> Result<HostAccount, ExchangeFault> {
    let form = query(&[("id_token", credential), ("client_id", channel_id)]);
    let address = format!("{base}/oauth2/v2.1/verify");
    let answer = client.post(&address, Content::Form(form)).await?;
    match answer.status {
        200 => {}
        400 => return Err(ExchangeFault::BadCredential),
        status @ 500.. => return Err(ExchangeFault::Failing(i64::from(status))),
        status => return Err(ExchangeFault::Misregistered(i64::from(status))),
    }
    // LINE has looked at both; a token of another channel must not pass even so.
    if text(&answer.json, "/aud")? != channel_id || text(&answer.json, "/iss")? != ISSUER {
        return Err(ExchangeFault::BadCredential);
    }
    let account = HostAccount::new(Host::Line, text(&answer.json, "/sub")?);
    let mut account = account.ok_or(ExchangeFault::Unreadable)?;
    let second = |path| code(&answer.json, path).ok_or(ExchangeFault::Unreadable);
    let (issued, ends) = (second("/iat")?, second("/exp")?);
    account.counts_once = Some(format!("{} {issued} {ends}", account.subject));
    Ok(account)
}
