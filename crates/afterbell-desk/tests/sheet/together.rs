use super::{draft, sheet_of, spot, type_into};
use afterbell_desk::sheet::{Column, Sheet};
use afterbell_domain::Moment;
use afterbell_domain::desk::{
    DraftChange, DraftChanges, DraftEdit, EditConflict, change_service, edit_together,
};
use afterbell_domain::policy::{Acknowledgement, Breach, Location, MenuDraft, Violation};

/// What the server does, in memory.
struct Server {
    draft: MenuDraft,
    changes: Vec<DraftChange>,
}

impl Server {
    fn new() -> Self {
        Self {
            draft: draft(),
            changes: Vec::new(),
        }
    }

    fn receive(&mut self, from: &mut Sheet) -> Vec<EditConflict> {
        let Some(edits) = from.outgoing(1_000) else {
            return Vec::new();
        };
        let edited = edit_together(&mut self.draft, edits);
        self.log(edited.applied);
        edited.conflicts
    }

    fn log(&mut self, edits: Vec<DraftEdit>) {
        let revision = u32::try_from(self.changes.len()).unwrap() + 1;
        self.changes.push(DraftChange {
            revision,
            by: "李老师".parse().unwrap(),
            at: "2026-08-30T10:00:00+08:00".parse::<Moment>().unwrap(),
            edits,
        });
    }

    fn tell(&self, to: &mut Sheet) {
        let since = to.revision();
        let changes = self.changes.iter().filter(|it| it.revision > since);
        let told = to.take_changes(DraftChanges {
            revision: u32::try_from(self.changes.len()).unwrap(),
            changes: changes.cloned().collect(),
            reload: false,
        });
        assert!(told);
    }

    fn exchange(&mut self, with: &mut Sheet) {
        let conflicts = self.receive(with);
        with.sent(conflicts);
        self.tell(with);
    }
}

#[test]
fn two_people_in_different_cells_both_get_their_way() {
    let mut server = Server::new();
    let (mut one, mut other) = (sheet_of(draft(), "one"), sheet_of(draft(), "other"));
    type_into(&mut one, spot(0, Column::Places), "21");
    type_into(&mut other, spot(0, Column::Fee), "100");
    server.exchange(&mut one);
    server.exchange(&mut other);
    server.exchange(&mut one);
    assert_eq!(one.draft(), other.draft());
    assert_eq!(*one.draft(), server.draft);
    assert_eq!(one.text(spot(0, Column::Fee)), "100.00");
    assert!(one.conflicts().is_empty() && other.conflicts().is_empty());
    assert!(one.is_kept() && other.is_kept());
}

#[test]
fn the_same_cell_is_a_conflict_that_somebody_decides() {
    for take_ours in [false, true] {
        let mut server = Server::new();
        let (mut one, mut other) = (sheet_of(draft(), "one"), sheet_of(draft(), "other"));
        let at = spot(0, Column::Places);
        type_into(&mut one, at, "21");
        type_into(&mut other, at, "22");
        server.exchange(&mut one);
        server.exchange(&mut other);
        assert_eq!(other.conflicts().len(), 1);
        assert_eq!(other.text(at), "21", "theirs is not overwritten");
        other.resolve(0, take_ours);
        server.exchange(&mut other);
        server.exchange(&mut one);
        let expected = if take_ours { "22" } else { "21" };
        assert_eq!(one.text(at), expected);
        assert_eq!(*other.draft(), server.draft);
        assert!(other.conflicts().is_empty());
    }
}

#[test]
fn a_change_told_while_ours_waits_is_a_conflict_at_once() {
    let mut server = Server::new();
    let (mut one, mut other) = (sheet_of(draft(), "one"), sheet_of(draft(), "other"));
    let at = spot(0, Column::Places);
    type_into(&mut one, at, "21");
    server.exchange(&mut one);
    type_into(&mut other, at, "22");
    server.tell(&mut other);
    assert_eq!(other.conflicts().len(), 1);
    assert_eq!(other.text(at), "21");
    assert!(other.is_kept());
}

#[test]
fn a_lost_reply_is_sent_again_without_harm() {
    let mut server = Server::new();
    let mut sheet = sheet_of(draft(), "one");
    let last = sheet.rows() - 1;
    type_into(&mut sheet, spot(last, Column::Course), "陶艺");
    server.receive(&mut sheet);
    assert!(sheet.outgoing(1_000).is_none(), "they are on their way");
    sheet.not_sent();
    server.exchange(&mut sheet);
    assert!(sheet.conflicts().is_empty());
    assert_eq!(*sheet.draft(), server.draft);
    assert_eq!(sheet.rows(), last + 2);
}

