use std::collections::BTreeMap;

use afterbell_domain::Label;
use afterbell_domain::policy::{
    Check, Document, FeeStandard, Pack, PackFault, WordFault, WordList,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::problem::{PackProblem, ProblemKind, line};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPack {
    name: Label,
    documents: BTreeMap<String, Document>,
    #[serde(default)]
    fee_standard: Option<FeeStandard>,
    #[serde(default)]
    check: Vec<Spanned<Check>>,
    #[serde(default)]
    word_lists: BTreeMap<String, Spanned<WordList>>,
}

/// Reads a pack; `word_list` gives the lists it names and does not bring itself. Says everything that is
/// wrong at once, except what keeps the file from being read at all.
pub fn read(
    text: &str,
    word_list: impl Fn(&str) -> Option<Result<WordList, Vec<PackProblem>>>,
) -> Result<Pack, Vec<PackProblem>> {
    let written: WrittenPack = parse(text, None)?;
    let starts: Vec<_> = written
        .check
        .iter()
        .map(|check| check.span().start)
        .collect();
    let list_starts: BTreeMap<String, usize> = written
        .word_lists
        .iter()
        .map(|(name, list)| (name.clone(), list.span().start))
        .collect();
    let checks: Vec<_> = written.check.into_iter().map(Spanned::into_inner).collect();
    let mut problems = Vec::new();
    let mut word_lists = BTreeMap::new();
    for (name, list) in written.word_lists {
        let start = list.span().start;
        let list = list.into_inner();
        problems.extend(list.faults().into_iter().map(|fault| PackProblem {
            line: Some(line_of_example(text, start, &fault)),
            list: Some(name.clone()),
            kind: ProblemKind::Words(fault),
        }));
        word_lists.insert(name, list);
    }
    for name in checks.iter().flat_map(|check| check.rule.word_lists()) {
        if word_lists.contains_key(name) {
            continue;
        }
        match word_list(name) {
            Some(Ok(list)) => {
                word_lists.insert(name.clone(), list);
            }
            Some(Err(found)) => problems.extend(found),
            None => {}
        }
    }
    let pack = Pack {
        name: written.name,
        documents: written.documents,
        fee_standard: written.fee_standard,
        checks,
        word_lists,
        own_word_lists: list_starts.keys().cloned().collect(),
    };
    let is_told = |fault: &PackFault| match fault {
        // The list is there, and it has been told what is wrong with it.
        PackFault::UnknownWordList { list, .. } => word_list(list).is_some(),
        _ => false,
    };
    let start_of = |fault: &PackFault| match fault {
        PackFault::UnusedWordList { list } => list_starts.get(list).copied(),
        fault => at(fault).and_then(|at| starts.get(at).copied()),
    };
    let faults = pack.faults().into_iter().filter(|fault| !is_told(fault));
    problems.extend(faults.map(|fault| PackProblem {
        list: None,
        line: start_of(&fault).map(|start| line(text, start)),
        kind: ProblemKind::Pack(fault),
    }));
    if problems.is_empty() {
        Ok(pack)
    } else {
        Err(problems)
    }
}

/// Reads a word list and tries its own examples.
pub fn read_word_list(name: &str, text: &str) -> Result<WordList, Vec<PackProblem>> {
    let list: WordList = parse(text, Some(name))?;
    let problems: Vec<_> = list
        .faults()
        .into_iter()
        .map(|fault| PackProblem {
            list: Some(name.to_owned()),
            line: None,
            kind: ProblemKind::Words(fault),
        })
        .collect();
    if problems.is_empty() {
        Ok(list)
    } else {
        Err(problems)
    }
}

/// Where the example stands in a list that begins there; where the list begins when it is written in another way.
fn line_of_example(text: &str, start: usize, fault: &WordFault) -> usize {
    let example = match fault {
        WordFault::EmptyWord => None,
        WordFault::NotCaught { text } | WordFault::NotHarmless { text, .. } => Some(text),
    };
    let rest = text.get(start..).unwrap_or_default();
    let found = example.and_then(|example| rest.find(&format!("\"{example}\"")));
    line(text, start + found.unwrap_or(0))
}

fn parse<T: DeserializeOwned>(text: &str, list: Option<&str>) -> Result<T, Vec<PackProblem>> {
    toml::from_str(text).map_err(|error| {
        vec![PackProblem {
            list: list.map(str::to_owned),
            line: error.span().map(|span| line(text, span.start)),
            kind: ProblemKind::Unreadable(error.message().to_owned()),
        }]
    })
}

fn at(fault: &PackFault) -> Option<usize> {
    match fault {
        PackFault::NoChecks | PackFault::UnusedWordList { .. } => None,
        PackFault::DuplicateCheck { at, .. }
        | PackFault::UnknownDocument { at, .. }
        | PackFault::UnknownWordList { at, .. }
        | PackFault::SenselessValue { at, .. }
        | PackFault::NoMend { at } => Some(*at),
    }
}
