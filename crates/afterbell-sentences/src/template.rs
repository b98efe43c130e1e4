//! Placeholders: `{name}`, or `{name|course|courses}` for a word that follows a count.

/// The names in braces, sorted: the order of a function's arguments must not depend on how
/// a sentence happens to be worded.
pub fn placeholders(sentence: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    for part in sentence.split('{').skip(1) {
        let (placeholder, _) = part
            .split_once('}')
            .ok_or_else(|| format!("unclosed brace in {sentence:?}"))?;
        names.push(name(placeholder));
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// The sentence with the places of its arguments instead of their names: `{0|course|courses}`.
pub fn numbered(sentence: &str) -> Result<String, String> {
    let names = placeholders(sentence)?;
    let mut parts = sentence.split('{');
    let mut numbered = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = name(part.split('}').next().unwrap_or_default());
        let place = names.iter().position(|known| *known == name);
        let place = place.filter(|place| *place < 10);
        let place = place.ok_or_else(|| format!("over ten placeholders in {sentence:?}"))?;
        let rest = part.strip_prefix(name).unwrap_or(part);
        numbered.push_str(&format!("{{{place}{rest}"));
    }
    Ok(numbered)
}

fn name(placeholder: &str) -> &str {
    placeholder.split('|').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_the_places_of_the_arguments() {
        let sentence = "{count} {count|course|courses}, {age}";
        assert_eq!(placeholders(sentence).unwrap(), ["age", "count"]);
        assert_eq!(numbered(sentence).unwrap(), "{1} {1|course|courses}, {0}");
    }

    #[test]
    fn a_brace_left_open_is_an_error() {
        assert!(placeholders("{count").is_err());
        assert!(numbered("{count").is_err());
    }
}
