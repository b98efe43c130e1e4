//! 政策包: by which one a menu was judged before it was published, and when the district's took the place of another.

use afterbell_domain::desk::{AuditAction, AuditEntry};
use afterbell_locale::text::desk::audit as say;
use leptos::prelude::*;
use serde_json::Value;

use crate::LOCALE;

/// So much of a version's hash tells it from all others.
const SHORT: usize = 12;

/// Nothing for entries that no pack has to do with.
pub(super) fn told(entry: &AuditEntry) -> Option<AnyView> {
    words(entry).map(|words| view! { <p>{words}</p> }.into_any())
}

fn words(entry: &AuditEntry) -> Option<String> {
    let after = entry.after.as_ref()?;
    let before = entry.before.as_ref();
    match entry.action {
        AuditAction::PackTaken => {
            let (name, version) = version(after.get("pack")?)?;
            let before = before.and_then(|before| self::version(before.get("pack")?));
            Some(match before {
                Some((old, from)) => say::pack_before_and_after(LOCALE, name, old, from, version),
                None => say::pack_first(LOCALE, name, version),
            })
        }
        // Older entries do not say.
        AuditAction::MenuPublished | AuditAction::Imported => match after.get("pack")? {
            Value::Null => Some(say::not_judged(LOCALE).to_owned()),
            pack => version(pack).map(|(name, version)| say::judged_by(LOCALE, name, version)),
        },
        _ => None,
    }
}

fn version(pack: &Value) -> Option<(&str, &str)> {
    let name = pack.get("name")?.as_str()?;
    let version = pack.get("version")?.as_str()?;
    Some((name, version.get(..SHORT).unwrap_or(version)))
}
