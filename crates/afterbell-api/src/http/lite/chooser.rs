//! The menu as one form: courses by day with their reasons, and care.

use std::sync::Arc;

use afterbell_domain::wire::Child;
use afterbell_domain::{
    CareDay, MenuHash, Offering, Places, Reason, ReceiptStatus, SelectionDraft, ServiceMenu,
    Situation, Verdict, Weekday, WishingStage, check_offering,
};
use afterbell_locale::text::wishes::page;
use afterbell_locale::text::{lite, parent};
use afterbell_locale::{Locale, format, wording};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::fields::care_name;
use super::news;
use super::page::{Page, button, element, form, hidden, link, message, paragraph, refused};
use super::visitor::Visitor;
use super::wishes;
use crate::html::escaped;
use crate::http::app::App;
use crate::http::refusal::Refusal;

pub(super) async fn choose(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
) -> Result<Response, Refusal> {
    let child = match visitor.child(&app, &student).await {
        Ok(child) => child,
        Err(refusal) => return refused(&app, &visitor, &refusal),
    };
    let draft = kept(&app, &child)?;
    shown(&app, &visitor, &child, &draft, None, StatusCode::OK)
}

/// What the page begins with: what was put together elsewhere, else what the child holds.
fn kept(app: &App, child: &Child) -> Result<SelectionDraft, Refusal> {
    let menu = app.places.board().menu.clone();
    let draft = child.draft.draft.as_ref();
    if let Some(draft) = draft.filter(|draft| *draft.menu() == menu) {
        return Ok(draft.clone());
    }
    held(&menu, child)
}

/// What the child holds, against this menu.
pub(super) fn held(menu: &MenuHash, child: &Child) -> Result<SelectionDraft, Refusal> {
    let held = child.receipt.as_ref();
    let held = held.filter(|receipt| receipt.status == ReceiptStatus::Submitted);
    let held = held.map(|receipt| (receipt.offerings.clone(), receipt.care.clone()));
    let (offerings, care) = held.unwrap_or_default();
    let draft = SelectionDraft::new(menu.clone(), offerings, care);
    Ok(draft.map_err(crate::store::StoreError::from)?)
}

pub(super) fn shown(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    draft: &SelectionDraft,
    trouble: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let board = app.places.board();
    let (locale, menu) = (visitor.locale, board.menu_content());
    let nothing = SelectionDraft::empty(board.menu.clone());
    let situation = Situation {
        menu,
        student: &child.student,
        // Against nothing else: a course that only clashes with another one can be chosen instead of it.
        draft: &nothing,
        places: &board.places,
        now: app.clock.now()?,
    };
    let days = (1..=7).filter_map(|number| Weekday::new(number).ok());
    let days: String = days
        .map(|day| of_day(locale, &situation, draft, day))
        .collect();
    let content = [
        hidden("menu", board.menu.as_str()),
        days,
        paragraph("quiet", lite::page::careful(locale)),
        button("go", lite::page::check(locale)),
    ];
    let action = format!("/lite/children/{}/review", child.student.id);
    let class = format::class(locale, child.student.class);
    let whose = [child.student.name.as_str(), " ", &class].concat();
    let form = form(visitor, &action, &content.concat());
    Page {
        visitor,
        menu,
        title: lite::page::choose(locale),
        content: [
            trouble.unwrap_or_default(),
            news::told(visitor, child),
            paragraph("", whose),
            elsewhere(locale, &situation, child),
            form,
        ]
        .concat(),
        is_filled_in: true,
    }
    .answer(status)
}

/// Whether courses are wished for instead of ticked: their numbers and reasons are on a page of their own.
fn is_elsewhere(situation: &Situation<'_>) -> bool {
    let Situation { menu, places, .. } = *situation;
    menu.round.is_wished_for(places.waits_for_pool)
}

/// What the child holds is let go of here all the same.
fn is_kept(situation: &Situation<'_>, draft: &SelectionDraft, offering: &Offering) -> bool {
    draft.contains(&offering.id) || situation.student.is_enrolled(&offering.id)
}

/// The way to wishes, and to what a draw has come to.
fn elsewhere(locale: Locale, situation: &Situation<'_>, child: &Child) -> String {
    let Situation { menu, now, .. } = *situation;
    if !menu.round.has_draw() {
        return String::new();
    }
    let told = match WishingStage::of(menu, false, now) {
        WishingStage::Ranking => {
            let wish = link(&wishes::address(child), page::title(locale));
            let drawn = paragraph("", wording::reason(locale, menu, &Reason::DrawnByWishes));
            format!("{drawn}<p class=\"ways\">{wish}</p>\n")
        }
        WishingStage::Closed | WishingStage::Drawn => {
            let result = format!("/lite/children/{}/result", child.student.id);
            let result = link(&result, page::result(locale));
            format!("<p class=\"ways\">{result}</p>\n")
        }
    };
    format!("<section class=\"notice\">{told}</section>\n")
}

