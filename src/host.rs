//! 宿主: the chat app around the page, as far as the app itself asks for it. Signing in, title, the way back, what is
//! shared by its menu, type, theme, edges and transport are settled before the app starts, by `public/hosts/`; pages never
//! ask which host they are in, and a plain page is one of them.

use afterbell_domain::wire::FileKind;
use leptos::wasm_bindgen::prelude::*;
use web_sys::Node;

// Of `public/starting.js`: in a chat app its own way, with a limit and a way on; else as a page does.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = afterbellOpen)]
    fn open(url: &str, kind: &str);

    #[wasm_bindgen(js_name = afterbellCan)]
    fn can(what: &str) -> bool;

    /// Shares the screen on show under a title. Where that fails after all `said` is told one of two sentences: that the
    /// address can be pasted, or that it cannot.
    #[wasm_bindgen(js_name = afterbellShare)]
    pub fn share(title: &str, said: &Node, copied: &str, refused: &str);
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

/// Whether somebody can be asked to whom the screen on show goes. Where the app's own menu shares, nobody need be.
pub fn asks_to_share() -> bool {
    can("share")
}

/// Whether a chat app's account opens the parent's from the next visit on.
pub fn opens_account() -> bool {
    can("enter")
}
