//! From the bytes of a file to sheets of cells, by what is in the bytes.

mod archive;
mod delimited;
mod format;
mod workbook;

use crate::problem::FileProblem;
use crate::sheet::Sheet;
use format::Format;
pub(crate) use format::decode;

/// 上传的文件: its name as the office knows it, and its bytes.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

const MEGABYTE: u64 = 1024 * 1024;
const LIMIT_MEGABYTES: u64 = 50;
/// A district of two hundred thousand pupils is imported school by school.
pub(crate) const LIMIT_ROWS: usize = 200_000;

/// The sheets of a file, or what keeps it from being read.
pub(crate) fn open(file: &SourceFile) -> Result<Vec<Sheet>, FileProblem> {
    let name = || file.name.clone();
    let bytes = file.bytes.len() as u64;
    if bytes > LIMIT_MEGABYTES * MEGABYTE {
        return Err(FileProblem::TooLarge {
            file: name(),
            megabytes: bytes.div_ceil(MEGABYTE),
            limit_megabytes: LIMIT_MEGABYTES,
        });
    }
    let sheets = match format::recognise(&file.bytes) {
        Format::Nothing => return Err(FileProblem::Empty { file: name() }),
        Format::Encrypted => return Err(FileProblem::Encrypted { file: name() }),
        Format::WebPage => return Err(FileProblem::WebPage { file: name() }),
        Format::Other(kind) => {
            return Err(FileProblem::NotASpreadsheet {
                file: name(),
                kind: kind.to_owned(),
            });
        }
        Format::Archive => archive::kind_within_bounds(&file.bytes)
            .and_then(|kind| workbook::sheets(&file.bytes, kind)),
        Format::OldWorkbook => workbook::sheets(&file.bytes, workbook::Kind::Xls),
        Format::Text(text) => delimited::sheet(&file.name, &text).map(|sheet| vec![sheet]),
    };
    sheets.map_err(|refusal| refusal.into_problem(name()))
}

/// Why the inside of a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Refusal {
    Damaged,
    Encrypted,
    TooManyRows,
    UnpacksTooLarge { limit_megabytes: u64 },
    NotASpreadsheet(&'static str),
}

impl Refusal {
    fn into_problem(self, file: String) -> FileProblem {
        match self {
            Self::Damaged => FileProblem::Damaged { file },
            Self::Encrypted => FileProblem::Encrypted { file },
            Self::TooManyRows => FileProblem::TooManyRows {
                file,
                limit: LIMIT_ROWS,
            },
            Self::UnpacksTooLarge { limit_megabytes } => FileProblem::UnpacksTooLarge {
                file,
                limit_megabytes,
            },
            Self::NotASpreadsheet(kind) => FileProblem::NotASpreadsheet {
                file,
                kind: kind.to_owned(),
            },
        }
    }
}
