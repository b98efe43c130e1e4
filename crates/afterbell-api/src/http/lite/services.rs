//! 托管与服务: everything the school offers outside lessons on one page, for everybody, to be read and printed: care
//! after school, noon, evening, weekend and holidays, and the courses.

use std::sync::Arc;

use afterbell_domain::desk::Permission;
use afterbell_domain::policy::ServiceKind;
use afterbell_domain::{BaseCare, BaseService, CareDay, ServiceMenu, Weekday, WeekdaySet};
use afterbell_locale::text::lite::services as say;
use afterbell_locale::text::{lite, parent};
use afterbell_locale::{Locale, format};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::bind::listed;
use super::notice;
use super::page::{Page, element, paragraph};
use super::visitor::Visitor;
use crate::html::escaped;
use crate::http::app::App;
use crate::http::desk::AtDesk;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::routes::desk::draft::newest;

problems!(DraftProblems: SignInRequired, NotPermitted);

pub(super) const PATH: &str = "/lite/services";

pub(super) async fn services(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    let (locale, board) = (visitor.locale, app.places.board());
    let menu = board.menu_content();
    Page {
        visitor: &visitor,
        menu,
        title: say::title(locale),
        content: notice::invitation(&app, locale).await? + &all(locale, menu),
        is_filled_in: false,
    }
    .answer(StatusCode::OK)
}

/// The page of services as families will read it once the draft is published
#[utoipa::path(
    get,
    path = "/api/desk/menu-draft/services",
    responses(
        (status = 200, content_type = "text/html", description = "The page, to be read and printed"),
        DraftProblems
    ),
    security(("desk" = []))
)]
pub(in crate::http) async fn of_draft(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    desk.may(Permission::ReadDraft)?;
    let (locale, board) = (visitor.locale, app.places.board());
    let draft = newest(&app).await?.draft.menu;
    let services = care_and_services(locale, &draft.base_care);
    // A menu that contradicts itself has services all the same.
    let menu = ServiceMenu::new(draft).ok();
    let content = menu.as_ref().map_or(services, |menu| all(locale, menu));
    Page {
        visitor: &visitor,
        menu: menu.as_ref().unwrap_or_else(|| board.menu_content()),
        title: say::title(locale),
        content: [paragraph("notice", say::draft(locale)), content].concat(),
        is_filled_in: true,
    }
    .answer(StatusCode::OK)
}

/// Services and courses.
pub(super) fn all(locale: Locale, menu: &ServiceMenu) -> String {
    let courses = match menu.offerings.is_empty() {
        true => String::new(),
        false => element("h2", lite::page::courses(locale)) + &listed(locale, menu),
    };
    [care_and_services(locale, &menu.base_care), courses].concat()
}

/// What a menu says of care and services.
pub(super) fn care_and_services(locale: Locale, care: &BaseCare) -> String {
    let days = care.days.iter().map(|day| care_day(locale, day));
    let days: String = days.collect();
    let after_school = match days.is_empty() {
        true => String::new(),
        false => [
            element("h2", say::care(locale)),
            paragraph("quiet", say::care_about(locale)),
            format!("<ul class=\"lines\">\n{days}</ul>\n"),
        ]
        .concat(),
    };
    let kinds = care.by_kind().into_iter().map(|(kind, services)| {
        let services = services.into_iter();
        let services: String = services.map(|it| service(locale, care, it)).collect();
        [element("h2", heading(locale, kind)), services].concat()
    });
    let kinds: String = kinds.collect();
    let none = match kinds.is_empty() && after_school.is_empty() {
        true => paragraph("nothing", say::none(locale)),
        false => String::new(),
    };
    [after_school, kinds, none].concat()
}

fn heading(locale: Locale, kind: ServiceKind) -> &'static str {
    match kind {
        ServiceKind::BaseCare | ServiceKind::ExtendedCare => say::in_care(locale),
        ServiceKind::Lunch => say::noon(locale),
        ServiceKind::EveningStudy => say::evening(locale),
        ServiceKind::Weekend => say::weekend(locale),
        ServiceKind::HolidayCare => say::holidays(locale),
    }
}

fn care_day(locale: Locale, day: &CareDay) -> String {
    let pick_ups = day.pick_up_times.iter().map(|time| format::clock(*time));
    let pick_ups = say::pick_ups(locale, format::list(locale, pick_ups));
    format!(
        "<li><span>{}<small>{}</small></span><span>{}</span></li>\n",
        escaped(format::weekday(locale, day.weekday)),
        escaped(&pick_ups),
        escaped(&format::clock_range(locale, day.time)),
    )
}

fn service(locale: Locale, care: &BaseCare, service: &BaseService) -> String {
    let dates = service.dates.map(|dates| {
        let (first, last) = (dates.first_day, dates.last_day);
        let count = dates.held_on(service.weekdays).count();
        say::dates_value(
            locale,
            count,
            format::date(locale, first),
            format::date(locale, last),
        )
    });
    let time = format::clock_range(locale, service.time);
    let times = [weekdays(locale, service.weekdays).as_str(), " ", &time].concat();
    let text = |label: &Option<afterbell_domain::Label>| label.as_ref().map(ToString::to_string);
    let joining = text(&service.signing_up).unwrap_or_else(|| {
        let usual = match care.comes_with_care(service) {
            true => say::with_care(locale),
            false => say::by_notice(locale),
        };
        usual.to_owned()
    });
    let facts = [
        (
            parent::course::grades(locale),
            Some(format::grades(locale, service.grades)),
        ),
        (parent::course::time(locale), Some(times)),
        (say::dates(locale), dates),
        (say::place(locale), text(&service.place)),
        (say::content(locale), text(&service.content)),
        (
            parent::course::fee(locale),
            Some(text(&service.fee_note).unwrap_or_else(|| say::fee_unsaid(locale).to_owned())),
        ),
        (say::joining(locale), Some(joining)),
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| {
        let (name, value) = (element("dt", name), element("dd", value?));
        Some(format!("<div>{name}{value}</div>\n"))
    });
    let facts: String = facts.collect();
    let name = element("h3", service.name.as_str());
    format!("<section class=\"service\">{name}<dl class=\"facts\">{facts}</dl></section>\n")
}

/// `周一至周五`, else each by name.
fn weekdays(locale: Locale, set: WeekdaySet) -> String {
    let days: Vec<Weekday> = set.iter().collect();
    let (first, last) = (days.first(), days.last());
    match first.zip(last) {
        Some((first, last))
            if days.len() > 2 && usize::from(last.number() - first.number()) + 1 == days.len() =>
        {
            let (first, last) = (
                format::weekday(locale, *first),
                format::weekday(locale, *last),
            );
            say::weekdays(locale, first, last)
        }
        _ => format::list(locale, days.iter().map(|day| format::weekday(locale, *day))),
    }
}
