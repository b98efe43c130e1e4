//! The very field to which a finding leads.

use afterbell_domain::policy::{
    Activity, Breach, Channel, DocumentKind, Field, FlowStep, NoticeContent, PriorityGroup,
    Violation,
};

use super::{Place, ServicePart};

/// 落点: a place, and which of its fields where it has several; of one without a number it is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Aim {
    pub place: Place,
    pub field: Option<Part>,
}

/// 栏里的一格, by what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Counted from 0, as the form of a fact counts them.
    Input(usize),
    Activity(Activity),
    Content(NoticeContent),
    Channel(Channel),
    FirstDay,
    LastDay,
}

impl Aim {
    /// What contradicts itself is mostly a time that ends before it begins.
    pub(super) fn of_fault(place: Place) -> Self {
        let is_of_times = matches!(
            place,
            Place::TermDays
                | Place::Holiday(_)
                | Place::Window(_)
                | Place::Service(_)
                | Place::Notice
        );
        Self {
            place,
            field: is_of_times.then_some(Part::LastDay),
        }
    }

    pub(super) fn of_breach(place: Place, breach: &Breach) -> Self {
        let field = match place {
            Place::Fact(field) => input(field, &breach.violation).map(Part::Input),
            Place::Notice => in_notice(&breach.violation),
            Place::ServicePart(_, ServicePart::Activities) => activity(&breach.violation),
            _ => None,
        };
        Self { place, field }
    }
}

fn activity(violation: &Violation) -> Option<Part> {
    match violation {
        Violation::ActivityMissing { activity } | Violation::ActivityProhibited { activity } => {
            Some(Part::Activity(*activity))
        }
        Violation::NoneOfActivities { activities } => {
            activities.first().map(|it| Part::Activity(*it))
        }
        _ => None,
    }
}

fn in_notice(violation: &Violation) -> Option<Part> {
    match violation {
        Violation::NoticeLate { .. } => Some(Part::FirstDay),
        Violation::NoticeTooShort { .. } => Some(Part::LastDay),
        Violation::NoticeLacks { content } => Some(Part::Content(*content)),
        Violation::ChannelMissing { channel } => Some(Part::Channel(*channel)),
        _ => None,
    }
}

fn input(field: Field, violation: &Violation) -> Option<usize> {
    fn at<T: PartialEq>(all: &[T], one: &T) -> Option<usize> {
        all.iter().position(|it| it == one)
    }
    match (field, violation) {
        (Field::Documents, Violation::DocumentMissing { document }) => {
            at(DocumentKind::ALL, document)
        }
        (Field::Flow, Violation::StepMissing { step } | Violation::StepEarly { step, .. }) => {
            at(FlowStep::ALL, step)
        }
        (
            Field::Priority,
            Violation::GroupMissing { group }
            | Violation::GroupWithoutPlace { group }
            | Violation::NoPlaceReserved { group },
        ) => at(PriorityGroup::ALL, group),
        (Field::MidTerm, Violation::CannotLeave {}) => Some(1),
        (Field::Fees, Violation::PaidOutsideTerm { .. } | Violation::PaidInOtherWeeks { .. }) => {
            Some(1)
        }
        (Field::Fees, Violation::OtherRefund { .. }) => Some(3),
        _ => None,
    }
}
