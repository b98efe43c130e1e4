//! 密码: argon2id with the parameters that OWASP asks for (19 MiB, two passes, one lane), which are
//! the crate's own defaults; a test holds them there.

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

use crate::store::StoreError;

/// Hashing takes a core for a while and 19 MiB; more at once would starve the opening minute.
static AT_ONCE: Semaphore = Semaphore::const_new(1);

#[derive(Debug, thiserror::Error)]
#[error("a password cannot be hashed: {0}")]
struct NotHashed(argon2::password_hash::Error);

pub async fn hash(password: String) -> Result<String, StoreError> {
    apart(move || hash_now(&password)).await?
}

/// Whether it is the one. Without a hash to compare with it takes as long all the same, so that the
/// time does not tell whether a name is known.
pub async fn is_right(password: String, hash: Option<String>) -> Result<bool, StoreError> {
    apart(move || {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => nobodys()?.to_owned(),
        };
        let is_right = Argon2::default()
            .verify_password(password.as_bytes(), hash.as_str())
            .is_ok();
        Ok(known && is_right)
    })
    .await?
}

async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let permit = AT_ONCE.acquire().await.map_err(StoreError::failed)?;
    let done = tokio::task::spawn_blocking(work).await;
    drop(permit);
    done.map_err(StoreError::failed)
}

fn hash_now(password: &str) -> Result<String, StoreError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    let hash = hash.map_err(|error| StoreError::failed(NotHashed(error)))?;
    Ok(hash.to_string())
}

fn nobodys() -> Result<&'static str, StoreError> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash);
    }
    let hash = hash_now("nobody has this password")?;
    Ok(HASH.get_or_init(|| hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_and_no_other() {
        let kept = hash("correct horse battery".to_owned()).await.unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        let is_right = async |text: &str, hash: Option<&String>| {
            is_right(text.to_owned(), hash.cloned()).await.unwrap()
        };
        assert!(is_right("correct horse battery", Some(&kept)).await);
        assert!(!is_right("correct horse batterY", Some(&kept)).await);
        assert!(!is_right("nobody has this password", None).await);
        let again = hash("correct horse battery".to_owned()).await.unwrap();
        assert_ne!(kept, again, "each has a salt of its own");
    }
}
