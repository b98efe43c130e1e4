//! What the school's office needs: publishing a menu, keeping the roster, issuing codes.

use std::collections::BTreeMap;

use afterbell_domain::desk::{HandPlace, Role, RosterPupil, RosterView, TermChange, TermStep};
use afterbell_domain::{
    AgreementHash, AgreementSignature, CareChoice, GroupId, Label, MenuHash, Moment, OfferingId,
    ServiceMenu, StudentId, Waiting,
};
use async_trait::async_trait;

use super::{EnrolledPupil, SignedCopy, StoreError};
use crate::secret::Fingerprint;

/// The school as it is stored now.
#[derive(Debug, Clone)]
pub struct Stored {
    pub menu: Option<(MenuHash, ServiceMenu)>,
    pub taken: BTreeMap<OfferingId, u32>,
    /// In the order of classes and school numbers.
    pub pupils: Vec<EnrolledPupil>,
    /// Who left; a child that comes back keeps its identifier.
    pub former_pupils: Vec<EnrolledPupil>,
}

/// What an import changes; applied whole or not at all.
#[derive(Debug, Clone)]
pub struct SchoolChange {
    /// The menu the change was worked out against.
    pub expected_menu: Option<MenuHash>,
    pub menu: Option<MenuChange>,
    /// What shall become of the term, where the menu does something to it that is not done unasked.
    pub term: Option<TermStep>,
    /// New pupils, returning ones, and those whose name or class is another one now.
    pub pupils: Vec<PupilChange>,
    pub left: Vec<StudentId>,
    pub now: Moment,
}

#[derive(Debug, Clone)]
pub struct MenuChange {
    pub hash: MenuHash,
    pub canonical_json: Vec<u8>,
    pub places: Vec<(OfferingId, u16)>,
    /// The text of the version that the menu names.
    pub agreement: Option<AgreementVersion>,
}

#[derive(Debug, Clone)]
pub struct AgreementVersion {
    pub hash: AgreementHash,
    pub canonical_json: Vec<u8>,
}

#[derive(Debug, Clone)]
pub struct PupilChange {
    pub pupil: EnrolledPupil,
    /// A code to bind the child with, for those who get a letter.
    pub code: Option<Fingerprint>,
}

/// A course that children hold and that the change would take from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldCourse {
    pub offering: OfferingId,
    pub taken: u32,
    /// What the change would leave; `None` when the course would be gone.
    pub places: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applied {
    Done,
    /// Refused: the menu does to the term what was not asked for.
    TermNotConfirmed(Box<TermChange>),
    /// Refused: no other term begins while a draw is under way.
    DrawUnderWay,
    /// Refused: children hold these courses.
    CoursesHeld(Vec<HeldCourse>),
    /// Refused: these pupils still hold something.
    PupilsHold(Vec<StudentId>),
    /// Refused: somebody else published a menu in between.
    MenuChangedMeanwhile,
    /// Refused: somebody else entered a child with one of these school numbers in between.
    RosterChangedMeanwhile,
}

#[derive(Debug, Clone)]
pub struct CodeIssue {
    pub student: StudentId,
    pub code: Fingerprint,
}

/// 优先类别登记
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRecord {
    pub group: GroupId,
    /// On what evidence; for the office alone.
    pub reason: Label,
    pub recorded_at: Moment,
}

/// 名册, as the books have it at one moment.
#[derive(Debug, Clone)]
pub struct Roster {
    pub menu: (MenuHash, ServiceMenu),
    /// In the order of classes and school numbers.
    pub pupils: Vec<EnrolledPupil>,
    pub offerings: BTreeMap<StudentId, Vec<OfferingId>>,
    pub care: BTreeMap<StudentId, Vec<CareChoice>>,
    pub waiting: BTreeMap<StudentId, Vec<Waiting>>,
    pub by_hand: BTreeMap<StudentId, Vec<HandPlace>>,
}

/// What children hold because the office has put them there, and whether their families have handed in a selection
/// since: asked of either store.
pub(super) const HAND_PLACES: &str = "
    SELECT enrollment.student, offering, EXISTS (
        SELECT 1 FROM ledger AS later
        WHERE later.student = enrollment.student AND later.sequence > enrollment.entry
            AND later.event = 'selection_submitted')
    FROM enrollment JOIN ledger ON ledger.sequence = enrollment.entry
    WHERE ledger.event = 'placed_by_office' ORDER BY offering";

impl Roster {
    /// The part of it that may be read, as it is read at a moment.
    pub fn read_by(mut self, role: Role, now: Moment) -> (ServiceMenu, RosterView) {
        let pupils = self.pupils.into_iter();
        let pupils = pupils.filter(|pupil| role.may_read_roster_of(pupil.class));
        let pupils = pupils.map(|pupil| {
            let mut waiting = self.waiting.remove(&pupil.id).unwrap_or_default();
            for one in &mut waiting {
                one.state = one.state.at(now);
            }
            RosterPupil {
                offerings: self.offerings.remove(&pupil.id).unwrap_or_default(),
                care: self.care.remove(&pupil.id).unwrap_or_default(),
                waiting,
                by_hand: self.by_hand.remove(&pupil.id).unwrap_or_default(),
                student: pupil.id,
                school_number: pupil.school_number,
                name: pupil.name,
                class: pupil.class,
            }
        });
        let pupils = pupils.collect();
        let (menu, content) = self.menu;
        (content, RosterView { now, menu, pupils })
    }
}

#[async_trait]
pub trait Office: Send + Sync {
    async fn stored(&self) -> Result<Stored, StoreError>;

    async fn apply(&self, change: SchoolChange) -> Result<Applied, StoreError>;

    /// What a menu would do to the term that holds, if it has to be asked for.
    async fn term_change(
        &self,
        menu: &MenuChange,
        now: Moment,
    ) -> Result<Option<TermChange>, StoreError>;

    /// Each child's signature under the current agreement, else the one given last.
    async fn signatures(&self) -> Result<BTreeMap<StudentId, AgreementSignature>, StoreError>;

    /// The copy the school keeps; `None` when nobody signed for the child.
    async fn school_copy(&self, student: &StudentId) -> Result<Option<SignedCopy>, StoreError>;

    /// Children that are in a priority group. A record is made by `Deed::RecordGroup`, together with its
    /// row in the log.
    async fn groups(&self) -> Result<BTreeMap<StudentId, GroupRecord>, StoreError>;

    /// 区县政策包 as it was last taken from this address, by `Deed::TakePack`.
    async fn pack_copy(&self, address: &str) -> Result<Option<String>, StoreError>;

    /// Everybody at the school with what they hold; `None` before the first import.
    async fn roster(&self) -> Result<Option<Roster>, StoreError>;
}
