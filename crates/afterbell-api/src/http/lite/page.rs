//! The page around each content.

use afterbell_domain::ServiceMenu;
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::text::{agreement, lite, parent};
use afterbell_locale::wording;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, LOCATION, SET_COOKIE,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::visitor::Visitor;
use super::{notice, services, size};
use crate::answer::problem;
use crate::html::escaped;
use crate::http::app::App;
use crate::http::refusal::Refusal;

/// No script at all, and forms to ourselves only.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'self'",
);

pub(super) const HOME: &str = "/lite/";
const JOINER: char = '\u{2060}';

/// `<name>text</name>`, the text made safe.
pub(super) fn element(name: &str, text: impl AsRef<str>) -> String {
    format!("<{name}>{}</{name}>\n", escaped(text.as_ref()))
}

pub(super) fn paragraph(class: &str, text: impl AsRef<str>) -> String {
    format!("<p class=\"{class}\">{}</p>\n", escaped(text.as_ref()))
}

pub(super) fn link(address: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>\n", escaped(address), escaped(text))
}

pub(super) fn hidden(name: &str, value: &str) -> String {
    let (name, value) = (escaped(name), escaped(value));
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">\n")
}

pub(super) fn button(class: &str, text: &str) -> String {
    let text = escaped(text);
    format!("<button type=\"submit\" class=\"{class}\">{text}</button>\n")
}

/// A form that writes, with the word that shows it is ours.
pub(super) fn form(visitor: &Visitor, action: &str, content: &str) -> String {
    let (action, word) = (escaped(action), hidden("form", &visitor.form_word));
    format!(
        "<form method=\"post\" action=\"{action}\" accept-charset=\"utf-8\">\n{word}{content}</form>\n"
    )
}

/// What went wrong, where a screen reader begins.
pub(super) fn message(title: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| element("li", line)).collect();
    let title = element("h2", title);
    format!("<div class=\"message\" role=\"alert\">{title}<ul>{lines}</ul></div>\n")
}

pub(super) struct Page<'a> {
    pub visitor: &'a Visitor,
    pub menu: &'a ServiceMenu,
    pub title: &'a str,
    pub content: String,
    /// Whether something is ticked or signed here that is lost by going elsewhere.
    pub is_filled_in: bool,
}

impl Page<'_> {
    pub(super) fn answer(self, status: StatusCode) -> Result<Response, Refusal> {
        let Self {
            visitor,
            menu,
            title,
            content,
            is_filled_in,
        } = self;
        let locale = visitor.locale;
        let whose = parent::app::service_of(locale, &menu.school.name, &menu.term.name);
        // What is a family's is in no search engine.
        let robots = match visitor.guardian {
            Some(_) => "<meta name=\"robots\" content=\"noindex\">\n",
            None => "",
        };
        let html = format!(
            "<!doctype html>\n<html lang=\"{language}\"{large}>\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{robots}\
             <title>{name}</title>\n<link rel=\"stylesheet\" href=\"/lite/style.css\">\n</head>\n\
             <body>\n<main class=\"lite plain\">\n<p class=\"brand\">{whose}</p>\n<h1>{title}</h1>\n\
             {content}{ways}</main>\n</body>\n</html>\n",
            language = agreement::copy::language(locale),
            name = escaped(&[title, " · ", menu.school.name.as_str()].concat()),
            whose = escaped(&whose),
            title = escaped(title),
            content = unbroken(&content),
            large = if visitor.is_large { " data-care" } else { "" },
            ways = navigation(visitor, is_filled_in),
        );
        let headers = [
            (
                CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            ),
            (CONTENT_SECURITY_POLICY, POLICY),
        ];
        let mut answer = (status, headers, html).into_response();
        remember(answer.headers_mut(), visitor)?;
        Ok(answer)
    }
}

/// Larger type leads to the first page, and away from a form.
fn navigation(visitor: &Visitor, is_filled_in: bool) -> String {
    let locale = visitor.locale;
    let home = link(HOME, lite::page::home(locale));
    let services = link(services::PATH, lite::services::title(locale));
    let notice = link(notice::PATH, lite::notice::title(locale));
    let (way, text) = match visitor.is_large {
        true => (size::NORMAL, lite::page::normal_type(locale)),
        false => (size::LARGE, parent::settings::care_mode(locale)),
    };
    let size = match is_filled_in {
        true => String::new(),
        false => link(way, text),
    };
    format!("<nav>{home}{services}{notice}{size}</nav>\n")
}

/// A time from when to when is one word, which no line ends in: a joiner stands around the dash of `15:40–16:40`.
/// What stands inside a tag, such as a name that was typed, stays as it is.
fn unbroken(html: &str) -> String {
    let mut joined = String::with_capacity(html.len());
    let mut is_in_tag = false;
    let mut before = ' ';
    let mut letters = html.chars().peekable();
    while let Some(letter) = letters.next() {
        is_in_tag = match letter {
            '<' => true,
            '>' => false,
            _ => is_in_tag,
        };
        let is_between =
            before.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
        match letter == '–' && is_between && !is_in_tag {
            true => joined.extend([JOINER, letter, JOINER]),
            false => joined.push(letter),
        }
        before = letter;
    }
    joined
}

fn remember(headers: &mut HeaderMap, visitor: &Visitor) -> Result<(), Refusal> {
    if let Some(cookie) = visitor.form_cookie()? {
        headers.append(SET_COOKIE, cookie);
    }
    Ok(())
}

/// After something was done: another page, so that going back or loading anew does nothing twice.
pub(super) fn see(address: &str) -> Result<Response, Refusal> {
    let address = HeaderValue::from_str(address);
    let address = address.map_err(crate::store::StoreError::failed)?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response())
}

/// A refusal, as a page that says what to do.
pub(super) fn refused(
    app: &App,
    visitor: &Visitor,
    refusal: &Refusal,
) -> Result<Response, Refusal> {
    let told = refusal.problem();
    // Nobody is signed in: the way in is the first page.
    if told.code == ProblemCode::SignInRequired {
        return see(HOME);
    }
    let status = StatusCode::from_u16(told.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let sentence = wording::problem(visitor.locale, told);
    let board = app.places.board();
    Page {
        visitor,
        menu: board.menu_content(),
        title: parent::app::title(visitor.locale),
        content: message(&sentence, &[]),
        is_filled_in: false,
    }
    .answer(status)
}

/// A form that was none of ours, or of a visitor whom we do not know any more.
pub(super) fn foreign(app: &App, visitor: &Visitor) -> Result<Response, Refusal> {
    let board = app.places.board();
    Page {
        visitor,
        menu: board.menu_content(),
        title: parent::app::title(visitor.locale),
        content: message(lite::page::expired(visitor.locale), &[]),
        is_filled_in: false,
    }
    .answer(StatusCode::from_u16(problem(ProblemCode::ForeignOrigin).status).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_beside_a_time_and_not_in_it() {
        for (html, expected) in [
            (
                "<p>周二 15:40–16:40</p>",
                "<p>周二 15:40\u{2060}–\u{2060}16:40</p>",
            ),
            (
                "<input value=\"1–2\">3–4",
                "<input value=\"1–2\">3\u{2060}–\u{2060}4",
            ),
            ("一–二 –5 6–", "一–二 –5 6–"),
        ] {
            assert_eq!(unbroken(html), expected);
        }
    }
}
