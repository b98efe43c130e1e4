//! The phone and the server run the same rules: wasm and native agree on 100,000 cases.
//!
//! ```sh
//! export AFTERBELL_AGREEMENT_FILE=/tmp/agreement # an absolute path
//! cargo test -p afterbell-domain --test agreement
//! CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
//!     cargo test -p afterbell-domain --target wasm32-unknown-unknown --test agreement
//! ```
//!
//! The first run writes a digest for every thousand cases, the second compares its own.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // clippy.toml allows them in tests, not in their helpers

mod agreement {
    pub mod cases;
    pub mod families;
    pub mod menus;
    pub mod random;
    pub mod texts;
    #[cfg(not(target_family = "wasm"))]
    pub mod worth;
}

use agreement::cases::{THOUSANDS, thousand};

#[cfg(not(target_family = "wasm"))]
#[test]
fn native_tells_its_verdicts() {
    let mut worth = agreement::worth::Worth::default();
    let lines = (0..THOUSANDS)
        .map(|number| thousand(number, &mut |verdict, draft| worth.see(verdict, draft)));
    let lines: String = lines.collect();
    worth.assert();
    if let Some(file) = std::env::var_os("AFTERBELL_AGREEMENT_FILE") {
        std::fs::write(file, lines).expect("the named file can be written");
    }
}

#[cfg(target_family = "wasm")]
#[wasm_bindgen_test::wasm_bindgen_test]
fn wasm_tells_the_same_verdicts() {
    // Embedded, since wasm has no files to read at run time.
    let native = include_str!(env!(
        "AFTERBELL_AGREEMENT_FILE",
        "name the file that the native run wrote"
    ));
    assert_eq!(
        native.lines().count() as u64,
        THOUSANDS,
        "the native run told another number of thousands"
    );
    for (number, theirs) in (0..).zip(native.lines()) {
        let ours = thousand(number, &mut |_, _| {});
        assert_eq!(
            ours.trim_end(),
            theirs,
            "the builds differ in thousand {number}"
        );
    }
}
