//! A town of children with wishes: some courses are wanted by many.

use afterbell_domain::allocation::{
    AllocationRules, Applicants, AuditionRule, Catalogue, ContestedOffering, Market, PriorityGroup,
    Rankings, Reserved, RulesFormat, Slot,
};
use afterbell_domain::{Invalid, Limits, SelectionMode, Weekday};
use anyhow::{Result, anyhow};

use crate::random::Random;

pub const SLOTS: usize = 5;
pub const WISHES: usize = 12;
pub const PLACES: u32 = 30;

/// What the plain version does not know: groups, reserved places, minimums, auditions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    Plain,
    All,
}

pub struct Town {
    pub rules: AllocationRules,
    pub applicants: Applicants,
    /// For each slot and child the courses it wishes for, counted from the slot's first.
    pub wishes: Vec<Vec<Vec<u32>>>,
    pub courses: usize,
}

impl Town {
    /// Eleven places for ten children in every slot, so that the least wanted courses get too few.
    pub fn of(children: usize, rules: Rules) -> Result<Self> {
        let mut random = Random::seeded(children as u64);
        let courses = (children * 11 / 10)
            .div_ceil(PLACES as usize)
            .max(WISHES + 1);
        let mut wishes = Vec::with_capacity(SLOTS);
        let mut rankings = Vec::with_capacity(SLOTS);
        for slot in 0..SLOTS {
            let of_slot: Vec<Vec<u32>> =
                (0..children).map(|_| list(&mut random, courses)).collect();
            let first = (slot * courses) as u32;
            let mut flat = Rankings::default();
            for list in &of_slot {
                flat.push(list.iter().map(|course| first + course));
            }
            wishes.push(of_slot);
            rankings.push(flat);
        }
        let declared = declared(courses, rules)?;
        let auditions = auditions(&mut random, &declared, children);
        let applicants = Applicants {
            numbers: numbers(&mut random, children),
            groups: (0..children).map(|_| group(&mut random, rules)).collect(),
            late_from: None,
            wishes: rankings,
            auditions,
        };
        Ok(Self {
            rules: declared,
            applicants,
            wishes,
            courses,
        })
    }

    pub fn market(&self) -> Result<Market> {
        let catalogue = Catalogue::new(&self.rules).map_err(|faults| anyhow!("{faults:?}"))?;
        Market::new(catalogue, self.applicants.clone()).map_err(|fault| anyhow!("{fault:?}"))
    }
}

/// The first courses are wanted most: half of all wishes go to a quarter of them.
fn list(random: &mut Random, courses: usize) -> Vec<u32> {
    let mut list = Vec::with_capacity(WISHES);
    while list.len() < WISHES {
        let at = random.below(1 << 24) as f64 / f64::from(1 << 24);
        let course = (at * at * courses as f64) as u32;
        if !list.contains(&course) {
            list.push(course);
        }
    }
    list
}

/// Of a hundred children two are disabled, eight left behind, fifteen newcomers, five poor.
fn group(random: &mut Random, rules: Rules) -> u8 {
    match (rules, random.below(100)) {
        (Rules::Plain, _) => 0,
        (_, 0..2) => 0,
        (_, 2..10) => 1,
        (_, 10..25) => 2,
        (_, 25..30) => 3,
        _ => 4,
    }
}

fn numbers(random: &mut Random, children: usize) -> Vec<u32> {
    let mut numbers: Vec<u32> = (1..=children as u32).collect();
    for at in (1..numbers.len()).rev() {
        numbers.swap(at, random.below(at as u64 + 1) as usize);
    }
    numbers
}

fn declared(courses: usize, rules: Rules) -> Result<AllocationRules, Invalid> {
    let groups = ["disabled", "left-behind", "newcomers", "poor", "all"];
    let groups = match rules {
        Rules::Plain => &groups[..1],
        Rules::All => &groups,
    };
    let groups = (0..).zip(groups).map(|(index, id)| {
        // Newcomers, the poor and all others are drawn together.
        let precedence = if index < 2 { index } else { 2 };
        Ok(PriorityGroup {
            id: id.parse()?,
            precedence,
        })
    });
    let slots = Weekday::ALL.into_iter().take(SLOTS).map(|weekday| {
        Ok(Slot {
            id: format!("d{}", weekday.number()).parse()?,
            weekday,
        })
    });
    let offerings = (0..SLOTS * courses).map(|index| offering(index, courses, rules));
    Ok(AllocationRules {
        format: RulesFormat,
        menu: None,
        mode: SelectionMode::Wishes,
        opening_pool_minutes: None,
        groups: groups.collect::<Result<_, Invalid>>()?,
        slots: slots.collect::<Result<_, Invalid>>()?,
        offerings: offerings.collect::<Result<_, Invalid>>()?,
        limits: Limits::default(),
    })
}

/// Every other course has a minimum, every fifth reserved places, every thirtieth an audition.
fn offering(index: usize, courses: usize, rules: Rules) -> Result<ContestedOffering, Invalid> {
    let all = rules == Rules::All;
    let newcomers = Reserved {
        group: "newcomers".parse()?,
        places: 5,
    };
    Ok(ContestedOffering {
        id: format!("o{index}").parse()?,
        slot: format!("d{}", index / courses + 1).parse()?,
        also_in: Vec::new(),
        places: PLACES,
        kept: None,
        minimum: (all && index.is_multiple_of(2)).then_some(10),
        reserved: match all && index.is_multiple_of(5) {
            true => vec![newcomers],
            false => Vec::new(),
        },
        audition: (all && index % 30 == 7).then_some(AuditionRule::ListedFirst),
        grades: None,
        category: None,
        once_per_term: None,
    })
}

fn auditions(
    random: &mut Random,
    rules: &AllocationRules,
    children: usize,
) -> Vec<(u32, Vec<u32>)> {
    let offerings = (0..).zip(&rules.offerings);
    let auditioned = offerings.filter(|(_, offering)| offering.audition.is_some());
    let lists = auditioned.map(|(offering, _)| {
        let mut listed: Vec<u32> = (0..20)
            .map(|_| random.below(children as u64) as u32)
            .collect();
        listed.sort_unstable();
        listed.dedup();
        (offering, listed)
    });
    lists.collect()
}
