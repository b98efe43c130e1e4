//! `cargo xtask bench power-cut`: the power goes at every moment that matters. `kill -9` cannot
//! show that, since the page cache outlives the server; so what the server does to its files is
//! recorded, and the disk is built again as it would be with only what was synced, and with any
//! part of the rest. Every answer that had left the server by then must be in the books, byte for
//! byte, no course above its places, and `verify` must find nothing.

mod disk;
mod log;
mod recording;
mod replay;

use std::path::PathBuf;

use anyhow::Result;

use crate::books::School;
use recording::Recording;

#[derive(clap::Args)]
pub struct Arguments {
    /// The server whose power is cut
    #[arg(long)]
    server: PathBuf,
    /// Children that submit at once
    #[arg(long, default_value_t = 24)]
    children: usize,
    /// How often each of them submits in each of three lives of the server
    #[arg(long, default_value_t = 60)]
    submissions: usize,
    /// Disks that are built at each wait for the disk, beside the one with nothing but what was synced
    #[arg(long, default_value_t = 2)]
    disks: usize,
    #[arg(long, default_value_t = 4)]
    seed: u64,
    /// Leave out every so many a wait for the disk, to see that it is found out
    #[arg(long)]
    leave_out: Option<u64>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let school = School {
        children: arguments.children,
        courses: 8,
        // Half more than children: courses are full again and again, and a swap still finds one.
        places: u16::try_from(arguments.children * 3 / 16)?.max(1),
    };
    let recording = Recording::make(arguments, school)?;
    let cuts = replay::replay(&recording, school, arguments.disks, arguments.seed)?;
    println!("{recording}; {cuts}");
    Ok(())
}
