//! The commands of the school's office and of whoever runs the server.

mod agreement;
mod allocate;
mod audition;
mod backup;
mod books;
mod check_menu;
mod complaint;
mod completion;
mod district;
mod district_key;
mod draw;
mod group;
mod import;
mod letters;
mod openapi;
mod pupils;
mod restore;
mod serve;
mod staff;
mod staff_keys;
mod verify;
mod verify_draw;

use std::process::ExitCode;

use afterbell_locale::{Locale, text::cli as text};
use clap::{Parser, Subcommand};

use complaint::Complaint;
pub(crate) use import::fault as fault_in_words;

/// What offices read is in the one language they all read.
const LOCALE: Locale = Locale::ZhHans;

/// After-school course selection (课后服务选课)
#[derive(Parser)]
#[command(name = "afterbell", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Import a school's own spreadsheets
    Import(import::Arguments),
    /// Judge a menu by a policy pack, before it is published
    CheckMenu(check_menu::Arguments),
    /// Serve the site and the API
    Serve(serve::Arguments),
    /// Invite staff to the school's desk, the first admin among them
    #[command(subcommand)]
    Staff(staff::Arguments),
    /// The district's own program: its schools, and its policy pack
    #[command(subcommand)]
    District(district::Arguments),
    /// Let the district read what the school publishes, and counts
    #[command(subcommand)]
    DistrictKey(district_key::Arguments),
    /// Issue fresh child codes and write letters
    Letters(letters::Arguments),
    /// Record that a teacher picked a child for a course with an audition
    Audition(audition::Arguments),
    /// Record in which priority group a child is, or who is in any
    Group(group::Arguments),
    /// Record that a child completed a course that others require
    Completion(completion::Arguments),
    /// Print a child's signed safety agreement, or who has signed it
    Agreement(agreement::Arguments),
    /// Copy the books into one file, also while a server is running
    Backup(backup::Arguments),
    /// Put a copy in the place of the books
    Restore(restore::Arguments),
    /// Work out from the ledger what all else must be, and name the first row that does not fit
    Verify(verify::Arguments),
    /// Give the places of an instance out and print who got which, and why, as JSON
    Allocate(allocate::Arguments),
    /// Draw the places of a round of wishes, step by step
    Draw(draw::Arguments),
    /// Do a published draw again and compare every place
    VerifyDraw(verify_draw::Arguments),
    /// Print the OpenAPI document
    Openapi,
}

/// Runs the command that was asked for. Whatever goes wrong is told in one line.
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Import(arguments) => import::run(&arguments),
        Command::CheckMenu(arguments) => return check_menu::run(&arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Staff(arguments) => staff::run(&arguments),
        Command::District(arguments) => district::run(arguments),
        Command::DistrictKey(arguments) => district_key::run(&arguments),
        Command::Letters(arguments) => letters::run(&arguments),
        Command::Audition(arguments) => audition::run(&arguments),
        Command::Group(arguments) => group::run(&arguments),
        Command::Completion(arguments) => completion::run(&arguments),
        Command::Agreement(arguments) => agreement::run(&arguments),
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Restore(arguments) => restore::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Allocate(arguments) => allocate::run(&arguments),
        Command::Draw(arguments) => draw::run(&arguments),
        Command::VerifyDraw(arguments) => verify_draw::run(&arguments),
        Command::Openapi => openapi::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            complain(&complaint);
            ExitCode::FAILURE
        }
    }
}

fn complain(Complaint(what): &Complaint) {
    eprintln!("{}", text::error::prefix(LOCALE, what));
}
