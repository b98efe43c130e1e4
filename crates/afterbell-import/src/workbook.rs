//! 导出: a menu's courses as a workbook in the layout that is read.

use afterbell_domain::reading::{
    print_count, print_eligibility, print_fee, print_provider, print_reserved, print_rooms,
    print_sessions, print_yes_or_no,
};
use afterbell_domain::{Label, MenuContent, Offering};
use afterbell_locale::{Locale, format};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

const HEADINGS: [&str; 14] = [
    "类别",
    "课程名称",
    "适合年级",
    "上课时间",
    "地点",
    "任课教师",
    "教师来源",
    "人数上限",
    "开班人数",
    "预留名额",
    "收费",
    "是否面试",
    "备注",
    "系统编号",
];

/// A workbook could not be put together.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct NotWritten(#[from] XlsxError);

/// The bytes of an `.xlsx` that [`crate::understand`] reads back as the same courses. The last column
/// says which is which, so that a course that was renamed in between is still the same one.
pub fn workbook(menu: &MenuContent) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let bold = Format::new().set_bold();
    let title = format!("{}{}课后服务课程菜单", menu.school.name, menu.term.name);
    sheet.write_string(0, 0, &title)?;
    for (heading, column) in HEADINGS.iter().zip(0..) {
        sheet.write_string_with_format(1, column, *heading, &bold)?;
    }
    for (offering, row) in menu.offerings.iter().zip(2..) {
        for (text, column) in cells(menu, offering).iter().zip(0..) {
            sheet.write_string(row, column, text)?;
        }
    }
    sheet.autofit();
    Ok(workbook.save_to_buffer()?)
}

/// The bytes of an `.xlsx` with one table, for whoever filters and prints it.
pub fn table_workbook(headings: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let bold = Format::new().set_bold();
    for (heading, column) in headings.iter().zip(0..) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    for (cells, row) in rows.iter().zip(1..) {
        for (text, column) in cells.iter().zip(0..) {
            sheet.write_string(row, column, text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let last_column = u16::try_from(headings.len()).unwrap_or(u16::MAX);
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    if let Some(last_column) = last_column.checked_sub(1) {
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    sheet.autofit();
    Ok(workbook.save_to_buffer()?)
}

fn cells(menu: &MenuContent, offering: &Offering) -> [String; 14] {
    let course = menu.courses.iter().find(|it| it.id == offering.course);
    let teachers: Vec<&str> = offering.teachers.iter().map(Label::as_str).collect();
    [
        course
            .map_or("", |it| format::category(Locale::ZhHans, it.category))
            .to_owned(),
        course.map_or_else(String::new, |it| it.name.to_string()),
        print_eligibility(&offering.eligibility),
        print_sessions(&offering.sessions),
        print_rooms(&offering.sessions),
        teachers.join("、"),
        print_provider(&offering.provider),
        print_count(offering.places),
        offering.minimum.map(print_count).unwrap_or_default(),
        print_reserved(&offering.reserved, &menu.groups),
        print_fee(offering.fee_fen),
        print_yes_or_no(offering.audition).to_owned(),
        offering
            .remark
            .as_ref()
            .map_or_else(String::new, Label::to_string),
        offering.id.to_string(),
    ]
}
