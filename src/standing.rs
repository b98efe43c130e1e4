//! Where the child on the screen stands: what its pages show, derived from what is known.

use afterbell_domain::wire::Child;
use afterbell_domain::{
    AgreementHash, Course, FeeStatement, Moment, Offering, OfferingId, Places, ReceiptStatus,
    SelectionDraft, ServiceMenu, Situation, Way, Weekday, WishingStage, way_to,
};
use std::sync::Arc;

use crate::drafts;
use crate::judgement::Judgement;

pub struct Standing {
    pub menu: Arc<ServiceMenu>,
    pub places: Arc<Places>,
    pub child: Child,
    pub draft: SelectionDraft,
    pub judgement: Judgement,
    now: Moment,
}

impl Standing {
    pub fn of(
        menu: &Arc<ServiceMenu>,
        places: &Arc<Places>,
        child: Child,
        draft: SelectionDraft,
        now: Moment,
    ) -> Self {
        Self {
            judgement: Judgement::of(menu, &child.student, &draft, places, now),
            menu: menu.clone(),
            places: places.clone(),
            child,
            draft,
            now,
        }
    }

    /// Whether places are wished for instead of taken.
    pub fn is_wished_for(&self) -> bool {
        self.menu.round.is_wished_for(self.places.waits_for_pool)
    }

    /// How far a drawn round is; `was_run`: whether a draw was.
    pub fn wishing_stage(&self, was_run: bool) -> WishingStage {
        WishingStage::of(&self.menu, was_run, self.now)
    }

    /// An offering and its course.
    pub fn find(&self, id: &OfferingId) -> Option<(&Offering, &Course)> {
        let offering = self.menu.offering(id)?;
        Some((offering, self.menu.course_of(offering)?))
    }

    /// Whether a parent may put an offering into the draft.
    pub fn can_draft(&self, id: &OfferingId) -> bool {
        self.judgement.can_draft(id)
    }

    pub fn is_chosen(&self, id: &OfferingId) -> bool {
        self.draft.contains(id)
    }

    /// Whether the school holds a choice of this child.
    pub fn is_held(&self) -> bool {
        self.child.receipt.is_some()
    }

    /// Whether the school holds it still.
    pub fn is_submitted(&self) -> bool {
        drafts::held(&self.child).is_some()
    }

    /// Whether the school has ended what it held.
    pub fn has_ended(&self) -> bool {
        let receipt = self.child.receipt.as_ref();
        receipt.is_some_and(|receipt| receipt.status == ReceiptStatus::Ended)
    }

    /// Whether the draft differs from what the school holds.
    pub fn has_changes(&self) -> bool {
        drafts::has_changes(&self.child, &self.draft)
    }

    /// Offerings the child holds that the draft leaves out.
    pub fn leaving(&self) -> impl Iterator<Item = &OfferingId> {
        let enrolled = self.child.student.enrolled.iter();
        enrolled.filter(|id| !self.draft.contains(id))
    }

    /// Days on which the child has care and the draft gives it up.
    pub fn leaving_care(&self) -> impl Iterator<Item = Weekday> {
        let held = drafts::held(&self.child);
        let held = held.map(|held| held.care().to_vec()).unwrap_or_default();
        let days = held.into_iter().map(|choice| choice.weekday);
        days.filter(|day| self.draft.pick_up_on(*day).is_none())
    }

    /// What is chosen, in order of the week.
    pub fn chosen_by_day(&self) -> Vec<OfferingId> {
        let mut chosen = self.draft.offerings().to_vec();
        chosen.sort_by_key(|id| self.menu.first_session(id));
        chosen
    }

    pub fn fees(&self) -> FeeStatement {
        FeeStatement::of(&self.menu, &self.draft)
    }

    /// What the rules look at.
    pub fn situation(&self) -> Situation<'_> {
        Situation {
            menu: &self.menu,
            student: &self.child.student,
            draft: &self.draft,
            places: &self.places,
            now: self.now,
        }
    }

    /// The safety agreement that has to be signed before the draft is sent.
    pub fn agreement_to_sign(&self) -> Option<&AgreementHash> {
        let (receipt, signature) = (self.child.receipt.as_ref(), self.child.signature.as_ref());
        self.menu.agreement_to_sign(&self.draft, receipt, signature)
    }

    /// What choosing a course brings with it; `None` if it cannot be chosen.
    pub fn way_to(&self, id: &OfferingId) -> Option<Way> {
        way_to(&self.situation(), id)
    }
}
