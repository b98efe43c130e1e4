//! Texts as they arrive over the wire, sound and damaged, and what is read from them.

use afterbell_domain::reading;
use afterbell_domain::*;
use std::fmt::Display;
use std::str::FromStr;

use super::families::Family;
use super::random::Random;

/// Characters that written forms are made of, and some that only look like them.
const ALPHABET: [char; 22] = [
    '0', '1', '3', '5', '9', '-', ':', '+', 'T', 'Z', 'O', 'l', 'u', ' ', '"', ',', '{', '}', '０',
    '：', '—', '\u{200b}',
];

/// One text and what every reader of the domain makes of it.
pub fn read_one(random: &mut Random, family: &Family) -> String {
    let sound = sound(random, family);
    let text = if random.chance(60) {
        damaged(random, &sound)
    } else {
        sound
    };
    let mut told = format!("{text}\n");
    told += &parsed::<Date>(&text);
    told += &parsed::<Moment>(&text);
    told += &parsed::<Zone>(&text);
    told += &parsed::<ClockTime>(&text);
    told += &parsed::<ClockRange>(&text);
    told += &parsed::<ChildCode>(&text);
    told += &parsed::<ReceiptNumber>(&text);
    told += &parsed::<OfferingId>(&text);
    told += &parsed::<Label>(&text);
    told += &from_json::<SelectionDraft>(&text);
    told += &from_json::<Student>(&text);
    told + &as_the_office_wrote(&text)
}

fn sound(random: &mut Random, family: &Family) -> String {
    let bits = random.bits();
    let json = "JSON of the domain's own values";
    match random.below(11) {
        0 => family.now.date().to_string(),
        1 => family.now.to_string(),
        2 => family.now.zone().to_string(),
        3 => family.now.clock_time().to_string(),
        4 => format!("15:30-{}", family.now.clock_time()),
        5 => child_code(bits).to_string(),
        6 => receipt_number(bits).to_string(),
        7 => serde_json::to_string(&family.draft).expect(json),
        8 => serde_json::to_string(&family.student).expect(json),
        9 => (*random.pick(&["三至六年级", "1～6年级", "五六年级", "3-5", "七年级"])).to_owned(),
        _ => (*random.pick(&[
            "周二四15:30~17:00",
            "每周三 下午3:40—4:40",
            "限25人",
            "480元/学期",
        ]))
        .to_owned(),
    }
}

fn child_code(bits: u64) -> ChildCode {
    let mut bytes = [7; 10];
    bytes[..8].copy_from_slice(&bits.to_be_bytes());
    ChildCode::from_bits(bytes)
}

fn receipt_number(bits: u64) -> ReceiptNumber {
    let prefix = "HT".parse().expect("two letters");
    ReceiptNumber::of_sequence(&prefix, (bits >> 34) as u32)
}

/// One or two characters lost, changed, added or exchanged.
fn damaged(random: &mut Random, text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..random.within(1..=2) {
        let at = random.below(characters.len() as u64) as usize;
        let other = random.below(characters.len() as u64) as usize;
        match random.below(4) {
            0 if characters.len() > 1 => drop(characters.remove(at)),
            1 => characters.insert(at, *random.pick(&ALPHABET)),
            2 => characters.swap(at, other),
            _ => characters[at] = *random.pick(&ALPHABET),
        }
    }
    characters.into_iter().collect()
}

fn parsed<T: FromStr<Err = Invalid> + Display>(text: &str) -> String {
    match text.parse::<T>() {
        Ok(value) => format!("{value}\n"),
        Err(refused) => format!("{refused}\n"),
    }
}

fn from_json<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> String {
    match serde_json::from_str::<T>(text) {
        Ok(value) => serde_json::to_string(&value).expect("what was read can be written"),
        Err(refused) => format!("{refused}\n"),
    }
}

fn as_the_office_wrote(text: &str) -> String {
    format!(
        "{:?} {:?} {:?} {:?}\n",
        reading::grades(text, Some(Stage::Primary.grades())),
        reading::weekly_times(text),
        reading::places(text),
        reading::fee(text),
    )
}
