//! What an import changes, or why it does not.

use std::path::Path;

use afterbell_domain::desk::{TermChange, TermDays, TermStep};
use afterbell_domain::{Label, OfferingId, ServiceMenu};
use afterbell_locale::format;
use afterbell_locale::text::cli::{aspect, import as text, letters};

use crate::command::LOCALE;
use crate::import::{MenuDifference, MenuPlan, NotALabel, OfferingAspect, RosterPlan};
use crate::store::{Applied, EnrolledPupil, HeldCourse, Stored};

/// A list longer than this is for the file, not for the eye.
const MOST_NAMED: usize = 20;

pub(super) fn print_menu(plan: &MenuPlan) {
    match plan {
        MenuPlan::NotInFiles => println!("{}", text::menu_not_in_files(LOCALE)),
        MenuPlan::Same => println!("{}", text::menu_same(LOCALE)),
        MenuPlan::Changed { change, difference } => {
            let short = change.hash.as_str().get(..12).unwrap_or_default();
            println!("{}", text::menu_new(LOCALE, short));
            print_difference(difference);
        }
    }
}

fn print_difference(difference: &MenuDifference) {
    let MenuDifference {
        added,
        changed,
        removed,
        settings,
        agreement,
    } = difference;
    if *settings {
        println!("{}", text::menu_settings(LOCALE));
    }
    if *agreement {
        println!("{}", text::menu_agreement(LOCALE));
    }
    if !added.is_empty() {
        println!("{}", text::courses_added(LOCALE, added.len(), named(added)));
    }
    for (name, aspects) in changed {
        let aspects = aspects.iter().map(|aspect| aspect_name(*aspect));
        let aspects = format::list(LOCALE, aspects);
        println!("{}", text::course_changed(LOCALE, aspects, name));
    }
    if !removed.is_empty() {
        println!(
            "{}",
            text::courses_removed(LOCALE, removed.len(), named(removed))
        );
    }
}

fn aspect_name(what: OfferingAspect) -> &'static str {
    match what {
        OfferingAspect::Sessions => aspect::sessions(LOCALE),
        OfferingAspect::Places => aspect::places(LOCALE),
        OfferingAspect::Grades => aspect::grades(LOCALE),
        OfferingAspect::Fee => aspect::fee(LOCALE),
        OfferingAspect::Teachers => aspect::teachers(LOCALE),
        OfferingAspect::Other => aspect::other(LOCALE),
    }
}

pub(super) fn print_roster(plan: &RosterPlan, remove_absent: bool) {
    let (arriving, changed, absent) = (plan.arriving.len(), plan.changed.len(), plan.absent.len());
    if arriving > 0 {
        println!("{}", text::pupils_new(LOCALE, arriving));
    }
    if changed > 0 {
        println!(
            "{}",
            text::pupils_changed(LOCALE, changed, numbers(&plan.changed))
        );
    }
    if absent > 0 {
        let say = if remove_absent {
            text::pupils_left
        } else {
            text::pupils_absent
        };
        println!("{}", say(LOCALE, absent, numbers(&plan.absent)));
    }
}

pub(super) fn print_done(written: Option<&Path>, count: usize) {
    if let Some(path) = written {
        println!("{}", letters::written(LOCALE, count, path.display()));
    }
    println!("{}", text::done(LOCALE));
}

/// Why the store refused, if it did. What is decided child by child is decided at the desk, on that page.
pub(super) fn refusal(
    applied: &Applied,
    stored: &Stored,
    new: Option<&ServiceMenu>,
    at_desk: &str,
) -> Option<String> {
    match applied {
        Applied::Done => None,
        Applied::TermNotConfirmed(change) => Some(term_change(change)),
        Applied::DrawUnderWay => Some(text::draw_under_way(LOCALE).to_owned()),
        Applied::CoursesHeld(held) => {
            let old = stored.menu.as_ref().map(|(_, menu)| menu);
            let lines = held.iter().map(|course| held_course(course, old, new));
            let headed = [text::courses_held(LOCALE).to_owned()]
                .into_iter()
                .chain(lines)
                .chain([text::held_at_the_desk(LOCALE, at_desk)]);
            Some(headed.collect::<Vec<_>>().join("\n"))
        }
        Applied::PupilsHold(students) => {
            let pupils = stored
                .pupils
                .iter()
                .filter(|pupil| students.contains(&pupil.id));
            let pupils: Vec<_> = pupils.cloned().collect();
            Some(text::pupils_hold(LOCALE, numbers(&pupils)))
        }
        Applied::RosterChangedMeanwhile => Some(text::roster_changed_meanwhile(LOCALE).to_owned()),
        Applied::MenuChangedMeanwhile => Some(text::changed_meanwhile(LOCALE).to_owned()),
    }
}

/// What the menu would do to the term, and how to ask for it.
fn term_change(change: &TermChange) -> String {
    let TermChange { from, to, .. } = change;
    let days = |term: &TermDays| text::term_days(LOCALE, term.first_day, term.last_day, &term.name);
    match change.step {
        TermStep::Moves => text::term_moves(LOCALE, days(from), days(to)),
        TermStep::Begins => {
            let asked = text::term_begins(
                LOCALE,
                change.care_days,
                change.children,
                days(from),
                change.places,
                days(to),
            );
            match change.cuts_short {
                true => [asked, text::term_cut_short(LOCALE, from.last_day)].concat(),
                false => asked,
            }
        }
    }
}

fn held_course(held: &HeldCourse, old: Option<&ServiceMenu>, new: Option<&ServiceMenu>) -> String {
    let HeldCourse {
        offering,
        taken,
        places,
    } = held;
    let name = course_name(old, offering).or_else(|| course_name(new, offering));
    let name = name.map_or_else(|| offering.to_string(), |name| name.to_string());
    match places {
        Some(places) => text::course_held_cut(LOCALE, name, places, taken),
        None => text::course_held_removed(LOCALE, name, taken),
    }
}

fn course_name<'a>(menu: Option<&'a ServiceMenu>, offering: &OfferingId) -> Option<&'a Label> {
    let menu = menu?;
    let course = menu.course_of(menu.offering(offering)?)?;
    Some(&course.name)
}

pub(super) fn not_labels(rows: &[NotALabel]) -> String {
    let lines = rows
        .iter()
        .map(|NotALabel { place }| text::not_a_label(LOCALE, &place.file, place.row, &place.sheet));
    lines.collect::<Vec<_>>().join("\n")
}

fn named(labels: &[Label]) -> String {
    shortened(labels.iter().map(Label::as_str), labels.len())
}

fn numbers(pupils: &[EnrolledPupil]) -> String {
    let numbers = pupils.iter().map(|pupil| pupil.school_number.as_str());
    shortened(numbers, pupils.len())
}

fn shortened<'a>(items: impl Iterator<Item = &'a str>, count: usize) -> String {
    let mut list = format::list(LOCALE, items.take(MOST_NAMED));
    if count > MOST_NAMED {
        list.push('…');
    }
    list
}
