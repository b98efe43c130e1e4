use crate::reading::ReadingError;
use crate::reading::error::found;
use crate::reading::text::compact;
use crate::{Date, ServiceDates};

/// Reads 假期日期, a first and a last day: `2027-02-01至2027-02-05`, `2027年2月1日—2月5日`, `2027/2/1`. Whether
/// the last is before the first is for the menu to say.
pub fn dates(cell: &str) -> Result<ServiceDates, ReadingError> {
    let not_understood = || ReadingError::DatesNotUnderstood { found: found(cell) };
    let compact = compact(cell);
    let is_between = |c: char| "-/.年月日号至到,".contains(c);
    let numbers = compact.split(is_between).filter(|part| !part.is_empty());
    let numbers = numbers.map(|part| part.parse::<u32>().map_err(|_| not_understood()));
    let numbers = numbers.collect::<Result<Vec<_>, _>>()?;
    let date = |year: u32, month, day| {
        let year = i32::try_from(year).map_err(|_| not_understood())?;
        Date::new(year, month, day).map_err(|_| not_understood())
    };
    let (first, last) = match numbers.as_slice() {
        [] => return Err(ReadingError::Empty),
        [year, month, day] => ((*year, *month, *day), (*year, *month, *day)),
        [year, month, day, last_month, last_day] => {
            ((*year, *month, *day), (*year, *last_month, *last_day))
        }
        [year, month, day, last_year, last_month, last_day] => {
            ((*year, *month, *day), (*last_year, *last_month, *last_day))
        }
        _ => return Err(not_understood()),
    };
    Ok(ServiceDates {
        first_day: date(first.0, first.1, first.2)?,
        last_day: date(last.0, last.1, last.2)?,
    })
}

/// Prints 假期日期: `2027-02-01至2027-02-05`.
pub fn print_dates(dates: ServiceDates) -> String {
    format!("{}至{}", dates.first_day, dates.last_day)
}
