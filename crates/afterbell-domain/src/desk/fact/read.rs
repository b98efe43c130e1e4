//! What the fields of a fact say, written into a draft.

use super::Fact;
use super::inputs::{FactProblem, FactTrouble, Inputs};
use super::lines::{group, pe_lessons};
use super::said::YES_OR_NO;
use crate::SelectionMode;
use crate::policy::{
    Area, DocumentKind, FeePeriod, FeePlan, FeeStandard, FlowStep, Guarantee, LedgerPeriod,
    LedgerReport, MenuDraft, MidTermChange, Ownership, PeTimetable, PlanDocument, PriorityGroup,
    PriorityRule, Refund, SeasonalEnd, SelectionMechanism, Specialty,
};
use crate::reading::{clock_range, grades, line};

pub(super) fn write(
    fact: Fact,
    draft: &mut MenuDraft,
    inputs: Inputs<'_>,
) -> Result<(), FactProblem> {
    let (school, plan) = (&mut draft.menu.school, &mut draft.plan);
    let profile = &mut plan.school;
    let is_said = !inputs.text(0).is_empty();
    match fact {
        Fact::Name => school.name = inputs.label(0)?,
        Fact::Grades => school.grades = inputs.read(0, |text| grades(text, None))?,
        Fact::ReceiptPrefix => {
            let prefix = inputs.text(0).to_ascii_uppercase().parse();
            school.receipt_prefix = prefix.map_err(|_| FactTrouble::NotAPrefix.at(0))?;
        }
        Fact::Ownership => profile.ownership = inputs.chosen(0, Ownership::ALL),
        Fact::Area => profile.area = inputs.chosen(0, Area::ALL),
        Fact::Boarding => profile.boarding = inputs.chosen(0, &YES_OR_NO),
        Fact::Specialty => profile.specialty = inputs.chosen(0, Specialty::ALL),
        Fact::WorkEnds => profile.work_ends = is_said.then(|| inputs.clock(0)).transpose()?,
        Fact::SeasonalEnd => {
            plan.seasonal_end = match inputs.are_said(2)? {
                false => None,
                true => Some(SeasonalEnd {
                    winter: inputs.clock(0)?,
                    otherwise: inputs.clock(1)?,
                }),
            };
        }
        Fact::FourthPeriod => {
            let read = || inputs.read(0, clock_range);
            plan.fourth_period = is_said.then(read).transpose()?;
        }
        Fact::WrittenHomeworkGrades => {
            plan.written_homework_grades = match inputs.text(0) {
                "" => None,
                text if line::says_none(text) => Some(Vec::new()),
                _ => {
                    let of_school = school.grades;
                    let read = inputs.read(0, |text| grades(text, Some(of_school)))?;
                    Some(read.iter().collect())
                }
            };
        }
        Fact::FamiliesAskedOn => {
            plan.families_asked_on = is_said.then(|| inputs.date(0)).transpose()?;
        }
        Fact::AgreementCopies => {
            let count = || inputs.text(0).parse().ok().filter(|count| *count > 0);
            let read = || count().ok_or_else(|| FactTrouble::NotACount.at(0));
            plan.agreement_copies = is_said.then(read).transpose()?;
        }
        Fact::PeLessons => {
            let lessons = inputs.lines(0, pe_lessons)?;
            if let Some(line) = second_of_a_class(&lessons) {
                return Err(FactProblem {
                    line: Some(line),
                    ..FactTrouble::Twice.at(0)
                });
            }
            plan.pe_lessons = lessons.into_iter().map(|(_, lesson)| lesson).collect();
        }
        Fact::Groups => {
            let groups = inputs.lines(0, group)?.into_iter();
            plan.groups = groups.map(|(_, group)| group).collect();
        }
        Fact::Flow => {
            let steps = FlowStep::ALL.iter().zip(0..);
            let steps = steps.filter(|(_, at)| !inputs.text(*at).is_empty());
            plan.flow = steps.map(|(step, _)| *step).collect();
        }
        Fact::Priority => {
            let rules = PriorityGroup::ALL.iter().zip(0..);
            let rules = rules.filter_map(|(group, at)| {
                let guarantee = inputs.chosen(at, Guarantee::ALL)?;
                Some(PriorityRule {
                    group: *group,
                    guarantee,
                })
            });
            plan.priority = rules.collect();
        }
        Fact::MidTerm => {
            plan.mid_term = match inputs.are_said(2)? {
                false => None,
                true => Some(MidTermChange {
                    join: inputs.required(0, &YES_OR_NO)?,
                    leave: inputs.required(1, &YES_OR_NO)?,
                }),
            };
        }
        Fact::Selection => {
            plan.selection = match inputs.are_said(2)? {
                false => None,
                true => Some(SelectionMechanism {
                    mode: inputs.required(0, &SelectionMode::ALL)?,
                    explanation: inputs.label(1)?,
                }),
            };
        }
        Fact::FeeStandard => {
            plan.fee_standard = match inputs.are_said(4)? {
                false => None,
                true => Some(FeeStandard {
                    document: inputs.label(0)?,
                    published_on: inputs.date(1)?,
                    service_fen: inputs.fee(2)?,
                    course_fen: inputs.fee(3)?,
                }),
            };
        }
        Fact::Fees => {
            plan.fees = match inputs.are_said(4)? {
                false => None,
                true => Some(FeePlan {
                    period: inputs.required(0, FeePeriod::ALL)?,
                    paid_from: inputs.date(1)?,
                    paid_until: inputs.date(2)?,
                    never_attended: inputs.required(3, Refund::ALL)?,
                }),
            };
        }
        Fact::Documents => plan.documents = documents(inputs)?,
        Fact::Ledger => {
            plan.ledger = match inputs.are_said(2)? {
                false => None,
                true => Some(LedgerReport {
                    period: inputs.required(0, LedgerPeriod::ALL)?,
                    office: inputs.label(1)?,
                }),
            };
        }
    }
    Ok(())
}

/// Several of one kind are told apart by semicolons.
fn documents(inputs: Inputs<'_>) -> Result<Vec<PlanDocument>, FactProblem> {
    let mut documents = Vec::new();
    for (kind, at) in DocumentKind::ALL.iter().zip(0..) {
        for title in line::titles(inputs.text(at)) {
            let title = title.parse();
            documents.push(PlanDocument {
                kind: *kind,
                title: title.map_err(|_| FactTrouble::NotALabel.at(at))?,
            });
        }
    }
    Ok(documents)
}

/// The number of the line that is of a class that an earlier one is of.
fn second_of_a_class(lessons: &[(usize, PeTimetable)]) -> Option<usize> {
    let mut seen = Vec::new();
    let second = lessons.iter().find(|(_, lesson)| {
        let is_second = seen.contains(&lesson.class);
        seen.push(lesson.class);
        is_second
    });
    second.map(|(line, _)| *line)
}
