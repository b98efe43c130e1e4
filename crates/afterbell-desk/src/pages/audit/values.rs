//! 改前改后: what the log keeps of an entry, in words as far as they say all of it; the rest as it stands there.

use afterbell_domain::desk::{Role, StaffState};
use afterbell_locale::format;
use afterbell_locale::text::desk::audit as say;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::LOCALE;
use crate::app::role_name;
use crate::pages::state_name;

pub(super) fn told(word: &'static str, value: &Value) -> impl IntoView + use<> {
    let (words, rest) = match value {
        Value::Object(fields) => of_fields(fields),
        // Children are told by identifier.
        Value::Array(list) => (vec![say::students(LOCALE, list.len())], Some(value.clone())),
        _ => (Vec::new(), Some(value.clone())),
    };
    let words = words.join(say::between(LOCALE));
    let rest = rest.map(|rest| view! { <code>{rest.to_string()}</code> });
    view! { <p><b>{word}</b>" "{words}" "{rest}</p> }
}

/// Each in words, and those for which there are none.
fn of_fields(fields: &Map<String, Value>) -> (Vec<String>, Option<Value>) {
    let (mut words, mut rest) = (Vec::new(), Map::new());
    for (name, value) in fields {
        match of_field(name, value) {
            Some(told) => words.push(told),
            None => {
                rest.insert(name.clone(), value.clone());
            }
        }
    }
    let rest = (!rest.is_empty()).then_some(Value::Object(rest));
    (words, rest)
}

fn of_field(name: &str, value: &Value) -> Option<String> {
    Some(match (name, value) {
        ("state", _) => say::of_state(LOCALE, state_name(read::<StaffState>(value)?)),
        ("role", _) => say::of_role(LOCALE, role(read::<Role>(value)?)),
        ("name", Value::String(name)) => say::of_name(LOCALE, name),
        ("address", Value::String(address)) => say::of_address(LOCALE, address),
        ("reason", Value::String(reason)) => say::of_reason(LOCALE, reason),
        ("version", Value::Number(version)) => say::of_version(LOCALE, version),
        ("revision", Value::Number(revision)) => say::of_revision(LOCALE, revision),
        ("draw", Value::Number(number)) => say::of_draw(LOCALE, number),
        ("pupils", Value::Number(count)) => say::of_pupils(LOCALE, count),
        ("left", Value::Number(count)) => say::of_left(LOCALE, count),
        ("published", Value::Bool(true)) => say::is_published(LOCALE).to_owned(),
        ("published", Value::Bool(false)) => say::not_published(LOCALE).to_owned(),
        ("has_key", Value::Bool(true)) => say::has_key(LOCALE).to_owned(),
        _ => return None,
    })
}

/// Nothing for what an older program has written in another form.
fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn role(role: Role) -> String {
    match role.class() {
        Some(class) => [role_name(role), " ", &format::class(LOCALE, class)].concat(),
        None => role_name(role).to_owned(),
    }
}
