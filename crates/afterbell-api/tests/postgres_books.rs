//! The database is the last word: whatever the program does, these cannot come about.
#![allow(clippy::expect_used, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

#[path = "support/postgres_database.rs"]
mod postgres_database;

mod postgres {
    use afterbell_api::store::postgres::{PostgresOptions, PostgresStore};

    use crate::postgres_database::Database;

    /// Two children, and a course with two places of which the first child holds the second.
    fn books() -> Database {
        let database = Database::new();
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let url = database.url();
        let opened = runtime.block_on(PostgresStore::open(&url, PostgresOptions::default()));
        drop(opened.expect("a store"));
        let school = "
            INSERT INTO offering VALUES ('scarce', 2);
            INSERT INTO student VALUES ('a', '1', '学生1', 3, 1), ('b', '2', '学生2', 3, 1);
            INSERT INTO guardian VALUES ('g', 'now');
            INSERT INTO menu VALUES (repeat('0', 64), '', 'now');
            INSERT INTO ledger VALUES (1, 'selection_submitted', 'a', 'g', 'now', '{}',
                ARRAY['scarce'], decode(repeat('11', 32), 'hex'));
            INSERT INTO enrollment VALUES ('a', 'scarce', 1, 2, 2)";
        database.order(school).expect("a school");
        database
    }

    #[track_caller]
    fn refused(books: &Database, order: &str, by: &str) {
        let error = books.order(order).expect_err(order);
        let complaint = error.as_db_error().expect("the database's word");
        let told = complaint.constraint().unwrap_or(complaint.message());
        assert_eq!(told, by, "{order}");
    }

    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn a_seat_is_taken_once_and_there_are_no_more_than_places() {
        let books = books();
        let take = |seat: u32, places: u32| {
            format!("INSERT INTO enrollment VALUES ('b', 'scarce', 1, {seat}, {places})")
        };
        refused(&books, &take(2, 2), "seat_taken_once");
        refused(&books, &take(0, 2), "seat_within_places");
        refused(&books, &take(3, 2), "seat_within_places");
        // A row cannot lie about the places.
        refused(&books, &take(3, 3), "seat_of_offering");
        books.order(&take(1, 2)).expect("there is one left");
    }

    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn places_that_are_held_are_not_taken_away() {
        let books = books();
        let places = |places: u32| format!("UPDATE offering SET places = {places}");
        refused(&books, &places(1), "seat_within_places");
        refused(&books, "DELETE FROM offering", "seat_of_offering");
        books.order(&places(3)).expect("more is always possible");
        let copied = "SELECT places::text FROM enrollment";
        assert_eq!(books.answer(copied), "3");
    }

    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn history_is_not_rewritten() {
        let books = books();
        for table in ["ledger", "agreement_signature", "menu", "agreement"] {
            let delete = format!("DELETE FROM {table}");
            refused(&books, &delete, "history_is_kept");
            refused(
                &books,
                &format!("TRUNCATE {table} CASCADE"),
                "history_is_kept",
            );
        }
        refused(&books, "UPDATE ledger SET receipt = 'x'", "history_is_kept");
        let linked = "INSERT INTO host_account (host, subject, guardian, linked_by, linked_at)
             VALUES ('wechat', decode(repeat('11', 32), 'hex'), 'g', 'code', 'now')";
        books.order(linked).expect("a link");
        for order in [
            "DELETE FROM host_account",
            "UPDATE host_account SET linked_at = 'then'",
            "UPDATE host_account SET host = 'line', unlinked_at = 'now'",
        ] {
            refused(&books, order, "host_account_only_ends");
        }
        refused(&books, "TRUNCATE host_account CASCADE", "history_is_kept");
        let ended = "UPDATE host_account SET unlinked_at = 'now'";
        books.order(ended).expect("it ends");
        refused(&books, ended, "host_account_only_ends");
        let again = "INSERT INTO ledger SELECT * FROM ledger";
        refused(&books, again, "ledger_pkey");
    }

