//! Wishes and what became of them, in words.

use afterbell_domain::{OfferingId, ServiceMenu, SlotId, WishList};
pub use afterbell_locale::drawn::{ordinal, outcome, slot_title, waiting, wish};
use afterbell_locale::text::wishes::{asking, slot as moves};
use afterbell_locale::{Locale, wording};
use afterbell_parent::progress::Progress;
use afterbell_parent::ui::Text;

use crate::asking::Request;
use crate::ranking::Move;
use crate::server::OwnDraw;

/// What has happened to a ranking, for who does not see it.
pub fn moved(
    locale: Locale,
    menu: &ServiceMenu,
    list: &WishList,
    slot: &SlotId,
    offering: &OfferingId,
    change: &Move,
) -> String {
    let course = wording::offering_name(menu, offering);
    let ranked = list.of_slot(slot);
    let Some(at) = ranked.iter().position(|id| id == offering) else {
        return moves::removed(locale, course);
    };
    let ordinal = ordinal(locale, at + 1);
    match change {
        Move::Add => moves::added(locale, course, ordinal),
        _ => moves::moved(locale, ranked.len(), course, ordinal),
    }
}

/// That something is on its way to the school and waits for a network.
pub fn on_its_way(locale: Locale, progress: &Progress) -> Option<Text> {
    match progress {
        Progress::Waiting {
            is_offline: true, ..
        } => Some(asking::offline(locale).into()),
        Progress::Waiting { .. } => Some(asking::busy(locale).into()),
        _ => None,
    }
}

/// What has become of asking for a place, or of leaving a list.
pub fn queued(locale: Locale, menu: &ServiceMenu, request: &Request, own: &OwnDraw) -> String {
    let course = wording::offering_name(menu, &request.offering);
    let mut rows = own.waiting.iter();
    let row = rows.find(|row| row.offering == request.offering && row.state.claims());
    match (request.joins, row) {
        (false, _) => asking::left(locale, course),
        (true, None) => asking::placed(locale, course),
        (true, Some(row)) => asking::queued(locale, course, row.position),
    }
}
