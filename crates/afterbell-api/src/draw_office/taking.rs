//! How a step is taken: worked out from the books, and written by a deed that looks again inside its
//! transaction.

use std::sync::Arc;

use afterbell_domain::desk::{DrawObstacle, DrawStep};
use afterbell_domain::draw::PublishedFile;

use super::fault::StepFault;
use super::opened::Opened;
use crate::clock::TimeSource;
use crate::store::desk::{Actor, Deed, DeskAct, DeskOutcome};
use crate::store::draws::{OfficePlacement, Placed, Publication, Published};
use crate::store::{Books, StoreError};

/// Who takes a step, where and by which clock.
#[derive(Clone)]
pub struct Office {
    pub books: Arc<dyn Books>,
    pub by: Actor,
    pub time: TimeSource,
}

/// Files as they were published, in order.
pub type Made = Vec<(PublishedFile, Vec<u8>)>;

impl Office {
    /// Publishes what `make` makes of the books. When a family was faster it is made anew.
    pub async fn publish<T: Send + 'static>(
        &self,
        step: DrawStep,
        make: impl Fn(&Opened) -> Result<(Publication, T), StepFault> + Send + Sync + 'static,
    ) -> Result<T, StepFault> {
        const TRIES: u32 = 20;
        let make = Arc::new(make);
        let mut tried = 1;
        loop {
            let opened = Opened::look(&*self.books, &self.time).await?;
            let now = opened.time.at;
            let making = Arc::clone(&make);
            // Allocating takes a while, in which the server should answer others.
            let made = tokio::task::spawn_blocking(move || making(&opened)).await;
            let (publication, told) = made.map_err(StoreError::failed)??;
            let deed = Deed::PublishDraw {
                step,
                publication: Box::new(publication),
            };
            let act = DeskAct {
                by: self.by.clone(),
                deed,
                now,
            };
            match self.books.carry_out(act).await? {
                DeskOutcome::Done => return Ok(told),
                DeskOutcome::NotPublished(Published::BooksChangedMeanwhile) if tried < TRIES => {
                    tried += 1;
                }
                DeskOutcome::NotPublished(_) => {
                    return Err(DrawObstacle::ChangedMeanwhile.into());
                }
                other => return Err(StepFault::Denied(Box::new(other))),
            }
        }
    }

    /// Puts a child into a course by hand, and says how it went.
    pub(super) async fn put(&self, placement: OfficePlacement) -> Result<Placed, StepFault> {
        let now = placement.now;
        let act = DeskAct {
            by: self.by.clone(),
            deed: Deed::PlaceByHand {
                placement: Box::new(placement),
            },
            now,
        };
        match self.books.carry_out(act).await? {
            DeskOutcome::Placed(placed) => Ok(placed),
            other => Err(StepFault::Denied(Box::new(other))),
        }
    }
}
