//! Generated rounds: small enough for every rule to meet every other.

use afterbell_domain::allocation::*;
use afterbell_domain::*;
use proptest::prelude::*;

use crate::random::Random;

/// What a generated round may have in it.
#[derive(Clone, Copy)]
pub struct Kind {
    pub mode: SelectionMode,
    pub slots: u64,
    pub minimums: bool,
    pub children: u64,
}

pub const ANY: Kind = Kind {
    mode: SelectionMode::Wishes,
    slots: 3,
    minimums: true,
    children: 9,
};

/// One slot, where every offering opens: what truth-telling is guaranteed for.
pub const ONE_SLOT: Kind = Kind {
    slots: 1,
    minimums: false,
    ..ANY
};

pub fn any_round(kind: Kind) -> impl Strategy<Value = Instance> {
    let sizes = (1..=kind.slots, 1..=5u64, 0..=kind.children);
    (sizes, any::<u64>()).prop_map(move |((slots, offerings, children), seed)| {
        let mut random = Random::seeded(seed);
        round(&mut random, kind, slots, offerings, children)
    })
}

fn round(random: &mut Random, kind: Kind, slots: u64, offerings: u64, children: u64) -> Instance {
    let groups = random.below(4);
    let groups: Vec<PriorityGroup> = (0..groups)
        .map(|index| PriorityGroup {
            id: name("g", index),
            precedence: random.below(3) as u8,
        })
        .collect();
    let days = 1 + random.below(2);
    let all_slots: Vec<Slot> = (0..slots)
        .map(|index| Slot {
            id: name("s", index),
            weekday: Weekday::ALL[(index % days) as usize],
        })
        .collect();
    let offerings: Vec<_> = (0..offerings * slots)
        .map(|index| offering(random, kind, index, index / offerings, &all_slots, &groups))
        .collect();
    let limit = |random: &mut Random| random.chance(25).then(|| 1 + random.below(2) as u8);
    let rules = AllocationRules {
        format: RulesFormat,
        menu: None,
        mode: kind.mode,
        opening_pool_minutes: (kind.mode == SelectionMode::FirstCome).then_some(1),
        limits: Limits {
            per_day: limit(random),
            per_category: limit(random),
            per_term: limit(random),
        },
        groups,
        slots: all_slots,
        offerings,
    };
    let numbers = shuffled(random, children);
    let applicants: Vec<_> = (0..children)
        .map(|index| applicant(random, &rules, index, numbers[index as usize]))
        .collect();
    let auditions = rules.offerings.iter().filter(|one| one.audition.is_some());
    let auditions = auditions.map(|one| {
        let order = shuffled(random, children);
        let kept = random.below(children + 1);
        let listed = order.iter().take(kept as usize);
        AuditionList {
            offering: one.id.clone(),
            children: listed.map(|number| name("c", *number as u64 - 1)).collect(),
        }
    });
    let auditions = auditions.collect();
    let seed = (kind.mode == SelectionMode::FirstCome)
        .then(|| draw::Seed::new([random.below(256) as u8; 32]));
    Instance {
        rules,
        auditions,
        seed,
        applicants,
    }
}

fn offering(
    random: &mut Random,
    kind: Kind,
    index: u64,
    slot: u64,
    slots: &[Slot],
    groups: &[PriorityGroup],
) -> ContestedOffering {
    let places = 1 + random.below(3) as u32;
    let mut left = places;
    let mut reserved = Vec::new();
    for group in groups {
        if left > 0 && random.chance(30) {
            let places = 1 + random.below(u64::from(left)) as u32;
            left -= places;
            reserved.push(Reserved {
                group: group.id.clone(),
                places,
            });
        }
    }
    let minimum = 1 + random.below(u64::from(places)) as u32;
    let later = slots.get(slot as usize + 1..).unwrap_or_default();
    ContestedOffering {
        id: name("o", index),
        slot: slots[slot as usize].id.clone(),
        also_in: later
            .iter()
            .filter(|_| random.chance(15))
            .map(|slot| slot.id.clone())
            .collect(),
        places,
        kept: None,
        minimum: (kind.minimums && random.chance(50)).then_some(minimum),
        reserved,
        audition: match random.below(8) {
            0 => Some(AuditionRule::ListedOnly),
            1 => Some(AuditionRule::ListedFirst),
            _ => None,
        },
        grades: random
            .chance(20)
            .then(|| GradeSet::between(Grade::LOWEST, Grade::LOWEST)),
        category: random.chance(50).then_some(Category::Sport),
        once_per_term: random.chance(20).then(|| name("k", random.below(2))),
    }
}

fn applicant(random: &mut Random, rules: &AllocationRules, index: u64, number: u32) -> Applicant {
    let is_first_come = rules.mode == SelectionMode::FirstCome;
    let most = match rules.mode {
        SelectionMode::Lottery => 1,
        _ => usize::MAX,
    };
    let wishes = rules.slots.iter().filter_map(|slot| {
        let of_slot = (1..).zip(&rules.offerings);
        let of_slot: Vec<_> = of_slot.filter(|(_, one)| one.slot == slot.id).collect();
        let order = shuffled(random, of_slot.len() as u64);
        let kept = random.below(of_slot.len() as u64 + 1) as usize;
        let wishes = order.iter().take(kept.min(most));
        let wishes = wishes.map(|at| {
            let (number, offering) = of_slot[*at as usize - 1];
            match number % 2 {
                0 => Wish::Numbered(number),
                _ => Wish::Named(offering.id.clone()),
            }
        });
        let slot = slot.id.clone();
        (kept > 0).then(|| WishesOfSlot {
            slot,
            wishes: wishes.collect(),
        })
    });
    let wishes = wishes.collect();
    Applicant {
        child: name("c", index),
        group: match rules.groups.as_slice() {
            [] => None,
            groups => random.chance(80).then(|| random.pick(groups).id.clone()),
        },
        number: (!is_first_come).then_some(number),
        arrived_ms: is_first_come.then(|| random.below(6) * 20_000),
        grade: Some(Grade::new(1 + random.below(2) as u8).expect("a grade")),
        wishes,
    }
}

/// The numbers from 1 on in any order.
pub fn shuffled(random: &mut Random, count: u64) -> Vec<u32> {
    let mut numbers: Vec<u32> = (1..=count as u32).collect();
    for at in (1..numbers.len()).rev() {
        numbers.swap(at, random.below(at as u64 + 1) as usize);
    }
    numbers
}

fn name<T: std::str::FromStr<Err = Invalid>>(letter: &str, index: u64) -> T {
    format!("{letter}{index}").parse().expect("a name")
}
