//! What is wrong with a pack's file.

use afterbell_domain::policy::{PackFault, WordFault};
use afterbell_locale::text::policy::pack as text;
use afterbell_locale::{Locale, format};

use crate::bundled::BUNDLED;
use crate::problem::{PackProblem, ProblemKind};

/// No pack is bundled under this name, and no file has it.
pub fn no_such_pack(locale: Locale, name: &str) -> String {
    let known = format::list(locale, BUNDLED.iter().map(|(name, _)| name));
    text::no_such(locale, known, name)
}

/// Everything that is wrong with a pack, a line each.
pub fn pack_problems(locale: Locale, file: &str, problems: &[PackProblem]) -> String {
    let mut lines = vec![text::unusable(locale, file)];
    lines.extend(problems.iter().map(|problem| {
        let what = what(locale, &problem.kind);
        match (&problem.list, problem.line) {
            (Some(list), Some(line)) => text::in_list_line(locale, line, list, what),
            (Some(list), None) => text::in_list(locale, list, what),
            (None, Some(line)) => text::in_line(locale, line, what),
            (None, None) => text::in_file(locale, what),
        }
    }));
    lines.join("\n")
}

/// What is wrong, without its line, for who has the text in front of them.
pub fn pack_problem(locale: Locale, problem: &PackProblem) -> String {
    let what = what(locale, &problem.kind);
    match &problem.list {
        Some(list) => text::in_list(locale, list, what),
        None => what,
    }
}

fn what(locale: Locale, kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::Unreadable(words) => unreadable(locale, words),
        ProblemKind::Pack(fault) => match fault {
            PackFault::NoChecks => text::no_checks(locale).to_owned(),
            PackFault::DuplicateCheck { check, .. } => text::duplicate_check(locale, check),
            PackFault::UnknownDocument { document, .. } => text::unknown_document(locale, document),
            PackFault::UnknownWordList { list, .. } => text::unknown_word_list(locale, list),
            PackFault::UnusedWordList { list } => text::unused_word_list(locale, list),
            PackFault::SenselessValue { parameter, .. } => text::senseless_value(locale, parameter),
            PackFault::NoMend { .. } => text::no_mend(locale).to_owned(),
        },
        ProblemKind::Words(fault) => match fault {
            WordFault::EmptyWord => text::empty_word(locale).to_owned(),
            WordFault::NotCaught { text: example } => text::not_caught(locale, example),
            WordFault::NotHarmless {
                text: example,
                word,
            } => text::not_harmless(locale, example, word),
        },
    }
}

/// The reader of the file speaks English; what it says most often is said in the words of this page, with the names as
/// they stand in the file.
fn unreadable(locale: Locale, words: &str) -> String {
    let mut quoted = words.split('`').skip(1).step_by(2);
    let name = quoted.next().unwrap_or_default();
    let known = format::list(locale, quoted);
    let is = |start: &str| words.starts_with(start);
    match known.is_empty() {
        _ if is("missing field `") => text::missing_field(locale, name),
        _ if is("duplicate field `") => text::duplicate_field(locale, name),
        false if is("unknown field `") => text::unknown_field(locale, known, name),
        false if is("unknown variant `") => text::unknown_value(locale, known, name),
        _ => words.to_owned(),
    }
}
