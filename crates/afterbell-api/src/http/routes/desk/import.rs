use std::collections::BTreeSet;
use std::sync::Arc;

use afterbell_domain::desk::{
    CorrectedImport, DraftEdits, ImportCommit, ImportView, Imported, ImportedCourse, ImportedPupil,
    ImportedService, MenuSettings, Permission, PupilRow, ReadCell, ReadSetting, UnreadableCell,
    UnreadableRow,
};
use afterbell_domain::policy::MenuDraft;
use afterbell_domain::reading::compact;
use afterbell_domain::{Label, MenuContent, WeekdaySet};
use afterbell_import::assemble::{AssemblyFault, Known, draft};
use afterbell_import::settings::{CareSettings, Settings};
use afterbell_import::{
    Column, Correction, Pupil, ReadCell as FoundCell, RowPlace, SettingProblem, SourceFile,
    Understood, read_settings, setting_rows, understand_corrected, wording,
};
use afterbell_locale::Locale;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::draft::newest;
use crate::command::fault_in_words;
use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, refusal};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::import::{RosterError, RosterPlan};
use crate::store::desk::{Deed, DeskOutcome};
use crate::store::{SchoolChange, StoreError};

/// What the desk reads is in the one language offices read.
const LOCALE: Locale = Locale::ZhHans;
const FILE_NAME: &str = "x-file-name";

problems!(
    LookProblems: SignInRequired, ForeignOrigin, NotPermitted, MalformedRequest, BodyTooLarge,
);
problems!(
    CorrectedProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, BodyTooLarge,
    UnsupportedMediaType,
);
problems!(
    CommitProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, RosterRefused,
    BodyTooLarge, UnsupportedMediaType,
);

/// Understands a school's spreadsheet, row by row; nothing is stored
#[utoipa::path(
    post,
    path = "/api/desk/import",
    params(("X-File-Name" = String, Header, description = "The file's name, percent-encoded")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportView, description = "What was understood"), LookProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn look(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    headers: HeaderMap,
    content: Bytes,
) -> Result<Json<ImportView>, Refusal> {
    desk.may(Permission::Import)?;
    let name = headers.get(FILE_NAME).and_then(|name| name.to_str().ok());
    let name = name.and_then(decoded);
    let name = name.ok_or_else(|| Refusal::malformed("x-file-name"))?;
    let bytes = content.to_vec();
    understood(&app, SourceFile { name, bytes }, Vec::new()).await
}

/// Understands it once more, with cells that the clerk has corrected; nothing is stored
#[utoipa::path(
    post,
    path = "/api/desk/import/corrected",
    request_body = CorrectedImport,
    responses((status = 200, body = ImportView, description = "What was understood"), CorrectedProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn look_again(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(again): JsonBody<CorrectedImport>,
) -> Result<Json<ImportView>, Refusal> {
    desk.may(Permission::Import)?;
    let bytes = BASE64_STANDARD.decode(&again.content);
    let bytes = bytes.map_err(|_| Refusal::malformed("content"))?;
    let corrections = again.corrections.iter();
    let corrections = corrections.map(|it| Correction::new(&it.sheet, &it.cell, &it.text));
    let corrections = corrections.collect::<Option<Vec<_>>>();
    let corrections = corrections.ok_or_else(|| Refusal::malformed("corrections"))?;
    let name = again.name;
    understood(&app, SourceFile { name, bytes }, corrections).await
}

async fn understood(
    app: &App,
    file: SourceFile,
    corrections: Vec<Correction>,
) -> Result<Json<ImportView>, Refusal> {
    let draft = newest(app).await?.draft;
    // A large workbook takes a while.
    let view = tokio::task::spawn_blocking(move || view(&file, &corrections, &draft)).await?;
    Ok(Json(view?))
}

/// `%E8%8F%9C.xlsx` as the text it stands for.
fn decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                let digits = std::str::from_utf8(&digits).ok()?;
                u8::from_str_radix(digits, 16).ok()?
            }
            byte => byte,
        });
    }
    let name = String::from_utf8(bytes).ok()?;
    (1..=200).contains(&name.chars().count()).then_some(name)
}

