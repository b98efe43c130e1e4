use afterbell_domain::desk::{Permission, Role, StaffState, Workplace};
use afterbell_domain::{Grade, HomeroomClass};

fn class(grade: u8, number: u8) -> HomeroomClass {
    HomeroomClass::new(Grade::new(grade).unwrap(), number).unwrap()
}

/// Columns: school admin, coordinator, class teacher, teacher, auditor, district officer, operator.
const TABLE: [(Permission, &str); 23] = [
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
    (Permission::ReadSchools, "......."),
    (Permission::AskSchools, "......."),
    (Permission::ReadReports, "......."),
    (Permission::KeepSchools, "......."),
    (Permission::KeepPack, "......."),
];

/// What there is at a district, as the columns above: officer and operator only.
const AT_DISTRICT: [(Permission, &str); 8] = [
    (Permission::ReadStaff, ".....xx"),
    (Permission::ManageStaff, ".....x."),
    (Permission::ReadAudit, ".....x."),
    (Permission::ReadSchools, ".....xx"),
    (Permission::AskSchools, ".....xx"),
    (Permission::ReadReports, ".....x."),
    (Permission::KeepSchools, ".....x."),
    (Permission::KeepPack, ".....x."),
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

fn row(workplace: Workplace, permission: Permission) -> String {
    let may = |role: &Role| workplace.may(*role, permission);
    let row = roles();
    row.iter()
        .map(|role| if may(role) { 'x' } else { '.' })
        .collect()
}

#[test]
fn a_role_means_something_else_at_a_district() {
    for permission in Permission::ALL {
        let expected = AT_DISTRICT.iter().find(|(it, _)| *it == permission);
        let expected = expected.map_or(".......", |(_, row)| row);
        assert_eq!(
            row(Workplace::District, permission),
            expected,
            "{permission:?}"
        );
        // At a school nothing has changed.
        let (_, at_school) = TABLE.iter().find(|(it, _)| *it == permission).unwrap();
        assert_eq!(
            row(Workplace::School, permission),
            *at_school,
            "{permission:?}"
        );
    }
    for role in roles() {
        assert!(Workplace::School.has(role));
        let is_there = Workplace::District.permissions(role).next().is_some();
        assert_eq!(Workplace::District.has(role), is_there, "{role:?}");
        // Nobody there sees anything about one child.
        let mut all = Workplace::District.permissions(role);
        assert!(!all.any(Permission::shows_children), "{role:?}");
    }
}

#[test]
fn somebody_has_to_be_there_who_can_let_others_in() {
    use StaffState::{Active, Invited, Revoked};
    let (school, district) = (Workplace::School, Workplace::District);
    let (admin, officer) = (Role::SchoolAdmin, Role::DistrictOfficer);
    assert!(!school.is_managed([]));
    assert!(!school.is_managed([(admin, Invited), (admin, Revoked)]));
    assert!(!school.is_managed([(Role::Coordinator, Active), (officer, Active)]));
    assert!(school.is_managed([(Role::Auditor, Active), (admin, Active)]));
    assert!(!district.is_managed([(admin, Active), (Role::Operator, Active)]));
    assert!(district.is_managed([(officer, Active)]));
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
