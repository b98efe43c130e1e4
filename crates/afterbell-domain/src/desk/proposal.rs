//! 开课申报: what a teacher would teach, and when they have time; the office takes it over into the draft, or says
//! why not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::policy::{MenuDraft, SessionPlace};
use crate::{
    Category, ClockRange, Course, CourseId, Eligibility, Fen, GradeSet, Label, MenuContent,
    Offering, OfferingId, Provider, Session, Weekday,
};

use super::DraftEdit;

/// 申报内容
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proposal {
    pub course: Label,
    pub category: Category,
    pub grades: GradeSet,
    /// Without rooms; the wish for one is apart.
    pub sessions: Vec<FreeTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Label>,
    pub places: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u16>,
    /// For the whole term.
    pub fee_fen: Fen,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Label>,
    #[serde(default)]
    pub audition: bool,
}

/// 空闲时间: a time on a weekday, to teach in or to be free in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FreeTime {
    pub weekday: Weekday,
    pub time: ClockRange,
}

/// 申报问题: what a proposal has to say before it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalFault {
    NoSession,
    SessionsMeet { weekday: Weekday },
    NoPlaces,
    MinimumAbovePlaces,
}

/// 申报状态
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProposalState {
    /// 待处理: its teacher may change it, or take it back.
    Open,
    /// 已采用: a row of the draft, which may be another one by now, or gone.
    TakenOver { offering: OfferingId },
    /// 未采用, with the reason that the teacher reads.
    Declined { reason: Label },
    /// 已撤回
    TakenBack,
}

impl Proposal {
    /// More times than a week has; keeps a hostile request small.
    pub const MOST_SESSIONS: usize = 14;

    pub fn fault(&self) -> Option<ProposalFault> {
        if self.sessions.is_empty() || self.sessions.len() > Self::MOST_SESSIONS {
            return Some(ProposalFault::NoSession);
        }
        let meets = self.sessions.iter().enumerate().find(|(at, one)| {
            let mut before = self.sessions.iter().take(*at);
            before.any(|other| one.weekday == other.weekday && one.time.overlaps(other.time))
        });
        if let Some((_, one)) = meets {
            let weekday = one.weekday;
            return Some(ProposalFault::SessionsMeet { weekday });
        }
        if self.places == 0 {
            return Some(ProposalFault::NoPlaces);
        }
        let above = self.minimum.is_some_and(|minimum| minimum > self.places);
        above.then_some(ProposalFault::MinimumAbovePlaces)
    }

    /// The edits that make a row of it, below all others. A course that the menu has under the same name is
    /// that course; else it comes with it.
    pub fn edits(
        &self,
        draft: &MenuDraft,
        teacher: &Label,
        (course, offering): (CourseId, OfferingId),
    ) -> Vec<DraftEdit> {
        let menu = &draft.menu;
        let mut edits = Vec::new();
        let known = menu.courses.iter().find(|it| it.name == self.course);
        let course = match known {
            Some(known) => known.id.clone(),
            None => {
                edits.push(DraftEdit::AddCourse {
                    course: Box::new(Course {
                        id: course.clone(),
                        name: self.course.clone(),
                        category: self.category,
                        once_per_term: true,
                        prerequisite: None,
                    }),
                    below: menu.courses.last().map(|last| last.id.clone()),
                });
                course
            }
        };
        let sessions = self.sessions.iter().map(|at| Session {
            weekday: at.weekday,
            time: at.time,
            room: self.room.clone(),
        });
        edits.push(DraftEdit::AddOffering {
            offering: Box::new(Offering {
                id: offering,
                course,
                sessions: sessions.collect(),
                places: self.places,
                minimum: self.minimum,
                eligibility: Eligibility {
                    grades: self.grades,
                    classes: Vec::new(),
                },
                teachers: vec![teacher.clone()],
                provider: draft.provider_of(teacher),
                fee_fen: self.fee_fen,
                audition: self.audition,
                remark: self.remark.clone(),
                reserved: Vec::new(),
            }),
            below: menu.offerings.last().map(|last| last.id.clone()),
        });
        edits
    }
}

impl MenuDraft {
    /// Whose a course of this teacher would be: as the courses are that they teach already, else from outside when
    /// the register of outside staff has them.
    fn provider_of(&self, teacher: &Label) -> Provider {
        let taught = self.menu.offerings.iter();
        let taught = taught.filter(|it| it.teachers.contains(teacher));
        let mut outside = taught.filter(|it| it.provider != Provider::School);
        match outside.next() {
            Some(offering) => offering.provider.clone(),
            None if self.plan.outside.contains_key(teacher) => {
                Provider::Outside { institution: None }
            }
            None => Provider::School,
        }
    }
}

/// Whether somebody who is free at these times is free during all of a session. Times that touch are one.
pub fn is_free_for(times: &[FreeTime], weekday: Weekday, session: ClockRange) -> bool {
    let mut free: Vec<_> = times.iter().filter(|it| it.weekday == weekday).collect();
    free.sort();
    let mut from = session.start();
    for one in free {
        if one.time.start() <= from {
            from = from.max(one.time.end());
        }
    }
    from >= session.end()
}

/// 空闲时间以外: a session of somebody who said that they have no time then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideFreeTime {
    pub teacher: Label,
    pub at: SessionPlace,
}

/// Every one of a menu. Of who never said when they are free nothing is known.
pub fn outside_free_times(
    menu: &MenuContent,
    free: &BTreeMap<Label, Vec<FreeTime>>,
) -> Vec<OutsideFreeTime> {
    let mut outside = Vec::new();
    for offering in &menu.offerings {
        for (session, at) in offering.sessions.iter().enumerate() {
            for teacher in &offering.teachers {
                let known = free.get(teacher);
                if known.is_some_and(|times| !is_free_for(times, at.weekday, at.time)) {
                    outside.push(OutsideFreeTime {
                        teacher: teacher.clone(),
                        at: SessionPlace {
                            offering: offering.id.clone(),
                            session,
                        },
                    });
                }
            }
        }
    }
    outside
}
