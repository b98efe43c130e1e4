//! What is found in a draft, by cell and by check.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use afterbell_desk::findings::{Group, Part, Place, Report, ServicePart, Weight};
use afterbell_desk::pack::PackState;
use afterbell_desk::route::Section;
use afterbell_desk::sheet::Column;
use afterbell_domain::desk::PackView;
use afterbell_domain::policy::{
    Acknowledgement, Activity, Channel, CourseDetail, CourseFact, MenuDraft, NoticeContent, Pack,
    ServiceDetail,
};
use afterbell_domain::{Label, Provider, Session};
use afterbell_locale::Locale;

fn example(name: &str) -> (MenuDraft, Pack) {
    let text = match name {
        "ningbo" => include_str!("../../../policies/examples/ningbo.json"),
        "sanming" => include_str!("../../../policies/examples/sanming.json"),
        _ => include_str!("../../../policies/examples/school-plan.json"),
    };
    let pack = afterbell_policy::bundled(name).unwrap().unwrap();
    (serde_json::from_str(text).unwrap(), pack)
}

fn report(draft: &MenuDraft, pack: &Pack) -> Report {
    Report::of(Locale::default(), draft, Some(pack), &BTreeMap::new())
}

#[test]
fn an_example_that_passes_its_pack_can_be_published() {
    for name in ["ningbo", "sanming", "school-plan"] {
        let (draft, pack) = example(name);
        assert_eq!(report(&draft, &pack).blocking(), 0, "{name}");
    }
}

#[test]
fn a_fault_of_the_menu_stands_in_its_cell_and_is_the_first_to_be_told() {
    let (mut draft, pack) = example("ningbo");
    draft.menu.offerings[1].places = 0;
    draft.menu.offerings[1].provider = Provider::Outside {
        institution: Some("创想科技中心".parse().unwrap()),
    };
    let report = report(&draft, &pack);
    let id = draft.menu.offerings[1].id.clone();
    let remark = &report.cells[&(id.clone(), Column::Places)];
    assert_eq!(remark.weight, Weight::Fault);
    assert_eq!(report.groups[0].weight, Weight::Fault);
    assert_eq!(report.groups[0].cells, [(id.clone(), Column::Places)]);
    // Papers are missing as well: an error of the pack, with its clause and how to mend it.
    let papers = &report.cells[&(id, Column::Provider)];
    assert_eq!(papers.weight, Weight::Error);
    let error = report
        .groups
        .iter()
        .find(|group| group.weight == Weight::Error)
        .unwrap();
    assert!(error.clause.as_ref().unwrap().contains("宁波"));
    assert!(error.mend.as_ref().is_some_and(|mend| !mend.is_empty()));
    assert!(error.open.is_empty(), "an error cannot be acknowledged");
}

#[test]
fn a_warning_is_open_until_somebody_decides_and_then_told_with_the_reason() {
    let (mut draft, pack) = example("ningbo");
    draft.menu.courses[0].name = "奥数".parse().unwrap();
    let found = report(&draft, &pack);
    let warning = found
        .groups
        .iter()
        .find(|group| group.weight == Weight::Warning)
        .unwrap();
    assert!(!warning.open.is_empty());
    assert!(found.blocking() > 0);
    draft.acknowledgements = warning
        .open
        .iter()
        .map(|breach| Acknowledgement {
            breach: breach.clone(),
            reason: "只是课程名称".parse().unwrap(),
            decided_by: "教导处".parse().unwrap(),
            decided_on: "2026-08-30".parse().unwrap(),
        })
        .collect();
    let decided = report(&draft, &pack);
    assert_eq!(decided.count(Weight::Warning), 0);
    assert_eq!(found.count(Weight::Warning), warning.open.len());
    assert_eq!(decided.blocking(), found.blocking() - warning.open.len());
    let accepted = decided
        .groups
        .iter()
        .find(|group| group.weight == Weight::Accepted)
        .unwrap();
    assert_eq!(accepted.decided.len(), draft.acknowledgements.len());
}

#[test]
fn a_clash_is_told_in_both_cells_and_blocks_nothing() {
    let (mut draft, pack) = example("ningbo");
    let blocking = report(&draft, &pack).blocking();
    let session = Session {
        room: Some("操场".parse().unwrap()),
        ..draft.menu.offerings[0].sessions[0].clone()
    };
    let ids = [0, 1].map(|at| {
        draft.menu.offerings[at].sessions = vec![session.clone()];
        draft.menu.offerings[at].id.clone()
    });
    let report = report(&draft, &pack);
    for id in ids {
        let remark = &report.cells[&(id, Column::Room)];
        assert_eq!(remark.weight, Weight::Clash);
        assert!(remark.said[0].contains("操场"), "{:?}", remark.said);
    }
    assert_eq!(report.blocking(), blocking);
}

