//! In which language a page or a calendar is written: as the request asks.

use std::convert::Infallible;

use afterbell_locale::Locale;
use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;

/// The first language of `Accept-Language`; phones send the one their page is in.
pub(super) struct Language(pub Locale);

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let asked = parts.headers.get(ACCEPT_LANGUAGE);
        let asked = asked.and_then(|asked| asked.to_str().ok());
        Ok(Self(locale_of(asked.unwrap_or_default())))
    }
}

/// What is none of ours is answered in the first language, as the app itself does.
fn locale_of(asked: &str) -> Locale {
    let first = asked.split([',', ';']).next().unwrap_or_default().trim();
    let starts_with = |tag: &str| {
        let start = first.get(..tag.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    let traditional = ["zh-Hant", "zh-TW", "zh-HK", "zh-MO"];
    if traditional.into_iter().any(starts_with) {
        Locale::ZhHant
    } else if starts_with("en") {
        Locale::En
    } else {
        Locale::ZhHans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_counts() {
        for (asked, expected) in [
            ("", Locale::ZhHans),
            ("zh-Hans", Locale::ZhHans),
            ("zh-CN,en;q=0.8", Locale::ZhHans),
            ("zh-Hant", Locale::ZhHant),
            ("zh-tw, en", Locale::ZhHant),
            ("en", Locale::En),
            ("en-GB;q=0.9", Locale::En),
            ("fr-FR,en", Locale::ZhHans),
            ("é", Locale::ZhHans),
        ] {
            assert_eq!(locale_of(asked), expected, "{asked}");
        }
    }
}
