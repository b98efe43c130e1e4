//! Books that were tampered with, behind the program's back and past the database's own guards:
//! each time `verify` names the row.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

#[path = "store_contract/fixture.rs"]
#[allow(dead_code)] // Shared with the contract, which uses all of it.
mod fixture;

#[path = "support/full_books.rs"]
mod full_books;

use std::path::PathBuf;
use std::pin::Pin;

use afterbell_api::store::StoreError;
use afterbell_api::store::sqlite::{SqliteOptions, SqliteStore, back_up, restore, verify};
use afterbell_api::store::verifying::{Fault, Finding, Verified};
use rusqlite::Connection;
use tempfile::TempDir;

use full_books::{fill, fill_with_wishes};

struct Books {
    _folder: TempDir,
    file: PathBuf,
}

fn books() -> Books {
    filled(|store| Box::pin(fill(store)))
}

fn filled(fill: impl FnOnce(&SqliteStore) -> Pin<Box<dyn Future<Output = ()> + '_>>) -> Books {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let file = folder.path().join("books.sqlite");
    let store = SqliteStore::open(&file, SqliteOptions::default()).expect("a store");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(fill(&store));
    Books {
        _folder: folder,
        file,
    }
}

fn fits(books: &Books) -> Verified {
    verify(&books.file).expect("verified").expect("it fits")
}

/// Every guard of the database off, as a thief with the file would have it.
#[track_caller]
fn tampered(statement: &str) -> Finding {
    tampered_in(&books(), statement)
}

#[track_caller]
fn tampered_in(books: &Books, statement: &str) -> Finding {
    let connection = Connection::open(&books.file).expect("the books");
    let dropping: String = connection
        .query_row(
            "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema
             WHERE type = 'trigger'",
            [],
            |row| row.get(0),
        )
        .expect("triggers");
    connection
        .execute_batch(&dropping)
        .expect("no guard is left");
    connection
        .pragma_update(None, "foreign_keys", false)
        .expect("no foreign keys");
    let changed = connection.execute(statement, []).expect(statement);
    assert!(changed > 0, "{statement} changed nothing");
    drop(connection);
    verify(&books.file).expect("verified").expect_err(statement)
}

#[track_caller]
fn names(statement: &str, table: &str, fault: Fault) -> String {
    let finding = tampered(statement);
    assert_eq!(
        (finding.table, finding.fault),
        (table, fault),
        "{statement}: {finding:?}"
    );
    finding.row
}

#[test]
fn books_as_the_program_writes_them_fit() {
    let verified = fits(&books());
    assert_eq!(verified.entries, 6);
    assert_eq!(verified.signatures, 3);
    assert_eq!(verified.places_taken, 3);
}

#[test]
fn an_entry_that_was_changed_removed_or_slipped_in() {
    let changed = "UPDATE ledger SET guardian = 'x' || guardian WHERE sequence = 3";
    // The database sees this one by itself: nobody has that name.
    assert_eq!(tampered(changed).fault, Fault::Dangling);
    let changed = "UPDATE ledger SET at = '2026-09-08T20:00:00+08:00' WHERE sequence = 3";
    assert_eq!(names(changed, "ledger", Fault::Unchained), "3");
    let changed =
        "UPDATE ledger SET receipt = replace(receipt, 'plenty', 'scarce') WHERE sequence = 4";
    assert_eq!(names(changed, "ledger", Fault::Unchained), "4");
    let changed = "UPDATE ledger SET link = randomblob(32) WHERE sequence = 6";
    assert_eq!(names(changed, "ledger", Fault::Unchained), "6");
    let removed = "DELETE FROM ledger WHERE sequence = 2";
    assert_eq!(names(removed, "ledger", Fault::Unchained), "3");
    let slipped_in = "INSERT INTO ledger SELECT 0, event, student, guardian, at, receipt, link
                      FROM ledger WHERE sequence = 1";
    assert_eq!(names(slipped_in, "ledger", Fault::Unchained), "0");
}

#[test]
fn a_signature_that_was_changed_or_removed() {
    let table = "agreement_signature";
    let changed = "UPDATE agreement_signature SET signed_name = '李静' WHERE sequence = 2";
    assert_eq!(names(changed, table, Fault::Unchained), "2");
    let removed = "DELETE FROM agreement_signature WHERE sequence = 1";
    assert_eq!(names(removed, table, Fault::Unchained), "2");
    // Nothing comes after the last one, but its answer is still there.
    let removed = "DELETE FROM agreement_signature WHERE sequence = 3";
    names(removed, "idempotency", Fault::Unfounded);
}

