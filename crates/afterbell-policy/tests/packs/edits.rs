//! Edits of a draft, each in one line: `= place value`, `+ place value` at the end of a list, and
//! `- place`. A place is a JSON pointer.

use serde_json::Value;

pub fn edited(mut draft: Value, edits: &[&str]) -> Value {
    for edit in edits {
        let (verb, rest) = edit.split_once(' ').expect("a verb and a place");
        let (place, value) = rest.split_once(' ').unwrap_or((rest, "null"));
        let value = serde_json::from_str(value).unwrap_or_else(|_| panic!("no JSON: {edit}"));
        match verb {
            "=" => set(&mut draft, place, value),
            "+" => list(&mut draft, place).push(value),
            "-" => remove(&mut draft, place),
            _ => panic!("no such verb: {edit}"),
        }
    }
    draft
}

fn list<'a>(draft: &'a mut Value, place: &str) -> &'a mut Vec<Value> {
    let found = draft.pointer_mut(place).and_then(Value::as_array_mut);
    found.unwrap_or_else(|| panic!("no list at {place}"))
}

fn parent<'a, 'b>(draft: &'a mut Value, place: &'b str) -> (&'a mut Value, &'b str) {
    let (parent, key) = place.rsplit_once('/').expect("a pointer");
    let parent = draft.pointer_mut(parent);
    (
        parent.unwrap_or_else(|| panic!("nothing around {place}")),
        key,
    )
}

fn set(draft: &mut Value, place: &str, value: Value) {
    match parent(draft, place) {
        (Value::Object(fields), key) => drop(fields.insert(key.to_owned(), value)),
        (Value::Array(items), key) => items[key.parse::<usize>().expect("an index")] = value,
        _ => panic!("nothing can be set at {place}"),
    }
}

fn remove(draft: &mut Value, place: &str) {
    match parent(draft, place) {
        (Value::Object(fields), key) => drop(fields.remove(key).expect("a field")),
        (Value::Array(items), key) => drop(items.remove(key.parse().expect("an index"))),
        _ => panic!("nothing can be removed at {place}"),
    }
}
