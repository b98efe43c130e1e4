//! Telegram's signature: what it signs is taken, what anybody changed is not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use afterbell_hosts::{Host, InitDataFault, telegram_account};
use hmac::{Hmac, KeyInit as _, Mac as _};
use proptest::prelude::*;
use sha2::Sha256;

const TOKEN: &str = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const WRITTEN: u64 = 1_772_000_000;
const DAY: u64 = 86_400;

fn mac(key: &[u8], content: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(content);
    mac.finalize().into_bytes().to_vec()
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Signs as Telegram does.
fn signed(fields: &[(&str, &str)], token: &str) -> String {
    let mut lines: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    lines.sort();
    let key = mac(b"WebAppData", token.as_bytes());
    let hash: String = mac(&key, lines.join("\n").as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let pairs: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", percent(value)))
        .collect();
    format!("{}&hash={hash}", pairs.join("&"))
}

fn genuine() -> String {
    let date = WRITTEN.to_string();
    let user = r#"{"id":279058397,"first_name":"Владислав + & =","language_code":"zh-hans"}"#;
    signed(
        &[
            ("query_id", "AAHdF6IQ"),
            ("user", user),
            ("auth_date", &date),
            ("signature", "x-y_z"),
        ],
        TOKEN,
    )
}

/// The example that many of Telegram's libraries are tested with; the hash is by none of our code.
#[test]
fn a_published_vector_is_taken() {
    let token = "5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8";
    let data = "query_id=AAHdF6IQAAAAAN0XohDhrOrc&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%7D&auth_date=1662771648&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2";
    let found = telegram_account(data, token, 1_662_771_648).unwrap();
    assert_eq!(
        (found.host, found.subject.as_str()),
        (Host::Telegram, "279058397")
    );
    // Written otherwise it is the same word, which counts once.
    let (body, hash) = data.rsplit_once("&hash=").unwrap();
    let otherwise = format!("hash={}&{body}", hash.to_uppercase());
    let again = telegram_account(&otherwise, token, 1_662_771_648).unwrap();
    assert_eq!(found.counts_once.as_deref(), Some(hash));
    assert_eq!(again.counts_once, found.counts_once);
}

#[test]
fn what_telegram_signed_is_taken_for_a_day() {
    let data = genuine();
    for now in [WRITTEN, WRITTEN + DAY, WRITTEN - 60] {
        assert_eq!(
            telegram_account(&data, TOKEN, now).unwrap().subject,
            "279058397"
        );
    }
    for now in [WRITTEN + DAY + 1, WRITTEN - 61, 0, u64::MAX] {
        assert_eq!(
            telegram_account(&data, TOKEN, now),
            Err(InitDataFault::Stale),
            "{now}"
        );
    }
}

#[test]
fn what_was_changed_is_not() {
    let data = genuine();
    let forged = [
        data.replace("279058397", "279058398")
            .replace(&percent("279058397"), &percent("1")),
        data.replace("query_id", "query_ie"),
        format!("{data}&more=1"),
        // Without what Telegram signs too.
        data.replace(&format!("&signature={}", percent("x-y_z")), ""),
    ];
    for changed in forged {
        assert_eq!(
            telegram_account(&changed, TOKEN, WRITTEN),
            Err(InitDataFault::Forged),
            "{changed}"
        );
    }
    assert_eq!(
        telegram_account(&data, "1:B", WRITTEN),
        Err(InitDataFault::Forged)
    );
    let (body, hash) = data.rsplit_once("&hash=").unwrap();
    let malformed = [
        String::new(),
        body.to_owned(),
        format!("{body}&hash="),
        format!("{body}&hash={}", &hash[1..]),
        format!("{body}&hash=g{}", &hash[1..]),
        format!("{data}&hash={hash}"),
        format!("user={}&{data}", percent(r#"{"id":1}"#)),
        format!("{data}&%ff=1"),
        format!("{data}&x=%"),
        data.replace('&', ";"),
        "x=".to_owned() + &"y".repeat(9000),
    ];
    for changed in malformed {
        assert_eq!(
            telegram_account(&changed, TOKEN, WRITTEN),
            Err(InitDataFault::Malformed),
            "{changed}"
        );
    }
}

#[test]
fn what_is_signed_and_names_nobody_is_nobody() {
    let date = WRITTEN.to_string();
    for fields in [
        vec![("auth_date", date.as_str())],
        vec![("auth_date", date.as_str()), ("user", "{}")],
        vec![("auth_date", date.as_str()), ("user", r#"{"id":-1}"#)],
        vec![("auth_date", date.as_str()), ("user", r#"{"id":"1"}"#)],
        vec![("auth_date", "soon"), ("user", r#"{"id":1}"#)],
        vec![("user", r#"{"id":1}"#)],
    ] {
        let data = signed(&fields, TOKEN);
        assert_eq!(
            telegram_account(&data, TOKEN, WRITTEN),
            Err(InitDataFault::Malformed),
            "{fields:?}"
        );
    }
}

proptest! {
    #[test]
    fn no_changed_letter_passes(at in 0usize..400, letter in "[ -~]") {
        let data = genuine();
        let at = at % data.len();
        let mut changed = data.clone();
        changed.replace_range(at..=at, &letter);
        // The case of a hexadecimal digit is no change.
        if changed.to_lowercase() != data.to_lowercase() {
            prop_assert!(telegram_account(&changed, TOKEN, WRITTEN).is_err());
        }
    }

    #[test]
    fn no_text_is_too_strange_to_refuse(text in ".{0,300}") {
        prop_assert!(telegram_account(&text, TOKEN, WRITTEN).is_err());
    }
}
