//! 设置表: what is the same for all courses of a menu, one thing a row, in words a clerk knows. An export
//! writes it, and it is read against the menu that the school has: what no row speaks of stays.

mod print;
mod read;

use afterbell_domain::desk::MenuSettings;
use afterbell_domain::{Limits, MenuContent};

use crate::sheet::{Sheet, cell_name};
use crate::understood::RowPlace;

pub use print::rows as setting_rows;

/// What the sheet is called; no other is read as one.
pub(crate) const SHEET: &str = "学期与选课设置";
pub(crate) const HEADINGS: [&str; 2] = ["设置", "内容"];

/// 设置行, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingRow {
    pub place: RowPlace,
    /// What it is about: `学期第一天`.
    pub name: String,
    pub found: String,
    /// Where its content stands: `B5`.
    pub cell: String,
}

/// 读不懂的设置: the row stays as the menu has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingProblem {
    pub row: SettingRow,
    pub reason: SettingReason,
}

/// Why a setting cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingReason {
    /// No setting is called so.
    UnknownName,
    /// Two rows of something that there is once.
    Twice,
    NotALabel,
    NoDate,
    NoHoliday,
    NoMakeUpDay,
    NoCareDay,
    NoMode,
    NoMinutes,
    NoWindow,
    NoLimit,
}

/// The rows of a sheet of settings; `None` when it is another one.
pub(crate) fn find(file: &str, sheet: &Sheet) -> Option<Vec<SettingRow>> {
    if sheet.name != SHEET {
        return None;
    }
    let is_heading = |name: &str, found: &str| [name, found] == HEADINGS;
    let rows = sheet.rows.iter().filter_map(|row| {
        let text = |column| afterbell_domain::reading::tidy(&row.text(column));
        let (name, found) = (text(0), text(1));
        // A title, or a row in which somebody began to write.
        let is_setting = !found.is_empty() && !name.is_empty() && !is_heading(&name, &found);
        is_setting.then(|| SettingRow {
            place: RowPlace {
                file: file.to_owned(),
                sheet: sheet.name.clone(),
                row: row.number,
            },
            name,
            found,
            cell: cell_name(1, row.number),
        })
    });
    Some(rows.collect())
}

/// The settings of a menu, as the rows say they shall be. What cannot be read is told, and stays.
pub fn read_settings(
    rows: &[SettingRow],
    menu: &MenuContent,
) -> (MenuSettings, Vec<SettingProblem>) {
    read::read(rows, menu)
}

type LimitOf = fn(&mut Limits) -> &mut Option<u8>;

/// Where each limit stands, with its name.
const LIMITS: [(&str, LimitOf); 3] = [
    ("一天最多（门）", |it| &mut it.per_day),
    ("一类最多（门）", |it| &mut it.per_category),
    ("一学期最多（门）", |it| &mut it.per_term),
];
const TERM_NAME: &str = "学期名称";
const FIRST_DAY: &str = "学期第一天";
const LAST_DAY: &str = "学期最后一天";
const HOLIDAY: &str = "放假";
const MAKE_UP_DAY: &str = "调休上课";
const CARE_DAY: &str = "托管日";
const MODE: &str = "选课方式";
const POOL: &str = "开放池（分钟）";
const WINDOW: &str = "选课时间";
/// Instead of a list without lines, a limit without a number, a pool that there is not.
const NONE: &str = "无";
