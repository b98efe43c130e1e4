//! The rules of after-school services (课后服务): pure, without I/O and without a clock.
//!
//! The phone, the desk and the server compile this same crate, so they cannot disagree. Whatever
//! changes from moment to moment (the time, the places taken) is an argument.

pub mod allocation;
mod base_care;
mod calendar;
mod check;
mod child_code;
mod clock;
mod course;
#[cfg(feature = "policy")]
pub mod desk;
#[cfg(feature = "policy")]
pub mod district;
mod draft;
pub mod draw;
mod fees;
mod fen;
mod grade;
mod homeroom;
mod id;
mod invalid;
mod label;
mod menu;
mod moment;
#[cfg(feature = "policy")]
pub mod oversight;
mod places;
#[cfg(feature = "policy")]
pub mod policy;
pub mod reading;
mod receipt;
mod round;
mod safety_agreement;
mod student;
mod symbols;
mod timetable;
mod waiting;
pub mod week;
mod weekday;
pub mod wire;
mod wishes;
mod written;

pub use base_care::{BaseCare, BaseService, CareDay, ServiceDates};
pub use calendar::{Holiday, MakeUpDay, Term};
pub use check::{
    Advice, CareVerdict, OfferingVerdict, Reason, Remedy, Situation, Verdict, Way, check,
    check_offered, check_offering, mending_pick_ups, way_to, worth_telling,
};
pub use child_code::ChildCode;
pub use clock::{ClockRange, ClockTime};
pub use course::{Category, Course, Eligibility, Offering, Provider, Session};
pub use draft::{CareChoice, SelectionDraft};
pub use fees::{FeeLine, FeeStatement};
pub use fen::Fen;
pub use grade::{Grade, GradeSet, Stage};
pub use homeroom::HomeroomClass;
pub use id::{
    AgreementHash, CourseId, FileHash, GroupId, GuardianId, MenuHash, OfferingId, SlotId, StudentId,
};
#[cfg(feature = "policy")]
pub use id::{CheckId, OverseenId, StaffId};
pub use invalid::Invalid;
pub use label::Label;
#[cfg(feature = "checks-menus")]
pub use menu::MenuGroup;
pub use menu::{Limits, MenuContent, MenuFault, School, ServiceMenu, hash_of};
pub use moment::{Date, Moment, Zone};
pub use places::{Places, is_overfull};
pub use receipt::{Receipt, ReceiptNumber, ReceiptPrefix, ReceiptStatus};
pub use round::{Phase, SelectionMode, SelectionRound, SelectionWindow};
pub use safety_agreement::{AgreementSignature, Clause, SafetyAgreement, SignerName};
pub use student::Student;
pub use timetable::{Appointment, Occasion, WeeklyDates};
pub use waiting::{
    Queued, Waiting, WaitingList, WaitingState, check_joining, claims_of_others, kept_beside_draw,
    kept_places,
};
pub use weekday::{Weekday, WeekdaySet};
pub use wishes::{
    SlotWishes, WeekSlot, WeekSlots, WishList, WishReceipt, WishingStage, beside_kept,
    check_wishes, has_part, placed_selection, selection_with, with_lost,
};
