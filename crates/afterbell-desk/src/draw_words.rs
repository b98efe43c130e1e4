//! Why a step of a draw was not taken, in words that say what to do next.

use afterbell_domain::desk::{DrawObstacle, DrawRefusal, UnsoundDraw};
use afterbell_domain::draw::Untimely;
use afterbell_locale::text::desk::draw_refused as say;
use afterbell_locale::{Locale, format};

use crate::server::Trouble;
use crate::wording;

pub fn trouble(locale: Locale, found: &Trouble) -> String {
    let refusal = match found {
        Trouble::Refused(problem) => problem.draw.as_ref(),
        _ => None,
    };
    match refusal {
        Some(DrawRefusal::Obstacle(found)) => obstacle(locale, found),
        Some(DrawRefusal::Untimely(found)) => untimely(locale, found),
        Some(DrawRefusal::Unsound(found)) => unsound(locale, found),
        None => wording::trouble(locale, found),
    }
}

pub fn obstacle(locale: Locale, found: &DrawObstacle) -> String {
    let plain = match found {
        DrawObstacle::NotCommitted => say::not_committed(locale),
        DrawObstacle::NotClosed => say::not_closed(locale),
        DrawObstacle::NotRevealed => say::not_revealed(locale),
        DrawObstacle::PublishedBefore { file } => {
            return say::published_before(locale, file.name());
        }
        DrawObstacle::OtherMenu => say::other_menu(locale),
        DrawObstacle::ReasonNeeded => say::reason_needed(locale),
        DrawObstacle::Holding { children } => return say::holding(locale, children),
        DrawObstacle::ChangedMeanwhile => say::changed_meanwhile(locale),
        DrawObstacle::NotOpened => say::not_opened(locale),
        DrawObstacle::NoPlace => say::no_place(locale),
        DrawObstacle::Holds => say::holds(locale),
        DrawObstacle::Unfit { .. } => say::unfit(locale),
        DrawObstacle::NotByHand => say::not_by_hand(locale),
        DrawObstacle::ChosenSince => say::chosen_since(locale),
        DrawObstacle::StudentUnknown => say::student_unknown(locale),
        DrawObstacle::OfferingUnknown => say::offering_unknown(locale),
    };
    plain.to_owned()
}

fn untimely(locale: Locale, found: &Untimely) -> String {
    let moment = |moment| format::moment(locale, moment);
    match found {
        Untimely::NotDrawn => say::not_drawn(locale).to_owned(),
        Untimely::PoolWasRun => say::pool_was_run(locale).to_owned(),
        Untimely::RoundIsOver { closed_at } => say::round_is_over(locale, moment(*closed_at)),
        Untimely::RoundIsOpen { closes_at } => say::round_is_open(locale, moment(*closes_at)),
        Untimely::DrawUnderWay { until } => {
            say::draw_under_way(locale, format::date(locale, *until))
        }
        Untimely::DrawToCome => say::draw_to_come(locale).to_owned(),
        Untimely::SealUsedBefore { seal } => {
            let short: String = seal.as_str().chars().take(8).collect();
            say::seal_used_before(locale, short)
        }
    }
}

fn unsound(locale: Locale, found: &UnsoundDraw) -> String {
    let plain = match found {
        UnsoundDraw::TooFewNumbers => say::too_few_numbers(locale),
        UnsoundDraw::NumberUnclear => say::number_unclear(locale),
        UnsoundDraw::NumberTooEarly => say::number_too_early(locale),
        UnsoundDraw::SealUnclear => say::seal_unclear(locale),
        UnsoundDraw::ClosedTooEarly => say::closed_too_early(locale),
        UnsoundDraw::OtherSecret => say::other_secret(locale),
        UnsoundDraw::SecretTooLate { since } => {
            return say::secret_too_late(locale, format::date(locale, *since));
        }
        UnsoundDraw::NumberToCome { published_on } => {
            return say::number_to_come(locale, format::date(locale, *published_on));
        }
        UnsoundDraw::OtherNumber { expected } => return say::other_number(locale, expected),
        UnsoundDraw::NoNumberLeft => say::no_number_left(locale),
        UnsoundDraw::OtherValues { values } => return say::other_values(locale, values),
        UnsoundDraw::Rules => say::rules(locale),
    };
    plain.to_owned()
}
