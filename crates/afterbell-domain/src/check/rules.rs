use super::{Advice, Reason, Situation};
use crate::{
    CareChoice, Course, HomeroomClass, Moment, Offering, Phase, ServiceMenu, Student, Weekday,
};

/// A walk from one room to the next; a longer gap is time without anybody.
const LONGEST_WALK_MINUTES: u16 = 15;

impl<'a> Situation<'a> {
    /// The offerings of the draft that the menu has.
    pub(super) fn chosen(&self) -> impl Iterator<Item = &'a Offering> {
        let menu = self.menu;
        self.draft
            .offerings()
            .iter()
            .filter_map(|id| menu.offering(id))
    }

    /// The chosen offerings beside this one.
    fn others(&self, offering: &'a Offering) -> impl Iterator<Item = &'a Offering> {
        self.chosen().filter(|other| other.id != offering.id)
    }

    fn is_held(&self, offering: &Offering) -> bool {
        self.student.is_enrolled(&offering.id)
    }

    /// The chosen offerings that come together with this one by this choice. Two that the
    /// child holds stand as the school gave them, whatever a later menu says of them: nothing
    /// in it may keep a parent from changing the care.
    fn company(&self, offering: &'a Offering) -> impl Iterator<Item = &'a Offering> {
        let is_held = self.is_held(offering);
        self.others(offering)
            .filter(move |other| !is_held || !self.is_held(other))
    }

    /// Whether there would be more than `limit` of a kind, and not because of held ones alone.
    fn exceeds(&self, limit: u8, offering: &'a Offering, kind: impl Fn(&Offering) -> bool) -> bool {
        self.others(offering).filter(|other| kind(other)).count() >= usize::from(limit)
            && (!self.is_held(offering) || self.company(offering).any(kind))
    }

    fn course(&self, offering: &Offering) -> Option<&'a Course> {
        self.menu.course(&offering.course)
    }
}

pub(super) fn of_offering(situation: &Situation<'_>, offering: &Offering) -> Vec<Reason> {
    // Looked up again so that it lives as long as the menu, like the others it is held against.
    let Some(offering) = situation.menu.offering(&offering.id) else {
        return vec![Reason::NotInMenu];
    };
    let is_held = situation.is_held(offering);
    let mut reasons = Vec::new();
    // In the order of `Remedy`.
    if !is_held {
        exclusion(situation, offering, &mut reasons);
    }
    reasons.extend(term_ended(situation.menu, situation.now));
    pick_up(situation, offering, &mut reasons);
    company(situation, offering, &mut reasons);
    limits(situation, offering, &mut reasons);
    if !is_held {
        admission(situation, offering, &mut reasons);
    }
    reasons
}

/// Is it none for this child, or too late for any?
fn exclusion(situation: &Situation<'_>, offering: &Offering, reasons: &mut Vec<Reason>) {
    let Situation {
        menu,
        student,
        places,
        now,
        ..
    } = *situation;
    audience(student.class, offering, reasons);
    match menu.phase(now) {
        Phase::Closed { closed_at } | Phase::Running { closed_at } => {
            reasons.push(Reason::Closed { closed_at });
        }
        Phase::Before { .. } | Phase::Open { .. } if menu.round.mode.is_drawn() => {
            reasons.push(Reason::DrawnByWishes);
        }
        Phase::Before { .. } | Phase::Open { .. } if places.waits_for_pool => {
            reasons.extend(Some(drawn(menu, now)).filter(|it| *it == Reason::DrawnByWishes));
        }
        // The end is said of every course, held or not, by `term_ended`.
        Phase::Before { .. } | Phase::Open { .. } | Phase::Ended { .. } => {}
    }
}

/// Places are drawn: it can still be wished for, or the draw is under way.
pub(crate) fn drawn(menu: &ServiceMenu, now: Moment) -> Reason {
    match menu.round.wishes_close_at() {
        Some(closes_at) if closes_at <= now => Reason::BeingDrawn,
        _ => Reason::DrawnByWishes,
    }
}

