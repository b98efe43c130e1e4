use afterbell_domain::policy::MenuDraft;
use serde_json::json;

use super::coverage::menu;

#[test]
fn a_plan_stands_beside_what_is_published() {
    let detail = json!({ "form": "club", "content": "棋" });
    let agreement = json!({ "title": "下学期的协议", "clauses": ["尚未公布。"] });
    let plan = json!({
        "courses": { "chess": detail, "next-term": detail },
        "agreement_copies": 2, "agreement": agreement,
    });
    let mut next = menu();
    next.courses.remove(0);
    let draft = json!({ "menu": next, "plan": plan });
    let draft: MenuDraft = serde_json::from_value(draft).expect("a draft");
    assert!(draft.plan.agreement.is_some());
    let published = draft.beside_published(menu());
    // Nobody can fetch a text that was never published, and a district neither.
    assert_eq!(published.plan.agreement, None);
    assert_eq!(published.menu, menu());
    let known: Vec<_> = published
        .plan
        .courses
        .keys()
        .map(|id| id.as_str())
        .collect();
    assert_eq!(known, ["chess"]);
    assert_eq!(published.plan.agreement_copies, Some(2));
    assert_eq!(published.faults(), []);
    assert_eq!(published.clone().as_told(None), published);
}
