use afterbell_domain::desk::{
    AuditAction, DraftEdit, ObjectionText, Permission, Role, StaffMember, StaffState,
};
use serde_json::{Value, json};

fn is_read_back<T>(value: &Value)
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let read: T = serde_json::from_value(value.clone()).expect("readable");
    assert_eq!(serde_json::to_value(read).unwrap(), *value);
}

#[test]
fn people_are_written_flat() {
    is_read_back::<StaffMember>(&json!({
        "id": "a1", "name": "李老师", "role": "class_teacher",
        "class": { "grade": 3, "number": 2 }, "state": "active"
    }));
    let teacher = json!({ "role": "class_teacher" });
    assert!(
        serde_json::from_value::<Role>(teacher).is_err(),
        "without a class"
    );
    is_read_back::<StaffState>(&json!("revoked"));
    for permission in Permission::ALL {
        is_read_back::<Permission>(&serde_json::to_value(permission).unwrap());
    }
}

#[test]
fn an_action_is_known_by_its_code() {
    for action in AuditAction::ALL {
        assert_eq!(serde_json::to_value(action).unwrap(), action.code());
        assert_eq!(AuditAction::of_code(action.code()), Some(action));
    }
    assert_eq!(AuditAction::of_code("unknown"), None);
}

#[test]
fn edits_are_written_as_they_are_documented() {
    for edit in [
        json!({ "edit": "offering", "id": "ships", "before": { "places": 20 }, "after": { "places": 24 } }),
        json!({ "edit": "offering", "id": "ships", "before": { "minimum": null }, "after": { "minimum": 8 } }),
        json!({ "edit": "offering", "id": "ships", "before": { "provider": { "kind": "school" } },
            "after": { "provider": { "kind": "outside", "institution": "少年宫" } } }),
        json!({ "edit": "session", "offering": "ships", "session": 1,
            "before": { "room": null }, "after": { "room": "201" } }),
        json!({ "edit": "course", "id": "ships", "before": { "name": "船模" }, "after": { "name": "船舶模型" } }),
        json!({ "edit": "move_offering", "id": "ships", "before": null, "after": "chess" }),
        json!({ "edit": "menu", "before": { "limits": {} }, "after": { "limits": { "per_day": 1 } } }),
        json!({ "edit": "plan", "before": { "families_asked_on": null }, "after": { "families_asked_on": "2026-06-01" } }),
        json!({ "edit": "outside_holder", "holder": "少年宫", "before": null, "after": { "papers": [] } }),
    ] {
        is_read_back::<DraftEdit>(&edit);
    }
    let unknown =
        json!({ "edit": "offering", "id": "a", "before": { "price": 1 }, "after": { "price": 2 } });
    assert!(serde_json::from_value::<DraftEdit>(unknown).is_err());
}

#[test]
fn an_objection_is_text_of_bounded_length() {
    assert!("两行\n也行".parse::<ObjectionText>().is_ok());
    assert!("字".repeat(1_000).parse::<ObjectionText>().is_ok());
    let of_a_form: ObjectionText = " 第一行\r\n第\t二行\r\n".parse().unwrap();
    assert_eq!(of_a_form.as_str(), "第一行\n第 二行");
    for wrong in ["", "  \n ", "\u{7}", &"字".repeat(1_001)] {
        let told = wrong.parse::<ObjectionText>().err().unwrap().to_string();
        assert!(!told.contains('字'), "{told}");
    }
}
