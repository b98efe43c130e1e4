//! The words in which a plan says what a school does, and a pack what it asks.

use serde::{Deserialize, Serialize};

/// A closed list of words, each written in snake case.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $word:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $($(#[$about])* $word,)+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$word,)+];
        }
    )+};
}

words! {
    /// 服务种类: what kind of service a line of the menu's services is.
    ServiceKind {
        /// 基本托管
        BaseCare,
        /// 午间服务
        Lunch,
        /// 晚自习
        EveningStudy,
        /// 延时托管
        ExtendedCare,
        /// 双休日服务
        Weekend,
        /// 假期托管
        HolidayCare,
    }
    /// 活动: what is done in a service or a course.
    Activity {
        /// 看护
        Care,
        /// 作业辅导
        HomeworkHelp,
        /// 个别辅导与答疑
        Tutoring,
        /// 自主学习
        SelfStudy,
        /// 体育活动
        Sport,
        /// 户外游戏
        OutdoorPlay,
        /// 手工操作
        Handcraft,
        /// 课外阅读
        Reading,
        /// 经典诵读
        Recitation,
        /// 休闲活动
        Leisure,
        /// 科普
        Science,
        /// 文艺
        Arts,
        /// 劳动
        Labour,
        /// 影视欣赏
        Film,
        /// 午餐午休
        Meal,
        /// 讲授新课
        NewLesson,
        /// 集体补课
        MassMakeUp,
        /// 课程计划内的课程
        CurriculumCourse,
        /// 商业推广
        Promotion,
        /// 危险性较高的活动
        Dangerous,
    }
    /// 参加方式: whether a service is a family's choice.
    Attendance { Voluntary, Required, }
    /// 活动层级: whether a class or the school holds an activity.
    ActivityLevel { Class, School, }
    /// 课程形式
    CourseForm {
        Course,
        /// 兴趣小组
        InterestGroup,
        /// 社团
        Club,
    }
    /// 拓展类别: a course's category, or that it is a club.
    ExtensionKind { Moral, Arts, Sport, Science, Reading, Labour, Other, Club, }
    /// 办学性质
    Ownership { Public, Private, }
    /// 城区或乡村
    Area { Urban, Rural, }
    /// 特色: what a specialty school is known for.
    Specialty { Sport, Arts, SportAndArts, }
    /// 假期
    Season { Winter, Summer, }
    /// 校外人员与机构的证明材料
    PaperKind {
        /// 资质证明
        Qualification,
        /// 违法信息查询
        BackgroundCheck,
        /// 服务协议（合同）
        Contract,
    }
    /// 备案文件: what a school has written down about its services.
    DocumentKind {
        /// 实施方案（一校一案）
        ServicePlan,
        /// 安全管理制度
        SafetyRules,
        /// 应急预案
        EmergencyPlan,
        /// 考勤制度
        AttendanceRules,
        /// 巡查监管制度
        PatrolRules,
        /// 交接班制度
        HandoverRules,
        /// 申报审批制度
        ApplicationRules,
        /// 家校衔接制度
        FamilyLiaison,
        /// 看管与活动记录
        CareRecords,
        /// 评价办法
        Evaluation,
        /// 教师取酬方案
        PayScheme,
    }
    /// 公示内容
    NoticeContent {
        Times,
        /// 服务内容
        Content,
        /// 服务方式
        Form,
        /// 安全措施
        Safety,
        Teachers,
        Fees,
        /// 校外课程
        OutsideCourses,
        /// 校外教师
        OutsideTeachers,
    }
    /// 监督渠道
    Channel {
        Phone,
        Email,
        /// 意见箱
        LetterBox,
        /// 12345 等平台
        Platform,
    }
    /// 收费周期
    FeePeriod { Month, Term, Year, }
    /// 缴费后未参加的退费
    Refund { Full, Partial, None, }
    /// 台账周期
    LedgerPeriod { Month, Term, }
    /// 优先保障群体
    PriorityGroup {
        /// 残疾儿童
        Disabled,
        /// 留守儿童
        LeftBehind,
        /// 进城务工人员随迁子女
        MigrantWorkers,
        /// 家庭经济困难儿童
        Poor,
        /// 小学生
        PrimaryPupils,
    }
    /// 保障方式: served before others, or sure of a place; the second includes the first.
    Guarantee { First, Place, }
    /// 服务流程
    FlowStep {
        /// 调查摸底
        Survey,
        /// 家长申请
        Application,
        /// 学校审核
        Review,
        /// 签订协议
        Agreement,
        /// 编班分组
        Grouping,
        /// 接送交接
        Handover,
    }
    /// 活动时段
    Slot {
        /// 下午第四节课
        FourthPeriod,
        Afternoon,
        Evening,
    }
}

/// A course of which nobody has said more.
impl Default for CourseForm {
    fn default() -> Self {
        Self::Course
    }
}
