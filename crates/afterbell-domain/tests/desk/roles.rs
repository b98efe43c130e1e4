use afterbell_domain::desk::{Permission, Role};
use afterbell_domain::{Grade, HomeroomClass};

fn class(grade: u8, number: u8) -> HomeroomClass {
    HomeroomClass::new(Grade::new(grade).unwrap(), number).unwrap()
}

/// Columns: school admin, coordinator, class teacher, teacher, auditor, district officer, operator.
const TABLE: [(Permission, &str); 18] = [
    (Permission::ReadStaff, "xx..x.x"),
    (Permission::ManageStaff, "x......"),
    (Permission::ReadAudit, "x...x.."),
    (Permission::ReadDraft, "xxx.xx."),
    (Permission::EditDraft, "xx....."),
    (Permission::PostNotice, "xx....."),
    (Permission::ReadObjections, "xx....."),
    (Permission::Publish, "xx....."),
    (Permission::Import, "xx....."),
    (Permission::Export, "xx..xx."),
    (Permission::IssueCodes, "xxx...."),
    (Permission::ReadRegister, "xx..xx."),
    (Permission::KeepRegister, "xx....."),
    (Permission::ReadDraw, "xx..x.."),
    (Permission::RunDraw, "x......"),
    (Permission::ReadRoster, "xxx...."),
    (Permission::ChooseApplicants, "xxxx..."),
    (Permission::Propose, "xxxx..."),
];

fn roles() -> [Role; 7] {
    [
        Role::SchoolAdmin,
        Role::Coordinator,
        Role::ClassTeacher { class: class(3, 2) },
        Role::Teacher,
        Role::Auditor,
        Role::DistrictOfficer,
        Role::Operator,
    ]
}

#[test]
fn each_role_may_what_the_table_says_and_no_more() {
    assert_eq!(TABLE.map(|(permission, _)| permission), Permission::ALL);
    for (permission, expected) in TABLE {
        let found: String = roles()
            .iter()
            .map(|role| if role.may(permission) { 'x' } else { '.' })
            .collect();
        assert_eq!(found, expected, "{permission:?}");
    }
}

#[test]
fn who_only_reads_changes_nothing_and_sees_no_child() {
    for role in [Role::Auditor, Role::DistrictOfficer, Role::Operator] {
        for permission in role.permissions() {
            assert!(permission.only_reads(), "{role:?} {permission:?}");
            assert!(!permission.shows_children(), "{role:?} {permission:?}");
        }
    }
}

#[test]
fn a_class_teacher_has_the_codes_and_the_roster_of_one_class() {
    let teacher = Role::ClassTeacher { class: class(3, 2) };
    assert!(teacher.may_issue_codes_to(class(3, 2)));
    assert!(!teacher.may_issue_codes_to(class(3, 1)));
    assert!(Role::Coordinator.may_issue_codes_to(class(3, 1)));
    assert!(!Role::Auditor.may_issue_codes_to(class(3, 2)));
    assert!(teacher.may_read_roster_of(class(3, 2)));
    assert!(!teacher.may_read_roster_of(class(3, 1)));
    assert!(Role::Coordinator.may_read_roster_of(class(3, 1)));
    assert!(!Role::Auditor.may_read_roster_of(class(3, 2)));
}
