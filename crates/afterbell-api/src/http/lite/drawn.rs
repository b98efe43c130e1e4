//! 录取结果: what a draw came to for a child, and what can be asked for after it: an offered place, the end of a
//! waiting list, a place that is free.

mod exchange;
mod offer;
mod places;
mod result;
mod waiting;

use afterbell_domain::wire::drawn::{ChildResult, WaitingPlace};
use afterbell_domain::wire::{Child, ProblemCode};
use afterbell_domain::{Moment, OfferingId, StudentId, Waiting};

use super::visitor::Visitor;
use super::{Route, form, page};
use crate::http::app::App;
use crate::http::refusal::Refusal;
use crate::store::StoreError;
use crate::store::draws::OwnResult;

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/lite/children/{student}/result", result::result),
        page("/lite/children/{student}/places", places::places),
        page("/lite/children/{student}/offers/{offering}", offer::ask),
        form("/lite/children/{student}/offers/{offering}", offer::answer),
        page("/lite/children/{student}/waiting/{offering}", waiting::ask),
        form(
            "/lite/children/{student}/waiting/{offering}",
            waiting::queue,
        ),
    ]
}

pub(super) fn address(child: &Child, page: &str) -> String {
    format!("/lite/children/{}/{page}", child.student.id)
}

/// What a draw came to for a child, as of now.
pub(super) struct OwnDraw {
    pub was_run: bool,
    /// None where it wished for nothing.
    pub result: Option<ChildResult>,
    pub waiting: Vec<Waiting>,
}

impl OwnDraw {
    pub(super) async fn of(
        app: &App,
        visitor: &Visitor,
        student: &StudentId,
        now: Moment,
    ) -> Result<Self, Refusal> {
        let own = app.store.own_result(&visitor.guardian()?, student).await?;
        let OwnResult::Result {
            draw,
            report,
            mut waiting,
            ..
        } = own
        else {
            return Err(Refusal::new(ProblemCode::StudentNotYours));
        };
        for one in &mut waiting {
            one.state = one.state.at(now);
        }
        let result = report.map(|report| serde_json::from_str(&report));
        Ok(Self {
            was_run: draw.is_some(),
            result: result.transpose().map_err(StoreError::from)?,
            waiting,
        })
    }

    /// The row in which the child waits for an offering, or has it on offer.
    pub(super) fn claim(&self, offering: &OfferingId) -> Option<&Waiting> {
        let mut rows = self.waiting.iter();
        rows.find(|row| row.offering == *offering && row.state.claims())
    }

    pub(super) fn offers(&self, now: Moment) -> impl Iterator<Item = &Waiting> {
        let rows = self.waiting.iter();
        rows.filter(move |row| row.state.is_open_offer(now))
    }

    pub(super) fn others(&self, now: Moment) -> impl Iterator<Item = WaitingPlace> {
        let rows = self.waiting.iter();
        let others = rows.filter(move |row| !row.state.is_open_offer(now));
        others.map(WaitingPlace::from)
    }
}
