//! Where on the pages with forms a clerk mends what was found.

use afterbell_domain::policy::{Field, Location, PlanFault};
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
    Services,
    Service(usize),
    /// 学校资料
    Fact(Field),
    /// 公示
    Notice,
}

impl Place {
    pub fn section(self) -> Section {
        match self {
            Self::CareDay(_) | Self::Services | Self::Service(_) => Section::Services,
            Self::Fact(_) => Section::School,
            Self::Notice => Section::Publish,
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

pub(super) fn of_location(at: &Location) -> Option<Place> {
    if let Some(service) = at.service {
        return Some(Place::Service(service));
    }
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
