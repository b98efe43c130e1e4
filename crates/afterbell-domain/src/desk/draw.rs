//! 抽签进度: where a draw stands, what may be done next and until when, and what a trial comes to.

mod obstacle;
mod stage;
mod step;
mod trial;

pub use obstacle::{DrawObstacle, DrawRefusal, UnsoundDraw};
pub use stage::{DrawFacts, DrawStage};
pub use step::DrawStep;
pub use trial::{DrawTrial, TrialOffering, TrialReserved, trial};
