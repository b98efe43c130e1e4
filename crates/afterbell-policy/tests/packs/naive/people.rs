use serde_json::Value;

use super::draft::{Draft, Extension, day, list, number, text};

fn is_between(count: usize, least: &Value, most: &Value) -> bool {
    (number(least)..=number(most)).contains(&(count as i64))
}

pub fn course_groups(draft: &Draft, with: &Value) -> bool {
    draft.extensions().iter().any(|it| {
        let teachers = list(&it.offering["teachers"]).len();
        number(&it.offering["places"]) > number(&with["most"])
            || !is_between(teachers, &with["least_teachers"], &with["most_teachers"])
    })
}

pub fn temporary_groups(draft: &Draft, with: &Value) -> bool {
    list(&draft.plan()["groups"]).iter().any(|it| {
        number(&it["size"]) > number(&with["most"])
            || it["group_teacher"].is_null()
            || !is_between(
                list(&it["tutors"]).len(),
                &with["least_tutors"],
                &with["most_tutors"],
            )
    })
}

pub fn papers_missing(draft: &Draft, with: &Value) -> bool {
    let has_paper = |holder: &Value, kind: &Value| {
        let papers = list(&draft.plan()["outside"][text(holder)]["papers"]);
        papers.iter().any(|paper| {
            let until = &paper["valid_until"];
            paper["kind"] == *kind
                && day(&paper["valid_from"]) <= draft.first_day()
                && (until.is_null() || day(until) >= draft.last_day())
        })
    };
    let has_all =
        |holder: &Value, kinds: &Value| list(kinds).iter().all(|it| has_paper(holder, it));
    draft
        .extensions()
        .iter()
        .filter(|it| it.is_outside())
        .any(|it| {
            let teachers = list(&it.offering["teachers"]);
            let institution = &it.offering["provider"]["institution"];
            let institution_fails = match institution.is_null() {
                true => !teachers.iter().all(|it| has_all(it, &with["institution"])),
                false => !has_all(institution, &with["institution"]),
            };
            teachers.is_empty()
                || institution_fails
                || !teachers.iter().all(|it| has_all(it, &with["teacher"]))
        })
}

pub fn not_posted(draft: &Draft) -> bool {
    let is_posted = |holder: &Value| {
        let posted = &draft.plan()["outside"][text(holder)]["posted_on"];
        !posted.is_null() && draft.opens_on().is_none_or(|opens| day(posted) < opens)
    };
    draft
        .extensions()
        .iter()
        .filter(|it| it.is_outside())
        .any(|it| {
            let institution = &it.offering["provider"]["institution"];
            let mut teachers = list(&it.offering["teachers"]).iter();
            !institution.is_null() && !is_posted(institution) || !teachers.all(is_posted)
        })
}

pub fn paid_outside(draft: &Draft) -> bool {
    let is_paid = |it: &Extension| it.is_outside() && number(&it.offering["fee_fen"]) > 0;
    draft.extensions().iter().any(is_paid)
}

pub fn few_own(draft: &Draft, with: &Value) -> bool {
    let all = draft.extensions();
    let own = all.iter().filter(|it| !it.is_outside()).count() as i64;
    own * 100 < number(&with["least_percent"]) * all.len() as i64
}
