//! Names for courses and offerings that come out the same at every import, so that a
//! corrected sheet changes what it changes and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::{CourseId, Invalid, OfferingId, reading};
use sha2::{Digest as _, Sha256};

use crate::understood::CourseRow;

const SHORTEST: usize = 8;
const LONGEST: usize = 40;

pub(super) struct Identifiers {
    /// By the course's name.
    pub courses: BTreeMap<String, CourseId>,
    /// In the order of the rows.
    pub offerings: Vec<OfferingId>,
}

pub(super) fn of(rows: &[CourseRow]) -> Result<Identifiers, Invalid> {
    let names = rows.iter().map(|row| row.course.clone());
    let ids = shortest_distinct(&names.collect());
    let courses = ids.into_iter().map(|(name, id)| Ok((name, id.parse()?)));
    let described: Vec<String> = rows.iter().map(|row| description(row, rows)).collect();
    let ids = shortest_distinct(&described.iter().cloned().collect());
    let offerings = described.iter().map(|text| {
        let id = ids.get(text).map(String::as_str);
        id.unwrap_or_default().parse()
    });
    Ok(Identifiers {
        courses: courses.collect::<Result<_, Invalid>>()?,
        offerings: offerings.collect::<Result<_, _>>()?,
    })
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

/// Each text's hash, as short as keeps it apart from the others.
fn shortest_distinct(texts: &BTreeSet<String>) -> BTreeMap<String, String> {
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
        let length = (SHORTEST..LONGEST).find(|length| !begin_alike(*length, hash));
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
        let ids = shortest_distinct(&BTreeSet::from(["合唱团".to_owned(), "篮球".to_owned()]));
        assert!(ids.values().all(|id| id.len() == SHORTEST));
    }
}
