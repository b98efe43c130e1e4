//! What follows from schools' last answers and the district's pack.

use std::collections::BTreeMap;

use afterbell_domain::district::{FindingCounts, JudgedBy, SchoolRow, SchoolSummary};
use afterbell_domain::oversight::{OverseenFinding, OverseenJudgement, OversightReport, Served};
use afterbell_domain::policy::{Pack, judge};
use afterbell_domain::{FileHash, Invalid, Moment};
use afterbell_policy::{PackProblem, bundled_word_list, bundled_word_list_text, read};

use crate::store::district::{OverseenSchool, PackRow};

/// 政策包 that was read, with the name by which schools know it again.
#[derive(Clone)]
pub(super) struct ReadPack {
    pub pack: Pack,
    pub hash: FileHash,
}

/// A pack of the district's: its word lists are its own, else the bundled ones.
pub(super) fn read_pack(text: &str) -> Result<ReadPack, Vec<PackProblem>> {
    let pack = read(text, bundled_word_list)?;
    match hash_of(text, &pack) {
        Ok(hash) => Ok(ReadPack { pack, hash }),
        // A hash is always one.
        Err(_) => Err(Vec::new()),
    }
}

fn hash_of(text: &str, pack: &Pack) -> Result<FileHash, Invalid> {
    let beside = pack.word_lists.keys();
    let beside = beside.filter(|name| !pack.own_word_lists.contains(*name));
    let lists = beside.filter_map(|name| {
        let text = bundled_word_list_text(name)?;
        Some((name.clone(), text.to_owned()))
    });
    Pack::version_of(text, &lists.collect::<BTreeMap<_, _>>())
}

/// What a pack finds in what a school has published.
pub(super) fn findings(report: &OversightReport, pack: &ReadPack) -> Vec<OverseenFinding> {
    let judgement = judge(&report.published, &pack.pack);
    OverseenJudgement::of(&judgement, &pack.pack, pack.hash.clone()).findings
}

/// Its last answer. One that cannot be read any more is none.
pub(super) fn report_of(school: &OverseenSchool) -> Option<(Moment, OversightReport)> {
    let (at, report) = school.report.as_ref()?;
    Some((*at, serde_json::from_str(report).ok()?))
}

pub(super) fn row(
    school: &OverseenSchool,
    report: Option<&(Moment, OversightReport)>,
    packs: &[PackRow],
    pack: Option<&ReadPack>,
) -> SchoolRow {
    SchoolRow {
        id: school.id.clone(),
        name: school.name.clone(),
        address: school.address.clone(),
        added_at: school.added_at,
        asked_at: school.asked_at,
        failure: school.failure,
        summary: report.map(|(at, report)| summary(*at, report, packs, pack)),
    }
}

fn summary(
    answered_at: Moment,
    report: &OversightReport,
    packs: &[PackRow],
    pack: Option<&ReadPack>,
) -> SchoolSummary {
    let published = report.versions.iter().find(|it| it.menu == report.menu);
    let own = report.judgement.as_ref();
    let coverage = &report.coverage;
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    SchoolSummary {
        answered_at,
        term: report.published.menu.term.name.clone(),
        published_at: published.map_or(report.at, |it| it.published_at),
        own: own.map(|it| FindingCounts::of(&it.findings)),
        judged_by: own.map(|it| JudgedBy {
            pack: it.pack.clone(),
            version: version_of(&it.version, packs),
        }),
        district: pack.map(|pack| FindingCounts::of(&findings(report, pack))),
        children: coverage.children,
        served: coverage.served.map(Served::all),
        categories: count(coverage.categories.len()),
        courses: count(report.published.menu.courses.len()),
        care_minutes: coverage.care_minutes,
        course_minutes: coverage.course_minutes,
        administrators: report.administrators.clone(),
    }
}

pub(super) fn version_of(hash: &FileHash, packs: &[PackRow]) -> Option<u32> {
    let mut packs = packs.iter();
    packs
        .find(|pack| pack.hash == *hash)
        .map(|pack| pack.version)
}
