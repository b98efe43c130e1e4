//! The week as ground, with the ranking of each of its slots standing on it.

mod bar;
mod drawn;

use afterbell_domain::week;
use afterbell_domain::{OfferingId, SelectionMode, WeekSlot, Weekday};
use afterbell_locale::text::parent::week as week_words;
use afterbell_locale::text::wishes::{asking, ranking as say};
use afterbell_locale::{format, wording};
use afterbell_parent::components::{
    Symbol, category_mark, day_heading, icon, message, phase_banner,
};
use afterbell_parent::progress::Progress;
use afterbell_parent::ui::{Text, View, el, fragment, list, when};
use leptos::prelude::untrack;

use crate::components::{chips, draw_links, home_top};
use crate::route::Route;
use crate::wishing::{Stage, Wishing, slots, stage};
use crate::words::{ordinal, slot_title};

pub fn ranking_page() -> View {
    let wishing = Wishing::here();
    let parent = wishing.parent;
    let locale = parent.locale;
    let weekdays = move || {
        let standing = parent.standing();
        let days = standing.map(|standing| standing.menu.weekdays().collect());
        days.unwrap_or_default()
    };
    // A page that tells of the draw wants to know what is new.
    if stage_now(wishing) != Stage::Ranking {
        wishing.look_again();
    }
    let advice = move || {
        let (standing, wishes) = wishing.now()?;
        Some(
            match (stage(&standing, &wishes), standing.menu.round.mode) {
                (Stage::Closed, _) => return None,
                (Stage::Drawn, SelectionMode::FirstCome) => asking::advice_pool(locale),
                (Stage::Drawn, _) => asking::advice(locale),
                (Stage::Ranking, SelectionMode::Lottery) => say::advice_lottery(locale),
                (Stage::Ranking, _) => say::advice(locale),
            },
        )
    };
    let problem = move || {
        let (_, wishes) = wishing.now()?;
        wishes.progress.message().or(wishes.asked.message())
    };
    let key = |weekday: &Weekday| weekday.number().to_string();
    let days = list(weekdays, key, move |weekday| day_row(wishing, weekday));
    let heading = el("h1")
        .class("visually-hidden")
        .text_fn(move || say::title(locale, parent.child_name()));
    let main = el("main")
        .attr("id", "main")
        .class("week wishes")
        .child(heading)
        .child(phase_banner())
        .child(message(problem))
        .child(el("p").class("advice").text_fn(advice))
        .child(el("div").class("days").child(days))
        .child(draw_links(&Route::Ranking));
    fragment()
        .child(home_top())
        .child(chips())
        .child(main)
        .child(bar::bar())
}

fn day_row(wishing: Wishing, weekday: Weekday) -> View {
    let locale = wishing.parent.locale;
    let of_day = move || -> Vec<WeekSlot> {
        // What has become of the child's wishes is part of a slot's name below.
        let Some((standing, _)) = wishing.now() else {
            return Vec::new();
        };
        let slots = slots(&standing);
        let of_day = slots.iter().filter(|slot| slot.weekday == weekday);
        of_day.cloned().collect()
    };
    let heading = el("h2")
        .attr("id", &day_heading(weekday))
        .attr("tabindex", "-1")
        .text(format::weekday(locale, weekday));
    let bell = move || {
        let standing = wishing.parent.standing()?;
        let day = week::day(&standing.menu, &standing.draft, &|_| false, true, weekday);
        day.last_bell.map(format::clock)
    };
    // What can be wished for is another's when the child is another, and nobody's after the close.
    // After the draw it is told what has come of it.
    let state = move || {
        let (standing, wishes) = wishing.now()?;
        Some(match stage(&standing, &wishes) {
            Stage::Ranking => standing.child.student.id.to_string(),
            Stage::Closed => [standing.child.student.id.as_str(), " closed"].concat(),
            Stage::Drawn => [&wishes.turn(&standing), " drawn"].concat(),
        })
    };
    let key = move |slot: &WeekSlot| {
        let state = untrack(state).unwrap_or_default();
        [slot.id.as_str(), &slot.time.to_string(), &state].join(" ")
    };
    let pick_up = move || wishing.parent.standing()?.draft.pick_up_on(weekday);
    let track = el("div")
        .class("track")
        .class_if("none", move || pick_up().is_none())
        .child(list(of_day, key, move |slot| slot_block(wishing, slot)))
        .child(care_row(wishing, weekday));
    el("section")
        .class("day")
        .child(el("div").child(heading).child(el("span").text_fn(bell)))
        .child(track)
}

