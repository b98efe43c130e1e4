use super::session::{NoStep, closed, looked_back, step};
use afterbell_domain::Moment;
use afterbell_domain::desk::{
    AcceptInvitation, ConfirmInvitation, InvitationAccepted, InvitationView, OpenInvitation,
    password_faults,
};
use afterbell_domain::wire::ProblemCode;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::attempts::household;
use crate::http::body::JsonBody;
use crate::http::desk::{OwnPage, act, unless_done};
use crate::http::house::House;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::http::session::ClientAddress;
use crate::secret::{Fingerprint, random_bytes};
use crate::staff::{Once, authenticator, password};
use crate::store::desk::{Actor, Deed, StaffRow};
use afterbell_domain::desk::LockOut;

problems!(
    AcceptProblems: MalformedRequest, ForeignOrigin, InvitationUnknown, PasswordRefused,
    TooManyAttempts, BodyTooLarge, UnsupportedMediaType,
);
problems!(
    OpenProblems: MalformedRequest, ForeignOrigin, InvitationUnknown, TooManyAttempts, BodyTooLarge,
    UnsupportedMediaType,
);
problems!(
    ConfirmProblems: MalformedRequest, ForeignOrigin, InvitationUnknown, SignInRefused,
    TooManyAttempts, BodyTooLarge, UnsupportedMediaType,
);

/// Says whose an invitation is, before anything is typed; one that was used or has ended is none
#[utoipa::path(
    post,
    path = "/api/desk/invitation/open",
    request_body = OpenInvitation,
    responses((status = 200, body = InvitationView, description = "It can be accepted"), OpenProblems)
)]
pub(in crate::http) async fn open(
    State(house): State<House>,
    ClientAddress(address): ClientAddress,
    _: OwnPage,
    JsonBody(request): JsonBody<OpenInvitation>,
) -> Result<Json<InvitationView>, Refusal> {
    let now = house.clock().now()?;
    let from = Fingerprint::of(format!("address\0{}", household(address)).as_bytes());
    let (_, row) = invited(&house, &request.invitation, from, now).await?;
    Ok(Json(InvitationView { name: row.name }))
}

/// Chooses a password and gets what the authenticator is to be told
///
/// May be done again, with another password and another secret, until it is confirmed.
#[utoipa::path(
    post,
    path = "/api/desk/invitation/accept",
    request_body = AcceptInvitation,
    responses((status = 200, body = InvitationAccepted, description = "To be confirmed"), AcceptProblems)
)]
pub(in crate::http) async fn accept(
    State(house): State<House>,
    ClientAddress(address): ClientAddress,
    _: OwnPage,
    JsonBody(request): JsonBody<AcceptInvitation>,
) -> Result<Json<InvitationAccepted>, Refusal> {
    let now = house.clock().now()?;
    let from = Fingerprint::of(format!("address\0{}", household(address)).as_bytes());
    let (invitation, row) = invited(&house, &request.invitation, from, now).await?;
    let school = house.name();
    if !password_faults(&request.password, &[&row.name, &school]).is_empty() {
        return Err(Refusal::new(ProblemCode::PasswordRefused));
    }
    let secret = random_bytes::<{ authenticator::SECRET_BYTES }>()?;
    let (base32, otpauth) = authenticator::told(&secret, row.name.as_str(), school.as_str())?;
    let deed = Deed::Accept {
        password: password::hash(request.password).await?,
        authenticator: house.staff_keys().seal(&row.id, &secret)?,
    };
    unless_done(act(&*house, Actor::Invitation(invitation), deed, now).await?)?;
    Ok(Json(InvitationAccepted {
        name: row.name,
        secret: base32,
        otpauth,
    }))
}

/// Shows that the authenticator works: with that the account is open and the invitation used
#[utoipa::path(
    post,
    path = "/api/desk/invitation/confirm",
    request_body = ConfirmInvitation,
    responses((status = 204, description = "The account is open"), ConfirmProblems)
)]
pub(in crate::http) async fn confirm(
    State(house): State<House>,
    ClientAddress(address): ClientAddress,
    _: OwnPage,
    JsonBody(request): JsonBody<ConfirmInvitation>,
) -> Result<StatusCode, Refusal> {
    let now = house.clock().now()?;
    let from = Fingerprint::of(format!("address\0{}", household(address)).as_bytes());
    let (invitation, row) = invited(&house, &request.invitation, from, now).await?;
    let step = match step(&house, &row, &request.code) {
        Ok(step) => step,
        Err(NoStep::Closed) => return Err(closed()),
        Err(NoStep::Wrong) => {
            let since = looked_back(now);
            house.staff_books().failed(vec![from], now, since).await?;
            return Err(Refusal::new(ProblemCode::SignInRefused));
        }
    };
    let deed = Deed::Confirm { step };
    unless_done(act(&*house, Actor::Invitation(invitation), deed, now).await?)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose invitation this is. Wrong ones are counted, though 256 bits cannot be guessed: looking
/// costs us something.
async fn invited(
    house: &House,
    text: &str,
    from: Fingerprint,
    now: Moment,
) -> Result<(Fingerprint, StaffRow), Refusal> {
    let since = looked_back(now);
    let failures = house.staff_books().failures(from, since).await?;
    if let Some(until) = LockOut::ADDRESS.until(&failures, now) {
        let seconds = u32::try_from(now.seconds_until(until)).unwrap_or(1).max(1);
        return Err(Refusal::new(ProblemCode::TooManyAttempts).retry_after(seconds));
    }
    let invitation = Once::read(text).map(|once| once.fingerprint());
    let staff = house.staff_books().staff().await?;
    let found = invitation.and_then(|invitation| {
        let mut staff = staff.into_iter();
        let row = staff.find(|row| {
            let waiting = row.invitation.as_ref();
            waiting.is_some_and(|(hash, ends)| *hash == invitation && now.unix_seconds() < *ends)
        })?;
        Some((invitation, row))
    });
    match found {
        Some(found) => Ok(found),
        None => {
            house.staff_books().failed(vec![from], now, since).await?;
            Err(Refusal::new(ProblemCode::InvitationUnknown))
        }
    }
}
