//! Random bits, and the hashes under which secrets are kept: no code and no token is ever
//! stored as it is.

use afterbell_domain::{ChildCode, OverseenId, StudentId};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use afterbell_domain::GuardianId;

/// The machine has no source of randomness; nothing may be issued without one.
#[derive(Debug, thiserror::Error)]
#[error("no source of randomness: {0}")]
pub struct NoEntropy(getrandom::Error);

pub fn random_bytes<const N: usize>() -> Result<[u8; N], NoEntropy> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(NoEntropy)?;
    Ok(bytes)
}

/// SHA-256, the only form in which the store knows a code, a token or a request body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub fn of_code(code: &ChildCode) -> Self {
        Self::of(code.bits())
    }

    /// As a store kept it.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub fn in_hex(&self) -> String {
        hexadecimal(&self.0)
    }
}

/// A text without our seal, or with a broken one.
#[derive(Debug, thiserror::Error)]
#[error("not sealed by this school's servers")]
pub struct NotSealed;

/// From which session tokens and the seals of file tickets are derived. A reply that was lost can
/// then be given again, although only the token's hash is stored.
#[derive(Clone)]
pub struct ServerSecret([u8; 32]);

impl ServerSecret {
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A text with our seal: whoever has the secret knows it again, nobody else can make one.
    pub fn seal(&self, content: &[u8]) -> Result<String, NotSealed> {
        let seal = self.seal_of(content)?.finalize().into_bytes();
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        Ok(format!("{}.{}", encode(content), encode(&seal)))
    }

    /// What a text says that was sealed with this secret.
    pub fn unseal(&self, text: &str) -> Result<Vec<u8>, NotSealed> {
        let (content, seal) = text.split_once('.').ok_or(NotSealed)?;
        let decode = |text| URL_SAFE_NO_PAD.decode(text).map_err(|_| NotSealed);
        let (content, seal) = (decode(content)?, decode(seal)?);
        // Compares all bytes, whichever differs first.
        let known = self.seal_of(&content)?.verify_slice(&seal);
        known.map_err(|_| NotSealed)?;
        Ok(content)
    }

    fn seal_of(&self, content: &[u8]) -> Result<Hmac<Sha256>, NotSealed> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(|_| NotSealed)?;
        // So that a seal is never a session's token.
        mac.update(b"seal\0");
        mac.update(content);
        Ok(mac)
    }

    /// For one purpose, so that what was made for another is nothing here. No part but the last holds a zero byte.
    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Result<Hmac<Sha256>, NotSealed> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(|_| NotSealed)?;
        mac.update(purpose.as_bytes());
        for part in parts {
            mac.update(&[0]);
            mac.update(part);
        }
        Ok(mac)
    }

    fn derived(&self, purpose: &str, parts: &[&[u8]]) -> Result<[u8; 32], NotSealed> {
        Ok(self.mac(purpose, parts)?.finalize().into_bytes().into())
    }

    /// A text with our seal that is one word, as chat apps want what stands in an address.
    pub fn seal_word(&self, purpose: &str, content: &[u8]) -> Result<String, NotSealed> {
        let seal = self.derived(purpose, &[content])?;
        Ok(URL_SAFE_NO_PAD.encode([content, &seal].concat()))
    }

    pub fn unseal_word(&self, purpose: &str, word: &str) -> Result<Vec<u8>, NotSealed> {
        let bytes = URL_SAFE_NO_PAD.decode(word).map_err(|_| NotSealed)?;
        let (content, seal) = bytes.split_last_chunk::<32>().ok_or(NotSealed)?;
        // Compares all bytes, whichever differs first.
        let known = self.mac(purpose, &[content])?.verify_slice(seal);
        known.map_err(|_| NotSealed)?;
        Ok(content.to_vec())
    }

    /// A vendor's number for a person, in the only form that is kept: host, registration, number. It says nothing to who
    /// has a list of numbers, or this table, alone. The secret stands in the same books: who has all of them can compare.
    pub fn host_subject(&self, parts: [&str; 3]) -> Result<Fingerprint, NotSealed> {
        let parts = parts.map(str::as_bytes);
        Ok(Fingerprint(self.derived("host subject", &parts)?))
    }

    /// What staff's authenticators are sealed with where no key was given: it keeps a table that was read alone closed, and
    /// not the books as a whole.
    pub fn staff_key(&self) -> Result<[u8; 32], NotSealed> {
        self.derived("staff key", &[])
    }

    /// What the forms of a visitor carry who has this word in a cookie.
    pub fn form_word(&self, word: &str) -> Result<String, NotSealed> {
        Ok(hexadecimal(&self.derived("lite form", &[word.as_bytes()])?))
    }

    /// The token of the session that a host's account opened under this idempotency key.
    pub fn host_session_token(
        &self,
        idempotency_key: &str,
        host: &str,
        subject: &Fingerprint,
    ) -> Result<SessionToken, NotSealed> {
        let parts = [idempotency_key.as_bytes(), host.as_bytes(), subject.bytes()];
        let bits = self.derived("host session", &parts)?;
        Ok(SessionToken(URL_SAFE_NO_PAD.encode(bits)))
    }

    /// The 256-bit token of the session that this code opened under this idempotency key.
    pub fn session_token(&self, idempotency_key: &str, code: &ChildCode) -> SessionToken {
        // HMAC takes a key of any length, so the error cannot come; an all-zero token would
        // open nothing, since its hash is stored with no other.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return SessionToken(String::new());
        };
        for part in [b"session".as_slice(), idempotency_key.as_bytes()] {
            mac.update(part);
            mac.update(&[0]);
        }
        mac.update(code.bits());
        SessionToken(URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }
}

/// What a phone shows to be let in.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    /// Whether a text has the shape of a token; anything else need not be looked up.
    pub fn read(text: &str) -> Option<Self> {
        is_256_bits(text).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.0.as_bytes())
    }
}

/// The shape of what `URL_SAFE_NO_PAD` makes of them.
fn is_256_bits(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.len() == 43 && text.bytes().all(allowed)
}

pub fn new_child_code() -> Result<ChildCode, NoEntropy> {
    Ok(ChildCode::from_bits(random_bytes()?))
}

pub fn new_student_id() -> Result<StudentId, NoEntropy> {
    loop {
        if let Ok(id) = hexadecimal(&random_bytes::<10>()?).parse() {
            return Ok(id);
        }
    }
}

pub fn new_overseen_id() -> Result<OverseenId, NoEntropy> {
    loop {
        if let Ok(id) = hexadecimal(&random_bytes::<10>()?).parse() {
            return Ok(id);
        }
    }
}

pub fn new_guardian_id() -> Result<GuardianId, NoEntropy> {
    loop {
        if let Ok(id) = hexadecimal(&random_bytes::<16>()?).parse() {
            return Ok(id);
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
