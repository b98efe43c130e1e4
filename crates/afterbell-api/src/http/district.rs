//! The district's own program: its staff, the schools it asks, and its pack.

mod app;
mod asking;
mod audit;
mod judging;
mod packs;
mod router;
mod schools;

pub use app::{DistrictApp, DistrictSettings};
pub use asking::keep_asking;
pub use router::{district_document, district_router};

use afterbell_domain::wire::ProblemCode;

use super::desk::AtDesk;
use super::refusal::Refusal;
use crate::store::district::{DistrictAct, DistrictDeed, DistrictOutcome};

/// Lets a write run to its end even when the browser has gone.
async fn does(
    app: &DistrictApp,
    desk: &AtDesk,
    deed: DistrictDeed,
) -> Result<DistrictOutcome, Refusal> {
    let books = app.books.clone();
    let act = DistrictAct {
        session: desk.token,
        deed,
        now: desk.now,
    };
    let done = tokio::spawn(async move { books.carry_out_for_district(act).await });
    Ok(done.await??)
}

/// What an act is told that was not done.
fn refusal(outcome: &DistrictOutcome) -> Refusal {
    Refusal::new(match outcome {
        DistrictOutcome::NotSignedIn => ProblemCode::SignInRequired,
        DistrictOutcome::NotPermitted => ProblemCode::NotPermitted,
        DistrictOutcome::NameTaken => ProblemCode::NameTaken,
        DistrictOutcome::SchoolUnknown => ProblemCode::SchoolUnknown,
        DistrictOutcome::PackChanged => ProblemCode::PackChanged,
        DistrictOutcome::Done | DistrictOutcome::Saved { .. } => ProblemCode::Internal,
    })
}
