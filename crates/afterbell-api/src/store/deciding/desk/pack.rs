//! 区县政策包 that takes the place of the one before: from now on the desk judges by it, and the log says so.

use afterbell_domain::desk::AuditAction;
use serde_json::{Value, json};

use super::{Decided, Deciding, DeskWrite, done};
use crate::policy_pack::{PackVersion, PolicyPack};
use crate::store::StoreError;

pub(super) fn take(
    deciding: &Deciding<'_>,
    (address, text): (&str, &str),
    pack: &PackVersion,
) -> Result<Decided, StoreError> {
    let known = deciding.facts.pack_copy.as_ref();
    // Another server on the same books was faster.
    if known.is_some_and(|(from, known)| from == address && known == text) {
        return Ok(done(Vec::new()));
    }
    let told = |address: &str, pack: Option<&PackVersion>| -> Value {
        json!({ "address": address, "pack": pack })
    };
    let before = known.map(|(from, text)| {
        // One that an older program could read may mean nothing to this one.
        let pack = PolicyPack::of_district(text.clone()).ok();
        let version = pack.and_then(|pack| pack.told().ok());
        told(from, version.as_ref())
    });
    let after = told(address, Some(pack));
    let (action, subject) = (AuditAction::PackTaken, pack.name.as_str());
    let log = deciding.log(action, subject, &before, &after)?;
    let (address, text) = (address.to_owned(), text.to_owned());
    Ok(done(vec![DeskWrite::PackCopy { address, text }, log]))
}
