//! Guards the generator: cases in which nothing happens would agree for ever.

use afterbell_domain::*;
use std::collections::BTreeMap;

const REASONS: [&str; 17] = [
    "grade_not_eligible",
    "class_not_eligible",
    "not_yet_open",
    "closed",
    "full",
    "clashes",
    "course_chosen_twice",
    "day_limit",
    "category_limit",
    "term_limit",
    "prerequisite_missing",
    "audition_required",
    "pick_up_before_course_ends",
    "care_not_offered",
    "pick_up_not_offered",
    "not_in_menu",
    "term_ended",
];

/// How often each reason and advice was given, and how many drafts were accepted.
#[derive(Debug, Default)]
pub struct Worth {
    cases: usize,
    accepted: usize,
    accepted_with_courses: usize,
    given: BTreeMap<&'static str, usize>,
}

impl Worth {
    pub fn see(&mut self, verdict: &Verdict, draft: &SelectionDraft) {
        self.cases += 1;
        if verdict.is_accepted() {
            self.accepted += 1;
            self.accepted_with_courses += usize::from(!draft.offerings().is_empty());
        }
        let offerings = verdict.offerings.iter().flat_map(|one| &one.reasons);
        let care = verdict.care.iter().flat_map(|one| &one.reasons);
        for reason in offerings.chain(care).chain(&verdict.whole) {
            *self.given.entry(code(reason)).or_default() += 1;
        }
        for Advice::Unattended { .. } in &verdict.advice {
            *self.given.entry("unattended").or_default() += 1;
        }
    }

    pub fn assert(&self) {
        for told in REASONS.into_iter().chain(["unattended"]) {
            let times = self.given.get(told).copied().unwrap_or(0);
            assert!(
                times * 500 >= self.cases,
                "{told} is given only {times} times: {self:?}"
            );
        }
        assert!(self.cases >= 100_000, "too few cases: {self:?}");
        assert!(
            self.accepted * 4 >= self.cases,
            "too few accepted: {self:?}"
        );
        assert!(
            self.accepted_with_courses * 6 >= self.cases,
            "mostly empty: {self:?}"
        );
    }
}

/// Exhaustive, so that a new reason cannot be forgotten here.
fn code(reason: &Reason) -> &'static str {
    match reason {
        Reason::GradeNotEligible { .. } => "grade_not_eligible",
        Reason::ClassNotEligible { .. } => "class_not_eligible",
        Reason::NotYetOpen { .. } => "not_yet_open",
        Reason::Closed { .. } => "closed",
        Reason::Full { .. } => "full",
        Reason::Clashes { .. } => "clashes",
        Reason::CourseChosenTwice { .. } => "course_chosen_twice",
        Reason::DayLimit { .. } => "day_limit",
        Reason::CategoryLimit { .. } => "category_limit",
        Reason::TermLimit { .. } => "term_limit",
        Reason::PrerequisiteMissing { .. } => "prerequisite_missing",
        Reason::AuditionRequired => "audition_required",
        Reason::PickUpBeforeCourseEnds { .. } => "pick_up_before_course_ends",
        Reason::CareNotOffered { .. } => "care_not_offered",
        Reason::PickUpNotOffered { .. } => "pick_up_not_offered",
        Reason::NotInMenu => "not_in_menu",
        Reason::TermEnded { .. } => "term_ended",
        Reason::DrawnByWishes => "drawn_by_wishes",
        Reason::BeingDrawn => "being_drawn",
        Reason::NotOpened => "not_opened",
        Reason::FirstCome => "first_come",
        Reason::OtherSlot => "other_slot",
        Reason::OneWishOnly => "one_wish_only",
    }
}
