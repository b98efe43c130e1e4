//! Wishes and what a draw made of them, in words.

use afterbell_domain::wire::drawn::{
    BarrierCode, Outcome, SlotResult, StateCode, WaitingPlace, WishCode, WishResult,
};
use afterbell_domain::{ServiceMenu, WeekSlot};

use crate::text::common::digit;
use crate::text::wishes::{ranking, result as say, waiting};
use crate::wording::offering_name;
use crate::{Locale, format};

/// `第一志愿`, counted from 1.
pub fn ordinal(locale: Locale, rank: usize) -> String {
    let digit = match rank {
        1 => digit::d1(locale),
        2 => digit::d2(locale),
        3 => digit::d3(locale),
        4 => digit::d4(locale),
        5 => digit::d5(locale),
        6 => digit::d6(locale),
        7 => digit::d7(locale),
        8 => digit::d8(locale),
        9 => digit::d9(locale),
        more => return ranking::ordinal(locale, more),
    };
    ranking::ordinal(locale, digit)
}

/// `周二 15:30–17:00`
pub fn slot_title(locale: Locale, slot: &WeekSlot) -> String {
    let time = format::clock_range(locale, slot.time);
    ranking::day(locale, time, format::weekday(locale, slot.weekday))
}

/// `第一志愿 篮球：第 57 号，录取到第 41 号`; `group_name` says how a priority group is called.
pub fn wish(
    locale: Locale,
    menu: &ServiceMenu,
    group_name: &dyn Fn(&str) -> String,
    number: u32,
    rank: usize,
    wish: &WishResult,
) -> String {
    let course = offering_name(menu, &wish.offering);
    let ordinal = ordinal(locale, rank);
    match wish.code {
        WishCode::Admitted if wish.reserved => {
            say::admitted_reserved(locale, course, number, ordinal)
        }
        WishCode::Admitted => say::admitted(locale, course, number, ordinal),
        WishCode::Outranked => match wish.last_admitted.as_ref().or(wish.last_reserved.as_ref()) {
            Some(last) => match &last.group {
                Some(group) => {
                    let group = group_name(group);
                    say::outranked_group(locale, course, group, last.number, number, ordinal)
                }
                None => say::outranked(locale, course, last.number, number, ordinal),
            },
            None => say::outranked_reserved(locale, course, ordinal),
        },
        WishCode::Closed => say::closed(locale, wish.admitted, course, wish.minimum, ordinal),
        WishCode::GradeNotEligible => say::grade(locale, course, ordinal),
        WishCode::NotListed => say::not_listed(locale, course, ordinal),
        WishCode::Barred => barred(locale, menu, wish, course, ordinal),
    }
}

fn barred(
    locale: Locale,
    menu: &ServiceMenu,
    wish: &WishResult,
    course: String,
    ordinal: String,
) -> String {
    let other = || {
        let name = |id| offering_name(menu, id);
        wish.other.as_ref().map(name).unwrap_or_default()
    };
    let Some(barrier) = &wish.barrier else {
        return say::busy(locale, course, ordinal, other());
    };
    let limit = barrier.limit;
    match (barrier.code, barrier.weekday, barrier.category) {
        (BarrierCode::DayLimit, Some(weekday), _) => {
            let weekday = format::weekday(locale, weekday);
            say::day_limit(locale, course, limit, ordinal, weekday)
        }
        (BarrierCode::CategoryLimit, _, Some(category)) => {
            let category = format::category(locale, category);
            say::category_limit(locale, category, course, limit, ordinal)
        }
        (BarrierCode::CourseHeld, ..) => say::course_held(locale, course, ordinal),
        (BarrierCode::Busy, ..) => say::busy(locale, course, ordinal, other()),
        _ => say::term_limit(locale, course, limit, ordinal),
    }
}

/// What a child has in a slot after the draw.
pub fn outcome(locale: Locale, menu: &ServiceMenu, slot: &SlotResult) -> String {
    let course = || {
        let name = |id| offering_name(menu, id);
        slot.offering.as_ref().map(name).unwrap_or_default()
    };
    match slot.outcome {
        Outcome::Placed => say::placed(locale, course()),
        Outcome::Continues => say::continues(locale, course()),
        Outcome::BaseCare => say::base_care(locale).to_owned(),
        Outcome::NoWish => say::no_wish(locale).to_owned(),
    }
}

/// Where a child waits, or what became of that.
pub fn waiting(locale: Locale, menu: &ServiceMenu, place: &WaitingPlace) -> String {
    let course = offering_name(menu, &place.offering);
    match place.state.state {
        StateCode::Waiting | StateCode::Offered => {
            waiting::position(locale, course, place.position)
        }
        StateCode::Accepted => waiting::accepted(locale, course),
        StateCode::Declined => waiting::declined(locale, course),
        StateCode::Expired => waiting::expired(locale, course),
        StateCode::Left => waiting::left(locale, course),
    }
}

#[cfg(test)]
mod tests;
