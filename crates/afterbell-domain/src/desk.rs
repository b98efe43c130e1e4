//! 学校工作台: who may do what at a school's desk, how a draft is edited by several people at
//! once, and what crosses between the desk and the server. A parent's phone is built without it.

mod audition;
mod course_facts;
mod difference;
mod draw;
mod edit;
mod fact;
mod importing;
mod lock_out;
mod obstacle;
mod password;
mod placing;
mod proposal;
mod reassigning;
mod roster;
mod services;
mod session_term;
mod staff;
mod telling;
mod term_change;
mod whole_menu;
mod wire;
mod workplace;

pub use audition::{AuditionChoice, TurnedDown, may_publish_lists};
pub use course_facts::describe_course;
pub use difference::{
    ChangedOffering, EndedCare, MenuDifference, NamedOffering, NotDecided, Touch, Touched,
};
pub use draw::*;
pub use edit::{
    CourseCell, DraftEdit, EditConflict, EditFault, Edited, MenuCell, OfferingCell, PlanCell,
    SessionCell, edit_together, follow,
};
pub use fact::{Fact, FactProblem, FactTrouble, set_agreement};
pub use importing::import_services;
pub use lock_out::LockOut;
pub use password::{PasswordFault, password_faults};
pub use placing::{HandPlace, Placing};
pub use proposal::{
    FreeTime, OutsideFreeTime, Proposal, ProposalFault, ProposalState, is_free_for,
    outside_free_times,
};
pub use reassigning::{
    ChangeDecision, DecidedChange, Fate, Holder, Plan, Reassigned, Reassigning, closed_to_moves,
};
pub use roster::{CourseRoster, PupilDay};
pub use services::{
    add_service, change_service, charge_service, describe_service, remove_service, set_care_day,
};
pub use session_term::{SessionTerm, invitation_expires_at};
pub use staff::{Permission, Role};
pub use telling::{
    Bystander, Standing, Telling, Told, ToldChange, ToldCourse, ToldOffering, ToldPickUp, Wisher,
};
pub use term_change::{HeldInTerm, TermChange, TermDays, TermStep};
pub use whole_menu::{set_minimum, set_once_per_term};
pub use wire::*;
pub use workplace::Workplace;
