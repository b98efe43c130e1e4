//! A small school that draws, and its published files.

use afterbell_domain::FileHash;
use afterbell_domain::allocation::{AllocationRules, Applicant, AuditionList};
use afterbell_domain::draw::*;
use serde_json::json;
use std::collections::BTreeMap;

pub type Files = BTreeMap<PublishedFile, Vec<u8>>;

pub fn secret() -> DrawSecret {
    DrawSecret::new([0x5a; 32])
}

pub fn number(issue: &str, day: &str) -> PublicNumber {
    PublicNumber {
        source: "中国福利彩票双色球，红球从小到大，再蓝球"
            .parse()
            .expect("a label"),
        issue: issue.parse().expect("an issue"),
        published_on: day.parse().expect("a date"),
        values: 7,
    }
}

pub fn numbers() -> Vec<PublicNumber> {
    vec![
        number("2026101", "2026-09-10"),
        number("2026102", "2026-09-13"),
        number("2026103", "2026-09-15"),
    ]
}

pub fn revealed(issue: &str) -> RevealedNumber {
    RevealedNumber {
        issue: issue.parse().expect("an issue"),
        values: vec![3, 7, 12, 21, 28, 33, 9],
    }
}

pub fn rules() -> AllocationRules {
    let rules = json!({
        "format": "afterbell-rules/1",
        "menu": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "mode": "wishes",
        "groups": [{"id": "p1", "precedence": 1}, {"id": "p2", "precedence": 2}, {"id": "all", "precedence": 2}],
        "slots": [{"id": "mon", "weekday": 1}, {"id": "wed", "weekday": 3}],
        "offerings": [
            {"id": "basketball", "slot": "mon", "places": 3, "reserved": [{"group": "p2", "places": 1}], "category": "sport"},
            {"id": "chess", "slot": "mon", "places": 6, "minimum": 4},
            {"id": "choir", "slot": "mon", "places": 3, "audition": "listed_first", "also_in": ["wed"]},
            {"id": "football", "slot": "wed", "places": 4, "category": "sport"},
            {"id": "robotics", "slot": "wed", "places": 3, "minimum": 2},
            {"id": "drama", "slot": "wed", "places": 5, "minimum": 5, "audition": "listed_only"}
        ],
        "limits": {"per_category": 1}
    });
    serde_json::from_value(rules).expect("rules")
}

/// Sixteen children; every combination of their few wishes is there.
pub fn applicants() -> Vec<Applicant> {
    let key = TermKey::new([7; 32]);
    let monday = [vec![1, 2], vec![3, 1, 2], vec![2, 1], vec![1]];
    let wednesday = [vec![4, 5], vec![5, 4], vec![6, 4], vec![]];
    let groups = ["all", "p1", "all", "p2", "all"];
    (0..16usize)
        .map(|index| {
            let student = format!("student-{index}").parse().expect("an id");
            let child = key.pseudonym(&student).expect("a pseudonym");
            let wishes = json!({"mon": monday[index % 4], "wed": wednesday[index / 4]});
            let applicant = json!({"child": child, "group": groups[index % 5], "wishes": wishes});
            serde_json::from_value(applicant).expect("an applicant")
        })
        .collect()
}

pub fn auditions(applicants: &[Applicant]) -> Vec<AuditionList> {
    let list = |offering: &str, children: &[usize]| AuditionList {
        offering: offering.parse().expect("an id"),
        children: children
            .iter()
            .map(|child| applicants[*child].child.clone())
            .collect(),
    };
    vec![list("choir", &[5, 1]), list("drama", &[8, 10, 9])]
}

pub fn time(text: &str) -> DrawTime {
    DrawTime {
        at: text.parse().expect("a moment"),
        was_given: false,
    }
}

pub const COMMITTED: &str = "2026-09-07T09:00:00+08:00";
pub const CLOSES: &str = "2026-09-09T20:00:00+08:00";
pub const CLOSED: &str = "2026-09-09T20:05:00+08:00";

pub fn seal() -> FileHash {
    secret().seal().expect("a hash")
}

pub fn committed() -> Committed {
    committed_to(vec![seal()], numbers()).expect("a commitment")
}

pub fn committed_to(
    seals: Vec<FileHash>,
    numbers: Vec<PublicNumber>,
) -> Result<Committed, DrawFault> {
    let closes_at = CLOSES.parse().expect("a moment");
    commit(&rules(), seals, time(COMMITTED), closes_at, numbers)
}

pub fn closed(committed: &Committed) -> Closed {
    closed_at(committed, CLOSED)
}

pub fn closed_at(committed: &Committed, at: &str) -> Closed {
    let applicants = applicants();
    close(committed, auditions(&applicants), applicants, time(at)).expect("a closing")
}

/// With the secret and the first number, on the evening of its day.
pub fn told() -> Told {
    Told {
        secrets: vec![secret()],
        not_published: Vec::new(),
        number: revealed("2026101"),
        time: time("2026-09-10T21:30:00+08:00"),
    }
}

/// Without the secret, with the number after, on the evening of its day.
pub fn told_without() -> Told {
    Told {
        secrets: Vec::new(),
        number: revealed("2026102"),
        time: time("2026-09-13T21:30:00+08:00"),
        ..told()
    }
}

/// Everything as it is published when nothing goes wrong.
pub fn published() -> Files {
    let committed = committed();
    let closed = closed(&committed);
    let revealed = reveal(&committed, &closed, told());
    files(&committed, &closed, &revealed.expect("a reveal"))
}

pub fn files(committed: &Committed, closed: &Closed, revealed: &Revealed) -> Files {
    Files::from([
        (PublishedFile::Rules, committed.rules.clone()),
        (PublishedFile::Commitment, committed.commitment.clone()),
        (PublishedFile::Applicants, closed.applicants.clone()),
        (PublishedFile::Closing, closed.closing.clone()),
        (PublishedFile::Reveal, revealed.reveal.clone()),
        (PublishedFile::Results, revealed.results.clone()),
        (PublishedFile::Sums, revealed.sums.clone()),
    ])
}

pub fn verified(files: &Files) -> Result<Verified, Finding> {
    verified_with(files, &Anchors::default())
}

pub fn verified_with(files: &Files, anchors: &Anchors) -> Result<Verified, Finding> {
    let mut folder = Folder::default();
    for (file, bytes) in files {
        folder.insert(*file, bytes);
    }
    verify(&folder, anchors)
}
