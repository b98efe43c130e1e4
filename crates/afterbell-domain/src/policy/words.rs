use serde::{Deserialize, Serialize};

use crate::reading::compact;

/// 词表: words that should not stand in a menu. It finds what a person then decides about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    /// What the words have in common, as a clerk reads it.
    pub about: String,
    pub words: Vec<Word>,
    /// Texts in which a word must be found, so that an edit cannot make the list blind.
    #[serde(default)]
    pub caught: Vec<String>,
    /// Texts that only look like it, in which nothing may be found.
    #[serde(default)]
    pub harmless: Vec<String>,
}

/// 词: found anywhere in a text, however it is spaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    pub find: String,
    /// Only where one of these stands in the text as well.
    #[serde(default)]
    pub with: Vec<String>,
    /// Not where it is a part of one of these.
    #[serde(default)]
    pub except: Vec<String>,
}

/// 词表问题: an example that comes out the other way, or a word that would be found everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordFault {
    EmptyWord,
    NotCaught { text: String },
    NotHarmless { text: String, word: String },
}

impl WordList {
    /// The list as it is looked for: in compact form, once for all texts.
    pub fn ready(&self) -> ReadyWords<'_> {
        let compacts = |texts: &[String]| texts.iter().map(|text| compact(text)).collect();
        let words = self.words.iter().map(|word| ReadyWord {
            word: &word.find,
            find: compact(&word.find),
            with: compacts(&word.with),
            except: compacts(&word.except),
        });
        ReadyWords(words.collect())
    }

    pub fn faults(&self) -> Vec<WordFault> {
        let ready = self.ready();
        let empty = ready.0.iter().filter(|word| word.has_empty_part());
        let mut faults: Vec<_> = empty.map(|_| WordFault::EmptyWord).collect();
        let missed = self.caught.iter();
        let missed = missed.filter(|text| ready.found_in(text).next().is_none());
        faults.extend(missed.map(|text| WordFault::NotCaught { text: text.clone() }));
        faults.extend(self.harmless.iter().filter_map(|text| {
            let word = ready.found_in(text).next()?.to_owned();
            let text = text.clone();
            Some(WordFault::NotHarmless { text, word })
        }));
        faults
    }
}

/// 备好的词表
pub struct ReadyWords<'a>(Vec<ReadyWord<'a>>);

struct ReadyWord<'a> {
    word: &'a str,
    find: String,
    with: Vec<String>,
    except: Vec<String>,
}

impl<'a> ReadyWords<'a> {
    /// The words found in a text, in the order of the list.
    pub fn found_in(&self, text: &str) -> impl Iterator<Item = &'a str> {
        let text = compact(text);
        let words = self.0.iter().filter(move |word| word.is_in(&text));
        words.map(|word| word.word)
    }
}

impl ReadyWord<'_> {
    fn has_empty_part(&self) -> bool {
        let mut parts = self.with.iter().chain(&self.except).chain([&self.find]);
        parts.any(String::is_empty)
    }

    /// Whether it stands in a compact text outside of its exceptions.
    fn is_in(&self, text: &str) -> bool {
        if self.find.is_empty() || !text.contains(&self.find) {
            return false;
        }
        if !self.with.is_empty() && !self.with.iter().any(|word| text.contains(word)) {
            return false;
        }
        let phrases = self.except.iter().filter(|phrase| !phrase.is_empty());
        let harmless: Vec<_> = phrases.flat_map(|phrase| spans(text, phrase)).collect();
        spans(text, &self.find).into_iter().any(|(start, end)| {
            let covers = |(from, until): &(usize, usize)| *from <= start && end <= *until;
            !harmless.iter().any(covers)
        })
    }
}

/// Where a phrase stands in a text, from byte to byte, overlapping ones too.
fn spans(text: &str, phrase: &str) -> Vec<(usize, usize)> {
    let starts = text.char_indices().map(|(at, _)| at);
    let starts = starts.filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(phrase)));
    starts.map(|at| (at, at + phrase.len())).collect()
}
