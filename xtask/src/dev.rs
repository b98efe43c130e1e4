//! `cargo xtask dev`: Trunk rebuilds and reloads the page whenever a file of the site changes,
//! and hands `/api` to a server beside it. A change of the server needs a restart of this command.

use anyhow::{Context, Result};
use clap::Args;

use crate::project::Project;
use crate::serve::{READY, SAMPLE_CLOCK};
use crate::server::{self, Profile, Server};
use crate::supervise::Supervisor;
use crate::tools::Tools;

#[derive(Args)]
pub struct DevArguments {
    /// The page's port; the API takes the next one
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

pub fn dev(project: &Project, arguments: &DevArguments) -> Result<()> {
    let api_port = arguments
        .port
        .checked_add(1)
        .context("that port has no next one")?;
    server::require_free_port(arguments.port)?;
    server::require_free_port(api_port)?;
    let tools = Tools::ready(project)?;
    let data = project.target.join("dev-data");
    let server = Server::build(project, Profile::Debug, &data, arguments.port)?;
    server.import_sample_if_empty()?;
    for letter in server.sample_letters()? {
        println!("code {}  {} {}", letter.code, letter.class, letter.name);
    }

    let mut supervisor = Supervisor::new()?;
    supervisor.start_until(server.serve(api_port, Some(SAMPLE_CLOCK)), READY)?;
    let mut trunk = tools.command("trunk", &project.root);
    trunk
        .args(["serve", "--skip-version-check", "--dist"])
        .arg(project.target.join("dev-site"));
    trunk.args(["--port", &arguments.port.to_string()]);
    trunk.arg(format!("--proxy-backend=http://127.0.0.1:{api_port}/api/"));
    supervisor.start(trunk)?;
    supervisor.wait()
}
