//! The first page: how to come in, the children, and what the school offers.

use std::sync::Arc;

use afterbell_domain::wire::{Child, ProblemCode};
use afterbell_domain::{
    ChildCode, Label, Offering, Provider, ReceiptStatus, ServiceMenu, WishingStage,
};
use afterbell_locale::text::wishes::{asking, page};
use afterbell_locale::text::{lite, parent};
use afterbell_locale::{Locale, format, wording};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;

use super::chooser::about;
use super::drawn::{self, OwnDraw};
use super::fields::Fields;
use super::page::{
    HOME, Page, button, element, foreign, form, hidden, link, message, paragraph, refused, see,
};
use super::visitor::{Visitor, new_word};
use super::wishes;
use crate::html::escaped;
use crate::http::app::App;
use crate::http::refusal::Refusal;
use crate::http::routes::children::bind_child;

/// With room for lines between the letters, and for spaces.
const LONGEST_CODE: usize = 40;

pub(super) async fn home(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    shown(&app, &visitor, None, StatusCode::OK).await
}

/// A code that did not lead in.
struct Failed<'a> {
    typed: &'a str,
    told: String,
}

async fn shown(
    app: &App,
    visitor: &Visitor,
    failed: Option<Failed<'_>>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let board = app.places.board();
    let (locale, menu) = (visitor.locale, board.menu_content());
    let children = match &visitor.guardian {
        Some(guardian) => app.store.children(guardian).await?,
        None => Vec::new(),
    };
    let is_new = visitor.guardian.is_none();
    let told = failed.as_ref().map(|failed| message(&failed.told, &[]));
    let mut content = told.unwrap_or_default();
    content += &paragraph("quiet", lite::page::lead(locale));
    for child in &children {
        content += &card(app, visitor, menu, child).await?;
    }
    let typed = failed.as_ref().map(|failed| failed.typed);
    content += &binding(visitor, is_new, typed)?;
    if is_new {
        content += &element("h2", lite::page::courses(locale));
        content += &listed(locale, menu);
    } else {
        let out = button("link", parent::settings::sign_out(locale));
        content += &form(visitor, "/lite/sign-out", &out);
    }
    Page {
        visitor,
        menu,
        title: parent::bind::welcome(locale),
        content,
        is_filled_in: false,
    }
    .answer(status)
}

async fn card(
    app: &App,
    visitor: &Visitor,
    menu: &ServiceMenu,
    child: &Child,
) -> Result<String, Refusal> {
    let locale = visitor.locale;
    let student = &child.student;
    let class = format::class(locale, student.class);
    let name = [student.name.as_str(), " ", &class].concat();
    let held = child.receipt.as_ref();
    let standing = match held {
        None => lite::page::none_yet(locale).to_owned(),
        Some(receipt) => {
            let said = match receipt.status {
                ReceiptStatus::Submitted => parent::receipt::received(locale),
                ReceiptStatus::Withdrawn => parent::receipt::withdrawn(locale),
                ReceiptStatus::Ended => parent::receipt::ended(locale),
            };
            [said, " ", &receipt.number.to_string()].concat()
        }
    };
    let address = format!("/lite/children/{}", student.id);
    let choose = link(&address, lite::page::choose(locale));
    let receipt = held.map(|_| {
        link(
            &[&address, "/receipt"].concat(),
            parent::receipt::title(locale),
        )
    });
    let (standing_wishes, ways) = match menu.round.has_draw() {
        true => wished(app, visitor, menu, child).await?,
        false => (String::new(), String::new()),
    };
    Ok(format!(
        "<section class=\"child\">{}{standing_wishes}{}<p class=\"ways\">{ways}{choose}{}</p></section>\n",
        element("h2", name),
        paragraph("quiet", standing),
        receipt.unwrap_or_default(),
    ))
}

/// What there is of a child's wishes, and the ways to them; a place that is on offer does not wait to be found.
async fn wished(
    app: &App,
    visitor: &Visitor,
    menu: &ServiceMenu,
    child: &Child,
) -> Result<(String, String), Refusal> {
    let (locale, now) = (visitor.locale, app.clock.now()?);
    let own = OwnDraw::of(app, visitor, &child.student.id, now).await?;
    let received = wishes::received(app, visitor, child).await?;
    let stage = WishingStage::of(menu, own.was_run, now);
    let offered = own.offers(now).map(|row| {
        let course = wording::offering_name(menu, &row.offering);
        let told = lite::page::reason_of(locale, course, asking::offered(locale));
        paragraph("notice", told)
    });
    let offered: String = offered.collect();
    let told = [offered, wishes::standing(locale, received.as_ref(), stage)].concat();
    let wish = match stage {
        WishingStage::Ranking => link(&wishes::address(child), page::title(locale)),
        WishingStage::Closed | WishingStage::Drawn => String::new(),
    };
    let result = link(&drawn::address(child, "result"), page::result(locale));
    Ok((told, [wish, result].concat()))
}

