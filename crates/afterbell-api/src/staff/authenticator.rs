//! 动态口令: RFC 6238 as phones' authenticators do it: SHA-1, six digits, thirty seconds.

use totp_rs::{Builder, Totp};

use crate::store::StoreError;

/// As long as RFC 4226 wants it.
pub const SECRET_BYTES: usize = 20;

fn totp(secret: &[u8]) -> Totp {
    // Checked where a secret is made: `build` would refuse what `with_secret` was given short.
    Builder::new()
        .with_secret(secret.to_vec())
        .build_noncompliant()
}

/// The step of time a code is of, when it is one of now or a step before or after. Whoever asks
/// takes each step once.
pub fn step_of(code: &str, secret: &[u8], unix_seconds: i64) -> Option<i64> {
    let is_shaped = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    let time = u64::try_from(unix_seconds).ok()?;
    let step = is_shaped
        .then(|| totp(secret).check(code, time))
        .flatten()?;
    i64::try_from(step).ok()
}

/// In base32, and as the address that authenticators read from a QR code.
pub fn told(secret: &[u8], name: &str, school: &str) -> Result<(String, String), StoreError> {
    // A colon would end the issuer's name in the address.
    let plain = |text: &str| text.replace(':', " ");
    let totp = Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(plain(name))
        .with_issuer(Some(plain(school)))
        .build()
        .map_err(StoreError::failed)?;
    let url = totp.to_url().map_err(StoreError::failed)?;
    Ok((totp.secret().to_base32(), url))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (time, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step_of(code, secret, time), Some(time / 30), "{time}");
            // One step early or late is the same step, two are none.
            for (away, is_known) in [(-30, true), (30, true), (-60, false), (60, false)] {
                let step = step_of(code, secret, time + away);
                assert_eq!(step, is_known.then_some(time / 30), "{time} {away}");
            }
        }
        for wrong in ["28708", "2870822", "28 082", "", "abcdef"] {
            assert_eq!(step_of(wrong, secret, 59), None);
        }
    }

    #[test]
    fn an_authenticator_is_told_all_it_needs() {
        let (base32, url) = told(b"12345678901234567890", "李:老师", "海棠路小学").unwrap();
        assert_eq!(base32, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(url.starts_with("otpauth://totp/"), "{url}");
        assert!(url.contains(&format!("secret={base32}")), "{url}");
        assert!(told(b"short", "a", "b").is_err());
    }
}
