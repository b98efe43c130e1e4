use super::Column;

/// Only exact names: what is not on these lists is not taken from a roster, so that no
/// guardian's name or telephone number slips in under a heading that merely resembles.
const SCHOOL_NUMBER: &[&str] = &[
    "学号",
    "学生学号",
    "学籍号",
    "学生编号",
    "编号",
    "全国学籍号",
    "学籍编号",
    "学籍辅号",
    "学生号",
    "校内学号",
    "个人学号",
    "学号学籍号",
    "学籍号学号",
];
const PUPIL: &[&str] = &[
    "姓名",
    "学生姓名",
    "学生",
    "名字",
    "学生名字",
    "学生名",
    "学员姓名",
];
const CLASS: &[&str] = &[
    "班级",
    "班",
    "行政班",
    "所在班级",
    "班别",
    "班级名称",
    "所属班级",
    "现班级",
    "年级班级",
    "年班",
    "班号",
    "年级班",
    "行政班级",
    "班次",
    "就读班级",
    "学生班级",
];
const GRADE: &[&str] = &["年级", "所在年级", "所属年级", "就读年级", "年级名称"];
const SEQUENCE: &[&str] = &["序号", "序", "no", "排序"];

const EXACT: [(Column, &[&str]); 5] = [
    (Column::SchoolNumber, SCHOOL_NUMBER),
    (Column::Pupil, PUPIL),
    (Column::Class, CLASS),
    (Column::Grades, GRADE),
    (Column::Sequence, SEQUENCE),
];

pub(super) fn column(core: &str) -> Option<Column> {
    EXACT
        .iter()
        .find(|(_, names)| names.contains(&core))
        .map(|(column, _)| *column)
}

pub(super) fn names(column: Column) -> &'static [&'static str] {
    EXACT
        .iter()
        .find(|(candidate, _)| *candidate == column)
        .map_or(&[], |(_, names)| names)
}
