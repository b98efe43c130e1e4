use std::io::{Cursor, Read};

use super::Refusal;
use super::workbook::Kind;
use zip::ZipArchive;

/// Two hundred thousand rows of twenty full columns come to about half of this.
const LIMIT_MEGABYTES: u64 = 512;

/// Which workbook an archive is, once its unpacked size has been measured.
///
/// The sizes an archive states about itself may be lies, so everything is unpacked once
/// into a counter before anything is unpacked into memory.
pub(super) fn kind_within_bounds(bytes: &[u8]) -> Result<Kind, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    let kind = kind(&names)?;
    let mut left = LIMIT_MEGABYTES * super::MEGABYTE;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        let unpacked = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|_| Refusal::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(Refusal::UnpacksTooLarge {
            limit_megabytes: LIMIT_MEGABYTES,
        })?;
    }
    Ok(kind)
}

fn kind(names: &[String]) -> Result<Kind, Refusal> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let has_folder = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has("xl/workbook.bin") {
        Ok(Kind::Xlsb)
    } else if has_folder("xl/") {
        Ok(Kind::Xlsx)
    } else if has("content.xml") {
        Ok(Kind::Ods)
    } else if has_folder("word/") {
        Err(Refusal::NotASpreadsheet("docx"))
    } else if has_folder("ppt/") {
        Err(Refusal::NotASpreadsheet("pptx"))
    } else {
        Err(Refusal::NotASpreadsheet("zip"))
    }
}
