//! Names for courses and offerings that come out the same at every import, so that a
//! corrected sheet changes what it changes and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::{CourseId, Invalid, Offering, OfferingId, reading};
use sha2::{Digest as _, Sha256};

use super::known::Known;
use crate::understood::{CourseRow, RowIdentity};

const SHORTEST: usize = 8;
const LONGEST: usize = 40;

/// All in the order of the rows.
pub(super) struct Identifiers<'a> {
    pub courses: Vec<CourseId>,
    pub offerings: Vec<OfferingId>,
    /// The offering that a row is of, if there was one.
    pub known: Vec<Option<&'a Offering>>,
}

pub(super) fn of<'a>(rows: &[CourseRow], known: &'a Known) -> Result<Identifiers<'a>, Invalid> {
    let matched = matched(rows, known);
    Ok(Identifiers {
        courses: courses(rows, &matched, known)?,
        offerings: offerings(rows, &matched, known)?,
        known: matched,
    })
}

/// Which offering each row is of: the one it names; else one of the same name that is held at the
/// same times for the same grades; else the only one of its name, corrected.
fn matched<'a>(rows: &[CourseRow], known: &'a Known) -> Vec<Option<&'a Offering>> {
    let mut matched: Vec<Option<&Offering>> = vec![None; rows.len()];
    let mut taken: BTreeSet<&OfferingId> = BTreeSet::new();
    // A row that was copied with its identifier is a new one.
    for (row, found) in rows.iter().zip(&mut matched) {
        if let RowIdentity::Known(identifier) = &row.identity {
            let offering = known.offerings().find(|it| it.id.as_str() == identifier);
            *found = offering.filter(|it| taken.insert(&it.id));
        }
    }
    for (row, found) in rows.iter().zip(&mut matched) {
        if found.is_none() {
            let mut same = known.offerings().filter(|it| {
                let is_same = known.is_held_like(it, row) && known.has_name(it, &row.course);
                is_same && !taken.contains(&it.id)
            });
            *found = same.next().filter(|it| taken.insert(&it.id));
        }
    }
    let is_open = |row: &CourseRow, found: &Option<&Offering>| {
        found.is_none() && row.identity != RowIdentity::New
    };
    let open = rows.iter().zip(&matched);
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, _) in open.filter(|(row, found)| is_open(row, found)) {
        *names.entry(&row.course).or_default() += 1;
    }
    for (row, found) in rows.iter().zip(&mut matched) {
        if is_open(row, found) && names.get(row.course.as_str()) == Some(&1) {
            let of_name = known
                .offerings()
                .filter(|it| known.has_name(it, &row.course) && !taken.contains(&it.id));
            let of_name: Vec<_> = of_name.collect();
            if let [only] = of_name.as_slice() {
                *found = Some(*only);
            }
        }
    }
    matched
}

/// One course per name. A name that nobody knows yet is another name of the course that all its
/// rows were of, or else a new course.
fn courses(
    rows: &[CourseRow],
    matched: &[Option<&Offering>],
    known: &Known,
) -> Result<Vec<CourseId>, Invalid> {
    let of_rows = || rows.iter().zip(matched);
    let renamed = |row: &CourseRow, own: &CourseId| {
        let of_course = of_rows().filter(|(_, found)| found.is_some_and(|it| it.course == *own));
        let all_alike = of_course
            .into_iter()
            .all(|(other, _)| other.course == row.course);
        all_alike
            && !rows
                .iter()
                .any(|other| known.is_name_of(own, &other.course))
    };
    let found: Vec<Option<CourseId>> = of_rows()
        .map(|(row, offering)| {
            let own = offering.map(|it| &it.course);
            let of_name = own.filter(|own| known.is_name_of(own, &row.course));
            let of_name = of_name.or_else(|| known.course_named(&row.course));
            let found = of_name.or_else(|| own.filter(|own| renamed(row, own)));
            found.cloned()
        })
        .collect();
    let new = rows.iter().zip(&found).filter(|(_, found)| found.is_none());
    let new: BTreeSet<String> = new.map(|(row, _)| row.course.clone()).collect();
    let fresh = shortest_distinct(&new, &known.course_ids());
    let ids = rows.iter().zip(found).map(|(row, found)| match found {
        Some(id) => Ok(id),
        None => parsed(&fresh, &row.course),
    });
    ids.collect()
}

