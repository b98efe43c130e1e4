//! 已签协议: the copy that family and school keep, a page that prints on one sheet of A4.

use afterbell_domain::Label;
use afterbell_locale::{Locale, format, text::agreement as text};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::html::escaped;
use crate::store::SignedCopy;

const STYLE: &str = include_str!("agreement_copy/page.css");
/// Digits of the version that people compare.
const SHORT_HASH: usize = 12;

/// Nothing but the page's own style, known by its hash.
pub fn content_policy() -> String {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'self'"
    )
}

pub fn html(locale: Locale, school: &Label, copy: &SignedCopy) -> String {
    let SignedCopy {
        name,
        class,
        agreement,
        signature,
    } = copy;
    let clauses: String = agreement
        .clauses()
        .iter()
        .map(|clause| format!("<li>{}</li>\n", escaped(clause.as_str())))
        .collect();
    let hash = signature.agreement.as_str();
    let version = hash.get(..SHORT_HASH).unwrap_or(hash);
    let class = format::class(locale, *class);
    let (date, clock) = (signature.signed_at.date(), signature.signed_at.clock_time());
    let line = |text: String| format!("<p>{}</p>\n", escaped(&text));
    let signed = [
        text::copy::child(locale, class, name),
        text::copy::signed_by(locale, &signature.signed_name),
        text::copy::signed_at(locale, clock, date.day(), date.month(), date.year()),
        text::copy::version(locale, version),
    ];
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<header>{school}</header>\n\
         <h1>{title}</h1>\n<ol>\n{clauses}</ol>\n<section>\n{signed}</section>\n\
         <footer>{kept}</footer>\n</main>\n</body>\n</html>\n",
        language = text::copy::language(locale),
        title = escaped(agreement.title().as_str()),
        school = escaped(school.as_str()),
        signed = signed.map(line).concat(),
        kept = escaped(text::copy::kept(locale)),
    )
}
