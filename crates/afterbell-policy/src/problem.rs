use afterbell_domain::policy::{PackFault, WordFault};

/// 政策包文件的问题: what is wrong with a file, and in which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackProblem {
    /// The word list; the pack itself when there is none.
    pub list: Option<String>,
    /// Counted from 1; the file as a whole when there is none.
    pub line: Option<usize>,
    pub kind: ProblemKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The parser's own words, which name the key and what it could be instead.
    Unreadable(String),
    Pack(PackFault),
    Words(WordFault),
}

/// The line in which a byte of a text stands.
pub(crate) fn line(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    before.matches('\n').count() + 1
}
