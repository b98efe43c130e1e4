use std::path::{Path, PathBuf};

use afterbell_domain::{GroupId, Label, ServiceMenu};
use afterbell_locale::{format, text::cli::group as text};

use super::LOCALE;
use super::books::{Load, WhichBooks};
use super::complaint::{Complaint, block_on};
use super::pupils::{menu_of, office_clock, pupil};
use crate::csv_text::csv_text;
use crate::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use crate::store::{Books, Stored};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    books: WhichBooks,
    #[arg(long, required_unless_present = "list")]
    school_number: Option<Label>,
    /// The group, by its id in the menu
    #[arg(long, required_unless_present_any = ["revoke", "list"])]
    group: Option<GroupId>,
    /// A file with one line that says on what evidence; `-` reads it from the terminal. Never on the command
    /// line, which others on the machine can read
    #[arg(long, value_name = "FILE", required_unless_present = "list")]
    evidence: Option<PathBuf>,
    /// It belongs to no group any more
    #[arg(long, conflicts_with = "group")]
    revoke: bool,
    /// Print the children of all groups with the evidence, as CSV
    #[arg(long, conflicts_with_all = ["school_number", "group", "evidence", "revoke"])]
    list: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let place = arguments.books.place()?;
    block_on(async {
        let store = place.open(Load::default()).await?;
        let stored = store.stored().await?;
        let menu = menu_of(&stored, &place)?;
        match (&arguments.school_number, &arguments.evidence) {
            (Some(school_number), Some(evidence)) => {
                let reason = &read(evidence)?;
                let whose = (school_number, arguments.group.as_ref());
                record(&*store, &stored, menu, whose, reason).await
            }
            _ => {
                print!("{}", list(&*store, &stored, menu).await?);
                Ok(())
            }
        }
    })
}

/// What is in it is not repeated, should it not do.
fn read(path: &Path) -> Result<Label, Complaint> {
    let content = match path == Path::new("-") {
        true => std::io::read_to_string(std::io::stdin()),
        false => std::fs::read_to_string(path),
    };
    let content = content.map_err(|cause| Complaint::unreadable(path, cause))?;
    let read = content.trim().parse();
    read.map_err(|_| Complaint(text::no_evidence(LOCALE, path.display())))
}

async fn record(
    store: &dyn Books,
    stored: &Stored,
    menu: &ServiceMenu,
    (school_number, group): (&Label, Option<&GroupId>),
    reason: &Label,
) -> Result<(), Complaint> {
    let pupil = pupil(stored, school_number)?;
    let name = group.map(|id| declared(menu, id)).transpose()?;
    let act = DeskAct {
        by: Actor::CommandLine,
        deed: Deed::RecordGroup {
            student: pupil.id.clone(),
            group: group.cloned(),
            reason: reason.clone(),
        },
        now: office_clock(menu).now()?,
    };
    match store.carry_out(act).await? {
        DeskOutcome::Done => {}
        other => return Err(Complaint::internal(format_args!("{other:?}"))),
    }
    let class = format::class(LOCALE, pupil.class);
    match name {
        Some(group) => println!("{}", text::recorded(LOCALE, class, group, &pupil.name)),
        None => println!("{}", text::revoked(LOCALE, class, &pupil.name)),
    }
    Ok(())
}

fn declared<'a>(menu: &'a ServiceMenu, id: &GroupId) -> Result<&'a Label, Complaint> {
    if menu.groups.is_empty() {
        return Err(Complaint(text::none_declared(LOCALE).to_owned()));
    }
    let known = menu.groups.iter().find(|group| group.id == *id);
    known.map(|group| &group.name).ok_or_else(|| {
        let known = menu.groups.iter();
        let known = known.map(|group| text::known(LOCALE, &group.id, &group.name));
        Complaint(text::unknown(LOCALE, id, format::list(LOCALE, known)))
    })
}

async fn list(store: &dyn Books, stored: &Stored, menu: &ServiceMenu) -> Result<String, Complaint> {
    let recorded = store.groups().await?;
    let heading = [
        text::class(LOCALE),
        text::school_number(LOCALE),
        text::name(LOCALE),
        text::of_group(LOCALE),
        text::reason(LOCALE),
        text::recorded_at(LOCALE),
    ];
    let rows = stored.pupils.iter().filter_map(|pupil| {
        let record = recorded.get(&pupil.id)?;
        let known = menu.groups.iter().find(|group| group.id == record.group);
        let group = known.map(|group| group.name.to_string());
        Some([
            format::class(LOCALE, pupil.class),
            pupil.school_number.to_string(),
            pupil.name.to_string(),
            group.unwrap_or_else(|| text::not_in_menu(LOCALE, &record.group)),
            record.reason.to_string(),
            record.recorded_at.to_string(),
        ])
    });
    Ok(csv_text(&heading, rows))
}
