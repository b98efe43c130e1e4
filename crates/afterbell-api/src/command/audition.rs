use afterbell_domain::Label;
use afterbell_locale::{format, text::cli};

use super::LOCALE;
use super::books::{Load, WhichBooks};
use super::complaint::{Complaint, block_on};
use super::pupils::{course, menu_of, office_clock, pupil};

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
            store
                .record_audition(&pupil.id, &offering.id, passed, now)
                .await?;
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
