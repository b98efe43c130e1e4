use std::io::{Cursor, Read};

use super::Refusal;
use super::workbook::Kind;
use zip::ZipArchive;

/// Two hundred thousand rows of twenty full columns come to less than this.
const LIMIT: u64 = 256 * super::MEGABYTE;

/// Which workbook an archive is, once its unpacked size has been measured.
pub(super) fn kind_within_bounds(bytes: &[u8]) -> Result<Kind, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    let kind = kind(&names)?;
    measure(&mut archive, LIMIT)?;
    Ok(kind)
}

/// Refuses what unpacks to more than the limit. The sizes an archive states about itself
/// may be lies, so what states a bearable size is unpacked once into a counter before
/// anything is unpacked into memory.
fn measure(archive: &mut ZipArchive<Cursor<&[u8]>>, limit: u64) -> Result<(), Refusal> {
    let too_large = Refusal::UnpacksTooLarge {
        limit_megabytes: limit / super::MEGABYTE,
    };
    let mut stated = 0u64;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        stated = stated.saturating_add(entry.size());
    }
    if stated > limit {
        return Err(too_large);
    }
    let mut left = limit;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        let unpacked = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|_| Refusal::Damaged)?;
        match left.checked_sub(unpacked) {
            Some(rest) => left = rest,
            None => return Err(too_large),
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// Two megabytes of zeros whose archive states that they are one byte.
    fn lying_archive() -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file("xl/workbook.xml", options).unwrap();
        writer.write_all(&vec![0; 2 * 1024 * 1024]).unwrap();
        let mut bytes = writer.finish().unwrap().into_inner();
        let size = (2 * 1024 * 1024u32).to_le_bytes();
        while let Some(at) = bytes.windows(4).position(|window| window == size) {
            bytes[at..at + 4].copy_from_slice(&1u32.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn an_archive_that_lies_about_its_size_is_not_believed() {
        let bytes = lying_archive();
        let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
        assert_eq!(archive.by_index(0).unwrap().size(), 1);
        let measured = measure(&mut archive, super::super::MEGABYTE);
        let refused = matches!(
            measured,
            Err(Refusal::UnpacksTooLarge { .. } | Refusal::Damaged)
        );
        assert!(refused, "{measured:?}");
    }
}
