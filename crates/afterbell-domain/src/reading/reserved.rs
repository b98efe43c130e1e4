use crate::allocation::Reserved;
use crate::reading::error::{ReadingError, found};
use crate::reading::text::{compact, tidy};
use crate::{GroupId, MenuGroup};

const BETWEEN: [char; 6] = ['、', ',', '，', ';', '；', ' '];
const BEFORE_NUMBER: [char; 4] = [':', '×', '*', 'x'];
const UNITS: [&str; 4] = ["个名额", "个", "名", "人"];

/// `双职工家庭 2、留守儿童 1`: so many places for each group, by its name or its id. Names are taken
/// from the groups there are, since one may have a comma in it. An empty cell reserves nothing.
pub fn reserved(text: &str, groups: &[MenuGroup]) -> Result<Vec<Reserved>, ReadingError> {
    let tidied = tidy(text);
    let mut rest = tidied.trim_matches(BETWEEN);
    let mut all = Vec::new();
    while !rest.is_empty() {
        let not_understood = || ReadingError::ReservedNotUnderstood { found: found(text) };
        let (group, after) = group(rest, groups).ok_or_else(not_understood)?;
        let after = after.trim_start();
        let end = after.find(BETWEEN).unwrap_or(after.len());
        let (number, next) = after.split_at(end);
        let number = compact(number);
        let number = number.trim_start_matches(BEFORE_NUMBER);
        let number = UNITS
            .iter()
            .find_map(|unit| number.strip_suffix(unit))
            .unwrap_or(number);
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let places = number.parse().ok().filter(|_| is_number);
        all.push(Reserved {
            group,
            places: places.ok_or_else(not_understood)?,
        });
        rest = next.trim_start_matches(BETWEEN);
    }
    Ok(all)
}

/// The group whose name, or id, the text begins with; of several the longest.
fn group<'a>(text: &'a str, groups: &[MenuGroup]) -> Option<(GroupId, &'a str)> {
    let names = groups.iter().flat_map(|group| {
        let name = tidy(group.name.as_str());
        [name, group.id.to_string()].map(|name| (name, &group.id))
    });
    let begun = names.filter_map(|(name, id)| Some((name.len(), id, text.strip_prefix(&*name)?)));
    let (_, id, rest) = begun.max_by_key(|(length, _, _)| *length)?;
    Some((id.clone(), rest))
}

/// As [`reserved`] reads it. A group that is gone stands with its id.
pub fn print_reserved(reserved: &[Reserved], groups: &[MenuGroup]) -> String {
    let all = reserved.iter().map(|one| {
        let known = groups.iter().find(|group| group.id == one.group);
        let name = known.map_or(one.group.as_str(), |group| group.name.as_str());
        format!("{name} {}", one.places)
    });
    all.collect::<Vec<_>>().join("、")
}