#[test]
fn the_cursor_stays_at_its_course_when_rows_come_above_it() {
    let mut server = Server::new();
    let (mut one, mut other) = (sheet_of(draft(), "one"), sheet_of(draft(), "other"));
    one.select(spot(0, Column::Course));
    one.insert_row_here();
    server.exchange(&mut one);
    other.select(spot(4, Column::Fee));
    let course = other.text(spot(4, Column::Course));
    server.tell(&mut other);
    assert_eq!(other.selection().cursor, spot(5, Column::Fee));
    assert_eq!(other.text(spot(5, Column::Course)), course);
}

#[test]
fn undo_leaves_alone_what_somebody_else_has_changed_since() {
    let mut server = Server::new();
    let (mut one, mut other) = (sheet_of(draft(), "one"), sheet_of(draft(), "other"));
    let at = spot(0, Column::Places);
    type_into(&mut one, at, "21");
    server.exchange(&mut one);
    server.tell(&mut other);
    type_into(&mut other, at, "22");
    server.exchange(&mut other);
    server.tell(&mut one);
    assert!(!one.undo(), "not all of it can be taken back");
    assert_eq!(one.text(at), "22");
}

/// Services are one cell of the draft, and its lines are not.
#[test]
fn two_people_at_different_services_both_get_their_way() {
    let mut server = Server::new();
    let (mut one, mut other) = (sheet_of(draft(), "one"), sheet_of(draft(), "other"));
    place(&mut one, 0, "食堂");
    // While the first is on its way the second is told of the other's.
    let sent = one.outgoing(10).unwrap();
    place(&mut other, 1, "教室");
    server.exchange(&mut other);
    server.tell(&mut one);
    place(&mut one, 2, "操场");
    let edited = edit_together(&mut server.draft, sent);
    server.log(edited.applied);
    one.sent(edited.conflicts);
    server.tell(&mut one);
    server.exchange(&mut one);
    server.tell(&mut other);
    let places = |sheet: &Sheet| {
        let services = sheet.draft().menu.base_care.services.iter().take(3);
        let places = services.map(|it| it.place.as_ref().map(|place| place.to_string()));
        places.map(Option::unwrap_or_default).collect::<Vec<_>>()
    };
    assert_eq!(places(&one), ["食堂", "教室", "操场"]);
    assert_eq!(*one.draft(), server.draft);
    assert_eq!(*other.draft(), server.draft);
    assert!(one.conflicts().is_empty() && other.conflicts().is_empty());
    // Each takes back only what is theirs.
    assert!(one.undo() && one.undo());
    server.exchange(&mut one);
    assert_eq!(places(&one), ["", "教室", ""]);
    assert_eq!(*one.draft(), server.draft);
    // In one field of one line it is a conflict.
    place(&mut one, 1, "食堂");
    place(&mut other, 1, "操场");
    server.exchange(&mut one);
    server.exchange(&mut other);
    assert_eq!(other.conflicts().len(), 1);
    assert_eq!(places(&other), ["", "食堂", ""]);
    assert_eq!(*other.draft(), server.draft);
}

/// What the form for services does.
fn place(sheet: &mut Sheet, at: usize, text: &str) {
    let draft = sheet.draft();
    let mut service = draft.menu.base_care.services[at].clone();
    service.place = Some(text.parse().unwrap());
    let edits = change_service(draft, at, vec![service]);
    sheet.edit(edits);
}

