//! 名册变动 in the log: who came, who left, whose class is another one, as it was and as it is. Children are told by
//! identifier; of names only that one was corrected.

use std::collections::BTreeMap;

use afterbell_domain::{HomeroomClass, StudentId};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::store::{EnrolledPupil, SchoolChange, StoreError};

/// So many children of one list are told one by one, more than a school has; how many there are is told beside it.
const MOST_TOLD: usize = 5_000;

/// Children of one class.
#[derive(Serialize)]
struct OfClass<'a> {
    class: HomeroomClass,
    students: Vec<&'a StudentId>,
}

/// What is told before and after.
#[derive(Default)]
pub(super) struct RosterTold {
    pub before: Map<String, Value>,
    pub after: Map<String, Value>,
}

impl RosterTold {
    /// A change against those who are at the school until then.
    pub fn of(known: &[EnrolledPupil], change: &SchoolChange) -> Result<Self, StoreError> {
        let known: BTreeMap<_, _> = known.iter().map(|pupil| (&pupil.id, pupil)).collect();
        let (mut entered, mut renamed) = (Vec::new(), Vec::new());
        let (mut moved_from, mut moved_to) = (Vec::new(), Vec::new());
        for pupil in change.pupils.iter().map(|change| &change.pupil) {
            let Some(before) = known.get(&pupil.id) else {
                entered.push((pupil.class, &pupil.id));
                continue;
            };
            if before.class != pupil.class {
                moved_from.push((before.class, &pupil.id));
                moved_to.push((pupil.class, &pupil.id));
            }
            if before.name != pupil.name {
                renamed.push(&pupil.id);
            }
        }
        let left = change.left.iter();
        let left = left.filter_map(|id| Some((known.get(id)?.class, id)));
        let left = left.collect();
        renamed.truncate(MOST_TOLD);
        let mut told = Self::default();
        told.after
            .insert("pupils".to_owned(), change.pupils.len().into());
        told.after
            .insert("left".to_owned(), change.left.len().into());
        keep(&mut told.before, "moved", by_class(moved_from))?;
        keep(&mut told.before, "left", by_class(left))?;
        keep(&mut told.after, "entered", by_class(entered))?;
        keep(&mut told.after, "moved", by_class(moved_to))?;
        keep(&mut told.after, "renamed", renamed)?;
        Ok(told)
    }
}

fn keep<T: Serialize>(
    told: &mut Map<String, Value>,
    name: &str,
    list: Vec<T>,
) -> Result<(), StoreError> {
    if !list.is_empty() {
        told.insert(name.to_owned(), serde_json::to_value(list)?);
    }
    Ok(())
}

fn by_class(children: Vec<(HomeroomClass, &StudentId)>) -> Vec<OfClass<'_>> {
    let mut classes: BTreeMap<HomeroomClass, Vec<&StudentId>> = BTreeMap::new();
    for (class, student) in children.into_iter().take(MOST_TOLD) {
        classes.entry(class).or_default().push(student);
    }
    let classes = classes.into_iter();
    let classes = classes.map(|(class, students)| OfClass { class, students });
    classes.collect()
}
