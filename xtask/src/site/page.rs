//! Edits of our HTML pages. They are our own files, so each edit looks for exactly the words that
//! a page promises to have and fails when they are not there.

use anyhow::{Result, bail};

const STYLE_SHEET: &str = "<link rel=\"stylesheet\" href=\"";

/// A published file: its name holds a hash of its content, the browser checks `integrity`.
pub struct Published {
    pub name: String,
    pub integrity: String,
}

/// Points the one attribute whose value is `from` to the published script, and has it checked.
pub fn refer_to_script(html: &str, from: &str, to: &Published) -> Result<String> {
    replace_value(
        html,
        from,
        &format!("{}\" integrity=\"{}", to.name, to.integrity),
    )
}

/// The script that fetches a language's sentences reads both from the element that names it.
pub fn refer_to_sentences(html: &str, from: &str, to: &Published) -> Result<String> {
    let value = format!("{}\" data-integrity=\"{}", to.name, to.integrity);
    replace_value(html, from, &value)
}

/// Browsers cannot check what is preloaded for `fetch`, and warn when asked to. What a script adds to the page
/// is of the same origin, and its name tells its content to the cache.
pub fn refer_to_fetched(html: &str, from: &str, to: &Published) -> Result<String> {
    replace_value(html, from, &to.name)
}

/// For what this build does not have.
pub fn refer_to_nothing(html: &str, from: &str) -> Result<String> {
    replace_value(html, from, "")
}

fn replace_value(html: &str, from: &str, to: &str) -> Result<String> {
    let old = format!("=\"{from}\"");
    if html.matches(&old).count() != 1 {
        bail!("the page must refer to \"{from}\" exactly once");
    }
    Ok(html.replacen(&old, &format!("=\"{to}\""), 1))
}

/// The style sheets in the order of the page.
pub fn style_sheets(html: &str) -> Vec<&str> {
    let after_each = html.split(STYLE_SHEET).skip(1);
    after_each
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// Puts the merged sheet where the first one was and removes the others.
pub fn merge_style_sheets(html: &str, merged: &Published) -> Result<String> {
    let mut pieces = html.split(STYLE_SHEET);
    let mut page = pieces.next().unwrap_or_default().to_owned();
    page.push_str(STYLE_SHEET);
    page.push_str(&format!(
        "{}\" integrity=\"{}\">",
        merged.name, merged.integrity
    ));
    for piece in pieces {
        let Some((_, rest)) = piece.split_once('>') else {
            bail!("the page has a style sheet link that does not end");
        };
        let blank_line = rest.starts_with('\n') && page.ends_with([' ', '\n']);
        page.push_str(if blank_line { rest.trim_start() } else { rest });
    }
    Ok(page)
}

/// What is written for those who edit the page is not sent to every phone.
pub fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        page.push_str(part.split_once("-->").map_or("", |(_, after)| after));
    }
    let lines = page.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The parent's page as the desk shows it over a draft: what runs before everything else stands
/// between the app and the API, so nothing may be on its way before it.
pub fn preview(html: &str, before_all: &Published) -> Result<String> {
    const FIRST_SCRIPT: &str = "<script src=";
    if html.matches("href=\"/api/").count() == 0 || !html.contains(FIRST_SCRIPT) {
        bail!("the page has lost its early questions or its first script");
    }
    let is_question = |line: &&str| line.contains("href=\"/api/");
    let lines = html.lines().filter(|line| !is_question(line));
    let page = lines.collect::<Vec<_>>().join("\n");
    let Published { name, integrity } = before_all;
    let script = format!("<script src=\"{name}\" integrity=\"{integrity}\"></script>\n");
    Ok(page.replacen(FIRST_SCRIPT, &[&script, FIRST_SCRIPT].concat(), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(name: &str) -> Published {
        Published {
            name: name.to_owned(),
            integrity: "sha384-x".to_owned(),
        }
    }

    #[test]
    fn a_reference_gets_the_published_name_and_its_integrity() {
        let page = refer_to_script(
            "<script src=\"boot.js\"></script>",
            "boot.js",
            &published("boot-1.js"),
        );
        let expected = "<script src=\"boot-1.js\" integrity=\"sha384-x\"></script>";
        assert_eq!(page.unwrap(), expected);
    }

    #[test]
    fn a_preview_asks_nothing_before_its_own_script_runs() {
        let html = "<link href=\"/api/school\" />\n<script src=\"boot.js\"></script>";
        let page = preview(html, &published("preview-1.js")).unwrap();
        let expected = "<script src=\"preview-1.js\" integrity=\"sha384-x\"></script>\n\
                        <script src=\"boot.js\"></script>";
        assert_eq!(page, expected);
        assert!(preview("<p>", &published("preview-1.js")).is_err());
    }

    #[test]
    fn comments_and_indents_stay_at_home() {
        let page = without_comments("<!doctype html>\n<!-- a\n b --> <p>\n\n  c</p><!---->\n");
        assert_eq!(page, "<!doctype html>\n<p>\nc</p>");
    }

    #[test]
    fn a_missing_or_doubled_reference_is_an_error() {
        assert!(refer_to_script("<p>", "boot.js", &published("boot-1.js")).is_err());
        let twice = "<a href=\"a\"><a href=\"a\">";
        assert!(refer_to_script(twice, "a", &published("b")).is_err());
    }

    #[test]
    fn style_sheets_become_one_in_the_place_of_the_first() {
        let html = "<head>\n  <link rel=\"stylesheet\" href=\"a.css\"/>\n  \
                    <link rel=\"stylesheet\" href=\"b.css\"/>\n  <title>";
        assert_eq!(style_sheets(html), ["a.css", "b.css"]);
        let page = merge_style_sheets(html, &published("all.css")).unwrap();
        let link = "<link rel=\"stylesheet\" href=\"all.css\" integrity=\"sha384-x\">";
        assert!(page.starts_with(&format!("<head>\n  {link}")), "{page}");
        assert_eq!(page.matches("stylesheet").count(), 1, "{page}");
        assert!(page.ends_with("<title>"));
    }
}
