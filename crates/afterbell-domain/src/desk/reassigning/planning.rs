use std::collections::{BTreeMap, BTreeSet};

use super::{
    ChangeDecision, DecidedChange, Fate, Holder, Plan, Reassigned, Reassigning, closed_to_moves,
};
use crate::desk::difference::ChangedOffering;
use crate::desk::{MenuDifference, NotDecided, Standing, ToldCourse, ToldOffering, Touch, Touched};
use crate::wishes::fetched_after_courses;
use crate::{
    Invalid, MenuContent, Offering, OfferingId, Reason, SelectionDraft, Student, StudentId,
    check_offered,
};

/// A child as far as it was decided about.
struct Week<'a> {
    holder: &'a Holder,
    selection: SelectionDraft,
    leaves: Vec<OfferingId>,
    takes: Vec<OfferingId>,
    told: Vec<ToldCourse>,
}

/// One change with its decision, and whom that is about.
struct Case<'a> {
    touched: &'a Touched,
    decision: &'a ChangeDecision,
    change: Option<&'a ChangedOffering>,
    before: ToldOffering,
    /// Children that have to go somewhere, or are told that they stay.
    affected: BTreeSet<&'a StudentId>,
}

/// A child that cannot do what was decided, and why.
type Refused = (StudentId, Vec<Reason>);

impl Reassigning<'_> {
    /// What the decisions come to for each child. Places are given in the order in which the old ones were
    /// got; a place that is kept for who waits is given to nobody.
    pub fn plan(&self, decisions: &[ChangeDecision]) -> Result<Plan, Invalid> {
        let difference = MenuDifference::between(self.published, self.menu.1, self.taken);
        let touched = difference.to_decide();
        let cases = touched.iter().filter_map(|touched| {
            let mut decisions = decisions.iter();
            let decision = decisions.find(|it| it.offering == touched.offering)?;
            self.case(&difference, touched, decision)
        });
        let cases: Vec<Case<'_>> = cases.collect();
        let weeks = self.holders.iter().map(|holder| {
            let week = Week {
                holder,
                selection: SelectionDraft::new(
                    self.menu.0.clone(),
                    holder.student.enrolled.clone(),
                    holder.care.clone(),
                )?,
                leaves: Vec::new(),
                takes: Vec::new(),
                told: Vec::new(),
            };
            Ok((&holder.student.id, week))
        });
        let weeks: BTreeMap<_, _> = weeks.collect::<Result<_, Invalid>>()?;
        let mut work = Work {
            all: self,
            weeks,
            taken: self.taken.clone(),
            plan: Plan::default(),
        };
        for case in &cases {
            work.gives_back(case);
        }
        let stays: Vec<_> = cases.iter().map(|case| work.stays(case)).collect();
        let moves = work.moves(&cases);
        for ((case, stays), moves) in cases.iter().zip(stays).zip(moves) {
            work.counts(case, stays, moves);
        }
        work.plan.children = work
            .weeks
            .into_values()
            .filter_map(|it| it.done(self))
            .collect();
        Ok(work.plan)
    }

    fn case<'a>(
        &'a self,
        difference: &'a MenuDifference,
        touched: &'a Touched,
        decision: &'a ChangeDecision,
    ) -> Option<Case<'a>> {
        let id = &touched.offering;
        let holds = self.holders.iter().filter(|it| it.student.is_enrolled(id));
        let everybody = holds.clone().map(|it| &it.student.id);
        let now = self.menu.1.offering(id);
        let affected = match touched.how {
            Touch::Dropped | Touch::Altered => everybody.collect(),
            Touch::OtherAudience => holds
                .filter(|it| !now.is_some_and(|now| now.eligibility.admits(it.student.class)))
                .map(|it| &it.student.id)
                .collect(),
            Touch::Overfull { places } => {
                let mut by_entry: Vec<_> = holds.map(|it| (it.since.get(id), it)).collect();
                by_entry.sort_by_key(|(since, it)| (*since, &it.student.id));
                let too_many = by_entry.into_iter().skip(usize::from(places));
                too_many.map(|(_, it)| &it.student.id).collect()
            }
        };
        let mut changed = difference.changed.iter();
        Some(Case {
            touched,
            decision,
            change: changed.find(|it| it.named.offering == *id),
            before: ToldOffering::of(self.published, id)?,
            affected,
        })
    }
}

struct Work<'a, 'b> {
    all: &'a Reassigning<'b>,
    weeks: BTreeMap<&'a StudentId, Week<'a>>,
    /// As it is after everything that was given back and given so far.
    taken: BTreeMap<OfferingId, u32>,
    plan: Plan,
}

