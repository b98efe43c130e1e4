use afterbell_domain::desk::DrawObstacle;
use afterbell_domain::draw::{DrawFault, Untimely};

use crate::clock::ClockError;
use crate::store::StoreError;
use crate::store::desk::DeskOutcome;

/// Why a step was not taken. Nothing was written.
#[derive(Debug)]
pub enum StepFault {
    Obstacle(DrawObstacle),
    Untimely(Untimely),
    Unsound(DrawFault),
    /// Nothing was imported yet.
    NoBooks,
    /// Whoever asks is not, or not any more, allowed to.
    Denied(Box<DeskOutcome>),
    Store(StoreError),
    Clock(ClockError),
}

impl From<DrawObstacle> for StepFault {
    fn from(obstacle: DrawObstacle) -> Self {
        Self::Obstacle(obstacle)
    }
}

impl From<Untimely> for StepFault {
    fn from(fault: Untimely) -> Self {
        Self::Untimely(fault)
    }
}

impl From<DrawFault> for StepFault {
    fn from(fault: DrawFault) -> Self {
        Self::Unsound(fault)
    }
}

impl From<StoreError> for StepFault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<ClockError> for StepFault {
    fn from(error: ClockError) -> Self {
        Self::Clock(error)
    }
}
