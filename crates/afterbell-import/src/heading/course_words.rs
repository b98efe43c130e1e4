use super::{Certainty, Column};

const SEQUENCE: &[&str] = &[
    "序号",
    "编号",
    "序",
    "no",
    "课程编号",
    "课程代码",
    "代码",
    "排序",
];
const IDENTIFIER: &[&str] = &["系统编号"];
const COURSE: &[&str] = &[
    "课程名称",
    "课程",
    "社团名称",
    "项目名称",
    "课程名",
    "课名",
    "社团",
    "社团名",
    "项目",
    "课程项目",
    "活动名称",
    "活动项目",
    "名称",
    "兴趣班",
    "兴趣课程",
    "拓展课程",
    "拓展课程名称",
    "特色课程",
    "选修课程",
    "选修课",
    "课后服务课程",
    "课后服务项目",
    "开设课程",
    "开设项目",
    "社团课程",
    "服务项目",
    "服务名称",
    "俱乐部名称",
    "科目",
    "课程社团名称",
    "课程社团",
    "社团课程名称",
    "服务内容项目",
];
const CATEGORY: &[&str] = &[
    "类别",
    "课程类别",
    "类型",
    "课程类型",
    "分类",
    "门类",
    "领域",
    "课程领域",
    "板块",
    "模块",
    "大类",
    "种类",
    "课程分类",
    "所属类别",
    "课程门类",
    "项目类别",
    "类",
];
const GRADES: &[&str] = &[
    "适合年级",
    "年级",
    "招生对象",
    "面向年级",
    "适用年级",
    "对象",
    "招生年级",
    "年级范围",
    "开设年级",
    "参加对象",
    "面向对象",
    "适合对象",
    "服务对象",
    "授课对象",
    "活动对象",
    "限报年级",
    "报名对象",
    "招收年级",
    "可选年级",
    "参与年级",
    "学生年级",
    "学段",
    "面向学段",
    "面向班级",
    "适合班级",
    "招生班级",
];
const TIME: &[&str] = &[
    "上课时间",
    "活动时间",
    "时间",
    "授课时间",
    "开课时间",
    "课程时间",
    "时段",
    "上课时段",
    "开设时间",
    "服务时间",
    "训练时间",
    "时间安排",
    "上课时间安排",
    "活动时段",
];
const WEEKDAY: &[&str] = &[
    "星期",
    "上课星期",
    "星期几",
    "周几",
    "上课日",
    "上课日期",
    "活动日期",
    "活动日",
    "日期",
    "周次安排",
    "开课日",
    "礼拜",
    "上课日子",
];
const START: &[&str] = &[
    "开始时间",
    "起始时间",
    "上课开始时间",
    "开始",
    "上课起",
    "开始时刻",
    "起",
    "起始",
];
const END: &[&str] = &[
    "结束时间",
    "终止时间",
    "上课结束时间",
    "结束",
    "下课时间",
    "下课",
    "结束时刻",
    "止",
];
const PLACES: &[&str] = &[
    "人数上限",
    "名额",
    "招生人数",
    "限报人数",
    "人数",
    "限额",
    "容量",
    "计划人数",
    "上限",
    "招生名额",
    "最多人数",
    "限定人数",
    "人数限制",
    "限招人数",
    "开班上限",
    "课程容量",
    "招生数",
    "学生人数",
    "限人数",
    "最大人数",
    "报名上限",
    "可报人数",
    "班额",
    "招收人数",
    "拟招人数",
    "计划招生",
];
const MINIMUM: &[&str] = &[
    "开班人数",
    "开班要求",
    "开班条件",
    "成班条件",
    "最低开班人数",
    "最少人数",
    "最低人数",
    "人数下限",
    "成班人数",
    "开课人数",
    "下限",
    "最低开课人数",
    "起开人数",
    "最少开班人数",
    "最小人数",
    "开班下限",
    "最低成班人数",
];
const RESERVED: &[&str] = &["预留名额", "预留", "保留名额", "优先名额", "预留人数"];
const FEE: &[&str] = &[
    "收费",
    "费用",
    "收费标准",
    "学费",
    "价格",
    "金额",
    "课程费用",
    "每学期费用",
    "收费金额",
    "缴费金额",
    "服务费",
    "学期收费",
    "费用标准",
    "是否收费",
    "收费情况",
    "元学期",
];
const EXTRA_FEE: &[&str] = &[
    "材料费",
    "器材费",
    "服装费",
    "教材费",
    "耗材费",
    "资料费",
    "材料费用",
    "其他费用",
    "保险费",
];
const PROVIDER: &[&str] = &[
    "教师来源",
    "师资",
    "师资来源",
    "教师类型",
    "教师性质",
    "校内外",
    "授课方",
    "来源",
    "师资类型",
    "授课教师来源",
    "师资性质",
    "校内校外",
];
const INSTITUTION: &[&str] = &[
    "机构",
    "合作机构",
    "机构名称",
    "校外机构",
    "所属机构",
    "合作单位",
    "单位",
    "教师单位",
    "所属单位",
    "第三方机构",
    "承办单位",
    "引进机构",
];
const TEACHERS: &[&str] = &[
    "任课教师",
    "教师",
    "指导老师",
    "指导教师",
    "授课教师",
    "老师",
    "任课老师",
    "授课老师",
    "负责教师",
    "负责老师",
    "主讲教师",
    "辅导教师",
    "辅导老师",
    "教练",
    "导师",
    "执教教师",
    "上课教师",
    "教师姓名",
    "老师姓名",
    "授课人",
    "负责人",
    "任教教师",
    "开课教师",
    "上课老师",
];
const ROOM: &[&str] = &[
    "地点",
    "上课地点",
    "教室",
    "活动地点",
    "场地",
    "活动场地",
    "上课教室",
    "授课地点",
    "场所",
    "上课场地",
    "场馆",
    "活动场所",
    "位置",
    "上课场所",
];
const CONTENT: &[&str] = &[
    "内容",
    "课程内容",
    "课程简介",
    "简介",
    "课程介绍",
    "课程目标",
    "活动内容",
    "服务内容",
    "教学内容",
    "课程说明",
    "课程描述",
];
const REMARK: &[&str] = &[
    "备注",
    "说明",
    "要求",
    "其他",
    "其它",
    "备注说明",
    "注意事项",
    "报名要求",
    "特殊要求",
    "招生要求",
    "温馨提示",
    "选课要求",
    "选课说明",
];

