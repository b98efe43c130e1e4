//! What is said of schools in more than one place.

use afterbell_domain::Moment;
use afterbell_domain::district::{AskFailure, FindingCounts, SchoolRow, SchoolSummary};
use afterbell_locale::format;
use afterbell_locale::text::district::{failure, schools as say};

use crate::LOCALE;

pub fn why(found: AskFailure) -> &'static str {
    match found {
        AskFailure::Unreachable => failure::unreachable(LOCALE),
        AskFailure::Silent => failure::silent(LOCALE),
        AskFailure::KeyRefused => failure::key_refused(LOCALE),
        AskFailure::Failing => failure::failing(LOCALE),
        AskFailure::NotASchool => failure::not_a_school(LOCALE),
        AskFailure::Unreadable => failure::unreadable(LOCALE),
    }
}

pub fn counts(found: Option<FindingCounts>) -> String {
    let Some(found) = found else {
        return say::not_judged(LOCALE).to_owned();
    };
    let accepted = (found.acknowledged > 0).then(|| say::accepted(LOCALE, found.acknowledged));
    let open = match (found.errors, found.warnings) {
        (0, 0) => say::nothing(LOCALE).to_owned(),
        (errors, warnings) => say::counts(LOCALE, errors, warnings),
    };
    format::list(LOCALE, [Some(open), accepted].into_iter().flatten())
}

/// By which pack the school has judged itself.
pub fn judged_by(summary: &SchoolSummary) -> Option<String> {
    let judged_by = summary.judged_by.as_ref()?;
    Some(match judged_by.version {
        Some(version) => say::judged_by_version(LOCALE, version),
        None => say::judged_by(LOCALE, &judged_by.pack),
    })
}

pub fn share(summary: &SchoolSummary) -> String {
    let children = summary.children;
    match (summary.served, percent(summary)) {
        (Some(served), Some(percent)) => say::served(LOCALE, children, percent, served),
        _ if children == 0 => say::no_children(LOCALE).to_owned(),
        _ => say::too_few(LOCALE, children),
    }
}

/// Whole percents, rounded down: all is all.
pub fn percent(summary: &SchoolSummary) -> Option<u32> {
    let served = u64::from(summary.served?) * 100;
    let percent = served.checked_div(u64::from(summary.children))?;
    u32::try_from(percent).ok()
}

/// Hours with at most one digit: `2.5`.
pub fn hours(minutes: u32) -> String {
    let tenths = minutes / 6;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => [(tenths / 10).to_string(), rest.to_string()].join("."),
    }
}

/// How old the last answer is.
pub fn age(row: &SchoolRow, now: Moment) -> String {
    match &row.summary {
        Some(summary) => match summary.answered_at.seconds_until(now) {
            ..60 => say::just_now(LOCALE).to_owned(),
            seconds => say::answered(LOCALE, format::span(LOCALE, seconds)),
        },
        None if row.asked_at.is_some() => say::never(LOCALE).to_owned(),
        None => say::not_asked(LOCALE).to_owned(),
    }
}
