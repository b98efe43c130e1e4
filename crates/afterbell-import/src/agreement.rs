//! 安全协议: the school's agreement out of a plain text file.
//!
//! The first line is the title, every further line that is not blank is a clause. Numbers and
//! bullets in front are dropped, since whoever shows the agreement numbers it.

use afterbell_domain::{Clause, SafetyAgreement};

use crate::source::decode;

/// Why a file is no agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgreementProblem {
    /// A document of another program, or a web page.
    NotText,
    NoTitle,
    NoClauses,
    TooManyClauses {
        found: usize,
        limit: usize,
    },
    /// In all clauses together.
    TooLong {
        found: usize,
        limit: usize,
    },
}

pub fn read(bytes: &[u8]) -> Result<SafetyAgreement, AgreementProblem> {
    let text = decode(bytes).ok_or(AgreementProblem::NotText)?;
    let text = text.trim_start();
    let (title, clauses) = text.split_once(['\r', '\n']).unwrap_or((text, ""));
    of_title_and_clauses(title, clauses)
}

/// As they are written in a form, a clause a line.
pub fn of_title_and_clauses(
    title: &str,
    clauses: &str,
) -> Result<SafetyAgreement, AgreementProblem> {
    if title.trim_start().starts_with('<') {
        return Err(AgreementProblem::NotText);
    }
    let title = title.trim().trim_start_matches('#').parse();
    let title = title.map_err(|_| AgreementProblem::NoTitle)?;
    let lines = clauses.lines().map(str::trim);
    let lines: Vec<&str> = lines
        .filter(|line| !line.is_empty())
        .map(without_number)
        .collect();
    let (found, limit) = (lines.len(), SafetyAgreement::MOST_CLAUSES);
    if found > limit {
        return Err(AgreementProblem::TooManyClauses { found, limit });
    }
    let found = lines.iter().map(|line| line.chars().count()).sum();
    let limit = SafetyAgreement::MOST_CHARACTERS;
    if found > limit {
        return Err(AgreementProblem::TooLong { found, limit });
    }
    // A line that is nothing but a number is left over from a list.
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    let clauses: Result<Vec<Clause>, _> = lines.map(str::parse).collect();
    let clauses = clauses.map_err(|_| AgreementProblem::NotText)?;
    SafetyAgreement::new(title, clauses).map_err(|_| AgreementProblem::NoClauses)
}

/// `1. `, `2、`, `（三）`, `第四条`, `- `, `## `: what numbers or marks a clause.
fn without_number(line: &str) -> &str {
    let line = line.trim_start_matches(['#', '-', '*', '•']).trim_start();
    let (opened, rest) = match line.strip_prefix(['(', '（', '第']) {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let is_numeral = |c: char| c.is_ascii_digit() || "零一二三四五六七八九十百".contains(c);
    let after = rest.trim_start_matches(is_numeral);
    if after.len() == rest.len() {
        return line;
    }
    let closing: &[char] = if opened {
        &[')', '）', '条']
    } else {
        &['.', '、', '．', ')', '）']
    };
    match after.strip_prefix(closing) {
        // 1.5 米 is a length and no number of a clause.
        Some(clause) if !clause.starts_with(|c: char| c.is_ascii_digit()) => clause
            .trim_start_matches([' ', '\u{3000}', '、', '：'])
            .trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_without_a_title_does_not_take_the_first_clause_for_one() {
        let problem = of_title_and_clauses(" ", "1. 按时接送\n2. 注意安全").unwrap_err();
        assert_eq!(problem, AgreementProblem::NoTitle);
        let read = of_title_and_clauses("安全协议", "1. 按时接送\n2. 注意安全").unwrap();
        assert_eq!(read.clauses().len(), 2);
    }

    fn clauses(text: &str) -> Vec<String> {
        let agreement = read(text.as_bytes()).unwrap();
        let clauses = agreement.clauses().iter();
        clauses.map(ToString::to_string).collect()
    }

    #[test]
    fn the_sample_is_read() {
        let sample = include_bytes!("../../../samples/haitang-primary/safety-agreement.md");
        let agreement = read(sample).unwrap();
        assert_eq!(agreement.title().as_str(), "课后服务安全协议");
        assert_eq!(agreement.clauses().len(), 10);
        let numbered = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        assert!(!agreement.clauses().iter().any(|c| numbered(c.as_str())));
    }

    #[test]
    fn numbers_are_dropped_and_numbers_that_are_none_are_not() {
        for (line, expected) in [
            ("1. 按时接。", "按时接。"),
            ("12、按时接。", "按时接。"),
            ("一、按时接。", "按时接。"),
            ("（三）按时接。", "按时接。"),
            ("(3) 按时接。", "按时接。"),
            ("第十条　按时接。", "按时接。"),
            ("- 按时接。", "按时接。"),
            ("## 按时接。", "按时接。"),
            ("1.5 米以内", "1.5 米以内"),
            ("一切安好", "一切安好"),
            ("第一次迟到", "第一次迟到"),
            ("（学校）负责", "（学校）负责"),
        ] {
            assert_eq!(clauses(&format!("协议\n\n{line}\n")), [expected], "{line}");
        }
    }

    #[test]
    fn as_notepad_saves_it() {
        let (gb18030, _, _) = encoding_rs::GB18030.encode("协议\r\n1、按时接。\r\n");
        let agreement = read(&gb18030).unwrap();
        assert_eq!(agreement.title().as_str(), "协议");
        assert_eq!(clauses("\u{feff}协议\r\n\r\n按时接。"), ["按时接。"]);
    }

    #[test]
    fn what_is_no_agreement() {
        let many = format!("协议\n{}", "按时接。\n".repeat(17));
        let long = format!("协议\n{}", "长".repeat(1_501));
        let limit = SafetyAgreement::MOST_CHARACTERS;
        for (text, expected) in [
            ("", AgreementProblem::NoTitle),
            ("\n \n", AgreementProblem::NoTitle),
            (&"题".repeat(81), AgreementProblem::NoTitle),
            ("协议\n", AgreementProblem::NoClauses),
            ("协议\n1.\n", AgreementProblem::NoClauses),
            ("<html>\n<p>按时接。</p>", AgreementProblem::NotText),
            ("协议\n\u{1}按时接。", AgreementProblem::NotText),
            (
                &many,
                AgreementProblem::TooManyClauses {
                    found: 17,
                    limit: 16,
                },
            ),
            (
                &long,
                AgreementProblem::TooLong {
                    found: 1_501,
                    limit,
                },
            ),
        ] {
            assert_eq!(read(text.as_bytes()), Err(expected), "{text:.20}");
        }
    }
}
