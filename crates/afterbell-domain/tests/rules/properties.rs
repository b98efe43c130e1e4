//! What holds for any menu and any family. The laws are said again here in other words than
//! in the rules, so that a slip in a rule does not repeat itself in its test.

use afterbell_domain::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;

use crate::agreement::families::{self, Family, offering_ids};
use crate::agreement::menus;
use crate::agreement::random::Random;

/// A menu and a family of its school; shrinks towards few offerings.
pub fn town() -> impl Strategy<Value = (ServiceMenu, Family)> {
    (1..=9u64, any::<u64>()).prop_map(|(most_offerings, seed)| {
        let mut random = Random::seeded(seed);
        let menu = menus::menu(&mut random, most_offerings);
        let hash = menu.hash().expect("a menu has a hash");
        let family = families::family(&mut random, &menu, &hash);
        (menu, family)
    })
}

fn limits() -> impl Strategy<Value = Limits> {
    let limit = any::<Option<u8>>;
    (limit(), limit(), limit()).prop_map(|(per_day, per_category, per_term)| Limits {
        per_day,
        per_category,
        per_term,
    })
}

fn with_limits(menu: &ServiceMenu, limits: Limits) -> ServiceMenu {
    let mut content = MenuContent::from(menu.clone());
    content.limits = limits;
    ServiceMenu::new(content).expect("limits make no menu inconsistent")
}

/// Any number of children in any offering, in base care too, should someone count it there.
fn any_places(menu: &ServiceMenu, counts: &[u32], now: Moment) -> Places {
    let care = "base-care".parse().expect("an identifier");
    let names = offering_ids(menu).into_iter().chain([care]);
    Places {
        menu: menu.hash().expect("a menu has a hash"),
        as_of: now,
        taken: names.zip(counts.iter().copied().cycle()).collect(),
        waits_for_pool: false,
    }
}

/// A moment of the term or before it: `back` seconds before its last midnight.
fn within_term(menu: &ServiceMenu, back: i64) -> Moment {
    let text = format!("{}T23:59:59{}", menu.term.last_day, menu.school.zone);
    let last: Moment = text.parse().expect("a moment");
    last.plus_seconds(-back)
}

pub fn chosen<'a>(menu: &'a ServiceMenu, draft: &SelectionDraft) -> Vec<&'a Offering> {
    draft
        .offerings()
        .iter()
        .filter_map(|id| menu.offering(id))
        .collect()
}

fn as_set(verdict: &Verdict) -> BTreeSet<String> {
    let offerings = verdict.offerings.iter();
    let offerings = offerings.flat_map(|one| {
        one.reasons
            .iter()
            .map(|reason| format!("{} {reason:?}", one.offering))
    });
    let rest = format!(
        "{:?} {:?} {:?}",
        verdict.care, verdict.whole, verdict.advice
    );
    offerings.chain([rest]).collect()
}

