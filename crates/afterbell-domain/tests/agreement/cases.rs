//! The cases both builds go through: each is made from its number alone.

use afterbell_domain::*;

use super::families::{self, Family, offering_ids};
use super::menus;
use super::random::Random;
use super::texts;

pub const THOUSANDS: u64 = 100;
/// A menu costs more to make than everything else about a case.
const CASES_OF_A_MENU: u64 = 20;
const MOST_OFFERINGS: u64 = 7;

/// Goes through the cases of one thousand, shows each verdict to `seen`, and gives the line
/// in which the other build must agree.
pub fn thousand(number: u64, seen: &mut impl FnMut(&Verdict, &SelectionDraft)) -> String {
    let mut told = Vec::new();
    for block in 0..1_000 / CASES_OF_A_MENU {
        tell_block(number * 1_000 + block * CASES_OF_A_MENU, &mut told, seen);
    }
    let digest: MenuHash = hash_of(&told).expect("a digest has 64 digits");
    format!("{number:03} {digest}\n")
}

fn tell_block(first: u64, told: &mut Vec<u8>, seen: &mut impl FnMut(&Verdict, &SelectionDraft)) {
    // Cases and menus must not start from the same seed.
    let menu = menus::menu(&mut Random::seeded(!first), MOST_OFFERINGS);
    let hash = menu.hash().expect("a menu has a hash");
    tell(told, &hash);
    for case in first..first + CASES_OF_A_MENU {
        let mut random = Random::seeded(case);
        let family = families::family(&mut random, &menu, &hash);
        let verdict = family.verdict(&menu);
        seen(&verdict, &family.draft);
        tell(told, &verdict);
        tell_rest(told, &menu, &family, &mut random);
    }
}

fn tell_rest(told: &mut Vec<u8>, menu: &ServiceMenu, family: &Family, random: &mut Random) {
    let offerings = offering_ids(menu);
    let asked = random.pick(&offerings);
    tell(told, &check_offering(&family.situation(menu), asked));
    tell(told, &FeeStatement::of(menu, &family.draft));
    tell(told, &menu.phase(family.now));
    // Reading takes longer than judging.
    if random.chance(25) {
        told.extend(texts::read_one(random, family).into_bytes());
    }
}

fn tell(told: &mut Vec<u8>, value: &impl serde::Serialize) {
    serde_json::to_writer(&mut *told, value).expect("the domain's values have a JSON form");
    told.push(b'\n');
}
