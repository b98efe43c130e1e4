//! `afterbell staff`: lets the first admin in, and anybody whom no admin can invite.

use afterbell_domain::desk::Role;
use afterbell_domain::{HomeroomClass, Label, Moment, StaffId, reading};
use afterbell_locale::{format, text::cli};

use super::LOCALE;
use super::books::{Load, WhichBooks};
use super::complaint::{Complaint, block_on};
use super::pupils::{menu_of, office_clock};
use crate::staff::{Once, new_staff_id};
use crate::store::desk::{Actor, Deed, Desk, DeskAct, DeskOutcome, StaffRow};
use afterbell_domain::desk::invitation_expires_at;

#[derive(clap::Subcommand)]
pub(super) enum Arguments {
    /// Print a link with which one person opens an account, once
    Invite(Invite),
}

#[derive(clap::Args)]
pub(super) struct Invite {
    #[command(flatten)]
    books: WhichBooks,
    /// The name to sign in with, as colleagues know it
    #[arg(long)]
    name: Label,
    #[arg(long, value_enum, default_value_t = RoleName::SchoolAdmin)]
    role: RoleName,
    /// The class of a class teacher, such as 三(2)班
    #[arg(long)]
    class: Option<String>,
    /// Invite somebody who is known once more: password and authenticator are chosen anew
    #[arg(long, conflicts_with_all = ["role", "class"])]
    again: bool,
    /// Where staff find the desk
    #[arg(long, default_value = "http://localhost:8080")]
    base_url: String,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
enum RoleName {
    SchoolAdmin,
    Coordinator,
    ClassTeacher,
    Teacher,
    Auditor,
    DistrictOfficer,
    Operator,
}

pub(super) fn run(Arguments::Invite(arguments): &Arguments) -> Result<(), Complaint> {
    let place = arguments.books.place()?;
    block_on(async {
        let store = place.open(Load::default()).await?;
        let stored = store.stored().await?;
        let now = office_clock(menu_of(&stored, &place)?).now()?;
        let role = match arguments.again {
            true => None,
            false => Some(role(arguments)?),
        };
        let invitation = invitation(&*store, &arguments.name, role, now).await?;
        let base_url = arguments.base_url.trim_end_matches('/');
        println!("{base_url}/school.html#/accept/{}", invitation.as_str());
        Ok(())
    })
}

/// Invites somebody to this role, or whoever is known once more, and says until when.
pub(super) async fn invitation(
    store: &(impl Desk + ?Sized),
    name: &Label,
    role: Option<Role>,
    now: Moment,
) -> Result<Once, Complaint> {
    let expires_at = invitation_expires_at(now);
    let once = Once::new().map_err(Complaint::internal)?;
    let invitation = once.fingerprint();
    let deed = match role {
        None => Deed::InviteAgain {
            id: known(&store.staff().await?, name)?,
            invitation,
            expires_at,
        },
        Some(role) => Deed::Invite {
            id: new_staff_id().map_err(Complaint::internal)?,
            name: name.clone(),
            role,
            invitation,
            expires_at,
        },
    };
    let by = Actor::CommandLine;
    match store.carry_out(DeskAct { by, deed, now }).await? {
        DeskOutcome::Done => {}
        _ => return Err(Complaint(cli::staff::name_taken(LOCALE, name))),
    }
    let until = format::moment(LOCALE, expires_at);
    println!("{}", cli::staff::invited(LOCALE, name, until));
    Ok(once)
}

fn known(staff: &[StaffRow], name: &Label) -> Result<StaffId, Complaint> {
    let known = staff.iter().find(|row| row.name == *name);
    let known = known.map(|row| row.id.clone());
    known.ok_or_else(|| Complaint(cli::staff::unknown(LOCALE, name)))
}

fn role(arguments: &Invite) -> Result<Role, Complaint> {
    let class: Option<HomeroomClass> = match &arguments.class {
        Some(class) => {
            let unknown = |_| Complaint(cli::error::unknown_class(LOCALE, class));
            Some(reading::homeroom_class(class, None).map_err(unknown)?)
        }
        None => None,
    };
    Ok(match (arguments.role, class) {
        (RoleName::ClassTeacher, Some(class)) => Role::ClassTeacher { class },
        (RoleName::SchoolAdmin, None) => Role::SchoolAdmin,
        (RoleName::Coordinator, None) => Role::Coordinator,
        (RoleName::Teacher, None) => Role::Teacher,
        (RoleName::Auditor, None) => Role::Auditor,
        (RoleName::DistrictOfficer, None) => Role::DistrictOfficer,
        (RoleName::Operator, None) => Role::Operator,
        _ => return Err(Complaint(cli::staff::class_missing(LOCALE).to_owned())),
    })
}
