use crate::reading::numeral;

/// Walks over compact text. Copying it is how a reader looks ahead and comes back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub fn new(compact: &'a str) -> Self {
        Self { rest: compact }
    }

    pub fn rest(self) -> &'a str {
        self.rest
    }

    pub fn is_done(self) -> bool {
        self.rest.is_empty()
    }

    pub fn peek(self) -> Option<char> {
        self.rest.chars().next()
    }

    pub fn peek_second(self) -> Option<char> {
        self.rest.chars().nth(1)
    }

    pub fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let character = characters.next();
        self.rest = characters.as_str();
        character
    }

    pub fn eat(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Eats the first of these words that stands here; longer words go first in the list.
    pub fn eat_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.eat(word))
    }

    /// A run of ASCII digits as it is written; empty when none stands here.
    pub fn digits(&mut self) -> &'a str {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits
    }

    /// A run of Chinese numerals as it is written; empty when none stands here.
    pub fn chinese_numerals(&mut self) -> &'a str {
        let end = self
            .rest
            .find(|c| !numeral::is_chinese(c))
            .unwrap_or(self.rest.len());
        let (numerals, rest) = self.rest.split_at(end);
        self.rest = rest;
        numerals
    }

    /// A whole number in digits or in Chinese numerals.
    pub fn number(&mut self) -> Option<u32> {
        let before = *self;
        let digits = self.digits();
        let number = if digits.is_empty() {
            numeral::chinese_number(self.chinese_numerals())
        } else {
            digits.parse().ok()
        };
        if number.is_none() {
            *self = before;
        }
        number
    }
}
