use std::collections::BTreeMap;

use super::{Applicants, INELIGIBLE, Market, Rankings};
use crate::allocation::{
    AllocationRules, Applicant, ApplicantName, AuditionList, Catalogue, Fault, FaultCode,
    Numbering, Wish,
};

/// More faults than anybody mends in one go.
const MOST_FAULTS: usize = 50;

impl Market {
    /// Reads rules and applicants by name, or says what is wrong with them.
    pub fn named(
        rules: &AllocationRules,
        applicants: &[Applicant],
        auditions: &[AuditionList],
        numbering: Numbering,
    ) -> Result<Self, Vec<Fault>> {
        let catalogue = Catalogue::new(rules)?;
        let mut reading = Reading {
            rules,
            catalogue: &catalogue,
            faults: Vec::new(),
        };
        let child_of = reading.names(applicants);
        let mut groups = Vec::with_capacity(applicants.len());
        let mut wishes = vec![Rankings::default(); catalogue.slots];
        for (index, applicant) in applicants.iter().enumerate() {
            groups.push(reading.group(index, applicant));
            reading.wishes(index, applicant, &mut wishes);
            if reading.faults.len() > MOST_FAULTS {
                break;
            }
        }
        let auditions = reading.auditions(auditions, &child_of);
        if !reading.faults.is_empty() {
            return Err(reading.faults);
        }
        let applicants = Applicants {
            numbers: numbering.numbers,
            groups,
            late_from: numbering.late_from,
            wishes,
            auditions,
        };
        Self::new(catalogue, applicants).map_err(|fault| vec![fault])
    }
}

struct Reading<'a> {
    rules: &'a AllocationRules,
    catalogue: &'a Catalogue,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn names<'a>(&mut self, applicants: &'a [Applicant]) -> BTreeMap<&'a ApplicantName, u32> {
        let mut child_of = BTreeMap::new();
        for (index, applicant) in (0..).zip(applicants) {
            if child_of.insert(&applicant.child, index).is_some() {
                let at = format!("applicants[{index}].child");
                self.faults.push(Fault::duplicate(at, &applicant.child));
            }
        }
        child_of
    }

    fn group(&mut self, index: usize, applicant: &Applicant) -> u8 {
        let Some(id) = &applicant.group else {
            return (self.catalogue.precedences.len() - 1) as u8;
        };
        self.catalogue.group_of.get(id).copied().unwrap_or_else(|| {
            let at = format!("applicants[{index}].group");
            self.faults.push(Fault::unknown(at, id));
            0
        })
    }

    fn wishes(&mut self, index: usize, applicant: &Applicant, all: &mut [Rankings]) {
        for one in &applicant.wishes {
            if !self.catalogue.slot_of.contains_key(&one.slot) {
                let at = format!("applicants[{index}].wishes");
                self.faults.push(Fault::unknown(at, &one.slot));
            }
        }
        for (slot, (declared, rankings)) in self.rules.slots.iter().zip(all).enumerate() {
            let found = applicant.wishes.iter().find(|one| one.slot == declared.id);
            let wishes = found.map_or(&[][..], |one| &one.wishes);
            let at = |wish: usize| format!("applicants[{index}].wishes.{}[{wish}]", declared.id);
            let mut entries = Vec::with_capacity(wishes.len());
            for (position, wish) in wishes.iter().enumerate() {
                match self.wish(wish, slot, applicant) {
                    Ok(entry)
                        if entries
                            .iter()
                            .any(|other| (other ^ entry) & !INELIGIBLE == 0) =>
                    {
                        self.faults.push(Fault::duplicate(at(position), wish));
                    }
                    Ok(entry) => entries.push(entry),
                    Err(code) => self.faults.push(Fault::new(at(position), code)),
                }
            }
            if entries.len() > 1 && self.rules.mode == crate::SelectionMode::Lottery {
                self.faults.push(Fault::new(at(1), FaultCode::OneWishOnly));
            }
            rankings.push(entries);
        }
    }

    fn wish(&self, wish: &Wish, slot: usize, applicant: &Applicant) -> Result<u32, FaultCode> {
        let offering = match wish {
            Wish::Named(id) => self.catalogue.offering_of.get(id).copied(),
            Wish::Numbered(number) => number.checked_sub(1),
        };
        let terms = offering.and_then(|offering| self.catalogue.terms.get(offering as usize));
        let (Some(offering), Some(terms)) = (offering, terms) else {
            let found = wish.to_string();
            return Err(FaultCode::Unknown { found });
        };
        if terms.slot != slot {
            let slot = self.rules.slots[terms.slot].id.to_string();
            let offering = self.rules.offerings[offering as usize].id.to_string();
            return Err(FaultCode::OtherSlot { offering, slot });
        }
        match (terms.grades, applicant.grade) {
            (Some(grades), Some(grade)) if !grades.contains(grade) => Ok(offering | INELIGIBLE),
            (Some(_), None) => Err(FaultCode::GradeMissing),
            _ => Ok(offering),
        }
    }

    fn auditions(
        &mut self,
        lists: &[AuditionList],
        child_of: &BTreeMap<&ApplicantName, u32>,
    ) -> Vec<(u32, Vec<u32>)> {
        let mut read: Vec<(u32, Vec<u32>)> = Vec::with_capacity(lists.len());
        for (index, list) in lists.iter().enumerate() {
            let at = format!("auditions[{index}]");
            let offering = self.catalogue.offering_of.get(&list.offering).copied();
            let Some(offering) = offering else {
                let at = format!("{at}.offering");
                self.faults.push(Fault::unknown(at, &list.offering));
                continue;
            };
            if read.iter().any(|(other, _)| *other == offering) {
                let at = format!("{at}.offering");
                self.faults.push(Fault::duplicate(at, &list.offering));
            }
            if self.rules.offerings[offering as usize].audition.is_none() {
                let at = format!("{at}.offering");
                self.faults.push(Fault::new(at, FaultCode::NotUsed));
            }
            let mut listed: Vec<u32> = Vec::with_capacity(list.children.len());
            for (place, child) in list.children.iter().enumerate() {
                let at = || format!("{at}.children[{place}]");
                match child_of.get(child) {
                    Some(child_index) if listed.contains(child_index) => {
                        self.faults.push(Fault::duplicate(at(), child));
                    }
                    Some(child) => listed.push(*child),
                    None => self.faults.push(Fault::unknown(at(), child)),
                }
            }
            read.push((offering, listed));
        }
        read
    }
}
