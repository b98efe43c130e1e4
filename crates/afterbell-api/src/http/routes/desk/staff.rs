use afterbell_domain::StaffId;
use afterbell_domain::desk::{
    ChangeRole, InviteRequest, Invited, Permission, StaffList, StaffMember, Workplace,
    invitation_expires_at,
};
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, unless_done};
use crate::http::house::House;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::staff::{Once, new_staff_id};
use crate::store::desk::Deed;

problems!(ListProblems: SignInRequired, NotPermitted);
problems!(
    InviteProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, NameTaken,
    BodyTooLarge, UnsupportedMediaType,
);
problems!(
    OneProblems: SignInRequired, ForeignOrigin, NotPermitted, StaffUnknown, LastManager,
);
problems!(
    RoleProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, StaffUnknown,
    LastManager, BodyTooLarge, UnsupportedMediaType,
);

/// Everybody who is or was at the desk
#[utoipa::path(
    get,
    path = "/api/desk/staff",
    responses((status = 200, body = StaffList, description = "By name"), ListProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn list(
    State(house): State<House>,
    desk: AtDesk,
) -> Result<Json<StaffList>, Refusal> {
    desk.may(Permission::ReadStaff)?;
    let rows = house.staff_books().staff().await?;
    let staff = rows.into_iter().map(|row| StaffMember {
        id: row.id,
        name: row.name,
        role: row.role,
        state: row.state,
    });
    let staff = staff.collect();
    Ok(Json(StaffList { staff }))
}

/// Invites somebody
#[utoipa::path(
    post,
    path = "/api/desk/staff",
    request_body = InviteRequest,
    responses((status = 201, body = Invited, description = "The link is told once"), InviteProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn invite(
    State(house): State<House>,
    desk: AtDesk,
    JsonBody(InviteRequest { name, role }): JsonBody<InviteRequest>,
) -> Result<(StatusCode, Json<Invited>), Refusal> {
    let (id, invitation) = (new_staff_id()?, Once::new()?);
    let expires_at = invitation_expires_at(desk.now);
    let deed = Deed::Invite {
        id: id.clone(),
        name,
        role,
        invitation: invitation.fingerprint(),
        expires_at,
    };
    unless_done(desk.does(&house.0, deed).await?)?;
    let link = link(&house, &invitation);
    let told = Invited {
        id,
        link,
        expires_at,
    };
    Ok((StatusCode::CREATED, Json(told)))
}

/// Invites somebody once more; what they signed in with before ends here
#[utoipa::path(
    post,
    path = "/api/desk/staff/{id}/invite",
    params(("id" = StaffId, Path, description = "Whom")),
    responses((status = 200, body = Invited, description = "The link is told once"), OneProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn invite_again(
    State(house): State<House>,
    desk: AtDesk,
    id: Result<Path<StaffId>, PathRejection>,
) -> Result<Json<Invited>, Refusal> {
    let id = known(&desk, id)?;
    let invitation = Once::new()?;
    let expires_at = invitation_expires_at(desk.now);
    let deed = Deed::InviteAgain {
        id: id.clone(),
        invitation: invitation.fingerprint(),
        expires_at,
    };
    unless_done(desk.does(&house.0, deed).await?)?;
    Ok(Json(Invited {
        id,
        link: link(&house, &invitation),
        expires_at,
    }))
}

/// Ends somebody's account and all their sessions
#[utoipa::path(
    post,
    path = "/api/desk/staff/{id}/revoke",
    params(("id" = StaffId, Path, description = "Whose")),
    responses((status = 204, description = "Ended"), OneProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn revoke(
    State(house): State<House>,
    desk: AtDesk,
    id: Result<Path<StaffId>, PathRejection>,
) -> Result<StatusCode, Refusal> {
    let id = known(&desk, id)?;
    unless_done(desk.does(&house.0, Deed::Revoke { id }).await?)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives somebody another role; they sign in anew
#[utoipa::path(
    post,
    path = "/api/desk/staff/{id}/role",
    params(("id" = StaffId, Path, description = "Whose")),
    request_body = ChangeRole,
    responses((status = 204, description = "Changed"), RoleProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn change_role(
    State(house): State<House>,
    desk: AtDesk,
    id: Result<Path<StaffId>, PathRejection>,
    JsonBody(ChangeRole { role }): JsonBody<ChangeRole>,
) -> Result<StatusCode, Refusal> {
    let id = known(&desk, id)?;
    unless_done(desk.does(&house.0, Deed::ChangeRole { id, role }).await?)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Relative: the page knows where it is.
fn link(house: &House, invitation: &Once) -> String {
    let page = match house.workplace() {
        Workplace::School => "school",
        Workplace::District => "district",
    };
    format!("/{page}.html#/accept/{}", invitation.as_str())
}

/// A text that is no identifier names nobody, which only who may manage staff is told.
fn known(desk: &AtDesk, id: Result<Path<StaffId>, PathRejection>) -> Result<StaffId, Refusal> {
    desk.may(Permission::ManageStaff)?;
    let unknown = || Refusal::new(afterbell_domain::wire::ProblemCode::StaffUnknown);
    id.map(|Path(id)| id).map_err(|_| unknown())
}
