//! Children of a menu's school, what their parents choose, and when.

use afterbell_domain::*;

use super::menus::{AROUND, label};
use super::random::Random;

/// Everything the rules look at.
#[derive(Debug, Clone)]
pub struct Family {
    pub student: Student,
    pub draft: SelectionDraft,
    pub places: Places,
    pub now: Moment,
}

impl Family {
    pub fn situation<'a>(&'a self, menu: &'a ServiceMenu) -> Situation<'a> {
        Situation {
            menu,
            student: &self.student,
            draft: &self.draft,
            places: &self.places,
            now: self.now,
        }
    }

    pub fn verdict(&self, menu: &ServiceMenu) -> Verdict {
        check(menu, &self.student, &self.draft, &self.places, self.now)
    }
}

pub fn family(random: &mut Random, menu: &ServiceMenu, hash: &MenuHash) -> Family {
    let now = now(random, menu);
    let mut family = Family {
        student: student(random, menu),
        draft: SelectionDraft::empty(hash.clone()),
        places: places(random, menu, hash, now),
        now,
    };
    choose_care(random, menu, &mut family.draft);
    if random.chance(50) {
        choose_with_care(random, menu, &mut family);
    } else {
        choose_wildly(random, menu, &mut family.draft);
    }
    family
}

/// Mostly while parents can choose, and often at the very second when a phase changes.
pub fn now(random: &mut Random, menu: &ServiceMenu) -> Moment {
    let window = *random.pick(&menu.round.windows);
    let open = window.opens_at.seconds_until(window.closes_at) as u64;
    let utc = Zone::east_minutes(0).expect("UTC");
    let midnight = |date: Date, zone: Zone| -> Moment {
        format!("{date}T00:00:00{zone}").parse().expect("a moment")
    };
    let edges = [
        window.opens_at,
        window.closes_at,
        midnight(menu.term.first_day, menu.school.zone),
        midnight(menu.term.last_day, menu.school.zone).plus_seconds(86_400),
    ];
    let now = match random.below(10) {
        0..=6 => window.opens_at.plus_seconds(random.below(open) as i64),
        7 => random
            .pick(&edges)
            .plus_seconds(random.within(0..=2) as i64 - 1),
        8 => window
            .opens_at
            .plus_seconds(random.below(400_000) as i64 - 200_000),
        _ => Moment::from_unix(AROUND + random.below(20_000_000) as i64, utc).expect("a moment"),
    };
    // Whoever asks may live in another zone than the school.
    if random.chance(20) {
        now.in_zone(utc)
    } else {
        now
    }
}

pub fn student(random: &mut Random, menu: &ServiceMenu) -> Student {
    let grade = Grade::new(random.within(1..=6) as u8).expect("a grade of the school");
    let courses: Vec<_> = menu
        .courses
        .iter()
        .map(|course| course.id.clone())
        .collect();
    let offerings = offering_ids(menu);
    Student {
        id: "s1".parse().expect("an identifier"),
        name: label("林小满"),
        class: HomeroomClass::new(grade, random.within(1..=3) as u8).expect("a class"),
        completed: random.some_of(&courses, 60),
        auditions_passed: random.some_of(&offerings, 50),
        enrolled: random.some_of(&offerings, 15),
    }
}

pub fn places(random: &mut Random, menu: &ServiceMenu, hash: &MenuHash, now: Moment) -> Places {
    let mut taken = std::collections::BTreeMap::new();
    for offering in &menu.offerings {
        let count = match random.below(12) {
            0..=2 => continue,
            3 => u32::from(offering.places),
            4 => u32::MAX,
            _ => random.below(u64::from(offering.places) + 2) as u32,
        };
        taken.insert(offering.id.clone(), count);
    }
    Places {
        menu: hash.clone(),
        as_of: now,
        taken,
        waits_for_pool: false,
    }
}

pub fn offering_ids(menu: &ServiceMenu) -> Vec<OfferingId> {
    let ids = menu.offerings.iter().map(|offering| offering.id.clone());
    ids.collect()
}

/// Care that the school offers, on some days.
pub fn choose_care(random: &mut Random, menu: &ServiceMenu, draft: &mut SelectionDraft) {
    for day in &menu.base_care.days {
        if random.chance(35) {
            draft.set_care(day.weekday, Some(*random.pick(&day.pick_up_times)));
        }
    }
}

/// What a parent does who looks at the reasons: takes only what has none.
fn choose_with_care(random: &mut Random, menu: &ServiceMenu, family: &mut Family) {
    for id in random.some_of(&offering_ids(menu), 60) {
        if check_offering(&family.situation(menu), &id).is_empty() {
            family.draft.add(id);
        }
    }
}

/// What a broken or hostile client sends.
fn choose_wildly(random: &mut Random, menu: &ServiceMenu, draft: &mut SelectionDraft) {
    for id in random.some_of(&offering_ids(menu), 40) {
        draft.add(id);
    }
    if random.chance(5) {
        draft.add("withdrawn-course".parse().expect("an identifier"));
    }
    if random.chance(10) {
        let weekday = *random.pick(&Weekday::ALL);
        let pick_up = ClockTime::new(random.within(15..=18) as u8, 35).expect("a time");
        draft.set_care(weekday, Some(pick_up));
    }
}
