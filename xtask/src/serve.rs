//! `cargo xtask serve`: from a fresh checkout to a running school, and back again in seconds.

use std::net::{IpAddr, UdpSocket};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Result;
use clap::Args;

use crate::project::Project;
use crate::server::{self, Profile, Server};
use crate::site;
use crate::supervise::Supervisor;

/// The second of the three days on which the sample school's parents choose.
pub const SAMPLE_CLOCK: &str = "2026-09-09T10:00:00+08:00";
pub const READY: &str = "listening on ";

#[derive(Args)]
pub struct ServeArguments {
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the school's data is kept; it survives a restart
    #[arg(long, default_value = "data")]
    data_dir: PathBuf,
    /// The moment at which the rehearsal clock starts, or `now` for the real time
    #[arg(long, default_value = SAMPLE_CLOCK)]
    clock: String,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

pub fn serve(project: &Project, arguments: &ServeArguments) -> Result<()> {
    server::require_free_port(arguments.port)?;
    site::build_if_stale(project)?;
    println!("Building the server (some minutes the first time) …");
    let server = Server::build(
        project,
        Profile::Release,
        &arguments.data_dir,
        arguments.port,
    )?;
    server.import_sample_if_empty()?;
    let letters = server.sample_letters()?;
    let administrator = server.first_administrator()?;

    let clock = Some(arguments.clock.as_str()).filter(|clock| *clock != "now");
    let mut supervisor = Supervisor::new()?;
    let mut command = server.serve(arguments.port, clock);
    command.arg("--site").arg(project.dist());
    // Every address of this machine, so that a phone in the same network can try it.
    command.args(["--host", "0.0.0.0"]);
    supervisor.start_until(command, READY)?;

    let here = &server.address;
    println!();
    println!("  parents        {here}");
    if let Some(address) = local_network_address() {
        println!(
            "  on a phone     http://{address}:{} (same network)",
            arguments.port
        );
    }
    if let Some(start) = clock {
        println!("  clock          runs from {start}, when the sample school's window is open;");
        println!("                 `--clock now` uses the real time");
    }
    println!("  school's desk  {here}/school.html");
    match &administrator {
        Some(link) => println!("                 first administrator: {link}"),
        None => println!("                 a lost link: `staff invite --again` makes a new one"),
    }
    println!("  commands       {} --help", server.binary.display());
    println!("  data           {}", server.data.display());
    println!("  sample codes   valid once each:");
    for letter in letters {
        println!(
            "                 {}  {} {}",
            letter.code, letter.class, letter.name
        );
    }
    println!("  stop           Ctrl-C");
    println!();
    if !arguments.no_open {
        open_browser(here);
    }
    supervisor.wait()
}

/// The address other devices reach us at. Connecting a datagram socket sends nothing; it only
/// asks the system which of its addresses it would use.
fn local_network_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    socket.connect(("192.0.2.1", 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}

/// A courtesy: where there is no browser, the printed address is enough.
fn open_browser(address: &str) {
    let (program, arguments): (_, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/c", "start"])
    } else {
        ("xdg-open", &[])
    };
    let mut opener = Command::new(program);
    opener.args(arguments).arg(address);
    opener
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok();
}
