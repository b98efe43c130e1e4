use std::collections::BTreeMap;

use afterbell_domain::{Label, Offering, OfferingId, ServiceMenu};

/// 变动: how a menu differs from the one before, course by course.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct MenuDifference {
    pub added: Vec<Label>,
    pub changed: Vec<(Label, Vec<OfferingAspect>)>,
    pub removed: Vec<Label>,
    /// Term, windows, limits, priority groups or base care are other ones.
    pub settings: bool,
    /// 安全协议: guardians have to sign another text.
    pub agreement: bool,
}

/// What of an offering is another one now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferingAspect {
    Sessions,
    Places,
    Grades,
    Fee,
    Teachers,
    /// Minimum, reserved places, provider, audition, remark, category or prerequisite.
    Other,
}

impl MenuDifference {
    pub fn between(old: Option<&ServiceMenu>, new: &ServiceMenu) -> Self {
        let Some(old) = old else {
            let added = new.offerings.iter().filter_map(|o| name(new, o)).collect();
            return Self {
                added,
                ..Self::default()
            };
        };
        let before: BTreeMap<&OfferingId, &Offering> = old
            .offerings
            .iter()
            .map(|offering| (&offering.id, offering))
            .collect();
        let mut difference = Self {
            settings: settings_differ(old, new),
            agreement: old.agreement != new.agreement && new.agreement.is_some(),
            ..Self::default()
        };
        for offering in &new.offerings {
            let Some(name) = name(new, offering) else {
                continue;
            };
            match before.get(&offering.id) {
                None => difference.added.push(name),
                Some(earlier) => {
                    let aspects = aspects(old, earlier, new, offering);
                    if !aspects.is_empty() {
                        difference.changed.push((name, aspects));
                    }
                }
            }
        }
        let gone = old
            .offerings
            .iter()
            .filter(|o| new.offering(&o.id).is_none());
        difference.removed = gone.filter_map(|offering| name(old, offering)).collect();
        difference
    }
}

fn name(menu: &ServiceMenu, offering: &Offering) -> Option<Label> {
    menu.course_of(offering).map(|course| course.name.clone())
}

fn aspects(
    old_menu: &ServiceMenu,
    old: &Offering,
    new_menu: &ServiceMenu,
    new: &Offering,
) -> Vec<OfferingAspect> {
    let mut aspects = Vec::new();
    let mut note = |differs: bool, aspect| {
        if differs {
            aspects.push(aspect);
        }
    };
    note(old.sessions != new.sessions, OfferingAspect::Sessions);
    note(old.places != new.places, OfferingAspect::Places);
    note(old.eligibility != new.eligibility, OfferingAspect::Grades);
    note(old.fee_fen != new.fee_fen, OfferingAspect::Fee);
    note(old.teachers != new.teachers, OfferingAspect::Teachers);
    let other = old.minimum != new.minimum
        || old.reserved != new.reserved
        || old.provider != new.provider
        || old.audition != new.audition
        || old.remark != new.remark
        || old_menu.course_of(old) != new_menu.course_of(new);
    note(other, OfferingAspect::Other);
    aspects
}

fn settings_differ(old: &ServiceMenu, new: &ServiceMenu) -> bool {
    old.school != new.school
        || old.term != new.term
        || old.base_care != new.base_care
        || old.limits != new.limits
        || old.round != new.round
        || old.groups != new.groups
}
