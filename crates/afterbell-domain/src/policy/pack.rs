use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::plan::FeeStandard;
use super::rule::Rule;
use super::words::WordList;
use crate::id::CheckId;
use crate::{Date, FileHash, Invalid, Label, MenuContent, hash_of};

/// 政策包: a district's rules as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    pub name: Label,
    pub documents: BTreeMap<String, Document>,
    pub checks: Vec<Check>,
    /// 收费标准 of the district; a school's own plan is asked for one only where there is none.
    pub fee_standard: Option<FeeStandard>,
    /// Every list that a check of the pack names.
    pub word_lists: BTreeMap<String, WordList>,
    /// 自带词表: those that stand in the pack's own text.
    pub own_word_lists: BTreeSet<String>,
}

/// 政策文件: what a clause is a clause of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub title: Label,
    pub issued_by: Label,
    /// 文号
    #[serde(default)]
    pub number: Option<Label>,
}

/// 检查项: one rule of the vocabulary, with its values and its source.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub id: CheckId,
    pub severity: Severity,
    pub clause: Clause,
    /// How to mend a breach, in the district's words.
    pub mend: String,
    pub rule: Rule,
}

/// 严重程度: an error blocks publication, a warning has to be acknowledged with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Severity {
    Error,
    Warning,
}

/// 条款: document and section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// One of the pack's documents.
    pub document: String,
    pub section: String,
}

/// 政策包问题: what is wrong with a pack whose every part can be read; by the check's number,
/// counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackFault {
    NoChecks,
    DuplicateCheck {
        at: usize,
        check: CheckId,
    },
    UnknownDocument {
        at: usize,
        document: String,
    },
    UnknownWordList {
        at: usize,
        list: String,
    },
    /// A list in the pack's own text that no check names, so that it would find nothing.
    UnusedWordList {
        list: String,
    },
    /// A value with which the rule would ask for nothing, or for what cannot be.
    SenselessValue {
        at: usize,
        parameter: &'static str,
    },
    NoMend {
        at: usize,
    },
}

impl Pack {
    /// 版本: tells packs apart by what they were read from: the text, and the word lists that do not stand in it, under
    /// their names.
    pub fn version_of(
        text: &str,
        word_lists: &BTreeMap<String, String>,
    ) -> Result<FileHash, Invalid> {
        let mut all = text.to_owned();
        for (name, list) in word_lists {
            // No text has this byte in it.
            for part in [name, list] {
                all.push('\0');
                all.push_str(part);
            }
        }
        hash_of(all.as_bytes())
    }

    /// 要求公示: whether a menu is posted before it is published, when a menu may be published already.
    ///
    /// A notice comes before selection opens or before the term begins. Once that day of the published menu is past, and
    /// that of the menu that is to follow it too, nothing can be posted in time any more: what changes is a new version,
    /// whose difference everybody can read and whoever it touches is told. By the published menu alone a selection that
    /// is begun anew would open unposted; by the other alone everybody could move the day into the past. A window beside
    /// one that has opened is a change like any other: for it no notice could be in time either.
    pub fn asks_for_notice(
        &self,
        menu: &MenuContent,
        published: Option<&MenuContent>,
        today: Date,
    ) -> bool {
        let published = published.filter(|published| published.term.is_same_as(&menu.term));
        let mut rules = self.checks.iter().map(|check| &check.rule);
        rules.any(|rule| match rule {
            Rule::PublicNotice(rule) => {
                let is_late = |menu| {
                    rule.deadline(menu)
                        .is_some_and(|deadline| deadline <= today)
                };
                !(is_late(menu) && published.is_some_and(is_late))
            }
            _ => false,
        })
    }

    /// Everything that is wrong with it, in the order of the checks.
    pub fn faults(&self) -> Vec<PackFault> {
        let mut faults = Vec::new();
        if self.checks.is_empty() {
            faults.push(PackFault::NoChecks);
        }
        let mut seen = BTreeSet::new();
        for (at, check) in self.checks.iter().enumerate() {
            if !seen.insert(&check.id) {
                let check = check.id.clone();
                faults.push(PackFault::DuplicateCheck { at, check });
            }
            let document = &check.clause.document;
            if !self.documents.contains_key(document) {
                let document = document.clone();
                faults.push(PackFault::UnknownDocument { at, document });
            }
            let lists = check.rule.word_lists().iter();
            let unknown = lists.filter(|list| !self.word_lists.contains_key(*list));
            faults.extend(unknown.map(|list| PackFault::UnknownWordList {
                at,
                list: list.clone(),
            }));
            let senseless = check.rule.senseless();
            faults.extend(senseless.map(|parameter| PackFault::SenselessValue { at, parameter }));
            if check.mend.trim().is_empty() {
                faults.push(PackFault::NoMend { at });
            }
        }
        let named: BTreeSet<_> = self
            .checks
            .iter()
            .flat_map(|check| check.rule.word_lists())
            .collect();
        let unused = self.own_word_lists.iter();
        let unused = unused.filter(|list| !named.contains(list));
        faults.extend(unused.map(|list| PackFault::UnusedWordList { list: list.clone() }));
        faults
    }
}
