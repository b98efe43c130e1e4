//! Who asks at the school's desk: a cookie, looked up by its hash, and the page it came from.

mod cookie;
mod origin;
mod outcome;

use std::sync::Arc;

use afterbell_domain::Moment;
use afterbell_domain::desk::{Permission, Workplace};
use afterbell_domain::wire::ProblemCode;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;

pub(super) use cookie::{close, open};
pub(super) use origin::OwnPage;
pub(super) use outcome::{refusal, unless_done};

use super::app::App;
use super::house::{House, StaffHouse};
use super::refusal::Refusal;
use crate::draw_office::Office;
use crate::secret::Fingerprint;
use crate::store::desk::{Actor, Asked, Deed, DeskAct, DeskOutcome, StaffRow};

/// Somebody who is signed in at the desk.
pub(super) struct AtDesk {
    pub staff: StaffRow,
    pub token: Fingerprint,
    pub now: Moment,
    workplace: Workplace,
}

/// Somebody's page that asks by itself: it keeps no session open when they have gone.
pub(super) struct PageAtDesk(pub AtDesk);

impl<S> FromRequestParts<S> for AtDesk
where
    House: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        Self::of(parts, &House::from_ref(state), Asked::BySomebody).await
    }
}

impl<S> FromRequestParts<S> for PageAtDesk
where
    House: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let house = House::from_ref(state);
        AtDesk::of(parts, &house, Asked::ByThePage).await.map(Self)
    }
}

impl AtDesk {
    async fn of(parts: &mut Parts, house: &House, asked: Asked) -> Result<Self, Refusal> {
        OwnPage::from_request_parts(parts, &()).await?;
        let required = || Refusal::new(ProblemCode::SignInRequired);
        let token = cookie::read(&parts.headers).ok_or_else(required)?;
        let (token, now) = (token.fingerprint(), house.clock().now()?);
        let books = house.staff_books();
        let staff = books.staff_of_session(token, now, asked).await?;
        let staff = staff.ok_or_else(required)?;
        let workplace = house.workplace();
        Ok(Self {
            staff,
            token,
            now,
            workplace,
        })
    }

    pub(super) fn may(&self, permission: Permission) -> Result<(), Refusal> {
        match self.workplace.may(self.staff.role, permission) {
            true => Ok(()),
            false => Err(Refusal::new(ProblemCode::NotPermitted)),
        }
    }

    /// The draw's office, in the name of whoever asks.
    pub(super) fn office(&self, app: &App) -> Office {
        Office {
            books: Arc::clone(&app.books),
            by: Actor::Session(self.token),
            time: app.clock.source().clone(),
        }
    }

    /// Does it in the name of whoever asks. The store looks again who that is and whether they may.
    pub(super) async fn does(
        &self,
        house: &impl StaffHouse,
        deed: Deed,
    ) -> Result<DeskOutcome, Refusal> {
        act(house, Actor::Session(self.token), deed, self.now).await
    }
}

/// Lets a write run to its end even when the browser has gone.
pub(super) async fn act(
    house: &(impl StaffHouse + ?Sized),
    by: Actor,
    deed: Deed,
    now: Moment,
) -> Result<DeskOutcome, Refusal> {
    let books = house.staff_books();
    let act = DeskAct { by, deed, now };
    let done = tokio::spawn(async move { books.carry_out(act).await });
    Ok(done.await??)
}