impl<'a> Work<'a, '_> {
    /// Everybody who moves or leaves gives back first, so that two courses can change places.
    fn gives_back(&mut self, case: &Case<'a>) {
        if case.decision.fate == Fate::Keep {
            return;
        }
        for student in &case.affected {
            self.leaves(student, &case.touched.offering);
        }
    }

    fn leaves(&mut self, student: &StudentId, offering: &OfferingId) {
        if let Some(week) = self.weeks.get_mut(student) {
            week.selection.remove(offering);
            week.leaves.push(offering.clone());
            let taken = self.taken.entry(offering.clone()).or_default();
            *taken = taken.saturating_sub(1);
        }
    }

    fn ends(&mut self, student: &StudentId, case: &Case<'a>) {
        if let Some(week) = self.weeks.get_mut(student) {
            week.told.push(case.says(None));
        }
    }

    /// Those who hold it on: they are told what changes, unless it is nothing that concerns them. So many
    /// stay, and these cannot.
    fn stays(&mut self, case: &Case<'a>) -> (u32, Vec<Refused>) {
        let id = &case.touched.offering;
        let goes = |student: &StudentId| {
            case.decision.fate != Fate::Keep && case.affected.contains(student)
        };
        let holds = self.all.holders.iter().map(|it| &it.student);
        let holds = holds.filter(|it| it.is_enrolled(id) && !goes(&it.id));
        let students: Vec<&Student> = holds.collect();
        let after = ToldOffering::of(self.all.menu.1, id);
        let (mut stay, mut refused) = (0, Vec::new());
        for student in students {
            let reasons = match &after {
                Some(after) => self.clashes(student, &case.before, &after.offering),
                None => vec![Reason::NotInMenu],
            };
            if !reasons.is_empty() {
                refused.push((student.id.clone(), reasons));
                // At once, so that of two that meet now only one is lost.
                if case.ends_who_cannot() {
                    self.leaves(&student.id, id);
                }
                continue;
            }
            stay += 1;
            let concerns = match case.touched.how {
                Touch::OtherAudience => case.affected.contains(&student.id),
                _ => case
                    .change
                    .is_some_and(ChangedOffering::alters_what_was_chosen),
            };
            if concerns && let Some(week) = self.weeks.get_mut(&student.id) {
                week.told.push(case.says(after.clone()));
            }
        }
        (stay, refused)
    }

    /// A time that changes may meet another course of the child; what met before was the school's doing.
    fn clashes(&self, student: &Student, before: &ToldOffering, after: &Offering) -> Vec<Reason> {
        if before.offering.sessions == after.sessions {
            return Vec::new();
        }
        let menu = self.all.menu.1;
        let week = self.weeks.get(&student.id);
        let others = week.into_iter().flat_map(|week| week.selection.offerings());
        let others = others.filter(|id| **id != after.id);
        let clashes = others.filter_map(|id| {
            let session = after.first_clash(menu.offering(id)?)?;
            Some(Reason::Clashes {
                with: id.clone(),
                weekday: session.weekday,
                time: session.time,
            })
        });
        clashes.collect()
    }

    /// Everybody who moves, in the order in which the old places were got: per case how many did, and who
    /// cannot.
    fn moves(&mut self, cases: &[Case<'a>]) -> Vec<(u32, Vec<Refused>)> {
        let mut outcome: Vec<_> = cases.iter().map(|_| (0, Vec::new())).collect();
        let mut queue = Vec::new();
        for (at, case) in cases.iter().enumerate() {
            let Fate::MoveTo(to) = &case.decision.fate else {
                continue;
            };
            let holders = self.all.holders.iter();
            let moving = holders.filter(|it| case.affected.contains(&it.student.id));
            queue.extend(moving.map(|it| {
                let since = it.since.get(&case.touched.offering).copied();
                (since, &it.student.id, at, to)
            }));
        }
        queue.sort();
        for (_, student, at, to) in queue {
            let (Some(case), Some((moved, refused))) = (cases.get(at), outcome.get_mut(at)) else {
                continue;
            };
            match self.moves_to(student, to) {
                Ok(selection) => {
                    *moved += 1;
                    let after = ToldOffering::of(self.all.menu.1, to);
                    *self.taken.entry(to.clone()).or_default() += 1;
                    if let Some(week) = self.weeks.get_mut(student) {
                        week.selection = selection;
                        week.takes.push(to.clone());
                        week.told.push(case.says(after));
                    }
                }
                Err(reasons) => refused.push((student.clone(), reasons)),
            }
        }
        outcome
    }

    /// The child's week with that place, or why it cannot have it: by the same rules by which it would be
    /// chosen, but for the time in which choosing is open.
    fn moves_to(
        &self,
        student: &StudentId,
        to: &OfferingId,
    ) -> Result<SelectionDraft, Vec<Reason>> {
        let menu = self.all.menu.1;
        let (Some(week), Some(offering)) = (self.weeks.get(student), menu.offering(to)) else {
            return Err(vec![Reason::NotInMenu]);
        };
        if week.selection.contains(to) {
            return Err(vec![Reason::CourseChosenTwice { other: to.clone() }]);
        }
        let mut selection = week.selection.clone();
        selection.add(to.clone());
        fetched_after_courses(menu, &mut selection);
        let child = Student {
            enrolled: week.selection.offerings().to_vec(),
            ..week.holder.student.clone()
        };
        let mut reasons = check_offered(menu, &child, &selection, offering, self.all.now);
        let is_closed = closed_to_moves(menu, self.all.closed).contains(to);
        reasons.extend(is_closed.then_some(Reason::NotOpened));
        let count = |of: &BTreeMap<OfferingId, u32>| of.get(to).copied().unwrap_or(0);
        let promised = count(&self.taken).saturating_add(count(self.all.claims));
        if promised >= u32::from(offering.places) {
            reasons.push(Reason::Full {
                places: offering.places,
            });
        }
        match reasons.is_empty() {
            true => Ok(selection),
            false => Err(reasons),
        }
    }

    /// Whoever cannot do what was decided loses the place, or keeps everything from being published.
    fn counts(
        &mut self,
        case: &Case<'a>,
        (kept, cannot_stay): (u32, Vec<Refused>),
        (moved, cannot_move): (u32, Vec<Refused>),
    ) {
        let offering = case.touched.offering.clone();
        let mut counts = DecidedChange {
            offering: offering.clone(),
            kept,
            moved,
            ended: 0,
        };
        let mut ended = Vec::new();
        if case.decision.fate == Fate::End {
            ended.extend(case.affected.iter().map(|it| (*it).clone()));
        }
        if case.ends_who_cannot() {
            let others = cannot_stay.iter().chain(&cannot_move);
            ended.extend(others.map(|(student, _)| student.clone()));
        } else {
            // That nobody stays in what is gone is said before anybody is looked at.
            let cannot_stay = match case.touched.how {
                Touch::Dropped => Vec::new(),
                _ => cannot_stay,
            };
            if let Some((children, reasons)) = in_short(cannot_stay) {
                self.plan.open.push(NotDecided::CannotStay {
                    offering: offering.clone(),
                    children,
                    reasons,
                });
            }
            if let (Fate::MoveTo(to), Some((children, reasons))) =
                (&case.decision.fate, in_short(cannot_move))
            {
                self.plan.open.push(NotDecided::CannotMove {
                    offering: offering.clone(),
                    to: to.clone(),
                    children,
                    reasons,
                });
            }
        }
        for student in &ended {
            self.ends(student, case);
        }
        counts.ended = u32::try_from(ended.len()).unwrap_or(u32::MAX);
        if moved > 0 && self.all.is_draw_to_come {
            self.plan.open.push(NotDecided::DrawToCome { offering });
        }
        self.plan.counts.push(counts);
    }
}

