//! 导出: a menu as a workbook in the layout that is read.

use std::collections::BTreeMap;

use afterbell_domain::policy::{CourseDetail, MenuDraft, ServicePlan};
use afterbell_domain::reading::{
    WeeklyTime, WeeklyTimes, print_count, print_dates, print_eligibility, print_fee, print_grades,
    print_provider, print_reserved, print_rooms, print_sessions, print_weekly_times,
    print_yes_or_no,
};
use afterbell_domain::{BaseService, Grade, HomeroomClass, Label, MenuContent, Offering};
use afterbell_locale::{Locale, format};
use afterbell_policy::{course_words, wording};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::settings_sheet;

const HEADINGS: [&str; 20] = [
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
    "课程内容",
    "特色系列",
    "面向特长学生",
    "课程形式",
    "活动层级",
    "开展的活动",
    "系统编号",
];

const PUPIL_HEADINGS: [&str; 3] = ["班级", "学号", "姓名"];

const SERVICE_HEADINGS: [&str; 10] = [
    "服务名称",
    "服务种类",
    "适合年级",
    "服务时间",
    "假期日期",
    "地点",
    "服务内容",
    "收费",
    "家长看到的收费",
    "怎么报名",
];

/// A workbook could not be put together.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct NotWritten(#[from] XlsxError);

/// The bytes of an `.xlsx` that [`crate::understand`] reads back as the same menu: its courses, its base services
/// with what the plan says of their kinds and fees, and its settings, on a sheet each. The last column of the
/// courses says which is which, so that a course that was renamed in between is still the same one.
pub fn workbook(draft: &MenuDraft) -> Result<Vec<u8>, NotWritten> {
    let menu = &draft.menu;
    let mut workbook = Workbook::new();
    courses(&mut workbook, menu, Some(&draft.plan))?;
    let services = menu.base_care.services.iter();
    let services = services.map(|it| service_cells(draft, it).to_vec());
    let sheet = workbook.add_worksheet().set_name("基本服务")?;
    table(sheet, &title(menu, "基本服务"), &SERVICE_HEADINGS, services)?;
    let settings = settings_sheet::setting_rows(menu).into_iter();
    let settings = settings.map(|(name, content)| vec![name.to_owned(), content]);
    let sheet = workbook.add_worksheet().set_name(settings_sheet::SHEET)?;
    table(sheet, &title(menu, ""), &settings_sheet::HEADINGS, settings)?;
    Ok(workbook.save_to_buffer()?)
}

/// Its first sheet alone.
pub(crate) fn courses_workbook(menu: &MenuContent) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = Workbook::new();
    courses(&mut workbook, menu, None)?;
    Ok(workbook.save_to_buffer()?)
}

/// Without a plan nothing is told of what only a plan says.
fn courses(
    workbook: &mut Workbook,
    menu: &MenuContent,
    plan: Option<&ServicePlan>,
) -> Result<(), NotWritten> {
    let courses = menu.offerings.iter().map(|it| {
        let detail = plan.and_then(|plan| plan.courses.get(&it.course));
        cells(menu, it, detail).to_vec()
    });
    let sheet = workbook.add_worksheet();
    table(sheet, &title(menu, "课后服务课程菜单"), &HEADINGS, courses)
}

fn title(menu: &MenuContent, what: &str) -> String {
    format!("{}{}{what}", menu.school.name, menu.term.name)
}

fn table(
    sheet: &mut Worksheet,
    title: &str,
    headings: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), NotWritten> {
    let bold = Format::new().set_bold();
    sheet.write_string(0, 0, title)?;
    for (heading, column) in headings.iter().zip(0..) {
        sheet.write_string_with_format(1, column, *heading, &bold)?;
    }
    for (cells, row) in rows.zip(2..) {
        for (text, column) in cells.iter().zip(0..) {
            sheet.write_string(row, column, text)?;
        }
    }
    sheet.autofit();
    Ok(())
}

/// 学生名册: the bytes of an `.xlsx` that is read back as the same pupils, in the layout that schools hand in: a sheet for
/// each grade. Guardians, phones and gender are not in it, since they are not kept at all.
pub fn pupils_workbook(school: &Label, pupils: &[PupilRow<'_>]) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = Workbook::new();
    let mut of_grades: BTreeMap<Grade, Vec<&PupilRow<'_>>> = BTreeMap::new();
    for pupil in pupils {
        of_grades
            .entry(pupil.class.grade())
            .or_default()
            .push(pupil);
    }
    for (grade, pupils) in of_grades {
        let grade = format::grade(Locale::ZhHans, grade);
        let title = format!("{school}{grade}学生名册");
        let rows = pupils.into_iter().map(|pupil| {
            let class = format::class(Locale::ZhHans, pupil.class);
            vec![
                class,
                pupil.school_number.to_string(),
                pupil.name.to_string(),
            ]
        });
        let sheet = workbook.add_worksheet().set_name(grade)?;
        table(sheet, &title, &PUPIL_HEADINGS, rows)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// 名册的一行
#[derive(Debug, Clone, Copy)]
pub struct PupilRow<'a> {
    pub class: HomeroomClass,
    pub school_number: &'a Label,
    pub name: &'a Label,
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

fn cells(menu: &MenuContent, offering: &Offering, detail: Option<&CourseDetail>) -> [String; 20] {
    let label = |label: &Option<Label>| label.as_ref().map_or_else(String::new, Label::to_string);
    let locale = Locale::ZhHans;
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
        label(&offering.remark),
        label(&detail.and_then(|it| it.content.clone())),
        label(&detail.and_then(|it| it.series.clone())),
        detail
            .map_or("", |it| print_yes_or_no(it.for_gifted))
            .to_owned(),
        detail
            .map_or("", |it| wording::course_form(locale, it.form))
            .to_owned(),
        detail
            .and_then(|it| it.level)
            .map_or("", |it| wording::activity_level(locale, it))
            .to_owned(),
        detail.map_or_else(String::new, |it| {
            course_words::print_activities(locale, &it.activities)
        }),
        offering.id.to_string(),
    ]
}

fn service_cells(draft: &MenuDraft, service: &BaseService) -> [String; 10] {
    let detail = draft.plan.services.get(&service.name);
    let label = |label: &Option<Label>| label.as_ref().map_or_else(String::new, Label::to_string);
    let times = service.weekdays.iter().map(|weekday| WeeklyTime {
        weekday,
        range: service.time,
    });
    [
        service.name.to_string(),
        detail
            .map_or("", |it| wording::service_kind(Locale::ZhHans, it.kind))
            .to_owned(),
        print_grades(service.grades),
        WeeklyTimes::of(times).map_or_else(|_| String::new(), |it| print_weekly_times(&it)),
        service.dates.map_or_else(String::new, print_dates),
        label(&service.place),
        label(&service.content),
        detail.map_or_else(String::new, |it| print_fee(it.fee_fen)),
        label(&service.fee_note),
        label(&service.signing_up),
    ]
}