/// Who decided and when is the server's to say: what was guessed here does not stand beside it.
#[test]
fn a_decision_is_taken_over_as_the_server_has_signed_it() {
    let breach = Breach {
        check: "care-end".parse().unwrap(),
        location: Location::default(),
        violation: Violation::NotForGrade {},
    };
    let taken = |by: &str, on: &str| DraftEdit::Acknowledgement {
        breach: Box::new(breach.clone()),
        before: None,
        after: Some(Box::new(Acknowledgement {
            breach: breach.clone(),
            reason: "校车要赶时间".parse().unwrap(),
            decided_by: by.parse().unwrap(),
            decided_on: on.parse().unwrap(),
        })),
    };
    let mut sheet = sheet_of(draft(), "here");
    sheet.edit(vec![taken("李老师", "2026-08-30")]);
    assert_eq!(sheet.unsent(), 1);
    let mut sent = sheet.outgoing(10).unwrap();
    assert!(sheet.is_on_its_way());
    sent[0] = taken("李老师", "2026-08-31");
    let told = DraftChanges {
        revision: 1,
        changes: vec![DraftChange {
            revision: 1,
            by: "李老师".parse().unwrap(),
            at: "2026-08-31T00:00:00+08:00".parse::<Moment>().unwrap(),
            edits: sent,
        }],
        reload: false,
    };
    sheet.sent(Vec::new());
    assert!(sheet.take_changes(told));
    let decided = &sheet.draft().acknowledgements;
    assert_eq!(decided.len(), 1);
    assert_eq!(decided[0].decided_on, "2026-08-31".parse().unwrap());
    assert_eq!((sheet.is_kept(), sheet.unsent()), (true, 0));
}

#[test]
fn what_is_not_kept_is_counted_with_what_is_being_typed() {
    let mut sheet = sheet_of(draft(), "here");
    assert_eq!(sheet.unsent(), 0);
    type_into(&mut sheet, spot(0, Column::Places), "31");
    type_into(&mut sheet, spot(1, Column::Places), "不限");
    sheet.select(spot(2, Column::Places));
    sheet.begin("33".to_owned());
    assert_eq!(sheet.unsent(), 3);
    sheet.cancel();
    sheet.begin_with_content();
    assert_eq!(sheet.unsent(), 2, "what stands there is not typed");
}

/// What is said of a course is one cell of the draft, and its fields are not.
#[test]
fn two_people_at_two_fields_of_one_course_both_get_their_way() {
    let mut start = draft();
    start.plan.courses.clear();
    let mut server = Server::new();
    server.draft = start.clone();
    let (mut one, mut other) = (sheet_of(start.clone(), "one"), sheet_of(start, "other"));
    type_into(&mut one, spot(0, Column::Content), "练习行书");
    type_into(&mut other, spot(0, Column::Series), "非遗");
    server.exchange(&mut one);
    server.exchange(&mut other);
    server.exchange(&mut one);
    for sheet in [&one, &other] {
        assert_eq!(sheet.text(spot(0, Column::Content)), "练习行书");
        assert_eq!(sheet.text(spot(0, Column::Series)), "非遗");
        assert!(sheet.conflicts().is_empty());
    }
    // Each takes back only what is theirs.
    assert!(one.undo());
    server.exchange(&mut one);
    assert_eq!(one.text(spot(0, Column::Content)), "");
    assert_eq!(one.text(spot(0, Column::Series)), "非遗");
    assert_eq!(*one.draft(), server.draft);
}

#[test]
fn the_same_field_of_a_course_is_a_conflict_told_in_its_column() {
    let mut server = Server::new();
    let (mut one, mut other) = (sheet_of(draft(), "one"), sheet_of(draft(), "other"));
    let at = spot(0, Column::Content);
    type_into(&mut one, at, "练习行书");
    type_into(&mut other, at, "练习隶书");
    server.exchange(&mut one);
    server.exchange(&mut other);
    let conflict = other.conflicts()[0].clone();
    assert_eq!(Column::of(&conflict.yours), Some(Column::Content));
    let said = other.text_after(&conflict.yours, Column::Content);
    assert_eq!(said.as_deref(), Some("练习隶书"));
    assert_eq!(other.text(at), "练习行书", "theirs is not overwritten");
    other.resolve(0, true);
    server.exchange(&mut other);
    assert_eq!(other.text(at), "练习隶书");
    assert_eq!(*other.draft(), server.draft);
}

#[test]
fn of_a_course_that_somebody_else_has_removed_nothing_is_said() {
    let mut server = Server::new();
    let (mut one, mut other) = (sheet_of(draft(), "one"), sheet_of(draft(), "other"));
    type_into(&mut other, spot(0, Column::Content), "练习行书");
    one.select(spot(0, Column::Course));
    one.remove_rows();
    server.exchange(&mut one);
    server.exchange(&mut other);
    assert_eq!(other.conflicts().len(), 1);
    assert_eq!(*other.draft(), server.draft);
    assert_eq!(server.draft.faults(), []);
}
