use std::fs;
use std::io::{ErrorKind, IsTerminal as _};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use afterbell_domain::district::SchoolAddress;
use afterbell_domain::{Moment, Zone};
use afterbell_hosts::{
    Client, Endpoints, Exchange, NotAnOrigin, Origin, SHORTEST_SITE_SECRET, Secrets,
    SiteSecretFault,
};
use afterbell_locale::text::cli;
use afterbell_policy::wording;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use super::LOCALE;
use super::books::{Load, WhichBooks};
use super::check_menu::policy_pack;
use super::complaint::Complaint;
use super::pupils::menu_of;
use super::staff_keys::staff_keys;
use crate::clock::{Clock, TimeSource};
use crate::http::{
    self, App, DistrictPack, Entrances, LONGEST_QUESTION, MostConnections, NotTaken, Settings,
    Started,
};
use crate::store::sqlite::SqliteOptions;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    books: WhichBooks,
    /// The built site; without it only the API is served
    #[arg(long)]
    site: Option<PathBuf>,
    /// 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Rehearse: start the clock at this moment, such as 2026-09-08T19:59:00+08:00
    #[arg(long, conflicts_with = "clock_file")]
    clock: Option<Moment>,
    /// Read a frozen moment from this file at every use
    #[arg(long)]
    clock_file: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = LogForm::Compact)]
    log: LogForm,
    /// What the school's desk judges menus by: a bundled pack, such as zhoushan, a file, or the address of the
    /// district's server, whose newest pack is used within a few minutes
    #[arg(long)]
    pack: Option<String>,
    /// How many seconds pass until a district is asked for its pack again
    #[arg(long, default_value_t = 300, hide = true, value_parser = clap::value_parser!(u64).range(1..))]
    ask_pack_every: u64,
    /// What is registered with chat apps and other sites; docs/HOSTS.md
    #[arg(long)]
    hosts: Option<PathBuf>,
    /// Where all chat apps' servers are, when ours may not reach the network itself: a gateway
    #[arg(long, requires = "hosts", value_name = "URL", value_parser = gateway)]
    hosts_gateway: Option<Origin>,
    /// Behind a reverse proxy: the client's address is the last one in X-Forwarded-For
    #[arg(long)]
    behind_proxy: bool,
    /// So many phones may listen to places at once
    #[arg(long, default_value_t = 20_000)]
    most_listeners: usize,
    /// So many connections may be open at once; the system's limit on files may allow fewer
    #[arg(long, default_value_t = 60_000)]
    most_connections: usize,
    /// So many of them by one address; half of all when nothing is said, any number behind a proxy
    #[arg(long)]
    most_per_address: Option<usize>,
    /// So many writes may wait for the disk
    #[arg(long, default_value_t = SqliteOptions::default().most_waiting)]
    most_waiting: usize,
    /// So many writes may share one commit; 1 is what a server without that would do
    #[arg(long, default_value_t = SqliteOptions::default().most_together, hide = true)]
    most_together: usize,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum LogForm {
    Compact,
    Json,
}

pub(super) fn run(arguments: Arguments) -> Result<(), Complaint> {
    run_logged(arguments.log, serve(arguments))
}

/// Runs a server to its end.
pub(super) fn run_logged(
    log: LogForm,
    server: impl Future<Output = Result<(), Complaint>>,
) -> Result<(), Complaint> {
    start_log(log);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Complaint::internal)?;
    runtime.block_on(server)
}

async fn serve(arguments: Arguments) -> Result<(), Complaint> {
    let place = arguments.books.place()?;
    let _lock = place.lock_for_serving()?;
    if let Some(site) = arguments.site.as_ref().filter(|site| !site.is_dir()) {
        return Err(Complaint(cli::error::no_site(LOCALE, site.display())));
    }
    let load = Load {
        most_waiting: Some(arguments.most_waiting),
        most_together: Some(arguments.most_together),
        is_server: true,
    };
    let store = place.open(load).await?;
    let stored = store.stored().await?;
    let zone = menu_of(&stored, &place)?.school.zone;
    let clock = clock_of(arguments.clock, arguments.clock_file.as_deref(), zone)?;
    let listener = listen_at(arguments.host, arguments.port).await?;
    let address = listener.local_addr().map_err(Complaint::internal)?;
    let (stop, stopping) = watch::channel(false);
    let most_connections = arguments.most_connections.min(most_connections());
    let half = (!arguments.behind_proxy).then_some(most_connections.div_ceil(2));
    let room = MostConnections {
        all: most_connections,
        per_address: arguments.most_per_address.or(half),
    };
    let entrances = entrances(arguments.hosts.as_deref())?;
    let district_pack = district_pack(&arguments)?;
    let pack = match (&arguments.pack, &district_pack) {
        (_, Some(district)) => {
            let begun = district.begin(&*store, &clock).await;
            Some(begun.map_err(|cause| not_taken(district.address(), cause))?)
        }
        (Some(name), None) => Some(policy_pack(name)?),
        (None, None) => None,
    };
    let settings = Settings {
        site: arguments.site.clone(),
        behind_proxy: arguments.behind_proxy,
        most_listeners: arguments
            .most_listeners
            // Listeners keep a connection each; a quarter is left for everybody else.
            .min(most_connections / 4 * 3),
        pack,
        district_pack,
        exchange: exchange(&arguments, &entrances)?,
        entrances,
        staff_keys: staff_keys(&*store, &place).await?,
    };
    let started = App::start(store, clock, settings, stopping.clone()).await?;
    let Started::App(app) = started else {
        return Err(Complaint(cli::error::no_books(LOCALE, &place)));
    };
    let signals = tokio::spawn(async move {
        asked_to_stop().await;
        let _ = stop.send(true);
    });
    keep_panics_silent();
    println!("listening on http://{address}");
    http::serve(listener, http::router(app), room, stopping).await;
    signals.abort();
    Ok(())
}

