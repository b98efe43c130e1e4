//! From Trunk's output to `dist/`: names that hold a hash of the content, so that every file but
//! the pages can be cached for ever; one style sheet and one module a page instead of many; no
//! inline script, so that the content security policy needs no exception.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::older_style;
use super::page::{self, Published};
use super::plain;
use super::short_names;
use crate::desk;
use crate::process;
use crate::project::Project;
use crate::sentences;
use crate::tools::Tools;
use crate::wishes;

/// Trunk names its output after the package's binary.
const GLUE: &str = "app.js";
const WASM: &str = "app_bg.wasm";
const SNIPPETS: &str = "snippets";
/// Runs before the first paint, in any engine, hence not a module.
const BOOT: &str = "boot.js";
/// Imports the glue, hands it the wasm.
const START: &str = "start.js";
/// The same program for engines without wasm; named by the page, written by publication.
const PLAIN: &str = "app.plain.js";
/// One module for each chat app, fetched only inside it; what they share and what vendors make is
/// bundled into them.
const HOSTS: &str = "hosts";
const DESK_WASM: &str = "desk/desk_bg.wasm";
const DESK_BOOT: &str = "desk/boot.js";
const DESK_START: &str = "desk/start.js";
const DESK_PREVIEW: &str = "desk/preview.js";
/// What both starts begin with; bundled into each.
const STARTING: &str = "starting.js";
/// Named by the pages for old phones, made of the page's own sheet.
const OLDER_STYLE: &str = "older.css";
const WISHES_WASM: &str = "wishes/wishes_bg.wasm";
const WISHES_GLUE: &str = "wishes/wishes.js";
const WISHES_START: &str = "wishes/start.js";
const WISHES_PLAIN: &str = "wishes/wishes.plain.js";
const VERIFIER_WASM: &str = "wishes/verifier_bg.wasm";
const VERIFIER_GLUE: &str = "wishes/verifier.js";
const VERIFIER_WORKER: &str = "wishes/worker.js";

/// Computers of an office.
const DESK_ENGINES: [&str; 1] = ["--target=chrome96,safari15,firefox100"];
/// The oldest engines that chat apps were seen with; esbuild rewrites newer syntax for them. It takes an old fault of Safari's with nested
/// destructuring for a lack of all of it, and has no way to do without.
const OLD_ENGINES: [&str; 2] = [
    "--target=chrome67,safari13",
    "--supported:destructuring=true",
];
const STYLE_ENGINES: &str = "--target=chrome69,safari13,firefox100";

pub struct Publication<'a> {
    pub project: &'a Project,
    pub tools: &'a Tools,
    pub stage: &'a Path,
    pub dist: &'a Path,
    pub has_plain_scripts: bool,
}

