use calamine::{Data, ExcelDateTime};

/// One cell with something in it. Empty cells are not kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    Number(f64),
    Flag(bool),
    /// A clock time, in minutes since midnight.
    Time(u16),
    /// A day, which is often a `3-6` that the spreadsheet program took for one.
    Date {
        year: u16,
        month: u8,
        day: u8,
    },
    /// A formula that came to nothing: `#N/A`.
    Fault(String),
}

/// Faults as they stand in text files, where a cell has no type.
const FAULTS: [&str; 7] = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!",
];
const MINUTES_PER_DAY: f64 = 24.0 * 60.0;

impl Cell {
    /// Text as a cell, or `None` for text of which nothing can be seen.
    pub fn of_text(text: String) -> Option<Self> {
        let tidied = afterbell_domain::reading::tidy(&text);
        if tidied.is_empty() {
            return None;
        }
        Some(if FAULTS.contains(&tidied.as_str()) {
            Self::Fault(tidied)
        } else {
            Self::Text(text)
        })
    }

    /// The cached value of a cell; formulas themselves are never worked out again.
    pub fn of_data(data: Data) -> Option<Self> {
        match data {
            Data::Empty => None,
            Data::String(text) => Self::of_text(text),
            Data::Int(number) => Some(Self::Number(number as f64)),
            Data::Float(number) => Some(Self::Number(number)),
            Data::Bool(flag) => Some(Self::Flag(flag)),
            Data::DateTime(moment) => Some(of_moment(&moment)),
            Data::DateTimeIso(text) => of_iso_date(&text).or_else(|| Self::of_text(text)),
            Data::DurationIso(text) => of_iso_duration(&text).or_else(|| Self::of_text(text)),
            Data::Error(fault) => Some(Self::Fault(fault.to_string())),
        }
    }

    /// The text the readers get: `30` for 30.0, `15:30` for a time cell.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Fault(text) => text.clone(),
            Self::Number(number) => print_number(*number),
            Self::Flag(true) => "是".to_owned(),
            Self::Flag(false) => "否".to_owned(),
            Self::Time(minutes) => format!("{}:{:02}", minutes / 60, minutes % 60),
            Self::Date { year, month, day } => format!("{year}-{month}-{day}"),
        }
    }

    /// Month and day of a date, which is what was typed before it became one: `3-6`.
    pub fn typed_before_it_was_a_date(&self) -> Option<String> {
        match self {
            Self::Date { month, day, .. } => Some(format!("{month}-{day}")),
            _ => None,
        }
    }
}

/// Whole numbers without a point, others without the noise of binary fractions.
fn print_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let rounded = format!("{number:.6}");
    let trimmed = rounded.trim_end_matches('0').trim_end_matches('.');
    trimmed.to_owned()
}

fn of_moment(moment: &ExcelDateTime) -> Cell {
    let value = moment.as_f64();
    if (0.0..1.0).contains(&value) {
        let minutes = (value * MINUTES_PER_DAY).round() as u16;
        return Cell::Time(minutes.min(24 * 60 - 1));
    }
    if moment.is_duration() {
        return Cell::Number(value);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Cell::Date { year, month, day }
}

fn of_iso_date(text: &str) -> Option<Cell> {
    let (date, _) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Cell::Date {
        year: year.parse().ok()?,
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}

/// `PT15H30M00S`, as an open document holds a clock time.
fn of_iso_duration(text: &str) -> Option<Cell> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, _) = rest.split_once('M')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(Cell::Time(hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_as_they_are_seen() {
        assert_eq!(Cell::Number(20_240_101.0).text(), "20240101");
        assert_eq!(Cell::Number(30.0).text(), "30");
        assert_eq!(Cell::Number(0.1 + 0.2).text(), "0.3");
        assert_eq!(Cell::Number(-5.0).text(), "-5");
        assert_eq!(Cell::Time(15 * 60 + 30).text(), "15:30");
    }

    #[test]
    fn text_of_which_nothing_is_seen_is_no_cell() {
        assert_eq!(Cell::of_text(" \u{3000}\u{feff}\n".into()), None);
        assert_eq!(
            Cell::of_text("#N/A".into()),
            Some(Cell::Fault("#N/A".into()))
        );
    }

    #[test]
    fn open_document_dates_and_times() {
        let time = Cell::of_data(Data::DurationIso("PT15H30M00S".into()));
        assert_eq!(time, Some(Cell::Time(930)));
        let date = Cell::of_data(Data::DateTimeIso("2026-03-06".into())).expect("a date");
        assert_eq!(date.typed_before_it_was_a_date().as_deref(), Some("3-6"));
    }
}
