//! Lines of a text, as an editor counts them.

/// At least one, also of an empty text.
pub fn number_of_lines(text: &str) -> usize {
    text.matches('\n').count() + 1
}

/// Where a line begins and ends, in the units a browser counts letters in. The last one for a line beyond.
pub fn line_bounds(text: &str, line: usize) -> (u32, u32) {
    let length = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let (mut start, mut found) = (0, (0, 0));
    for (number, content) in (1..).zip(text.split('\n')) {
        let end = start + length(content);
        found = (start, end);
        if number >= line {
            break;
        }
        start = end + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_as_a_browser_counts() {
        let text = "一\n𠮷ab\n\nend";
        assert_eq!(number_of_lines(text), 4);
        assert_eq!(line_bounds(text, 1), (0, 1));
        // 𠮷 counts twice in a browser.
        assert_eq!(line_bounds(text, 2), (2, 6));
        assert_eq!(line_bounds(text, 3), (7, 7));
        assert_eq!(line_bounds(text, 4), (8, 11));
        assert_eq!(line_bounds(text, 9), (8, 11));
        assert_eq!(number_of_lines(""), 1);
        assert_eq!(line_bounds("", 1), (0, 0));
    }
}
