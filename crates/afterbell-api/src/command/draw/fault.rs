//! Why a step of a draw cannot be taken, in words.

use afterbell_domain::desk::DrawObstacle;
use afterbell_domain::draw::Untimely;
use afterbell_locale::format;
use afterbell_locale::text::cli::{draw_office as text, error};

use crate::command::LOCALE;
use crate::command::books::Place;
use crate::command::complaint::Complaint;
use crate::command::verify_draw;
use crate::draw_office::StepFault;

pub(super) fn worded(place: &Place, fault: StepFault) -> Complaint {
    match fault {
        StepFault::Obstacle(found) => Complaint(obstacle(&found)),
        StepFault::Untimely(found) => Complaint(untimely(found)),
        StepFault::Unsound(fault) => Complaint(verify_draw::unsound(&fault)),
        StepFault::NoBooks => Complaint(error::no_books(LOCALE, place)),
        // Whoever may type commands may do all of it.
        StepFault::Denied(outcome) => Complaint::internal(format_args!("{outcome:?}")),
        StepFault::Store(error) => error.into(),
        StepFault::Clock(error) => error.into(),
    }
}

fn obstacle(found: &DrawObstacle) -> String {
    let plain = match found {
        DrawObstacle::NotCommitted => text::not_committed(LOCALE),
        DrawObstacle::NotClosed => text::not_closed(LOCALE),
        DrawObstacle::NotRevealed => text::not_revealed(LOCALE),
        DrawObstacle::PublishedBefore { file } => {
            return text::published_before(LOCALE, file.name());
        }
        DrawObstacle::OtherMenu => text::other_menu(LOCALE),
        DrawObstacle::ReasonNeeded => text::reason_needed(LOCALE),
        DrawObstacle::Holding { children } => return text::holding(LOCALE, children),
        DrawObstacle::ChangedMeanwhile => text::changed_meanwhile(LOCALE),
        DrawObstacle::NotOpened => text::not_opened(LOCALE),
        DrawObstacle::NoPlace => text::no_place(LOCALE),
        DrawObstacle::Holds => text::holds(LOCALE),
        DrawObstacle::Unfit { .. } => text::unfit_child(LOCALE),
        DrawObstacle::NotByHand => text::not_by_hand(LOCALE),
        DrawObstacle::ChosenSince => text::chosen_since(LOCALE),
        DrawObstacle::StudentUnknown => text::student_unknown(LOCALE),
        DrawObstacle::OfferingUnknown => text::offering_unknown(LOCALE),
    };
    plain.to_owned()
}

fn untimely(fault: Untimely) -> String {
    let moment = |moment| format::moment(LOCALE, moment);
    match fault {
        Untimely::NotDrawn => text::not_drawn(LOCALE).to_owned(),
        Untimely::PoolWasRun => text::pool_was_run(LOCALE).to_owned(),
        Untimely::RoundIsOver { closed_at } => text::round_is_over(LOCALE, moment(closed_at)),
        Untimely::RoundIsOpen { closes_at } => text::round_is_open(LOCALE, moment(closes_at)),
        Untimely::DrawUnderWay { until } => {
            text::draw_under_way(LOCALE, format::date(LOCALE, until))
        }
        Untimely::DrawToCome => text::draw_to_come(LOCALE).to_owned(),
        Untimely::SealUsedBefore { seal } => text::seal_used_before(LOCALE, &seal),
    }
}
