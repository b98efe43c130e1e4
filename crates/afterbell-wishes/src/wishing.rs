//! What these pages know beside the parent's app: for each child what it wishes, what the school has
//! received, and what the draw came to. Pages read it; `saving.rs` and `Wishing`'s verbs write it.

pub use afterbell_domain::WishingStage as Stage;
use afterbell_domain::{
    OfferingId, Reason, SelectionMode, SlotId, StudentId, WeekSlots, WishList, WishReceipt,
    check_wishes,
};
use afterbell_parent::api::path_of;
use afterbell_parent::parent::Parent;
use afterbell_parent::progress::Progress;
use afterbell_parent::standing::Standing;
use afterbell_parent::storage;
use afterbell_parent::ui::{State as UiState, Text, effect, listen};
use leptos::prelude::*;
use std::sync::Arc;

use crate::asking;
use crate::ranking::{self, Move, ranks_same};
use crate::server::{Draws, OwnDraw, WaitingPlace};
use crate::verifying::Verification;
use crate::{saving, server};

#[derive(Clone, Copy)]
pub struct Wishing {
    pub parent: Parent,
    known: UiState<Known>,
    /// What a screen reader is told after a move.
    pub said: UiState<Option<Text>>,
    /// Kept while the page is open: who has verified and looks elsewhere need not do it again.
    pub verification: UiState<Verification>,
}

#[derive(Default)]
struct Known {
    children: Vec<(StudentId, Wishes)>,
    draws: Option<Draws>,
    /// Grows when they become others.
    draws_turn: u32,
}

/// What is known of one child's wishes.
#[derive(Clone)]
pub struct Wishes {
    /// Whether the school has said what it holds; on this phone an earlier answer will do.
    pub is_known: bool,
    pub receipt: Option<WishReceipt>,
    /// What was begun and not saved yet.
    draft: Option<WishList>,
    pub progress: Progress,
    /// What has become of what was asked for after the draw.
    pub asked: Progress,
    pub own: Option<OwnDraw>,
    /// Grows when that becomes another.
    pub own_turn: u32,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            is_known: false,
            receipt: None,
            draft: None,
            progress: Progress::Idle,
            asked: Progress::Idle,
            own: None,
            own_turn: 0,
        }
    }
}

fn draft_place(child: &StudentId) -> String {
    ["wishes-draft.", child.as_str()].concat()
}

impl Wishing {
    pub fn new(parent: Parent) -> Self {
        let wishing = Self {
            parent,
            known: UiState::new(Known::default()),
            said: UiState::new(None),
            verification: UiState::new(Verification::Idle),
        };
        // Of every child: an offer to a sister matters on her brother's page as well.
        effect(Box::new(move || {
            for child in parent.children() {
                untrack(|| wishing.meet(&child.student.id));
            }
        }));
        let ask_all = move |_| {
            for child in untrack(|| parent.children()) {
                wishing.ask(&child.student.id);
            }
        };
        listen(&window(), "online", Box::new(ask_all));
        let look_again = move |_| {
            if !document().hidden() {
                wishing.look_again();
            }
        };
        listen(&window(), "visibilitychange", Box::new(look_again));
        wishing
    }

    pub fn here() -> Self {
        expect_context::<Self>()
    }

    fn meet(self, child: &StudentId) {
        let is_met = self
            .known
            .with_untracked(|known| known.children.iter().any(|(id, _)| id == child));
        if !is_met {
            // What was said the last time stands until there is something newer.
            let wishes = Wishes {
                receipt: storage::read(&path_of(child, "/wishes")),
                own: storage::read(&path_of(child, "/draw")),
                draft: storage::read(&draft_place(child)),
                ..Wishes::default()
            };
            self.known
                .change(|known| known.children.push((child.clone(), wishes)));
            self.ask(child);
        }
    }

    /// Asks what the school holds for a child, and what the draw came to.
    pub fn ask(self, child: &StudentId) {
        let id = child.clone();
        server::wishes(child, move |answer| match answer {
            Ok(receipt) => {
                self.change(&id, |wishes| {
                    wishes.is_known = true;
                    wishes.receipt.clone_from(&receipt);
                });
                saving::look_at(self, &id, receipt.as_ref());
            }
            Err(_) => saving::keep_trying(self, &id),
        });
        self.ask_draw(child);
    }

