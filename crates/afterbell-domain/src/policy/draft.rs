use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::finding::{Acknowledgement, Breach};
use super::plan::{PublicNotice, ServicePlan};
use super::vocabulary::Season;
use crate::{CourseId, Label, MenuContent, MenuFault, ServiceMenu};

/// 菜单草案: a menu with the plan that a district judges it by, and the decisions about its
/// warnings. Only the menu is published; it is the same whatever the plan says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MenuDraft {
    pub menu: MenuContent,
    #[serde(default)]
    pub plan: ServicePlan,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acknowledgements: Vec<Acknowledgement>,
}

/// 草案问题: why a draft cannot be published under any pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum DraftFault {
    Menu(MenuFault),
    Plan(PlanFault),
}

/// 方案问题: a plan that speaks of what is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PlanFault {
    UnknownServiceInPlan { service: Label },
    UnknownCourseInPlan { course: CourseId },
    HolidayCareEndsBeforeItBegins { season: Season },
    NoticeEndsBeforeItBegins,
    PaymentEndsBeforeItBegins,
}

impl MenuDraft {
    /// Everything in it that contradicts itself.
    pub fn faults(&self) -> Vec<DraftFault> {
        let menu = ServiceMenu::new(self.menu.clone()).err();
        let menu = menu.into_iter().flatten().map(DraftFault::Menu);
        menu.chain(self.plan_faults().into_iter().map(DraftFault::Plan))
            .collect()
    }

    fn plan_faults(&self) -> Vec<PlanFault> {
        let plan = &self.plan;
        let services: BTreeSet<_> = self
            .menu
            .base_care
            .services
            .iter()
            .map(|it| &it.name)
            .collect();
        let courses: BTreeSet<_> = self.menu.courses.iter().map(|course| &course.id).collect();
        let mut faults = Vec::new();
        let unknown = plan.services.keys().filter(|name| !services.contains(name));
        faults.extend(unknown.map(|service| PlanFault::UnknownServiceInPlan {
            service: service.clone(),
        }));
        let unknown = plan.courses.keys().filter(|id| !courses.contains(id));
        faults.extend(unknown.map(|course| PlanFault::UnknownCourseInPlan {
            course: course.clone(),
        }));
        let backwards = plan
            .holiday_care
            .iter()
            .filter(|it| it.last_day < it.first_day);
        faults.extend(
            backwards.map(|care| PlanFault::HolidayCareEndsBeforeItBegins {
                season: care.season,
            }),
        );
        let notice = plan.public_notice.as_ref();
        if notice.is_some_and(PublicNotice::ends_before_it_begins) {
            faults.push(PlanFault::NoticeEndsBeforeItBegins);
        }
        if plan
            .fees
            .as_ref()
            .is_some_and(|fees| fees.paid_until < fees.paid_from)
        {
            faults.push(PlanFault::PaymentEndsBeforeItBegins);
        }
        faults
    }

    /// The decision about exactly this breach: with another value it has to be decided again.
    pub(super) fn acknowledgement_of(&self, breach: &Breach) -> Option<&Acknowledgement> {
        let mut decisions = self.acknowledgements.iter();
        decisions.find(|decision| decision.breach == *breach)
    }
}