/// Where the district's newest pack is, when the pack is named by an address. Nobody on the way may write another one.
fn district_pack(arguments: &Arguments) -> Result<Option<DistrictPack>, Complaint> {
    let named = arguments.pack.as_deref().unwrap_or_default();
    if !named.contains("://") {
        return Ok(None);
    }
    let server = DistrictPack::server_of(named);
    let server: SchoolAddress = server
        .parse()
        .map_err(|_| Complaint(cli::error::no_district_address(LOCALE, named)))?;
    let pause = Duration::from_secs(arguments.ask_pack_every);
    let client = Client::new(LONGEST_QUESTION);
    Ok(Some(DistrictPack::at(&server, client, pause)))
}

fn not_taken(address: &str, cause: NotTaken) -> Complaint {
    Complaint(match cause {
        NotTaken::Exchange(_) => cli::error::district_away(LOCALE, address),
        NotTaken::NoPack(_) => cli::error::district_without_pack(LOCALE, address),
        NotTaken::Unreadable(problems) => wording::pack_problems(LOCALE, address, &problems),
        NotTaken::Clock(error) => return error.into(),
        NotTaken::Store(error) => return error.into(),
        NotTaken::Version(error) => return Complaint::internal(error),
    })
}

fn entrances(file: Option<&Path>) -> Result<Entrances, Complaint> {
    let Some(file) = file else {
        return Ok(Entrances::default());
    };
    let text = fs::read_to_string(file).map_err(|cause| Complaint::unreadable(file, cause))?;
    Entrances::read(&text)
        .map_err(|cause| Complaint(cli::error::hosts(LOCALE, cause, file.display())))
}

/// Who asks the chat apps' servers; nobody where no chat app is set up. Secrets come from the environment alone.
fn exchange(arguments: &Arguments, entrances: &Entrances) -> Result<Option<Exchange>, Complaint> {
    if arguments.hosts.is_none() {
        return Ok(None);
    }
    let client = Client::new(LONGEST_QUESTION);
    let gateway = arguments.hosts_gateway.as_ref().map(Origin::as_str);
    let settings = entrances.settings().clone();
    let is_safe = gateway.is_none_or(|gateway| gateway.starts_with("https://"));
    if settings.asks_vendors() && is_safe {
        let known = client.require_certificates();
        known.map_err(|_| Complaint(cli::error::no_certificates(LOCALE).to_owned()))?;
    }
    let endpoints = gateway.map_or_else(Endpoints::default, Endpoints::all_at);
    let secrets = Secrets::read(|name| std::env::var(name).ok());
    if let Some(frame) = &settings.iframe {
        let checked = secrets.check_sites(&frame.origins);
        checked.map_err(site_secret)?;
    }
    Ok(Some(Exchange::new(client, endpoints, settings, secrets)))
}

fn site_secret(fault: SiteSecretFault) -> Complaint {
    let text = match fault {
        SiteSecretFault::TooShort => {
            return Complaint(cli::error::frame_secret_short(LOCALE, SHORTEST_SITE_SECRET));
        }
        SiteSecretFault::WhichSite => cli::error::frame_secret_site(LOCALE),
        SiteSecretFault::UnknownSite => cli::error::frame_secret_unknown(LOCALE),
        SiteSecretFault::Twice => cli::error::frame_secret_twice(LOCALE),
    };
    Complaint(text.to_owned())
}

/// Secrets and codes go through it: in the open to this machine only.
fn gateway(text: &str) -> Result<Origin, NotAnOrigin> {
    Origin::try_from(text.to_owned())
}

/// The message of a panic may hold personal data; where it happened holds none.
pub(super) fn keep_panics_silent() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place = place.unwrap_or_default(), "panicked");
    }));
}

/// As many as the system lets us open, less what the books and the site need.
pub(super) fn most_connections() -> usize {
    let most = rlimit::increase_nofile_limit(u64::from(u32::MAX)).unwrap_or(1_024);
    usize::try_from(most - most / 8).unwrap_or(usize::MAX)
}

pub(super) fn clock_of(
    rehearsed: Option<Moment>,
    file: Option<&Path>,
    zone: Zone,
) -> Result<Clock, Complaint> {
    let source = match (rehearsed, file) {
        (Some(from), _) => TimeSource::Rehearsal {
            from,
            since: Instant::now(),
        },
        (None, Some(file)) => TimeSource::File(file.to_owned()),
        (None, None) => TimeSource::System,
    };
    let is_rehearsal = !matches!(source, TimeSource::System);
    let clock = Clock::new(source, zone);
    if is_rehearsal {
        eprintln!("{}", cli::serve::rehearsal(LOCALE, clock.now()?));
    }
    Ok(clock)
}

pub(super) async fn listen_at(host: IpAddr, port: u16) -> Result<TcpListener, Complaint> {
    TcpListener::bind((host, port)).await.map_err(|error| {
        Complaint(match error.kind() {
            ErrorKind::AddrInUse => cli::error::port_taken(LOCALE, port),
            _ => cli::error::bind(LOCALE, format!("{host}:{port}"), error),
        })
    })
}

/// Ctrl-C, or the polite signal of a service manager. A system that gives us neither leaves
/// only the impolite way, which does no harm to the books.
pub(super) async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

/// To stderr: standard output belongs to whoever started us.
fn start_log(form: LogForm) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match form {
        LogForm::Compact => log.compact().init(),
        LogForm::Json => log.json().flatten_event(true).init(),
    }
}
