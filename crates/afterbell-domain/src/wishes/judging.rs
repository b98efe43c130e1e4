use super::{WeekSlots, WishList};
use crate::check::{of_care, of_wish};
use crate::{
    CareVerdict, Moment, OfferingVerdict, Phase, Reason, SelectionMode, ServiceMenu, SlotId,
    Student, Verdict,
};

/// Judges a list of wishes: may each be wished for by this child, now, and in this slot?
///
/// Limits, clashes and places are not looked at: what a child gets is limited when places are given
/// out, and a wish takes no place from anybody. A wish for a course with an audition may be saved
/// before the teacher has chosen.
pub fn check_wishes(
    menu: &ServiceMenu,
    student: &Student,
    wishes: &WishList,
    now: Moment,
) -> Verdict {
    let slots = WeekSlots::of(&menu.offerings);
    let ranked = wishes.slots().iter().flat_map(|one| {
        let ids = one.offerings.iter().enumerate();
        ids.map(|(place, id)| (&one.slot, place, id))
    });
    let offerings = ranked.filter_map(|(slot, place, id)| {
        let mut reasons = match menu.offering(id) {
            None => vec![Reason::NotInMenu],
            Some(offering) => {
                let mut reasons = of_wish(menu, student, offering, wishes.care());
                let first = slots.of_offering(offering).next();
                let is_here = first.is_some_and(|first| first.id == *slot);
                reasons.extend((!is_here).then_some(Reason::OtherSlot));
                reasons
            }
        };
        let is_second = place > 0 && menu.round.mode == SelectionMode::Lottery;
        reasons.extend(is_second.then_some(Reason::OneWishOnly));
        let offering = id.clone();
        (!reasons.is_empty()).then_some(OfferingVerdict { offering, reasons })
    });
    let care = wishes.care().iter().filter_map(|choice| {
        let reasons = of_care(menu, *choice);
        let weekday = choice.weekday;
        (!reasons.is_empty()).then_some(CareVerdict { weekday, reasons })
    });
    Verdict {
        offerings: offerings.collect(),
        care: care.collect(),
        whole: time(menu, now).into_iter().collect(),
        advice: Vec::new(),
    }
}

/// Wishes are saved while the window is open, as often as a family likes, the empty list as well.
fn time(menu: &ServiceMenu, now: Moment) -> Option<Reason> {
    let Some(closed_at) = menu.round.wishes_close_at() else {
        return Some(Reason::FirstCome);
    };
    match menu.phase(now) {
        // The opening pool is over, the round goes on.
        Phase::Open { .. } | Phase::Before { .. } if closed_at <= now => {
            Some(Reason::Closed { closed_at })
        }
        Phase::Open { .. } => None,
        Phase::Before { opens_at } => Some(Reason::NotYetOpen { opens_at }),
        Phase::Closed { closed_at } | Phase::Running { closed_at } => {
            Some(Reason::Closed { closed_at })
        }
        Phase::Ended { .. } => Some(Reason::TermEnded {
            last_day: menu.term.last_day,
        }),
    }
}

impl WishList {
    /// The wishes that still hold when the list of applicants is made: a menu may have been corrected, and a
    /// child may have changed its class, since they were saved. Where the round has become a lottery, the
    /// best of each slot is the one that is drawn.
    pub fn that_hold(&self, menu: &ServiceMenu, student: &Student) -> Self {
        let slots = WeekSlots::of(&menu.offerings);
        let mut held = self.clone();
        for ranking in &mut held.wishes {
            let slot: &SlotId = &ranking.slot;
            ranking.offerings.retain(|id| {
                menu.offering(id).is_some_and(|offering| {
                    let first = slots.of_offering(offering).next();
                    first.is_some_and(|first| first.id == *slot)
                        && of_wish(menu, student, offering, &[]).is_empty()
                })
            });
            if menu.round.mode == SelectionMode::Lottery {
                ranking.offerings.truncate(1);
            }
        }
        held.wishes.retain(|one| !one.offerings.is_empty());
        held
    }
}
