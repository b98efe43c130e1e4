use afterbell_domain::allocation::AllocationRules;
use afterbell_domain::draw::{PublishedFile, Results, Untimely};
use afterbell_domain::{Label, Offering, Weekday};
use afterbell_locale::wording::offering_name;
use afterbell_locale::{format, text::cli::draw_office as text};

use super::fault::untimely;
use super::{Desk, Opened};
use crate::command::LOCALE;
use crate::command::complaint::{Complaint, block_on};
use crate::command::pupils::{course, pupil};
use crate::store::draws::{OfficePlacement, Placed};

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
        let (place, store) = arguments.desk.open().await?;
        let opened = arguments.desk.look(&place, &*store).await?;
        let stored = store.stored().await?;
        let pupil = pupil(&stored, &arguments.school_number)?;
        let (hash, menu) = &opened.books.menu;
        let course = course(menu, &arguments.course)?;
        let offerings = menu.offerings.iter();
        let offerings = offerings.filter(|offering| offering.course == course.id);
        let offering = one_of(offerings.collect(), arguments)?;
        refuse_closed(&opened, offering, &course.name)?;
        let name = opened.books.key.placement_name(&pupil.id);
        let placement = OfficePlacement {
            menu: hash.clone(),
            student: pupil.id.clone(),
            offering: offering.id.clone(),
            pseudonym: name.map_err(Complaint::internal)?.to_string(),
            reason: arguments.reason.clone(),
            now: opened.time.at,
        };
        let class = format::class(LOCALE, pupil.class);
        match store.place(placement).await? {
            Placed::Done { gave_back } => {
                println!("{}", text::placed(LOCALE, class, &course.name, &pupil.name));
                for id in &gave_back {
                    let left = offering_name(menu, id);
                    println!("{}", text::gave_back(LOCALE, left, &pupil.name));
                }
                Ok(())
            }
            Placed::DrawToCome => Err(untimely(Untimely::DrawToCome)),
            Placed::NoPlace => Err(Complaint(text::no_place(LOCALE, &course.name))),
            Placed::Holds => Err(Complaint(text::holds(
                LOCALE,
                class,
                &course.name,
                &pupil.name,
            ))),
            Placed::MenuChangedMeanwhile => {
                Err(Complaint(text::changed_meanwhile(LOCALE).to_owned()))
            }
        }
    })
}

/// A course that did not open in the draw has no lessons.
fn refuse_closed(opened: &Opened, offering: &Offering, course: &Label) -> Result<(), Complaint> {
    let files = (
        opened.files.get(PublishedFile::Rules),
        opened.files.get(PublishedFile::Results),
    );
    let (Some(rules), Some(results)) = files else {
        return Ok(());
    };
    let rules: AllocationRules = serde_json::from_slice(rules).map_err(Complaint::internal)?;
    let results: Results = serde_json::from_slice(results).map_err(Complaint::internal)?;
    let is_closed = results
        .closed_offerings(&rules)
        .any(|closed| *closed == offering.id);
    match is_closed {
        true => Err(Complaint(text::not_opened(LOCALE, course))),
        false => Ok(()),
    }
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
