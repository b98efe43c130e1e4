use std::net::IpAddr;

use afterbell_domain::Moment;
use afterbell_domain::desk::{DeskMe, LockOut, SignInRequest, StaffState};
use afterbell_domain::wire::ProblemCode;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse as _, Response};

use crate::http::attempts::household;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, OwnPage, act, close, open, unless_done};
use crate::http::house::House;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::ClientAddress;
use crate::secret::Fingerprint;
use crate::staff::{Once, authenticator, password};
use crate::store::desk::{Actor, Deed, DeskOutcome, StaffRow};

problems!(
    SignInProblems: MalformedRequest, ForeignOrigin, SignInRefused, TooManyAttempts, BodyTooLarge,
    UnsupportedMediaType,
);
problems!(SignOutProblems: SignInRequired, ForeignOrigin);
problems!(MeProblems: SignInRequired);

/// Signs in at the desk; the session travels in a cookie
#[utoipa::path(
    post,
    path = "/api/desk/session",
    request_body = SignInRequest,
    responses((status = 204, description = "Signed in"), SignInProblems)
)]
pub(in crate::http) async fn sign_in(
    State(house): State<House>,
    ClientAddress(address): ClientAddress,
    _: OwnPage,
    JsonBody(request): JsonBody<SignInRequest>,
) -> Result<Response, Refusal> {
    let now = house.clock().now()?;
    let account = Fingerprint::of(format!("name\0{}", request.name).as_bytes());
    let from = Fingerprint::of(format!("address\0{}", household(address)).as_bytes());
    locked_out(&house, account, from, now).await?;
    let failed = async || {
        let failing = vec![account, from];
        house
            .staff_books()
            .failed(failing, now, looked_back(now))
            .await?;
        Err(Refusal::new(ProblemCode::SignInRefused))
    };
    let staff = house.staff_books().staff().await?;
    let named = staff.into_iter().find(|row| row.name == request.name);
    let named = named.filter(|row| row.state == StaffState::Active);
    let hash = named.as_ref().and_then(|row| row.password.clone());
    let is_right = password::is_right(request.password, hash).await?;
    let step = named.as_ref().map(|row| step(&house, row, &request.code));
    let (row, step) = match (is_right, named, step) {
        (true, Some(row), Some(Ok(step))) => (row, step),
        // Only whoever knows the password is told, and they have guessed nothing.
        (true, Some(_), Some(Err(NoStep::Closed))) => return Err(closed()),
        _ => return failed().await,
    };
    let token = Once::new()?;
    let deed = Deed::SignIn {
        token: token.fingerprint(),
        step,
        forgiven: account,
    };
    match act(&*house, Actor::SigningIn(row.id), deed, now).await? {
        DeskOutcome::Done => {}
        _ => return failed().await,
    }
    let cookie = open(&token, is_loopback(&house, address))?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]).into_response())
}

/// Whoever is locked out is told so whatever they send, so that nothing is learnt from it.
async fn locked_out(
    house: &House,
    account: Fingerprint,
    from: Fingerprint,
    now: Moment,
) -> Result<(), Refusal> {
    for (who, rule) in [(account, LockOut::ACCOUNT), (from, LockOut::ADDRESS)] {
        let failures = house.staff_books().failures(who, looked_back(now)).await?;
        if let Some(until) = rule.until(&failures, now) {
            let seconds = u32::try_from(now.seconds_until(until)).unwrap_or(1).max(1);
            return Err(Refusal::new(ProblemCode::TooManyAttempts).retry_after(seconds));
        }
    }
    Ok(())
}

/// As long as any failure can still count.
pub(super) fn looked_back(now: Moment) -> Moment {
    let rule = LockOut::ACCOUNT;
    now.plus_seconds(-(rule.within_seconds + rule.for_seconds))
}

/// Why a code is of no step.
pub(super) enum NoStep {
    Wrong,
    /// No code can be right: what the authenticator was told is sealed with a key that is not here, or no clock
    /// goes.
    Closed,
}

/// The step that a code is of, by the secret of whoever has this row.
pub(super) fn step(house: &House, row: &StaffRow, code: &str) -> Result<i64, NoStep> {
    let kept = row.authenticator.as_ref().ok_or(NoStep::Wrong)?;
    let Some(secret) = house.staff_keys().open(&row.id, kept) else {
        tracing::error!(staff = %row.id, "authenticator_closed");
        return Err(NoStep::Closed);
    };
    let now = house.clock().of_phones().map_err(|error| {
        tracing::error!(%error, "clock");
        NoStep::Closed
    })?;
    authenticator::step_of(code, &secret, now.unix_seconds()).ok_or(NoStep::Wrong)
}

/// The server's fault and no failure of theirs, which the books of all servers would count.
pub(super) fn closed() -> Refusal {
    Refusal::new(ProblemCode::Internal).with_status(StatusCode::SERVICE_UNAVAILABLE)
}

fn is_loopback(house: &House, address: IpAddr) -> bool {
    !house.is_behind_proxy() && address.to_canonical().is_loopback()
}

/// Ends the session
#[utoipa::path(
    delete,
    path = "/api/desk/session",
    responses((status = 204, description = "Signed out"), SignOutProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn sign_out(
    State(house): State<House>,
    ClientAddress(address): ClientAddress,
    desk: AtDesk,
) -> Result<Response, Refusal> {
    unless_done(desk.does(&house.0, Deed::SignOut).await?)?;
    let cookie = close(is_loopback(&house, address))?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]).into_response())
}

/// Who is signed in, and what they may do
#[utoipa::path(
    get,
    path = "/api/desk/me",
    responses((status = 200, body = DeskMe, description = "Who is signed in"), MeProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn me(State(house): State<House>, desk: AtDesk) -> Json<DeskMe> {
    Json(DeskMe {
        name: desk.staff.name,
        role: desk.staff.role,
        school: house.name(),
        permissions: house.workplace().permissions(desk.staff.role).collect(),
        now: desk.now,
    })
}
