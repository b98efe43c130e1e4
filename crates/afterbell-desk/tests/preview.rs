//! What a parent would be answered if the draft were published now.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use afterbell_desk::preview::{NoPreview, Preview};
use afterbell_domain::policy::MenuDraft;
use afterbell_domain::wire::drawn::OwnDraw;
use afterbell_domain::wire::{Me, Problem, ProblemCode, SchoolView};
use afterbell_domain::{Grade, MenuFault, ServiceMenu};

fn draft() -> MenuDraft {
    let text = include_str!("../../../policies/examples/school-plan.json");
    serde_json::from_str(text).unwrap()
}

fn preview(draft: &MenuDraft) -> Result<Preview, NoPreview> {
    Preview::of(draft, Grade::new(3).unwrap(), "三年级学生".parse().unwrap())
}

#[test]
fn the_app_is_answered_with_the_draft_as_it_would_be_published() {
    let preview = preview(&draft()).unwrap();
    let school: SchoolView = serde_json::from_str(preview.answer("/api/school").unwrap()).unwrap();
    let path = format!("/api/menus/{}", school.menu);
    let menu: ServiceMenu = serde_json::from_str(preview.answer(&path).unwrap()).unwrap();
    assert_eq!(menu, ServiceMenu::new(draft().menu).unwrap());
    assert_eq!(menu.hash().unwrap(), school.menu);
    let me: Me = serde_json::from_str(preview.answer("/api/me").unwrap()).unwrap();
    assert_eq!(me.children[0].student.class.grade(), Grade::new(3).unwrap());
    assert!(preview.answer("/api/selections").is_none());
    let wishes = preview.answer("/api/children/preview/wishes").unwrap();
    let nothing: Problem = serde_json::from_str(wishes).unwrap();
    assert_eq!(
        (nothing.status, nothing.code),
        (404, ProblemCode::NothingSubmitted)
    );
    let own = preview.answer("/api/children/preview/draw").unwrap();
    let own: OwnDraw = serde_json::from_str(own).unwrap();
    assert!(own.draw.is_none() && own.waiting.is_empty());
}

#[test]
fn a_draft_that_contradicts_itself_cannot_be_shown() {
    let mut draft = draft();
    draft.menu.offerings[0].places = 0;
    let Err(NoPreview::Faults(faults)) = preview(&draft) else {
        panic!("a menu without places");
    };
    assert!(matches!(faults.as_slice(), [MenuFault::NoPlaces { .. }]));
}
