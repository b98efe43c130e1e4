//! 支付宝: every request is signed with the school's own key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::Value;

use crate::account::HostAccount;
use crate::client::{Client, Content};
use crate::fault::ExchangeFault;
use crate::host::Host;
use crate::json::{code, text};
use crate::query::query;

/// `now` in seconds since 1970.
pub(crate) async fn account(
    client: &Client,
    base: &str,
    (app_id, private_key): (&str, &str),
    credential: &str,
    now: u64,
) -> Result<HostAccount, ExchangeFault> {
    let timestamp = in_beijing(now);
    // By name: so they are signed.
    let mut parameters = vec![
        ("app_id", app_id),
        ("charset", "utf-8"),
        ("code", credential),
        ("format", "JSON"),
        ("grant_type", "authorization_code"),
        ("method", "alipay.system.oauth.token"),
        ("sign_type", "RSA2"),
        ("timestamp", &timestamp),
        ("version", "1.0"),
    ];
    let signature = sign(private_key, &parameters)?;
    parameters.push(("sign", &signature));
    // Alipay wants to know the letters before it reads the form.
    let address = format!("{base}/gateway.do?charset=utf-8");
    let answer = client
        .post(&address, Content::Form(query(&parameters)))
        .await?;
    read(&answer.json)
}

fn read(answer: &Value) -> Result<HostAccount, ExchangeFault> {
    if let Some(refused) = answer.pointer("/error_response") {
        let number = code(refused, "/code").unwrap_or_default();
        let reason = text(refused, "/sub_code").unwrap_or_default();
        return Err(match (number, reason) {
            (_, "isv.code-invalid") => ExchangeFault::BadCredential,
            (20000, _) => ExchangeFault::Failing(number),
            _ => ExchangeFault::Misregistered(number),
        });
    }
    let given = answer.pointer("/alipay_system_oauth_token_response");
    let given = given.ok_or(ExchangeFault::Unreadable)?;
    // Apps registered since 2023 get the one, older ones the other.
    let subject = text(given, "/open_id").or_else(|_| text(given, "/user_id"))?;
    HostAccount::new(Host::Alipay, subject).ok_or(ExchangeFault::Unreadable)
}

/// RSA2: SHA-256 with RSA over `a=1&b=2`, the values as they are.
fn sign(private_key: &str, parameters: &[(&str, &str)]) -> Result<String, ExchangeFault> {
    // A key that is none is a secret pasted wrongly.
    let wrong = ExchangeFault::NotSetUp;
    let key = STANDARD.decode(private_key).map_err(|_| wrong)?;
    let key = RsaKeyPair::from_pkcs8(&key).map_err(|_| wrong)?;
    let pairs = parameters
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    let signed = pairs.collect::<Vec<_>>().join("&");
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        signed.as_bytes(),
        &mut signature,
    )
    .map_err(|_| wrong)?;
    Ok(STANDARD.encode(signature))
}

/// `2026-02-24 18:00:00`: Alipay reads times as Beijing's, which knows no summer time.
fn in_beijing(now: u64) -> String {
    const AHEAD_SECONDS: u64 = 8 * 60 * 60;
    const DAY_SECONDS: u64 = 24 * 60 * 60;
    let here = now.saturating_add(AHEAD_SECONDS);
    let (year, month, day) = date(here / DAY_SECONDS);
    let second = here % DAY_SECONDS;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// The date so many days after 1970-01-01.
pub(crate) fn date(days: u64) -> (u64, u64, u64) {
    let by = u64::is_multiple_of;
    let is_leap = |year: u64| by(year, 4) && (!by(year, 100) || by(year, 400));
    let (mut year, mut rest) = (1970, days);
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if rest < length || year == 9999 {
            break;
        }
        rest -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if rest < length {
            break;
        }
        rest -= length;
        month += 1;
    }
    (year, month, rest + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_beijings() {
        for (now, expected) in [
            (0, "1970-01-01 08:00:00"),
            (1_414_587_457, "2014-10-29 20:57:37"),
            (1_709_136_000, "2024-02-29 00:00:00"),
            (1_772_294_399, "2026-02-28 23:59:59"),
            (1_772_294_400, "2026-03-01 00:00:00"),
        ] {
            assert_eq!(in_beijing(now), expected, "{now}");
        }
    }

    #[test]
    fn a_key_pasted_wrongly_signs_nothing() {
        for key in ["", "x", "AAAA", "-----BEGIN PRIVATE KEY-----"] {
            assert_eq!(sign(key, &[]), Err(ExchangeFault::NotSetUp), "{key}");
        }
    }
}
