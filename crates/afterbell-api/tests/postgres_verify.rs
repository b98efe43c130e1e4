//! Books in PostgreSQL that were tampered with past the database's own guards: each time `verify`
//! names the row, as it does in a file (`sqlite_verify.rs`).
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

#[path = "store_contract/fixture.rs"]
#[allow(dead_code)] // Shared with the contract, which uses all of it.
mod fixture;
#[path = "support/full_books.rs"]
mod full_books;
#[path = "support/postgres_database.rs"]
mod postgres_database;

mod postgres {
    use afterbell_api::store::postgres::{PostgresOptions, PostgresStore, verify};
    use afterbell_api::store::verifying::{Fault, Finding, Verified};
    use afterbell_api::store::{StoreError, Unreadable};

    use crate::full_books::{fill, fill_with_wishes};
    use crate::postgres_database::Database;

    fn books() -> Database {
        filled(async |store| fill(&store).await)
    }

    fn filled(fill: impl AsyncFnOnce(PostgresStore)) -> Database {
        let database = Database::new();
        let url = database.url();
        run(async {
            let store = PostgresStore::open(&url, PostgresOptions::default()).await;
            fill(store.expect("a store")).await;
        });
        database
    }

    fn run<T>(work: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(work)
    }

    fn look_at(books: &Database) -> Result<Verified, Finding> {
        run(verify(&books.url())).expect("looked at")
    }

    /// One order after the other on the same books, each taken back before the next.
    struct Tampering(Database);

    impl Tampering {
        #[track_caller]
        fn names(&self, order: &str, table: &str, fault: Fault) -> String {
            // As a superuser may: no trigger speaks, and no key is looked after.
            let free = format!("SET session_replication_role = replica; {order}");
            self.0.order("CREATE SCHEMA kept").expect("a schema");
            self.copy("public", "kept");
            self.0.order(&free).expect(order);
            let finding = look_at(&self.0).expect_err(order);
            self.copy("kept", "public");
            self.0.order("DROP SCHEMA kept CASCADE").expect("it goes");
            assert_eq!(
                (finding.table, finding.fault),
                (table, fault),
                "{order}: {finding:?}"
            );
            finding.row
        }

