//! The bundled packs: a menu that passes each, and for each of their checks one that fails by
//! exactly that check. `packs/naive.rs` judges the same menus a second time, in its own way.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

#[path = "packs"]
mod packs {
    mod cases;
    mod documented;
    mod edits;
    mod exactly;
    mod examples;
    mod fee_standards;
    mod mutation;
    mod naive;
    mod notices;
    mod own_words;
    mod twice;
    mod values;
    mod words;
}