fn offerings(
    rows: &[CourseRow],
    matched: &[Option<&Offering>],
    known: &Known,
) -> Result<Vec<OfferingId>, Invalid> {
    let described: Vec<String> = rows.iter().map(|row| description(row, rows)).collect();
    let new = described
        .iter()
        .zip(matched)
        .filter(|(_, found)| found.is_none());
    let new = new.map(|(text, _)| text.clone()).collect();
    let fresh = shortest_distinct(&new, &known.offering_ids());
    let ids = described
        .iter()
        .zip(matched)
        .map(|(text, found)| match found {
            Some(offering) => Ok(offering.id.clone()),
            None => parsed(&fresh, text),
        });
    ids.collect()
}

fn parsed<T: std::str::FromStr<Err = Invalid>>(
    ids: &BTreeMap<String, String>,
    text: &str,
) -> Result<T, Invalid> {
    ids.get(text)
        .map(String::as_str)
        .unwrap_or_default()
        .parse()
}

/// The name is enough while it is the only one: times and grades can then be corrected and
/// it is still the same offering.
fn description(row: &CourseRow, rows: &[CourseRow]) -> String {
    let same_name = rows.iter().filter(|other| other.course == row.course);
    if same_name.count() == 1 {
        return row.course.clone();
    }
    let times = reading::print_weekly_times(&row.times);
    let grades = reading::print_eligibility(&row.eligibility);
    format!("{}\n{times}\n{grades}", row.course)
}

/// Each text's hash, as short as keeps it apart from the others and from those in use.
fn shortest_distinct(
    texts: &BTreeSet<String>,
    in_use: &BTreeSet<&str>,
) -> BTreeMap<String, String> {
    let hashes: BTreeMap<&String, String> = texts.iter().map(|text| (text, spelt(text))).collect();
    let begin_alike = |length: usize, hash: &str| {
        let start = hash.get(..length);
        hashes
            .values()
            .filter(|other| other.get(..length) == start)
            .count()
            > 1
    };
    let shortened = hashes.iter().map(|(text, hash)| {
        let is_used = |length: usize| hash.get(..length).is_some_and(|id| in_use.contains(id));
        let length =
            (SHORTEST..LONGEST).find(|length| !begin_alike(*length, hash) && !is_used(*length));
        let id = hash.get(..length.unwrap_or(LONGEST)).unwrap_or(hash);
        ((*text).clone(), id.to_owned())
    });
    shortened.collect()
}

/// SHA-256 in Crockford's base 32, lower case: no letter that looks like another.
fn spelt(text: &str) -> String {
    const SYMBOLS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut spelt = String::new();
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in Sha256::digest(text.as_bytes()) {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            let symbol = SYMBOLS.get((bits >> held & 31) as usize);
            spelt.push(symbol.map_or('0', |symbol| char::from(*symbol)));
        }
        bits &= (1 << held) - 1;
    }
    spelt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_spelt_the_same_for_ever() {
        // Crockford's base 32 of e3b0c44298fc… (the hash of nothing).
        assert!(spelt("").starts_with("werc8gmr"));
        let names = BTreeSet::from(["合唱团".to_owned(), "篮球".to_owned()]);
        let ids = shortest_distinct(&names, &BTreeSet::new());
        assert!(ids.values().all(|id| id.len() == SHORTEST));
        // A course that has taken another name keeps its identifier; whoever comes after it under
        // the old name gets a longer one.
        let in_use = ids.values().map(String::as_str).collect();
        let later = shortest_distinct(&names, &in_use);
        assert!(later.values().all(|id| id.len() == SHORTEST + 1));
    }
}
