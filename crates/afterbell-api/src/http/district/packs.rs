use std::collections::BTreeSet;
use std::sync::Arc;

use afterbell_domain::desk::Permission;
use afterbell_domain::district::{
    DistrictPacks, PackDraft, PackLineProblem, PackSaved, PackTrial, PackVersion, TrialCheck,
    TrialRow, WrittenPack, verdict_of,
};
use afterbell_domain::oversight::{OverseenFinding, OversightReport};
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{CheckId, FileHash, Label};
use afterbell_locale::Locale;
use afterbell_policy::{PackProblem, wording};
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue};

use super::judging::{ReadPack, findings, read_pack, report_of};
use super::schools::newest;
use super::{DistrictApp, does, refusal};
use crate::http::body::JsonBody;
use crate::http::desk::AtDesk;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::store::district::{DistrictDeed, DistrictOutcome, OverseenSchool, PackRow};

problems!(ReadProblems: SignInRequired, NotPermitted);
problems!(
    TryProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, BodyTooLarge,
    UnsupportedMediaType,
);
problems!(
    SaveProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, PackChanged,
    BodyTooLarge, UnsupportedMediaType,
);
problems!(VersionProblems: SignInRequired, NotPermitted, FileUnknown);
problems!(NewestProblems: FileUnknown);

/// The newest version as it is written, and all versions
#[utoipa::path(
    get,
    path = "/api/district/pack",
    responses((status = 200, body = DistrictPacks, description = "The newest first"), ReadProblems),
    security(("desk" = []))
)]
pub(super) async fn read(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
) -> Result<Json<DistrictPacks>, Refusal> {
    desk.may(Permission::KeepPack)?;
    let (packs, schools) = (app.books.packs().await?, app.books.schools().await?);
    let told = tokio::task::spawn_blocking(move || {
        let judged_by: Vec<FileHash> = schools
            .iter()
            .filter_map(|school| Some(report_of(school)?.1.judgement?.version))
            .collect();
        let versions = packs.iter().map(|pack| PackVersion {
            version: pack.version,
            name: pack.name.clone(),
            saved_at: pack.saved_at,
            saved_by: pack.saved_by.clone(),
            schools: count(judged_by.iter().filter(|hash| **hash == pack.hash).count()),
        });
        DistrictPacks {
            versions: versions.collect(),
            newest: packs.first().map(|row| WrittenPack {
                version: row.version,
                text: row.text.clone(),
                fee_standard: read_pack(&row.text)
                    .ok()
                    .and_then(|read| read.pack.fee_standard),
            }),
        }
    });
    Ok(Json(told.await?))
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// What would become of every school's published menu under this text; nothing is saved
#[utoipa::path(
    post,
    path = "/api/district/pack/trial",
    request_body = PackDraft,
    responses((status = 200, body = PackTrial, description = "By school, or what is wrong with the text"), TryProblems),
    security(("desk" = []))
)]
pub(super) async fn try_out(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
    JsonBody(draft): JsonBody<PackDraft>,
) -> Result<Json<PackTrial>, Refusal> {
    desk.may(Permission::KeepPack)?;
    let (packs, schools) = (app.books.packs().await?, app.books.schools().await?);
    let tried = tokio::task::spawn_blocking(move || match read_pack(&draft.text) {
        Ok(pack) => trial(&pack, newest(&packs).map(|(_, pack)| pack), &schools),
        Err(problems) => PackTrial {
            problems: by_line(&problems),
            schools: Vec::new(),
            unknown: Vec::new(),
        },
    });
    Ok(Json(tried.await?))
}

fn trial(pack: &ReadPack, before: Option<ReadPack>, schools: &[OverseenSchool]) -> PackTrial {
    let (mut rows, mut unknown): (Vec<TrialRow>, Vec<Label>) = (Vec::new(), Vec::new());
    for school in schools {
        let Some((_, report)) = report_of(school) else {
            unknown.push(school.name.clone());
            continue;
        };
        let before = before.as_ref().map(|pack| findings(&report, pack));
        let (before, after) = (before.unwrap_or_default(), findings(&report, pack));
        let verdict = verdict_of(&before, &after);
        let told = |checks: BTreeSet<CheckId>, found: &[OverseenFinding]| {
            let checks = checks.into_iter();
            let told = checks.map(|check| told(&report, check, found));
            told.collect()
        };
        rows.push(TrialRow {
            id: school.id.clone(),
            name: school.name.clone(),
            newly_broken: told(verdict.newly_broken, &after),
            newly_kept: told(verdict.newly_kept, &before),
            still_broken: told(verdict.still_broken, &after),
        });
    }
    PackTrial {
        problems: Vec::new(),
        schools: rows,
        unknown,
    }
}

