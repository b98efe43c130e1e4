//! Small changes of a draft, anywhere in it, each made from one number so that they shrink.

use std::collections::BTreeMap;

use afterbell_domain::policy::MenuDraft;
use afterbell_policy::BUNDLED;
use serde_json::Value;

use super::cases::CASES;
use super::edits::edited;
use super::examples::example;

/// What any example has somewhere, and any case, by the key of that place: of passing menus alone nothing
/// would ever be a required service or a prohibited word.
#[derive(Default)]
pub struct Pool {
    /// Every text under a key: what it could be instead.
    texts: BTreeMap<String, Vec<Value>>,
    /// Every field of the objects under a key: what another one there may lack.
    fields: BTreeMap<String, Vec<(String, Value)>>,
}

impl Pool {
    pub fn of_examples_and_cases() -> Self {
        let mut pool = Self::default();
        for (name, _) in BUNDLED {
            pool.take("", &example(name));
        }
        for case in CASES {
            pool.take("", &edited(example(case.pack), case.edits));
        }
        pool
    }

    fn take(&mut self, key: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                for (name, it) in fields {
                    let field = (name.clone(), it.clone());
                    keep(self.fields.entry(key.to_owned()).or_default(), field);
                    self.take(name, it);
                }
            }
            Value::Array(items) => items.iter().for_each(|it| self.take(key, it)),
            Value::String(_) => keep(self.texts.entry(key.to_owned()).or_default(), value.clone()),
            _ => {}
        }
    }
}

fn keep<T: PartialEq>(known: &mut Vec<T>, one: T) {
    if !known.contains(&one) {
        known.push(one);
    }
}

/// A source of choices that runs from one number.
struct Choices(u64);

impl Choices {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }
}

/// The draft with each change that leaves it a draft, as it is written then.
pub fn mutated(mut draft: Value, changes: &[u64], pool: &Pool) -> (Value, MenuDraft) {
    for change in changes {
        let mut changed = draft.clone();
        let mut choices = Choices(*change);
        step(&mut changed, "", &mut choices, pool);
        if let Ok(read) = serde_json::from_value::<MenuDraft>(changed) {
            draft = serde_json::to_value(read).expect("a draft has a JSON form");
        }
    }
    let read = serde_json::from_value(draft.clone()).expect("it was read before");
    (draft, read)
}

/// Walks down at random, and changes what it comes to.
fn step(value: &mut Value, key: &str, choices: &mut Choices, pool: &Pool) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let at = choices.below(fields.len());
            let name = fields.keys().nth(at).expect("a field").clone();
            match choices.below(12) {
                0 => drop(fields.remove(&name)),
                1 => {
                    let known = pool.fields.get(key).map_or(&[][..], Vec::as_slice);
                    if let Some((name, value)) = known.get(choices.below(known.len())) {
                        fields.insert(name.clone(), value.clone());
                    }
                }
                _ => step(&mut fields[&name], &name, choices, pool),
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let at = choices.below(items.len());
            match choices.below(8) {
                0 => drop(items.remove(at)),
                1 => items.push(items[at].clone()),
                2 => items.reverse(),
                _ => step(&mut items[at], key, choices, pool),
            }
        }
        Value::String(text) => match clock(text) {
            Some(minutes) => {
                let moved = (minutes + 5 * choices.below(37) + 1_440 - 90) % 1_440;
                *text = format!("{:02}:{:02}", moved / 60, moved % 60);
            }
            None => {
                let known = pool.texts.get(key).map_or(&[][..], Vec::as_slice);
                if !known.is_empty() {
                    *value = known[choices.below(known.len())].clone();
                }
            }
        },
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or(0);
            let other = [number + 1, number - 1, 0, number * 2, 41, 7];
            *value = other[choices.below(other.len())].into();
        }
        Value::Bool(is) => *is = !*is,
        _ => {}
    }
}

fn clock(text: &str) -> Option<usize> {
    let (hour, minute) = text.split_once(':').filter(|_| text.len() == 5)?;
    Some(hour.parse::<usize>().ok()? * 60 + minute.parse::<usize>().ok()?)
}
