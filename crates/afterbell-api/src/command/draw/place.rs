use afterbell_domain::desk::DrawObstacle;
use afterbell_domain::{Label, Offering, OfferingId, ServiceMenu, Weekday};
use afterbell_locale::wording::{self, offering_name};
use afterbell_locale::{format, text::cli::draw_office as text};

use super::Desk;
use super::fault::worded;
use crate::command::LOCALE;
use crate::command::complaint::{Complaint, block_on};
use crate::command::pupils::{course, pupil};
use crate::draw_office::{Opened, StepFault};
use crate::store::draws::PlaceChange;

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
    /// A course that the child leaves for it; several may be named
    #[arg(long, value_name = "COURSE")]
    instead_of: Vec<Label>,
    /// Take the place back that was given by hand
    #[arg(long, conflicts_with = "instead_of")]
    take_back: bool,
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
        let change = match arguments.take_back {
            true => PlaceChange::TakesBack,
            false => PlaceChange::Gives {
                exchanges: exchanges(menu, arguments)?,
            },
        };
        let reason = &arguments.reason;
        let placed = office.place(&opened, &pupil.id, &offering.id, reason, change);
        let gave_back = placed.await.map_err(|fault| match fault {
            StepFault::Obstacle(DrawObstacle::Unfit { reasons }) => {
                let reasons = reasons.iter().map(|it| wording::reason(LOCALE, menu, it));
                let reasons = format::list(LOCALE, reasons);
                Complaint(text::unfit(LOCALE, &pupil.name, reasons))
            }
            fault => worded(&place, fault),
        })?;
        let class = format::class(LOCALE, pupil.class);
        let done = match arguments.take_back {
            true => text::taken_back(LOCALE, class, &course.name, &pupil.name),
            false => text::placed(LOCALE, class, &course.name, &pupil.name),
        };
        println!("{done}");
        for id in &gave_back {
            let left = offering_name(menu, id);
            println!("{}", text::gave_back(LOCALE, left, &pupil.name));
        }
        Ok(())
    })
}

/// Whatever is offered of the named courses: only what is in the way is left.
fn exchanges(menu: &ServiceMenu, arguments: &Arguments) -> Result<Vec<OfferingId>, Complaint> {
    let mut exchanges = Vec::new();
    for name in &arguments.instead_of {
        let course = course(menu, name)?;
        let offerings = menu.offerings.iter();
        let offerings = offerings.filter(|offering| offering.course == course.id);
        exchanges.extend(offerings.map(|offering| offering.id.clone()));
    }
    Ok(exchanges)
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