/// What a check finds in what a school has published, in the words of that school's own desk.
fn told(report: &OversightReport, check: CheckId, found: &[OverseenFinding]) -> TrialCheck {
    let open = found.iter().filter(|finding| finding.blocks());
    let open = open.filter(|finding| finding.breach.check == check);
    let breaches: Vec<_> = open.map(|finding| &finding.breach).collect();
    let told = wording::told_of(Locale::ZhHans, &report.published, &breaches);
    TrialCheck { check, told }
}

fn by_line(problems: &[PackProblem]) -> Vec<PackLineProblem> {
    let problems = problems.iter().map(|problem| PackLineProblem {
        line: problem.line.map(count),
        words: wording::pack_problem(Locale::ZhHans, problem),
    });
    problems.collect()
}

/// Saves a text as the next version, unless something is wrong with it
#[utoipa::path(
    post,
    path = "/api/district/pack",
    request_body = PackDraft,
    responses((status = 200, body = PackSaved, description = "Its number, or what is wrong"), SaveProblems),
    security(("desk" = []))
)]
pub(super) async fn save(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
    JsonBody(PackDraft { text, base }): JsonBody<PackDraft>,
) -> Result<Json<PackSaved>, Refusal> {
    desk.may(Permission::KeepPack)?;
    let read = tokio::task::spawn_blocking(move || (read_pack(&text), text));
    let pack = match read.await? {
        (Ok(pack), text) => (pack, text),
        (Err(problems), _) => {
            let problems = by_line(&problems);
            let version = None;
            return Ok(Json(PackSaved { problems, version }));
        }
    };
    let (ReadPack { pack, hash }, text) = pack;
    let deed = DistrictDeed::SavePack {
        base,
        name: pack.name,
        text,
        hash,
    };
    match does(&app, &desk, deed).await? {
        DistrictOutcome::Saved { version } => Ok(Json(PackSaved {
            problems: Vec::new(),
            version: Some(version),
        })),
        other => Err(refusal(&other)),
    }
}

/// A version as it is written, to be kept as a file
#[utoipa::path(
    get,
    path = "/api/district/packs/{version}",
    params(("version" = u32, Path, description = "Counted from 1")),
    responses((status = 200, body = String, content_type = "application/toml", description = "TOML"), VersionProblems),
    security(("desk" = []))
)]
pub(super) async fn version(
    State(app): State<Arc<DistrictApp>>,
    desk: AtDesk,
    version: Result<Path<u32>, PathRejection>,
) -> Result<File, Refusal> {
    desk.may(Permission::KeepPack)?;
    let unknown = || Refusal::new(ProblemCode::FileUnknown);
    let Path(version) = version.map_err(|_| unknown())?;
    let mut packs = app.books.packs().await?.into_iter();
    let found = packs.find(|pack| pack.version == version);
    found.map(file).ok_or_else(unknown)
}

/// The newest version, for schools: what a district asks of them is no secret
#[utoipa::path(
    get,
    path = "/api/district/pack.toml",
    responses((status = 200, body = String, content_type = "application/toml", description = "TOML"), NewestProblems)
)]
pub(super) async fn newest_file(State(app): State<Arc<DistrictApp>>) -> Result<File, Refusal> {
    let newest = app.books.packs().await?.into_iter().next();
    newest
        .map(file)
        .ok_or_else(|| Refusal::new(ProblemCode::FileUnknown))
}

type File = ([(HeaderName, HeaderValue); 2], String);

fn file(pack: PackRow) -> File {
    let kind = HeaderValue::from_static("application/toml; charset=utf-8");
    let kept = HeaderValue::from_static("attachment; filename=\"pack.toml\"");
    (
        [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, kept)],
        pack.text,
    )
}
