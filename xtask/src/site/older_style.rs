//! What engines before 2021 lack of the style sheet, in words that they know. It is made of the sheet itself, so that
//! nobody has to think of them while writing it; only such engines fetch it (`public/boot.js`).

/// Makes the sheet for old engines of a minified one.
pub fn of(sheet: &str) -> String {
    let mut older = String::new();
    let mut rest = sheet;
    while let Some((head, after)) = rest.split_once('{') {
        let Some((body, next)) = block(after) else {
            break;
        };
        // What ends with a semicolon before it is a rule without a block.
        let head = head.rsplit(';').next().unwrap_or(head).trim();
        if head.starts_with("@media") {
            let inner = of(body);
            if !inner.is_empty() {
                older.push_str(&format!("{head}{{{inner}}}\n"));
            }
        } else if !head.starts_with('@') {
            older.push_str(&of_rule(head, body));
        }
        rest = next;
    }
    older
}

/// What stands before the brace that closes, and after it.
fn block(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1_u32;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(..at)?, text.get(at + 1..)?));
        }
    }
    None
}

fn of_rule(head: &str, body: &str) -> String {
    let declarations: Vec<_> = body
        .split(';')
        .filter_map(|one| one.split_once(':'))
        .collect();
    let selectors = parts(head, ',');
    let spelled_out: Vec<_> = selectors.iter().flat_map(|one| without_is(one)).collect();
    let is_known = spelled_out.len() == selectors.len();
    let mut lines = Vec::new();
    for (property, value) in &declarations {
        let older = in_older_words(property, value);
        match older.is_empty() {
            // A selector that is not known hides the whole rule.
            true if !is_known => lines.push(format!("{property}:{value}")),
            _ => lines.extend(older),
        }
    }
    let mut rules = String::new();
    if !lines.is_empty() {
        rules.push_str(&rule(&spelled_out, "", &lines.join(";")));
    }
    rules.push_str(&gaps(&spelled_out, &declarations));
    if let Some((property, value)) = declarations
        .iter()
        .find(|(_, value)| value.contains("env("))
    {
        let value = replace_function(value, "env(", |_| "0px".to_owned());
        let plain = rule(&spelled_out, "", &format!("{property}:{value}"));
        rules.push_str(&format!(
            "@supports not (top:env(safe-area-inset-top)){{{plain}}}\n"
        ));
    }
    rules
}

/// Counts a little more than the rule it stands for, whichever sheet arrives first.
fn rule(selectors: &[String], suffix: &str, declarations: &str) -> String {
    let selectors = selectors.iter().map(|selector| {
        let weight = if suffix.is_empty() && !selector.contains("::") {
            ":not(z)"
        } else {
            ""
        };
        format!("{selector}{weight}{suffix}")
    });
    format!(
        "{}{{{declarations}}}\n",
        selectors.collect::<Vec<_>>().join(",")
    )
}

/// Rows and columns keep their items apart by a margin after each but the last.
fn gaps(selectors: &[String], declarations: &[(&str, &str)]) -> String {
    let value = |name: &str| {
        declarations
            .iter()
            .find(|(found, _)| *found == name)
            .map(|(_, value)| *value)
    };
    let (Some(gap), Some("flex" | "inline-flex")) = (value("gap"), value("display")) else {
        return String::new();
    };
    let both = parts(gap, ' ');
    let (Some(between_lines), Some(between)) = (both.first(), both.last()) else {
        return String::new();
    };
    let is_column = value("flex-direction") == Some("column");
    let side = if is_column { "bottom" } else { "right" };
    let mut rules = rule(
        selectors,
        ">:not(:last-child)",
        &format!("margin-{side}:{between}"),
    );
    if value("flex-wrap") == Some("wrap") && *between_lines != "0" {
        rules.push_str(&rule(
            selectors,
            ">*",
            &format!("margin-bottom:{between_lines}"),
        ));
    }
    rules
}

fn in_older_words(property: &str, value: &str) -> Vec<String> {
    let simple = without_comparisons(value);
    for (of_text, sides) in [
        ("-inline", ["left", "right"]),
        ("-block", ["top", "bottom"]),
    ] {
        let Some(stem) = property.strip_suffix(of_text) else {
            continue;
        };
        let values = match stem {
            "border" => vec![simple.clone()],
            _ => parts(&simple, ' '),
        };
        let (Some(first), Some(last)) = (values.first(), values.last()) else {
            continue;
        };
        let both = sides.iter().zip([first, last]);
        return both
            .map(|(side, value)| format!("{stem}-{side}:{value}"))
            .collect();
    }
    match (property, value) {
        ("overflow-wrap", "anywhere") => vec!["word-break:break-word".to_owned()],
        ("inset", _) => edges(&parts(&simple, ' ')),
        // What is said of a side in one rule may be taken back in another of the same weight.
        _ if simple != value || is_distance(property) => vec![format!("{property}:{simple}")],
        _ => Vec::new(),
    }
}

fn is_distance(property: &str) -> bool {
    ["margin", "padding"]
        .iter()
        .any(|stem| property.starts_with(stem))
}

fn edges(values: &[String]) -> Vec<String> {
    let chosen = match values {
        [all] => [all; 4],
        [vertical, horizontal] => [vertical, horizontal, vertical, horizontal],
        [top, horizontal, bottom] => [top, horizontal, bottom, horizontal],
        [top, right, bottom, left] => [top, right, bottom, left],
        _ => return Vec::new(),
    };
    let names = ["top", "right", "bottom", "left"].iter().zip(chosen);
    names
        .map(|(name, value)| format!("{name}:{value}"))
        .collect()
}

