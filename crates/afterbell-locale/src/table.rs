//! Where the sentences are: a phone is handed those of its language, other programs carry all.

pub(crate) use source::sentence;
pub use source::speak;

#[cfg(all(target_family = "wasm", not(feature = "every-sentence")))]
mod source {
    use std::cell::Cell;

    use crate::Locale;

    include!(concat!(env!("OUT_DIR"), "/phone.rs"));

    thread_local! {
        static TABLE: [Cell<&'static str>; PHONE] = const { [const { Cell::new("") }; PHONE] };
    }

    /// Takes the sentences of the phone's language, a row each.
    pub fn speak(table: String) {
        let rows = table.leak().split('\n');
        TABLE.with(|table| table.iter().zip(rows).for_each(|(cell, row)| cell.set(row)));
    }

    /// Where it is called the number is known, and with it the address: two loads and no call.
    #[inline(always)]
    pub(crate) fn sentence(_: Locale, number: usize) -> &'static str {
        TABLE.with(|table| table.get(number).map(Cell::get).unwrap_or_default())
    }
}

#[cfg(any(not(target_family = "wasm"), feature = "every-sentence"))]
mod source {
    use crate::Locale;

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));

    /// Nothing to take where every table is at hand.
    pub fn speak(_: String) {}

    pub(crate) fn sentence(locale: Locale, number: usize) -> &'static str {
        let row = TABLES
            .get(locale as usize)
            .and_then(|table| table.get(number));
        row.copied().unwrap_or_default()
    }
}
