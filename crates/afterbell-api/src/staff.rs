//! What lets staff in: passwords, authenticators, invitations.

pub mod authenticator;
pub mod key_file;
pub mod keys;
pub mod password;
pub mod sealing;

use afterbell_domain::StaffId;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::secret::{Fingerprint, NoEntropy, random_bytes};

/// 256 random bits that are shown once and stored as a hash: an invitation, or a session.
#[derive(Clone)]
pub struct Once(String);

impl Once {
    pub fn new() -> Result<Self, NoEntropy> {
        Ok(Self(URL_SAFE_NO_PAD.encode(random_bytes::<32>()?)))
    }

    /// Whether a text has the shape of one; anything else need not be looked up.
    pub fn read(text: &str) -> Option<Self> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        (text.len() == 43 && text.bytes().all(allowed)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.0.as_bytes())
    }
}

pub fn new_staff_id() -> Result<StaffId, NoEntropy> {
    loop {
        let bytes = random_bytes::<10>()?;
        let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        if let Ok(id) = text.parse() {
            return Ok(id);
        }
    }
}