fn view(
    file: &SourceFile,
    corrections: &[Correction],
    draft: &MenuDraft,
) -> Result<ImportView, StoreError> {
    let mut view = ImportView {
        courses: Vec::new(),
        services: Vec::new(),
        settings: None,
        setting_rows: Vec::new(),
        pupils: Vec::new(),
        pupil_rows: Vec::new(),
        unreadable: Vec::new(),
        notices: Vec::new(),
        problems: Vec::new(),
    };
    let understood = match understand_corrected(std::slice::from_ref(file), corrections) {
        Ok(understood) => understood,
        Err(problems) => {
            let problems = problems.iter();
            view.problems = problems
                .map(|problem| wording::file_problem(LOCALE, problem))
                .collect();
            return Ok(view);
        }
    };
    let notices = understood.notices.iter();
    view.notices = notices
        .map(|notice| wording::notice(LOCALE, notice))
        .collect();
    view.unreadable = understood.unreadable.iter().map(unreadable).collect();
    for pupil in &understood.pupils {
        match (pupil.school_number.parse(), pupil.name.parse()) {
            (Ok(school_number), Ok(name)) => {
                view.pupils.push(ImportedPupil {
                    school_number,
                    name,
                    class: pupil.class,
                });
                view.pupil_rows.push(PupilRow {
                    sheet: pupil.place.sheet.clone(),
                    row: pupil.place.row,
                    cells: cells(&pupil.cells),
                });
            }
            // Which row is enough: what stands there may be a name.
            _ => view
                .problems
                .push(fault_in_words::not_a_label(&pupil.place)),
        }
    }
    if !understood.courses.is_empty() || !understood.base_services.is_empty() {
        courses(&understood, draft, &mut view)?;
    }
    if !understood.settings.is_empty() {
        settings_of(&understood, draft, &mut view);
    }
    Ok(view)
}

fn unreadable(row: &afterbell_import::UnreadableRow) -> UnreadableRow {
    let problems = row.problems.iter().map(|problem| UnreadableCell {
        cell: problem.cell.clone(),
        heading: problem.heading.clone(),
        found: problem.found.clone(),
        words: wording::problem(LOCALE, problem),
    });
    UnreadableRow {
        sheet: row.place.sheet.clone(),
        row: row.place.row,
        course: row.course.clone(),
        school_number: row.school_number.clone(),
        problems: problems.collect(),
    }
}

/// The rows as courses of the draft, sound or not: what is wrong with a menu is told beside its
/// cells, where it can be mended.
fn courses(
    understood: &Understood,
    of_school: &MenuDraft,
    view: &mut ImportView,
) -> Result<(), StoreError> {
    let known = Known::of(&of_school.menu).map_err(StoreError::failed)?;
    let made = draft(understood, &settings(understood, of_school), &known)?;
    let remarks = made.remarks.iter().map(fault_in_words::remark);
    view.notices.extend(remarks);
    for fault in &made.faults {
        match of_cell(understood, fault) {
            Some(row) => view.unreadable.push(row),
            None => view.problems.push(fault_in_words::sentence(fault)),
        }
    }
    let rows = made.offerings.into_iter().filter_map(|(at, offering)| {
        let row = understood.courses.get(at)?;
        let mut courses = made.courses.iter();
        Some(ImportedCourse {
            sheet: row.place.sheet.clone(),
            row: row.place.row,
            course: courses.find(|it| it.id == offering.course)?.clone(),
            offering,
            facts: made.facts.get(&at).cloned().unwrap_or_default(),
            cells: cells(&row.cells),
        })
    });
    view.courses = rows.collect();
    let services = made.services.into_iter().filter_map(|it| {
        let row = understood.base_services.get(it.row)?;
        Some(ImportedService {
            sheet: row.place.sheet.clone(),
            row: row.place.row,
            service: it.service,
            says_grades: it.says_grades,
            kind: it.kind,
            fee_fen: it.fee,
            cells: cells(&row.cells),
        })
    });
    view.services = services.collect();
    Ok(())
}

