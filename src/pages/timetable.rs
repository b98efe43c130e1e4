//! What all children of the family do, day by day: to look up, to print, for the calendar.

use afterbell_domain::wire::{Child, FileKind};
use afterbell_domain::{
    Appointment, ClockTime, Occasion, SelectionDraft, ServiceMenu, Weekday, week,
};
use afterbell_locale::format;
use afterbell_locale::text::parent::timetable as say;
use afterbell_locale::text::parent::{app, week as say_week};
use leptos::prelude::*;

use crate::components::{child_chips, file_button, page_top};
use crate::drafts;
use crate::parent::Parent;
use crate::ui::{View, el, fragment, switch, when};

pub fn timetable_page() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let service = move || {
        let menu = &parent.standing()?.menu;
        Some(app::service_of(locale, &menu.school.name, &menu.term.name))
    };
    let is_held = move || {
        parent
            .standing()
            .is_some_and(|standing| standing.is_submitted())
    };
    let calendar = move || file_button(FileKind::Calendar, say::calendar(locale));
    let print = el("button")
        .class("add")
        .on("click", |_| {
            let _ = window().print();
        })
        .text(say::print(locale));
    let tools = el("div")
        .class("row tools")
        .child(print)
        .child(when(is_held, calendar));
    // Built anew when any child's choice changes: it is looked at, not worked in.
    let key = |family: &Vec<(Child, SelectionDraft)>| {
        let choices = family.iter().map(|(_, draft)| drafts::in_a_word(draft));
        choices.collect::<Vec<_>>().join("; ")
    };
    let family = switch(
        move || parent.family(),
        key,
        move |family| days(parent, &family),
    );
    let main = el("main")
        .attr("id", "main")
        .class("timetable")
        .child(el("h1").text(say::title(locale)).focused())
        .child(el("p").class("quiet").text_fn(service))
        .child(family)
        .child(tools);
    fragment()
        .child(page_top())
        .child(child_chips())
        .child(main)
}

type Family = [(Child, SelectionDraft)];

fn days(parent: Parent, family: &Family) -> View {
    let Some(standing) = parent.standing_now() else {
        return fragment();
    };
    let unsent = family
        .iter()
        .filter(|(child, draft)| drafts::has_changes(child, draft));
    let names: Vec<_> = unsent
        .map(|(child, _)| child.student.name.as_str())
        .collect();
    let unsent = (!names.is_empty()).then(|| {
        let names = format::list(parent.locale, names);
        let sentence = say::unsent(parent.locale, names);
        el("p").class("notice").text(&sentence)
    });
    let weekdays = standing.menu.weekdays();
    let days = weekdays.map(|weekday| day(parent, &standing.menu, family, weekday));
    fragment().children(unsent).children(days)
}

fn day(parent: Parent, menu: &ServiceMenu, family: &Family, weekday: Weekday) -> View {
    let locale = parent.locale;
    let leaves = |draft: &SelectionDraft| week::leaves_at(menu, draft, weekday);
    let times: Vec<ClockTime> = family
        .iter()
        .filter_map(|(_, draft)| leaves(draft))
        .collect();
    if times.is_empty() {
        return fragment();
    }
    let apart = week::leave_apart(&times).then(|| {
        let times = family.iter().filter_map(|(child, draft)| {
            let time = format::clock(leaves(draft)?);
            Some([child.student.name.as_str(), " ", &time].concat())
        });
        let times = format::list(locale, times);
        el("p").class("apart").text(&say::apart(locale, times))
    });
    let columns = family.iter().map(|(child, draft)| {
        let appointments = menu.timetable(draft.offerings(), draft.care());
        let on_this_day = appointments.iter().filter(|one| one.weekday == weekday);
        let lessons = on_this_day.filter_map(|one| lesson(parent, one));
        let leaves = leaves(draft).map(|time| match draft.pick_up_on(weekday) {
            Some(_) => say_week::picked_up(locale, time),
            None => say_week::goes_home(locale, time),
        });
        el("div")
            .child(el("h3").text(child.student.name.as_str()))
            .child(el("ul").children(lessons))
            .children(leaves.map(|leaves| el("p").text(&leaves)))
    });
    el("section")
        .class("family-day")
        .child(el("h2").text(format::weekday(locale, weekday)))
        .child(el("div").class("columns").children(columns))
        .children(apart)
}

fn lesson(parent: Parent, appointment: &Appointment<'_>) -> Option<View> {
    let Occasion::Lesson {
        course, session, ..
    } = &appointment.occasion
    else {
        return None;
    };
    let time = format::clock_range(parent.locale, appointment.time);
    let room = session.room.as_ref();
    Some(
        el("li")
            .child(el("span").text(&time))
            .child(el("b").text(course.name.as_str()))
            .children(room.map(|room| el("small").text(room.as_str()))),
    )
}
