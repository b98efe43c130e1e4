//! 口令密钥的加密: what authenticators were told is kept sealed, since whoever reads it can make every code there will be.
//! ChaCha20-Poly1305 with a key that does not lie in the books: a copy of the books, and a backup, open nobody's account.

use std::io;

use afterbell_domain::StaffId;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use super::authenticator::SECRET_BYTES;
use crate::secret::{Fingerprint, NoEntropy, random_bytes};
use crate::store::StoreError;

pub(super) const KEY_BYTES: usize = 32;
/// Tells keys apart, and a sealed secret from one of before there were keys, which is shorter.
const NAME_BYTES: usize = 8;

/// A key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    #[error("not a key of 43 letters and digits")]
    Shape,
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
}

#[derive(Debug, thiserror::Error)]
#[error("a secret cannot be sealed")]
struct NotSealed;

/// 人员密钥: seals with one key, and opens what that one or another of ours has sealed.
pub struct StaffKeys {
    current: StaffKey,
    others: Vec<StaffKey>,
}

struct StaffKey {
    name: [u8; NAME_BYTES],
    key: [u8; KEY_BYTES],
}

/// How a secret is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// As it has to be.
    Sealed,
    /// By another key of ours, or as it was before there were keys.
    ToBeSealed,
    /// By a key that is not here.
    Closed,
}

/// A key belongs into no log.
impl std::fmt::Debug for StaffKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StaffKeys")
    }
}

impl StaffKeys {
    /// Seals with the first.
    pub fn new(
        current: [u8; KEY_BYTES],
        others: impl IntoIterator<Item = [u8; KEY_BYTES]>,
    ) -> Self {
        Self {
            current: StaffKey::new(current),
            others: others.into_iter().map(StaffKey::new).collect(),
        }
    }

    pub fn seal(&self, staff: &StaffId, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.current.seal(staff, secret)
    }

    /// What an authenticator was told; `None` when the key is not here.
    pub fn open(&self, staff: &StaffId, kept: &[u8]) -> Option<Vec<u8>> {
        if kept.len() == SECRET_BYTES {
            return Some(kept.to_vec());
        }
        let (name, sealed) = kept.split_first_chunk::<NAME_BYTES>()?;
        self.all()
            .find(|key| key.name == *name)?
            .open(staff, sealed)
    }

    pub fn look_at(&self, staff: &StaffId, kept: &[u8]) -> Kept {
        match self.open(staff, kept) {
            Some(_) if kept.starts_with(&self.current.name) => Kept::Sealed,
            Some(_) => Kept::ToBeSealed,
            None => Kept::Closed,
        }
    }

    fn all(&self) -> impl Iterator<Item = &StaffKey> {
        std::iter::once(&self.current).chain(&self.others)
    }
}

impl StaffKey {
    fn new(key: [u8; KEY_BYTES]) -> Self {
        let digest = Fingerprint::of(&[b"staff key\0", key.as_slice()].concat());
        let mut name = [0; NAME_BYTES];
        name.iter_mut()
            .zip(digest.bytes())
            .for_each(|(to, from)| *to = *from);
        Self { name, key }
    }

    fn ready(&self) -> Option<LessSafeKey> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &self.key).ok()?;
        Some(LessSafeKey::new(key))
    }

    /// Bound to whose it is, so that nobody's secret can be put into another's row.
    fn seal(&self, staff: &StaffId, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        let failed = || StoreError::failed(NotSealed);
        let nonce = random_bytes::<NONCE_LEN>()?;
        let mut sealed = secret.to_vec();
        let key = self.ready().ok_or_else(failed)?;
        let whose = Aad::from(staff.as_str());
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), whose, &mut sealed)
            .map_err(|_| failed())?;
        Ok([&self.name[..], &nonce, &sealed].concat())
    }

    fn open(&self, staff: &StaffId, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let (nonce, mut sealed) = (Nonce::assume_unique_for_key(*nonce), sealed.to_vec());
        let key = self.ready()?;
        let opened = key
            .open_in_place(nonce, Aad::from(staff.as_str()), &mut sealed)
            .ok()?;
        Some(opened.to_vec())
    }
}

/// As it stands in a file or in the environment.
pub fn write_key(key: [u8; KEY_BYTES]) -> String {
    URL_SAFE_NO_PAD.encode(key)
}

/// What was written so.
pub fn read_key(text: &str) -> Result<[u8; KEY_BYTES], KeyFault> {
    let bytes = URL_SAFE_NO_PAD
        .decode(text.trim())
        .map_err(|_| KeyFault::Shape)?;
    bytes.try_into().map_err(|_| KeyFault::Shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff(id: &str) -> StaffId {
        id.parse().unwrap()
    }

    #[test]
    fn a_secret_is_opened_for_its_own_person_with_its_own_key() {
        let (ours, theirs) = (StaffKeys::new([1; 32], []), StaffKeys::new([2; 32], []));
        let secret = *b"12345678901234567890";
        let kept = ours.seal(&staff("a"), &secret).unwrap();
        assert!(
            !kept
                .windows(4)
                .any(|part| secret.windows(4).any(|it| it == part))
        );
        assert_ne!(
            kept,
            ours.seal(&staff("a"), &secret).unwrap(),
            "a nonce of its own"
        );
        assert_eq!(ours.open(&staff("a"), &kept), Some(secret.to_vec()));
        assert_eq!(ours.open(&staff("b"), &kept), None);
        assert_eq!(theirs.open(&staff("a"), &kept), None);
        for at in 0..kept.len() {
            let mut altered = kept.clone();
            altered[at] ^= 1;
            assert_eq!(ours.open(&staff("a"), &altered), None, "{at}");
        }
        for cut in 0..kept.len() {
            let opened = ours.open(&staff("a"), &kept[..cut]);
            // As many bytes as a secret that was never sealed has, and then it is no secret of anybody's.
            assert!(opened.is_none() || cut == SECRET_BYTES, "{cut}");
        }
    }

    #[test]
    fn what_was_kept_before_is_opened_and_told_apart() {
        let secret = [7; SECRET_BYTES];
        let (older, newer) = (
            StaffKeys::new([1; 32], []),
            StaffKeys::new([2; 32], [[1; 32]]),
        );
        let kept = older.seal(&staff("a"), &secret).unwrap();
        for before in [kept.as_slice(), &secret] {
            assert_eq!(newer.open(&staff("a"), before), Some(secret.to_vec()));
            assert_eq!(newer.look_at(&staff("a"), before), Kept::ToBeSealed);
        }
        let again = newer.seal(&staff("a"), &secret).unwrap();
        assert_eq!(newer.look_at(&staff("a"), &again), Kept::Sealed);
        assert_eq!(older.look_at(&staff("a"), &again), Kept::Closed);
    }
}
