//! The languages.

pub use source::Locale;

/// On a phone there is one language, that of the table it was handed; passing it on costs nothing.
#[cfg(all(target_family = "wasm", not(feature = "every-sentence")))]
mod source {
    /// The language of the phone's table.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Locale(());
}

#[cfg(any(not(target_family = "wasm"), feature = "every-sentence"))]
mod source {
    use std::fmt;
    use std::str::FromStr;

    /// A language the product speaks, in the order of the tables.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Locale {
        /// 简体中文
        #[default]
        ZhHans,
        /// 繁體中文
        ZhHant,
        /// English
        En,
    }

    impl Locale {
        pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

        /// As `lang` attributes name it.
        pub fn tag(self) -> &'static str {
            match self {
                Self::ZhHans => "zh-Hans",
                Self::ZhHant => "zh-Hant",
                Self::En => "en",
            }
        }
    }

    impl FromStr for Locale {
        type Err = UnknownLanguage;

        fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
            let mut known = Self::ALL.into_iter();
            known
                .find(|known| known.tag() == tag)
                .ok_or(UnknownLanguage)
        }
    }

    /// The languages are `zh-Hans`, `zh-Hant` and `en`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct UnknownLanguage;

    impl fmt::Display for UnknownLanguage {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("not one of zh-Hans, zh-Hant, en")
        }
    }

    impl std::error::Error for UnknownLanguage {}
}
