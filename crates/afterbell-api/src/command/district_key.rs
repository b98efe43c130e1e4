//! `afterbell district-key`: lets the district read what the school publishes, and ends that.

use afterbell_domain::Label;
use afterbell_locale::{format, text::cli::district_key as text};

use super::LOCALE;
use super::books::{Load, WhichBooks};
use super::complaint::{Complaint, block_on};
use super::pupils::{menu_of, office_clock};
use crate::staff::Once;
use crate::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use crate::store::oversight::DistrictKey;

#[derive(clap::Subcommand)]
pub(super) enum Arguments {
    /// Print a fresh key, once; the one given to the same district before ends
    Issue(Named),
    /// End a district's key
    Revoke(Named),
    /// Who has a key, and how often it was used
    List(WhichBooks),
}

#[derive(clap::Args)]
pub(super) struct Named {
    #[command(flatten)]
    books: WhichBooks,
    /// Whom it is for, such as 某区教育局
    #[arg(long)]
    name: Label,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    match arguments {
        Arguments::Issue(named) => issue(named),
        Arguments::Revoke(named) => revoke(named),
        Arguments::List(books) => list(books),
    }
}

fn issue(named: &Named) -> Result<(), Complaint> {
    let key = Once::new()?;
    let deed = Deed::IssueDistrictKey {
        name: named.name.clone(),
        key: key.fingerprint(),
    };
    carry_out(named, deed)?;
    println!("{}", text::issued(LOCALE, &named.name));
    println!("{}", key.as_str());
    Ok(())
}

fn revoke(named: &Named) -> Result<(), Complaint> {
    let name = named.name.clone();
    carry_out(named, Deed::RevokeDistrictKey { name })?;
    println!("{}", text::revoked(LOCALE, &named.name));
    Ok(())
}

fn carry_out(named: &Named, deed: Deed) -> Result<(), Complaint> {
    let place = named.books.place()?;
    block_on(async {
        let store = place.open(Load::default()).await?;
        let stored = store.stored().await?;
        let now = office_clock(menu_of(&stored, &place)?).now()?;
        let by = Actor::CommandLine;
        match store.carry_out(DeskAct { by, deed, now }).await? {
            DeskOutcome::Done => Ok(()),
            DeskOutcome::DistrictUnknown => Err(Complaint(text::unknown(LOCALE, &named.name))),
            other => Err(Complaint::internal(format_args!("{other:?}"))),
        }
    })
}

fn list(books: &WhichBooks) -> Result<(), Complaint> {
    let place = books.place()?;
    let keys = block_on(async {
        let store = place.open(Load::default()).await?;
        Ok(store.district_keys().await?)
    })?;
    if keys.is_empty() {
        println!("{}", text::none(LOCALE));
    }
    for key in &keys {
        println!("{}", line(key));
    }
    Ok(())
}

fn line(key: &DistrictKey) -> String {
    let issued_at = format::moment(LOCALE, key.issued_at);
    let told = match key.revoked_at {
        None => text::valid(LOCALE, issued_at, &key.name),
        Some(at) => text::ended(LOCALE, issued_at, &key.name, format::moment(LOCALE, at)),
    };
    match key.last_read_at {
        None => text::unread(LOCALE, told),
        Some(at) => text::reads(LOCALE, key.reads, told, format::moment(LOCALE, at)),
    }
}