/// Is it for children of this grade and class?
pub(crate) fn audience(class: HomeroomClass, offering: &Offering, reasons: &mut Vec<Reason>) {
    let eligibility = &offering.eligibility;
    if !eligibility.grades.contains(class.grade()) {
        let (grades, grade) = (eligibility.grades, class.grade());
        reasons.push(Reason::GradeNotEligible { grades, grade });
    } else if !eligibility.classes.is_empty() && !eligibility.classes.contains(&class) {
        reasons.push(Reason::ClassNotEligible {
            classes: eligibility.classes.clone(),
            class,
        });
    }
}

/// May this child be let in now?
fn admission(situation: &Situation<'_>, offering: &Offering, reasons: &mut Vec<Reason>) {
    let Situation {
        menu,
        student,
        places,
        now,
        ..
    } = *situation;
    match menu.phase(now) {
        Phase::Before { opens_at } => reasons.push(Reason::NotYetOpen { opens_at }),
        Phase::Open { .. } if places.waits_for_pool => {
            reasons.extend(Some(drawn(menu, now)).filter(|it| *it == Reason::BeingDrawn));
        }
        _ => {}
    }
    if !places.has_room_for(student, offering) {
        reasons.push(Reason::Full {
            places: offering.places,
        });
    }
    reasons.extend(prerequisite(menu, student, offering));
    if offering.audition && !student.auditions_passed.contains(&offering.id) {
        reasons.push(Reason::AuditionRequired);
    }
}

/// Was something left out that comes before?
fn prerequisite(menu: &ServiceMenu, student: &Student, offering: &Offering) -> Option<Reason> {
    let course = menu.course_of(offering)?.prerequisite.as_ref()?;
    (!student.completed.contains(course)).then(|| Reason::PrerequisiteMissing {
        course: course.clone(),
    })
}

/// Nothing can be chosen or kept beyond the term.
pub(crate) fn term_ended(menu: &ServiceMenu, now: Moment) -> Option<Reason> {
    let last_day = menu.term.last_day;
    matches!(menu.phase(now), Phase::Ended { .. }).then_some(Reason::TermEnded { last_day })
}

/// Does it go together with the other chosen courses?
fn company<'a>(situation: &Situation<'a>, offering: &'a Offering, reasons: &mut Vec<Reason>) {
    for other in situation.company(offering) {
        if let Some(session) = offering.first_clash(other) {
            let (weekday, time) = (session.weekday, session.time);
            reasons.push(Reason::Clashes {
                with: other.id.clone(),
                weekday,
                time,
            });
        }
    }
    if situation
        .course(offering)
        .is_some_and(|course| course.once_per_term)
    {
        let same = situation
            .company(offering)
            .filter(|other| other.course == offering.course);
        reasons.extend(same.map(|other| Reason::CourseChosenTwice {
            other: other.id.clone(),
        }));
    }
}

/// Would it be one too many?
fn limits<'a>(situation: &Situation<'a>, offering: &'a Offering, reasons: &mut Vec<Reason>) {
    let rules = situation.menu.limits;
    if let Some(limit) = rules.per_day {
        for weekday in Weekday::ALL.into_iter().filter(|day| offering.is_on(*day)) {
            if situation.exceeds(limit, offering, |other| other.is_on(weekday)) {
                reasons.push(Reason::DayLimit { weekday, limit });
            }
        }
    }
    if let (Some(limit), Some(course)) = (rules.per_category, situation.course(offering)) {
        let category = course.category;
        let category_of = |other: &Offering| situation.course(other).map(|c| c.category);
        if situation.exceeds(limit, offering, |other| {
            category_of(other) == Some(category)
        }) {
            reasons.push(Reason::CategoryLimit { category, limit });
        }
    }
    if let Some(limit) = rules.per_term
        && situation.exceeds(limit, offering, |_| true)
    {
        reasons.push(Reason::TermLimit { limit });
    }
}