    /// For a page that tells of the draw, when it opens: what has come of it meanwhile. What is asked for the
    /// first time is on its way already.
    pub fn look_again(self) {
        // What a child holds was changed by the draw, too.
        self.parent.load();
        for child in untrack(|| self.parent.children()) {
            if untrack(|| self.of(&child.student.id)).own.is_some() {
                self.ask_draw(&child.student.id);
            }
        }
        self.ask_draws();
    }

    /// What the draw came to for a child.
    pub fn ask_draw(self, child: &StudentId) {
        self.ask_draw_then(child, || ());
    }

    pub fn ask_draw_then(self, child: &StudentId, then: impl FnOnce() + 'static) {
        let id = child.clone();
        server::own_draw(child, move |answer| {
            match answer {
                Ok(own) => {
                    self.change(&id, |wishes| {
                        wishes.own_turn += u32::from(wishes.own.as_ref() != Some(&own));
                        wishes.own = Some(own.clone());
                    });
                    asking::look_at(self, &id, &own);
                }
                Err(_) => asking::keep_trying(self, &id),
            }
            then();
        });
    }

    pub fn ask_draws(self) {
        server::draws(move |answer| {
            if let Ok(draws) = answer {
                self.known.change(|known| {
                    known.draws_turn += u32::from(known.draws.as_ref() != Some(&draws));
                    known.draws = Some(draws);
                });
            }
        });
    }

    pub fn draws_turn(self) -> u32 {
        self.known.with(|known| known.draws_turn)
    }

    pub fn draws(self) -> Option<Draws> {
        self.known.with(|known| known.draws.clone())
    }

    pub fn change<R: Default>(self, child: &StudentId, change: impl FnOnce(&mut Wishes) -> R) -> R {
        self.known.change(|known| {
            let mut all = known.children.iter_mut();
            let found = all.find(|(id, _)| id == child);
            found.map(|(_, wishes)| change(wishes)).unwrap_or_default()
        })
    }

    pub fn of(self, child: &StudentId) -> Wishes {
        self.known.with(|known| {
            let mut all = known.children.iter();
            let found = all.find(|(id, _)| id == child);
            found.map(|(_, wishes)| wishes.clone()).unwrap_or_default()
        })
    }

    /// The child on the screen and its wishes.
    pub fn now(self) -> Option<(Arc<Standing>, Wishes)> {
        let standing = self.parent.standing()?;
        let wishes = self.of(&standing.child.student.id);
        Some((standing, wishes))
    }

    pub fn list(self) -> Option<WishList> {
        let (standing, wishes) = self.now()?;
        Some(wishes.list(&standing))
    }

    /// Moves a wish of the child on the screen, keeps the draft, and says what has happened.
    pub fn rank(self, slot: &SlotId, offering: &OfferingId, change: &Move) {
        let Some((standing, wishes)) = untrack(|| self.now()) else {
            return;
        };
        let takes_one = standing.menu.round.mode == SelectionMode::Lottery;
        let mut list = wishes.list(&standing);
        if !ranking::apply(&mut list, slot, offering, change, takes_one) {
            return;
        }
        let said = crate::words::moved(
            self.parent.locale,
            &standing.menu,
            &list,
            slot,
            offering,
            change,
        );
        let child = &standing.child.student.id;
        let is_as_received = wishes.is_as_received(&list);
        storage::write(&draft_place(child), &list);
        self.change(child, |wishes| {
            wishes.draft = (!is_as_received).then_some(list);
            if wishes.progress.message().is_some() {
                wishes.progress = Progress::Idle;
            }
        });
        if is_as_received {
            storage::remove(&draft_place(child));
        }
        self.said.set(Some(said.into()));
    }

