//! 候补: offers that nobody took go to the next, also when no phone asks.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::app::App;
use crate::clock::ClockError;
use crate::store::StoreError;

/// An offer holds for a day, so a minute more or less is nothing.
const PAUSE: Duration = Duration::from_secs(60);

pub(super) async fn run(app: Arc<App>, mut stopping: watch::Receiver<bool>) {
    loop {
        match settle(&app).await {
            Ok(0) => {}
            Ok(_) => app.places.nudge(),
            // The next turn tries again.
            Err(error) => tracing::warn!(%error, "offers_not_settled"),
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            _ = stopping.changed() => return,
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum NotSettled {
    #[error(transparent)]
    Clock(#[from] ClockError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

async fn settle(app: &App) -> Result<u32, NotSettled> {
    let now = app.clock.now()?;
    Ok(app.store.settle_waiting(now).await?)
}
