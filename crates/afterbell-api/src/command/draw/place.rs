use afterbell_domain::{Label, Offering, Weekday};
use afterbell_locale::wording::offering_name;
use afterbell_locale::{format, text::cli::draw_office as text};

use super::Desk;
use super::fault::worded;
use crate::command::LOCALE;
use crate::command::complaint::{Complaint, block_on};
use crate::command::pupils::{course, pupil};
use crate::draw_office::Opened;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
    #[arg(long)]
    school_number: Label,
    /// The course, by its name
    #[arg(long)]
    course: Label,
    /// On which weekday, 1 to 7, when the course is offered more than once
    #[arg(long)]
    weekday: Option<u8>,
    /// Why; everybody can read it
    #[arg(long)]
    reason: Label,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    block_on(async {
        let (place, office) = arguments.desk.office().await?;
        let opened = Opened::look(&*office.books, &office.time).await;
        let opened = opened.map_err(|fault| worded(&place, fault))?;
        let stored = office.books.stored().await?;
        let pupil = pupil(&stored, &arguments.school_number)?;
        let menu = &opened.books.menu.1;
        let course = course(menu, &arguments.course)?;
        let offerings = menu.offerings.iter();
        let offerings = offerings.filter(|offering| offering.course == course.id);
        let offering = one_of(offerings.collect(), arguments)?;
        let placed = office.place(&opened, &pupil.id, &offering.id, &arguments.reason);
        let gave_back = placed.await.map_err(|fault| worded(&place, fault))?;
        let class = format::class(LOCALE, pupil.class);
        println!("{}", text::placed(LOCALE, class, &course.name, &pupil.name));
        for id in &gave_back {
            let left = offering_name(menu, id);
            println!("{}", text::gave_back(LOCALE, left, &pupil.name));
        }
        Ok(())
    })
}

fn one_of<'a>(
    offerings: Vec<&'a Offering>,
    arguments: &Arguments,
) -> Result<&'a Offering, Complaint> {
    let weekday = match arguments.weekday {
        Some(number) => {
            Some(Weekday::new(number).map_err(|_| Complaint(text::no_weekday(LOCALE, number)))?)
        }
        None => None,
    };
    let is_meant = |offering: &&&Offering| weekday.is_none_or(|day| offering.is_on(day));
    let meant: Vec<_> = offerings.iter().filter(is_meant).collect();
    match meant.as_slice() {
        [one] => Ok(one),
        [] => Err(Complaint(text::not_on_weekday(LOCALE, &arguments.course))),
        _ => Err(Complaint(text::which_weekday(LOCALE, &arguments.course))),
    }
}
