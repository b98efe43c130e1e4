//! 宿主: the chat app around the page, as far as the app itself asks for it. Signing in, title, the way back, what is
//! shared, type, theme, edges and transport are settled before the app starts, by `public/hosts/`; pages never ask which
//! host they are in, and a plain page is one of them.

use afterbell_domain::wire::FileKind;
use leptos::wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Of `public/starting.js`: in a chat app its own way, with a limit and a way on; else as a page does.
    #[wasm_bindgen(js_name = afterbellOpen)]
    fn open(url: &str, kind: &str);
}

/// Opens a file with whatever opens such files here.
pub fn open_file(url: &str, kind: FileKind) {
    open(
        url,
        match kind {
            FileKind::Calendar => "text/calendar",
            FileKind::Agreement => "text/html",
        },
    );
}
