//! Where on the pages with forms a clerk mends what was found.

use afterbell_domain::policy::{
    Breach, Field, Location, MenuDraft, PlanFault, ServiceKind, Violation,
};
use afterbell_domain::{MenuFault, Weekday};

use crate::route::Section;

/// 表单上的位置. Numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    TermDays,
    Holiday(usize),
    MakeUpDays,
    Mode,
    Pool,
    Windows,
    Window(usize),
    Groups,
    CareDay(Weekday),
    /// Where a service is added.
    Services,
    Service(usize),
    ServicePart(usize, ServicePart),
    /// 学校资料
    Fact(Field),
    /// 公示
    Notice,
    /// 外聘登记: whoever is not on record stands first there.
    Register,
}

/// 服务的一栏: a field of a service that something can be found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServicePart {
    Grades,
    Times,
    Fee,
    Attendance,
    Places,
    Subject,
    BookedElsewhere,
    Activities,
}

impl Place {
    pub fn section(self) -> Section {
        match self {
            Self::CareDay(_) | Self::Services | Self::Service(_) | Self::ServicePart(..) => {
                Section::Services
            }
            Self::Fact(_) => Section::School,
            Self::Notice => Section::Publish,
            Self::Register => Section::Register,
            _ => Section::Term,
        }
    }
}

pub(super) fn of_fault(fault: &MenuFault) -> Option<Place> {
    Some(match fault {
        MenuFault::TermEndsBeforeItBegins => Place::TermDays,
        MenuFault::HolidayEndsBeforeItBegins { index } => Place::Holiday(*index),
        MenuFault::DuplicateMakeUpDay { .. } => Place::MakeUpDays,
        MenuFault::NoWindow => Place::Windows,
        MenuFault::WindowEndsBeforeItBegins { index }
        | MenuFault::WindowsOverlap { index }
        | MenuFault::WindowOutlastsTerm { index } => Place::Window(*index),
        MenuFault::SeveralWindows { .. } | MenuFault::TooManySlots { .. } => Place::Mode,
        MenuFault::PoolOfDrawnRound { .. } | MenuFault::PoolLength { .. } => Place::Pool,
        MenuFault::DuplicateCareDay { weekday }
        | MenuFault::NoPickUpTime { weekday }
        | MenuFault::PickUpOutsideCare { weekday } => Place::CareDay(*weekday),
        MenuFault::ServiceEndsBeforeItBegins { service }
        | MenuFault::ServiceNeverHeld { service } => Place::Service(*service),
        MenuFault::DuplicateGroup { .. }
        | MenuFault::TooManyGroups { .. }
        | MenuFault::LoneGroup { .. }
        | MenuFault::LastGroupPrecedes { .. } => Place::Groups,
        _ => return None,
    })
}

pub(super) fn of_plan_fault(fault: &PlanFault) -> Option<Place> {
    match fault {
        PlanFault::UnknownServiceInPlan { .. }
        | PlanFault::HolidayCareEndsBeforeItBegins { .. } => Some(Place::Services),
        PlanFault::PaymentEndsBeforeItBegins => Some(Place::Fact(Field::Fees)),
        PlanFault::NoticeEndsBeforeItBegins => Some(Place::Notice),
        _ => None,
    }
}

pub(super) fn of_breach(draft: &MenuDraft, breach: &Breach) -> Option<Place> {
    let (at, violation) = (&breach.location, &breach.violation);
    if let Some(service) = at.service {
        return Some(match part(violation) {
            Some(part) => Place::ServicePart(service, part),
            None => Place::Service(service),
        });
    }
    match violation {
        // It is told in a service that is held by then; where there is none, the day has to be mended first.
        Violation::ActivityMissing { .. } | Violation::NoneOfActivities { .. } => {
            if let Some(service) = service_on(draft, at) {
                return Some(Place::ServicePart(service, ServicePart::Activities));
            }
        }
        Violation::ServiceMissing { .. } => return Some(Place::Services),
        Violation::PaperMissing { .. }
        | Violation::PaperNotValid { .. }
        | Violation::NotPosted { .. } => return Some(Place::Register),
        _ => {}
    }
    of_location(at)
}

fn part(violation: &Violation) -> Option<ServicePart> {
    Some(match violation {
        Violation::Capped { .. } => ServicePart::Places,
        Violation::GivenToSubject { .. } => ServicePart::Subject,
        Violation::BookedElsewhere { .. } => ServicePart::BookedElsewhere,
        Violation::NotVoluntary {} => ServicePart::Attendance,
        Violation::NotForGrade {} => ServicePart::Grades,
        Violation::ActivityProhibited { .. } | Violation::WrittenHomework {} => {
            ServicePart::Activities
        }
        Violation::EndsEarly { .. }
        | Violation::EndsLate { .. }
        | Violation::NotASeasonalEnd { .. }
        | Violation::ServiceAtOtherTime { .. }
        | Violation::OtherWeekday {}
        | Violation::OtherSlot { .. } => ServicePart::Times,
        Violation::NoFeeStandard { .. }
        | Violation::StandardNotInForce { .. }
        | Violation::FeeAboveStandard { .. }
        | Violation::FeeProhibited { .. } => ServicePart::Fee,
        _ => return None,
    })
}

/// The service in whose description it can be said what is done on a day with a grade: one of which nothing is said
/// so far before others.
fn service_on(draft: &MenuDraft, at: &Location) -> Option<usize> {
    let (weekday, grade) = (at.weekday?, at.grade?);
    let services = draft.menu.base_care.services.iter().enumerate();
    let kind = |name| draft.plan.services.get(name).map(|detail| detail.kind);
    let held = services.filter(|(_, it)| {
        it.dates.is_none()
            && it.weekdays.contains(weekday)
            && it.grades.contains(grade)
            && kind(&it.name).unwrap_or_else(|| it.likely_kind()) != ServiceKind::Lunch
    });
    let first = held.min_by_key(|(at, it)| (kind(&it.name).is_some(), *at));
    first.map(|(at, _)| at)
}

fn of_location(at: &Location) -> Option<Place> {
    if at.holiday.is_some() || at.field == Some(Field::HolidayCare) {
        return Some(Place::Services);
    }
    match at.field {
        // It is written where it is posted.
        Some(Field::PublicNotice) => return Some(Place::Notice),
        Some(field) => return Some(Place::Fact(field)),
        None if at.group.is_some() => return Some(Place::Fact(Field::Groups)),
        None => {}
    }
    let is_of_course = at.course.is_some() || at.offering.is_some();
    let is_of_day = !is_of_course && at.class.is_none();
    at.weekday.filter(|_| is_of_day).map(Place::CareDay)
}
