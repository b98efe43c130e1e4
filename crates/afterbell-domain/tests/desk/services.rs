use afterbell_domain::desk::{
    DraftEdit, add_service, change_service, charge_service, describe_service, edit_together,
    remove_service, set_care_day, set_minimum, set_once_per_term,
};
use afterbell_domain::policy::{MenuDraft, ServiceDetail, ServiceKind};
use afterbell_domain::{BaseService, CareDay, Label, Weekday, reading};

use super::drafts::{example, fen};

fn label(text: &str) -> Label {
    text.parse().unwrap()
}

/// Makes the edits, all of them, and takes them back.
#[track_caller]
fn make(draft: &mut MenuDraft, edits: Vec<DraftEdit>) {
    let before = draft.clone();
    let edited = edit_together(draft, edits.clone());
    assert_eq!(edited.conflicts, []);
    assert_eq!(edited.applied, edits);
    let mut back = draft.clone();
    let inverse = edits.iter().rev().map(DraftEdit::inverse).collect();
    assert_eq!(edit_together(&mut back, inverse).conflicts, []);
    assert_eq!(back, before);
}

/// A draft with one more service of this kind, and where that stands.
fn with(kind: ServiceKind) -> (MenuDraft, usize) {
    let mut draft = example("zhoushan");
    let service = BaseService::suggested(&draft.menu, kind, label("新服务")).unwrap();
    let edits = add_service(&draft, service, kind);
    make(&mut draft, edits);
    let at = draft.menu.base_care.services.len() - 1;
    (draft, at)
}

fn line(draft: &MenuDraft, at: usize) -> BaseService {
    draft.menu.base_care.services[at].clone()
}

#[test]
fn every_kind_of_service_is_suggested_as_what_it_is() {
    for kind in ServiceKind::ALL {
        let (draft, at) = with(*kind);
        let added = line(&draft, at);
        assert_eq!(draft.faults(), [], "{kind:?}");
        assert_eq!(draft.plan.services[&added.name].kind, *kind);
        let likely = match kind {
            // It is care until somebody calls it extended.
            ServiceKind::ExtendedCare => ServiceKind::BaseCare,
            kind => *kind,
        };
        assert_eq!(added.likely_kind(), likely);
    }
    let (draft, at) = with(ServiceKind::HolidayCare);
    let dates = line(&draft, at).dates.unwrap();
    assert!(draft.menu.term.last_day < dates.first_day);
    assert_eq!(dates.first_day.weekday(), Weekday::Monday);
    assert_eq!(dates.last_day.weekday(), Weekday::Friday);
}

#[test]
fn what_the_plan_says_of_a_service_goes_where_its_name_goes() {
    let (mut draft, at) = with(ServiceKind::Lunch);
    let renamed = BaseService {
        name: label("午餐午休"),
        ..line(&draft, at)
    };
    let edits = change_service(&draft, at, vec![renamed.clone()]);
    make(&mut draft, edits);
    assert_eq!(draft.plan.services[&renamed.name].kind, ServiceKind::Lunch);
    assert!(!draft.plan.services.contains_key(&label("新服务")));
    // Of two lines with one name only one is renamed: both are described.
    let edits = change_service(&draft, at, vec![renamed.clone(), renamed.clone()]);
    make(&mut draft, edits);
    let other = BaseService {
        name: label("午休"),
        ..renamed.clone()
    };
    let edits = change_service(&draft, at, vec![other]);
    make(&mut draft, edits);
    assert!(draft.plan.services.contains_key(&label("午休")));
    assert!(draft.plan.services.contains_key(&renamed.name));
    let edits = remove_service(&draft, at);
    make(&mut draft, edits);
    assert!(!draft.plan.services.contains_key(&label("午休")));
    assert_eq!(draft.faults(), []);
    assert_eq!(change_service(&draft, 99, Vec::new()), []);
}

#[test]
fn the_kind_decides_whether_there_are_dates() {
    let (mut draft, at) = with(ServiceKind::Weekend);
    let name = line(&draft, at).name;
    let edits = describe_service(
        &draft,
        &name,
        ServiceDetail::usual(ServiceKind::HolidayCare),
    );
    make(&mut draft, edits);
    assert!(line(&draft, at).dates.is_some());
    let edits = describe_service(&draft, &name, ServiceDetail::usual(ServiceKind::BaseCare));
    make(&mut draft, edits);
    assert_eq!(line(&draft, at).dates, None);
    let same = ServiceDetail::usual(ServiceKind::BaseCare);
    assert_eq!(describe_service(&draft, &name, same), []);
}

