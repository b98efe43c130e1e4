//! What stands in the fields of a fact.

use super::Fact;
use super::lines::{print_group, print_pe_lessons};
use crate::policy::{
    Area, DocumentKind, FeePeriod, FlowStep, Guarantee, LedgerPeriod, MenuDraft, Ownership,
    PriorityGroup, Refund, ServicePlan, Specialty,
};
use crate::reading::{line, print_clock_range, print_fee, print_grades};
use crate::{GradeSet, SelectionMode};

/// 是 and 否, in the order of a choice.
pub(super) const YES_OR_NO: [bool; 2] = [true, false];

pub(super) fn texts(fact: Fact, draft: &MenuDraft) -> Vec<String> {
    let (school, plan) = (&draft.menu.school, &draft.plan);
    let profile = &plan.school;
    match fact {
        Fact::Name => vec![school.name.to_string()],
        Fact::Grades => vec![print_grades(school.grades)],
        Fact::ReceiptPrefix => vec![school.receipt_prefix.to_string()],
        Fact::Ownership => vec![number(Ownership::ALL, profile.ownership)],
        Fact::Area => vec![number(Area::ALL, profile.area)],
        Fact::Boarding => vec![number(&YES_OR_NO, profile.boarding)],
        Fact::Specialty => vec![number(Specialty::ALL, profile.specialty)],
        Fact::WorkEnds => vec![text(profile.work_ends)],
        Fact::SeasonalEnd => vec![
            text(plan.seasonal_end.map(|it| it.winter)),
            text(plan.seasonal_end.map(|it| it.otherwise)),
        ],
        Fact::FourthPeriod => vec![text(plan.fourth_period.map(print_clock_range))],
        Fact::WrittenHomeworkGrades => vec![homework(plan)],
        Fact::FamiliesAskedOn => vec![text(plan.families_asked_on)],
        Fact::AgreementCopies => vec![text(plan.agreement_copies)],
        Fact::PeLessons => {
            let lessons = plan.pe_lessons.iter().map(print_pe_lessons);
            vec![lessons.collect::<Vec<_>>().join("\n")]
        }
        Fact::Groups => {
            let groups = plan.groups.iter().map(print_group);
            vec![groups.collect::<Vec<_>>().join("\n")]
        }
        Fact::Flow => {
            let mark = |step| if plan.flow.contains(step) { "1" } else { "" };
            FlowStep::ALL.iter().map(|it| mark(it).to_owned()).collect()
        }
        Fact::Priority => {
            let guarantee = |group: &PriorityGroup| {
                let mut rules = plan.priority.iter();
                let rule = rules.find(|rule| rule.group == *group);
                number(Guarantee::ALL, rule.map(|rule| rule.guarantee))
            };
            PriorityGroup::ALL.iter().map(guarantee).collect()
        }
        Fact::MidTerm => vec![
            number(&YES_OR_NO, plan.mid_term.map(|it| it.join)),
            number(&YES_OR_NO, plan.mid_term.map(|it| it.leave)),
        ],
        Fact::Selection => {
            let said = plan.selection.as_ref();
            vec![
                number(&SelectionMode::ALL, said.map(|it| it.mode)),
                text(said.map(|it| &it.explanation)),
            ]
        }
        Fact::FeeStandard => {
            let said = plan.fee_standard.as_ref();
            vec![
                text(said.map(|it| &it.document)),
                text(said.map(|it| it.published_on)),
                text(said.map(|it| print_fee(it.service_fen))),
                text(said.map(|it| print_fee(it.course_fen))),
            ]
        }
        Fact::Fees => {
            let said = plan.fees.as_ref();
            vec![
                number(FeePeriod::ALL, said.map(|it| it.period)),
                text(said.map(|it| it.paid_from)),
                text(said.map(|it| it.paid_until)),
                number(Refund::ALL, said.map(|it| it.never_attended)),
            ]
        }
        Fact::Documents => {
            let titles = |kind: &DocumentKind| {
                let documents = plan.documents.iter().filter(|it| it.kind == *kind);
                let titles: Vec<_> = documents.map(|it| it.title.as_str()).collect();
                line::print_titles(&titles)
            };
            DocumentKind::ALL.iter().map(titles).collect()
        }
        Fact::Ledger => {
            let said = plan.ledger.as_ref();
            vec![
                number(LedgerPeriod::ALL, said.map(|it| it.period)),
                text(said.map(|it| &it.office)),
            ]
        }
    }
}

fn text(said: Option<impl ToString>) -> String {
    said.map_or_else(String::new, |said| said.to_string())
}

fn number<T: PartialEq>(all: &[T], said: Option<T>) -> String {
    let at = said.and_then(|said| all.iter().position(|it| *it == said));
    text(at)
}

fn homework(plan: &ServicePlan) -> String {
    let Some(grades) = &plan.written_homework_grades else {
        return String::new();
    };
    let set = GradeSet::of(grades.iter().copied());
    set.map_or_else(|_| line::NONE.to_owned(), print_grades)
}
