use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use afterbell_domain::allocation::{Fault, FaultCode, Instance};
use afterbell_locale::text::cli::allocate as text;

use super::LOCALE;
use super::complaint::Complaint;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Rules and applicants, as docs/ALLOCATION.md describes them
    instance: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let path = &arguments.instance;
    let bytes = fs::read(path).map_err(|cause| Complaint::unreadable(path, cause))?;
    let instance = read(path, &bytes)?;
    let report = instance.report().map_err(|faults| refused(path, &faults))?;
    let mut printed = serde_json::to_string_pretty(&report).map_err(Complaint::internal)?;
    printed.push('\n');
    match io::stdout().lock().write_all(printed.as_bytes()) {
        // Whoever reads only the beginning has seen what they wanted.
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Complaint::unwritable(Path::new("-"), &cause))
        }
        _ => Ok(()),
    }
}

/// Half a million children are read without keeping book of the place; who has a slip in the file waits twice.
fn read(path: &Path, bytes: &[u8]) -> Result<Instance, Complaint> {
    if let Ok(instance) = serde_json::from_slice(bytes) {
        return Ok(instance);
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let at = error.path().to_string();
        (at, error.into_inner())
    });
    let read = read.and_then(|instance| match reader.end() {
        Ok(()) => Ok(instance),
        Err(error) => Err((".".to_owned(), error)),
    });
    read.map_err(|(at, error)| {
        let (line, column) = (error.line(), error.column());
        let path = path.display();
        Complaint(text::unreadable(LOCALE, at, error, column, line, path))
    })
}

fn refused(path: &Path, faults: &[Fault]) -> Complaint {
    let mut lines = vec![text::refused(LOCALE, path.display())];
    lines.extend(
        faults
            .iter()
            .map(|fault| text::fault(LOCALE, &fault.at, what(&fault.code))),
    );
    Complaint(lines.join("\n"))
}

pub(super) fn what(code: &FaultCode) -> String {
    let plain = match code {
        FaultCode::Unknown { found } => return text::unknown(LOCALE, found),
        FaultCode::Duplicate { found } => return text::duplicate(LOCALE, found),
        FaultCode::OtherSlot { offering, slot } => {
            return text::other_slot(LOCALE, offering, slot);
        }
        FaultCode::NotLater { slot } => return text::not_later(LOCALE, slot),
        FaultCode::BelowLeast { least } => return text::below_least(LOCALE, least),
        FaultCode::AboveMost { most } => return text::above_most(LOCALE, most),
        FaultCode::Missing => text::missing(LOCALE),
        FaultCode::NotUsed => text::not_used(LOCALE),
        FaultCode::OneWishOnly => text::one_wish_only(LOCALE),
        FaultCode::GradeMissing => text::grade_missing(LOCALE),
        FaultCode::NumbersIncomplete => text::numbers_incomplete(LOCALE),
    };
    plain.to_owned()
}
