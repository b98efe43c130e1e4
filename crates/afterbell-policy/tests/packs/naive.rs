//! A second judge, slow and plain: it reads draft and pack as loose values, as they are written,
//! knows none of the domain's types, and only says which checks are broken.

mod courses;
mod draft;
mod money;
mod openness;
mod people;
mod services;

use std::collections::BTreeSet;

use serde_json::Value;
use toml::Table;

use draft::Draft;

/// The checks of a pack, as it is written, that a draft breaks.
pub fn broken(draft: &Value, pack: &Table) -> BTreeSet<String> {
    let draft = Draft(draft);
    let checks = pack["check"].as_array().expect("checks").iter();
    let broken = checks.filter(|check| {
        let rule = check["rule"].as_table().expect("a rule");
        let (code, with) = rule.iter().next().expect("one rule");
        // The same loose values for both files.
        let with = serde_json::to_value(with).expect("JSON");
        is_broken(&draft, code, &with)
    });
    let ids = broken.map(|check| check["id"].as_str().expect("an id").to_owned());
    ids.collect()
}

fn is_broken(draft: &Draft, code: &str, with: &Value) -> bool {
    match code {
        "service_days" => services::some_day_without_care(draft, with),
        "service_hours" => services::some_day_too_short(draft, with),
        "care_end" => services::some_day_ends_early(draft, with),
        "seasonal_ends" => services::ends_out_of_season(draft, with),
        "staggered_dismissal" => services::few_batches(draft, with),
        "weekend_days" => services::other_number_of_weekend_days(draft, with),
        "services_held" => services::some_service_missing(draft, with),
        "holiday_opening" => services::holidays_too_short(draft, with),
        "evening_study" => services::evening_too_late_or_too_young(draft, with),
        "evening_without_subject" => services::evening_with_subject(draft),
        "activity_slots" => services::out_of_slot(draft, with),
        "daily_activities" => services::some_activity_missing(draft, with),
        "prohibited_activities" => services::does_prohibited(draft, with),
        "written_homework" => services::written_homework(draft, with),
        "other_than_homework" => services::only_homework(draft),
        "homework_share" => services::much_homework(draft, with),
        "sport_without_pe" => services::little_sport(draft, with),
        "specialty_share" => services::small_specialty(draft, with),
        "grade_activities" => courses::named_activity_missing(draft, with),
        "prohibited_words" => courses::prohibited_words(draft, with),
        "extension_groups" => courses::few_groups(draft, with),
        "course_series" => courses::few_series(draft, with),
        "gifted_courses" => courses::few_gifted(draft, with),
        "course_details" => courses::details_missing(draft, with),
        "course_groups" => people::course_groups(draft, with),
        "temporary_groups" => people::temporary_groups(draft, with),
        "outside_papers" => people::papers_missing(draft, with),
        "outside_posted" => people::not_posted(draft),
        "unpaid_outside" => people::paid_outside(draft),
        "own_staff" => people::few_own(draft, with),
        "fee_within_standard" => money::above_standard(draft),
        "fee_per_period" => money::other_period(draft, with),
        "payment_weeks" => money::other_weeks(draft, with),
        "full_refund" => money::no_full_refund(draft),
        "no_fee" => money::charged(draft, with),
        "uncapped" => openness::capped(draft, with),
        "voluntary" => openness::required(draft, with),
        "mid_term" => openness::no_mid_term(draft),
        "priority" => openness::priority_missing(draft, with),
        "safety_agreement" => openness::agreement_missing(draft, with),
        "public_notice" => openness::notice_missing(draft, with),
        "objection_channels" => openness::channels_missing(draft, with),
        "selection_declared" => openness::selection_undeclared(draft),
        "families_asked" => openness::families_not_asked(draft),
        "on_record" => openness::not_on_record(draft, with),
        "ledger_reports" => openness::other_ledger(draft, with),
        "service_flow" => openness::other_flow(draft, with),
        "one_place" => openness::elsewhere(draft),
        _ => panic!("the naive judge does not know {code}"),
    }
}
