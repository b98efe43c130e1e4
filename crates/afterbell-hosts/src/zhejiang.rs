//! 浙里办: one sign-in for the province's app, behind a gateway that wants every request signed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::account::HostAccount;
use crate::alipay::date;
use crate::client::{Client, Content};
use crate::fault::ExchangeFault;
use crate::host::Host;
use crate::json::{code, text};

const TOKEN: &str = "/restapi/prod/IC33000020220329000007/uc/sso/access_token";
const USER: &str = "/restapi/prod/IC33000020220329000008/uc/sso/getUserInfo";

/// `now` in seconds since 1970; the gateway refuses what is signed more than 90 seconds off.
pub(crate) async fn account(
    client: &Client,
    base: &str,
    [app_id, access_key, secret]: [&str; 3],
    credential: &str,
    now: u64,
) -> Result<HostAccount, ExchangeFault> {
    // Without it no ticket is anybody's.
    if app_id.is_empty() {
        return Err(ExchangeFault::NotSetUp);
    }
    let keys = (access_key, secret);
    let ticket = json!({ "ticketId": credential, "appId": app_id });
    let answer = ask(client, (base, TOKEN), keys, ticket, now).await?;
    if !is_success(&answer)? {
        return Err(ExchangeFault::BadCredential);
    }
    let token = json!({ "token": text(&answer, "/data/accessToken")? });
    let answer = ask(client, (base, USER), keys, token, now).await?;
    // The token is a moment old: whatever is wrong is no parent's doing.
    if !is_success(&answer)? {
        let number = code(&answer, "/errorCode").unwrap_or_default();
        return Err(ExchangeFault::Failing(number));
    }
    // Companies sign in too; they have no such number.
    let subject =
        text(&answer, "/data/personInfo/userId").map_err(|_| ExchangeFault::NotAParent)?;
    HostAccount::new(Host::Zhejiang, subject).ok_or(ExchangeFault::Unreadable)
}

async fn ask(
    client: &Client,
    (base, path): (&str, &str),
    (access_key, secret): (&str, &str),
    body: Value,
    now: u64,
) -> Result<Value, ExchangeFault> {
    let date = in_words(now);
    let signature = sign(secret, path, access_key, &date)?;
    let headers = [
        ("x-bg-hmac-access-key", access_key),
        ("x-bg-hmac-algorithm", "hmac-sha256"),
        ("x-bg-hmac-signature", &signature),
        ("x-bg-date-time", &date),
    ];
    let address = [base, path].concat();
    let content = Content::Json(body);
    let answer = client.post_with(&address, &headers, content).await?;
    match answer.status {
        200 => {}
        status @ 500.. => return Err(ExchangeFault::Failing(i64::from(status))),
        // The gateway itself: a key that is none, a right that is missing, a clock that is wrong.
        status => return Err(ExchangeFault::Misregistered(i64::from(status))),
    }
    Ok(answer.json)
}

fn is_success(answer: &Value) -> Result<bool, ExchangeFault> {
    let said = answer.pointer("/success").and_then(Value::as_bool);
    said.ok_or(ExchangeFault::Unreadable)
}

fn sign(secret: &str, path: &str, access_key: &str, date: &str) -> Result<String, ExchangeFault> {
    let signed = format!("POST\n{path}\n\n{access_key}\n{date}\n");
    // HMAC takes a key of any length, so the error cannot come.
    let key = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let mut mac = key.map_err(|_| ExchangeFault::NotSetUp)?;
    mac.update(signed.as_bytes());
    Ok(STANDARD.encode(mac.finalize().into_bytes()))
}

/// `Tue, 09 Nov 2021 08:49:20 GMT`
fn in_words(now: u64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (days, second) = (now / 86_400, now % 86_400);
    let (year, month, day) = date(days);
    let name = |names: &'static [&'static str], at: u64| {
        let at = usize::try_from(at).unwrap_or_default();
        names.get(at).copied().unwrap_or_default()
    };
    let (weekday, month) = (name(&DAYS, days % 7), name(&MONTHS, month - 1));
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_gateway_reads_them() {
        for (now, expected) in [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (1_636_447_760, "Tue, 09 Nov 2021 08:49:20 GMT"),
            (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
            (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 GMT"),
        ] {
            assert_eq!(in_words(now), expected, "{now}");
        }
    }

    /// By `hmac` of Python's standard library.
    #[test]
    fn a_signature_is_over_method_path_key_and_time() {
        let date = "Tue, 09 Nov 2021 08:49:20 GMT";
        let right = sign("hush", TOKEN, "key", date).unwrap();
        assert_eq!(right, "IC25UKf0wnaMypwMs4ceMqtORLaQjo8NRr2TjEyIHqU=");
        assert_ne!(sign("hush", USER, "key", date).unwrap(), right);
        assert_ne!(sign("hush", TOKEN, "kex", date).unwrap(), right);
        assert_ne!(sign("hush", TOKEN, "key", &in_words(0)).unwrap(), right);
        assert_ne!(sign("hust", TOKEN, "key", date).unwrap(), right);
    }
}
