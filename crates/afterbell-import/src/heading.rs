//! Which column a heading names, among the many names offices give one column.

mod course_words;
mod roster_words;

use afterbell_domain::reading::compact;
use serde::Serialize;

/// 列: what the cells of a column are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    Sequence,
    /// 系统编号, as an export writes it: which course of ours a row is.
    Identifier,
    Course,
    Category,
    Grades,
    /// 上课时间: days and clock times, or the clock times beside a weekday column.
    Time,
    Weekday,
    Start,
    End,
    Places,
    Minimum,
    /// 预留名额, by the names of groups.
    Reserved,
    Fee,
    /// 材料费 and the like, beside the fee of the course.
    ExtraFee,
    Provider,
    /// 是否外聘, answered with 是 or 否.
    IsOutside,
    Institution,
    /// 是否需要面试, answered with 是 or 否.
    Audition,
    Teachers,
    Room,
    /// 服务种类, of a list of base services.
    ServiceKind,
    /// 假期日期, of a list of base services.
    Dates,
    /// What families read about a fee, beside what it is.
    FeeNote,
    /// How families sign up, of a list of base services.
    SigningUp,
    Content,
    /// 特色系列
    Series,
    /// 是否面向特长学生, answered with 是 or 否.
    ForGifted,
    /// 课程形式: a course, an interest group, or a club.
    Form,
    /// 活动层级: held by a class or by the school.
    Level,
    /// What is done in a course, in the words of the vocabulary.
    Activities,
    Remark,
    SchoolNumber,
    Pupil,
    Class,
}

/// How surely a heading names a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Certainty {
    Contains,
    /// One of several exact names; the lower rank is the better name.
    Exact,
}

/// What a table is a list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Courses,
    Roster,
    BaseServices,
}

/// The longest text that can be a heading; longer text is a title or a note.
const LONGEST_HEADING: usize = 16;

pub(crate) fn recognise(kind: Kind, heading: &str) -> Option<(Column, Certainty)> {
    let core = core(heading);
    if core.is_empty() || core.chars().count() > LONGEST_HEADING {
        return None;
    }
    match kind {
        Kind::Courses | Kind::BaseServices => course_words::column(&core),
        Kind::Roster => roster_words::column(&core).map(|column| (column, Certainty::Exact)),
    }
}

/// Names an office may give this column, best first, for the message that it is missing.
pub(crate) fn accepted(kind: Kind, column: Column) -> Vec<String> {
    let names: &[&str] = match kind {
        Kind::Courses | Kind::BaseServices => course_words::names(column),
        Kind::Roster => roster_words::names(column),
    };
    names
        .iter()
        .take(5)
        .map(|name| (*name).to_owned())
        .collect()
}

/// The heading without spaces, marks and what stands in brackets.
pub(crate) fn core(heading: &str) -> String {
    let compact = compact(heading);
    let mut outside = String::new();
    let mut depth = 0u32;
    for character in compact.chars() {
        match character {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            '*' | ':' | '、' | ',' | '.' | '-' | '_' | '/' | '·' | '"' | '。' => {}
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    if outside.is_empty() {
        compact.chars().filter(|c| c.is_alphanumeric()).collect()
    } else {
        outside
    }
}

/// The unit a fee heading puts on its bare numbers, when that unit is not the term.
pub(crate) fn fee_unit(heading: &str) -> Option<&'static str> {
    const UNITS: [(&[&str], &str); 6] = [
        (&["课时费", "/课时", "每课时"], "元/课时"),
        (&["/节", "每节", "/课"], "元/节"),
        (&["/次", "每次"], "元/次"),
        (&["/月", "每月", "月收费"], "元/月"),
        (&["/学年", "每学年", "/年", "每年"], "元/学年"),
        (&["/天", "每天", "/日"], "元/天"),
    ];
    let heading = compact(heading);
    UNITS
        .into_iter()
        .find(|(words, _)| words.iter().any(|word| heading.contains(word)))
        .map(|(_, unit)| unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(heading: &str, expected: Option<Column>) {
        let found = recognise(Kind::Courses, heading).map(|(column, _)| column);
        assert_eq!(found, expected, "{heading}");
    }

    #[test]
    fn course_headings() {
        check("课程名称", Some(Column::Course));
        check("课 程\n名 称", Some(Column::Course));
        check("社团名称*", Some(Column::Course));
        check("课程（社团）名称", Some(Column::Course));
        check("开设课程", Some(Column::Course));
        check("课程类型", Some(Column::Category));
        check("所属类别", Some(Column::Category));
        check("招生对象", Some(Column::Grades));
        check("适用年级", Some(Column::Grades));
        check("面向学段（年级）", Some(Column::Grades));
        check("活动时间", Some(Column::Time));
        check("上课时段", Some(Column::Time));
        check("报名时间", None);
        check("星期", Some(Column::Weekday));
        check("上课星期", Some(Column::Weekday));
        check("开始时间", Some(Column::Start));
        check("下课时间", Some(Column::End));
        check("人数上限（人）", Some(Column::Places));
        check("限报人数", Some(Column::Places));
        check("计划招生数", Some(Column::Places));
        check("已报人数", None);
        check("最低开班人数", Some(Column::Minimum));
        check("开班人数", Some(Column::Minimum));
        check("预留名额", Some(Column::Reserved));
        check("优先类别预留人数", Some(Column::Reserved));
        check("收费(元/学期)", Some(Column::Fee));
        check("学期收费标准", Some(Column::Fee));
        check("材料费", Some(Column::ExtraFee));
        check("教师来源", Some(Column::Provider));
        check("是否外聘", Some(Column::IsOutside));
        check("合作机构", Some(Column::Institution));
        check("任课教师", Some(Column::Teachers));
        check("指导老师", Some(Column::Teachers));
        check("活动地点", Some(Column::Room));
        check("上课教室", Some(Column::Room));
        check("备 注", Some(Column::Remark));
        check("序号", Some(Column::Sequence));
        check("课程简介", Some(Column::Content));
        check("特色系列", Some(Column::Series));
        check("是否面向特长学生", Some(Column::ForGifted));
        check("课程形式", Some(Column::Form));
        check("活动层级", Some(Column::Level));
        check("开展的活动", Some(Column::Activities));
        check("教师电话", None);
        check("海棠路小学2026学年第一学期课后服务课程菜单", None);
    }

    #[test]
    fn roster_headings() {
        let check = |heading: &str, expected: Option<Column>| {
            let found = recognise(Kind::Roster, heading).map(|(column, _)| column);
            assert_eq!(found, expected, "{heading}");
        };
        check("学号", Some(Column::SchoolNumber));
        check("全国学籍号", Some(Column::SchoolNumber));
        check("学生姓名", Some(Column::Pupil));
        check("姓　名", Some(Column::Pupil));
        check("所在班级", Some(Column::Class));
        check("年级", Some(Column::Grades));
        for private in [
            "监护人",
            "家长姓名",
            "监护人手机",
            "性别",
            "备注",
            "身份证号",
            "家庭住址",
        ] {
            check(private, None);
        }
    }

    #[test]
    fn a_unit_in_the_heading_holds_for_its_numbers() {
        assert_eq!(fee_unit("收费（元/节）"), Some("元/节"));
        assert_eq!(fee_unit("课时费"), Some("元/课时"));
        assert_eq!(fee_unit("收费(元/学期)"), None);
        assert_eq!(fee_unit("收费"), None);
    }
}
