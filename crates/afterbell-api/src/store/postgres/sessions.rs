//! Sessions, and the secret their tokens are derived from.

use afterbell_domain::{GuardianId, Moment};
use deadpool_postgres::GenericClient;

use super::asking::{ask_for_one, order};
use super::failure::Trouble;
use crate::secret::{Fingerprint, ServerSecret, random_bytes};
use crate::store::StoreError;

pub(super) async fn secret(books: &impl GenericClient) -> Result<ServerSecret, Trouble> {
    let bytes: [u8; 32] = random_bytes().map_err(StoreError::from)?;
    // The first program that asks makes it; all others read it.
    order(
        books,
        "INSERT INTO secret (id, bytes) VALUES (1, $1) ON CONFLICT (id) DO NOTHING",
        &[&bytes.as_slice()],
    )
    .await?;
    let row = ask_for_one(books, "SELECT bytes FROM secret WHERE id = 1", &[]).await?;
    let bytes: Vec<u8> = row
        .map(|row| row.try_get(0))
        .transpose()?
        .unwrap_or_default();
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| StoreError::failed(NoSecret))?;
    Ok(ServerSecret::new(bytes))
}

#[derive(Debug, thiserror::Error)]
#[error("the server's secret cannot be read")]
struct NoSecret;

pub(super) async fn open(
    books: &impl GenericClient,
    token: &Fingerprint,
    guardian: &GuardianId,
    expires_at: Moment,
    now: Moment,
) -> Result<(), Trouble> {
    let about = (now.to_string(), expires_at.unix_seconds());
    order(
        books,
        "INSERT INTO session (token, guardian, opened_at, expires_at_unix)
         VALUES ($1, $2, $3, $4)",
        &[
            &token.bytes().as_slice(),
            &guardian.as_str(),
            &about.0,
            &about.1,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn revoke(
    books: &impl GenericClient,
    token: &Fingerprint,
    now: Moment,
) -> Result<bool, Trouble> {
    // The time of the first end stays.
    let ended = order(
        books,
        "UPDATE session SET revoked_at = coalesce(revoked_at, $2) WHERE token = $1",
        &[&token.bytes().as_slice(), &now.to_string()],
    )
    .await;
    Ok(ended? > 0)
}
