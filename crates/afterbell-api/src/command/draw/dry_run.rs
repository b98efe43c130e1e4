use afterbell_domain::allocation::{
    AllocationRules, ChildReport, Instance, Reserved, SlotOutcome, WishOutcome,
};
use afterbell_domain::draw::Seed;
use afterbell_domain::{OfferingId, ServiceMenu};
use afterbell_locale::format;
use afterbell_locale::text::cli::draw_office as text;
use afterbell_locale::wording::offering_name;

use super::Desk;
use super::fault::unsound;
use crate::command::LOCALE;
use crate::command::complaint::{Complaint, block_on};
use crate::csv_text::csv_text;
use crate::draw_office::applications;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
}

/// Numbers of a trial: the same each time, so that two trials differ by their wishes only. The real ones
/// come out of a secret and a number that nobody knows yet.
const TRIAL: [u8; 32] = [0; 32];

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let opened = block_on(async {
        let (place, store) = arguments.desk.open().await?;
        arguments.desk.look(&place, &*store).await
    })?;
    let menu = &opened.books.menu.1;
    let rules = AllocationRules::of_menu(menu).map_err(Complaint::internal)?;
    let applied = applications(&opened.books, &rules).map_err(|fault| unsound(&fault))?;
    let first_wishes = |number: u32| {
        let all = applied.applicants.iter().flat_map(|one| &one.wishes);
        all.filter(|ranking| {
            ranking
                .wishes
                .first()
                .is_some_and(|wish| wish.to_string() == number.to_string())
        })
        .count()
    };
    let firsts: Vec<usize> = (1..)
        .take(rules.offerings.len())
        .map(first_wishes)
        .collect();
    let instance = Instance {
        rules,
        auditions: applied.auditions,
        seed: Some(Seed::new(TRIAL)),
        applicants: applied.applicants.clone(),
    };
    let report = instance
        .report()
        .map_err(|faults| unsound(&afterbell_domain::draw::DrawFault::Allocation(faults)))?;
    let slots = report.children.iter().flat_map(|child| &child.slots);
    let unplaced = slots.filter(|slot| slot.outcome == SlotOutcome::BaseCare);
    println!(
        "{}",
        text::trial(LOCALE, report.children.len(), unplaced.count())
    );
    let heading = [
        text::course(LOCALE),
        text::times(LOCALE),
        text::places(LOCALE),
        text::minimum(LOCALE),
        text::first_wishes(LOCALE),
        text::admitted(LOCALE),
        text::waiting(LOCALE),
        text::reserved(LOCALE),
        text::remark(LOCALE),
    ];
    let offerings = report.offerings.iter().zip(&instance.rules.offerings);
    let rows = offerings.zip(firsts).map(|((told, rule), firsts)| {
        let minimum = rule.minimum.unwrap_or(0);
        let remark = match &told.closed {
            Some(closed) => text::would_close(LOCALE, closed.admitted),
            // A child or two fewer, and it does not open.
            None if minimum > 0 && told.admitted < minimum.saturating_add(3) => {
                text::at_risk(LOCALE).to_owned()
            }
            None => String::new(),
        };
        [
            offering_name(menu, &told.offering),
            afterbell_locale::wording::times(LOCALE, menu, &told.offering),
            told.places.to_string(),
            minimum.to_string(),
            firsts.to_string(),
            told.admitted.to_string(),
            told.waiting.len().to_string(),
            reserved(menu, &report.children, &told.offering, &rule.reserved),
            remark,
        ]
    });
    print!("{}", csv_text(&heading, rows));
    Ok(())
}

/// For each group with reserved places, how many of them its children would take up.
fn reserved(
    menu: &ServiceMenu,
    children: &[ChildReport],
    offering: &OfferingId,
    reserved: &[Reserved],
) -> String {
    let wins_reserved = |child: &&ChildReport| {
        let mut wishes = child.slots.iter().flat_map(|slot| &slot.wishes);
        wishes.any(|wish| {
            wish.offering == *offering
                && matches!(wish.outcome, WishOutcome::Admitted { reserved: true })
        })
    };
    let told = reserved.iter().map(|one| {
        let of_group = children
            .iter()
            .filter(|child| child.rank.group.as_ref() == Some(&one.group));
        let taken = of_group.filter(wins_reserved).count();
        let group = menu.groups.iter().find(|group| group.id == one.group);
        let name = group.map_or(one.group.as_str(), |group| group.name.as_str());
        text::reserved_of(LOCALE, name, one.places, taken)
    });
    format::list(LOCALE, told)
}
