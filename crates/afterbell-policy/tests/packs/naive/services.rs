use serde_json::{Value, json};

use super::draft::{Draft, Service, clock, day, has, is_working_day, list, minutes, number, text};

pub fn some_day_without_care(draft: &Draft, with: &Value) -> bool {
    list(&with["weekdays"])
        .iter()
        .any(|day| draft.care_on(day).is_none())
}

pub fn some_day_too_short(draft: &Draft, with: &Value) -> bool {
    let least = number(&with["least_minutes"]);
    let days = draft
        .care_days()
        .iter()
        .filter(|it| has(&with["weekdays"], &it["weekday"]));
    days.clone()
        .any(|it| (minutes(&it["time"]).count() as i64) < least)
}

pub fn some_day_ends_early(draft: &Draft, with: &Value) -> bool {
    let work_ends = &draft.plan()["school"]["work_ends"];
    if work_ends.is_null() {
        return true;
    }
    let earliest = (clock(work_ends) + number(&with["minutes_after_work"])).min(1439);
    let mut days = draft.care_days().iter();
    days.any(|it| has(&with["weekdays"], &it["weekday"]) && clock(&it["time"]["end"]) < earliest)
}

pub fn ends_out_of_season(draft: &Draft, with: &Value) -> bool {
    let stated = &draft.plan()["seasonal_end"];
    let is_end = |end: &Value| *end == stated["winter"] || *end == stated["otherwise"];
    let mut days = draft
        .care_days()
        .iter()
        .filter(|it| number(&it["weekday"]) <= 5);
    stated.is_null() || !has(&with["choices"], stated) || !days.all(|it| is_end(&it["time"]["end"]))
}

pub fn few_batches(draft: &Draft, with: &Value) -> bool {
    let least = number(&with["least"]);
    draft
        .care_days()
        .iter()
        .any(|it| (list(&it["pick_up_times"]).len() as i64) < least)
}

pub fn other_number_of_weekend_days(draft: &Draft, with: &Value) -> bool {
    let is_held = |weekday: &Value| {
        let sessions = draft.extensions();
        let mut sessions = sessions
            .iter()
            .flat_map(|it| list(&it.offering["sessions"]));
        draft.care_on(weekday).is_some()
            || draft.services().iter().any(|it| it.is_on(weekday))
            || sessions.any(|it| it["weekday"] == *weekday)
    };
    let held = [json!(6), json!(7)].iter().filter(|it| is_held(it)).count() as i64;
    held < number(&with["least"]) || with["most"].as_i64().is_some_and(|most| held > most)
}

/// The school's grades, or those of them that the rule names.
fn grades<'a>(draft: &Draft<'a>, with: &'a Value) -> impl Iterator<Item = &'a Value> {
    let named = &with["grades"];
    draft
        .grades()
        .iter()
        .filter(move |it| named.is_null() || has(named, it))
}

pub fn some_service_missing(draft: &Draft, with: &Value) -> bool {
    grades(draft, with).any(|grade| {
        list(&with["weekdays"]).iter().any(|weekday| {
            list(&with["kinds"]).iter().any(|kind| {
                let held = |it: &Service| {
                    let is_then = with["time"].is_null() || it.line["time"] == with["time"];
                    *kind == it.kind() && it.is_for(grade) && it.is_on(weekday) && is_then
                };
                !draft.services().iter().any(held)
            })
        })
    })
}