impl Publication<'_> {
    pub fn publish(&self) -> Result<()> {
        empty(self.dist)?;
        let parents = self.read("index.html")?;
        let desks = self.read(desk::PAGE)?;
        let districts = self.read(desk::DISTRICT_PAGE)?;
        let wishing = self.read(wishes::PAGE)?;
        let sheets: Vec<_> = [&parents, &desks, &districts, &wishing]
            .into_iter()
            .flat_map(|html| sheets_of(html))
            .collect();
        self.copy_the_rest(&sheets)?;

        let (wasm, glue) = (self.stage.join(WASM), self.stage.join(GLUE));
        short_names::give(self.project, self.tools, &wasm, &glue)?;
        let html = self.publish_sentences(parents, sentences::files())?;
        let html = self.publish_plain(&html, "app", [WASM, GLUE, PLAIN])?;
        let html = self.publish_module(html, "app", [WASM, BOOT, START], &OLD_ENGINES)?;
        self.write_page("index.html", &html)?;
        self.publish_hosts()?;
        let before_all = self.shrink(&self.stage.join(DESK_PREVIEW), &["--target=es2015"])?;
        let before_all = self.keep("desk-preview", "js", &before_all)?;
        self.write_page(desk::PREVIEW_PAGE, &page::preview(&html, &before_all)?)?;

        let of_desk = [DESK_WASM, DESK_BOOT, DESK_START];
        let html = self.publish_module(desks, desk::FOLDER, of_desk, &DESK_ENGINES)?;
        self.write_page(desk::PAGE, &html)?;
        let html = self.publish_module(districts, desk::FOLDER, of_desk, &DESK_ENGINES)?;
        self.write_page(desk::DISTRICT_PAGE, &html)?;

        let html = self.publish_wishes(wishing)?;
        self.write_page(wishes::PAGE, &html)?;
        let html = page::preview(&html, &before_all)?;
        self.write_page(desk::WISHES_PREVIEW_PAGE, &html)
    }

    fn publish_wishes(&self, html: String) -> Result<String> {
        let (wasm, glue) = (self.stage.join(WISHES_WASM), self.stage.join(WISHES_GLUE));
        short_names::give(self.project, self.tools, &wasm, &glue)?;
        let html = self.publish_sentences(html, sentences::files_of_wishes())?;
        let of_wishes = [WISHES_WASM, BOOT, WISHES_START];
        let of_plain = [WISHES_WASM, WISHES_GLUE, WISHES_PLAIN];
        let html = self.publish_plain(&html, wishes::FOLDER, of_plain)?;
        let html = self.publish_module(html, wishes::FOLDER, of_wishes, &OLD_ENGINES)?;
        self.publish_verifier(&html)
    }

    /// Fetched only where no wasm runs.
    fn publish_plain(
        &self,
        html: &str,
        stem: &str,
        [wasm, glue, plain]: [&str; 3],
    ) -> Result<String> {
        if !self.has_plain_scripts {
            return page::refer_to_nothing(html, plain);
        }
        let [wasm, glue, script] = [wasm, glue, plain].map(|name| self.stage.join(name));
        plain::translate(self.project, self.tools, &wasm, &glue, &script)?;
        let script = self.shrink(&script, &OLD_ENGINES)?;
        let published = self.keep(&format!("{stem}-plain"), "js", &script)?;
        page::refer_to_fetched(html, plain, &published)
    }

    /// The worker and its glue in one script, which then imports nothing.
    fn publish_verifier(&self, html: &str) -> Result<String> {
        let wasm = fs::read(self.stage.join(VERIFIER_WASM)).context("there is no verifier")?;
        let wasm = self.keep("verifier", "wasm", &wasm)?;
        let html = page::refer_to_fetched(html, VERIFIER_WASM, &wasm)?;
        let mut script = self.read(VERIFIER_GLUE)?;
        script.push_str(&self.read(VERIFIER_WORKER)?);
        let whole = self.stage.join("verifier-whole.js");
        write(&whole, script.as_bytes())?;
        let script = self.shrink(&whole, &OLD_ENGINES)?;
        let script = self.keep("verifier", "js", &script)?;
        // No browser checks what a worker is made of; its name tells it to the cache.
        page::refer_to_fetched(&html, VERIFIER_WORKER, &script)
    }

    /// Under their plain names, since `boot.js` knows no others.
    fn publish_hosts(&self) -> Result<()> {
        let folder = self.stage.join(HOSTS);
        let modules = fs::read_dir(&folder).context("Trunk has copied no hosts")?;
        for module in modules {
            let path = module.context("cannot list the hosts")?.path();
            let Some(name) = path.file_name().filter(|_| path.is_file()) else {
                continue;
            };
            let options = [&["--bundle", "--format=esm"][..], &OLD_ENGINES].concat();
            let content = self.shrink(&path, &options)?;
            write(&self.dist.join(HOSTS).join(name), &content)?;
        }
        Ok(())
    }

    fn read(&self, page: &str) -> Result<String> {
        fs::read_to_string(self.stage.join(page))
            .with_context(|| format!("Trunk has made no {page}"))
    }

    /// The wasm, the two scripts and the style of one page.
    fn publish_module(
        &self,
        html: String,
        stem: &str,
        [wasm, boot, start]: [&str; 3],
        engines: &[&str],
    ) -> Result<String> {
        let content = fs::read(self.stage.join(wasm)).context("Trunk has made no wasm")?;
        let html = page::refer_to_fetched(&html, wasm, &self.keep(stem, "wasm", &content)?)?;
        let content = self.shrink(&self.stage.join(boot), &["--target=es5"])?;
        let boot_stem = boot.replace('/', "-");
        let boot_stem = boot_stem.trim_end_matches(".js");
        let html = page::refer_to_script(&html, boot, &self.keep(boot_stem, "js", &content)?)?;
        let module = [&["--bundle", "--format=esm"], engines].concat();
        let content = self.shrink(&self.stage.join(start), &module)?;
        let html = page::refer_to_script(&html, start, &self.keep(stem, "js", &content)?)?;
        let sheets = sheets_of(&html);
        self.publish_style(&html, stem, &sheets)
    }

    fn write_page(&self, name: &str, html: &str) -> Result<()> {
        write(
            &self.dist.join(name),
            page::without_comments(html).as_bytes(),
        )
    }

    fn publish_sentences(
        &self,
        mut html: String,
        files: impl Iterator<Item = (&'static str, String)>,
    ) -> Result<String> {
        for (language, file) in files {
            let table = fs::read(self.stage.join(&file))
                .with_context(|| format!("Trunk's hook has made no {file}"))?;
            let published = self.keep(language, sentences::EXTENSION, &table)?;
            html = page::refer_to_sentences(&html, &file, &published)?;
        }
        Ok(html)
    }

    fn publish_style(&self, html: &str, stem: &str, sheets: &[String]) -> Result<String> {
        if sheets.is_empty() {
            return Ok(html.to_owned());
        }
        let imports: String = sheets
            .iter()
            .map(|sheet| format!("@import \"./{sheet}\";\n"))
            .collect();
        let all = self.stage.join("all.css");
        write(&all, imports.as_bytes())?;
        // What a sheet points to is copied as it is and stays where it was.
        let external = ["--external:*.svg", "--external:*.png", "--external:*.woff2"];
        let options = [&["--bundle", STYLE_ENGINES][..], &external].concat();
        let style = self.shrink(&all, &options)?;
        let html = page::merge_style_sheets(html, &self.keep(stem, "css", &style)?)?;
        if !html.contains(OLDER_STYLE) {
            return Ok(html);
        }
        let style = String::from_utf8(style).context("the style sheet is not UTF-8")?;
        let by_hand = self.project.root.join("style").join(OLDER_STYLE);
        let by_hand = fs::read_to_string(by_hand).context("there is no style for old engines")?;
        let whole = self.stage.join("older-whole.css");
        write(&whole, (older_style::of(&style) + &by_hand).as_bytes())?;
        let older = self.shrink(&whole, &[STYLE_ENGINES])?;
        let older = self.keep(&format!("{stem}-older"), "css", &older)?;
        page::refer_to_fetched(&html, OLDER_STYLE, &older)
    }

    /// Icons, the manifest and the like keep their names: other files name them.
    fn copy_the_rest(&self, sheets: &[String]) -> Result<()> {
        for entry in WalkDir::new(self.stage) {
            let entry = entry.context("cannot list Trunk's output")?;
            let path = entry.path().strip_prefix(self.stage)?;
            let name = path.to_string_lossy();
            let made = ["index.html", GLUE, WASM, BOOT, START, STARTING, "all.css"];
            let mut tables = sentences::files().chain(sentences::files_of_wishes());
            let is_made = made.contains(&&*name)
                || [desk::PAGE, desk::DISTRICT_PAGE, wishes::PAGE].contains(&&*name)
                || [SNIPPETS, HOSTS, desk::FOLDER, wishes::FOLDER]
                    .iter()
                    .any(|folder| path.starts_with(folder))
                || sheets.iter().any(|sheet| *sheet == name)
                || tables.any(|(_, file)| file == name);
            if is_made || !entry.file_type().is_file() {
                continue;
            }
            let content = fs::read(entry.path())
                .with_context(|| format!("cannot read {}", entry.path().display()))?;
            write(&self.dist.join(path), &content)?;
        }
        Ok(())
    }

    fn shrink(&self, entry: &Path, options: &[&str]) -> Result<Vec<u8>> {
        let mut esbuild = self.tools.command("esbuild", &self.project.root);
        esbuild.arg(entry).args(options);
        // Plain UTF-8: escaped Chinese would be twice as long.
        esbuild.args(["--minify", "--charset=utf8", "--log-level=warning"]);
        Ok(process::read(&mut esbuild)?.into_bytes())
    }

    /// Writes a file under a name that changes with its content.
    fn keep(&self, stem: &str, extension: &str, content: &[u8]) -> Result<Published> {
        if content.is_empty() {
            bail!("{stem}.{extension} came out empty");
        }
        let digest = Sha256::digest(content);
        let start: String = digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let name = format!("{stem}-{start}.{extension}");
        write(&self.dist.join(&name), content)?;
        let integrity = format!("sha256-{}", STANDARD.encode(digest));
        Ok(Published { name, integrity })
    }
}

fn sheets_of(html: &str) -> Vec<String> {
    let sheets = page::style_sheets(html).into_iter();
    sheets
        .map(|sheet| sheet.trim_start_matches("./").to_owned())
        .collect()
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    let folder: PathBuf = path.parent().map(Path::to_owned).unwrap_or_default();
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}
