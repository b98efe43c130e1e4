use super::complaint::Complaint;
use crate::http::document;

pub(super) fn run() -> Result<(), Complaint> {
    let document = document().to_pretty_json().map_err(Complaint::internal)?;
    println!("{document}");
    Ok(())
}