/// What was typed stays: one letter of sixteen is mended, and not all of them typed again.
fn binding(visitor: &Visitor, is_new: bool, typed: Option<&str>) -> Result<String, Refusal> {
    let locale = visitor.locale;
    let title = match is_new {
        true => parent::bind::title(locale),
        false => parent::app::add_child(locale),
    };
    let hint = match is_new {
        true => [parent::bind::hint(locale), lite::page::code_once(locale)].join(" · "),
        false => parent::bind::hint(locale).to_owned(),
    };
    let kept = typed.map(|typed| {
        let typed: String = typed.chars().take(LONGEST_CODE).collect();
        format!(" value=\"{}\" aria-invalid=\"true\"", escaped(&typed))
    });
    let input = format!(
        "<label for=\"code\">{}</label>\n<input id=\"code\" name=\"code\" required maxlength=\"{LONGEST_CODE}\" \
         autocomplete=\"off\" autocapitalize=\"characters\" aria-describedby=\"hint\"{}>\n\
         <p class=\"hint\" id=\"hint\">{}</p>\n",
        escaped(parent::bind::label(locale)),
        kept.unwrap_or_default(),
        escaped(&hint),
    );
    let key = hidden("key", &new_word()?);
    let go = button("go", parent::bind::submit(locale));
    let explained = paragraph("", parent::bind::explain(locale));
    let form = form(visitor, "/lite/bind", &[input, key, go].concat());
    Ok([element("h2", title), explained, form].concat())
}

/// All courses, for whoever is nobody's parent yet.
pub(super) fn listed(locale: Locale, menu: &ServiceMenu) -> String {
    let lines = menu.offerings.iter().map(|offering| {
        let name = wording::offering_name(menu, &offering.id);
        let about = about(locale, menu, offering);
        let teachers = format::list(locale, offering.teachers.iter().map(Label::as_str));
        let about = [about, provider(locale, offering), teachers];
        let about: Vec<_> = about.into_iter().filter(|it| !it.is_empty()).collect();
        format!(
            "<li><span>{}<small>{}</small></span><span>{}</span></li>\n",
            escaped(&name),
            escaped(&about.join(" · ")),
            escaped(&format::money(locale, offering.fee_fen)),
        )
    });
    format!("<ul class=\"lines\">\n{}</ul>\n", lines.collect::<String>())
}

/// Who comes from outside the school, and from where.
fn provider(locale: Locale, offering: &Offering) -> String {
    match &offering.provider {
        Provider::School => String::new(),
        Provider::Outside { institution: None } => {
            parent::course::provider_outside(locale).to_owned()
        }
        Provider::Outside {
            institution: Some(institution),
        } => parent::course::provider_outside_named(locale, institution),
    }
}

pub(super) async fn bind(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    if !visitor.has_sent(&fields) {
        return foreign(&app, &visitor);
    }
    let typed = fields.first("code").unwrap_or_default();
    let code: Result<ChildCode, _> = typed.parse();
    let key = fields.key()?;
    let bound = match code {
        Ok(code) => {
            let guardian = visitor.guardian.clone();
            let code = (&code, visitor.locale);
            bind_child(&app, visitor.address, guardian, &key, None, code).await
        }
        Err(_) => Err(Refusal::new(ProblemCode::CodeUnknown)),
    };
    let (_, bound) = match bound {
        Ok(bound) => bound,
        Err(refusal) => {
            let told = refusal.problem();
            let status = StatusCode::from_u16(told.status).unwrap_or_default();
            let failed = Failed {
                typed,
                told: wording::problem(visitor.locale, told),
            };
            return shown(&app, &visitor, Some(failed), status).await;
        }
    };
    let mut answer = see(&format!("/lite/children/{}", bound.child))?;
    if let Some(token) = &bound.token {
        let cookie = visitor.session_cookie(token)?;
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(answer)
}

pub(super) async fn sign_out(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    if !visitor.has_sent(&fields) {
        return foreign(&app, &visitor);
    }
    if let Some(token) = &visitor.token {
        let revoked = app
            .store
            .revoke(token.fingerprint(), app.clock.now()?)
            .await;
        if let Err(error) = revoked {
            return refused(&app, &visitor, &error.into());
        }
    }
    let mut answer = see(HOME)?;
    answer
        .headers_mut()
        .append(SET_COOKIE, visitor.end_cookie()?);
    Ok(answer)
}
