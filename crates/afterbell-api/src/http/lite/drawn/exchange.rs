use afterbell_domain::wire::Child;
use afterbell_domain::{MenuHash, Offering, SelectionDraft, ServiceMenu, selection_with};
use afterbell_locale::text::wishes::{asking, waiting};
use afterbell_locale::{Locale, format, wording};

use crate::http::lite::chooser::held;
use crate::http::refusal::Refusal;

/// What a place brings with it for a child, by the rule by which the store gives it.
pub(super) struct Exchange {
    /// What the child would hold.
    pub next: SelectionDraft,
    /// The courses it would give back, in words; empty when none.
    gone: String,
    /// Later pick-ups, a sentence each.
    moved: Vec<String>,
}

impl Exchange {
    pub(super) fn of(
        locale: Locale,
        (hash, menu): (&MenuHash, &ServiceMenu),
        child: &Child,
        offering: &Offering,
    ) -> Result<Self, Refusal> {
        let before = held(hash, child)?;
        let next = selection_with(menu, &before, offering);
        let gone = before.offerings().iter().filter(|id| !next.contains(id));
        let gone = gone.map(|id| wording::offering_name(menu, id));
        let care = next.care().iter();
        let moved = care.filter(|choice| !before.care().contains(choice));
        let moved = moved.map(|choice| {
            let weekday = format::weekday(locale, choice.weekday);
            waiting::picked_up(locale, format::clock(choice.pick_up), weekday)
        });
        Ok(Self {
            gone: format::list(locale, gone),
            moved: moved.collect(),
            next,
        })
    }

    /// What accepting an offer changes.
    pub(super) fn of_offer(&self, locale: Locale) -> Vec<String> {
        let given = match self.gone.is_empty() {
            true => waiting::gives_nothing(locale).to_owned(),
            false => waiting::gives_back(locale, &self.gone),
        };
        [vec![given], self.moved.clone()].concat()
    }

    /// What getting a place that is asked for will change.
    pub(super) fn of_asking(&self, locale: Locale) -> Vec<String> {
        let given = (!self.gone.is_empty()).then(|| asking::gives_back(locale, &self.gone));
        given.into_iter().chain(self.moved.clone()).collect()
    }
}
