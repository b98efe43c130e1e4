//! 服务一览: a menu's services in the order in which families read them.

use super::{BaseCare, BaseService};
use crate::policy::ServiceKind;

impl BaseCare {
    /// By kind, in the order of the day and the year, each in the order of the menu; kinds without any are left out.
    pub fn by_kind(&self) -> Vec<(ServiceKind, Vec<&BaseService>)> {
        let of_kind = |kind: &ServiceKind| {
            let services = self.services.iter();
            let its: Vec<_> = services.filter(|it| it.likely_kind() == *kind).collect();
            (!its.is_empty()).then_some((*kind, its))
        };
        ServiceKind::ALL.iter().filter_map(of_kind).collect()
    }

    /// 随托管参加: whether a child takes part in a service by being in the care of its day, so that nobody signs up
    /// for it by itself. Noon, evening, weekend and holidays are beyond that care.
    pub fn comes_with_care(&self, service: &BaseService) -> bool {
        let mut days = service.weekdays.iter().filter_map(|day| self.on(day));
        service.dates.is_none() && days.any(|day| day.time.overlaps(service.time))
    }
}