/// What cannot be read of the settings is told row by row, and stays as the draft has it.
fn settings_of(understood: &Understood, of_school: &MenuDraft, view: &mut ImportView) {
    let (settings, problems) = read_settings(&understood.settings, &of_school.menu);
    view.setting_rows = read_rows(understood, &settings, &problems, &of_school.menu);
    view.settings = Some(settings);
    let unreadable = problems.iter().map(|problem| UnreadableRow {
        sheet: problem.row.place.sheet.clone(),
        row: problem.row.place.row,
        course: None,
        school_number: None,
        problems: vec![UnreadableCell {
            cell: problem.row.cell.clone(),
            heading: problem.row.name.clone(),
            found: problem.row.found.clone(),
            words: wording::setting_problem(LOCALE, problem),
        }],
    });
    view.unreadable.extend(unreadable);
}

/// Each row that was read, with what it is taken for: rows of one name are lines of one list, in their order.
fn read_rows(
    understood: &Understood,
    settings: &MenuSettings,
    problems: &[SettingProblem],
    of_school: &MenuContent,
) -> Vec<ReadSetting> {
    let mut menu = of_school.clone();
    menu.term = settings.term.clone();
    menu.base_care.days.clone_from(&settings.days);
    menu.round = settings.round.clone();
    menu.limits = settings.limits;
    let mut printed = setting_rows(&menu);
    let is_unread = |place: &RowPlace| problems.iter().any(|it| it.row.place == *place);
    let rows = understood.settings.iter();
    let rows = rows.filter(|row| !is_unread(&row.place)).map(|row| {
        let mut names = printed.iter().map(|(name, _)| compact(name));
        let at = names.position(|name| name == compact(&row.name));
        let line = at.map(|at| printed.remove(at).1);
        ReadSetting {
            sheet: row.place.sheet.clone(),
            row: row.place.row,
            name: row.name.clone(),
            understood: line.unwrap_or_default(),
            cell: ReadCell {
                cell: row.cell.clone(),
                heading: row.name.clone(),
                found: row.found.clone(),
            },
        }
    });
    rows.collect()
}

fn cells(read: &[FoundCell]) -> Vec<ReadCell> {
    let cells = read.iter().map(|read| ReadCell {
        cell: read.cell.clone(),
        heading: read.heading.clone(),
        found: read.found.clone(),
    });
    cells.collect()
}

/// A text that is no label, told like a cell that cannot be read.
fn of_cell(understood: &Understood, fault: &AssemblyFault) -> Option<UnreadableRow> {
    let (place, column) = match fault {
        AssemblyFault::NotALabel { place, column, .. } => (place, *column),
        AssemblyFault::ReservedNotUnderstood { place, .. } => (place, Column::Reserved),
        _ => return None,
    };
    let courses = understood.courses.iter();
    let courses = courses.map(|row| (&row.place, &row.course, &row.cells));
    let services = understood.base_services.iter();
    let services = services.map(|row| (&row.place, &row.service, &row.cells));
    let (_, course, cells) = courses.chain(services).find(|(at, ..)| *at == place)?;
    let read = cells.iter().find(|read| read.column == column)?;
    Some(UnreadableRow {
        sheet: place.sheet.clone(),
        row: place.row,
        course: Some(course.clone()),
        school_number: None,
        problems: vec![UnreadableCell {
            cell: read.cell.clone(),
            heading: read.heading.clone(),
            found: read.found.clone(),
            words: fault_in_words::sentence(fault),
        }],
    })
}

