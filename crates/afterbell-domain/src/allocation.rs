//! Fair allocation (分配): who gets which place when more children want a course than it has places.
//!
//! `docs/ALLOCATION.md` tells the rules in words and where they come from. Rules and applicants are
//! read by name ([`AllocationRules`], [`Applicant`]), checked once and turned into indexes
//! ([`Market`]); [`Market::allocate`] then cannot fail.

mod applicant;
mod catalogue;
mod comparison;
mod engine;
mod fault;
mod limits;
mod market;
#[cfg(feature = "checks-menus")]
mod menu_rules;
mod numbering;
mod outcome;
mod report;
mod rules;

pub use applicant::{Applicant, ApplicantName, AuditionList, Wish, WishesOfSlot};
pub use catalogue::Catalogue;
pub use comparison::{Comparison, Mechanism, MechanismStatistics, OfferingStatistics};
pub use fault::{Fault, FaultCode};
pub use limits::Barrier;
pub use market::{Applicants, Market, Rankings};
pub use numbering::{Numbering, numbers};
pub use outcome::{Allocation, ClosedOffering, Refusal, Standing, Step, WishOutcome};
pub use report::{
    AllocationReport, ChildReport, ClosedReport, Instance, OfferingReport, SlotOutcome, SlotReport,
};
pub use rules::{
    AllocationRules, AuditionRule, ContestedOffering, PriorityGroup, Reserved, RulesFormat, Slot,
};
