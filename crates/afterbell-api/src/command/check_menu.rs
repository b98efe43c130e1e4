//! `afterbell check-menu`: a menu with its plan, judged by a policy pack before it is published.

mod schema;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use afterbell_domain::MenuFault;
use afterbell_domain::policy::{DraftFault, Judgement, MenuDraft, Pack, judge};
use afterbell_locale::text::policy::judgement as text;
use afterbell_policy::{bundled_text, bundled_word_list_text, wording};
use serde::Serialize;

use super::complaint::Complaint;
use super::{LOCALE, complain};
use crate::policy_pack::PolicyPack;

#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0 when the menu can be published, 1 when publication would be blocked, 2 when it \
could not be judged.")]
pub(super) struct Arguments {
    /// A bundled pack, such as zhoushan, or a file such as policies/zhoushan.toml
    #[arg(long, required_unless_present = "schema")]
    pack: Option<String>,
    /// Say it as JSON
    #[arg(long)]
    json: bool,
    /// Print the JSON Schema of the menu's format instead
    #[arg(long, conflicts_with_all = ["pack", "json", "menu"])]
    schema: bool,
    /// The menu with its plan, such as policies/examples/zhoushan.json
    #[arg(required_unless_present = "schema")]
    menu: Option<PathBuf>,
}

/// A menu that is blocked is an answer and no failure, so failing has a status of its own.
pub(super) fn run(arguments: &Arguments) -> ExitCode {
    match checked(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(complaint) => {
            complain(&complaint);
            ExitCode::from(2)
        }
    }
}

/// Whether the menu can be published.
fn checked(arguments: &Arguments) -> Result<bool, Complaint> {
    let (Some(pack), Some(menu)) = (&arguments.pack, &arguments.menu) else {
        println!("{}", schema::document()?);
        return Ok(true);
    };
    let pack = read_pack(pack)?;
    let draft = read_draft(menu)?;
    let judgement = judge(&draft, &pack);
    if arguments.json {
        println!("{}", json(&judgement)?);
    } else {
        print(&draft, &pack, &judgement);
    }
    Ok(!judgement.is_blocked())
}

/// A pack of this name, else the file of this path with the word lists beside it.
fn read_pack(name: &str) -> Result<Pack, Complaint> {
    Ok(policy_pack(name)?.pack)
}

/// The same with the texts it was read from, which the desk's browsers read again.
pub(super) fn policy_pack(name: &str) -> Result<PolicyPack, Complaint> {
    let unusable = |problems: Vec<_>| Complaint(wording::pack_problems(LOCALE, name, &problems));
    let path = Path::new(name);
    let (text, words) = match bundled_text(name) {
        Some(text) => (text.to_owned(), None),
        None if !path.exists() => return Err(Complaint(wording::no_such_pack(LOCALE, name))),
        None => {
            let unreadable = |error| Complaint::unreadable(path, error);
            let text = fs::read_to_string(path).map_err(unreadable)?;
            (
                text,
                Some(path.parent().unwrap_or(Path::new("")).join("words")),
            )
        }
    };
    let list_text = |list: &str| {
        // A list is named by a pack: it must not lead out of the folder.
        let is_plain = !list.contains(['/', '\\']) && !list.starts_with('.');
        let words = words.as_ref().filter(|_| is_plain);
        let beside = words.map(|words| words.join(format!("{list}.toml")));
        let beside = beside.and_then(|path| fs::read_to_string(path).ok());
        beside.or_else(|| bundled_word_list_text(list).map(str::to_owned))
    };
    PolicyPack::read(text, list_text).map_err(unusable)
}

fn read_draft(path: &Path) -> Result<MenuDraft, Complaint> {
    let text = fs::read_to_string(path).map_err(|error| Complaint::unreadable(path, error))?;
    serde_json::from_str(&text).map_err(|error| Complaint::unreadable(path, error))
}

/// The judgement, and what follows from it.
#[derive(Serialize)]
struct Told<'a> {
    blocked: bool,
    #[serde(flatten)]
    judgement: &'a Judgement,
}

fn json(judgement: &Judgement) -> Result<String, Complaint> {
    let told = Told {
        blocked: judgement.is_blocked(),
        judgement,
    };
    serde_json::to_string_pretty(&told).map_err(Complaint::internal)
}

/// In words, finding by finding.
pub(super) fn print(draft: &MenuDraft, pack: &Pack, judgement: &Judgement) {
    if !judgement.faults.is_empty() {
        println!("{}", text::faults(LOCALE));
    }
    for fault in &judgement.faults {
        let what = match fault {
            DraftFault::Menu(fault) => wording::menu_fault(LOCALE, fault),
            DraftFault::Plan(fault) => wording::plan_fault(LOCALE, fault),
        };
        match course_of(draft, fault) {
            Some(course) => println!("{}", text::line(LOCALE, course, what)),
            None => println!("{}", text::line_whole(LOCALE, what)),
        }
    }
    for line in wording::findings(LOCALE, draft, pack, judgement) {
        println!("{line}");
    }
    println!("{}", wording::conclusion(LOCALE, judgement));
}

/// The name of the course that a fault is about.
fn course_of(draft: &MenuDraft, fault: &DraftFault) -> Option<String> {
    let DraftFault::Menu(fault) = fault else {
        return None;
    };
    let course = match fault {
        MenuFault::DuplicateOffering { offering }
        | MenuFault::UnknownCourse { offering, .. }
        | MenuFault::NoSession { offering }
        | MenuFault::SessionsClash { offering, .. }
        | MenuFault::NoPlaces { offering }
        | MenuFault::MinimumAbovePlaces { offering }
        | MenuFault::UnknownGroup { offering, .. }
        | MenuFault::ReservedForLastGroup { offering, .. }
        | MenuFault::GroupReservedTwice { offering, .. }
        | MenuFault::NothingReserved { offering, .. }
        | MenuFault::ReservedAbovePlaces { offering, .. } => {
            let offering = draft.menu.offerings.iter().find(|it| it.id == *offering)?;
            &offering.course
        }
        MenuFault::DuplicateCourse { course }
        | MenuFault::UnknownPrerequisite { course, .. }
        | MenuFault::PrerequisiteIsItself { course }
        | MenuFault::PrerequisiteCircle { course } => course,
        _ => return None,
    };
    let known = draft.menu.courses.iter().find(|it| it.id == *course);
    Some(known.map_or_else(|| course.to_string(), |it| it.name.to_string()))
}
