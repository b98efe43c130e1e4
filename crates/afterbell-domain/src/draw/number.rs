use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::Seed;
use crate::allocation::ApplicantName;

/// The numbers of all applicants, counted from 1: they are sorted by HMAC-SHA256 of their names
/// under the seed. Each depends on nothing but the seed and all names, so the order of the list
/// does not matter.
pub fn drawn_order<'a>(seed: &Seed, names: impl Iterator<Item = &'a ApplicantName>) -> Vec<u32> {
    let keyed = keyed(seed.as_bytes());
    let mut order: Vec<_> = names
        .map(|name| (finish(keyed.clone(), name.as_str().as_bytes()), name))
        .enumerate()
        .collect();
    order.sort_unstable_by_key(|(_, ticket_and_name)| *ticket_and_name);
    let mut numbers = vec![0; order.len()];
    for (number, (child, _)) in (1..).zip(order) {
        if let Some(place) = numbers.get_mut(child) {
            *place = number;
        }
    }
    numbers
}

/// HMAC-SHA256, RFC 2104.
pub(super) fn keyed_hash(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    finish(keyed(key), message)
}

/// The key is half of the work, and the same for all.
fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    // HMAC itself fills a key up with zeros, and a key as long as its block cannot be refused.
    let mut block = [0; 64];
    let (start, _) = block.split_at_mut(key.len());
    start.copy_from_slice(key);
    Hmac::<Sha256>::new(&block.into())
}

fn finish(mut keyed: Hmac<Sha256>, message: &[u8]) -> [u8; 32] {
    keyed.update(message);
    keyed.finalize().into_bytes().into()
}