#[test]
fn without_a_pack_only_the_menu_itself_is_looked_at() {
    let (mut draft, _) = example("ningbo");
    draft.plan = Default::default();
    let report = Report::of(Locale::default(), &draft, None, &BTreeMap::new());
    assert_eq!(report.blocking(), 0);
}

#[test]
fn a_pack_that_cannot_be_read_is_not_taken_for_none() {
    let view = |pack: Option<&str>| PackView {
        pack: pack.map(str::to_owned),
        word_lists: Default::default(),
    };
    assert_eq!(PackState::of(&view(None)), PackState::Missing);
    assert_eq!(PackState::of(&view(Some("name = "))), PackState::Unreadable);
    let text = include_str!("../../../e2e/fixtures/trial/packs/outside.toml");
    let read = PackState::of(&view(Some(text)));
    assert_eq!(read.pack().unwrap().checks.len(), 1);
}

/// What is found outside the sheet stands beside its field, and leads to its page.
#[test]
fn a_finding_of_a_form_stands_beside_its_field() {
    let (mut draft, pack) = example("ningbo");
    let service = &mut draft.menu.base_care.services[1];
    service.content = Some("报名送文具".parse().unwrap());
    let weekday = draft.menu.base_care.days[0].weekday;
    draft.menu.base_care.days[0].pick_up_times.clear();
    draft.menu.round.windows.clear();
    let report = report(&draft, &pack);
    let remark = |place| report.places.get(&place).cloned().expect("a remark");
    let day = remark(Place::CareDay(weekday));
    assert_eq!(day.weight, Weight::Fault);
    assert_eq!(day.said.len(), 1);
    assert_eq!(remark(Place::Windows).weight, Weight::Fault);
    let words = remark(Place::Service(1));
    assert_eq!(words.weight, Weight::Warning);
    assert!(report.cells.is_empty(), "nothing of it is the sheet's");
    let of_words = report.groups.iter().find(|it| !it.open.is_empty());
    let aims = &of_words.expect("a warning").aims;
    assert_eq!(
        aims.iter().map(|aim| aim.place).collect::<Vec<_>>(),
        [Place::Service(1)]
    );
    assert_eq!(Place::Service(1).section(), Section::Services);
    assert_eq!(Place::Windows.section(), Section::Term);
}

/// Of a service each finding stands at the field that mends it, also where it is of a day.
#[test]
fn a_finding_of_a_service_stands_at_its_field() {
    let (mut draft, pack) = example("sanming");
    let services = draft.menu.base_care.services.clone();
    let at = |name: &str| services.iter().position(|it| it.name.as_str() == name);
    let sport = at("体育活动").unwrap();
    let detail = |draft: &mut MenuDraft, change: fn(&mut ServiceDetail)| {
        change(
            draft
                .plan
                .services
                .get_mut(&"体育活动".parse::<Label>().unwrap())
                .unwrap(),
        );
    };
    detail(&mut draft, |it| it.places = Some(200));
    let found = report(&draft, &pack);
    let places: Vec<_> = found.places.keys().copied().collect();
    let all = services.iter().zip(0..);
    let of_name = all.filter(|(it, _)| it.name == services[sport].name);
    let capped: Vec<_> = of_name
        .map(|(_, at)| Place::ServicePart(at, ServicePart::Places))
        .collect();
    assert_eq!(places, capped);
    assert_eq!(capped[0].section(), Section::Services);

    detail(&mut draft, |it| {
        it.places = None;
        it.activities = vec![Activity::Care];
    });
    let found = report(&draft, &pack);
    let is_of_activities =
        |place: &Place| matches!(place, Place::ServicePart(_, ServicePart::Activities));
    assert!(!found.places.is_empty() && found.places.keys().all(is_of_activities));
    let mut aims = found.groups.iter().flat_map(|group| &group.aims);
    assert!(aims.all(|aim| aim.field == Some(Part::Activity(Activity::Sport))));

    // Where nothing is held the day has to be mended first.
    draft.menu.base_care.services.clear();
    draft.plan.services.clear();
    let found = report(&draft, &pack);
    assert!(
        found
            .places
            .keys()
            .any(|place| matches!(place, Place::CareDay(_)))
    );
}

