use super::{draft, sheet};
use afterbell_desk::sheet::{Move, Sheet, Spot};
use afterbell_domain::desk::edit_together;
use afterbell_domain::policy::MenuDraft;
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Key {
    Select(usize, usize),
    Reach(Move),
    Type(String),
    Paste(String),
    FillDown,
    Clear,
    InsertRow,
    RemoveRows,
    Undo,
    Redo,
}

fn press(sheet: &mut Sheet, key: Key) {
    match key {
        Key::Select(row, column) => sheet.select(Spot { row, column }),
        Key::Reach(by) => sheet.move_by(by, true),
        Key::Type(text) => {
            sheet.begin(text);
            sheet.enter(false);
        }
        Key::Paste(text) => {
            sheet.paste(&text);
        }
        Key::FillDown => sheet.fill_down(),
        Key::Clear => sheet.clear(),
        Key::InsertRow => sheet.insert_row_here(),
        Key::RemoveRows => sheet.remove_rows(),
        Key::Undo => {
            sheet.undo();
        }
        Key::Redo => {
            sheet.redo();
        }
    }
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,3}",
        "周[一二三四五] 1[5-7]:30-18:00",
        "[一二三]至六年级",
        "[操场馆音乐室、张伟李娜]{1,6}",
        "(是|否|本校|校外|免费|480元/学期|体育|艺术|社团|班级|手工操作)",
        any::<String>(),
    ]
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        3 => (0usize..70, 0usize..20).prop_map(|(row, column)| Key::Select(row, column)),
        1 => prop_oneof![Just(Move::Down), Just(Move::Right), Just(Move::PageDown)].prop_map(Key::Reach),
        3 => cell().prop_map(Key::Type),
        1 => prop::collection::vec(prop::collection::vec(cell(), 1..5), 1..5).prop_map(|rows| {
            let rows: Vec<_> = rows.iter().map(|row| row.join("\t")).collect();
            Key::Paste(rows.join("\r\n"))
        }),
        1 => Just(Key::FillDown),
        1 => Just(Key::Clear),
        1 => Just(Key::InsertRow),
        1 => Just(Key::RemoveRows),
        1 => Just(Key::Undo),
        1 => Just(Key::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever was done, taking every step back leads to where it began, and doing them all
    /// again to where it ended.
    #[test]
    fn undo_and_redo_lose_nothing(keys in prop::collection::vec(key(), 1..30)) {
        let mut sheet = sheet();
        for key in keys {
            press(&mut sheet, key);
        }
        sheet.commit();
        let (end, unread) = (sheet.draft().clone(), sheet.all_unread().len());
        let mut steps = 0;
        while sheet.can_undo() {
            prop_assert!(sheet.undo());
            steps += 1;
        }
        prop_assert_eq!(sheet.draft(), &draft());
        prop_assert!(sheet.all_unread().is_empty());
        for _ in 0..steps {
            prop_assert!(sheet.redo());
        }
        prop_assert_eq!(sheet.draft(), &end);
        prop_assert_eq!(sheet.all_unread().len(), unread);
    }

    /// What is sent comes to what was done, however often a reply is lost and whatever is done
    /// meanwhile.
    #[test]
    fn what_is_sent_comes_to_what_was_done(
        keys in prop::collection::vec((key(), 0_u8..4), 1..30),
    ) {
        let mut sheet = sheet();
        let mut kept = draft();
        for (key, what) in keys {
            press(&mut sheet, key);
            if what == 0 {
                continue;
            }
            if let Some(edits) = sheet.outgoing(5_000) {
                let edited = edit_together(&mut kept, edits);
                prop_assert_eq!(&edited.conflicts, &[]);
                match what {
                    1 => sheet.not_sent(),
                    _ => sheet.sent(Vec::new()),
                }
            }
        }
        sheet.commit();
        while let Some(edits) = sheet.outgoing(5_000) {
            prop_assert_eq!(&edit_together(&mut kept, edits).conflicts, &[]);
            sheet.sent(Vec::new());
        }
        prop_assert!(sheet.is_kept());
        prop_assert!(sheet.conflicts().is_empty());
        let sorted = |draft: &MenuDraft| {
            let mut draft = draft.clone();
            draft.menu.offerings.sort_by(|one, other| one.id.cmp(&other.id));
            draft.menu.courses.sort_by(|one, other| one.id.cmp(&other.id));
            draft
        };
        prop_assert_eq!(sorted(sheet.draft()), sorted(&kept));
    }

    /// Whatever cells hold, a copied block is read back as it was.
    #[test]
    fn a_copied_block_is_read_back(texts in prop::collection::vec("[^\r\u{0}]{0,12}", 5)) {
        let mut sheet = sheet();
        for (column, text) in (8..13).zip(&texts) {
            sheet.select(Spot { row: 0, column });
            sheet.begin(text.clone());
            sheet.commit();
        }
        sheet.select(Spot { row: 0, column: 8 });
        sheet.move_by(Move::RowEnd, true);
        let (before, copied) = (sheet.draft().clone(), sheet.copy());
        sheet.paste(&copied);
        prop_assert_eq!(sheet.draft(), &before);
    }
}
