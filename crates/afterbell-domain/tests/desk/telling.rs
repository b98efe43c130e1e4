use afterbell_domain::desk::{
    Bystander, MenuDifference, NotDecided, Reassigned, Standing, Telling, Told, ToldChange,
    ToldPickUp, Wisher,
};
use afterbell_domain::{
    CareChoice, ClockTime, MenuContent, MenuHash, OfferingId, SelectionDraft, SelectionMode,
    ServiceMenu, StudentId, WeekSlots, WishList,
};

use super::drafts::{example, fen};

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
        care: vec![choice],
        ..Bystander::new(student(name))
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

/// A round of wishes.
fn drawn(change: &dyn Fn(&mut MenuContent)) -> ServiceMenu {
    menu(&|menu| {
        menu.round.mode = SelectionMode::Wishes;
        change(menu);
    })
}

/// A child that may wish for the first two offerings, and does.
fn wisher(menu: &ServiceMenu, name: &str, offerings: &[&OfferingId]) -> Bystander {
    let first = menu.offering(offerings[0]).expect("an offering");
    let grade = first.eligibility.grades.iter().next().expect("a grade");
    let student = serde_json::json!({
        "id": name, "name": "某某", "class": { "grade": grade, "number": 1 },
        "completed": menu.courses.iter().map(|course| &course.id).collect::<Vec<_>>(),
    });
    let slots = WeekSlots::of(&menu.offerings);
    let wishes = offerings.iter().map(|id| {
        let offering = menu.offering(id).expect("an offering");
        let slot = slots.of_offering(offering).next().expect("a slot");
        (slot.id.clone(), (*id).clone())
    });
    let mut list = WishList::empty(menu.hash().expect("a hash"));
    for (slot, id) in wishes {
        let mut ranked: Vec<_> = list.of_slot(&slot).to_vec();
        ranked.push(id);
        list.rank(slot, ranked);
    }
    Bystander {
        wishes: Some(Wisher {
            student: serde_json::from_value(student).expect("a student"),
            wishes: list,
        }),
        ..Bystander::new(self::student(name))
    }
}

fn of_courses(told: &Told, name: &str) -> Vec<(Standing, OfferingId, bool)> {
    let told = told.get(&student(name)).into_iter().flatten();
    let course = |told: &ToldChange| match told {
        ToldChange::Course(told) => {
            let after = told.after.is_some();
            (told.standing, told.before.offering.id.clone(), after)
        }
        ToldChange::PickUp(_) => panic!("{told:?}"),
    };
    told.map(course).collect()
}

fn told_by(published: &ServiceMenu, menu: &ServiceMenu, children: &[Bystander]) -> Told {
    let telling = Telling {
        published,
        menu,
        reassigned: &[],
    };
    telling.told(children)
}

#[test]
fn who_waits_is_told_of_what_is_removed_and_of_what_is_altered() {
    let published = menu(&|_| {});
    let [gone, altered, same] = [0, 1, 2].map(|at| published.offerings[at].id.clone());
    let child = Bystander {
        waits: vec![gone.clone(), altered.clone(), same.clone()],
        ..Bystander::new(student("a"))
    };
    let children = [child, Bystander::new(student("b"))];
    let next = menu(&|menu| {
        menu.offerings[1].fee_fen = fen(123_400);
        menu.offerings[2].places += 1;
        menu.offerings.remove(0);
    });
    let told = told_by(&published, &next, &children);
    let expected = [
        (Standing::Waits, gone.clone(), false),
        (Standing::Waits, altered.clone(), true),
    ];
    assert_eq!(of_courses(&told, "a"), expected);
    assert_eq!(told.len(), 1);
    let difference = MenuDifference::between(&published, &next, &Default::default());
    let difference = difference.with_told(&told);
    assert_eq!(difference.removed[0].waiting, 1);
    // Only in what is removed waiting ends.
    assert_eq!((difference.waiting(), difference.lapsing), (1, 0));
}

#[test]
fn who_wishes_is_told_whether_the_wish_still_holds() {
    let published = drawn(&|_| {});
    let first = published.offerings[0].clone();
    let child = wisher(&published, "a", &[&first.id]);
    let holds = child.wishes.as_ref().expect("wishes");
    let holds = holds.wishes.that_hold(&published, &holds.student);
    assert_eq!(holds.offerings().collect::<Vec<_>>(), [&first.id]);
    let told = |next: &ServiceMenu, children: &[Bystander]| {
        let told = told_by(&published, next, children);
        let difference = MenuDifference::between(&published, next, &Default::default());
        let difference = difference.with_told(&told);
        let named = difference.removed.iter();
        let named = named.chain(difference.changed.iter().map(|it| &it.named));
        let wishing: u32 = named.map(|it| it.wishing).sum();
        (of_courses(&told, "a"), wishing, difference.lapsing)
    };
    let child = [child];
    let fee = drawn(&|menu| menu.offerings[0].fee_fen = fen(123_400));
    let kept = vec![(Standing::Wishes, first.id.clone(), true)];
    assert_eq!(told(&fee, &child), (kept, 1, 0));
    let places = drawn(&|menu| menu.offerings[0].places += 1);
    assert_eq!(told(&places, &child), (Vec::new(), 0, 0));
    let gone = drawn(&|menu| drop(menu.offerings.remove(0)));
    let ended = vec![(Standing::Wished, first.id.clone(), false)];
    assert_eq!(told(&gone, &child), (ended, 1, 1));
    // No draw, no wishes; and what was drawn before is none of theirs.
    let taken = menu(&|menu| menu.round.mode = SelectionMode::FirstCome);
    let lapsed = vec![(Standing::Wished, first.id.clone(), true)];
    assert_eq!(told(&taken, &child), (lapsed, 0, 1));
    assert_eq!(told_by(&taken, &gone, &child), Told::new());
    // Whoever holds it hears of it as one that holds it.
    let [mut holder] = child;
    if let Some(wisher) = &mut holder.wishes {
        wisher.student.enrolled = vec![first.id.clone()];
    }
    assert_eq!(told(&gone, &[holder]), (Vec::new(), 0, 0));
}