        /// Every table as it is there.
        fn copy(&self, from: &str, to: &str) {
            let tables = "SELECT string_agg(tablename, ' ') FROM pg_tables
                          WHERE schemaname = 'public'";
            let mut order = "SET session_replication_role = replica;".to_owned();
            for table in self.0.answer(tables).split(' ') {
                order += &match to {
                    "kept" => format!("CREATE TABLE {to}.{table} AS TABLE {from}.{table};"),
                    _ => format!(
                        "DELETE FROM {to}.{table};
                         INSERT INTO {to}.{table} OVERRIDING SYSTEM VALUE SELECT * FROM {from}.{table};"
                    ),
                };
            }
            self.0.order(&order).expect("a copy");
        }
    }

    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn books_as_the_program_writes_them_fit() {
        let verified = look_at(&books()).expect("it fits");
        assert_eq!(verified.entries, 6);
        assert_eq!(verified.signatures, 3);
        assert_eq!(verified.places_taken, 3);
    }

    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn a_list_of_wishes_that_was_changed_or_removed_is_named() {
        let books = Tampering(filled(async |store| fill_with_wishes(&store).await));
        look_at(&books.0).expect("it fits");
        let unchained = [
            (
                "UPDATE wish SET receipt = replace(receipt, 'scarce', 'plenty') WHERE sequence = 2",
                "2",
            ),
            (
                "UPDATE wish SET link = decode(repeat('11', 32), 'hex') WHERE sequence = 3",
                "3",
            ),
            ("DELETE FROM wish WHERE sequence = 2", "3"),
        ];
        for (order, row) in unchained {
            assert_eq!(books.names(order, "wish", Fault::Unchained), row);
        }
        // Nothing comes after the last one, but its answer is still there.
        let last = "DELETE FROM wish WHERE sequence = 3";
        books.names(last, "idempotency", Fault::Unfounded);
    }

    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn what_was_changed_behind_the_program_s_back_is_named() {
        use Fault::{Contradictory, Dangling, Missing, Oversold, Renamed, Unchained, Unfounded};
        let books = Tampering(books());
        // What is ordered, the table it is seen in, how, and the row if it has a name of its own.
        let orders = [
            (
                "UPDATE ledger SET guardian = 'x' || guardian WHERE sequence = 3",
                "foreign_key",
                Dangling,
                "",
            ),
            (
                "UPDATE ledger SET at = '2026-09-08T20:00:00+08:00' WHERE sequence = 3",
                "ledger",
                Unchained,
                "3",
            ),
            (
                "UPDATE ledger SET receipt = replace(receipt, 'plenty', 'scarce') WHERE sequence = 4",
                "ledger",
                Unchained,
                "4",
            ),
            (
                "UPDATE ledger SET link = decode(repeat('11', 32), 'hex') WHERE sequence = 6",
                "ledger",
                Unchained,
                "6",
            ),
            (
                "UPDATE ledger SET sequence = 9 WHERE sequence = 6;
                 UPDATE idempotency SET entry = 9 WHERE entry = 6",
                "ledger",
                Unchained,
                "9",
            ),
            (
                "UPDATE agreement_signature SET signed_name = '李静' WHERE sequence = 2",
                "agreement_signature",
                Unchained,
                "2",
            ),
            (
                "DELETE FROM agreement_signature WHERE sequence = 3",
                "idempotency",
                Unfounded,
                "",
            ),
            (
                "INSERT INTO enrollment SELECT student, 'elite', 1, 1, 10 FROM ledger
                 WHERE sequence = 1",
                "enrollment",
                Unfounded,
                "elite/",
            ),
            (
                "DELETE FROM enrollment WHERE offering = 'scarce'",
                "enrollment",
                Missing,
                "scarce/",
            ),
            // A seat that is not there, and one that two children have.
            (
                "ALTER TABLE enrollment DROP CONSTRAINT seat_within_places;
                 UPDATE enrollment SET seat = 2 WHERE offering = 'scarce'",
                "enrollment",
                Oversold,
                "scarce/",
            ),
            (
                "ALTER TABLE enrollment DROP CONSTRAINT seat_taken_once;
                 UPDATE enrollment SET seat = 1 WHERE offering = 'plenty'",
                "enrollment",
                Oversold,
                "plenty/",
            ),
            ("UPDATE care SET pick_up = '16:40'", "care", Unfounded, ""),
            ("DELETE FROM care", "care", Missing, ""),
            (
                "UPDATE offering SET places = 2 WHERE id = 'scarce'",
                "offering",
                Contradictory,
                "scarce",
            ),
            (
                "INSERT INTO offering VALUES ('another', 9)",
                "offering",
                Unfounded,
                "another",
            ),
            (
                "DELETE FROM offering WHERE id = 'elite'",
                "offering",
                Missing,
                "elite",
            ),
            (
                "UPDATE idempotency SET body = receipt, entry = NULL
                 FROM ledger WHERE ledger.sequence = 1 AND entry = 3",
                "idempotency",
                Missing,
                "ledger 3",
            ),
            (
                "DELETE FROM idempotency WHERE key = '4'",
                "idempotency",
                Missing,
                "ledger 4",
            ),
            (
                "UPDATE menu SET content = content || '\\x20'::bytea",
                "menu",
                Renamed,
                "",
            ),
            (
                "UPDATE audit SET subject = 'x' WHERE number = 2",
                "audit",
                Unchained,
                "2",
            ),
            (
                "DELETE FROM audit WHERE number = 1",
                "audit",
                Unchained,
                "2",
            ),
            (
                "UPDATE host_account SET host = 'desktop' WHERE number = 2",
                "host_account",
                Contradictory,
                "2",
            ),
            (
                "DROP INDEX host_account_opens_one;
                 INSERT INTO host_account SELECT 9, host, subject, guardian, linked_by, linked_at
                 FROM host_account WHERE number = 2",
                "host_account",
                Contradictory,
                "9",
            ),
            (
                "UPDATE agreement SET content = content || '\\x20'::bytea",
                "agreement",
                Renamed,
                "",
            ),
        ];
        for (order, table, fault, begins) in orders {
            let row = books.names(order, table, fault);
            assert!(row.starts_with(begins), "{order}: {row}");
        }
        // All was put back: what was named each time came from that order alone.
        look_at(&books.0).expect("it fits");
    }

    #[test]
    #[ignore = "cargo xtask test starts a PostgreSQL for it"]
    fn what_is_no_book_is_told_apart() {
        let unreadable = |database: &Database| match run(verify(&database.url())) {
            Err(error @ StoreError::Failed(_)) => Unreadable::behind(&error),
            other => panic!("{other:?}"),
        };
        let database = Database::new();
        assert_eq!(unreadable(&database), Some(Unreadable::NoBooks));
        let books = books();
        books
            .order("UPDATE schema_step SET done = 99")
            .expect("obeyed");
        let told = unreadable(&books);
        // What is known grows; it is told because it is less.
        assert!(
            matches!(told, Some(Unreadable::Newer { found: 99, known }) if known < 99),
            "{told:?}"
        );
    }
}
