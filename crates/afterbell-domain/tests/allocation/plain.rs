//! The plain implementation: no ranks, no heaps, no going on from where one stood. Everybody asks,
//! every offering chooses among all who ever asked, whoever is turned away asks the next; an
//! offering is closed and everything begins anew.

use afterbell_domain::SelectionMode;
use afterbell_domain::allocation::{Applicant, AuditionRule, ContestedOffering, Instance, Wish};
use std::collections::{BTreeMap, BTreeSet};

use super::named::Result;

/// Children and offerings by their place in the instance.
pub struct Plain<'a> {
    instance: &'a Instance,
    /// What children hold in the slots so far.
    held: Vec<BTreeSet<usize>>,
}

type Matching = BTreeMap<usize, usize>;

pub fn allocate(instance: &Instance) -> Result {
    let mut plain = Plain::new(instance);
    let mut all = Result::default();
    for slot in &instance.rules.slots {
        let (matching, waiting, closed) = match instance.rules.mode {
            SelectionMode::FirstCome => plain.first_come(slot.id.as_str()),
            _ => plain.deferred(slot.id.as_str()),
        };
        let name = |child: usize| instance.applicants[child].child.to_string();
        let id = |offering: usize| instance.rules.offerings[offering].id.to_string();
        for (child, offering) in &matching {
            all.placed
                .insert((slot.id.to_string(), name(*child)), id(*offering));
            plain.held[*child].insert(*offering);
        }
        for (offering, mut children) in waiting {
            children.sort_by_key(|child| plain.priority(*child, offering));
            let children = children.into_iter().map(name).collect();
            all.waiting.insert(id(offering), children);
        }
        all.closed
            .extend(closed.into_iter().map(|(o, admitted)| (id(o), admitted)));
    }
    all
}

type OfSlot = (Matching, BTreeMap<usize, Vec<usize>>, Vec<(usize, u32)>);

impl<'a> Plain<'a> {
    pub fn new(instance: &'a Instance) -> Self {
        let held = vec![BTreeSet::new(); instance.applicants.len()];
        Self { instance, held }
    }

    pub fn give(&mut self, child: usize, offering: usize) {
        self.held[child].insert(offering);
    }

