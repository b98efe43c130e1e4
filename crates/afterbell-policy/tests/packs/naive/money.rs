use serde_json::Value;

use super::draft::{Draft, day, list, number};

/// Every fee above nothing, and whether it is a course's.
fn fees(draft: &Draft) -> Vec<(i64, bool)> {
    let courses = draft.extensions().into_iter();
    let courses = courses.map(|it| (number(&it.offering["fee_fen"]), true));
    let services = draft
        .all_services()
        .into_iter()
        .map(|it| (number(&it.detail["fee_fen"]), false));
    let holidays = list(&draft.plan()["holiday_care"]).iter();
    let holidays = holidays.map(|it| (number(&it["fee_fen"]), false));
    courses
        .chain(services)
        .chain(holidays)
        .filter(|(fee, _)| *fee > 0)
        .collect()
}

pub fn above_standard(draft: &Draft) -> bool {
    let standard = &draft.plan()["fee_standard"];
    fees(draft).into_iter().any(|(fee, is_course)| {
        let most = if is_course {
            "course_fen"
        } else {
            "service_fen"
        };
        standard.is_null()
            || day(&standard["published_on"]) > draft.first_day()
            || fee > number(&standard[most])
    })
}

pub fn other_period(draft: &Draft, with: &Value) -> bool {
    let plan = &draft.plan()["fees"];
    if fees(draft).is_empty() {
        return false;
    }
    plan.is_null()
        || plan["period"] != with["period"]
        || day(&plan["paid_from"]) < draft.first_day()
        || day(&plan["paid_from"]) > draft.last_day()
        || day(&plan["paid_until"]) < draft.first_day()
        || day(&plan["paid_until"]) > draft.last_day()
}

pub fn other_weeks(draft: &Draft, with: &Value) -> bool {
    let plan = &draft.plan()["fees"];
    if fees(draft).is_empty() {
        return false;
    }
    if plan.is_null() {
        return true;
    }
    let mut monday = draft.first_day();
    while monday.rem_euclid(7) != 0 {
        monday -= 1;
    }
    let first = monday + 7 * (number(&with["first"]) - 1);
    let after_last = monday + 7 * number(&with["last"]);
    day(&plan["paid_from"]) < first || day(&plan["paid_until"]) >= after_last
}

pub fn no_full_refund(draft: &Draft) -> bool {
    !fees(draft).is_empty() && draft.plan()["fees"]["never_attended"] != "full"
}

pub fn charged(draft: &Draft, with: &Value) -> bool {
    let school = &draft.plan()["school"];
    if fees(draft).is_empty() {
        return false;
    }
    for key in ["ownership", "boarding"] {
        if with[key].is_null() {
            continue;
        }
        if school[key].is_null() {
            return true;
        }
        if school[key] != with[key] {
            return false;
        }
    }
    true
}