    /// Two terms went through the books before they knew of terms: each row is of that of the menu that it names.
    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn what_older_books_have_is_filed_under_its_term() {
        let database = Database::new();
        // Later ones guard tables that these books do not have yet.
        let guards = include_str!("../src/store/postgres/schema/guards.sql");
        let later = "CREATE OR REPLACE TRIGGER told_change_is_append_only";
        let (guards_of_then, _) = guards.split_once(later).expect("the guard of changes");
        for step in [
            include_str!("../src/store/postgres/schema/0001.sql"),
            include_str!("../src/store/postgres/schema/0002.sql"),
            include_str!("../src/store/postgres/schema/0003.sql"),
            include_str!("../src/store/postgres/schema/0004.sql"),
            include_str!("../src/store/postgres/schema/0005.sql"),
            include_str!("../src/store/postgres/schema/0006.sql"),
            include_str!("../src/store/postgres/schema/0007.sql"),
            include_str!("../src/store/postgres/schema/0008.sql"),
            include_str!("../src/store/postgres/schema/0009.sql"),
            guards_of_then,
            include_str!("support/two_terms_postgres.sql"),
            "CREATE TABLE schema_step (id SMALLINT PRIMARY KEY, done INTEGER NOT NULL);
             INSERT INTO schema_step VALUES (1, 9);",
        ] {
            database.order(step).expect("a step");
        }
        let url = database.url();
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let opened = runtime.block_on(PostgresStore::open(&url, PostgresOptions::default()));
        drop(opened.expect("a store"));
        assert!(database.has_whole_schema());
        for (question, expected) in [
            (
                "SELECT string_agg(concat_ws(' ', number, first_day, last_day), ', ' ORDER BY number)
                 FROM term",
                "1 2026-09-01 2027-01-22, 2 2027-02-22 2027-07-09",
            ),
            ("SELECT term::text FROM school", "2"),
            ("SELECT string_agg(term::text, ',' ORDER BY sequence) FROM wish", "1,1,2,2"),
            ("SELECT string_agg(term::text, ',' ORDER BY number) FROM draw", "1,2"),
            ("SELECT string_agg(term::text, ',' ORDER BY sequence) FROM placement_note", "1,2"),
            ("SELECT string_agg(term::text, ',' ORDER BY sequence) FROM child_group", "1,2"),
            ("SELECT string_agg(term::text, ',') FROM waiting", "1"),
            ("SELECT string_agg(term, ',' ORDER BY term) FROM term_key", "1,2"),
        ] {
            assert_eq!(database.answer(question), expected, "{question}");
        }
        for table in ["wish", "draw", "placement_note", "child_group"] {
            let rewritten = database.order(&format!("UPDATE {table} SET term = 1"));
            assert!(rewritten.is_err(), "{table} is guarded again");
        }
    }

    /// A phone that was signed in gave its chat app the account unasked: such a link ends, and what it opened.
    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn links_that_nobody_agreed_to_are_ended() {
        let database = Database::new();
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let url = database.url();
        let open = || runtime.block_on(PostgresStore::open(&url, PostgresOptions::default()));
        drop(open().expect("a store"));
        // The step changes rows only; of what came after it the books know nothing yet.
        let links = "ALTER TABLE placement_note DROP COLUMN taken_back;
             DROP TABLE pack_copy;
             INSERT INTO guardian VALUES ('g', 'then');
             INSERT INTO session VALUES (decode(repeat('11', 32), 'hex'), 'g', 'then', 9, NULL), (decode(repeat('22', 32), 'hex'), 'g', 'then', 9, NULL),
                 (decode(repeat('33', 32), 'hex'), 'g', 'then', 9, NULL), (decode(repeat('44', 32), 'hex'), 'g', 'then', 9, 'before');
             INSERT INTO host_account (number, host, subject, guardian, linked_by, linked_at, unlinked_at)
             VALUES (1, 'wechat', decode(repeat('11', 32), 'hex'), 'g', 'session', 'then', NULL), (2, 'line', decode(repeat('22', 32), 'hex'), 'g', 'code', 'then', NULL),
                 (3, 'kakao', decode(repeat('33', 32), 'hex'), 'g', 'session', 'then', 'before');
             INSERT INTO host_session VALUES (decode(repeat('11', 32), 'hex'), 1), (decode(repeat('22', 32), 'hex'), 2), (decode(repeat('44', 32), 'hex'), 3);
         UPDATE schema_step SET done = 14";
        database.order(links).expect("links");
        drop(open().expect("a store"));
        assert!(database.has_whole_schema());
        let links = "SELECT string_agg(concat_ws(' ', number, CASE
            WHEN unlinked_at IS NULL THEN 'holds' WHEN unlinked_at = 'before' THEN 'before'
            WHEN unlinked_at ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+]00:00$' THEN 'now' END),
            ', ' ORDER BY number) FROM host_account";
        assert_eq!(database.answer(links), "1 now, 2 holds, 3 before");
        let sessions = "SELECT string_agg(CASE WHEN revoked_at IS NULL THEN 'open'
            WHEN revoked_at = 'before' THEN 'before' ELSE 'ended' END, ', ' ORDER BY token)
            FROM session";
        assert_eq!(database.answer(sessions), "ended, open, open, before");
    }

    /// Four programs that start on nothing make the tables once.
    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn programs_that_start_together_make_the_tables_once() {
        let database = Database::new();
        let url = database.url();
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let opened: Vec<_> = std::thread::scope(|scope| {
            let starting = (0..4).map(|_| {
                scope.spawn(|| {
                    let open = PostgresStore::open(&url, PostgresOptions::default());
                    runtime.block_on(open).err().map(|error| error.to_string())
                })
            });
            let starting: Vec<_> = starting.collect();
            starting
                .into_iter()
                .map(|one| one.join().expect("an end"))
                .collect()
        });
        assert_eq!(opened, [const { None::<String> }; 4]);
        assert!(database.has_whole_schema());
        assert_eq!(database.answer("SELECT count(*)::text FROM school"), "1");
    }
}