    fn offering(&self, index: usize) -> &'a ContestedOffering {
        &self.instance.rules.offerings[index]
    }

    fn applicant(&self, index: usize) -> &'a Applicant {
        &self.instance.applicants[index]
    }

    fn group(&self, child: usize) -> usize {
        let groups = &self.instance.rules.groups;
        match &self.applicant(child).group {
            Some(id) => groups
                .iter()
                .position(|group| group.id == *id)
                .expect("a group"),
            None => groups.len().saturating_sub(1),
        }
    }

    pub fn place_on_list(&self, child: usize, offering: usize) -> Option<usize> {
        let id = &self.offering(offering).id;
        let list = self
            .instance
            .auditions
            .iter()
            .find(|list| list.offering == *id)?;
        let name = &self.applicant(child).child;
        list.children.iter().position(|listed| listed == name)
    }

    fn arrival(&self, child: usize) -> Option<u64> {
        let pool = u64::from(self.instance.rules.opening_pool_minutes.unwrap_or(0)) * 60_000;
        let arrived = self.applicant(child).arrived_ms?;
        (arrived >= pool).then_some(arrived)
    }

    /// Who sorts first comes first.
    pub fn priority(&self, child: usize, offering: usize) -> impl Ord + use<> {
        let listed = self.place_on_list(child, offering).unwrap_or(usize::MAX);
        (listed, self.precedence(child))
    }

    fn precedence(&self, child: usize) -> impl Ord + use<> {
        let groups = &self.instance.rules.groups;
        let group = groups
            .get(self.group(child))
            .map_or(0, |group| group.precedence);
        let arrival = self.arrival(child);
        let group = if arrival.is_some() { 0 } else { group };
        (
            arrival,
            group,
            self.applicant(child).number,
            self.applicant(child).child.clone(),
        )
    }

    /// A child's wishes in a slot that nothing stands in the way of, the best first.
    pub fn wishes(&self, child: usize, slot: &str) -> Vec<usize> {
        let all = self.applicant(child).wishes.iter();
        let wishes = all
            .filter(|one| one.slot.as_str() == slot)
            .flat_map(|one| &one.wishes);
        let offerings = wishes.map(|wish| match wish {
            Wish::Named(id) => {
                let mut all = self.instance.rules.offerings.iter();
                all.position(|offering| offering.id == *id)
                    .expect("an offering")
            }
            Wish::Numbered(number) => *number as usize - 1,
        });
        offerings
            .filter(|offering| self.may_have(child, *offering))
            .collect()
    }

    pub fn may_have(&self, child: usize, offering: usize) -> bool {
        let wished = self.offering(offering);
        let grade = self.applicant(child).grade;
        if wished
            .grades
            .is_some_and(|grades| !grades.contains(grade.expect("a grade")))
        {
            return false;
        }
        let unlisted = self.place_on_list(child, offering).is_none();
        if wished.audition == Some(AuditionRule::ListedOnly) && unlisted {
            return false;
        }
        let limits = self.instance.rules.limits;
        let held = || self.held[child].iter().map(|held| self.offering(*held));
        let within = |limit: Option<u8>, count: usize| limit.is_none_or(|most| count < most.into());
        let slots = |one: &ContestedOffering| -> BTreeSet<String> {
            [&one.slot]
                .into_iter()
                .chain(&one.also_in)
                .map(|id| id.to_string())
                .collect()
        };
        let days = |one: &ContestedOffering| -> BTreeSet<u8> {
            let all = self.instance.rules.slots.iter();
            let own = all.filter(|slot| slots(one).contains(slot.id.as_str()));
            own.map(|slot| slot.weekday.number()).collect()
        };
        held().all(|other| slots(other).is_disjoint(&slots(wished)))
            && held().all(|other| {
                wished.once_per_term.is_none() || other.once_per_term != wished.once_per_term
            })
            && within(limits.per_term, held().count())
            && days(wished).iter().all(|day| {
                within(
                    limits.per_day,
                    held().filter(|other| days(other).contains(day)).count(),
                )
            })
            && wished.category.is_none_or(|category| {
                let same = held().filter(|other| other.category == Some(category));
                within(limits.per_category, same.count())
            })
    }

    /// Whom an offering takes of all who want it: of each group with reserved places its best, then the best of all others.
    pub fn choose(&self, offering: usize, from: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut sorted: Vec<_> = from.iter().copied().collect();
        sorted.sort_by_key(|child| self.priority(*child, offering));
        let mut chosen = BTreeSet::new();
        for reserved in &self.offering(offering).reserved {
            let groups = &self.instance.rules.groups;
            let group = groups.iter().position(|group| group.id == reserved.group);
            let of_group = sorted
                .iter()
                .filter(|child| Some(self.group(**child)) == group);
            chosen.extend(of_group.take(reserved.places as usize));
        }
        for child in sorted {
            if chosen.len() < self.offering(offering).places as usize {
                chosen.insert(child);
            }
        }
        chosen
    }

    fn deferred(&self, slot: &str) -> OfSlot {
        let mut closed = Vec::new();
        loop {
            let children: Vec<usize> = (0..self.held.len()).collect();
            let is_closed = |offering: usize| closed.iter().any(|(one, _)| *one == offering);
            let (matching, asked) = self.deferred_acceptance(slot, &children, &is_closed);
            match self.to_close(slot, &matching, &is_closed) {
                Some(next) => closed.push(next),
                None => {
                    let turned_away = |(offering, children): (usize, BTreeSet<usize>)| {
                        let chosen = self.choose(offering, &children);
                        let away: Vec<_> = children.difference(&chosen).copied().collect();
                        (!away.is_empty()).then_some((offering, away))
                    };
                    let waiting = asked.into_iter().filter_map(turned_away).collect();
                    return (matching, waiting, closed);
                }
            }
        }
    }

    fn deferred_acceptance(
        &self,
        slot: &str,
        children: &[usize],
        is_closed: &dyn Fn(usize) -> bool,
    ) -> (Matching, BTreeMap<usize, BTreeSet<usize>>) {
        let mut asked: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        loop {
            let mut matching = Matching::new();
            for (offering, children) in &asked {
                let chosen = self.choose(*offering, children);
                matching.extend(chosen.into_iter().map(|child| (child, *offering)));
            }
            let mut has_asked = false;
            for child in children
                .iter()
                .filter(|child| !matching.contains_key(child))
            {
                let next = self.wishes(*child, slot).into_iter().find(|offering| {
                    let before = asked.get(offering).is_some_and(|all| all.contains(child));
                    !before && !is_closed(*offering)
                });
                if let Some(offering) = next {
                    asked.entry(offering).or_default().insert(*child);
                    has_asked = true;
                }
            }
            if !has_asked {
                return (matching, asked);
            }
        }
    }

    fn to_close(
        &self,
        slot: &str,
        matching: &Matching,
        is_closed: &dyn Fn(usize) -> bool,
    ) -> Option<(usize, u32)> {
        let mut worst: Option<(usize, u32, u32)> = None;
        for (index, offering) in self.instance.rules.offerings.iter().enumerate() {
            let admitted = matching.values().filter(|held| **held == index).count() as u32;
            let minimum = offering.minimum.unwrap_or(0);
            if offering.slot.as_str() != slot || is_closed(index) || admitted >= minimum {
                continue;
            }
            // The smaller share of the minimum, and the later one among equals.
            if worst.is_none_or(|(_, other, least)| admitted * least <= other * minimum) {
                worst = Some((index, admitted, minimum));
            }
        }
        worst.map(|(index, admitted, _)| (index, admitted))
    }

    fn first_come(&self, slot: &str) -> OfSlot {
        let (mut late, pool): (Vec<usize>, Vec<usize>) =
            (0..self.held.len()).partition(|child| self.arrival(*child).is_some());
        let (mut matching, asked) = self.deferred_acceptance(slot, &pool, &|_| false);
        let mut waiting: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (offering, children) in asked {
            let chosen = self.choose(offering, &children);
            waiting.insert(offering, children.difference(&chosen).copied().collect());
        }
        let mut closed: Vec<(usize, u32)> = Vec::new();
        late.sort_by_key(|child| self.precedence(*child));
        let turns = late.into_iter().map(|child| (child, 0));
        self.take_turns(slot, turns.collect(), &mut matching, &mut waiting, &closed);
        loop {
            let is_closed = |offering: usize| closed.iter().any(|(one, _)| *one == offering);
            let Some(next) = self.to_close(slot, &matching, &is_closed) else {
                waiting.retain(|offering, children| !is_closed(*offering) && !children.is_empty());
                return (matching, waiting, closed);
            };
            closed.push(next);
            let left = matching.iter().filter(|(_, held)| **held == next.0);
            let mut left: Vec<usize> = left.map(|(child, _)| *child).collect();
            left.sort_by_key(|child| self.precedence(*child));
            let after = |child: usize| {
                let wishes = self.wishes(child, slot);
                1 + wishes
                    .iter()
                    .position(|wish| *wish == next.0)
                    .expect("it was wished for")
            };
            let turns = left.into_iter().map(|child| (child, after(child)));
            matching.retain(|_, held| *held != next.0);
            self.take_turns(slot, turns.collect(), &mut matching, &mut waiting, &closed);
        }
    }

    /// One after the other takes the first wish, from one on, where a place is left.
    fn take_turns(
        &self,
        slot: &str,
        turns: Vec<(usize, usize)>,
        matching: &mut Matching,
        waiting: &mut BTreeMap<usize, Vec<usize>>,
        closed: &[(usize, u32)],
    ) {
        for (child, from) in turns {
            for offering in self.wishes(child, slot).into_iter().skip(from) {
                let taken = matching.values().filter(|held| **held == offering).count();
                let is_closed = closed.iter().any(|(one, _)| *one == offering);
                if !is_closed && taken < self.offering(offering).places as usize {
                    matching.insert(child, offering);
                    break;
                }
                waiting.entry(offering).or_default().push(child);
            }
        }
    }
}
