//! The program as a script, for engines that run no wasm: old ones take the policy for a ban of it, in others it is
//! switched off. It is the same wasm, translated, in the shape of what the glue asks a browser for, so that nothing
//! else of the app knows which of them runs.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::replace_once;
use crate::process;
use crate::project::Project;
use crate::tools::Tools;

/// What wasm2js writes, and what stands there instead.
const EDITS: [(&str, &str); 3] = [
    ("import * as a from 'a';", ""),
    // A memory that has grown leaves the glue's views empty, by which it sees that they are old.
    (
        "buffer = newBuffer;",
        "new MessageChannel().port1.postMessage(0, [buffer]);\n   buffer = newBuffer;",
    ),
    (
        "{ throw new Error('abort'); }",
        "{ throw new WebAssembly.RuntimeError('unreachable'); }",
    ),
];

/// Where the translated functions end.
const END: &str = "var retasmFunc = asmFunc(";

/// As much of `WebAssembly` as glue and page ask for.
const IN_PLACE_OF_WASM: &str = "
class RuntimeError extends Error {}
class Instance { constructor(imports) { this.exports = asmFunc(imports); } }
window.WebAssembly = {
  Instance,
  RuntimeError,
  instantiate: (source, imports) => new Promise((resolve) => resolve({ instance: new Instance(imports) })),
};
";

/// Translates wasm that has been given its short names.
pub fn translate(
    project: &Project,
    tools: &Tools,
    wasm: &Path,
    glue: &Path,
    script: &Path,
) -> Result<()> {
    let glue = fs::read_to_string(glue).context("there is no glue")?;
    ensure!(
        !glue.contains("BigInt"),
        "a number of 64 bits crosses between wasm and glue, which a script cannot do"
    );
    let mut wasm2js = tools.command("wasm2js", &project.root);
    wasm2js.args(["--enable-mutable-globals", "-Os"]);
    process::run(wasm2js.arg(wasm).arg("-o").arg(script))?;
    let translated = fs::read_to_string(script).context("wasm2js has written nothing")?;
    fs::write(script, in_place_of_wasm(translated)?).context("cannot write the script")
}

fn in_place_of_wasm(mut script: String) -> Result<String> {
    for (from, to) in EDITS {
        script = replace_once(&script, from, to)?;
    }
    let (functions, _) = script
        .split_once(END)
        .context("wasm2js ends its script in another way")?;
    Ok(format!("(() => {{\n{functions}{IN_PLACE_OF_WASM}}})();\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRANSLATED: &str = "import * as a from 'a';\n\
        function wasm2js_trap() { throw new Error('abort'); }\n\
        function asmFunc(imports) { function grow() { buffer = newBuffer; } return {}; }\n\
        var retasmFunc = asmFunc({\n  \"a\": a,\n});\nexport var nb = retasmFunc.nb;\n";

    #[test]
    fn a_translation_stands_in_the_place_of_wasm_and_imports_nothing() {
        let script = in_place_of_wasm(TRANSLATED.to_owned()).unwrap();
        for absent in ["import *", "export ", "retasmFunc", "new Error("] {
            assert!(!script.contains(absent), "{absent} in {script}");
        }
        let detaching = script.find("postMessage(0, [buffer])").unwrap();
        assert!(detaching < script.find("buffer = newBuffer").unwrap());
        assert!(script.contains("window.WebAssembly = {"));
    }

    #[test]
    fn a_translation_of_another_shape_is_an_error_and_not_a_page_that_fails() {
        for (from, _) in EDITS {
            assert!(in_place_of_wasm(TRANSLATED.replace(from, "")).is_err());
        }
        assert!(in_place_of_wasm(TRANSLATED.replace(END, "")).is_err());
    }
}
