//! Which compressed form a client takes.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, HeaderValue};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The smallest form the client says it takes.
    pub(super) fn accepted_by(headers: &HeaderMap) -> Self {
        let accepted = headers.get_all(ACCEPT_ENCODING).iter();
        let accepted: Vec<_> = accepted
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter(|coding| !is_refused(coding))
            .filter_map(|coding| coding.split(';').next())
            .map(|name| name.trim().to_ascii_lowercase())
            .collect();
        let takes = |name: &str| accepted.iter().any(|accepted| accepted == name);
        match () {
            () if takes("br") => Self::Brotli,
            () if takes("gzip") => Self::Gzip,
            () => Self::Identity,
        }
    }

    pub(super) fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Identity => None,
        }
    }
}

/// `br;q=0` means: anything but this.
fn is_refused(coding: &str) -> bool {
    let mut parameters = coding.split(';').skip(1).map(str::trim);
    parameters.any(|parameter| {
        let quality = parameter.strip_prefix("q=");
        quality.is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q == 0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_form_that_is_taken() {
        for (accepted, expected) in [
            ("gzip, deflate, br", Encoding::Brotli),
            ("BR", Encoding::Brotli),
            ("br;q=0.0, gzip;q=0.1", Encoding::Gzip),
            ("gzip;q=0", Encoding::Identity),
            ("*", Encoding::Identity),
            ("brotli", Encoding::Identity),
            ("", Encoding::Identity),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(Encoding::accepted_by(&headers), expected, "{accepted}");
        }
        assert_eq!(Encoding::accepted_by(&HeaderMap::new()), Encoding::Identity);
    }
}