/// Every reason of a verdict, each with the course or day it is about.
pub(super) fn reasons(locale: Locale, menu: &ServiceMenu, verdict: &Verdict) -> String {
    let say = |reason| wording::reason(locale, menu, reason);
    let about = |what: &str, reason| lite::page::reason_of(locale, what, say(reason));
    let courses = verdict.offerings.iter().flat_map(|of| {
        let name = wording::offering_name(menu, &of.offering);
        of.reasons.iter().map(move |reason| about(&name, reason))
    });
    let care = verdict
        .care
        .iter()
        .flat_map(|of| of.reasons.iter().map(say));
    let whole = verdict.whole.iter().map(say);
    let lines: Vec<_> = whole.chain(courses).chain(care).collect();
    message(&lite::page::mended(locale, lines.len()), &lines)
}

fn of_day(
    locale: Locale,
    situation: &Situation<'_>,
    draft: &SelectionDraft,
    weekday: Weekday,
) -> String {
    let menu = situation.menu;
    let is_of_day = |offering: &&Offering| {
        let first = menu.first_session(&offering.id);
        first.is_some_and(|(day, _)| day == weekday)
            && (!is_elsewhere(situation) || is_kept(situation, draft, offering))
    };
    let mut courses: Vec<_> = menu.offerings.iter().filter(is_of_day).collect();
    courses.sort_by_key(|offering| menu.first_session(&offering.id));
    let care = menu
        .base_care
        .days
        .iter()
        .find(|day| day.weekday == weekday);
    if courses.is_empty() && care.is_none() {
        return String::new();
    }
    let lines = courses.into_iter().map(|offering| {
        let why = check_offering(situation, &offering.id);
        let why: Vec<_> = why
            .iter()
            .map(|reason| wording::reason(locale, menu, reason))
            .collect();
        line(
            locale,
            menu,
            situation.places,
            offering,
            draft.contains(&offering.id),
            &why,
        )
    });
    let lines: String = lines.collect();
    let care = care
        .map(|day| pick_ups(locale, day, draft))
        .unwrap_or_default();
    let legend = element("legend", format::weekday(locale, weekday));
    format!("<fieldset>{legend}{lines}{care}</fieldset>\n")
}

/// When, where, and what for.
pub(super) fn about(locale: Locale, menu: &ServiceMenu, offering: &Offering) -> String {
    let rooms = offering
        .sessions
        .iter()
        .filter_map(|session| session.room.as_ref());
    let room = rooms.map(|room| room.as_str()).next();
    let times = wording::times(locale, menu, &offering.id);
    let parts = [Some(times.as_str()), room];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn line(
    locale: Locale,
    menu: &ServiceMenu,
    places: &Places,
    offering: &Offering,
    is_chosen: bool,
    why: &[String],
) -> String {
    let name = element("b", wording::offering_name(menu, &offering.id));
    let left = lite::page::places(locale, places.left(offering), offering.places);
    let fee = format::money(locale, offering.fee_fen);
    let facts = [about(locale, menu, offering), left, fee].join(" · ");
    let facts = element("small", facts);
    let reasons: String = why.iter().map(|why| paragraph("why", why)).collect();
    // What cannot be chosen stays in sight, with its reason; what was chosen before can always be let go.
    if !why.is_empty() && !is_chosen {
        return format!("<div class=\"off\">{name}{facts}{reasons}</div>\n");
    }
    let checked = if is_chosen { " checked" } else { "" };
    let id = escaped(offering.id.as_str());
    format!(
        "<label class=\"option\"><input type=\"checkbox\" name=\"o\" value=\"{id}\"{checked}>\
         <span>{name}{facts}</span></label>{reasons}\n"
    )
}

fn pick_ups(locale: Locale, day: &CareDay, draft: &SelectionDraft) -> String {
    let chosen = draft.pick_up_on(day.weekday);
    let option = |value: &str, text: &str, is_chosen: bool| {
        let selected = if is_chosen { " selected" } else { "" };
        let (value, text) = (escaped(value), escaped(text));
        format!("<option value=\"{value}\"{selected}>{text}</option>\n")
    };
    let times = day.pick_up_times.iter().map(|time| {
        let text = parent::care::pick_up(locale, format::clock(*time));
        option(&time.to_string(), &text, chosen == Some(*time))
    });
    let none = option("", parent::care::none(locale), chosen.is_none());
    let name = care_name(day.weekday);
    let label = lite::page::care_of(locale, format::weekday(locale, day.weekday));
    format!(
        "<label for=\"{name}\">{}</label>\n<select id=\"{name}\" name=\"{name}\">\n{none}{}</select>\n",
        escaped(&label),
        times.collect::<String>(),
    )
}
