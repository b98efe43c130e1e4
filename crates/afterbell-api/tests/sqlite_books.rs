//! The database is the last word: whatever the program does, these cannot come about.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

use afterbell_api::store::ledger_chain::{LedgerEntry, Link};
use afterbell_api::store::sqlite::{SqliteOptions, SqliteStore};
use rusqlite::Connection;
use tempfile::TempDir;

struct Books {
    _folder: TempDir,
    connection: Connection,
}

/// One menu, two children, one course with a single place that the first child holds.
fn books() -> Books {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let file = folder.path().join("books.sqlite");
    drop(SqliteStore::open(&file, SqliteOptions::default()).expect("a store"));
    let connection = Connection::open(&file).expect("the books");
    connection
        .pragma_update(None, "foreign_keys", true)
        .expect("foreign keys");
    let filled = connection.execute_batch(
        "INSERT INTO menu VALUES (printf('%064d', 1), x'7b7d', 'now');
         INSERT INTO school (id, menu) VALUES (1, printf('%064d', 1));
         INSERT INTO offering VALUES ('c', 1);
         INSERT INTO student VALUES ('a', '1', 'A', 3, 1, NULL), ('b', '2', 'B', 3, 1, NULL);
         INSERT INTO guardian VALUES ('g', 'now');
         INSERT INTO ledger VALUES (1, 'selection_submitted', 'a', 'g', 'now', '{}', randomblob(32));
         INSERT INTO enrollment VALUES ('c', 'a', 1);
         INSERT INTO agreement VALUES (printf('%064d', 2), x'7b7d', 'now');
         INSERT INTO agreement_signature VALUES (1, 'a', 'g', printf('%064d', 2), '马思远', 'now',
             randomblob(32));",
    );
    filled.expect("the books are filled");
    Books {
        _folder: folder,
        connection,
    }
}

#[track_caller]
fn refuses(statement: &str, why: &str) {
    let books = books();
    let error = books
        .connection
        .execute_batch(statement)
        .expect_err(statement);
    assert!(error.to_string().contains(why), "{statement}: {error}");
}

#[test]
fn one_child_too_many() {
    refuses(
        "INSERT INTO enrollment VALUES ('c', 'b', 1)",
        "places_exceeded",
    );
    refuses(
        "INSERT OR IGNORE INTO enrollment VALUES ('c', 'b', 1)",
        "places_exceeded",
    );
    refuses(
        "INSERT OR REPLACE INTO enrollment VALUES ('c', 'b', 1)",
        "places_exceeded",
    );
}

#[test]
fn a_child_twice_in_a_course() {
    refuses(
        "UPDATE offering SET places = 2; INSERT INTO enrollment VALUES ('c', 'a', 1)",
        "UNIQUE",
    );
}

#[test]
fn a_place_that_wanders() {
    refuses(
        "UPDATE enrollment SET student = 'b'",
        "enrollment_is_not_moved",
    );
    refuses(
        "UPDATE OR REPLACE enrollment SET offering = 'd'",
        "enrollment_is_not_moved",
    );
}

#[test]
fn fewer_places_than_children() {
    refuses(
        "INSERT INTO offering VALUES ('d', 2);
         INSERT INTO enrollment VALUES ('d', 'a', 1), ('d', 'b', 1);
         UPDATE offering SET places = 1 WHERE id = 'd'",
        "places_exceeded",
    );
    refuses("INSERT INTO offering VALUES ('d', 0)", "CHECK");
}

#[test]
fn a_course_gone_that_a_child_holds() {
    refuses("DELETE FROM offering", "FOREIGN KEY");
    refuses("UPDATE offering SET id = 'x'", "FOREIGN KEY");
}

#[test]
fn a_place_in_no_course_or_of_no_child_or_by_no_entry() {
    refuses("INSERT INTO enrollment VALUES ('x', 'a', 1)", "FOREIGN KEY");
    refuses(
        "UPDATE offering SET places = 9; INSERT INTO enrollment VALUES ('c', 'x', 1)",
        "FOREIGN KEY",
    );
    refuses(
        "UPDATE offering SET places = 9; INSERT INTO enrollment VALUES ('c', 'b', 9)",
        "FOREIGN KEY",
    );
}

