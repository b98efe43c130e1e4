use serde_json::Value;

use super::draft::{Draft, day, has, list, number, text};

pub fn capped(draft: &Draft, with: &Value) -> bool {
    draft
        .ever_of_kinds(&with["kinds"])
        .iter()
        .any(|it| !it.detail["places"].is_null())
}

pub fn required(draft: &Draft, with: &Value) -> bool {
    draft
        .ever_of_kinds(&with["kinds"])
        .iter()
        .any(|it| it.detail["attendance"] == "required")
}

pub fn no_mid_term(draft: &Draft) -> bool {
    let change = &draft.plan()["mid_term"];
    change["join"] != true || change["leave"] != true
}

pub fn priority_missing(draft: &Draft, with: &Value) -> bool {
    let primary = draft.grades().iter().filter(|it| number(it) <= 6).count();
    let is_mixed = primary > 0 && primary < draft.grades().len();
    let is_given = |group: &Value| {
        list(&draft.plan()["priority"]).iter().any(|it| {
            let is_sure = it["guarantee"] == "place" && has_a_place(draft);
            it["group"] == *group && (with["guarantee"] == "first" || is_sure)
        })
    };
    let mut groups = list(&with["groups"]).iter();
    groups.any(|group| (is_mixed || group != "primary_pupils") && !is_given(group))
}

/// Of the places that can run out one is kept for a group that the menu names.
fn has_a_place(draft: &Draft) -> bool {
    let named = list(&draft.menu()["groups"]).iter();
    let named: Vec<_> = named.map(|group| &group["id"]).collect();
    let offerings = list(&draft.menu()["offerings"]);
    let keeps = |it: &Value| named.contains(&&it["group"]) && number(&it["places"]) > 0;
    let mut kept = offerings.iter().flat_map(|it| list(&it["reserved"]));
    offerings.is_empty() || kept.any(keeps)
}

pub fn agreement_missing(draft: &Draft, with: &Value) -> bool {
    let least = with["least_copies"].as_i64();
    let copies = draft.plan()["agreement_copies"].as_i64();
    draft.menu()["agreement"].is_null()
        || least.is_some_and(|least| copies.is_none_or(|copies| copies < least))
}

pub fn notice_missing(draft: &Draft, with: &Value) -> bool {
    let notice = &draft.plan()["public_notice"];
    if notice.is_null() {
        return true;
    }
    let deadline = match with["before"] == "term_begins" {
        true => Some(draft.first_day()),
        false => draft.opens_on(),
    };
    let is_late = deadline.is_some_and(|deadline| {
        let (posted, until) = (day(&notice["posted_on"]), day(&notice["posted_until"]));
        let read = (posted..=until).filter(|date| *date < deadline).count() as i64;
        posted >= deadline || read < number(&with["least_days"])
    });
    let (services, offerings) = (
        list(&draft.menu()["base_care"]["services"]),
        list(&draft.menu()["offerings"]),
    );
    let is_empty = services.is_empty() && offerings.is_empty();
    let outside: Vec<_> = offerings
        .iter()
        .filter(|it| it["provider"]["kind"] == "outside")
        .collect();
    let has_teacher = |it: &Value| !list(&it["teachers"]).is_empty();
    let is_in_menu = |content: &Value| match content.as_str().expect("a word") {
        "times" => !is_empty || !list(&draft.menu()["base_care"]["days"]).is_empty(),
        "content" => !is_empty && services.iter().all(|it| it["content"].is_string()),
        "fees" => !is_empty && services.iter().all(|it| it["fee_note"].is_string()),
        "teachers" => !offerings.is_empty() && offerings.iter().all(has_teacher),
        "outside_teachers" => outside.iter().all(|it| has_teacher(it)),
        "outside_courses" => true,
        _ => false,
    };
    let is_lacking = |content: &Value| !is_in_menu(content) && !has(&notice["contents"], content);
    is_late || list(&with["contents"]).iter().any(is_lacking)
}

pub fn channels_missing(draft: &Draft, with: &Value) -> bool {
    let told = &draft.plan()["public_notice"]["channels"];
    let is_missing = |channel: &Value| {
        let contact = text(&told[channel.as_str().expect("a word")]);
        match channel.as_str() {
            Some("phone") => contact.bytes().filter(u8::is_ascii_digit).count() < 3,
            Some("email") => !contact.contains('@'),
            _ => contact.is_empty(),
        }
    };
    list(&with["channels"]).iter().any(is_missing)
}

pub fn selection_undeclared(draft: &Draft) -> bool {
    draft.plan()["selection"]["mode"] != draft.menu()["round"]["mode"]
}

pub fn families_not_asked(draft: &Draft) -> bool {
    let asked = &draft.plan()["families_asked_on"];
    asked.is_null() || draft.opens_on().is_some_and(|opens| day(asked) >= opens)
}

pub fn not_on_record(draft: &Draft, with: &Value) -> bool {
    let documents = list(&draft.plan()["documents"]);
    let is_there = |kind: &Value| documents.iter().any(|it| it["kind"] == *kind);
    !list(&with["documents"]).iter().all(is_there)
}

pub fn other_ledger(draft: &Draft, with: &Value) -> bool {
    draft.plan()["ledger"]["period"] != with["period"]
}

/// The asked steps, where they first stand, must come out in the asked order.
pub fn other_flow(draft: &Draft, with: &Value) -> bool {
    let mut seen: Vec<&Value> = Vec::new();
    for step in list(&draft.plan()["flow"]) {
        if has(&with["steps"], step) && !seen.contains(&step) {
            seen.push(step);
        }
    }
    let asked: Vec<_> = list(&with["steps"]).iter().collect();
    seen != asked
}

pub fn elsewhere(draft: &Draft) -> bool {
    let holidays = list(&draft.plan()["holiday_care"]);
    draft
        .all_services()
        .iter()
        .any(|it| !it.detail["booked_elsewhere"].is_null())
        || holidays.iter().any(|it| !it["booked_elsewhere"].is_null())
}
