//! Lines that are typed into one field: how offices part them, and how they say that there is nothing.

/// 没有: what a field says of which there is none, and not that nobody has said it.
pub const NONE: &str = "没有";

pub fn says_none(text: &str) -> bool {
    matches!(text, NONE | "无")
}

/// `三(1)班 周一、三` in its head and the rest, which may be empty.
pub fn headed(line: &str) -> (&str, &str) {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | '，');
    let (head, rest) = line.split_once(is_between).unwrap_or((line, ""));
    (head, rest.trim_matches(is_between))
}

/// `低年级一组，42，张老师` in its parts, as a sheet gives them or as somebody types them.
pub fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', '，', '\t']).map(str::trim)
}

/// Prints what [`parts`] reads, without empty ones at the end.
pub fn print_parts(parts: &[String]) -> String {
    parts.join("，").trim_end_matches('，').to_owned()
}

/// `甲；乙` in its titles.
pub fn titles(text: &str) -> impl Iterator<Item = &str> {
    let titles = text.split([';', '；']).map(str::trim);
    titles.filter(|title| !title.is_empty())
}

/// Prints what [`titles`] reads.
pub fn print_titles(titles: &[&str]) -> String {
    titles.join("；")
}

/// `王老师、李老师`
pub fn print_names(names: &[&str]) -> String {
    names.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        let said = ["低年级一组", "42", "", ""].map(str::to_owned);
        assert_eq!(print_parts(&said), "低年级一组，42");
        assert_eq!(parts("低年级一组， 42").collect::<Vec<_>>(), said[..2]);
        assert_eq!(
            titles("甲；; 乙").collect::<Vec<_>>(),
            titles(&print_titles(&["甲", "乙"])).collect::<Vec<_>>()
        );
        assert_eq!(headed("三(1)班： 周一、三"), ("三(1)班", "周一、三"));
        assert_eq!(headed("三(1)班"), ("三(1)班", ""));
        assert!(says_none(NONE));
    }
}
