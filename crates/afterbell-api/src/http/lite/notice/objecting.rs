//! 提意见: the numbers at which somebody answers, and a form for everybody while the notice is open.

use std::sync::Arc;

use afterbell_domain::desk::{Objection, ObjectionText};
use afterbell_domain::policy::Channel;
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Date, Label};
use afterbell_locale::text::lite;
use afterbell_locale::text::lite::notice as say;
use afterbell_locale::{Locale, format, wording};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::words;
use crate::answer::problem;
use crate::html::escaped;
use crate::http::app::App;
use crate::http::lite::fields::Fields;
use crate::http::lite::page::{Page, button, element, form, hidden, message, paragraph, see};
use crate::http::lite::visitor::Visitor;
use crate::http::refusal::Refusal;
use crate::http::routes::desk::notice::{is_open, take};
use crate::store::desk::NoticeRow;

pub(super) const SENT: &str = "/lite/notice/objections";
pub(super) const RECEIVED: &str = "/lite/notice/received";

/// An objection that was not taken: why, and what was typed, which stays.
pub(super) struct Failed<'a> {
    why: String,
    of: Option<Input>,
    text: &'a str,
    contact: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Input {
    Text,
    Contact,
}

impl Failed<'_> {
    /// What went wrong; where there is no form any more, what was typed as well.
    pub(super) fn told(&self, locale: Locale, is_open: bool) -> String {
        let told = message(&self.why, &[]);
        match is_open || self.text.is_empty() {
            true => told,
            false => [
                told,
                paragraph("quiet", say::typed(locale)),
                paragraph("as-written", self.text),
            ]
            .concat(),
        }
    }
}

pub(super) fn section(
    visitor: &Visitor,
    row: &NoticeRow,
    today: Date,
    failed: Option<&Failed<'_>>,
) -> String {
    let locale = visitor.locale;
    let notice = &row.content.notice;
    let is_open = is_open(row, today);
    let title = escaped(say::object(locale));
    let (from, until) = (notice.posted_on, notice.posted_until);
    let told = match (is_open, notice.is_over_on(today)) {
        (true, _) => say::open(locale, format::date(locale, until)),
        (false, true) => say::over(locale).to_owned(),
        (false, false) => say::not_yet(locale, format::date(locale, from)),
    };
    let form = match is_open {
        true => written(visitor, row.number, failed),
        false => String::new(),
    };
    [
        format!("<h2 id=\"object\">{title}</h2>\n"),
        paragraph("", told),
        form,
        channels(locale, row),
    ]
    .concat()
}

fn channels(locale: Locale, row: &NoticeRow) -> String {
    let channels = &row.content.notice.channels;
    if channels.is_empty() {
        return String::new();
    }
    let lines = channels.iter().map(|(channel, contact)| {
        let name = element("dt", words::channel(locale, *channel));
        let contact = reached(*channel, contact);
        format!("<div>{name}<dd>{contact}</dd></div>\n")
    });
    let lines: String = lines.collect();
    let about = paragraph("quiet", say::channels(locale));
    format!("{about}<dl class=\"facts reach\">\n{lines}</dl>\n")
}

/// One tap on a phone, where it is one number or one address and nothing else.
fn reached(channel: Channel, contact: &Label) -> String {
    let text = contact.as_str();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')');
    let is_address = |c: char| c.is_ascii_alphanumeric() || "@.-_+".contains(c);
    let address = match channel {
        Channel::Phone if channel.can_be(contact) && text.chars().all(is_number) => {
            let number = text.chars().filter(|c| c.is_ascii_digit() || *c == '+');
            ["tel:", &number.collect::<String>()].concat()
        }
        Channel::Email if channel.can_be(contact) && text.chars().all(is_address) => {
            ["mailto:", text].concat()
        }
        _ => return escaped(text),
    };
    format!("<a href=\"{}\">{}</a>", escaped(&address), escaped(text))
}

