//! 填志愿: the rounds in which places are drawn. Numbers beside courses, one last look, and the school's word
//! that it has them.

mod form;
mod paper;
mod ranks;
mod review;

use afterbell_domain::wire::{Child, ProblemCode};
use afterbell_domain::{CareChoice, WishReceipt};

use super::visitor::Visitor;
use super::{Route, form as sent, page};
use crate::http::app::App;
use crate::http::refusal::Refusal;
use crate::store::draws::KeptWishes;

pub(super) use form::{facts, whose};
pub(super) use paper::standing;

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/lite/children/{student}/wishes", form::choose),
        sent("/lite/children/{student}/wishes/edit", review::edit_again),
        sent("/lite/children/{student}/wishes/review", review::review),
        sent("/lite/children/{student}/wishes/save", review::save),
        page("/lite/children/{student}/wishes/receipt", paper::receipt),
    ]
}

pub(super) fn address(child: &Child) -> String {
    format!("/lite/children/{}/wishes", child.student.id)
}

/// What the school has of a child's wishes.
pub(super) async fn received(
    app: &App,
    visitor: &Visitor,
    child: &Child,
) -> Result<Option<WishReceipt>, Refusal> {
    let guardian = visitor.guardian()?;
    match app.store.wishes(&guardian, &child.student.id).await? {
        KeptWishes::Receipt(receipt) => Ok(Some(receipt)),
        KeptWishes::Nothing => Ok(None),
        KeptWishes::StudentNotYours => Err(Refusal::new(ProblemCode::StudentNotYours)),
    }
}

/// Care that was asked for with the wishes elsewhere stands as it was: here it has a page of its own.
fn care(received: Option<&WishReceipt>) -> Vec<CareChoice> {
    let care = received.map(|receipt| receipt.wishes.care().to_vec());
    care.unwrap_or_default()
}