    /// Takes a receipt; the draft it was given for has done its work.
    pub fn take_receipt(self, child: &StudentId, receipt: WishReceipt) {
        self.change(child, |wishes| {
            let is_done = wishes
                .draft
                .as_ref()
                .is_none_or(|draft| ranks_same(draft, &receipt.wishes));
            if is_done {
                wishes.draft = None;
                storage::remove(&draft_place(child));
            }
            wishes.progress = Progress::Idle;
            wishes.is_known = true;
            wishes.receipt = Some(receipt);
        });
        // The answer kept for a start without a network is an older one now.
        storage::remove(&path_of(child, "/wishes"));
    }

    /// Why a child cannot wish for an offering in its slot.
    pub fn reasons(self, standing: &Standing, slot: &SlotId, offering: &OfferingId) -> Vec<Reason> {
        let now = untrack(|| self.parent.clock.now());
        let mut alone = WishList::empty(standing.draft.menu().clone());
        alone.rank(slot.clone(), vec![offering.clone()]);
        let verdict =
            now.map(|now| check_wishes(&standing.menu, &standing.child.student, &alone, now));
        let reasons = verdict.into_iter().flat_map(|verdict| verdict.offerings);
        reasons.flat_map(|one| one.reasons).collect()
    }
}

impl Wishes {
    /// What is wished for now: what was begun, else what the school has received, else nothing; against
    /// the menu that holds.
    pub fn list(&self, standing: &Standing) -> WishList {
        let received = self.receipt.as_ref().map(|receipt| &receipt.wishes);
        let menu = standing.draft.menu().clone();
        // After the close only what the school has counts.
        let draft = self.draft.as_ref().filter(|_| can_rank(standing));
        let begun = draft.or(received);
        let slots = begun.map(|list| list.slots().to_vec()).unwrap_or_default();
        // What was asked for with care elsewhere stands as it was.
        let care = received
            .map(|list| list.care().to_vec())
            .unwrap_or_default();
        WishList::new(menu.clone(), slots, care).unwrap_or_else(|_| WishList::empty(menu))
    }

    fn is_as_received(&self, list: &WishList) -> bool {
        match &self.receipt {
            Some(receipt) => ranks_same(&receipt.wishes, list),
            None => self.is_known && list.slots().is_empty(),
        }
    }

    pub fn has_changes(&self) -> bool {
        self.draft
            .as_ref()
            .is_some_and(|draft| !self.is_as_received(draft))
    }

    /// Under which name a page about the draw stays the same: until something else has come of it.
    pub fn turn(&self, standing: &Standing) -> String {
        let child = &standing.child;
        let held = child.receipt.as_ref().map(|one| one.number.to_string());
        let turn = self.own_turn.to_string();
        [child.student.id.as_str(), &turn, &held.unwrap_or_default()].join(" ")
    }

    pub fn is_waiting(&self) -> bool {
        matches!(self.progress, Progress::Waiting { .. })
    }
}

/// How far a round is, for the child on the screen.
pub fn stage(standing: &Standing, wishes: &Wishes) -> Stage {
    let was_run = wishes.own.as_ref().is_some_and(|own| own.draw.is_some());
    standing.wishing_stage(was_run)
}

/// Whether there is still a close ahead until which wishes can be saved.
pub fn can_rank(standing: &Standing) -> bool {
    standing.wishing_stage(false) == Stage::Ranking
}

/// What the child holds in a slot.
pub fn held_in(standing: &Standing, slot: &SlotId) -> Vec<OfferingId> {
    let slots = slots(standing);
    let is_here = |id: &&OfferingId| {
        let offering = standing.menu.offering(id);
        let mut taken_up = offering.into_iter().flat_map(|one| slots.of_offering(one));
        taken_up.any(|one| one.id == *slot)
    };
    let held = standing.child.student.enrolled.iter();
    held.filter(is_here).cloned().collect()
}

/// Where the child waits in a slot, or a place is on offer to it.
pub fn waits_in<'a>(
    wishes: &'a Wishes,
    slot: &'a SlotId,
) -> impl Iterator<Item = &'a WaitingPlace> {
    let rows = wishes.own.iter().flat_map(|own| &own.waiting);
    rows.filter(move |place| place.slot == *slot && place.state.claims())
}

/// The slots of the menu on the screen.
pub fn slots(standing: &Standing) -> WeekSlots {
    WeekSlots::of(&standing.menu.offerings)
}