fn written(visitor: &Visitor, number: u32, failed: Option<&Failed<'_>>) -> String {
    let locale = visitor.locale;
    let (text, contact) = failed.map_or(("", ""), |failed| (failed.text, failed.contact));
    let invalid = |input| match failed.is_some_and(|failed| failed.of == Some(input)) {
        true => " aria-invalid=\"true\"",
        false => "",
    };
    // A line end right after the tag would be the browser's to drop.
    let inputs = format!(
        "<label for=\"text\">{}</label>\n\
         <textarea id=\"text\" name=\"text\" rows=\"5\" required aria-describedby=\"text-hint\"{}>\n{}</textarea>\n\
         <p class=\"hint\" id=\"text-hint\">{}</p>\n\
         <label for=\"contact\">{}</label>\n\
         <input id=\"contact\" name=\"contact\" class=\"name\" value=\"{}\" autocomplete=\"off\" aria-describedby=\"contact-hint\"{}>\n\
         <p class=\"hint\" id=\"contact-hint\">{}</p>\n",
        escaped(say::text(locale)),
        invalid(Input::Text),
        escaped(text),
        escaped(&say::text_hint(locale, ObjectionText::LONGEST)),
        escaped(say::contact(locale)),
        escaped(contact),
        invalid(Input::Contact),
        escaped(say::contact_hint(locale)),
    );
    let of = hidden("notice", &number.to_string());
    let go = button("go", say::send(locale));
    form(visitor, SENT, &[of, inputs, go].concat())
}

/// What stands in the fields, or what is wrong with it.
fn read(locale: Locale, fields: &Fields) -> Result<Objection, (String, Option<Input>)> {
    let [notice, text, contact] = typed(fields);
    if text.is_empty() {
        return Err((say::no_text(locale).to_owned(), Some(Input::Text)));
    }
    let longest = ObjectionText::LONGEST;
    let text = text.parse().map_err(|_| {
        let count = text.chars().count();
        (say::long_text(locale, count, longest), Some(Input::Text))
    })?;
    let contact = match contact.is_empty() {
        true => None,
        false => Some(contact.parse().map_err(|_| {
            let told = say::long_contact(locale, Label::LONGEST);
            (told, Some(Input::Contact))
        })?),
    };
    // A number that is none is no notice's that is open.
    let notice = notice.parse().unwrap_or_default();
    Ok(Objection {
        notice,
        text,
        contact,
    })
}

fn typed(fields: &Fields) -> [&str; 3] {
    ["notice", "text", "contact"].map(|name| fields.first(name).unwrap_or_default())
}

pub(super) async fn object(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let locale = visitor.locale;
    let [_, text, contact] = typed(&fields);
    let failed = |why: String, of: Option<Input>| Failed {
        why,
        of,
        text,
        contact,
    };
    if !visitor.has_sent(&fields) {
        let failed = failed(lite::page::expired(locale).to_owned(), None);
        let status = problem(ProblemCode::ForeignOrigin).status;
        let status = StatusCode::from_u16(status).unwrap_or_default();
        return super::shown(&app, &visitor, Some(failed), status).await;
    }
    let objection = match read(locale, &fields) {
        Ok(objection) => objection,
        Err((why, of)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return super::shown(&app, &visitor, Some(failed(why, of)), status).await;
        }
    };
    if let Err(refusal) = take(&app, visitor.address, objection).await {
        let told = refusal.problem();
        let why = match told.code {
            ProblemCode::NoticeClosed => say::closed(locale).to_owned(),
            ProblemCode::TooManyAttempts => {
                let seconds = told.retry_after_seconds.unwrap_or_default();
                say::too_many(locale, seconds.div_ceil(60).max(1))
            }
            _ => wording::problem(locale, told),
        };
        let status = StatusCode::from_u16(told.status).unwrap_or_default();
        return super::shown(&app, &visitor, Some(failed(why, None)), status).await;
    }
    // Loaded anew, it is not said twice.
    see(RECEIVED)
}

pub(super) async fn received(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    let (locale, board) = (visitor.locale, app.places.board());
    let content = [
        format!(
            "<p class=\"notice\" role=\"status\">{}</p>\n",
            escaped(say::received(locale))
        ),
        paragraph("", say::what_next(locale)),
    ];
    Page {
        visitor: &visitor,
        menu: board.menu_content(),
        title: say::object(locale),
        content: content.concat(),
        is_filled_in: false,
    }
    .answer(StatusCode::OK)
}