/// How many, and each reason once.
fn in_short(refused: Vec<Refused>) -> Option<(u32, Vec<Reason>)> {
    let children = u32::try_from(refused.len()).unwrap_or(u32::MAX);
    let mut reasons = Vec::new();
    for reason in refused.into_iter().flat_map(|(_, reasons)| reasons) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    (children > 0).then_some((children, reasons))
}

impl Case<'_> {
    fn ends_who_cannot(&self) -> bool {
        self.decision.ends_others || self.decision.fate == Fate::End
    }

    fn says(&self, after: Option<ToldOffering>) -> ToldCourse {
        ToldCourse {
            standing: Standing::Holds,
            before: self.before.clone(),
            after,
            reason: self.decision.reason.clone(),
            pick_ups: Vec::new(),
        }
    }
}

impl Week<'_> {
    /// What is to be written of it, if anything is.
    fn done(mut self, all: &Reassigning<'_>) -> Option<Reassigned> {
        if self.told.is_empty() && self.leaves.is_empty() {
            return None;
        }
        fetched_after_courses(all.menu.1, &mut self.selection);
        let held = &self.holder.care;
        let care = self.selection.care().iter();
        let later: Vec<_> = care.filter(|it| !held.contains(it)).copied().collect();
        for told in &mut self.told {
            let on = |weekday| {
                let after = told.after.iter();
                after.into_iter().any(|after| after.offering.is_on(weekday))
            };
            told.pick_ups = later.iter().filter(|it| on(it.weekday)).copied().collect();
        }
        let fees = |menu: &MenuContent| -> Vec<_> {
            let offerings = self.selection.offerings().iter();
            let found = offerings.filter_map(|id| menu.offerings.iter().find(|it| it.id == *id));
            found.map(|it| (it.id.clone(), it.fee_fen)).collect()
        };
        let is_same =
            self.leaves.is_empty() && later.is_empty() && fees(all.published) == fees(all.menu.1);
        Some(Reassigned {
            student: self.holder.student.id.clone(),
            leaves: self.leaves,
            takes: self.takes,
            selection: (!is_same).then_some(self.selection),
            told: self.told,
        })
    }
}