proptest! {
    #[test]
    fn base_care_is_never_refused(
        (menu, mut family) in town(),
        limits in limits(),
        counts in vec(prop_oneof![any::<u32>(), Just(u32::MAX)], 1..5),
        back in prop_oneof![0..20_000_000i64, 0..3_000_000_000i64],
        choices in vec(any::<Option<Index>>(), 7),
    ) {
        let menu = with_limits(&menu, limits);
        family.now = within_term(&menu, back);
        family.places = any_places(&menu, &counts, family.now);
        family.draft = SelectionDraft::empty(family.places.menu.clone());
        for (day, choice) in menu.base_care.days.iter().zip(choices) {
            let pick_up = choice.map(|index| *index.get(&day.pick_up_times));
            family.draft.set_care(day.weekday, pick_up);
        }
        prop_assert_eq!(family.verdict(&menu), Verdict::default());
    }

    /// Beside courses, care answers to the timetable alone: to no limit, window or number.
    #[test]
    fn base_care_is_never_capped(
        (menu, family) in town(),
        limits in limits(),
        counts in vec(any::<u32>(), 1..5),
        back in 0..20_000_000i64,
    ) {
        let (limited, now) = (with_limits(&menu, limits), within_term(&menu, back));
        let crowded = Family { places: any_places(&menu, &counts, now), now, ..family.clone() };
        prop_assert_eq!(crowded.verdict(&limited).care, family.verdict(&menu).care);
    }

    /// Who goes the way a button offers has the course in a draft, and no course less than it says.
    #[test]
    fn a_way_leads_into_the_draft((menu, family) in town(), index in any::<Index>()) {
        let offering = &menu.offerings[index.index(menu.offerings.len())].id;
        let situation = Situation {
            menu: &menu,
            student: &family.student,
            draft: &family.draft,
            places: &family.places,
            now: family.now,
        };
        let reasons = check_offering(&situation, offering);
        let way = way_to(&situation, offering);
        if reasons.is_empty() {
            prop_assert_eq!(&way, &Some(Way::default()));
        }
        let Some(way) = way else { return Ok(()) };
        let mut draft = family.draft.clone();
        way.gives_up.iter().for_each(|other| draft.remove(other));
        way.pick_ups.iter().for_each(|later| draft.set_care(later.weekday, Some(later.pick_up)));
        draft.add(offering.clone());
        let left = check_offering(&Situation { draft: &draft, ..situation }, offering);
        prop_assert!(left.iter().all(|reason| matches!(reason, Reason::NotYetOpen { .. })), "{left:?}");
    }

    #[test]
    fn an_accepted_draft_keeps_every_law((menu, family) in town()) {
        prop_assume!(family.verdict(&menu).is_accepted());
        let chosen = chosen(&menu, &family.draft);
        prop_assert_eq!(chosen.len(), family.draft.offerings().len());
        let course = |o: &Offering| menu.course_of(o).expect("of a consistent menu");
        for session in chosen.iter().flat_map(|one| &one.sessions) {
            let pick_up = family.draft.pick_up_on(session.weekday);
            prop_assert!(pick_up.is_none_or(|pick_up| pick_up >= session.time.end()));
        }
        // Held courses stand together as the school gave them.
        let is_new = |one: &&&Offering| !family.student.is_enrolled(&one.id);
        let settled = |one, other| !is_new(&one) && !is_new(&other);
        for (at, one) in chosen.iter().enumerate() {
            for other in chosen[..at].iter().filter(|other| !settled(one, other)) {
                for (a, b) in one.sessions.iter().flat_map(|a| other.sessions.iter().map(move |b| (a, b))) {
                    let apart = a.time.end() <= b.time.start() || b.time.end() <= a.time.start();
                    prop_assert!(a.weekday != b.weekday || apart);
                }
                prop_assert!(one.course != other.course || !course(one).once_per_term);
            }
        }
        let within = |most: Option<u8>, kind: &dyn Fn(&Offering) -> bool| {
            let mut of_kind = chosen.iter().filter(|one| kind(one));
            let most = most.map_or(usize::MAX, usize::from);
            of_kind.clone().count() <= most || !of_kind.any(|one| is_new(&one))
        };
        let limits = menu.limits;
        prop_assert!(within(limits.per_term, &|_| true));
        for day in Weekday::ALL {
            prop_assert!(within(limits.per_day, &|one| one.is_on(day)));
        }
        for category in Category::ALL {
            prop_assert!(within(limits.per_category, &|one| course(one).category == category));
        }
    }

    #[test]
    fn a_new_course_is_let_in_lawfully((menu, family) in town()) {
        let (student, places) = (&family.student, &family.places);
        prop_assume!(family.verdict(&menu).is_accepted());
        let chosen = chosen(&menu, &family.draft);
        for offering in chosen.into_iter().filter(|o| !student.enrolled.contains(&o.id)) {
            let Eligibility { grades, classes } = &offering.eligibility;
            prop_assert!(grades.contains(student.class.grade()));
            prop_assert!(classes.is_empty() || classes.contains(&student.class));
            prop_assert!(!offering.audition || student.auditions_passed.contains(&offering.id));
            prop_assert!(places.taken(&offering.id) < u32::from(offering.places));
            let course = menu.course_of(offering).expect("of a consistent menu");
            prop_assert!(course.prerequisite.iter().all(|id| student.completed.contains(id)));
            let open = |w: &SelectionWindow| w.opens_at <= family.now && family.now < w.closes_at;
            prop_assert!(menu.round.windows.iter().any(open));
        }
    }

    #[test]
    fn beside_the_menu_stands_what_the_verdict_says((menu, family) in town()) {
        let verdict = family.verdict(&menu);
        for id in family.draft.offerings() {
            let beside = check_offering(&family.situation(&menu), id);
            prop_assert_eq!(beside.as_slice(), verdict.reasons_of(id));
        }
    }

    #[test]
    fn what_has_no_reason_can_be_added((menu, family) in town()) {
        prop_assume!(family.verdict(&menu).is_accepted());
        for id in offering_ids(&menu) {
            if check_offering(&family.situation(&menu), &id).is_empty() {
                let mut more = family.clone();
                more.draft.add(id);
                prop_assert!(more.verdict(&menu).is_accepted(), "{:?}", more.draft);
            }
        }
    }

    #[test]
    fn what_has_a_reason_cannot_be_added((menu, family) in town()) {
        for id in offering_ids(&menu) {
            if !check_offering(&family.situation(&menu), &id).is_empty() {
                let mut more = family.clone();
                more.draft.add(id);
                prop_assert!(!more.verdict(&menu).is_accepted(), "{:?}", more.draft);
            }
        }
    }

    #[test]
    fn a_course_can_always_be_given_back((menu, family) in town()) {
        prop_assume!(family.verdict(&menu).is_accepted());
        for id in family.draft.offerings() {
            let mut less = family.clone();
            less.draft.remove(id);
            prop_assert!(less.verdict(&menu).is_accepted(), "{:?}", less.draft);
        }
    }

    #[test]
    fn the_order_of_choosing_does_not_matter(
        (menu, family, shuffled) in town().prop_flat_map(|(menu, family)| {
            let shuffled = Just(family.draft.offerings().to_vec()).prop_shuffle();
            (Just(menu), Just(family), shuffled)
        }),
    ) {
        let draft = &family.draft;
        let draft = SelectionDraft::new(draft.menu().clone(), shuffled, draft.care().to_vec());
        let other = Family { draft: draft.expect("the same choices"), ..family.clone() };
        prop_assert!(other.draft.chooses_same_as(&family.draft));
        prop_assert_eq!(as_set(&other.verdict(&menu)), as_set(&family.verdict(&menu)));
    }

    #[test]
    fn the_zone_of_the_asker_does_not_matter((menu, family) in town(), east in -840..=840i32) {
        let zone = Zone::east_minutes(east).expect("a zone");
        let elsewhere = Family { now: family.now.in_zone(zone), ..family.clone() };
        prop_assert_eq!(elsewhere.verdict(&menu), family.verdict(&menu));
        prop_assert_eq!(menu.phase(elsewhere.now), menu.phase(family.now));
    }
}
