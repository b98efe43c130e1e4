//! What these pages ask of the server beside what the parent's app asks.

mod answers;

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{MenuHash, OfferingId, Receipt, StudentId, WishList, WishReceipt};
use afterbell_parent::api::{self, Answer, Failure, json_of, path_of};
use afterbell_parent::storage;

pub use afterbell_domain::wire::drawn::{
    ChildResult, Outcome, OwnDraw, SlotResult, StateCode, WaitingPlace,
};
pub use answers::{Draw, Draws, Placement};

/// What the school has received for a child; `None` before the first time.
pub fn wishes(child: &StudentId, then: impl FnOnce(Answer<Option<WishReceipt>>) + 'static) {
    api::get(path_of(child, "/wishes"), move |answer| {
        then(match answer {
            Ok(receipt) => Ok(Some(receipt)),
            Err(Failure::Refused(problem)) if problem.code == ProblemCode::NothingSubmitted => {
                Ok(None)
            }
            Err(failure) => Err(failure),
        });
    });
}

pub fn save(
    child: &StudentId,
    wishes: &WishList,
    key: &str,
    then: impl FnOnce(Answer<WishReceipt>) + 'static,
) {
    api::put(&path_of(child, "/wishes"), key, json_of(wishes), then);
}

pub fn draws(then: impl FnOnce(Answer<Draws>) + 'static) {
    api::get("/api/draw".to_owned(), then);
}

pub fn own_draw(child: &StudentId, then: impl FnOnce(Answer<OwnDraw>) + 'static) {
    api::get(path_of(child, "/draw"), then);
}

/// Takes the place that is kept for a child.
pub fn accept(
    child: &StudentId,
    offering: &OfferingId,
    key: &str,
    then: impl FnOnce(Answer<Receipt>) + 'static,
) {
    let path = path_of(
        child,
        &["/offers/", offering.as_str(), "/acceptance"].concat(),
    );
    api::post(&path, key, "{}".to_owned(), then);
}

/// Leaves it to the next child.
pub fn refuse(
    child: &StudentId,
    offering: &OfferingId,
    key: &str,
    then: impl FnOnce(Answer<()>) + 'static,
) {
    let path = path_of(child, &["/offers/", offering.as_str(), "/refusal"].concat());
    api::post(&path, key, "{}".to_owned(), |answer: Answer<Nothing>| {
        then(answer.map(|_| ()));
    });
}

/// Asks for a place after the draw, or takes a child off the waiting list.
pub fn queue(
    child: &StudentId,
    offering: &OfferingId,
    joins: bool,
    key: &str,
    then: impl FnOnce(Answer<()>) + 'static,
) {
    let path = path_of(child, &["/waiting/", offering.as_str()].concat());
    let then = |answer: Answer<Nothing>| then(answer.map(|_| ()));
    match joins {
        true => api::post(&path, key, "{}".to_owned(), then),
        false => api::delete(&path, key, then),
    }
}

/// 优先类别, by the names that the district gave them. The app reads menus without them, since only here
/// they are told.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Groups {
    #[serde(default)]
    groups: Vec<Group>,
}

#[derive(Debug, serde::Deserialize)]
struct Group {
    id: String,
    name: String,
}

impl Groups {
    /// Of a menu that the app has fetched and kept.
    pub fn of(menu: &MenuHash) -> Self {
        storage::read(&["/api/menus/", menu.as_str()].concat()).unwrap_or_default()
    }

    /// A group that the menu does not name is told as published lists tell it.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        let found = self.groups.iter().find(|group| group.id == id);
        found.map_or(id, |group| &group.name)
    }
}

/// An answer that says no more than that it was done.
#[derive(serde::Deserialize)]
struct Nothing {}
