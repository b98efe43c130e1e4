//! `afterbell district`: the district's own program, with books of its own.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use afterbell_domain::desk::Role;
use afterbell_domain::{Label, Moment, Zone};
use afterbell_hosts::Client;
use afterbell_locale::text::cli::{self, district as text};
use tokio::sync::watch;

use super::LOCALE;
use super::books::Place;
use super::complaint::{Complaint, block_on};
use super::serve::{
    LogForm, asked_to_stop, clock_of, keep_panics_silent, listen_at, most_connections, run_logged,
};
use super::staff::invitation;
use super::staff_keys::staff_keys;
use crate::clock::{Clock, TimeSource};
use crate::data_dir::{DataDir, DataDirError};
use crate::http::{
    self, DistrictApp, DistrictSettings, MostConnections, district_document, district_router,
    keep_asking,
};
use crate::store::Store as _;
use crate::store::district::{District, DistrictBooks as _};
use crate::store::sqlite::{SqliteOptions, SqliteStore};

/// A school that needs longer than this for an answer has others to think of.
const LONGEST_ASKING: Duration = Duration::from_secs(10);

#[derive(clap::Subcommand)]
pub(super) enum Arguments {
    /// Make books for a district, or give it another name
    Open(Open),
    /// Print a link with which one person of the district opens an account, once
    Invite(Invite),
    /// Serve the district's page, and ask its schools
    Serve(Box<Serve>),
    /// Print the OpenAPI document of the district's server
    Openapi,
}

#[derive(clap::Args)]
pub(super) struct Open {
    #[arg(long)]
    data_dir: PathBuf,
    /// What the district is called, such as 某区教育局
    #[arg(long)]
    name: Label,
    /// The zone of its clock
    #[arg(long, default_value = "+08:00")]
    zone: Zone,
}

#[derive(clap::Args)]
pub(super) struct Invite {
    #[arg(long)]
    data_dir: PathBuf,
    /// The name to sign in with, as colleagues know it
    #[arg(long)]
    name: Label,
    /// Invite somebody who is known once more: password and authenticator are chosen anew
    #[arg(long)]
    again: bool,
    /// Where the district's page is found
    #[arg(long, default_value = "http://localhost:8090")]
    base_url: String,
}

#[derive(clap::Args)]
pub(super) struct Serve {
    #[arg(long)]
    data_dir: PathBuf,
    /// The built site; without it only the API is served
    #[arg(long)]
    site: Option<PathBuf>,
    /// 0 takes a free one
    #[arg(long, default_value_t = 8090)]
    port: u16,
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// So many seconds between one asking of all schools and the next
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u64).range(5..=86_400))]
    ask_every: u64,
    /// Behind a reverse proxy: the client's address is the last one in X-Forwarded-For
    #[arg(long)]
    behind_proxy: bool,
    /// Rehearse: start the clock at this moment, such as 2026-09-08T19:59:00+08:00
    #[arg(long, conflicts_with = "clock_file")]
    clock: Option<Moment>,
    /// Read a frozen moment from this file at every use
    #[arg(long)]
    clock_file: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = LogForm::Compact)]
    log: LogForm,
}

pub(super) fn run(arguments: Arguments) -> Result<(), Complaint> {
    match arguments {
        Arguments::Open(arguments) => open(&arguments),
        Arguments::Invite(arguments) => invite(&arguments),
        Arguments::Serve(arguments) => run_logged(arguments.log, serve(*arguments)),
        Arguments::Openapi => {
            let document = district_document().to_pretty_json();
            println!("{}", document.map_err(Complaint::internal)?);
            Ok(())
        }
    }
}

fn open(arguments: &Open) -> Result<(), Complaint> {
    let path = &arguments.data_dir;
    let directory = DataDir::create(path).map_err(|error| Complaint::data_dir(path, error))?;
    let books = directory.open_books(few())?;
    block_on(async {
        if books.overview().await?.is_some() {
            return Err(Complaint(text::is_a_school(LOCALE, path.display())));
        }
        let (name, zone) = (arguments.name.clone(), arguments.zone);
        books.open_district(District { name, zone }).await?;
        println!("{}", text::opened(LOCALE, &arguments.name, path.display()));
        Ok(())
    })
}

fn few() -> SqliteOptions {
    SqliteOptions {
        readers: 1,
        ..SqliteOptions::default()
    }
}

/// Books that were opened for a district.
async fn district_of(books: &SqliteStore, path: &Path) -> Result<District, Complaint> {
    let district = books.district().await?;
    district.ok_or_else(|| Complaint(text::none(LOCALE, path.display())))
}

fn directory_of(path: &Path) -> Result<DataDir, Complaint> {
    DataDir::existing(path).map_err(|error| match error {
        DataDirError::NoBooks => Complaint(text::none(LOCALE, path.display())),
        error => Complaint::data_dir(path, error),
    })
}

fn invite(arguments: &Invite) -> Result<(), Complaint> {
    let path = &arguments.data_dir;
    let books = directory_of(path)?.open_books(few())?;
    block_on(async {
        let district = district_of(&books, path).await?;
        let now = Clock::new(TimeSource::System, district.zone).now()?;
        let role = (!arguments.again).then_some(Role::DistrictOfficer);
        let link = invitation(&books, &arguments.name, role, now).await?;
        let base_url = arguments.base_url.trim_end_matches('/');
        println!("{base_url}/district.html#/accept/{}", link.as_str());
        Ok(())
    })
}

async fn serve(arguments: Serve) -> Result<(), Complaint> {
    let path = &arguments.data_dir;
    let directory = directory_of(path)?;
    let lock = directory.lock_for_serving();
    let _lock = lock.map_err(|error| Complaint::data_dir(path, error))?;
    if let Some(site) = arguments.site.as_ref().filter(|site| !site.is_dir()) {
        return Err(Complaint(cli::error::no_site(LOCALE, site.display())));
    }
    let books = Arc::new(directory.open_books(SqliteOptions::default())?);
    let district = district_of(&books, path).await?;
    let clock = clock_of(
        arguments.clock,
        arguments.clock_file.as_deref(),
        district.zone,
    )?;
    let client = Client::new(LONGEST_ASKING);
    let known = client.require_certificates();
    known.map_err(|_| Complaint(cli::error::no_certificates(LOCALE).to_owned()))?;
    let settings = DistrictSettings {
        name: district.name,
        site: arguments.site,
        behind_proxy: arguments.behind_proxy,
        client,
        staff_keys: staff_keys(&*books, &Place::Directory(path.clone())).await?,
    };
    let listener = listen_at(arguments.host, arguments.port).await?;
    let address = listener.local_addr().map_err(Complaint::internal)?;
    let app = DistrictApp::new(books, clock, settings);
    let (stop, stopping) = watch::channel(false);
    let signals = tokio::spawn(async move {
        asked_to_stop().await;
        let _ = stop.send(true);
    });
    let pause = Duration::from_secs(arguments.ask_every);
    let asking = tokio::spawn(keep_asking(Arc::clone(&app), pause, stopping.clone()));
    keep_panics_silent();
    println!("listening on http://{address}");
    let all = most_connections();
    let half = (!arguments.behind_proxy).then_some(all.div_ceil(2));
    let room = MostConnections {
        all,
        per_address: half,
    };
    http::serve(listener, district_router(app), room, stopping).await;
    asking.abort();
    signals.abort();
    Ok(())
}