#[test]
fn a_list_of_wishes_that_was_changed_removed_or_slipped_in() {
    let wished = || filled(|store| Box::pin(fill_with_wishes(store)));
    fits(&wished());
    let unchained = [
        (
            "UPDATE wish SET receipt = replace(receipt, 'scarce', 'plenty') WHERE sequence = 2",
            "2",
        ),
        (
            "UPDATE wish SET at = '2026-09-08T20:00:00+08:00' WHERE sequence = 1",
            "1",
        ),
        (
            "UPDATE wish SET link = randomblob(32) WHERE sequence = 3",
            "3",
        ),
        ("DELETE FROM wish WHERE sequence = 2", "3"),
        (
            "INSERT INTO wish SELECT 9, student, guardian, at, receipt, link, term FROM wish
             WHERE sequence = 1",
            "9",
        ),
    ];
    for (statement, row) in unchained {
        let found = tampered_in(&wished(), statement);
        let found = (found.table, found.fault, found.row.as_str());
        assert_eq!(found, ("wish", Fault::Unchained, row), "{statement}");
    }
    // Nothing comes after the last one, but its answer is still there.
    let found = tampered_in(&wished(), "DELETE FROM wish WHERE sequence = 3");
    assert_eq!(
        (found.table, found.fault),
        ("idempotency", Fault::Unfounded)
    );
}

/// Of a draw that gave this child nothing.
#[test]
fn a_result_that_no_draw_gave() {
    let books = filled(|store| Box::pin(fill_with_wishes(store)));
    let opened = Connection::open(&books.file).expect("the books").execute(
        "INSERT INTO draw (number, reason, opened_at) VALUES (1, NULL, '')",
        [],
    );
    opened.expect("a draw");
    fits(&books);
    let found = tampered_in(
        &books,
        "INSERT INTO draw_result SELECT 1, student, '{\"slots\":[]}' FROM wish LIMIT 1",
    );
    assert_eq!(
        (found.table, found.fault),
        ("draw_result", Fault::Unfounded)
    );
}

#[test]
fn an_act_at_the_desk_that_was_changed_removed_or_slipped_in() {
    let changed = "UPDATE audit SET after = replace(after, 'auditor', 'operator') WHERE number = 2";
    assert_eq!(names(changed, "audit", Fault::Unchained), "2");
    let removed = "DELETE FROM audit WHERE number = 1";
    assert_eq!(names(removed, "audit", Fault::Unchained), "2");
    let slipped_in =
        "INSERT INTO audit SELECT 9, at, staff, name, action, subject, before, after, link
                      FROM audit WHERE number = 3";
    assert_eq!(names(slipped_in, "audit", Fault::Unchained), "9");
}

#[test]
fn a_link_of_a_chat_app_that_opens_more_than_it_was_given() {
    let table = "host_account";
    let dangling = "UPDATE host_account SET guardian = 'x' WHERE number = 1";
    assert_eq!(tampered(dangling).fault, Fault::Dangling);
    for (statement, fault, row) in [
        (
            "UPDATE host_account SET host = 'desktop' WHERE number = 2",
            Fault::Contradictory,
            "2",
        ),
        (
            "UPDATE host_account SET linked_at = '' WHERE number = 1",
            Fault::Contradictory,
            "1",
        ),
        (
            "UPDATE host_account SET unlinked_at = '2026-09-01T00:00:00+08:00' WHERE number = 3",
            Fault::Contradictory,
            "3",
        ),
        (
            "DELETE FROM guardian_student WHERE guardian = (SELECT guardian FROM host_account WHERE number = 2)",
            Fault::Unfounded,
            "2",
        ),
    ] {
        assert_eq!(names(statement, table, fault), row);
    }
}

#[test]
fn a_selection_that_points_elsewhere() {
    names(
        "UPDATE selection SET entry = 1 WHERE entry = 3",
        "selection",
        Fault::Unfounded,
    );
    names(
        "DELETE FROM selection WHERE entry = 3",
        "selection",
        Fault::Missing,
    );
}

