use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::{ChildCode, Label};
use afterbell_import::{Pupil, RowPlace};

use crate::secret::{Fingerprint, NoEntropy, new_child_code, new_student_id};
use crate::store::{EnrolledPupil, PupilChange, Stored};

/// A number or name in the roster that cannot be stored as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotALabel {
    pub place: RowPlace,
}

/// What becomes of the roster.
#[derive(Default)]
pub struct RosterPlan {
    /// New and returning pupils, who get a letter with this code.
    pub arriving: Vec<(EnrolledPupil, ChildCode)>,
    /// Pupils with another name or class; their accounts and choices stay.
    pub changed: Vec<EnrolledPupil>,
    pub unchanged: usize,
    /// Stored, but not in the files.
    pub absent: Vec<EnrolledPupil>,
}

#[derive(Debug)]
pub enum RosterError {
    NotLabels(Vec<NotALabel>),
    NoEntropy(NoEntropy),
}

impl From<NoEntropy> for RosterError {
    fn from(error: NoEntropy) -> Self {
        Self::NoEntropy(error)
    }
}

impl RosterPlan {
    /// Pupils are known by their school numbers. Files without a roster change nothing.
    pub fn of(stored: &Stored, pupils: &[Pupil]) -> Result<Self, RosterError> {
        let listed = labelled(pupils).map_err(RosterError::NotLabels)?;
        let by_number = |pupils: &'_ [EnrolledPupil]| -> BTreeMap<Label, EnrolledPupil> {
            let numbered = pupils.iter().map(|p| (p.school_number.clone(), p.clone()));
            numbered.collect()
        };
        let (here, left) = (by_number(&stored.pupils), by_number(&stored.former_pupils));
        let mut plan = Self::default();
        let mut seen = BTreeSet::new();
        for (school_number, name, class) in listed {
            seen.insert(school_number.clone());
            let known = here
                .get(&school_number)
                .or_else(|| left.get(&school_number));
            let id = match known {
                Some(pupil) => pupil.id.clone(),
                None => new_student_id()?,
            };
            let is_here = here.contains_key(&school_number);
            let pupil = EnrolledPupil {
                id,
                school_number,
                name,
                class,
            };
            match known.filter(|_| is_here) {
                None => plan.arriving.push((pupil, new_child_code()?)),
                Some(known) if *known == pupil => plan.unchanged += 1,
                Some(_) => plan.changed.push(pupil),
            }
        }
        if !seen.is_empty() {
            let absent = stored.pupils.iter();
            let absent = absent.filter(|pupil| !seen.contains(&pupil.school_number));
            plan.absent = absent.cloned().collect();
        }
        plan.arriving
            .sort_by(|(one, _), (other, _)| one.in_order().cmp(&other.in_order()));
        Ok(plan)
    }

    pub fn changes(&self) -> Vec<PupilChange> {
        let arriving = self.arriving.iter().map(|(pupil, code)| PupilChange {
            pupil: pupil.clone(),
            code: Some(Fingerprint::of_code(code)),
        });
        let changed = self.changed.iter().map(|pupil| PupilChange {
            pupil: pupil.clone(),
            code: None,
        });
        arriving.chain(changed).collect()
    }
}

type Listed = (Label, Label, afterbell_domain::HomeroomClass);

fn labelled(pupils: &[Pupil]) -> Result<Vec<Listed>, Vec<NotALabel>> {
    let (mut listed, mut refused) = (Vec::new(), Vec::new());
    for pupil in pupils {
        match (pupil.school_number.parse(), pupil.name.parse()) {
            (Ok(number), Ok(name)) => listed.push((number, name, pupil.class)),
            _ => refused.push(NotALabel {
                place: pupil.place.clone(),
            }),
        }
    }
    if refused.is_empty() {
        Ok(listed)
    } else {
        Err(refused)
    }
}
