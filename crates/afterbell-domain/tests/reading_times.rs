//! 上课时间 as offices write it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use afterbell_domain::reading::{
    clock_range, dates, pick_up_times, print_clock_range, print_dates, print_pick_up_times,
    print_weekly_times, weekly_times,
};

/// The sessions in normal form, or the code of the refusal.
fn read(cell: &str) -> String {
    match weekly_times(cell) {
        Ok(times) => print_weekly_times(&times),
        Err(error) => {
            let json = serde_json::to_value(error).expect("an error serialises");
            json["code"].as_str().expect("a code").to_owned()
        }
    }
}

fn check(cell: &str, expected: &str) {
    assert_eq!(read(cell), expected, "{cell}");
}

#[test]
fn one_day() {
    check("每周三 下午3:40—4:40", "周三 15:40—16:40");
    check("星期五15：40—16：40", "周五 15:40—16:40");
    check("每周二15：30至17：00", "周二 15:30—17:00");
    check("周三 15.40-16.40", "周三 15:40—16:40");
    check("礼拜二 15:40到16:40", "周二 15:40—16:40");
    check("周日9:00-10:30", "周日 09:00—10:30");
    check("周天 9:00-10:30", "周日 09:00—10:30");
    check("每周六9：00—10：30", "周六 09:00—10:30");
    check("周六上午9点到10点半", "周六 09:00—10:30");
    check("周六上午九点至十点半", "周六 09:00—10:30");
    check("周二下午3点-5点", "周二 15:00—17:00");
    check("周二下午3-5点", "周二 15:00—17:00");
    check("周二下午三点一刻至四点三刻", "周二 15:15—16:45");
    check("周二四点到五点", "周二 16:00—17:00");
    check("周二 16时40分至17时40分", "周二 16:40—17:40");
    check("周二 1530-1630", "周二 15:30—16:30");
    check("周二 15:30:00-16:30:00", "周二 15:30—16:30");
    check("周2 15:30-16:30", "周二 15:30—16:30");
    check("周二3:40-4:40", "周二 15:40—16:40");
    check("周二 4:30-5:30", "周二 16:30—17:30");
    check("周二 5:30-6:30", "周二 17:30—18:30");
    check("周二3:40pm-4:40pm", "周二 15:40—16:40");
    check("周二 3:40-4:40PM", "周二 15:40—16:40");
    check("周六 11:00-12:30pm", "周六 11:00—12:30");
    check("周二 中午12:00-1:30", "周二 12:00—13:30");
    check("周六 上午11:00-下午1:00", "周六 11:00—13:00");
    check("周二晚上6:30-8:00", "周二 18:30—20:00");
    check("周二 下午15:30-17:00", "周二 15:30—17:00");
    check("下午3:40-4:40（周二）", "周二 15:40—16:40");
    check("周二（15:30-17:00）", "周二 15:30—17:00");
    check("周二：15:30-17:00", "周二 15:30—17:00");
    check("15:30-17:00 周二", "周二 15:30—17:00");
    check("每周的星期二 15:30-17:00", "周二 15:30—17:00");
    check("周二第八节 16:00-16:40", "周二 16:00—16:40");
    check("周二放学后 16:00-16:40（共16次）", "周二 16:00—16:40");
    check("周二\n15:30——17:00\n", "周二 15:30—17:00");
    check("周二 15∶30－17∶00", "周二 15:30—17:00");
    check("周二 15:30一17:00", "周二 15:30—17:00");
    check("周二 15:30_17:00", "周二 15:30—17:00");
    check("每周一次 周二15:30-17:00", "周二 15:30—17:00");
    check("週二 15:30-17:00", "周二 15:30—17:00");
}

#[test]
fn several_days() {
    for cell in [
        "周二四15:30~17:00",
        "周二、四 15:30—17:00",
        "周二、周四15:30-17:00",
        "周二和四15:30~17:00",
        "每周二和周四15:30～17:00",
        "星期二、星期四 15:30-17:00",
        "周二/周四 15:30-17:00",
        "周2、4 15:30-17:00",
        "周二四下午3:30～5:00",
        "每周二、四下午3:30至5:00",
        "周二 15:30-17:00；周四 15:30-17:00",
        "周二；周四 15:30-17:00",
        "15:30-17:00 周二、周四",
        "15:30-17:00（周二、周四）",
        "周四、周二 15:30-17:00",
    ] {
        check(cell, "周二、四 15:30—17:00");
    }
    for cell in [
        "周一至周五 15:30-17:40",
        "周一—周五15:30-17:40",
        "周一到五 15:30-17:40",
        "星期一至星期五 15:30-17:40",
        "每天15:30-17:40",
        "每个上学日 15:30-17:40",
        "周一二三四五 15:30-17:40",
    ] {
        check(cell, "周一至周五 15:30—17:40");
    }
    check("周末 9:00-10:30", "周六、日 09:00—10:30");
    check("周一至三、五 15:30-17:00", "周一至周三、五 15:30—17:00");
}

