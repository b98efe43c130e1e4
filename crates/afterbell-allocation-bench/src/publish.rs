//! A draw as a school of this size would publish it.

use std::fs;
use std::path::Path;

use afterbell_domain::Invalid;
use afterbell_domain::allocation::{Applicant, AuditionList, Wish, WishesOfSlot};
use afterbell_domain::draw::{
    DrawSecret, DrawTime, PublicNumber, PublishedFile, RevealedNumber, TermKey, Told, close,
    commit, reveal,
};
use anyhow::Result;

use afterbell_allocation_bench::{Rules, Town};

pub fn publish(children: usize, folder: &Path) -> Result<()> {
    let mut town = Town::of(children, Rules::All)?;
    town.rules.menu = Some("9f".repeat(32).parse()?);
    let secret = DrawSecret::new([0x5a; 32]);
    let time = |text: &str| {
        let at = text.parse()?;
        let was_given = false;
        Ok::<_, Invalid>(DrawTime { at, was_given })
    };
    let numbers = vec![
        number("2026101", "2026-09-10")?,
        number("2026102", "2026-09-13")?,
    ];
    let closes_at = "2026-09-09T20:00:00+08:00".parse()?;
    let committed_at = time("2026-09-07T09:00:00+08:00")?;
    let seals = vec![secret.seal()?];
    let committed = commit(&town.rules, seals, committed_at, closes_at, numbers)?;
    let applicants = applicants(&town)?;
    let auditions = auditions(&town, &applicants);
    let closed = close(
        &committed,
        auditions,
        applicants,
        time("2026-09-09T20:05:00+08:00")?,
    )?;
    let told = Told {
        secrets: vec![secret],
        not_published: Vec::new(),
        number: RevealedNumber {
            issue: "2026101".parse()?,
            values: vec![3, 7, 12, 21, 28, 33, 9],
        },
        time: time("2026-09-10T21:30:00+08:00")?,
    };
    let revealed = reveal(&committed, &closed, told)?;
    fs::create_dir_all(folder)?;
    let files = [
        (PublishedFile::Rules, committed.rules),
        (PublishedFile::Commitment, committed.commitment),
        (PublishedFile::Applicants, closed.applicants),
        (PublishedFile::Closing, closed.closing),
        (PublishedFile::Reveal, revealed.reveal),
        (PublishedFile::Results, revealed.results),
        (PublishedFile::Sums, revealed.sums),
    ];
    for (file, bytes) in files {
        fs::write(folder.join(file.name()), bytes)?;
    }
    Ok(())
}

fn number(issue: &str, day: &str) -> Result<PublicNumber, Invalid> {
    Ok(PublicNumber {
        source: "a public lottery".parse()?,
        issue: issue.parse()?,
        published_on: day.parse()?,
        values: 7,
    })
}

fn applicants(town: &Town) -> Result<Vec<Applicant>, Invalid> {
    let key = TermKey::new([7; 32]);
    let groups = town.applicants.groups.iter().enumerate();
    let applicants = groups.map(|(child, group)| {
        let wishes = town.rules.slots.iter().zip(&town.wishes).enumerate();
        let wishes = wishes.filter_map(|(slot, (declared, lists))| {
            let first = (slot * town.courses) as u32;
            let list = lists
                .get(child)?
                .iter()
                .map(|course| Wish::Numbered(first + course + 1));
            Some(WishesOfSlot {
                slot: declared.id.clone(),
                wishes: list.collect(),
            })
        });
        let group = town.rules.groups.get(usize::from(*group));
        Ok(Applicant {
            child: key.pseudonym(&format!("student-{child}").parse()?)?,
            group: group.map(|group| group.id.clone()),
            number: None,
            arrived_ms: None,
            grade: None,
            wishes: wishes.collect(),
        })
    });
    applicants.collect()
}

fn auditions(town: &Town, applicants: &[Applicant]) -> Vec<AuditionList> {
    let lists = town
        .applicants
        .auditions
        .iter()
        .filter_map(|(offering, children)| {
            let children = children
                .iter()
                .filter_map(|child| applicants.get(*child as usize));
            Some(AuditionList {
                offering: town.rules.offerings.get(*offering as usize)?.id.clone(),
                children: children.map(|applicant| applicant.child.clone()).collect(),
            })
        });
    lists.collect()
}
