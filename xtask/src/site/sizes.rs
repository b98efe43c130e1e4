//! What a phone downloads before the app can be used: the page and what the page itself names,
//! of the languages only one.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use super::precompress::beside;
use crate::sentences;

const FIRST_LOAD: [&str; 4] = ["css", "js", "wasm", sentences::EXTENSION];

#[derive(Debug, Default, Clone, Serialize)]
pub struct Size {
    pub file: String,
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

#[derive(Debug, Serialize)]
pub struct FirstLoad {
    pub files: Vec<Size>,
    pub total: Size,
}

impl FirstLoad {
    pub fn measure(dist: &Path, page: &str) -> Result<Self> {
        let html = fs::read_to_string(dist.join(page))
            .with_context(|| format!("dist/{page} is missing: run `cargo xtask site`"))?;
        let names = std::iter::once(page).chain(named_files(&html)?);
        let (languages, mut files): (Vec<_>, Vec<_>) = names
            .map(|name| measure_file(dist, name))
            .collect::<Result<Vec<_>>>()?
            .into_iter()
            .partition(|size| size.file.ends_with(sentences::EXTENSION));
        files.extend(languages.into_iter().max_by_key(|size| size.brotli));
        let mut total = Size {
            file: "total".to_owned(),
            ..Size::default()
        };
        for size in &files {
            total.raw += size.raw;
            total.gzip += size.gzip;
            total.brotli += size.brotli;
        }
        Ok(Self { files, total })
    }

    pub fn print(&self) {
        println!(
            "{:<28} {:>9} {:>9} {:>9}",
            "first load, bytes", "raw", "gzip", "brotli"
        );
        for size in self.files.iter().chain([&self.total]) {
            let Size {
                file,
                raw,
                gzip,
                brotli,
            } = size;
            println!("{file:<28} {raw:>9} {gzip:>9} {brotli:>9}");
        }
    }
}

/// Style sheets, scripts and wasm that the page loads; links to elsewhere do not end like them.
/// A page that seems to load no wasm was misread, and its sum would be too small.
fn named_files(html: &str) -> Result<Vec<&str>> {
    let (first, rest) = html.split_once("<!--").unwrap_or((html, ""));
    let after_comments = rest.split("<!--").filter_map(|part| part.split_once("-->"));
    let parts = std::iter::once(first).chain(after_comments.map(|(_, after)| after));
    let values = parts.flat_map(|part| {
        let before = part.split('"').step_by(2);
        let pairs = before.zip(part.split('"').skip(1).step_by(2));
        let at_once = pairs.filter(|(before, _)| !is_for_later(before));
        at_once.map(|(_, value)| value)
    });
    let extension = |name: &str| name.rsplit_once('.').map(|(_, found)| found.to_owned());
    let files = values
        .filter(|value| extension(value).is_some_and(|found| FIRST_LOAD.contains(&found.as_str())));
    let files: Vec<_> = files.collect();
    anyhow::ensure!(
        files.iter().any(|file| file.ends_with(".wasm")),
        "a page of the site names no wasm"
    );
    Ok(files)
}

/// What an attribute names that says of itself that it is fetched later, by few.
fn is_for_later(before: &str) -> bool {
    let attribute = before.rsplit(char::is_whitespace).next();
    attribute.is_some_and(|attribute| attribute.starts_with("data-later-"))
}

fn measure_file(dist: &Path, name: &str) -> Result<Size> {
    let path = dist.join(name);
    let bytes = |path: &Path| {
        let metadata = fs::metadata(path);
        metadata
            .map(|found| found.len())
            .with_context(|| format!("the page needs {}", path.display()))
    };
    Ok(Size {
        file: name.to_owned(),
        raw: bytes(&path)?,
        gzip: bytes(&beside(&path, "gz"))?,
        brotli: bytes(&beside(&path, "br"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_load_is_what_the_page_names() {
        let html = "<link rel=\"icon\" href=\"icon.svg\"><link rel=\"stylesheet\" \
                    href=\"app-1.css\"><!-- Isn't \" counted: src=\"no.js\" --><script \
                    src=\"app-2.js\"></script><link href=\"a.wasm\"><a href=\"help.html\">a.js</a><meta data-later-script=\"later.js\">";
        assert_eq!(
            named_files(html).unwrap(),
            ["app-1.css", "app-2.js", "a.wasm"]
        );
        assert!(named_files("<script src=\"app-2.js\"></script>").is_err());
    }

    #[test]
    fn of_the_languages_only_the_largest_counts() {
        let folder = crate::scratch::folder("languages");
        let html = "<meta content=\"en-1.txt\"><meta content=\"zh-2.txt\"><link href=\"a.wasm\">";
        for (name, bytes) in [
            ("index.html", html.len()),
            ("en-1.txt", 5),
            ("zh-2.txt", 7),
            ("a.wasm", 1),
        ] {
            for copy in [name.to_owned(), format!("{name}.br"), format!("{name}.gz")] {
                fs::write(folder.join(copy), "x".repeat(bytes)).unwrap();
            }
        }
        fs::write(folder.join("index.html"), html).unwrap();
        let load = FirstLoad::measure(&folder, "index.html").unwrap();
        let files: Vec<_> = load.files.iter().map(|size| size.file.as_str()).collect();
        assert_eq!(files, ["index.html", "a.wasm", "zh-2.txt"]);
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error() {
        let folder = crate::scratch::folder("sizes");
        fs::write(
            folder.join("index.html"),
            "<script src=\"gone.js\"></script>",
        )
        .unwrap();
        assert!(FirstLoad::measure(&folder, "index.html").is_err());
    }
}
