//! Care on one weekday: whether, and until when.

use afterbell_domain::{BaseService, CareDay, ClockTime, Weekday};
use afterbell_locale::format;
use afterbell_locale::text::parent::care as say;

use crate::components::sheet;
use crate::parent::Parent;
use crate::route;
use crate::ui::{View, el, fragment};

pub fn care_sheet(weekday: Weekday) -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let name = say::title(locale, format::weekday(locale, weekday));
    let Some(standing) = parent.standing_now() else {
        return fragment();
    };
    let care = &standing.menu.base_care;
    let pick_ups = care
        .on(weekday)
        .into_iter()
        .flat_map(|day| &day.pick_up_times);
    let pick_ups = [None].into_iter().chain(pick_ups.copied().map(Some));
    let options = el("fieldset")
        .class("options")
        .child(el("legend").class("visually-hidden").text(&name))
        .children(pick_ups.map(|pick_up| pick_up_option(parent, weekday, pick_up)));
    let every_day = el("button")
        .class("add wide")
        .on("click", move |_| {
            choose_every_day(parent, weekday);
            route::back();
        })
        .text(say::every_day(locale));
    let grade = standing.child.student.class.grade();
    let on_this_day = care.services_on(weekday, grade);
    let services = on_this_day.map(|service| service_line(parent, service));
    let body = fragment()
        .child(el("p").class("quiet").text(say::explain(locale)))
        .child(options)
        .child(every_day)
        .child(el("h3").class("small-heading").text(say::services(locale)))
        .child(el("ul").class("services").children(services));
    sheet(weekday, &name, body)
}

fn pick_up_option(parent: Parent, weekday: Weekday, pick_up: Option<ClockTime>) -> View {
    let locale = parent.locale;
    let label = match pick_up {
        Some(time) => say::pick_up(locale, time),
        None => say::none(locale).to_owned(),
    };
    let is_chosen = move || {
        let standing = parent.standing();
        standing.is_some_and(|s| s.draft.pick_up_on(weekday) == pick_up)
    };
    let note = move || {
        let ends = parent
            .standing()?
            .situation()
            .too_early(weekday, pick_up?)?;
        Some(say::too_early(locale, ends))
    };
    let input = el("input")
        .attr("type", "radio")
        .attr("name", "pick-up")
        .checked_if(is_chosen)
        .on("change", move |_| {
            parent.edit(|draft| draft.set_care(weekday, pick_up));
        });
    el("label")
        .class("option")
        .child(input)
        .child(el("span").text(&label))
        .child(el("small").class("why").text_fn(note))
}

/// What the school does in that time.
fn service_line(parent: Parent, service: &BaseService) -> View {
    let time = format::clock_range(parent.locale, service.time);
    let fee = service.fee_note.as_ref().map_or("", |note| note.as_str());
    let content = service
        .content
        .as_ref()
        .map_or("", |content| content.as_str());
    el("li")
        .text(&say::service(parent.locale, fee, &service.name, time))
        .child(el("small").text(content))
}

/// What is chosen for this day, on every day that has it; where the day's courses end later,
/// the first batch after them.
fn choose_every_day(parent: Parent, weekday: Weekday) {
    let Some(standing) = parent.standing_now() else {
        return;
    };
    let wished = standing.draft.pick_up_on(weekday);
    parent.edit(|draft| {
        for CareDay { weekday, .. } in &standing.menu.base_care.days {
            let fitting = |time| standing.situation().fitting_pick_up(*weekday, time);
            let pick_up = wished.and_then(fitting);
            // A day on which nothing fits stays as it was.
            if pick_up.is_some() || wished.is_none() {
                draft.set_care(*weekday, pick_up);
            }
        }
    });
}
