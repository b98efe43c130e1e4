//! Short names between wasm and glue. wasm-bindgen names each function it carries across by what
//! it is and a hash: sixteen hexadecimal digits, in both files, which no compression makes
//! smaller. Nobody else reads them: short ones save three kilobytes of the first load.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::replace_once;
use crate::process;
use crate::project::Project;
use crate::tools::Tools;

/// What a compiler uses. All there are (`--all-features`) would make a module that browsers
/// reject; the section that tells was stripped.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The one module the glue hands over, named after the file, and what wasm-opt calls it.
fn module(glue: &Path) -> String {
    let name = glue.file_stem().unwrap_or_default().to_string_lossy();
    format!("\"./{name}_bg.js\": import0")
}
const SHORT_MODULE: &str = "a: import0";

/// What wasm-opt prints: the old and the new names.
#[derive(Deserialize)]
struct Renamed {
    /// Module, name, short name.
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

/// Renames in both files, in place.
pub fn give(project: &Project, tools: &Tools, wasm: &Path, glue: &Path) -> Result<()> {
    let mut wasm_opt = tools.command("wasm-opt", &project.root);
    wasm_opt
        .args(FEATURES)
        .arg("--signext-lowering")
        .arg("--minify-imports-and-exports-and-modules");
    wasm_opt.arg(wasm).arg("-o").arg(wasm);
    let told = process::read(&mut wasm_opt)?;
    let renamed: Renamed =
        serde_json::from_str(&told).context("cannot read the names that wasm-opt gave")?;
    let script = fs::read_to_string(glue).context("Trunk has made no glue")?;
    fs::write(glue, in_glue(script, &module(glue), &renamed)?).context("cannot write the glue")
}

fn in_glue(mut glue: String, module: &str, renamed: &Renamed) -> Result<String> {
    glue = replace_once(&glue, module, SHORT_MODULE)?;
    for (_, old, short) in &renamed.imports {
        let (from, to) = (format!(" {old}: function("), format!(" {short}: function("));
        glue = replace_once(&glue, &from, &to)?;
    }
    for (old, short) in &renamed.exports {
        glue = replace_whole(&glue, &format!("wasm.{old}"), &format!("wasm.{short}"));
    }
    Ok(glue)
}

/// Replaces a name where it does not go on as a longer one.
fn replace_whole(text: &str, from: &str, to: &str) -> String {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || "_$".contains(c));
    let mut pieces = text.split(from);
    let mut replaced = pieces.next().unwrap_or_default().to_owned();
    for rest in pieces {
        replaced.push_str(if goes_on(rest) { from } else { to });
        replaced.push_str(rest);
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed() -> Renamed {
        let told = r#"{"imports": [["./a.js", "__wbg_now_0f", "$"]],
                       "exports": [["free", "a"], ["free_all", "b"]]}"#;
        serde_json::from_str(told).unwrap()
    }

    #[test]
    fn each_name_is_replaced_where_it_crosses_and_nowhere_else() {
        let glue = "{ \"./app_bg.js\": import0, \
                    __wbg_now_0f: function(a) { wasm.free(a); wasm.free_all(); free(); } }";
        let expected = "{ a: import0, $: function(a) { wasm.a(a); wasm.b(); free(); } }";
        assert_eq!(
            in_glue(glue.to_owned(), &module(Path::new("app.js")), &renamed()).unwrap(),
            expected
        );
    }

    #[test]
    fn glue_of_another_shape_is_an_error_and_not_a_page_that_fails() {
        assert!(
            in_glue(
                "wasm.free()".to_owned(),
                &module(Path::new("app.js")),
                &renamed()
            )
            .is_err()
        );
    }
}
