//! 拼音首字母: how many parents type on a phone, `lq` for 篮球. The browser knows the order of
//! Chinese by its sounds, so no table of sounds is carried; see public/start.js.

use leptos::wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Each Chinese letter's first sound, the others as they are, in small letters. Letters that
    /// are read in several ways get one of them; a browser that does not know the order gets none.
    #[wasm_bindgen(js_name = afterbellInitials)]
    pub fn initials(text: &str) -> String;
}
