//! Why a step of a draw cannot be taken, in words.

use afterbell_domain::draw::{DrawFault, Untimely};
use afterbell_locale::{format, text::cli::draw_office as text};

use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::command::verify_draw;

pub(super) fn unsound(fault: &DrawFault) -> Complaint {
    Complaint(verify_draw::unsound(fault))
}

pub(super) fn untimely(fault: Untimely) -> Complaint {
    let moment = |moment| format::moment(LOCALE, moment);
    Complaint(match fault {
        Untimely::NotDrawn => text::not_drawn(LOCALE).to_owned(),
        Untimely::PoolWasRun => text::pool_was_run(LOCALE).to_owned(),
        Untimely::RoundIsOver { closed_at } => text::round_is_over(LOCALE, moment(closed_at)),
        Untimely::RoundIsOpen { closes_at } => text::round_is_open(LOCALE, moment(closes_at)),
        Untimely::DrawUnderWay { until } => {
            text::draw_under_way(LOCALE, format::date(LOCALE, until))
        }
        Untimely::DrawToCome => text::draw_to_come(LOCALE).to_owned(),
        Untimely::SealUsedBefore { seal } => text::seal_used_before(LOCALE, &seal),
    })
}
