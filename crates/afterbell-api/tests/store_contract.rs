//! What every store must do, whatever it is made of. A new store gets a module like `sqlite`
//! below and passes the same list.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

#[path = "support/postgres_database.rs"]
mod postgres_database;

#[path = "store_contract"]
mod store_contract {
    mod accounts;
    mod agreements;
    mod auditions;
    mod desk;
    mod drafts;
    mod draws;
    mod fixture;
    mod groups;
    mod hosts;
    mod logging;
    mod offers;
    mod office;
    mod oversight;
    mod placing;
    mod pool;
    mod proposals;
    mod queueing;
    mod reassigning;
    mod roster;
    mod selections;
    mod staff;
    mod telling;
    mod terms;

    /// Runs each clause of the contract on a fresh store.
    macro_rules! contract {
        ($(#[$attribute:meta])* $run:path: $($module:ident::$clause:ident),* $(,)?) => {
            contract!(@ [$(#[$attribute])*] $run: $($module::$clause),*);
        };
        (@ $attributes:tt $run:path: $($module:ident::$clause:ident),*) => {
            $(contract!(@@ $attributes $run: $module::$clause);)*
        };
        (@@ [$(#[$attribute:meta])*] $run:path: $module:ident::$clause:ident) => {
                #[test]
                $(#[$attribute])*
                fn $clause() {
                    $run(|store| Box::pin(super::$module::$clause(store)));
                }
        };
    }

    macro_rules! every_clause {
        ($(#[$attribute:meta])* $run:path) => {
            contract!(
                $(#[$attribute])* $run:
                accounts::a_code_opens_one_account,
                accounts::a_repeated_binding_is_the_same_binding,
                accounts::a_key_is_for_one_code,
                accounts::a_token_ends_with_its_time_or_when_it_is_revoked,
                accounts::fresh_codes_end_unused_ones,
                accounts::the_secret_is_the_same_ever_after,
                agreements::nothing_more_is_given_before_it_is_signed,
                agreements::a_child_does_not_sign_for_itself,
                agreements::a_version_is_signed_once_for_a_child,
                agreements::another_version_is_another_agreement,
                agreements::a_copy_is_for_the_family_and_the_office,
                auditions::a_list_is_kept_and_then_holds_in_its_order,
                auditions::a_list_is_refused_that_is_not_theirs_or_not_the_newest,
                auditions::a_list_that_is_published_late_makes_the_draw_be_made_anew,
                auditions::a_list_is_of_its_term,
                desk::who_comes_in_is_known_until_they_are_out,
                desk::failures_are_counted_and_forgotten,
                staff::what_authenticators_were_told_is_sealed,
                staff::another_role_ends_the_sessions_of_the_one_before,
                desk::nobody_does_what_they_may_not,
                desk::an_edit_and_its_row_in_the_log_are_one,
                desk::a_publication_is_one_with_its_row_in_the_log,
                logging::what_is_done_about_children_is_in_the_log,
                logging::what_is_changed_is_in_the_log_as_it_was,
                logging::who_comes_and_leaves_is_in_the_log_by_identifier,
                logging::a_pack_that_is_taken_is_in_the_log,
                drafts::the_newest_is_kept_for_its_guardian,
                drafts::a_draft_from_an_older_one_is_told_the_newer,
                drafts::what_was_sent_is_let_go_and_its_revision_goes_on,
                draws::the_last_wishes_count,
                draws::a_step_against_old_books_is_refused,
                draws::an_entry_that_comes_late_makes_the_results_be_made_anew,
                draws::a_draw_that_would_oversell_gives_nothing_out,
                draws::another_draw_takes_the_place_of_the_first,
                draws::a_freed_place_is_offered_to_the_next,
                draws::an_offer_that_is_taken_is_a_place,
                placing::the_office_gives_only_what_is_free,
                placing::what_the_office_gave_it_takes_back_and_the_next_in_turn_is_offered_it,
                placing::nothing_is_taken_from_a_child_for_it_unsaid,
                placing::what_a_family_has_chosen_since_stays_theirs,
                roster::the_roster_says_who_holds_what_and_who_waits,
                groups::the_last_record_of_a_group_counts_and_its_evidence_stays_in_the_office,
                groups::a_group_that_is_recorded_late_makes_the_list_be_made_anew,
                groups::nothing_is_recorded_of_a_child_that_is_not_known,
                hosts::a_code_links_a_chat_apps_account,
                hosts::the_directory_opens_an_account_with_its_children,
                hosts::whom_the_directory_names_no_longer_is_not_shown,
                hosts::a_directory_joins_no_families,
                hosts::a_ticket_opens_once,
                hosts::one_request_that_comes_often_is_one_session,
                hosts::a_code_on_a_phone_that_was_lent_moves_no_link,
                hosts::an_ended_link_opens_nothing,
                hosts::two_views_of_one_chat_app_are_one_account,
                offers::offers_to_one_family_end_together,
                offers::an_offer_ends_with_the_withdrawal_before_it,
                offers::a_place_on_offer_is_nobody_elses,
                offers::places_that_a_menu_adds_are_offered_at_once,
                office::an_empty_store_has_no_menu,
                office::every_version_of_a_menu_is_kept_byte_for_byte,
                office::a_menu_is_read_that_nobody_would_publish_any_more,
                office::a_change_against_an_old_menu_is_refused,
                office::what_children_hold_is_not_taken_from_them,
                office::who_holds_something_does_not_leave,
                office::who_leaves_is_gone_and_who_returns_is_the_same,
                office::a_school_number_is_one_child,
                office::a_revision_is_another_one_after_every_change,
                oversight::a_key_reads_until_it_is_revoked_or_made_anew,
                oversight::children_are_counted_while_they_are_at_the_school,
                terms::another_term_begins_with_nothing_and_each_finds_its_own_again,
                terms::places_and_care_end_with_their_term,
                terms::no_term_begins_unasked,
                pool::places_are_taken_once_those_of_the_pool_were_given_out,
                proposals::a_proposal_is_decided_once_and_comes_into_the_draft,
                proposals::nobody_changes_anothers_proposal_and_times_take_the_place_of_those_before,
                queueing::a_free_place_is_given_at_once_and_then_children_wait_in_turn,
                queueing::who_waits_no_longer_is_passed_over_and_may_come_again,
                queueing::before_a_draw_was_run_nobody_asks_for_a_place,
                queueing::no_place_is_given_twice,
                queueing::another_draw_waits_for_nobody_and_no_offer_runs_out_meanwhile,
                reassigning::children_go_where_it_was_decided_and_are_told_until_they_have_read,
                reassigning::a_child_too_many_keeps_everything_as_it_was,
                reassigning::who_was_moved_keeps_the_place_and_offers_end_with_their_course,
                reassigning::offers_are_put_back_where_too_few_places_are_left,
                telling::whose_pick_up_time_is_gone_is_told_and_somebody_has_said_so,
                telling::an_import_tells_whose_pick_up_time_is_gone,
                telling::who_wishes_for_what_is_removed_is_told,
                telling::what_was_drawn_is_no_wish_any_more,
                selections::places_are_never_oversold,
                selections::a_denied_swap_changes_nothing,
                selections::a_place_that_is_held_is_kept,
                selections::a_refusal_tells_places_as_they_are,
                selections::an_answer_is_kept_with_what_was_decided,
                selections::classes_are_looked_at,
                selections::receipts_have_numbers_of_their_own,
                selections::nothing_is_known_of_anothers_child,
                selections::a_draft_against_an_old_menu_is_not_judged,
                selections::what_was_withdrawn_is_free,
            );
        };
    }

    mod sqlite {
        use afterbell_api::store::sqlite::{SqliteOptions, SqliteStore};

        use super::fixture::Clause;

        fn run(clause: Clause) {
            let folder = tempfile::tempdir().expect("a temporary directory");
            let file = folder.path().join("books.sqlite");
            let store = SqliteStore::open(&file, SqliteOptions::default()).expect("a store");
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(clause(&store));
        }

        every_clause!(run);
    }

    mod postgres {
        use afterbell_api::store::postgres::{PostgresOptions, PostgresStore};

        use super::fixture::Clause;
        use crate::postgres_database::Database;

        fn run(clause: Clause) {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            let database = Database::new();
            runtime.block_on(async {
                let url = database.url();
                let store = PostgresStore::open(&url, PostgresOptions::default()).await;
                clause(&store.expect("a store")).await;
            });
        }

        every_clause!(
            #[ignore = "cargo xtask test starts a PostgreSQL for it"]
            run
        );
    }
}
