//! 菜单变动, in words: what is the same for all courses, as it is and as it will be.

use afterbell_domain::desk::MenuCell;
use afterbell_domain::reading::{
    WeeklyTime, WeeklyTimes, print_dates, print_grades, print_weekly_times,
};
use afterbell_domain::{BaseCare, BaseService, Label, MenuContent, School};
use afterbell_import::setting_rows;
use afterbell_locale::Locale;
use afterbell_locale::text::desk::{difference as say, school, services as name};

use crate::wording;

/// Everything in which two cells of a menu differ; its name alone where there are no words for more.
pub fn cell_words(
    locale: Locale,
    menu: &MenuContent,
    before: &MenuCell,
    after: &MenuCell,
) -> Vec<String> {
    let said = match (before, after) {
        (MenuCell::BaseCare(before), MenuCell::BaseCare(after)) => {
            let days = |care: &BaseCare| MenuContent {
                base_care: care.clone(),
                ..menu.clone()
            };
            let mut said = settings(locale, &days(before), &days(after));
            said.extend(services(locale, &before.services, &after.services));
            said
        }
        (MenuCell::Term(before), MenuCell::Term(after)) => {
            let term = |term: &afterbell_domain::Term| MenuContent {
                term: term.clone(),
                ..menu.clone()
            };
            settings(locale, &term(before), &term(after))
        }
        (MenuCell::Round(before), MenuCell::Round(after)) => {
            let round = |round: &afterbell_domain::SelectionRound| MenuContent {
                round: round.clone(),
                ..menu.clone()
            };
            settings(locale, &round(before), &round(after))
        }
        (MenuCell::Limits(before), MenuCell::Limits(after)) => {
            let limits = |limits| MenuContent {
                limits,
                ..menu.clone()
            };
            settings(locale, &limits(*before), &limits(*after))
        }
        (MenuCell::School(before), MenuCell::School(after)) => school_words(locale, before, after),
        (MenuCell::Agreement(_), MenuCell::Agreement(after)) => vec![match after {
            Some(_) => say::other_agreement(locale).to_owned(),
            None => say::no_agreement(locale).to_owned(),
        }],
        _ => Vec::new(),
    };
    match said.is_empty() {
        true => vec![say::menu(locale, wording::menu_cell(locale, after))],
        false => said,
    }
}

fn school_words(locale: Locale, before: &School, after: &School) -> Vec<String> {
    let fields = [
        (
            school::name(locale),
            before.name.to_string(),
            after.name.to_string(),
        ),
        (
            school::grades(locale),
            print_grades(before.grades),
            print_grades(after.grades),
        ),
        (
            school::prefix(locale),
            before.receipt_prefix.to_string(),
            after.receipt_prefix.to_string(),
        ),
    ];
    let changed = fields.iter().filter(|(_, before, after)| before != after);
    changed
        .map(|(name, before, after)| say::cell(locale, after, before, name))
        .collect()
}

/// Row by row, as an export says them.
fn settings(locale: Locale, before: &MenuContent, after: &MenuContent) -> Vec<String> {
    let (before, after) = (setting_rows(before), setting_rows(after));
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in before.iter().chain(&after) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let lines = |rows: &[(&'static str, String)], of: &str| {
        let rows = rows.iter().filter(|(name, _)| *name == of);
        rows.map(|(_, line)| line.clone()).collect::<Vec<_>>()
    };
    let said = names.into_iter().flat_map(|name| {
        let (before, after) = (lines(&before, name), lines(&after, name));
        changed_lines(locale, name, &before, &after)
    });
    said.collect()
}

/// Lines that are gone beside those that came, as far as there are as many.
fn changed_lines(locale: Locale, name: &str, before: &[String], after: &[String]) -> Vec<String> {
    let gone: Vec<_> = before.iter().filter(|it| !after.contains(it)).collect();
    let come: Vec<_> = after.iter().filter(|it| !before.contains(it)).collect();
    if gone.len() == come.len() {
        let pairs = gone.into_iter().zip(come);
        return pairs
            .map(|(before, after)| say::cell(locale, after, before, name))
            .collect();
    }
    let gone = gone.into_iter();
    let come = come.into_iter();
    gone.map(|line| say::setting_removed(locale, line, name))
        .chain(come.map(|line| say::setting_added(locale, line, name)))
        .collect()
}

fn services(locale: Locale, before: &[BaseService], after: &[BaseService]) -> Vec<String> {
    let mut said = Vec::new();
    let mut known: Vec<&BaseService> = before.iter().collect();
    for service in after {
        // The one it was, by its name; one that is the same in all comes before others of that name.
        let same = known.iter().position(|it| *it == service);
        let named = || known.iter().position(|it| it.name == service.name);
        match same.or_else(named) {
            Some(at) => said.extend(service_words(locale, known.remove(at), service)),
            None => said.push(say::service_added(locale, &service.name, times(service))),
        }
    }
    let gone = known.into_iter();
    said.extend(gone.map(|it| say::service_removed(locale, &it.name, times(it))));
    said
}

fn service_words(locale: Locale, before: &BaseService, after: &BaseService) -> Option<String> {
    let label = |label: &Option<Label>| label.as_ref().map_or_else(String::new, Label::to_string);
    let dates = |it: &BaseService| it.dates.map_or_else(String::new, print_dates);
    let fields = [
        (
            name::grades(locale),
            print_grades(before.grades),
            print_grades(after.grades),
        ),
        (name::times(locale), times(before), times(after)),
        (name::dates(locale), dates(before), dates(after)),
        (
            name::place(locale),
            label(&before.place),
            label(&after.place),
        ),
        (
            name::content(locale),
            label(&before.content),
            label(&after.content),
        ),
        (
            say::fee(locale),
            label(&before.fee_note),
            label(&after.fee_note),
        ),
        (
            name::signing_up(locale),
            label(&before.signing_up),
            label(&after.signing_up),
        ),
    ];
    let or_none = |text: String| match text.is_empty() {
        true => say::none(locale).to_owned(),
        false => text,
    };
    let changed = fields
        .into_iter()
        .filter(|(_, before, after)| before != after);
    let changed = changed
        .map(|(name, before, after)| say::cell(locale, or_none(after), or_none(before), name));
    let changed: Vec<_> = changed.collect();
    let said = afterbell_locale::format::list(locale, &changed);
    (!changed.is_empty()).then(|| say::changed(locale, said, &after.name))
}

/// `周一至周五 15:30—17:30`
pub fn times(service: &BaseService) -> String {
    let times = service.weekdays.iter().map(|weekday| WeeklyTime {
        weekday,
        range: service.time,
    });
    let times = WeeklyTimes::of(times);
    times.map_or_else(|_| String::new(), |times| print_weekly_times(&times))
}