pub fn holidays_too_short(draft: &Draft, with: &Value) -> bool {
    let month = text(&draft.menu()["term"]["last_day"])
        .get(5..7)
        .unwrap_or("");
    let following = match month {
        "12" | "01" | "02" | "03" => "winter",
        "05" | "06" | "07" | "08" => "summer",
        _ => "",
    };
    if with["season"] != following {
        return false;
    }
    let care = list(&draft.plan()["holiday_care"]).iter();
    let care: Vec<_> = care.filter(|it| it["season"] == following).collect();
    let services = draft.all_services().into_iter();
    let services: Vec<_> = services
        .filter(|it| season_of(&it.line["dates"]["first_day"]) == following)
        .collect();
    let is_open = |date: i64| {
        let is_in =
            |times: &Value| day(&times["first_day"]) <= date && date <= day(&times["last_day"]);
        let weekday = json!(date.rem_euclid(7) + 1);
        care.iter().any(|it| is_in(it))
            || services
                .iter()
                .any(|it| is_in(&it.line["dates"]) && it.is_on(&weekday))
    };
    let times = care
        .iter()
        .copied()
        .chain(services.iter().map(|it| &it.line["dates"]));
    let times: Vec<_> = times.collect();
    let first = times.iter().map(|it| day(&it["first_day"])).min();
    let last = times.iter().map(|it| day(&it["last_day"])).max();
    let open = (first.unwrap_or(0)..=last.unwrap_or(-1))
        .filter(|date| is_working_day(*date) && is_open(*date))
        .count();
    (open as i64) < number(&with["least_days"])
}

/// The holidays in which a service begins.
fn season_of(first_day: &Value) -> &'static str {
    match text(first_day).get(5..7).unwrap_or("") {
        "12" | "01" | "02" | "03" => "winter",
        "06" | "07" | "08" | "09" => "summer",
        _ => "none",
    }
}

pub fn evening_too_late_or_too_young(draft: &Draft, with: &Value) -> bool {
    let latest = clock(&with["latest_end"]);
    let stage = |grade: &Value| match number(grade) {
        1..=6 => "primary",
        7..=9 => "junior_secondary",
        _ => "senior_secondary",
    };
    let is_bad = |it: &Service| {
        let mut grades = list(&it.line["grades"]).iter();
        let too_young = grades.any(|grade| !has(&with["stages"], &json!(stage(grade))));
        clock(&it.line["time"]["end"]) > latest || too_young
    };
    let mut sessions = draft
        .extensions()
        .into_iter()
        .flat_map(|it| list(&it.offering["sessions"]));
    draft.of_kinds(&json!(["evening_study"])).iter().any(is_bad)
        || sessions.any(|it| clock(&it["time"]["end"]) > latest)
}

pub fn evening_with_subject(draft: &Draft) -> bool {
    let evening = draft.of_kinds(&json!(["evening_study"]));
    evening.iter().any(|it| !it.detail["subject"].is_null())
}

pub fn out_of_slot(draft: &Draft, with: &Value) -> bool {
    let mut held: Vec<(&Value, &Value)> = Vec::new();
    for it in draft
        .services()
        .iter()
        .filter(|it| it.detail["level"] == with["level"])
    {
        held.extend(
            list(&it.line["weekdays"])
                .iter()
                .map(|day| (day, &it.line["time"])),
        );
    }
    for it in draft
        .extensions()
        .iter()
        .filter(|it| it.detail["level"] == with["level"])
    {
        let sessions = list(&it.offering["sessions"]).iter();
        held.extend(sessions.map(|it| (&it["weekday"], &it["time"])));
    }
    let fourth = &draft.plan()["fourth_period"];
    let evening = clock(&with["evening_from"]);
    let is_asked = has(&with["slots"], &json!("fourth_period"));
    if is_asked && fourth.is_null() && !held.is_empty() {
        return true;
    }
    let is_in = |slot: &str, time: &Value| match slot {
        "fourth_period" => {
            !fourth.is_null() && minutes(time).all(|it| minutes(fourth).contains(&it))
        }
        "afternoon" => minutes(time).all(|it| (720..evening).contains(&it)),
        _ => clock(&time["start"]) >= evening,
    };
    held.iter().any(|(day, time)| {
        !has(&with["weekdays"], day)
            || !list(&with["slots"])
                .iter()
                .any(|slot| is_in(text(slot), time))
    })
}

