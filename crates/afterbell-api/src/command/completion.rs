use afterbell_domain::Label;
use afterbell_locale::{format, text::cli};

use super::LOCALE;
use super::books::{Load, WhichBooks};
use super::complaint::{Complaint, block_on};
use super::pupils::{course, menu_of, office_clock, pupil};
use crate::store::desk::{Actor, Deed, DeskAct, DeskOutcome};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    books: WhichBooks,
    /// The course, by its name
    #[arg(long)]
    course: Label,
    #[arg(long)]
    school_number: Label,
    /// Take it back
    #[arg(long)]
    revoke: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let place = arguments.books.place()?;
    block_on(async {
        let store = place.open(Load::default()).await?;
        let stored = store.stored().await?;
        let menu = menu_of(&stored, &place)?;
        let course = course(menu, &arguments.course)?;
        let pupil = pupil(&stored, &arguments.school_number)?;
        let completed = !arguments.revoke;
        let act = DeskAct {
            by: Actor::CommandLine,
            deed: Deed::RecordCompletion {
                student: pupil.id.clone(),
                course: course.id.clone(),
                completed,
            },
            now: office_clock(menu).now()?,
        };
        match store.carry_out(act).await? {
            DeskOutcome::Done => {}
            other => return Err(Complaint::internal(format_args!("{other:?}"))),
        }
        let class = format::class(LOCALE, pupil.class);
        let word = if completed {
            cli::completion::completed
        } else {
            cli::completion::revoked
        };
        println!("{}", word(LOCALE, class, &course.name, &pupil.name));
        Ok(())
    })
}
