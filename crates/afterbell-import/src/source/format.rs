use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

/// What the bytes are, whatever the file is called.
pub(super) enum Format {
    Nothing,
    /// A zip archive: xlsx, xlsm, xlsb, ods, or something else in a zip.
    Archive,
    /// A compound file with an xls workbook in it.
    OldWorkbook,
    Encrypted,
    WebPage,
    Text(String),
    Other(&'static str),
}

const SIGNATURES: [(&[u8], &str); 9] = [
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xFF\xD8\xFF", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"Rar!", "rar"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"\x1F\x8B", "gz"),
    (b"{\\rtf", "rtf"),
];

pub(super) fn recognise(bytes: &[u8]) -> Format {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Format::Nothing;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Format::Archive;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound_file(bytes);
    }
    match SIGNATURES
        .into_iter()
        .find(|(mark, _)| bytes.starts_with(mark))
    {
        Some((_, kind)) => Format::Other(kind),
        None => text(bytes),
    }
}

/// The directory of a compound file names its streams in UTF-16.
fn compound_file(bytes: &[u8]) -> Format {
    let has_stream = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has_stream("EncryptedPackage") {
        Format::Encrypted
    } else if has_stream("Workbook") || has_stream("Book") {
        Format::OldWorkbook
    } else if has_stream("WordDocument") {
        Format::Other("doc")
    } else if has_stream("PowerPoint Document") {
        Format::Other("ppt")
    } else {
        // A truncated workbook may have lost its directory; let it be found damaged.
        Format::OldWorkbook
    }
}

fn text(bytes: &[u8]) -> Format {
    let Some(text) = decode(bytes) else {
        return Format::Other("bin");
    };
    let start: String = text.trim_start().chars().take(200).collect();
    if start.starts_with('<') {
        return Format::WebPage;
    }
    if text.trim().is_empty() {
        return Format::Nothing;
    }
    Format::Text(text)
}

/// UTF-16 with its mark, UTF-8, or GB18030, which is what Chinese Excel saves as csv.
pub(crate) fn decode(bytes: &[u8]) -> Option<String> {
    let (text, failed) = if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        let (text, failed) = UTF_16LE.decode_without_bom_handling(rest);
        (text.into_owned(), failed)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        let (text, failed) = UTF_16BE.decode_without_bom_handling(rest);
        (text.into_owned(), failed)
    } else {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), false),
            Err(_) => {
                let (text, failed) = GB18030.decode_without_bom_handling(bytes);
                (text.into_owned(), failed)
            }
        }
    };
    let is_text = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    (!failed && is_text).then_some(text)
}
