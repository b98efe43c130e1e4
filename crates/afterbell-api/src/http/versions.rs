//! Published versions ready to be sent: compressed once, since a version never changes.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderValue, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::encoding::Encoding;
use super::etag::is_known;
use super::refusal::Refusal;
use crate::store::StoreError;

pub(super) struct EncodedVersion {
    identity: Bytes,
    gzip: Bytes,
    brotli: Bytes,
}

impl EncodedVersion {
    /// The answer to a phone that asks for the version of this name: kept for ever.
    pub(super) fn answer(&self, name: &str, headers: &HeaderMap) -> Result<Response, Refusal> {
        let etag = HeaderValue::from_str(&format!("\"{name}\"")).map_err(StoreError::failed)?;
        let encoding = Encoding::accepted_by(headers);
        let is_known = is_known(headers, &etag);
        let mut response = if is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            self.bytes(encoding).into_response()
        };
        let fixed = [
            (
                CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=31536000, immutable"),
            ),
            (VARY, HeaderValue::from_static("accept-encoding")),
            (ETAG, etag),
        ];
        response.headers_mut().extend(fixed);
        if !is_known {
            let json = HeaderValue::from_static("application/json");
            response.headers_mut().insert(CONTENT_TYPE, json);
            let coding = encoding.header();
            let coding = coding.map(|coding| (CONTENT_ENCODING, coding));
            response.headers_mut().extend(coding);
        }
        Ok(response)
    }

    fn bytes(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Identity => self.identity.clone(),
            Encoding::Gzip => self.gzip.clone(),
            Encoding::Brotli => self.brotli.clone(),
        }
    }
}

/// Grows only by versions that were published: hashes nobody published are not remembered.
#[derive(Default)]
pub(super) struct VersionCache {
    versions: RwLock<HashMap<String, Arc<EncodedVersion>>>,
}

impl VersionCache {
    /// The version of this name; `load` fetches its content at the first time.
    pub(super) async fn get(
        &self,
        name: &str,
        load: impl Future<Output = Result<Option<Vec<u8>>, StoreError>>,
    ) -> Result<Option<Arc<EncodedVersion>>, Refusal> {
        if let Some(version) = self.known(name) {
            return Ok(Some(version));
        }
        let Some(content) = load.await? else {
            return Ok(None);
        };
        let encoded = tokio::task::spawn_blocking(move || encode(content)).await?;
        let encoded = Arc::new(encoded.map_err(StoreError::failed)?);
        let versions = self.versions.write();
        let mut versions = versions.unwrap_or_else(PoisonError::into_inner);
        versions.insert(name.to_owned(), Arc::clone(&encoded));
        Ok(Some(encoded))
    }

    fn known(&self, name: &str) -> Option<Arc<EncodedVersion>> {
        let versions = self.versions.read().unwrap_or_else(PoisonError::into_inner);
        versions.get(name).map(Arc::clone)
    }
}

fn encode(content: Vec<u8>) -> std::io::Result<EncodedVersion> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&content)?;
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 9,
        ..Default::default()
    };
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &parameters)?;
    Ok(EncodedVersion {
        gzip: gzip.finish()?.into(),
        brotli: brotli.into(),
        identity: content.into(),
    })
}
