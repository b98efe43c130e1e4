use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

#[derive(Debug, thiserror::Error)]
#[error("the address does not fit into a QR code")]
pub struct TooLong;

/// The quiet zone that readers need around a code.
const MARGIN: usize = 4;

/// A QR code as inline SVG. Dark modules of a row that touch become one stroke, since a
/// school prints thousands of these in one file.
pub(super) fn svg(text: &str, label: &str) -> Result<String, TooLong> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TooLong)?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let length = run.len();
                let (left, top) = (x + MARGIN, y + MARGIN);
                let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
            }
            x += run.len();
        }
    }
    let side = width + 2 * MARGIN;
    Ok(format!(
        r#"<svg role="img" aria-label="{label}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path d="{path}"/></svg>"#
    ))
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let drawn = svg("http://localhost:8080/#/bind/7K4Q-92MX-0ABC-DEFG", "label").unwrap();
        let code = qrcode::QrCode::with_error_correction_level(
            "http://localhost:8080/#/bind/7K4Q-92MX-0ABC-DEFG",
            qrcode::EcLevel::M,
        )
        .unwrap();
        let dark = code
            .to_colors()
            .iter()
            .filter(|c| **c == qrcode::Color::Dark)
            .count();
        let lengths = drawn.split('h').skip(1).filter_map(|part| {
            let (length, _) = part.split_once('v')?;
            length.parse::<usize>().ok()
        });
        assert_eq!(lengths.sum::<usize>(), dark);
    }

    #[test]
    fn a_text_beyond_all_codes_is_refused() {
        assert!(svg(&"x".repeat(5_000), "label").is_err());
    }
}