#[test]
fn different_times_on_different_days() {
    let expected = "周二 15:30—16:30；周四 16:00—17:00";
    for cell in [
        "周二 15:30-16:30；周四 16:00-17:00",
        "周二15:30-16:30周四16:00-17:00",
        "周二15:30-16:30\n周四16:00-17:00",
        "周二（15:30-16:30）、周四（16:00-17:00）",
        "15:30-16:30 周二；16:00-17:00 周四",
        "周二下午3:30-4:30，周四下午4:00-5:00",
        "周四16:00-17:00、周二15:30-16:30",
    ] {
        check(cell, expected);
    }
    check(
        "周二 15:30-16:30、16:40-17:40",
        "周二 15:30—16:30、16:40—17:40",
    );
    check(
        "周六上午9:00-10:00，周二4:00-5:00",
        "周二 16:00—17:00；周六 09:00—10:00",
    );
}

#[test]
fn what_says_no_time_is_refused() {
    for cell in [
        "",
        "待定",
        "另行通知",
        "周二下午",
        "周二放学后",
        "看场地安排",
        "—",
        "无",
    ] {
        check(cell, "no_time");
    }
    check("周二 15:30-16:30 周四", "no_time");
    check("周四17:40-16:40", "end_not_after_start");
    check("周四16:40-16:40", "end_not_after_start");
    check("周六 11:30-1:00", "end_not_after_start");
    check("周二（17:40-16:40）", "end_not_after_start");
    check("15:30-17:00", "no_weekday");
    check("每周 15:30-17:00", "no_weekday");
    check("周二 15:30", "no_end_time");
    check("周二 15:30开始", "no_end_time");
    check("周二第二节", "lesson_period_written_for_time");
    check("周二下午第7、8节课", "lesson_period_written_for_time");
    check("周二下午两节课后", "lesson_period_written_for_time");
    check("单周周二15:30-17:00", "alternate_weeks");
    check("周二15:30-17:00（双周）", "alternate_weeks");
    check("周一至周五（周三除外）15:30-17:00", "time_not_understood");
    check("周二或周四 15:30-17:00", "time_not_understood");
    check("9月10日 15:30-17:00", "time_not_understood");
    check("周二 25:30-27:00", "time_not_understood");
    check("周二 15:60-16:30", "time_not_understood");
    check("周五至周一 15:30-17:00", "time_not_understood");
    check("周二 15:30-17:00；16:00-18:00", "times_overlap");
    check("15:30-17:00 周二 17:10-18:00", "time_not_understood");
}

#[test]
fn pick_up_times_in_order_and_each_once() {
    let read = |cell: &str| match pick_up_times(cell) {
        Ok(times) => print_pick_up_times(&times),
        Err(error) => serde_json::to_value(error).unwrap()["code"]
            .as_str()
            .unwrap()
            .to_owned(),
    };
    for (cell, expected) in [
        ("16:40、17:00", "16:40、17:00"),
        (" 17：00，16:40 , 16:40", "16:40、17:00"),
        ("16:40 17:00\n18:30", "16:40、17:00、18:30"),
        ("下午4:40、5:00", "16:40、17:00"),
        ("4点40分；5点半", "16:40、17:30"),
        ("1640/1730", "16:40、17:30"),
        ("11:30", "11:30"),
        ("", "empty"),
        ("、", "empty"),
        ("放学", "clock_not_understood"),
        ("16:40-17:00", "clock_not_understood"),
        ("25:00", "clock_not_understood"),
        ("16:40、16", "clock_not_understood"),
    ] {
        assert_eq!(read(cell), expected, "{cell}");
        if expected.contains(':') {
            assert_eq!(read(expected), expected);
        }
    }
}

#[test]
fn the_dates_of_care_in_the_holidays() {
    let read = |cell: &str| match dates(cell) {
        Ok(dates) => print_dates(dates),
        Err(error) => serde_json::to_value(error).unwrap()["code"]
            .as_str()
            .unwrap()
            .to_owned(),
    };
    for (cell, expected) in [
        ("2027-02-01至2027-02-05", "2027-02-01至2027-02-05"),
        ("2027年2月1日—2月5日", "2027-02-01至2027-02-05"),
        ("2027/2/1 ~ 2027/2/5", "2027-02-01至2027-02-05"),
        ("2027.2.1到2.5", "2027-02-01至2027-02-05"),
        ("2027-12-30至2028-01-02", "2027-12-30至2028-01-02"),
        ("2027年2月1日", "2027-02-01至2027-02-01"),
        ("", "empty"),
        ("2月1日至2月5日", "dates_not_understood"),
        ("2027-02-30至2027-03-01", "dates_not_understood"),
        ("寒假", "dates_not_understood"),
        ("99999999999-1-1", "dates_not_understood"),
    ] {
        assert_eq!(read(cell), expected, "{cell}");
    }
}

#[test]
fn the_time_of_a_day() {
    let read = |cell: &str| match clock_range(cell) {
        Ok(range) => print_clock_range(range),
        Err(error) => serde_json::to_value(error).unwrap()["code"]
            .as_str()
            .unwrap()
            .to_owned(),
    };
    for (cell, expected) in [
        ("15:30-18:30", "15:30—18:30"),
        ("15：30 至 18：30", "15:30—18:30"),
        ("下午3:30—6:30", "15:30—18:30"),
        ("12:00-1:30", "end_not_after_start"),
        ("", "empty"),
        ("15:30", "no_end_time"),
        ("周一 15:30-18:30", "time_not_understood"),
        ("15:30-18:30 19:00", "time_not_understood"),
    ] {
        assert_eq!(read(cell), expected, "{cell}");
    }
}