#[test]
fn a_place_that_was_taken_or_given_behind_the_ledger_s_back() {
    let row = names(
        "INSERT INTO enrollment SELECT 'elite', student, 1 FROM ledger WHERE sequence = 1",
        "enrollment",
        Fault::Unfounded,
    );
    assert!(row.starts_with("elite/"), "{row}");
    let removed = "DELETE FROM enrollment WHERE offering = 'scarce'";
    let row = names(removed, "enrollment", Fault::Missing);
    assert!(row.starts_with("scarce/"), "{row}");
    // The place is from the first entry, kept by the second and third.
    let moved = "UPDATE enrollment SET entry = 3 WHERE entry = 1";
    names(moved, "enrollment", Fault::Unfounded);
}

#[test]
fn care_that_was_changed() {
    let changed = "UPDATE care SET pick_up = '16:40'";
    names(changed, "care", Fault::Unfounded);
    names("DELETE FROM care", "care", Fault::Missing);
}

#[test]
fn places_that_were_taken_away_or_added() {
    let fewer = "UPDATE offering SET places = 1 WHERE id = 'plenty'";
    assert_eq!(names(fewer, "offering", Fault::Oversold), "plenty");
    // Held against the menu that was published, too.
    let more = "UPDATE offering SET places = 2 WHERE id = 'scarce'";
    assert_eq!(names(more, "offering", Fault::Contradictory), "scarce");
    let another = "INSERT INTO offering VALUES ('another', 9)";
    assert_eq!(names(another, "offering", Fault::Unfounded), "another");
    let gone = "DELETE FROM offering WHERE id = 'elite'";
    assert_eq!(names(gone, "offering", Fault::Missing), "elite");
}

#[test]
fn an_answer_that_was_changed_or_is_gone() {
    let changed = "UPDATE idempotency SET body = replace(body, 'scarce', 'elite')
                   WHERE key = '0'";
    names(changed, "idempotency", Fault::Unfounded);
    let removed = "DELETE FROM idempotency WHERE key = '4'";
    assert_eq!(names(removed, "idempotency", Fault::Missing), "ledger 4");
}

#[test]
fn a_menu_or_agreement_that_is_not_what_its_name_says() {
    for table in ["menu", "agreement"] {
        let changed = format!("UPDATE {table} SET content = CAST(content || x'20' AS BLOB)");
        names(&changed, table, Fault::Renamed);
    }
}

#[test]
fn a_guard_that_was_taken_away() {
    for guard in ["enrollment_within_places", "ledger_is_append_only"] {
        let books = books();
        let connection = Connection::open(&books.file).expect("the books");
        connection
            .execute_batch(&format!("DROP TRIGGER {guard}"))
            .expect("it is gone");
        let finding = verify(&books.file).expect("verified").expect_err(guard);
        let found = (finding.table, finding.row.as_str(), finding.fault);
        assert_eq!(found, ("sqlite_schema", guard, Fault::Unguarded));
    }
}

#[test]
fn a_copy_is_the_same_books() {
    let books = books();
    let folder = tempfile::tempdir().expect("a temporary directory");
    let (copy, other) = (folder.path().join("copy"), folder.path().join("other"));
    back_up(&books.file, &copy, |_| Ok::<_, StoreError>(())).expect("a copy");
    assert_eq!(verify(&copy).expect("verified"), Ok(fits(&books)));
    // Over books of another school, with a server's log still beside them.
    let store = SqliteStore::open(&other, SqliteOptions::default()).expect("a store");
    restore(&copy, &other).expect("restored");
    assert_eq!(verify(&other).expect("verified"), Ok(fits(&books)));
    drop(store);
    assert_eq!(verify(&other).expect("verified"), Ok(fits(&books)));
}

#[test]
fn what_is_no_book_is_not_restored() {
    let books = books();
    let folder = tempfile::tempdir().expect("a temporary directory");
    let copy = folder.path().join("copy");
    Connection::open(&copy)
        .and_then(|other| other.execute_batch("CREATE TABLE else_where (n)"))
        .expect("another database");
    let before = fits(&books);
    let refused = restore(&copy, &books.file)
        .expect_err("no books")
        .to_string();
    assert!(refused.contains("no school's books"), "{refused}");
    assert_eq!(fits(&books), before);
}
