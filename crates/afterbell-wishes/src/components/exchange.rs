use afterbell_domain::{OfferingId, SelectionDraft, selection_with};
use afterbell_locale::text::wishes::waiting as say;
use afterbell_locale::{format, wording};
use afterbell_parent::drafts::held;
use afterbell_parent::standing::Standing;

use crate::wishing::Wishing;

/// What a place brings with it for the child on the screen, by the rule by which the server gives it.
pub struct Exchange {
    /// What the child would hold.
    pub next: SelectionDraft,
    /// The courses it would give back, in words; empty when none.
    pub gone: String,
    /// Later pick-ups, a sentence each.
    pub moved: Vec<String>,
}

pub fn exchange(wishing: Wishing, standing: &Standing, id: &OfferingId) -> Option<Exchange> {
    let locale = wishing.parent.locale;
    let empty = || SelectionDraft::empty(standing.draft.menu().clone());
    let before = held(&standing.child).unwrap_or_else(empty);
    let next = selection_with(&standing.menu, &before, standing.menu.offering(id)?);
    let gone = before.offerings().iter().filter(|id| !next.contains(id));
    let gone: Vec<_> = gone
        .map(|id| wording::offering_name(&standing.menu, id))
        .collect();
    let moved = next
        .care()
        .iter()
        .filter(|choice| !before.care().contains(choice));
    let moved = moved.map(|choice| {
        let weekday = format::weekday(locale, choice.weekday);
        say::picked_up(locale, format::clock(choice.pick_up), weekday)
    });
    Some(Exchange {
        moved: moved.collect(),
        gone: format::list(locale, gone),
        next,
    })
}
