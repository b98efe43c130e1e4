use afterbell_domain::ServiceMenu;
use afterbell_domain::desk::{TrialOffering, TrialReserved};
use afterbell_locale::format;
use afterbell_locale::text::cli::draw_office as text;
use afterbell_locale::wording::{offering_name, times};

use super::Desk;
use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::csv_text::csv_text;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let tried = arguments
        .desk
        .office_does(async |office| office.try_out().await);
    let (trial, opened) = tried?;
    println!(
        "{}",
        text::trial(LOCALE, trial.children, trial.in_base_care)
    );
    let menu = &opened.books.menu.1;
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
    let rows = trial.offerings.iter().map(|told| row(menu, told));
    print!("{}", csv_text(&heading, rows));
    Ok(())
}

fn row(menu: &ServiceMenu, told: &TrialOffering) -> [String; 9] {
    let remark = match told.closed_with {
        Some(admitted) => text::would_close(LOCALE, admitted),
        None if told.is_at_risk => text::at_risk(LOCALE).to_owned(),
        None => String::new(),
    };
    [
        offering_name(menu, &told.offering),
        times(LOCALE, menu, &told.offering),
        told.places.to_string(),
        told.minimum.to_string(),
        told.first_wishes.to_string(),
        told.admitted.to_string(),
        told.waiting.to_string(),
        reserved(menu, &told.reserved),
        remark,
    ]
}

/// For each group with reserved places, how many of them its children would take up.
fn reserved(menu: &ServiceMenu, reserved: &[TrialReserved]) -> String {
    let told = reserved.iter().map(|one| {
        let group = menu.groups.iter().find(|group| group.id == one.group);
        let name = group.map_or(one.group.as_str(), |group| group.name.as_str());
        text::reserved_of(LOCALE, name, one.places, one.taken)
    });
    format::list(LOCALE, told)
}
