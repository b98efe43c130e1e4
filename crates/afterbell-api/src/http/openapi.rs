//! The API's description, made from the code that serves it.

use std::collections::BTreeMap;

use afterbell_domain::wire::{Problem, ProblemCode};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi as _};

use super::router::routes;
use crate::answer::{name_of, status_of};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Afterbell", description = "After-school course selection"),
    components(schemas(Problem, ProblemCode)),
    modifiers(&BearerToken)
)]
pub(super) struct Frame;

struct BearerToken;

impl Modify for BearerToken {
    fn modify(&self, openapi: &mut OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("session", SecurityScheme::Http(bearer.clone()));
        components.add_security_scheme("district", SecurityScheme::Http(bearer.clone()));
        components.add_security_scheme("site", SecurityScheme::Http(bearer));
        let cookie = ApiKey::Cookie(ApiKeyValue::new("afterbell_desk"));
        components.add_security_scheme("desk", SecurityScheme::ApiKey(cookie));
    }
}

/// The whole document, as `/api/openapi.json` has it.
pub fn document() -> OpenApi {
    routes().into_openapi()
}

pub(super) fn frame() -> OpenApi {
    Frame::openapi()
}

/// What any request may meet.
const ANYWHERE: [ProblemCode; 3] = [
    ProblemCode::Overloaded,
    ProblemCode::Timeout,
    ProblemCode::Internal,
];

/// The problems an operation answers with, one response per status, naming its codes.
pub(super) fn responses(codes: &[ProblemCode]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    for code in codes.iter().chain(&ANYWHERE) {
        let names = by_status.entry(status_of(*code)).or_default();
        names.push(format!("`{}`", name_of(*code)));
    }
    let described = by_status.into_iter().map(|(status, names)| {
        let problem = Ref::from_schema_name("Problem");
        let content = ContentBuilder::new().schema(Some(problem)).build();
        let response = ResponseBuilder::new()
            .description(names.join(", "))
            .content("application/problem+json", content)
            .build();
        (status.to_string(), RefOr::T(response))
    });
    described.collect()
}

/// Names a set of problem codes, for `responses(…)` of a handler.
macro_rules! problems {
    ($name:ident: $($code:ident),* $(,)?) => {
        struct $name;

        impl utoipa::IntoResponses for $name {
            fn responses()
            -> std::collections::BTreeMap<String, utoipa::openapi::RefOr<utoipa::openapi::Response>>
            {
                crate::http::openapi::responses(&[
                    $(afterbell_domain::wire::ProblemCode::$code),*
                ])
            }
        }
    };
}

pub(super) use problems;
