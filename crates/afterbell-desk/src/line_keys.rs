//! 行的身份: which line of a list is which, while others come and go. Lines of a draft have no identifier of their
//! own, and a number tells nothing once somebody else has removed the line above.

use std::sync::atomic::{AtomicU32, Ordering};

/// A line with a key that stays its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyed<T> {
    pub key: u32,
    pub line: T,
}

/// One that no other line of this page has.
pub fn new_key() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Whether one line is the other.
type Way<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// The keys of a list that has become another one: a line that is the same keeps its key, and one about the same
/// thing; then those that have taken the place of as many others, which were renamed. All else is new.
pub fn follow<T: Clone + PartialEq>(
    before: &[Keyed<T>],
    now: &[T],
    is_about: impl Fn(&T, &T) -> bool,
    mut new_key: impl FnMut() -> u32,
) -> Vec<Keyed<T>> {
    let is_same = |(before, now): &(&Keyed<T>, &T)| before.line == **now;
    let first = before.iter().zip(now).take_while(is_same).count();
    let most = before.len().min(now.len()) - first;
    let from_the_end = before.iter().rev().zip(now.iter().rev());
    let last = from_the_end.take(most).take_while(is_same).count();
    let (old_end, new_end) = (before.len() - last, now.len() - last);

    let mut open: Vec<&Keyed<T>> = before
        .get(first..old_end)
        .unwrap_or_default()
        .iter()
        .collect();
    let between = now.get(first..new_end).unwrap_or_default();
    let mut keys: Vec<Option<u32>> = vec![None; between.len()];
    let equal = |one: &T, other: &T| one == other;
    let ways: [Way<T>; 2] = [&equal, &is_about];
    for is_it in ways {
        for (key, line) in keys.iter_mut().zip(between) {
            if key.is_none()
                && let Some(at) = open.iter().position(|it| is_it(&it.line, line))
            {
                *key = Some(open.remove(at).key);
            }
        }
    }
    // As many as there were: each was renamed where it stood.
    if keys.iter().filter(|key| key.is_none()).count() == open.len() {
        let unnamed = keys.iter_mut().filter(|key| key.is_none());
        for (key, renamed) in unnamed.zip(open) {
            *key = Some(renamed.key);
        }
    }
    let kept = |range: std::ops::Range<usize>| {
        before
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|it| it.key)
    };
    let keys: Vec<u32> = kept(0..first)
        .chain(keys.into_iter().map(|key| key.unwrap_or_else(&mut new_key)))
        .chain(kept(old_end..before.len()))
        .collect();
    let lines = keys.into_iter().zip(now);
    lines
        .map(|(key, line)| Keyed {
            key,
            line: line.clone(),
        })
        .collect()
}
