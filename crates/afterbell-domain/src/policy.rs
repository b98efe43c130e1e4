//! 政策包: a menu with the school's plan, judged by a district's rules, which are data.
//!
//! A [`Pack`] is a list of checks over the vocabulary of [`Rule`]; [`judge`] answers everything
//! it finds at once, each finding at its place. `docs/POLICY.md` is the vocabulary for whoever
//! writes a pack.

mod clash;
mod draft;
mod facts;
mod finding;
mod pack;
mod plan;
mod rule;
mod violation;
mod vocabulary;
mod words;

pub use crate::id::CheckId;
pub use clash::{Clash, SessionPlace, Shared, clashes};
pub use draft::{DraftFault, MenuDraft, PlanFault};
pub use finding::{Acknowledgement, Breach, Field, Finding, Judgement, Location};
pub use pack::{Check, Clause, Document, Pack, PackFault, Severity};
pub use plan::{
    CourseDetail, CourseFact, FeePlan, FeeStandard, HolidayCare, LedgerReport, MidTermChange,
    OutsideHolder, Paper, PeTimetable, PlanDocument, PriorityRule, PublicNotice, SchoolProfile,
    SeasonalEnd, SelectionMechanism, ServiceDetail, ServicePlan, TemporaryGroup,
};
pub use rule::{Rule, parameters};
pub use violation::Violation;
pub use vocabulary::{
    Activity, ActivityLevel, Area, Attendance, Channel, CourseForm, DocumentKind, ExtensionKind,
    FeePeriod, FlowStep, Guarantee, LedgerPeriod, NoticeContent, Ownership, PaperKind,
    PriorityGroup, Refund, Season, ServiceKind, Slot, Specialty,
};
pub use words::{Word, WordFault, WordList};

/// Judges a draft by a pack: what is inconsistent in the draft itself, and every breach of every
/// check. An acknowledged warning stays among the findings, with the reason that was given.
pub fn judge(draft: &MenuDraft, pack: &Pack) -> Judgement {
    let facts = facts::Facts::of(draft, pack);
    let mut findings = Vec::new();
    for check in &pack.checks {
        let mut found = finding::Found::default();
        check.rule.look(&facts, &mut found);
        findings.extend(found.into_breaches(&check.id).map(|breach| {
            let acknowledged = match check.severity {
                Severity::Error => None,
                Severity::Warning => draft.acknowledgement_of(&breach).cloned(),
            };
            Finding {
                breach,
                rule: check.rule.code(),
                severity: check.severity,
                clause: check.clause.clone(),
                mend: check.mend.clone(),
                acknowledged,
            }
        }));
    }
    Judgement {
        pack: pack.name.clone(),
        faults: draft.faults(),
        findings,
    }
}
