//! The rules applied to everything the child could choose, once per change.

use afterbell_domain::{
    Moment, OfferingId, Phase, Places, Reason, SelectionDraft, ServiceMenu, Situation, Student,
    Verdict, check, check_offering,
};

pub struct Judgement {
    pub verdict: Verdict,
    pub phase: Phase,
    /// Of the offerings that have any. Searched in line: a map of its own is more code than a
    /// menu's hundred courses deserve.
    reasons: Vec<(OfferingId, Vec<Reason>)>,
}

impl Judgement {
    pub fn of(
        menu: &ServiceMenu,
        student: &Student,
        draft: &SelectionDraft,
        places: &Places,
        now: Moment,
    ) -> Self {
        let situation = Situation {
            menu,
            student,
            draft,
            places,
            now,
        };
        let reasons = menu.offerings.iter().filter_map(|offering| {
            let reasons = check_offering(&situation, &offering.id);
            (!reasons.is_empty()).then(|| (offering.id.clone(), reasons))
        });
        Self {
            reasons: reasons.collect(),
            verdict: check(menu, student, draft, places, now),
            phase: menu.phase(now),
        }
    }

    /// Why the child cannot have an offering beside what is chosen.
    pub fn reasons(&self, offering: &OfferingId) -> &[Reason] {
        let mut all = self.reasons.iter();
        let found = all.find(|(id, _)| id == offering);
        found.map_or(&[], |(_, reasons)| reasons)
    }

    /// Whether a parent may put it into the draft.
    pub fn can_draft(&self, offering: &OfferingId) -> bool {
        self.reasons(offering).iter().all(Reason::allows_drafting)
    }

    /// What keeps a draft from being sent now.
    pub fn faults(&self) -> usize {
        self.verdict.offerings.len() + self.verdict.care.len() + self.verdict.whole.len()
    }
}
