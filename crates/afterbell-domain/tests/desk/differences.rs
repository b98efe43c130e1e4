use std::collections::BTreeMap;

use afterbell_domain::OfferingId;
use afterbell_domain::desk::{
    ChangeDecision, Fate, MenuCell, MenuDifference, NotDecided, OfferingCell,
};

use super::drafts::{example, fen};

fn held(of: &[(&OfferingId, u32)]) -> BTreeMap<OfferingId, u32> {
    of.iter().map(|(id, held)| ((*id).clone(), *held)).collect()
}

#[test]
fn nothing_changed_is_nothing() {
    let menu = example("zhoushan").menu;
    let difference = MenuDifference::between(&menu, &menu, &BTreeMap::new());
    assert!(difference.is_empty());
    assert_eq!(difference.not_decided(&[]), []);
}

#[test]
fn each_change_is_named_with_what_was_and_whom_it_touches() {
    let old = example("zhoushan").menu;
    let mut new = old.clone();
    let gone = new.offerings.remove(1);
    let mut fresh = new.offerings[0].clone();
    fresh.id = "fresh".parse().unwrap();
    new.offerings.push(fresh);
    new.offerings[0].fee_fen = fen(1_234);
    new.limits.per_day = Some(4);
    let first = old.offerings[0].id.clone();
    let held = held(&[(&first, 3), (&gone.id, 2)]);
    let difference = MenuDifference::between(&old, &new, &held);
    assert_eq!(difference.added.len(), 1);
    assert_eq!(difference.added[0].offering.as_str(), "fresh");
    assert_eq!(
        (
            difference.removed[0].offering.clone(),
            difference.removed[0].held
        ),
        (gone.id, 2)
    );
    assert_eq!(difference.changed.len(), 1);
    let fee = old.offerings[0].fee_fen;
    let cells = [(OfferingCell::FeeFen(fee), OfferingCell::FeeFen(fen(1_234)))];
    assert_eq!(difference.changed[0].cells, cells);
    let limits = (MenuCell::Limits(old.limits), MenuCell::Limits(new.limits));
    assert_eq!(difference.menu, [limits]);
    assert_eq!(difference.touched(), 5);
}

#[test]
fn no_child_loses_a_place_silently() {
    let old = example("zhoushan").menu;
    let id = old.offerings[0].id.clone();
    let three = held(&[(&id, 3)]);
    let judged = |change: &dyn Fn(&mut afterbell_domain::MenuContent), kept: &[ChangeDecision]| {
        let mut new = old.clone();
        change(&mut new);
        MenuDifference::between(&old, &new, &three).not_decided(kept)
    };
    let decided = |fate: Fate, reason: Option<&str>| {
        [ChangeDecision {
            offering: id.clone(),
            fate,
            ends_others: false,
            reason: reason.map(|reason| reason.parse().unwrap()),
        }]
    };
    let kept = &decided(Fate::Keep, None);
    let dropped = [NotDecided::WouldBeDropped {
        offering: id.clone(),
        held: 3,
    }];
    let remove = |menu: &mut afterbell_domain::MenuContent| drop(menu.offerings.remove(0));
    assert_eq!(judged(&remove, &[]), dropped);
    assert_eq!(
        judged(&remove, kept),
        dropped,
        "nobody stays in what is gone"
    );
    let mute = [NotDecided::ReasonMissing {
        offering: id.clone(),
    }];
    assert_eq!(judged(&remove, &decided(Fate::End, None)), mute);
    assert_eq!(judged(&remove, &decided(Fate::End, Some("停开"))), []);
    let two = |menu: &mut afterbell_domain::MenuContent| menu.offerings[0].places = 2;
    let overfull = NotDecided::WouldBeOverfull {
        offering: id.clone(),
        held: 3,
        places: 2,
    };
    assert_eq!(judged(&two, kept), [overfull]);
    let three_places = |menu: &mut afterbell_domain::MenuContent| menu.offerings[0].places = 3;
    assert_eq!(judged(&three_places, &[]), []);
    let fee = |menu: &mut afterbell_domain::MenuContent| menu.offerings[0].fee_fen = fen(77);
    let open = [NotDecided::NobodyDecided {
        offering: id.clone(),
        held: 3,
    }];
    assert_eq!(judged(&fee, &[]), open);
    assert_eq!(judged(&fee, kept), []);
    let name = |menu: &mut afterbell_domain::MenuContent| {
        let course = menu.offerings[0].course.clone();
        let course = menu.courses.iter_mut().find(|it| it.id == course).unwrap();
        course.name = "另一个名字".parse().unwrap();
    };
    assert_eq!(judged(&name, &[]), open);
    let other = |menu: &mut afterbell_domain::MenuContent| menu.offerings[1].fee_fen = fen(77);
    assert_eq!(judged(&other, &[]), []);
}
