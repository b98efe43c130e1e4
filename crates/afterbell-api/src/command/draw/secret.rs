use std::path::PathBuf;

use afterbell_domain::draw::DrawSecret;
use afterbell_locale::text::cli::draw_office as text;

use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::letters::write_to_new_file;
use crate::secret::random_bytes;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Where to write it; never overwritten
    #[arg(long)]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let secret = DrawSecret::new(random_bytes()?);
    let out = &arguments.out;
    let written = write_to_new_file(out, &secret.to_string());
    let path = written.map_err(|error| Complaint::unwritable(out, &error))?;
    let seal = secret.seal().map_err(Complaint::internal)?;
    println!("{}", text::secret_made(LOCALE, path.display(), &seal));
    Ok(())
}

/// What a file says that the committee kept. Never on the command line, where others would read it.
pub(super) fn read(path: &std::path::Path) -> Result<DrawSecret, Complaint> {
    let content =
        std::fs::read_to_string(path).map_err(|cause| Complaint::unreadable(path, cause))?;
    let read = content.trim().parse();
    read.map_err(|_| Complaint(text::no_secret(LOCALE, path.display())))
}
