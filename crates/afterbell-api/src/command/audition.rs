use afterbell_domain::{Label, Moment, Offering, StudentId};
use afterbell_locale::{format, text::cli};

use super::LOCALE;
use super::books::{Load, WhichBooks};
use super::complaint::{Complaint, block_on};
use super::pupils::{course, menu_of, office_clock, pupil};
use crate::store::Books;
use crate::store::desk::{Actor, AuditionRow, Deed, DeskAct, DeskOutcome};

/// Somebody at the desk may be faster; so often it is looked at again.
const TRIES: u32 = 3;

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
        let offerings = menu.offerings.iter();
        let auditioned: Vec<_> = offerings
            .filter(|offering| offering.course == course.id && offering.audition)
            .collect();
        if auditioned.is_empty() {
            return Err(Complaint(cli::error::no_audition(LOCALE, &course.name)));
        }
        let now = office_clock(menu).now()?;
        let passed = !arguments.revoke;
        for offering in auditioned {
            match record(&*store, offering, &pupil.id, passed, now).await? {
                DeskOutcome::Done => {}
                DeskOutcome::DrawUnderWay => {
                    return Err(Complaint(cli::audition::draw_under_way(LOCALE).to_owned()));
                }
                _ => {
                    return Err(Complaint(cli::audition::at_the_desk(LOCALE, &course.name)));
                }
            }
        }
        let class = format::class(LOCALE, pupil.class);
        let word = if passed {
            cli::audition::passed
        } else {
            cli::audition::revoked
        };
        println!("{}", word(LOCALE, class, &course.name, &pupil.name));
        Ok(())
    })
}

/// Publishes the list that holds with this child, or without it. A list that waits at the desk for
/// somebody to finish it is not published from here.
async fn record(
    store: &dyn Books,
    offering: &Offering,
    student: &StudentId,
    passed: bool,
    now: Moment,
) -> Result<DeskOutcome, Complaint> {
    let mut outcome = DeskOutcome::AuditionChanged;
    for _ in 0..TRIES {
        let mut known = store.auditions().await?.auditions;
        let AuditionRow {
            revision,
            mut choice,
            is_published,
            ..
        } = known.remove(&offering.id).unwrap_or_default();
        if revision > 0 && !is_published {
            return Ok(DeskOutcome::AuditionChanged);
        }
        match passed {
            true => choice.pick(student.clone()),
            false => choice.undecide(student),
        }
        let deed = Deed::KeepAudition {
            offering: offering.id.clone(),
            revision,
            choice,
            publishes: true,
        };
        let by = Actor::CommandLine;
        outcome = store.carry_out(DeskAct { by, deed, now }).await?;
        if outcome != DeskOutcome::AuditionChanged {
            break;
        }
    }
    Ok(outcome)
}
