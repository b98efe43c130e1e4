use afterbell_domain::desk::{
    Bystander, MenuDifference, NotDecided, Reassigned, Telling, Told, ToldChange, ToldPickUp,
};
use afterbell_domain::{
    CareChoice, ClockTime, MenuContent, MenuHash, SelectionDraft, ServiceMenu, StudentId,
};

use super::drafts::example;

fn menu(change: &dyn Fn(&mut MenuContent)) -> ServiceMenu {
    let mut content = example("zhoushan").menu;
    change(&mut content);
    ServiceMenu::new(content).expect("a menu")
}

fn student(name: &str) -> StudentId {
    name.parse().expect("an identifier")
}

/// What the first day of care has.
fn times() -> Vec<CareChoice> {
    let day = example("zhoushan").menu.base_care.days[0].clone();
    let weekday = day.weekday;
    let times = day.pick_up_times.into_iter();
    times
        .map(|pick_up| CareChoice { weekday, pick_up })
        .collect()
}

fn fetched(name: &str, choice: CareChoice) -> Bystander {
    Bystander {
        student: student(name),
        care: vec![choice],
    }
}

fn told(
    change: &dyn Fn(&mut MenuContent),
    children: &[Bystander],
    reassigned: &[Reassigned],
) -> Told {
    let (published, menu) = (menu(&|_| {}), menu(change));
    let telling = Telling {
        published: &published,
        menu: &menu,
        reassigned,
    };
    telling.told(children)
}

fn pick_up_ended(ended: CareChoice, now: &[CareChoice]) -> Vec<ToldChange> {
    let pick_up_times: Vec<ClockTime> = now.iter().map(|choice| choice.pick_up).collect();
    vec![ToldChange::PickUp(ToldPickUp {
        ended,
        pick_up_times,
    })]
}

#[test]
fn whose_pick_up_time_is_gone_is_told_what_there_is_instead_and_counted() {
    let times = times();
    let (first, last) = (times[0], *times.last().expect("a time"));
    assert!(times.len() > 1 && first.pick_up < last.pick_up);
    let children = [fetched("a", first), fetched("b", last), fetched("c", first)];
    assert_eq!(told(&|_| {}, &children, &[]), Told::new());
    let without = |menu: &mut MenuContent| {
        menu.base_care.days[0].pick_up_times.remove(0);
    };
    let found = told(&without, &children, &[]);
    let ended = pick_up_ended(first, &times[1..]);
    let expected = Told::from([(student("a"), ended.clone()), (student("c"), ended)]);
    assert_eq!(found, expected);

    let counted = MenuDifference::default().with_told(&found);
    assert_eq!((counted.touched(), counted.is_empty()), (2, false));
    let open = NotDecided::CareEnds {
        choice: first,
        held: 2,
    };
    assert_eq!(counted.care_not_told(&[]), [open]);
    assert_eq!(counted.care_not_told(&[last]).len(), 1);
    assert_eq!(counted.care_not_told(&[first]), []);

    let no_care = |menu: &mut MenuContent| {
        menu.base_care.days.remove(0);
    };
    let found = told(&no_care, &children, &[]);
    assert_eq!(found.len(), 3);
    assert_eq!(found[&student("b")], pick_up_ended(last, &[]));
    let counted = MenuDifference::default().with_told(&found);
    assert_eq!(counted.touched(), 3);
    assert_eq!(counted.care_not_told(&[first]).len(), 1);
}

/// A time that an earlier version has taken, and a term that is another one, are told elsewhere.
#[test]
fn only_what_this_version_takes_away_is_told() {
    let mut early = times()[0];
    early.pick_up = "06:00".parse().expect("a time");
    let without = |menu: &mut MenuContent| {
        menu.base_care.days[0].pick_up_times.remove(0);
    };
    assert_eq!(told(&without, &[fetched("a", early)], &[]), Told::new());
    let other_term = menu(&|menu| {
        without(menu);
        menu.term.first_day = "2030-09-02".parse().expect("a day");
        menu.term.last_day = "2031-01-24".parse().expect("a day");
        menu.term.make_up_days.clear();
        menu.term.holidays.clear();
    });
    let published = menu(&|_| {});
    let telling = Telling {
        published: &published,
        menu: &other_term,
        reassigned: &[],
    };
    assert_eq!(telling.told(&[fetched("a", times()[0])]), Told::new());
}

/// Whoever is moved to a course that ends later is fetched later by the same version, and told that.
#[test]
fn who_is_fetched_later_by_the_same_version_is_not_told_of_the_time_before() {
    let times = times();
    let (first, last) = (times[0], *times.last().expect("a time"));
    let without = |menu: &mut MenuContent| {
        menu.base_care.days[0].pick_up_times.remove(0);
    };
    let hash: MenuHash = menu(&without).hash().expect("a hash");
    let moved = |care: CareChoice| Reassigned {
        student: student("a"),
        leaves: Vec::new(),
        takes: Vec::new(),
        selection: Some(
            SelectionDraft::new(hash.clone(), Vec::new(), vec![care]).expect("a draft"),
        ),
        told: Vec::new(),
    };
    let child = [fetched("a", first)];
    assert_eq!(told(&without, &child, &[moved(last)]), Told::new());
    assert_eq!(told(&without, &child, &[moved(first)]).len(), 1);
}

/// What books keep from before there was more than one kind of change.
#[test]
fn changes_of_before_are_still_read() {
    let menu = example("zhoushan").menu;
    let offering = menu.offerings[0].clone();
    let before = serde_json::json!({ "course": "朗诵", "offering": offering });
    let kept = serde_json::json!({ "before": before, "reason": "停开" });
    let told: ToldChange = serde_json::from_value(kept.clone()).expect("a change");
    let ToldChange::Course(course) = &told else {
        panic!("{told:?}")
    };
    assert_eq!(course.before.offering, offering);
    assert_eq!(serde_json::to_value(&told).expect("json"), kept);
    let ended = pick_up_ended(times()[0], &times()[1..]).remove(0);
    let kept = serde_json::to_string(&ended).expect("json");
    let again: ToldChange = serde_json::from_str(&kept).expect("a change");
    assert_eq!(again, ended);
}
