//! Puts values into the sentences of a table. Every phone carries it, so it is one small loop.

use std::fmt::{Display, Write as _};

/// `{0}` becomes the first value. In `{0|course|courses}` the value counts: 1 takes the first
/// word, 2 the second, and every other number the last; `{0|Jan|Feb|…}` names months that way.
pub fn fill(sentence: &str, values: &[&dyn Display]) -> String {
    let mut filled = String::new();
    // Where the placeholder began, and how many of its words are not the chosen one yet.
    let (mut begun, mut before_chosen) = (None, None);
    let mut is_past = false;
    for letter in sentence.chars() {
        match (letter, begun, before_chosen) {
            ('{', ..) => begun = Some(filled.len()),
            ('}', ..) => (begun, before_chosen, is_past) = (None, None, false),
            ('|', Some(start), None) => {
                let value = filled.get(start..).unwrap_or_default();
                let count = value.parse::<usize>().unwrap_or_default();
                before_chosen = Some(count.wrapping_sub(1));
                filled.truncate(start);
            }
            ('|', ..) if before_chosen == Some(0) => is_past = true,
            ('|', Some(start), Some(words)) => {
                before_chosen = Some(words - 1);
                filled.truncate(start);
            }
            (place, Some(_), None) => {
                let place = (place as usize).wrapping_sub('0' as usize);
                if let Some(value) = values.get(place) {
                    let _ = write!(filled, "{value}");
                }
            }
            _ if is_past => {}
            (letter, ..) => filled.push(letter),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_take_their_places() {
        assert_eq!(
            fill("{1}的{0}、{1}", &[&"一周", &"马嘉"]),
            "马嘉的一周、马嘉"
        );
        assert_eq!(fill("没有", &[]), "没有");
        assert_eq!(fill("{0}", &[&"{1}"]), "{1}", "a value is not a sentence");
    }

    #[test]
    fn a_count_chooses_its_word() {
        let courses = |count: usize| fill("{0} {0|course|courses}", &[&count]);
        let said = [0, 1, 2, 52].map(courses);
        assert_eq!(said, ["0 courses", "1 course", "2 courses", "52 courses"]);
        let months = |month: u8| fill("{0|Jan|Feb|Mar}", &[&month]);
        assert_eq!([1, 2, 3].map(months), ["Jan", "Feb", "Mar"]);
    }

    #[test]
    fn a_damaged_table_gives_a_gap_and_no_panic() {
        assert_eq!(fill("a {7} b", &[]), "a  b");
        assert_eq!(fill("a {x|", &[&1]), "a ");
        assert_eq!(fill("a {", &[]), "a ");
    }
}
