use serde::Serialize;

use crate::heading::Column;

/// 整个文件的问题: why nothing is imported. Codes with values; [`crate::wording`] words them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum FileProblem {
    Empty {
        file: String,
    },
    TooLarge {
        file: String,
        megabytes: u64,
        limit_megabytes: u64,
    },
    TooManyRows {
        file: String,
        limit: usize,
    },
    /// An archive that would unpack to more than a spreadsheet ever needs.
    UnpacksTooLarge {
        file: String,
        limit_megabytes: u64,
    },
    Damaged {
        file: String,
    },
    Encrypted {
        file: String,
    },
    /// `kind` is what it is instead, as a file extension.
    NotASpreadsheet {
        file: String,
        kind: String,
    },
    /// A web page or an old XML table that is only called `.xls`.
    WebPage {
        file: String,
    },
    /// No sheet is a course list, a roster or a list of base services.
    NothingRecognised {
        file: String,
        sheets: Vec<String>,
    },
    MissingColumn {
        file: String,
        sheet: String,
        heading_row: u32,
        column: Column,
        found: Vec<String>,
        accepted: Vec<String>,
    },
}

impl FileProblem {
    pub fn file(&self) -> &str {
        match self {
            Self::Empty { file }
            | Self::TooLarge { file, .. }
            | Self::TooManyRows { file, .. }
            | Self::UnpacksTooLarge { file, .. }
            | Self::Damaged { file }
            | Self::Encrypted { file }
            | Self::NotASpreadsheet { file, .. }
            | Self::WebPage { file }
            | Self::NothingRecognised { file, .. }
            | Self::MissingColumn { file, .. } => file,
        }
    }
}