/// What is said of the notice leads to where it is written, and a number that is written mends it.
#[test]
fn a_finding_of_the_notice_leads_to_its_form() {
    let (mut draft, pack) = example("sanming");
    let services = &mut draft.menu.base_care.services;
    services[0].content = None;
    let notice = draft.plan.public_notice.as_mut().unwrap();
    notice.contents.clear();
    let email = notice.channels.remove(&Channel::Email).unwrap();
    assert_eq!(Place::Notice.section(), Section::Publish);
    let said = |draft: &MenuDraft| {
        let report = report(draft, &pack);
        let groups = report.groups.iter().filter(|it| it.weight < Weight::Clash);
        for group in groups {
            let is_there = group.aims.iter().all(|aim| aim.place == Place::Notice);
            assert!(is_there && !group.aims.is_empty(), "{:?}", group.said);
        }
        let remark = report.places.get(&Place::Notice);
        remark.map(|remark| (remark.weight, remark.said.clone()))
    };
    let (weight, both) = said(&draft).unwrap();
    assert_eq!(weight, Weight::Error);
    assert_eq!(both.len(), 2, "{both:?}");
    let notice = draft.plan.public_notice.as_mut().unwrap();
    notice.contents.push(NoticeContent::Content);
    let (weight, one) = said(&draft).unwrap();
    assert_eq!((weight, one.len()), (Weight::Warning, 1));
    let notice = draft.plan.public_notice.as_mut().unwrap();
    notice.channels.insert(Channel::Email, email);
    assert_eq!(said(&draft), None);
    let notice = draft.plan.public_notice.as_mut().unwrap();
    (notice.posted_on, notice.posted_until) = (notice.posted_until, notice.posted_on);
    assert!(notice.ends_before_it_begins());
    let fault = said(&draft).unwrap();
    assert_eq!(fault.0, Weight::Fault);
}

#[test]
fn a_session_outside_free_times_is_told_beside_its_times_and_blocks_nothing() {
    let (mut draft, pack) = example("school-plan");
    let teacher = "甲".parse().unwrap();
    draft.menu.offerings[0].teachers = vec![teacher];
    let blocking = report(&draft, &pack).blocking();
    let free = BTreeMap::from([("甲".parse().unwrap(), Vec::new())]);
    let told = Report::of(Locale::default(), &draft, Some(&pack), &free);
    assert_eq!(told.blocking(), blocking);
    let cell = (draft.menu.offerings[0].id.clone(), Column::Times);
    let remark = &told.cells[&cell];
    assert!(
        remark
            .said
            .iter()
            .any(|said| said.contains("甲填报的空闲时间")),
        "{remark:?}"
    );
}

/// What a district asks about courses stands in the columns where it is told.
#[test]
fn what_is_asked_about_courses_leads_to_its_column() {
    let (mut draft, _) = example("ningbo");
    let pack = afterbell_policy::bundled("changzhi").unwrap().unwrap();
    draft.plan.courses.clear();
    let found = report(&draft, &pack);
    for offering in &draft.menu.offerings {
        let remark = &found.cells[&(offering.id.clone(), Column::Content)];
        assert_eq!(remark.weight, Weight::Error);
    }
    let (_, pack) = example("ningbo");
    let found = report(&draft, &pack);
    for column in [Column::Series, Column::ForGifted] {
        let remark = &found.columns[&column];
        let first = (draft.menu.offerings[0].id.clone(), column);
        assert!(!found.cells.contains_key(&first), "no single row lacks it");
        let is_it = |group: &&Group| group.cells == [first.clone()];
        let group = found.groups.iter().find(is_it).unwrap();
        assert_eq!(group.weight, remark.weight);
    }
    // Told in the first row, the other rows are where more can be told.
    let course = draft.menu.offerings[0].course.clone();
    let said = [
        CourseFact::Series(Some("海洋".parse().unwrap())),
        CourseFact::ForGifted(Some(true)),
    ];
    let told = said
        .into_iter()
        .fold(CourseDetail::default(), CourseDetail::with);
    draft.plan.courses.insert(course, told);
    assert!(report(&draft, &pack).columns.is_empty());
}

#[test]
fn a_word_is_told_where_it_stands() {
    let (mut draft, pack) = example("ningbo");
    let of = |draft: &MenuDraft| {
        let found = report(draft, &pack);
        let cells = found.cells.into_iter();
        let warned = cells.filter(|(_, remark)| remark.weight == Weight::Warning);
        warned.map(|((_, column), _)| column).collect::<Vec<_>>()
    };
    let course = draft.menu.courses[0].id.clone();
    let rows = draft
        .menu
        .offerings
        .iter()
        .filter(|it| it.course == course)
        .count();
    let detail = draft.plan.courses.entry(course).or_default();
    let before = detail.clone();
    *detail = before
        .clone()
        .with(CourseFact::Content(Some("奥数竞赛".parse().unwrap())));
    assert_eq!(of(&draft), vec![Column::Content; rows]);
    let course = draft.menu.courses[0].id.clone();
    let series = before.with(CourseFact::Series(Some("奥数".parse().unwrap())));
    draft.plan.courses.insert(course, series);
    assert_eq!(of(&draft), vec![Column::Series; rows]);
}
