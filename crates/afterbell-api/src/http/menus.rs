//! Menus ready to be sent: compressed once per version, since a version never changes.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use afterbell_domain::MenuHash;
use axum::body::Bytes;

use super::encoding::Encoding;
use super::refusal::Refusal;
use crate::store::{Store, StoreError};

pub(super) struct EncodedMenu {
    identity: Bytes,
    gzip: Bytes,
    brotli: Bytes,
}

impl EncodedMenu {
    pub(super) fn bytes(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Identity => self.identity.clone(),
            Encoding::Gzip => self.gzip.clone(),
            Encoding::Brotli => self.brotli.clone(),
        }
    }
}

/// Grows only by versions that were published: hashes nobody published are not remembered.
#[derive(Default)]
pub(super) struct MenuCache {
    menus: RwLock<HashMap<MenuHash, Arc<EncodedMenu>>>,
}

impl MenuCache {
    pub(super) async fn get(
        &self,
        store: &dyn Store,
        hash: &MenuHash,
    ) -> Result<Option<Arc<EncodedMenu>>, Refusal> {
        if let Some(menu) = self.known(hash) {
            return Ok(Some(menu));
        }
        let Some(content) = store.menu(hash).await? else {
            return Ok(None);
        };
        let encoded = tokio::task::spawn_blocking(move || encode(content)).await?;
        let encoded = Arc::new(encoded.map_err(StoreError::failed)?);
        let mut menus = self.menus.write().unwrap_or_else(PoisonError::into_inner);
        menus.insert(hash.clone(), Arc::clone(&encoded));
        Ok(Some(encoded))
    }

    fn known(&self, hash: &MenuHash) -> Option<Arc<EncodedMenu>> {
        let menus = self.menus.read().unwrap_or_else(PoisonError::into_inner);
        menus.get(hash).map(Arc::clone)
    }
}

fn encode(content: Vec<u8>) -> std::io::Result<EncodedMenu> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&content)?;
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 9,
        ..Default::default()
    };
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &parameters)?;
    Ok(EncodedMenu {
        gzip: gzip.finish()?.into(),
        brotli: brotli.into(),
        identity: content.into(),
    })
}
