//! 导出: a menu's courses as a workbook in the layout that is read.

use afterbell_domain::reading::{
    WeeklyTime, WeeklyTimes, print_count, print_eligibility, print_fee, print_provider,
    print_weekly_times, print_yes_or_no,
};
use afterbell_domain::{Label, MenuContent, Offering};
use afterbell_locale::{Locale, format};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

const HEADINGS: [&str; 12] = [
    "类别",
    "课程名称",
    "适合年级",
    "上课时间",
    "地点",
    "任课教师",
    "教师来源",
    "人数上限",
    "开班人数",
    "收费",
    "是否面试",
    "备注",
];

/// A workbook could not be put together.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct NotWritten(#[from] XlsxError);

/// The bytes of an `.xlsx` that [`crate::understand`] reads back as the same courses. One row has one
/// room: of sessions in several rooms the first is told.
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

fn cells(menu: &MenuContent, offering: &Offering) -> [String; 12] {
    let course = menu.courses.iter().find(|it| it.id == offering.course);
    let times = offering.sessions.iter().map(|session| WeeklyTime {
        weekday: session.weekday,
        range: session.time,
    });
    let times = WeeklyTimes::of(times).map(|times| print_weekly_times(&times));
    let room = offering.sessions.iter().find_map(|it| it.room.as_ref());
    let teachers: Vec<&str> = offering.teachers.iter().map(Label::as_str).collect();
    [
        course
            .map_or("", |it| format::category(Locale::ZhHans, it.category))
            .to_owned(),
        course.map_or_else(String::new, |it| it.name.to_string()),
        print_eligibility(&offering.eligibility),
        times.unwrap_or_default(),
        room.map_or_else(String::new, Label::to_string),
        teachers.join("、"),
        print_provider(&offering.provider),
        print_count(offering.places),
        offering.minimum.map(print_count).unwrap_or_default(),
        print_fee(offering.fee_fen),
        print_yes_or_no(offering.audition).to_owned(),
        offering
            .remark
            .as_ref()
            .map_or_else(String::new, Label::to_string),
    ]
}