const SERVICE_KIND: &[&str] = &["服务种类"];
const DATES: &[&str] = &["假期日期"];
const FEE_NOTE: &[&str] = &["家长看到的收费"];
const SIGNING_UP: &[&str] = &["怎么报名"];

const SERIES: &[&str] = &["特色系列", "课程系列"];
const FOR_GIFTED: &[&str] = &["面向特长学生", "是否面向特长学生"];
const FORM: &[&str] = &["课程形式"];
const LEVEL: &[&str] = &["活动层级"];
const ACTIVITIES: &[&str] = &["开展的活动"];

const EXACT: [(Column, &[&str]); 28] = [
    (Column::Sequence, SEQUENCE),
    (Column::Identifier, IDENTIFIER),
    (Column::Course, COURSE),
    (Column::Category, CATEGORY),
    (Column::Grades, GRADES),
    (Column::Time, TIME),
    (Column::Weekday, WEEKDAY),
    (Column::Start, START),
    (Column::End, END),
    (Column::Places, PLACES),
    (Column::Minimum, MINIMUM),
    (Column::Reserved, RESERVED),
    (Column::Fee, FEE),
    (Column::ExtraFee, EXTRA_FEE),
    (Column::Provider, PROVIDER),
    (Column::Institution, INSTITUTION),
    (Column::Teachers, TEACHERS),
    (Column::Room, ROOM),
    (Column::Remark, REMARK),
    (Column::ServiceKind, SERVICE_KIND),
    (Column::Dates, DATES),
    (Column::FeeNote, FEE_NOTE),
    (Column::SigningUp, SIGNING_UP),
    (Column::Series, SERIES),
    (Column::ForGifted, FOR_GIFTED),
    (Column::Form, FORM),
    (Column::Level, LEVEL),
    (Column::Activities, ACTIVITIES),
];

/// Words that give a heading away when its name is not in the lists, tried in this order.
const TELLING: [(Column, &[&str]); 18] = [
    (Column::Reserved, &["预留"]),
    (
        Column::ExtraFee,
        &["材料费", "器材费", "服装费", "教材费", "耗材"],
    ),
    (Column::Fee, &["收费", "费用", "学费", "价格", "缴费", "费"]),
    (
        Column::Minimum,
        &[
            "最低",
            "最少",
            "成班",
            "起开",
            "开班人数",
            "开课人数",
            "下限",
            "最小",
        ],
    ),
    (
        Column::Places,
        &[
            "人数",
            "名额",
            "容量",
            "上限",
            "限报",
            "限招",
            "限额",
            "招生数",
        ],
    ),
    (Column::Weekday, &["星期", "周几", "礼拜"]),
    (Column::Start, &["开始", "起始"]),
    (Column::End, &["结束", "下课"]),
    (Column::Time, &["时间", "时段"]),
    (Column::Provider, &["来源", "师资"]),
    (
        Column::Teachers,
        &["教师", "老师", "教练", "导师", "授课", "主讲", "负责人"],
    ),
    (Column::Institution, &["机构", "单位", "公司"]),
    (Column::Grades, &["年级", "对象", "学段"]),
    (Column::Room, &["地点", "场地", "教室", "场所", "场馆"]),
    (Column::Category, &["类别", "类型", "分类", "门类", "领域"]),
    (Column::Content, &["内容", "简介", "介绍", "目标"]),
    (Column::Remark, &["备注", "说明", "要求"]),
    (Column::Course, &["课程", "社团", "项目", "名称"]),
];

/// Headings with these words are about something else, however much they resemble.
const OTHER: [&str; 19] = [
    "电话",
    "手机",
    "联系",
    "身份证",
    "职称",
    "学历",
    "资质",
    "证书",
    "报名时间",
    "选课时间",
    "截止",
    "已报",
    "实际",
    "实报",
    "现有",
    "报名人数",
    "教师人数",
    "照片",
    "签名",
];

pub(super) fn column(core: &str) -> Option<(Column, Certainty)> {
    let exact = EXACT
        .iter()
        .chain(&[(Column::Content, CONTENT)])
        .find(|(_, names)| names.contains(&core));
    if let Some((column, _)) = exact {
        return Some((*column, Certainty::Exact));
    }
    if core.starts_with("是否") && ["外聘", "校外", "机构"].iter().any(|w| core.contains(w))
    {
        return Some((Column::IsOutside, Certainty::Exact));
    }
    if ["面试", "选拔"].iter().any(|word| core.contains(word)) && !core.contains("时间") {
        return Some((Column::Audition, Certainty::Exact));
    }
    if OTHER.iter().any(|word| core.contains(word)) {
        return None;
    }
    TELLING
        .iter()
        .find(|(_, words)| words.iter().any(|word| core.contains(word)))
        .map(|(column, _)| (*column, Certainty::Contains))
}

pub(super) fn names(column: Column) -> &'static [&'static str] {
    EXACT
        .iter()
        .find(|(candidate, _)| *candidate == column)
        .map_or(&[], |(_, names)| names)
}
