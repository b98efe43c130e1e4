//! For each check of each pack the edits with which its example breaks that check and no other,
//! and the codes of what is found.

pub struct Case {
    pub pack: &'static str,
    pub check: &'static str,
    pub edits: &'static [&'static str],
    pub code: &'static str,
}

macro_rules! cases {
    ($($pack:literal { $($check:literal $code:ident [$($edit:literal),+ $(,)?])+ })+) => {
        pub const CASES: &[Case] = &[$($(Case {
            pack: $pack,
            check: $check,
            edits: &[$($edit),+],
            code: stringify!($code),
        },)+)+];
    };
}

cases! {
"zhoushan" {
    "service-days" no_service_on_day ["- /menu/base_care/days/4"]
    "service-hours" service_too_short [
        r#"= /menu/base_care/days/0/time/start "16:40""#,
        r#"= /menu/base_care/days/0/pick_up_times ["17:40","18:30"]"#,
    ]
    "basic-care" activity_missing [
        r#"= /plan/services/作业辅导/activities ["homework_help","tutoring"]"#,
        r#"= /plan/services/延时托管/activities []"#,
    ]
    "homework-guidance" activity_missing [
        r#"= /plan/services/作业辅导/activities ["care","homework_help"]"#,
        r#"= /plan/services/晚自习/activities ["self_study"]"#,
    ]
    "lower-grades" none_of_activities [r#"= /plan/services/低年级活动/activities ["care"]"#]
    "basic-uncapped" capped ["= /plan/services/作业辅导/places 40"]
    "extension-offered" too_few_groups [
        "= /menu/offerings/1/eligibility/grades [2,3]",
        "= /menu/offerings/2/eligibility/grades [2,3]",
        "= /menu/offerings/3/eligibility/grades [2,3]",
        "= /menu/offerings/4/eligibility/grades [2,3]",
    ]
    "care-end" ends_early [r#"= /plan/school/work_ends "18:20""#]
    "care-end" not_stated ["- /plan/school/work_ends"]
    "evening-study" ends_late [r#"= /menu/base_care/services/5/time/end "20:40""#]
    "evening-study" not_for_grade ["= /menu/base_care/services/5/grades [6,7]"]
    "staggered-dismissal" too_few_batches [r#"= /menu/base_care/days/2/pick_up_times ["18:30"]"#]
    "no-new-lessons" activity_prohibited [r#"= /plan/courses/robots/activities ["new_lesson"]"#]
    "new-lesson-words" word_prohibited [r#"= /menu/courses/0/name "奥 数机器人""#]
    "commerce-words" word_prohibited [
        r#"= /menu/offerings/6/provider/institution "海洋科技馆（机构广告）""#,
        r#"= /plan/outside/海洋科技馆（机构广告） {"papers":[{"kind":"contract","valid_from":"2026-01-01"}]}"#,
    ]
    "danger-words" word_prohibited [r#"= /menu/courses/2/name "攀岩""#]
    "voluntary" not_voluntary [r#"= /plan/services/晚自习/attendance "required""#]
    "voluntary" not_voluntary [r#"= /plan/services/寒假托管/attendance "required""#]
    "join-and-leave" not_stated ["- /plan/mid_term"]
    "families-asked" asked_late [r#"= /plan/families_asked_on "2026-09-08""#]
    "outside-papers" paper_not_valid [
        r#"= /plan/outside/宋海宁/papers/1/valid_until "2026-12-31""#,
    ]
    "outside-papers" no_teacher_named ["= /menu/offerings/6/teachers []"]
    "outside-papers" paper_missing [r#"= /menu/offerings/6/provider {"kind":"outside"}"#,
        "- /plan/outside/宋海宁/papers/2"]
    "own-staff" too_few_own_staff [
        r#"= /menu/offerings/0/provider {"kind":"outside","institution":"海洋科技馆"}"#,
        r#"= /menu/offerings/0/teachers ["宋海宁"]"#,
        r#"= /menu/offerings/1/provider {"kind":"outside","institution":"海洋科技馆"}"#,
        r#"= /menu/offerings/1/teachers ["宋海宁"]"#,
        r#"= /menu/offerings/2/provider {"kind":"outside","institution":"海洋科技馆"}"#,
        r#"= /menu/offerings/2/teachers ["宋海宁"]"#,
    ]
    "safety-records" document_missing [r#"= /plan/documents/0/kind "evaluation""#]
    "pay-scheme" document_missing ["- /plan/documents/5"]
    "fee-standard" fee_above_standard ["= /menu/offerings/6/fee_fen 60001"]
    "fee-standard" fee_above_standard ["= /plan/services/作业辅导/fee_fen 60001"]
    "fee-per-term" other_fee_period [r#"= /plan/fees/period "month""#]
    "payment-weeks" paid_in_other_weeks [r#"= /plan/fees/paid_until "2026-09-28""#]
    "full-refund" other_refund [r#"= /plan/fees/never_attended "partial""#]
    "private-boarding-free" fee_prohibited [
        r#"= /plan/school/ownership "private""#,
        "= /plan/school/boarding true",
    ]
    "private-boarding-free" not_stated ["- /plan/school/ownership"]
}
"sanming" {
    "service-days" no_service_on_day ["- /menu/base_care/days/0"]
    "service-hours" service_too_short [
        r#"= /menu/base_care/days/0/time/start "16:31""#,
        r#"= /menu/base_care/days/0/pick_up_times ["17:40","18:30"]"#,
    ]
    "both-basics" activity_missing [r#"= /plan/services/体育活动/activities ["leisure"]"#]
    "basics-uncapped" capped ["= /plan/services/体育活动/places 200"]
    "extension-offered" too_few_groups [
        r#"= /plan/school/area "rural""#,
        r#"= /menu/courses/0/category "moral""#,
        r#"= /menu/courses/1/category "moral""#,
        r#"= /menu/courses/3/category "moral""#,
        r#"= /menu/courses/4/category "moral""#,
        r#"= /menu/courses/6/category "moral""#,
        r#"= /plan/courses/choir/form "course""#,
        r#"= /plan/courses/football/form "course""#,
    ]
    "urban-three" too_few_groups [
        r#"= /menu/courses/3/category "moral""#,
        r#"= /menu/courses/4/category "moral""#,
        r#"= /plan/courses/choir/form "course""#,
        r#"= /plan/courses/football/form "course""#,
    ]
    "urban-three" not_stated ["- /plan/school/area"]
    "voluntary" not_voluntary [r#"= /plan/services/作业辅导/attendance "required""#]
    "no-new-lessons" activity_prohibited [r#"= /plan/courses/robots/activities ["new_lesson"]"#]
    "new-lesson-words" word_prohibited [r#"= /menu/courses/0/name "奥数竞赛班""#]
    "new-lesson-words" word_prohibited [r#"= /plan/courses/books/content "语文同步课""#]
    "commerce-words" word_prohibited [r#"= /menu/offerings/6/remark "机构广告""#]
    "danger-words" word_prohibited [r#"= /menu/courses/2/name "攀岩""#]
    "public-notice" notice_late [r#"= /plan/public_notice/posted_on "2027-03-01""#]
    "public-notice" notice_lacks ["- /menu/base_care/services/0/content"]
    "selection-declared" other_mode [r#"= /plan/selection/mode "lottery""#]
    "selection-declared" not_stated ["- /plan/selection"]
    "families-asked" not_stated ["- /plan/families_asked_on"]
    "service-plan" document_missing ["- /plan/documents/0"]
    "outside-papers" paper_missing ["- /plan/outside/宋海宁"]
    "fee-standard" no_fee_standard ["- /plan/fee_standard"]
    "summer-care" holiday_too_short ["- /plan/holiday_care"]
    "monthly-ledger" other_ledger_period [r#"= /plan/ledger/period "term""#]
    "objection-channels" channel_missing ["- /plan/public_notice/channels/email"]
}
"changzhi" {
    "five-days" no_service_on_day ["- /menu/base_care/days/2"]
    "two-hours" service_too_short [r#"= /menu/base_care/days/1/time/start "16:35""#]
    "weekend-day" too_many_weekend_days ["= /menu/base_care/services/6/weekdays [6,7]"]
    "weekend-day" too_few_weekend_days ["= /menu/base_care/services/6/weekdays [5]"]
    "care-end" ends_early [r#"= /plan/school/work_ends "18:31""#]
    "extended-care" service_missing ["= /menu/base_care/services/4/grades [2,3,4,5,6,7,8,9]"]
    "evening-study" ends_late [
        r#"= /menu/offerings/0/sessions/0/time {"start":"20:00","end":"20:31"}"#,
    ]
    "evening-without-subject" given_to_subject [r#"= /plan/services/晚自习/subject "数学""#]
    "holiday-opening-winter" holiday_too_short [
        r#"= /plan/holiday_care/0/last_day "2027-02-04""#,
    ]
    "holiday-opening-summer" holiday_too_short [
        r#"= /menu/term/last_day "2027-07-02""#,
        r#"= /plan/holiday_care/1/first_day "2027-07-13""#,
    ]
    "uncapped" capped ["= /plan/services/延时托管/places 30"]
    "uncapped" capped ["= /plan/services/周六活动/places 30"]
    "uncapped" capped [
        r#"+ /menu/base_care/services {"name":"寒假托管","grades":[1],"weekdays":[1,2,3,4,5],"time":{"start":"08:30","end":"16:30"},"content":"看书","dates":{"first_day":"2027-02-01","last_day":"2027-02-05"}}"#,
        r#"= /plan/services/寒假托管 {"kind":"holiday_care","activities":["care"],"attendance":"voluntary","places":30}"#,
    ]
    "voluntary" not_voluntary [r#"= /plan/services/延时托管/attendance "required""#]
    "voluntary" not_voluntary [
        r#"+ /menu/base_care/services {"name":"寒假托管","grades":[1],"weekdays":[1,2,3,4,5],"time":{"start":"08:30","end":"16:30"},"content":"看书","dates":{"first_day":"2027-02-01","last_day":"2027-02-05"}}"#,
        r#"= /plan/services/寒假托管 {"kind":"holiday_care","activities":["care"],"attendance":"required"}"#,
    ]
    "priority-groups" group_missing ["- /plan/priority/1"]
    "join-and-leave" cannot_leave ["= /plan/mid_term/leave false"]
    "join-and-leave" cannot_join ["= /plan/mid_term/join false"]
    "notice-before-term" notice_late [
        r#"= /plan/public_notice/posted_on "2026-09-01""#,
        r#"= /plan/public_notice/posted_until "2026-09-05""#,
    ]
    "teacher-and-content" no_teacher_named ["= /menu/offerings/0/teachers []"]
    "teacher-and-content" no_content ["- /plan/courses/books/content"]
    "safety-agreement" no_agreement ["- /menu/agreement"]
    "homework-guidance" activity_missing [
        r#"= /plan/services/作业辅导/activities ["care","tutoring"]"#,
    ]
    "no-written-homework" written_homework ["= /plan/written_homework_grades [2,3]"]
    "no-written-homework" not_stated ["- /plan/written_homework_grades"]
    "extension-offered" too_few_groups ["= /menu/offerings []"]
    "own-staff" too_few_own_staff [
        r#"= /menu/offerings/0/provider {"kind":"outside"}"#,
        r#"= /menu/offerings/1/provider {"kind":"outside"}"#,
        r#"= /menu/offerings/2/provider {"kind":"outside"}"#,
    ]
    "prohibited-activities" activity_prohibited [
        r#"= /plan/services/周六活动/activities ["dangerous"]"#,
    ]
    "make-up-words" word_prohibited [r#"= /plan/courses/books/content "期末补课""#]
    "commerce-words" word_prohibited [r#"= /menu/offerings/6/remark "扫码领优惠""#]
    "danger-words" word_prohibited [r#"= /menu/courses/2/name "攀岩""#]
    "no-fee-before-standard" no_fee_standard ["= /menu/offerings/6/fee_fen 100"]
    "on-record" document_missing ["- /plan/documents/3"]
    "families-asked" asked_late [r#"= /plan/families_asked_on "2026-09-30""#]
}
"ningbo" {
    "service-days" no_service_on_day ["- /menu/base_care/days/4"]
    "basic-uncapped" capped ["= /plan/services/作业辅导/places 40"]
    "voluntary" not_voluntary [r#"= /plan/services/作业辅导/attendance "required""#]
    "voluntary" not_voluntary [r#"= /plan/services/寒假托管/attendance "required""#]
    "four-categories" too_few_groups [r#"= /menu/courses/5/category "other""#]
    "course-series" too_few_series ["- /plan/courses/robots/series", "- /plan/courses/ships/series"]
    "sport-hour" too_little_sport [r#"= /menu/base_care/services/3/time/end "17:39""#]
    "sport-hour" not_stated ["- /plan/pe_lessons/5"]
    "specialty-share" specialty_too_small [r#"= /plan/school/specialty "sport""#]
    "not-only-homework" only_homework [
        "= /plan/pe_lessons/5/weekdays [1,2,3,4,5]",
        "= /menu/base_care/services/3/grades [1,2,3,4,5]",
        "= /menu/base_care/services/4/grades [1,2,3,4,5]",
        "= /menu/base_care/services/5/grades [1,2,3,4,5]",
        "= /menu/base_care/services/6/grades [1,2,3,4,5]",
        "= /menu/offerings/0/eligibility/grades [3,4,5]",
        "= /menu/offerings/1/eligibility/grades [3,4,5]",
        "= /menu/offerings/2/eligibility/grades [3,4,5]",
        "= /menu/offerings/3/eligibility/grades [3,4,5]",
        "= /menu/offerings/4/eligibility/grades [3,4,5]",
        "= /menu/offerings/5/eligibility/grades [3,4,5]",
        "= /menu/offerings/6/eligibility/grades [3,4,5]",
    ]
    "homework-share" too_much_homework [
        "= /menu/base_care/services/5/grades [1,2,3,4,5]",
        "= /menu/base_care/services/6/grades [1,2,3,4,5]",
        "= /menu/offerings/0/eligibility/grades [3,4,5]",
        "= /menu/offerings/1/eligibility/grades [3,4,5]",
        "= /menu/offerings/2/eligibility/grades [3,4,5]",
        "= /menu/offerings/3/eligibility/grades [3,4,5]",
        "= /menu/offerings/4/eligibility/grades [3,4,5]",
        "= /menu/offerings/5/eligibility/grades [3,4,5]",
        "= /menu/offerings/6/eligibility/grades [3,4,5]",
    ]
    "gifted-courses" too_few_gifted_courses ["= /plan/courses/choir/for_gifted false"]
    "no-subject-teaching" activity_prohibited [
        r#"= /plan/services/晚自习/activities ["self_study","new_lesson"]"#,
    ]
    "subject-words" word_prohibited [r#"= /menu/courses/4/name "英语语法强化""#]
    "commerce-words" word_prohibited [r#"= /menu/base_care/services/1/content "报名送文具""#]
    "commerce-words" word_prohibited [r#"= /menu/base_care/services/0/fee_note "开学优惠价""#]
    "commerce-words" word_prohibited [r#"= /menu/base_care/services/7/signing_up "加微信报名""#]
    "commerce-words" word_prohibited [r#"= /menu/base_care/services/7/place "乐学机构冠名教室""#]
    "commerce-words" word_prohibited [
        r#"= /plan/selection {"mode":"first_come","explanation":"先到先得，报名送画笔"}"#,
    ]
    "danger-words" word_prohibited [r#"= /menu/courses/2/name "攀岩""#]
    "outside-papers" paper_missing ["- /plan/outside/海洋科技馆/papers/0"]
    "outside-posted" posted_late [r#"= /plan/outside/宋海宁/posted_on "2026-09-08""#]
    "outside-posted" not_posted ["- /plan/outside/海洋科技馆/posted_on"]
    "one-place" booked_elsewhere [r#"= /plan/holiday_care/1/booked_elsewhere "街道少年之家""#]
    "winter-care" holiday_too_short [
        "- /plan/holiday_care/0",
        "- /menu/base_care/services/7",
        "- /plan/services/寒假托管",
    ]
    "summer-care" holiday_too_short [
        r#"= /menu/term/last_day "2027-07-02""#,
        "- /plan/holiday_care/1",
    ]
    "migrant-places" group_missing ["- /plan/priority/0"]
    "migrant-places" group_without_place [r#"= /plan/priority/0/guarantee "first""#]
    "migrant-places" no_place_reserved ["- /menu/offerings/4/reserved"]
    "migrant-places" no_place_reserved ["- /menu/offerings/4/reserved", "- /menu/groups"]
    "evening-optional" not_voluntary [r#"= /plan/services/晚自习/attendance "required""#]
    "weekend-voluntary" not_voluntary [r#"= /plan/services/周六活动/attendance "required""#]
    "fee-standard" standard_not_in_force [r#"= /plan/fee_standard/published_on "2026-09-02""#]
}
"school-plan" {
    "service-days" no_service_on_day ["- /menu/base_care/days/1"]
    "seasonal-ends" other_seasonal_end [r#"= /plan/seasonal_end/winter "18:00""#]
    "seasonal-ends" not_a_seasonal_end [r#"= /menu/base_care/days/0/time/end "19:30""#]
    "lunch" service_at_other_time [r#"= /menu/base_care/services/0/time/end "14:00""#]
    "after-school" service_missing ["= /menu/base_care/services/1/grades [7,8,9]"]
    "basic-uncapped" capped ["= /plan/services/课后作业看护/places 40"]
    "homework-care" none_of_activities [
        r#"= /plan/services/课后作业看护/activities ["care"]"#,
        r#"= /plan/services/晚间看护/activities ["care"]"#,
    ]
    "temporary-groups" group_too_large ["= /plan/groups/0/size 41"]
    "temporary-groups" no_group_teacher ["- /plan/groups/1/group_teacher"]
    "temporary-groups" other_number_of_tutors ["= /plan/groups/0/tutors []"]
    "course-groups" too_many_places ["= /menu/offerings/1/places 41"]
    "course-groups" other_number_of_teachers [
        r#"= /menu/offerings/0/teachers ["甲","乙","丙"]"#,
    ]
    "grade-activities" named_activity_missing [r#"= /menu/courses/2/name "天文兴趣小组""#]
    "class-activities" other_weekday ["= /menu/offerings/0/sessions/0/weekday 6"]
    "class-activities" other_slot [r#"= /menu/offerings/0/sessions/0/time/start "16:10""#]
    "school-activities" other_slot [r#"= /menu/offerings/4/sessions/0/time/start "11:30""#]
    "agreement-two-copies" too_few_copies ["= /plan/agreement_copies 1"]
    "service-flow" step_early [
        r#"= /plan/flow ["review","application","agreement","grouping","handover"]"#,
    ]
    "service-flow" step_missing ["- /plan/flow/5"]
    "families-asked" not_stated ["- /plan/families_asked_on"]
    "public-notice" notice_lacks ["- /menu/base_care/services/0/content"]
    "voluntary" not_voluntary [r#"= /plan/services/晚间看护/attendance "required""#]
    "no-make-up" activity_prohibited [r#"= /plan/courses/soccer/activities ["mass_make_up"]"#]
    "no-promotion" activity_prohibited [r#"= /plan/courses/soccer/activities ["promotion"]"#]
    "make-up-words" word_prohibited [r#"= /menu/courses/5/name "刷题营""#]
    "commerce-words" word_prohibited [r#"= /menu/offerings/5/remark "加微信咨询""#]
    "danger-words" word_prohibited [r#"= /menu/courses/5/name "攀岩""#]
    "unpaid-outside" paid_outside ["= /menu/offerings/5/fee_fen 100"]
    "fee-standard" fee_above_standard ["= /plan/services/晚间看护/fee_fen 60001"]
    "on-record" document_missing ["- /plan/documents/3"]
}
}
