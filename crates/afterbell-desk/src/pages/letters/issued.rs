//! 已生成的通知: their codes are told nowhere else and the ones before are void, so they stay, class by class, until
//! the page is left.

use std::collections::BTreeSet;

use afterbell_domain::{HomeroomClass, StudentId};
use afterbell_locale::format;
use afterbell_locale::text::desk::letters as say;
use leptos::prelude::*;

use crate::LOCALE;
use crate::desk::desk;
use crate::pages::form::begin_in;

/// Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Issued {
    all: RwSignal<Vec<Letters>>,
    /// So many are asked for; their old codes may be void already.
    awaited: RwSignal<usize>,
    /// Counts them, so that none is taken for another.
    last: StoredValue<u32>,
}

/// The letters of one request, in one file.
#[derive(Clone)]
struct Letters {
    number: u32,
    class: HomeroomClass,
    count: usize,
    /// Those whose codes have not been made void since.
    holding: BTreeSet<StudentId>,
    /// Where the browser keeps the file.
    address: String,
    is_downloaded: bool,
}

impl Issued {
    pub fn new() -> Self {
        let issued = Self {
            all: RwSignal::new(Vec::new()),
            awaited: RwSignal::new(0),
            last: StoredValue::new(0),
        };
        desk().ask_before_leaving(move || issued.question());
        on_cleanup(move || {
            let all = issued.all.try_get_untracked().unwrap_or_default();
            for letters in all {
                // Whatever is not known any more is gone already.
                let _ = web_sys::Url::revoke_object_url(&letters.address);
            }
        });
        issued
    }

    /// What is asked of whoever leaves with letters that are nowhere else.
    fn question(self) -> Option<String> {
        let kept_here = self.all.with_untracked(|all| {
            let open = all.iter().filter(|it| !it.is_downloaded);
            open.map(|it| it.holding.len()).sum::<usize>()
        });
        let count = kept_here + self.awaited.get_untracked();
        (count > 0).then(|| say::leave_really(LOCALE, count))
    }

    pub fn is_awaited(self) -> bool {
        self.awaited.get_untracked() > 0
    }

    /// So many are on their way; 0 once they are here or refused.
    pub fn awaits(self, count: usize) {
        self.awaited.try_set(count);
    }

    /// The codes of these students hold no more: letters without any that does are not offered.
    pub fn void(self, students: &BTreeSet<StudentId>) {
        self.all.try_update(|all| {
            for letters in all.iter_mut() {
                letters
                    .holding
                    .retain(|student| !students.contains(student));
            }
            all.retain(|letters| !letters.holding.is_empty());
        });
    }

    /// The letters that came, on top; the focus is where they are downloaded.
    pub fn add(self, class: HomeroomClass, students: BTreeSet<StudentId>, letters: &str) {
        let Some(address) = file(letters) else {
            return;
        };
        let number = self.last.try_get_value().unwrap_or_default() + 1;
        self.last.try_set_value(number);
        let letters = Letters {
            number,
            class,
            count: students.len(),
            holding: students,
            address,
            is_downloaded: false,
        };
        self.all.try_update(|all| all.insert(0, letters));
        begin_in(link_id(number));
    }

    fn downloaded(self, number: u32) {
        self.all.update(|all| {
            for letters in all.iter_mut().filter(|it| it.number == number) {
                letters.is_downloaded = true;
            }
        });
    }

    fn words(self, number: u32) -> String {
        self.all.with(|all| {
            let found = all.iter().find(|it| it.number == number);
            found.map(told).unwrap_or_default()
        })
    }

    pub fn view(self) -> impl IntoView {
        let shown = move |letters: Letters| {
            let number = letters.number;
            let told_id = format!("letters-told-{number}");
            let name = say::file(LOCALE, format::class(LOCALE, letters.class));
            view! {
                <div class="notice">
                    <p id=told_id.clone()>{move || self.words(number)}</p>
                    <a
                        id=link_id(number) class="button go" href=letters.address download=name
                        aria-describedby=told_id on:click=move |_| self.downloaded(number)
                    >{say::printed(LOCALE)}</a>
                </div>
            }
        };
        view! { <For each=move || self.all.get() key=|it| it.number children=shown /> }
    }
}

fn told(letters: &Letters) -> String {
    let class = format::class(LOCALE, letters.class);
    let first = match letters.is_downloaded {
        true => say::downloaded(LOCALE, class, letters.count),
        false => say::issued(LOCALE, class, letters.count),
    };
    match letters.count - letters.holding.len() {
        0 => first,
        void => [first, say::some_void(LOCALE, void)].concat(),
    }
}

fn link_id(number: u32) -> String {
    format!("letters-{number}")
}

/// A file to open and print: in a page of ours its own style would not hold.
fn file(letters: &str) -> Option<String> {
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("text/html;charset=utf-8");
    let parts = js_sys::Array::of1(&letters.into());
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind);
    let address = blob.and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    address.ok()
}
