use std::collections::BTreeMap;

use afterbell_domain::Label;
use afterbell_domain::policy::{Check, Document, FeeStandard, Pack, PackFault, WordList};
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
}

/// Reads a pack; `word_list` gives the lists it names. Says everything that is wrong at once,
/// except what keeps the file from being read at all.
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
    let checks: Vec<_> = written.check.into_iter().map(Spanned::into_inner).collect();
    let mut problems = Vec::new();
    let mut word_lists = BTreeMap::new();
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
    };
    let is_told = |fault: &PackFault| match fault {
        // The list is there, and it has been told what is wrong with it.
        PackFault::UnknownWordList { list, .. } => word_list(list).is_some(),
        _ => false,
    };
    let faults = pack.faults().into_iter().filter(|fault| !is_told(fault));
    problems.extend(faults.map(|fault| PackProblem {
        list: None,
        line: at(&fault).and_then(|at| Some(line(text, *starts.get(at)?))),
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
        PackFault::NoChecks => None,
        PackFault::DuplicateCheck { at, .. }
        | PackFault::UnknownDocument { at, .. }
        | PackFault::UnknownWordList { at, .. }
        | PackFault::SenselessValue { at, .. }
        | PackFault::NoMend { at } => Some(*at),
    }
}