/// `max()` is taken for its first value and `min()` for its last, which is how the sheets order them: what a phone
/// has comes first, the bound of a narrow screen last.
fn without_comparisons(value: &str) -> String {
    let larger = replace_function(value, "max(", |values| {
        values.first().cloned().unwrap_or_default()
    });
    replace_function(&larger, "min(", |values| {
        values.last().cloned().unwrap_or_default()
    })
}

fn replace_function(
    value: &str,
    name: &str,
    choose: impl Fn(&[String]) -> String + Copy,
) -> String {
    let is_start = |at: usize| {
        !value[..at].ends_with(|before: char| before.is_alphanumeric() || before == '-')
    };
    let Some(at) = value
        .match_indices(name)
        .map(|(at, _)| at)
        .find(|at| is_start(*at))
    else {
        return value.to_owned();
    };
    let (before, from) = value.split_at(at);
    let inside = from.strip_prefix(name).unwrap_or(from);
    let Some(end) = closing(inside) else {
        return value.to_owned();
    };
    let (arguments, after) = inside.split_at(end);
    let chosen = choose(&parts(arguments, ','));
    let chosen = match chosen.contains([' ', '*', '/']) && !chosen.ends_with(')') {
        true => format!("calc({chosen})"),
        false => chosen,
    };
    let after = after.strip_prefix(')').unwrap_or(after);
    replace_function(&format!("{before}{chosen}{after}"), name, choose)
}

fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    text.char_indices().find_map(|(at, letter)| {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// Split where no bracket is open.
fn parts(text: &str, separator: char) -> Vec<String> {
    let mut depth = 0_i32;
    let pieces = text.split(|letter| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        depth == 0 && letter == separator
    });
    pieces
        .map(str::to_owned)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// `.a :is(h2,h3) b` is two selectors.
fn without_is(selector: &str) -> Vec<String> {
    let Some((before, inside)) = selector.split_once(":is(") else {
        return vec![selector.to_owned()];
    };
    let Some(end) = closing(inside) else {
        return vec![selector.to_owned()];
    };
    let (either, after) = inside.split_at(end);
    let after = after.strip_prefix(')').unwrap_or(after);
    let spelled = parts(either, ',')
        .into_iter()
        .map(|one| format!("{before}{one}{after}"));
    spelled.flat_map(|one| without_is(&one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_lack_is_said_in_older_words() {
        for (sheet, older) in [
            (
                ".a{margin-inline:auto}",
                ".a:not(z){margin-left:auto;margin-right:auto}\n",
            ),
            (
                ".a{padding-block:1px calc(2px + 3px)}",
                ".a:not(z){padding-top:1px;padding-bottom:calc(2px + 3px)}\n",
            ),
            (
                "i::before{border-block:1px solid red}",
                "i::before{border-top:1px solid red;border-bottom:1px solid red}\n",
            ),
            (
                ".a{display:flex;gap:8px}",
                ".a>:not(:last-child){margin-right:8px}\n",
            ),
            (
                ".a,.b{display:inline-flex;flex-wrap:wrap;gap:2px 8px}",
                ".a>:not(:last-child),.b>:not(:last-child){margin-right:8px}\n.a>*,.b>*{margin-bottom:2px}\n",
            ),
            (
                ".a{display:flex;flex-direction:column;gap:4px}",
                ".a>:not(:last-child){margin-bottom:4px}\n",
            ),
            (
                ".a{width:max(2rem,min(30%,(1rem + 1px)*9))}",
                ".a:not(z){width:2rem}\n",
            ),
            (
                ".a{grid-template-columns:repeat(auto-fit,minmax(min(100%,9rem),1fr))}",
                ".a:not(z){grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}\n",
            ),
            (
                ".a :is(h2,h3) b{color:red}",
                ".a h2 b:not(z),.a h3 b:not(z){color:red}\n",
            ),
            (
                ".a{inset:auto 1px 2px}",
                ".a:not(z){top:auto;right:1px;bottom:2px;left:1px}\n",
            ),
            (
                ".a>*{margin-inline:auto}.a>*{margin:0}",
                ".a>*:not(z){margin-left:auto;margin-right:auto}\n.a>*:not(z){margin:0}\n",
            ),
            (
                "@media (max-width:9px){.a{margin-inline:1px}.b{color:red}}",
                "@media (max-width:9px){.a:not(z){margin-left:1px;margin-right:1px}\n}\n",
            ),
            (
                ":root{--edge:env(safe-area-inset-bottom)}",
                "@supports not (top:env(safe-area-inset-top)){:root:not(z){--edge:0px}\n}\n",
            ),
        ] {
            assert_eq!(of(sheet), older, "{sheet}");
        }
    }

    #[test]
    fn what_old_engines_know_or_cannot_have_is_left_alone() {
        for sheet in [
            ".a{display:grid;gap:8px;width:1px}",
            ".a{grid-template-columns:minmax(0,1fr)}",
            "@container (max-width:9rem){.a{margin-inline:0}}",
            "@supports (container-type:inline-size){main{container-type:inline-size}}",
        ] {
            assert_eq!(of(sheet), "", "{sheet}");
        }
    }
}