#[test]
fn families_are_told_the_fee_unless_the_school_says_it_in_words() {
    let (mut draft, at) = with(ServiceKind::Lunch);
    let told = |draft: &MenuDraft| line(draft, at).fee_note.unwrap().to_string();
    let edits = charge_service(&draft, at, fen(30_000));
    make(&mut draft, edits);
    assert_eq!(told(&draft), "300元/学期");
    assert_eq!(draft.plan.services[&label("新服务")].fee_fen, fen(30_000));
    let edits = charge_service(&draft, at, fen(32_050));
    make(&mut draft, edits);
    assert_eq!(told(&draft), "320.50元/学期");
    assert_eq!(charge_service(&draft, at, fen(32_050)), []);
    let in_words = BaseService {
        fee_note: Some(label("按餐费标准")),
        ..line(&draft, at)
    };
    let edits = change_service(&draft, at, vec![in_words]);
    make(&mut draft, edits);
    let edits = charge_service(&draft, at, fen(0));
    make(&mut draft, edits);
    assert_eq!(told(&draft), "按餐费标准");
}

#[test]
fn a_service_of_which_nothing_is_said_is_described_when_it_costs_something() {
    let (mut draft, at) = with(ServiceKind::EveningStudy);
    draft.plan.services.remove(&label("新服务"));
    let edits = charge_service(&draft, at, fen(100));
    make(&mut draft, edits);
    assert_eq!(
        draft.plan.services[&label("新服务")].kind,
        ServiceKind::EveningStudy
    );
}

#[test]
fn what_holds_for_all_courses_is_written_into_each() {
    let mut draft = example("zhoushan");
    draft.menu.offerings[0].minimum = Some(3);
    draft.menu.offerings[1].minimum = None;
    draft.menu.offerings[2].minimum = None;
    draft.menu.offerings[2].places = 4;
    let edits = set_minimum(&draft, 5);
    make(&mut draft, edits);
    let minimum = |at: usize| draft.menu.offerings[at].minimum;
    assert_eq!(
        [minimum(0), minimum(1), minimum(2)],
        [Some(3), Some(5), None]
    );
    let edits = set_once_per_term(&draft, true);
    make(&mut draft, edits);
    let edits = set_once_per_term(&draft, false);
    assert_eq!(edits.len(), draft.menu.courses.len());
    make(&mut draft, edits);
    assert_eq!(set_once_per_term(&draft, false), []);
}

#[test]
fn a_day_of_care_is_as_the_others_until_somebody_says_otherwise() {
    let mut draft = example("zhoushan");
    let saturday = CareDay::suggested(&draft.menu.base_care, Weekday::Saturday).unwrap();
    let edits = set_care_day(&draft, &saturday);
    make(&mut draft, edits);
    let days: Vec<_> = draft.menu.base_care.days.iter().collect();
    assert!(days.is_sorted_by_key(|day| day.weekday));
    assert_eq!(days.last().unwrap().weekday, Weekday::Saturday);
    assert_eq!(set_care_day(&draft, &saturday), []);
    draft.menu.base_care.days.clear();
    let first = CareDay::suggested(&draft.menu.base_care, Weekday::Monday).unwrap();
    let edits = set_care_day(&draft, &first);
    make(&mut draft, edits);
    assert_eq!(draft.faults(), []);
}

#[test]
fn at_several_times_a_service_has_a_line_for_each() {
    let (mut draft, at) = with(ServiceKind::BaseCare);
    let times = reading::weekly_times("周一至周四 15:30-17:30；周五 15:30-16:30").unwrap();
    let lines = line(&draft, at).at_times(&times);
    let edits = change_service(&draft, at, lines);
    make(&mut draft, edits);
    assert_eq!(line(&draft, at).weekdays.iter().count(), 4);
    assert_eq!(line(&draft, at + 1).time.end(), "16:30".parse().unwrap());
    assert_eq!(line(&draft, at + 1).name, line(&draft, at).name);
}