pub fn some_activity_missing(draft: &Draft, with: &Value) -> bool {
    grades(draft, with).any(|grade| {
        list(&with["weekdays"]).iter().any(|weekday| {
            let services = draft.after_school().into_iter();
            let services: Vec<_> = services
                .filter(|it| it.is_for(grade) && it.is_on(weekday))
                .collect();
            let is_done = |activity: &Value| services.iter().any(|it| it.does(activity));
            let any_of = list(&with["any_of"]);
            !list(&with["all_of"]).iter().all(is_done)
                || !any_of.is_empty() && !any_of.iter().any(is_done)
        })
    })
}

pub fn does_prohibited(draft: &Draft, with: &Value) -> bool {
    list(&with["activities"]).iter().any(|activity| {
        let courses = draft.plan()["courses"].as_object();
        let mut courses = courses.into_iter().flat_map(|it| it.values());
        draft.all_services().iter().any(|it| it.does(activity))
            || courses.any(|it| has(&it["activities"], activity))
    })
}

pub fn written_homework(draft: &Draft, with: &Value) -> bool {
    let given = &draft.plan()["written_homework_grades"];
    given.is_null()
        || list(&with["prohibited_for"])
            .iter()
            .any(|grade| has(given, grade))
}

fn homework_and_all(draft: &Draft, grade: &Value) -> (i64, i64) {
    let beside = json!(["care", "homework_help", "tutoring", "self_study"]);
    let (mut homework, mut all) = (0, 0);
    for it in draft.after_school().iter().filter(|it| it.is_for(grade)) {
        all += it.weekly_minutes();
        let mut activities = list(&it.detail["activities"]).iter();
        if it.does(&json!("homework_help")) && activities.all(|it| has(&beside, it)) {
            homework += it.weekly_minutes();
        }
    }
    for it in draft.extensions().iter().filter(|it| it.is_for(grade)) {
        all += it.weekly_minutes();
    }
    (homework, all)
}

pub fn only_homework(draft: &Draft) -> bool {
    let mut shares = draft.grades().iter().map(|it| homework_and_all(draft, it));
    shares.any(|(homework, all)| homework > 0 && homework == all)
}

pub fn much_homework(draft: &Draft, with: &Value) -> bool {
    let most = number(&with["most_percent"]);
    let mut shares = draft.grades().iter().map(|it| homework_and_all(draft, it));
    shares.any(|(homework, all)| homework != all && homework * 100 > most * all)
}

pub fn little_sport(draft: &Draft, with: &Value) -> bool {
    let lessons = list(&draft.plan()["pe_lessons"]);
    let is_known = |grade: &Value| lessons.iter().any(|it| it["class"]["grade"] == *grade);
    let is_short = |lesson: &Value| {
        let grade = &lesson["class"]["grade"];
        let days = list(&with["weekdays"]).iter();
        let mut without = days.filter(|it| !has(&lesson["weekdays"], it));
        without.any(|weekday| {
            let services = draft.after_school().into_iter();
            let sport: Vec<_> = services
                .filter(|it| it.is_for(grade) && it.is_on(weekday))
                .filter(|it| list(&with["activities"]).iter().any(|sport| it.does(sport)))
                .collect();
            let in_sport = |minute: &i64| {
                sport
                    .iter()
                    .any(|it| minutes(&it.line["time"]).contains(minute))
            };
            ((0..1440).filter(in_sport).count() as i64) < number(&with["least_minutes"])
        })
    };
    !draft.grades().iter().all(is_known) || lessons.iter().any(is_short)
}

pub fn small_specialty(draft: &Draft, with: &Value) -> bool {
    if draft.plan()["school"]["specialty"].is_null() {
        return false;
    }
    let (mut special, mut all) = (0, 0);
    for it in draft.after_school() {
        all += it.weekly_minutes();
        if it.does(&json!("sport")) || it.does(&json!("arts")) {
            special += it.weekly_minutes();
        }
    }
    for it in draft.extensions() {
        all += it.weekly_minutes();
        if has(&json!(["sport", "arts"]), &it.course["category"]) {
            special += it.weekly_minutes();
        }
    }
    special * 100 < number(&with["least_percent"]) * all
}
