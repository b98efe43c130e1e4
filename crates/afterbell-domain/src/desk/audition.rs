//! 双选: a family wishes for a course with an audition, and its teacher chooses among those who do.

use serde::{Deserialize, Serialize};

use crate::desk::Role;
use crate::{Invalid, Label, Offering, StudentId};

/// 面试结果: whom a teacher takes, the best first, and whom not this term. Who is in neither list is
/// not decided about. A child stands in it once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct AuditionChoice {
    picked: Vec<StudentId>,
    not_this_term: Vec<TurnedDown>,
}

/// 本学期不选, and why: for the school alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TurnedDown {
    pub student: StudentId,
    pub reason: Label,
}

/// What is said of a child belongs into no log.
impl std::fmt::Debug for TurnedDown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TurnedDown({})", self.student)
    }
}

impl AuditionChoice {
    /// More children than any school has; keeps a hostile request small.
    pub const MOST: usize = 5_000;

    /// Only children who were taken, the best first.
    pub fn of_picked(picked: Vec<StudentId>) -> Result<Self, Invalid> {
        let not_this_term = Vec::new();
        Written {
            picked,
            not_this_term,
        }
        .try_into()
    }

    pub fn picked(&self) -> &[StudentId] {
        &self.picked
    }

    pub fn not_this_term(&self) -> &[TurnedDown] {
        &self.not_this_term
    }

    /// Everybody who was decided about.
    pub fn students(&self) -> impl Iterator<Item = &StudentId> {
        let turned_down = self.not_this_term.iter().map(|one| &one.student);
        self.picked.iter().chain(turned_down)
    }

    /// 入选, behind all others; one who is picked already keeps the place.
    pub fn pick(&mut self, student: StudentId) {
        if !self.picked.contains(&student) {
            self.undecide(&student);
            self.picked.push(student);
        }
    }

    /// 本学期不选; another reason takes the place of the first.
    pub fn turn_down(&mut self, student: StudentId, reason: Label) {
        let known = self.not_this_term.iter_mut();
        if let Some(known) = known.into_iter().find(|one| one.student == student) {
            known.reason = reason;
            return;
        }
        self.undecide(&student);
        self.not_this_term.push(TurnedDown { student, reason });
    }

    /// 待定 again.
    pub fn undecide(&mut self, student: &StudentId) {
        self.picked.retain(|one| one != student);
        self.not_this_term.retain(|one| one.student != *student);
    }

    /// Moves a picked child to a place counted from 0, at most the last. Says whether anything has changed.
    pub fn move_to(&mut self, student: &StudentId, place: usize) -> bool {
        let Some(at) = self.picked.iter().position(|one| one == student) else {
            return false;
        };
        let place = place.min(self.picked.len().saturating_sub(1));
        if at == place {
            return false;
        }
        let moved = self.picked.remove(at);
        self.picked.insert(place, moved);
        true
    }

    /// The same without children that are not at the school any more.
    pub fn of_those(mut self, is_here: impl Fn(&StudentId) -> bool) -> Self {
        self.picked.retain(&is_here);
        self.not_this_term.retain(|one| is_here(&one.student));
        self
    }
}

/// The JSON of a choice.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AuditionChoice))]
pub struct Written {
    picked: Vec<StudentId>,
    #[serde(default)]
    not_this_term: Vec<TurnedDown>,
}

impl TryFrom<Written> for AuditionChoice {
    type Error = Invalid;
    fn try_from(written: Written) -> Result<Self, Invalid> {
        let choice = Self {
            picked: written.picked,
            not_this_term: written.not_this_term,
        };
        let mut all: Vec<_> = choice.students().collect();
        let count = all.len();
        if count > Self::MOST {
            return Err(Invalid::new("audition_choice", count));
        }
        all.sort_unstable();
        all.dedup();
        match all.len() == count {
            true => Ok(choice),
            false => Err(Invalid::new("student_decided_about_once", count)),
        }
    }
}

impl From<AuditionChoice> for Written {
    fn from(choice: AuditionChoice) -> Self {
        Self {
            picked: choice.picked,
            not_this_term: choice.not_this_term,
        }
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for AuditionChoice {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        Written::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for AuditionChoice {
    fn schemas(
        schemas: &mut Vec<(
            String,
            utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>,
        )>,
    ) {
        use utoipa::PartialSchema as _;
        schemas.push((TurnedDown::name().into_owned(), TurnedDown::schema()));
        Written::schemas(schemas);
    }
}

impl Role {
    /// Whether the applicants of this course are shown to somebody of this name, and theirs to choose
    /// from. Teachers are known by the name the menu has for them: two equal names are one person there,
    /// in its clashes as well.
    pub fn may_choose_for(self, name: &Label, offering: &Offering) -> bool {
        match self {
            Self::Teacher | Self::ClassTeacher { .. } => offering.teachers.contains(name),
            _ => self.may(super::Permission::ChooseApplicants),
        }
    }
}

/// Whether lists can be published now. From the list of applicants to the results they are what the
/// draw has published of them: another one would be on the desk and not in the draw.
pub fn may_publish_lists(applicants_are_published: bool, was_run: bool) -> bool {
    !applicants_are_published || was_run
}