#[test]
fn a_ledger_that_is_rewritten() {
    refuses("UPDATE ledger SET receipt = ''", "ledger_is_append_only");
    refuses("DELETE FROM ledger", "ledger_is_append_only");
    refuses(
        "INSERT OR REPLACE INTO ledger VALUES (1, 'selection_withdrawn', 'a', 'g', 'now', '{}', randomblob(32))",
        "ledger_is_append_only",
    );
    refuses(
        "INSERT INTO ledger VALUES (2, 'made_up', 'a', 'g', 'now', '{}', randomblob(32))",
        "CHECK",
    );
}

#[test]
fn a_menu_that_is_rewritten() {
    refuses("UPDATE menu SET content = x'00'", "menu_is_immutable");
    refuses("DELETE FROM menu", "menu_is_immutable");
    refuses(
        "INSERT OR REPLACE INTO menu VALUES (printf('%064d', 1), x'00', 'now')",
        "menu_is_immutable",
    );
}

#[test]
fn an_agreement_that_is_rewritten() {
    refuses(
        "UPDATE agreement SET content = x'00'",
        "agreement_is_immutable",
    );
    refuses("DELETE FROM agreement", "agreement_is_immutable");
    refuses(
        "INSERT OR REPLACE INTO agreement VALUES (printf('%064d', 2), x'00', 'now')",
        "agreement_is_immutable",
    );
    refuses(
        "UPDATE school SET agreement = printf('%064d', 9)",
        "FOREIGN KEY",
    );
}

#[test]
fn a_signature_that_is_rewritten_or_given_twice() {
    refuses(
        "UPDATE agreement_signature SET signed_name = 'x'",
        "signature_is_append_only",
    );
    refuses(
        "DELETE FROM agreement_signature",
        "signature_is_append_only",
    );
    for (sequence, student) in [(1, 'b'), (2, 'a')] {
        let statement = format!(
            "INSERT OR REPLACE INTO agreement_signature
             VALUES ({sequence}, '{student}', 'g', printf('%064d', 2), '李静', 'now',
                 randomblob(32))"
        );
        refuses(&statement, "signature_is_append_only");
    }
    refuses(
        "INSERT INTO agreement_signature VALUES (2, 'b', 'g', printf('%064d', 9), '李静', 'now',
             randomblob(32))",
        "FOREIGN KEY",
    );
}

/// A school goes on with the books it has: what an older program wrote is opened and kept.
#[test]
fn books_of_an_older_program_are_opened_and_keep_what_is_in_them() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let file = folder.path().join("books.sqlite");
    let connection = Connection::open(&file).expect("the books");
    let first = include_str!("../src/store/sqlite/schema/0001.sql");
    connection.execute_batch(first).expect("the first schema");
    connection
        .pragma_update(None, "user_version", 1)
        .expect("the first version");
    let filled = connection.execute_batch(
        "INSERT INTO menu VALUES (printf('%064d', 1), x'7b7d', 'now');
         INSERT INTO school VALUES (1, printf('%064d', 1));
         INSERT INTO student VALUES ('a', '1', 'A', 3, 1, NULL);
         INSERT INTO guardian VALUES ('g', 'now');
         INSERT INTO ledger VALUES (1, 'selection_submitted', 'a', 'g', 'now', '{}');
         INSERT INTO ledger VALUES (3, 'selection_withdrawn', 'a', 'g', 'then', '{}');",
    );
    filled.expect("the books are filled");
    drop(connection);
    drop(SqliteStore::open(&file, SqliteOptions::default()).expect("a store"));
    // A second time there is nothing left to do.
    drop(SqliteStore::open(&file, SqliteOptions::default()).expect("a store"));
    let connection = Connection::open(&file).expect("the books");
    let value = |question: &str| -> i64 {
        let row = connection.query_row(question, [], |row| row.get(0));
        row.expect(question)
    };
    assert_eq!(value("SELECT count(*) FROM ledger"), 2);
    assert_eq!(value("SELECT agreement IS NULL FROM school"), 1);
    assert_eq!(value("SELECT count(*) FROM agreement_signature"), 0);
    // Its entries are chained now, and closed again.
    let first = LedgerEntry {
        sequence: 1,
        event: "selection_submitted",
        student: "a",
        guardian: "g",
        at: "now",
        receipt: "{}",
    };
    let second = LedgerEntry {
        sequence: 3,
        event: "selection_withdrawn",
        at: "then",
        ..first
    };
    let first = first.link_after(Link::START);
    for (sequence, link) in [(1, first), (3, second.link_after(first))] {
        let question = "SELECT link FROM ledger WHERE sequence = ?1";
        let stored = connection.query_row(question, [sequence], |row| row.get::<_, [u8; 32]>(0));
        assert_eq!(stored.expect("a link"), *link.bytes());
    }
    let rewritten = connection.execute("UPDATE ledger SET at = 'never'", []);
    let told = rewritten.expect_err("a closed ledger").to_string();
    assert!(told.contains("ledger_is_append_only"), "{told}");
    // It knows of draws now, and of nothing else.
    let enter = |sequence: u32, event: &str| {
        connection.execute(
            "INSERT INTO ledger VALUES (?1, ?2, 'a', 'g', 'now', '{}', randomblob(32))",
            (sequence, event),
        )
    };
    enter(4, "drawn").expect("an entry of a draw");
    let told = enter(5, "dreamt").expect_err("no such event").to_string();
    assert!(told.contains("CHECK"), "{told}");
    let sound: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .expect("an answer");
    assert_eq!(sound, "ok");
}

