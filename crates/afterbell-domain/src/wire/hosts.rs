//! What crosses between the server and the chat apps' pages, which need no wasm for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// 免登: what a chat app has handed the page, for a session.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostSignIn {
    /// As `public/hosts/` names it, such as `wecom`.
    pub host: String,
    pub credential: String,
}

/// Either of the two.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostSession {
    /// The bearer token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// No child is known to this account of the chat app yet. Sent along with a child's code as `Afterbell-Host-Link`, it
    /// makes the account known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// 一次性凭证: asked for by the page of a mini-program, or by the server of a site that frames the page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostTicketRequest {
    /// The vendor's code; a site's own lasting number for the person.
    pub code: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostTicket {
    /// Opens one session, within a minute.
    pub ticket: String,
}

impl HostTicket {
    pub const SECONDS: i64 = 60;
}

/// JS-SDK 签名
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageSignature {
    /// In seconds since 1970.
    pub timestamp: i64,
    pub nonce: String,
    pub signature: String,
}

/// 网关转发: a whole request, where a gateway carries nothing else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelayRequest {
    pub method: String,
    /// With its query, such as `/api/places`.
    pub path: String,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub body: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelayAnswer {
    pub status: u16,
    pub content_type: String,
    pub body: String,
}