/// What the sheets do not say is as in the draft; what they say of school and term is theirs.
fn settings(understood: &Understood, draft: &MenuDraft) -> Settings {
    let menu = &draft.menu;
    let name = |text: &Option<String>, known: &Label| {
        let text = text.as_deref().and_then(|text| text.parse().ok());
        text.unwrap_or_else(|| known.clone())
    };
    let mut school = menu.school.clone();
    school.name = name(&understood.school, &school.name);
    let mut term = menu.term.clone();
    term.name = name(&understood.term, &term.name);
    let days = menu.base_care.days.iter();
    let base_care = days.filter_map(|day| {
        Some(CareSettings {
            weekdays: WeekdaySet::of([day.weekday]).ok()?,
            time: day.time,
            pick_up_times: day.pick_up_times.clone(),
        })
    });
    Settings {
        school,
        term,
        base_care: base_care.collect(),
        limits: menu.limits,
        round: menu.round.clone(),
        once_per_term: true,
        prerequisite: Vec::new(),
        // The draft keeps what it reserves unless a sheet has a column for it.
        priority_group: menu.groups.clone(),
        reserved: Vec::new(),
        agreement: None,
    }
}

/// Commits what the clerk has looked at: edits of the draft and the roster, all or nothing
#[utoipa::path(
    post,
    path = "/api/desk/import/commit",
    request_body = ImportCommit,
    responses((status = 200, body = Imported, description = "With conflicts nothing was done"), CommitProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn commit(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(commit): JsonBody<ImportCommit>,
) -> Result<Json<Imported>, Refusal> {
    desk.may(Permission::Import)?;
    let is_sound = commit.edits.len() <= DraftEdits::MOST
        && commit.edits.iter().all(|edit| edit.fault().is_none());
    if !is_sound {
        return Err(Refusal::malformed("edits"));
    }
    let change = match commit.pupils.is_empty() {
        true => None,
        false => Some(roster(&app, &desk, &commit).await?),
    };
    let (entered, left) = change
        .as_ref()
        .map_or((0, 0), |change| (change.pupils.len(), change.left.len()));
    let deed = Deed::Import {
        edits: commit.edits,
        change: change.map(Box::new),
    };
    match desk.does(&app, deed).await? {
        DeskOutcome::Edited {
            revision,
            conflicts,
            ..
        } => {
            let is_done = conflicts.is_empty();
            Ok(Json(Imported {
                conflicts,
                revision,
                entered: if is_done { entered } else { 0 },
                left: if is_done { left } else { 0 },
            }))
        }
        other => Err(refusal(other)),
    }
}

async fn roster(app: &App, desk: &AtDesk, commit: &ImportCommit) -> Result<SchoolChange, Refusal> {
    let numbers: BTreeSet<_> = commit.pupils.iter().map(|it| &it.school_number).collect();
    if numbers.len() < commit.pupils.len() {
        return Err(Refusal::malformed("pupils: a school number twice"));
    }
    let stored = app.books.stored().await?;
    let pupils = commit.pupils.iter().zip(1..).map(|(pupil, row)| Pupil {
        place: RowPlace {
            file: String::new(),
            sheet: String::new(),
            row,
        },
        school_number: pupil.school_number.to_string(),
        name: pupil.name.to_string(),
        class: pupil.class,
        cells: Vec::new(),
    });
    let pupils: Vec<_> = pupils.collect();
    let plan = RosterPlan::of(&stored, &pupils).map_err(|error| match error {
        RosterError::NoEntropy(error) => Refusal::from(error),
        RosterError::NotLabels(_) => Refusal::malformed("pupils"),
    })?;
    // Letters are printed from the list of codes: one that was drawn here and printed nowhere would
    // only be waiting.
    let mut changes = plan.changes();
    for change in &mut changes {
        change.code = None;
    }
    let absent = plan.absent.iter().map(|pupil| pupil.id.clone());
    Ok(SchoolChange {
        expected_menu: stored.menu.map(|(hash, _)| hash),
        term: None,
        menu: None,
        pupils: changes,
        left: absent.filter(|_| commit.remove_absent).collect(),
        now: desk.now,
    })
}