fn slot_block(wishing: Wishing, slot: WeekSlot) -> View {
    let stage = stage_now(wishing);
    let locale = wishing.parent.locale;
    let title = slot_title(locale, &slot);
    let time = format::clock_range(locale, slot.time);
    let href = Route::Slot(slot.id.clone()).href();
    let ranked = {
        let id = slot.id.clone();
        move || -> Vec<OfferingId> {
            let list = wishing.list();
            list.map(|list| list.of_slot(&id).to_vec())
                .unwrap_or_default()
        }
    };
    let numbered = {
        let ranked = ranked.clone();
        move || (1..).zip(ranked()).collect::<Vec<_>>()
    };
    let key = |(rank, id): &(usize, OfferingId)| format!("{rank} {id}");
    let has_any = move || !ranked().is_empty();
    let possible = possible(wishing, &slot);
    let onward = {
        let has_any = has_any.clone();
        move || -> Text {
            match possible {
                _ if stage == Stage::Drawn => asking::open(locale).into(),
                _ if has_any() => say::change(locale).into(),
                0 => say::none(locale).into(),
                count => [say::add(locale), " · ", &say::count(locale, count)]
                    .concat()
                    .into(),
            }
        }
    };
    let action = {
        let onward = onward.clone();
        move || [title.as_str(), " ", &onward()].concat()
    };
    let wishes = when(
        move || has_any() && stage != Stage::Drawn,
        move || {
            el("ol")
                .class("wished")
                .child(list(numbered.clone(), key, move |(rank, id)| {
                    wish_line(wishing, rank, &id)
                }))
        },
    );
    let time = el("span").class("time").text(&time);
    let head = match stage {
        Stage::Closed => el("div").class("wish-head").child(time),
        Stage::Ranking | Stage::Drawn => el("a")
            .class("wish-head")
            .attr("href", &href)
            .attr_fn("aria-label", action)
            .child(time)
            .child(
                el("span")
                    .class("onward")
                    .text_fn(onward)
                    .child(icon(Symbol::Onward)),
            ),
    };
    let drawn = (stage == Stage::Drawn).then(|| drawn::lines(wishing, &slot.id));
    el("div")
        .class("wish-slot")
        .child(head)
        .child(wishes)
        .children(drawn)
}

fn stage_now(wishing: Wishing) -> Stage {
    let now = untrack(|| wishing.now());
    now.map_or(Stage::Closed, |(standing, wishes)| {
        stage(&standing, &wishes)
    })
}

/// How many courses of a slot the child can wish for; neither time nor taps change it.
fn possible(wishing: Wishing, slot: &WeekSlot) -> usize {
    let Some(standing) = wishing.parent.standing_now() else {
        return 0;
    };
    let all = slots(&standing);
    let wished = all.wished_in(&slot.id, &standing.menu.offerings);
    wished
        .filter(|id| wishing.reasons(&standing, &slot.id, id).is_empty())
        .count()
}

fn wish_line(wishing: Wishing, rank: usize, id: &OfferingId) -> View {
    let locale = wishing.parent.locale;
    let Some(standing) = wishing.parent.standing_now() else {
        return fragment();
    };
    let mark = standing
        .find(id)
        .map(|(_, course)| category_mark(course.category));
    el("li")
        .child(
            el("span")
                .class("rank")
                .attr("aria-label", &ordinal(locale, rank))
                .text(&rank.to_string()),
        )
        .children(mark)
        .child(el("b").text(&wording::offering_name(&standing.menu, id)))
}

/// Basic care stays where it is chosen: on the week of the parent's app.
fn care_row(wishing: Wishing, weekday: Weekday) -> View {
    let locale = wishing.parent.locale;
    let pick_up = move || wishing.parent.standing()?.draft.pick_up_on(weekday);
    let name = move || match pick_up() {
        Some(_) => week_words::base_care(locale),
        None => week_words::not_joined(locale),
    };
    let until = move || pick_up().map(|at| week_words::picked_up(locale, at));
    el("a")
        .class("ground")
        .attr(
            "href",
            &["./#/care/", &weekday.number().to_string()].concat(),
        )
        .child(el("strong").text_fn(name))
        .text(" ")
        .child(el("span").text_fn(until).child(icon(Symbol::Onward)))
}

/// Whether the wishes of the child on the screen are on their way or wait for a network.
fn progress(wishing: Wishing) -> Progress {
    wishing
        .now()
        .map_or(Progress::Idle, |(_, wishes)| wishes.progress)
}
