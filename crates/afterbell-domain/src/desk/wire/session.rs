use serde::{Deserialize, Serialize};

use crate::desk::{PasswordFault, Permission, Role};
use crate::{Label, Moment};

/// 登录. Answered with a cookie and nothing else.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInRequest {
    pub name: Label,
    pub password: String,
    /// 动态口令: six digits.
    pub code: String,
}

/// 我是谁
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskMe {
    pub name: Label,
    #[serde(flatten)]
    pub role: Role,
    pub school: Label,
    pub permissions: Vec<Permission>,
    /// The server's time, by which notices begin and end.
    pub now: Moment,
}

/// 接受邀请. The invitation stands behind the `#` of the printed link.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptInvitation {
    pub invitation: String,
    pub password: String,
}

/// 打开邀请: whether it can still be used.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenInvitation {
    pub invitation: String,
}

/// Whose it is.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationView {
    pub name: Label,
}

/// What an authenticator is to be told; shown once.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationAccepted {
    pub name: Label,
    /// In base32, to be typed where no camera is.
    pub secret: String,
    /// `otpauth://totp/…`, to be drawn as a QR code.
    pub otpauth: String,
}

/// 确认动态口令: with it the account is open.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmInvitation {
    pub invitation: String,
    pub code: String,
}

/// With `password_refused`: what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordRefused {
    pub faults: Vec<PasswordFault>,
}