/// Would the child be fetched before it is over?
fn pick_up(situation: &Situation<'_>, offering: &Offering, reasons: &mut Vec<Reason>) {
    for session in &offering.sessions {
        let (weekday, ends_at) = (session.weekday, session.time.end());
        if let Some(pick_up) = situation.draft.pick_up_on(weekday)
            && pick_up < ends_at
        {
            reasons.push(Reason::PickUpBeforeCourseEnds {
                weekday,
                pick_up,
                ends_at,
            });
        }
    }
}

/// May this child wish for it, whatever the time and the places? The child is fetched after every
/// course it may get.
pub(crate) fn of_wish(
    menu: &ServiceMenu,
    student: &Student,
    offering: &Offering,
    care: &[CareChoice],
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    audience(student.class, offering, &mut reasons);
    for choice in care {
        let too_late = offering
            .sessions_on(choice.weekday)
            .filter(|session| choice.pick_up < session.time.end());
        reasons.extend(too_late.map(|session| Reason::PickUpBeforeCourseEnds {
            weekday: choice.weekday,
            pick_up: choice.pick_up,
            ends_at: session.time.end(),
        }));
    }
    reasons.extend(prerequisite(menu, student, offering));
    reasons
}

/// Base care: only its own timetable and the child's own courses speak here. No number of
/// children, no window and no limit does (愿留尽留).
pub(super) fn of_care(situation: &Situation<'_>, choice: CareChoice) -> Vec<Reason> {
    let CareChoice { weekday, pick_up } = choice;
    let mut reasons = of_care_alone(situation.menu, choice);
    if situation.menu.base_care.on(weekday).is_some()
        && let Some(ends_at) = situation.too_early(weekday, pick_up)
    {
        reasons.push(Reason::PickUpBeforeCourseEnds {
            weekday,
            pick_up,
            ends_at,
        });
    }
    reasons
}

/// What the care's own timetable says.
pub(crate) fn of_care_alone(menu: &ServiceMenu, choice: CareChoice) -> Vec<Reason> {
    let CareChoice { weekday, pick_up } = choice;
    let Some(day) = menu.base_care.on(weekday) else {
        return vec![Reason::CareNotOffered { weekday }];
    };
    let is_offered = day.pick_up_times.contains(&pick_up);
    let refused = Reason::PickUpNotOffered { weekday, pick_up };
    (!is_offered).then_some(refused).into_iter().collect()
}

pub(super) fn of_whole(situation: &Situation<'_>) -> Vec<Reason> {
    let Situation { menu, draft, .. } = *situation;
    let mut reasons = Vec::new();
    if !draft.is_empty() {
        reasons.extend(term_ended(menu, situation.now));
    }
    let over = menu.limits.per_term.filter(|limit| {
        let mut chosen = situation.chosen();
        chosen.any(|offering| situation.exceeds(*limit, offering, |_| true))
    });
    reasons.extend(over.map(|limit| Reason::TermLimit { limit }));
    reasons
}

pub(super) fn advice(situation: &Situation<'_>) -> Vec<Advice> {
    let days = Weekday::ALL.into_iter();
    days.filter_map(|weekday| unattended(situation, weekday))
        .collect()
}

/// The first stretch after the last bell in which the child would be with nobody.
fn unattended(situation: &Situation<'_>, weekday: Weekday) -> Option<Advice> {
    let day = situation.menu.base_care.on(weekday)?;
    if situation.draft.pick_up_on(weekday).is_some() {
        return None;
    }
    let mut sessions: Vec<_> = situation
        .chosen()
        .flat_map(|offering| offering.sessions_on(weekday))
        .collect();
    sessions.sort_by_key(|session| session.time);
    let mut from = day.time.start();
    for session in sessions {
        let until = session.time.start();
        if until.minutes_since_midnight() > from.minutes_since_midnight() + LONGEST_WALK_MINUTES {
            return Some(Advice::Unattended {
                weekday,
                from,
                until,
            });
        }
        from = from.max(session.time.end());
    }
    None
}
