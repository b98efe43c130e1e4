//! What Telegram hands a page: signed with the bot's token, so no server is asked.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use sha2::Sha256;

use crate::account::HostAccount;
use crate::host::Host;
use crate::query::decode;

/// An older one may have been read off a phone that was lent since.
const LONGEST_AGE_SECONDS: u64 = 24 * 60 * 60;
/// Clocks differ, but not by more.
const AHEAD_SECONDS: u64 = 60;
const LONGEST: usize = 8192;

/// Why Telegram's word is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InitDataFault {
    #[error("not written as Telegram writes it")]
    Malformed,
    #[error("not signed with this bot's token")]
    Forged,
    #[error("more than a day old, or of tomorrow")]
    Stale,
}

#[derive(Deserialize)]
struct User {
    id: u64,
}

/// Whose page it is. `now` in seconds since 1970.
pub fn telegram_account(
    init_data: &str,
    bot_token: &str,
    now: u64,
) -> Result<HostAccount, InitDataFault> {
    let fields = read(init_data)?;
    let value = |wanted: &str| {
        let mut fields = fields.iter();
        fields
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.as_str())
    };
    let hash = value("hash").ok_or(InitDataFault::Malformed)?;
    let hash = from_hex(hash).ok_or(InitDataFault::Malformed)?;
    // Its fields may come in any order, and percent signs may stand for any letter.
    let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let signed: Vec<_> = fields
        .iter()
        .filter(|(name, _)| name != "hash")
        .map(|(name, value)| [name, "=", value].concat())
        .collect();
    let key = mac(b"WebAppData", bot_token.as_bytes())?
        .finalize()
        .into_bytes();
    mac(&key, signed.join("\n").as_bytes())?
        .verify_slice(&hash)
        .map_err(|_| InitDataFault::Forged)?;

    let written: u64 = value("auth_date")
        .and_then(|date| date.parse().ok())
        .ok_or(InitDataFault::Malformed)?;
    if written > now.saturating_add(AHEAD_SECONDS)
        || now.saturating_sub(written) > LONGEST_AGE_SECONDS
    {
        return Err(InitDataFault::Stale);
    }
    let user = value("user").ok_or(InitDataFault::Malformed)?;
    let user: User = serde_json::from_str(user).map_err(|_| InitDataFault::Malformed)?;
    let account = HostAccount::new(Host::Telegram, &user.id.to_string());
    let mut account = account.ok_or(InitDataFault::Malformed)?;
    account.counts_once = Some(name);
    Ok(account)
}

/// Names with their values, by name. One that comes twice could mean two things, so it means nothing.
fn read(init_data: &str) -> Result<Vec<(String, String)>, InitDataFault> {
    if init_data.len() > LONGEST {
        return Err(InitDataFault::Malformed);
    }
    let pairs = init_data.split('&').map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some((decode(name)?, decode(value)?))
    });
    let fields: Option<Vec<_>> = pairs.collect();
    let mut fields = fields.ok_or(InitDataFault::Malformed)?;
    fields.sort();
    let is_doubled = |pair: &[(String, String)]| match pair {
        [(first, _), (second, _)] => first == second,
        _ => false,
    };
    if fields.windows(2).any(is_doubled) {
        return Err(InitDataFault::Malformed);
    }
    Ok(fields)
}

/// HMAC takes a key of any length, so the error cannot come; forged is the safe word for it.
fn mac(key: &[u8], content: &[u8]) -> Result<Hmac<Sha256>, InitDataFault> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| InitDataFault::Forged)?;
    mac.update(content);
    Ok(mac)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() == 64)?;
    let bytes = digits.chunks_exact(2).map(|pair| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    });
    bytes.collect()
}