/// Two terms went through the books before they knew of terms: each row is of that of the menu that it names.
#[test]
fn what_older_books_have_is_filed_under_its_term() {
    let connection = Connection::open_in_memory().expect("books");
    for step in [
        include_str!("../src/store/sqlite/schema/0001.sql"),
        include_str!("../src/store/sqlite/schema/0002.sql"),
        include_str!("../src/store/sqlite/schema/0003.sql"),
        include_str!("../src/store/sqlite/schema/0004.sql"),
        include_str!("../src/store/sqlite/schema/0005.sql"),
        include_str!("../src/store/sqlite/schema/0006.sql"),
        include_str!("../src/store/sqlite/schema/0007.sql"),
        include_str!("../src/store/sqlite/schema/0009.sql"),
        include_str!("../src/store/sqlite/schema/0010.sql"),
        include_str!("../src/store/sqlite/schema/0011.sql"),
        include_str!("../src/store/sqlite/schema/0012.sql"),
        include_str!("../src/store/sqlite/schema/0013.sql"),
        include_str!("support/two_terms_sqlite.sql"),
        include_str!("../src/store/sqlite/schema/0014.sql"),
    ] {
        connection.execute_batch(step).expect("a step");
    }
    let told = |question: &str| -> String {
        let row = connection.query_row(question, [], |row| row.get(0));
        row.expect(question)
    };
    for (question, expected) in [
        // The second menu of autumn corrects its last day; spring holds.
        (
            "SELECT group_concat(number || ' ' || first_day || ' ' || last_day, ', ') FROM term",
            "1 2026-09-01 2027-01-22, 2 2027-02-22 2027-07-09",
        ),
        ("SELECT CAST(term AS TEXT) FROM school", "2"),
        // The fourth list names a menu that nobody knows.
        ("SELECT group_concat(term) FROM wish", "1,1,2,2"),
        ("SELECT group_concat(term) FROM draw", "1,2"),
        ("SELECT group_concat(term) FROM placement_note", "1,2"),
        ("SELECT group_concat(term) FROM child_group", "1,2"),
        ("SELECT group_concat(term) FROM waiting", "1"),
        (
            "SELECT group_concat(term) FROM (SELECT term FROM term_key ORDER BY term)",
            "1,2",
        ),
    ] {
        assert_eq!(told(question), expected, "{question}");
    }
    for table in ["wish", "draw", "placement_note", "child_group"] {
        let rewritten = connection.execute(&format!("UPDATE {table} SET term = 1"), []);
        assert!(rewritten.is_err(), "{table} is guarded again");
    }
}

/// A phone that was signed in gave its chat app the account unasked: such a link ends, and what it opened.
#[test]
fn links_that_nobody_agreed_to_are_ended() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let file = folder.path().join("books.sqlite");
    drop(SqliteStore::open(&file, SqliteOptions::default()).expect("a store"));
    let connection = Connection::open(&file).expect("the books");
    // The step changes rows only; of what came after it the books know nothing yet.
    let filled = connection.execute_batch(
        "ALTER TABLE placement_note DROP COLUMN taken_back;
         DROP TABLE pack_copy;
         INSERT INTO guardian VALUES ('g', 'then');
         INSERT INTO session VALUES (unhex(printf('%064d', 1)), 'g', 'then', 9, NULL), (unhex(printf('%064d', 2)), 'g', 'then', 9, NULL),
             (unhex(printf('%064d', 3)), 'g', 'then', 9, NULL), (unhex(printf('%064d', 4)), 'g', 'then', 9, 'before');
         INSERT INTO host_account (number, host, subject, guardian, linked_by, linked_at, unlinked_at)
         VALUES (1, 'wechat', unhex(printf('%064d', 1)), 'g', 'session', 'then', NULL), (2, 'line', unhex(printf('%064d', 2)), 'g', 'code', 'then', NULL),
             (3, 'kakao', unhex(printf('%064d', 3)), 'g', 'session', 'then', 'before');
         INSERT INTO host_session VALUES (unhex(printf('%064d', 1)), 1), (unhex(printf('%064d', 2)), 2), (unhex(printf('%064d', 4)), 3);
         PRAGMA user_version = 18;",
    );
    filled.expect("the books are filled");
    drop(SqliteStore::open(&file, SqliteOptions::default()).expect("a store"));
    let told = |question: &str| -> String {
        let row = connection.query_row(question, [], |row| row.get(0));
        row.expect(question)
    };
    let links = "SELECT group_concat(number || ' ' || coalesce(CASE unlinked_at
        WHEN 'before' THEN 'before' WHEN strftime('%Y-%m-%dT%H:%M:%S+00:00', unlinked_at) THEN 'now' END,
        'holds'), ', ') FROM (SELECT * FROM host_account ORDER BY number)";
    assert_eq!(told(links), "1 now, 2 holds, 3 before");
    // Of the link that ended already the session had ended too; the one without a chat app goes on.
    let sessions = "SELECT group_concat(CASE WHEN revoked_at IS NULL THEN 'open'
        WHEN revoked_at = 'before' THEN 'before' ELSE 'ended' END, ', ')
        FROM (SELECT * FROM session ORDER BY token)";
    assert_eq!(told(sessions), "ended, open, open, before");
}

#[test]
fn wishes_and_published_files_that_are_rewritten() {
    let books = books();
    let connection = &books.connection;
    let filled = connection.execute_batch(
        "INSERT INTO wish VALUES (1, 'a', 'g', 'now', '{}', randomblob(32), 1);
         INSERT INTO draw VALUES (1, NULL, 'now', 1);
         INSERT INTO draw_file VALUES (1, 1, printf('%064d', 7), x'7b7d', 'now');
         INSERT INTO placement_note (at, child, offering, reason) VALUES ('now', 'x', 'o', 'why');",
    );
    filled.expect("a draw");
    for (statement, why) in [
        ("UPDATE wish SET receipt = ''", "wish_is_append_only"),
        ("DELETE FROM wish", "wish_is_append_only"),
        (
            "INSERT INTO wish VALUES (1, 'a', 'g', 'now', '{}', randomblob(32), 1)",
            "wish_is_append_only",
        ),
        ("UPDATE draw SET reason = 'x'", "draw_is_immutable"),
        ("INSERT INTO draw VALUES (2, NULL, 'now', 1)", "draw.term"),
        (
            "UPDATE draw_file SET content = x''",
            "draw_file_is_immutable",
        ),
        ("DELETE FROM draw_file", "draw_file_is_immutable"),
        (
            "INSERT OR REPLACE INTO draw_file VALUES (1, 1, printf('%064d', 8), x'7b', 'now')",
            "draw_file_is_immutable",
        ),
        (
            "DELETE FROM placement_note",
            "placement_note_is_append_only",
        ),
    ] {
        let told = connection.execute(statement, []);
        let told = told.expect_err(statement).to_string();
        assert!(told.contains(why), "{statement}: {told}");
    }
}

#[test]
fn an_entry_without_a_link() {
    refuses(
        "INSERT INTO ledger (sequence, event, student, guardian, at, receipt)
         VALUES (2, 'selection_withdrawn', 'a', 'g', 'now', '{}')",
        "ledger_is_chained",
    );
    refuses(
        "INSERT INTO agreement_signature (student, guardian, agreement, signed_name, signed_at)
         VALUES ('b', 'g', printf('%064d', 2), '李静', 'now')",
        "signature_is_chained",
    );
}

#[test]
fn two_current_menus() {
    refuses(
        "INSERT INTO school (id, menu) VALUES (2, printf('%064d', 1))",
        "CHECK",
    );
}

#[test]
fn books_of_a_newer_program_are_not_opened() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let file = folder.path().join("books.sqlite");
    drop(SqliteStore::open(&file, SqliteOptions::default()).expect("a store"));
    let connection = Connection::open(&file).expect("the books");
    connection
        .pragma_update(None, "user_version", 99)
        .expect("another version");
    drop(connection);
    let refused = SqliteStore::open(&file, SqliteOptions::default());
    assert!(refused.is_err_and(|error| error.to_string().contains("schema 99")));
}
