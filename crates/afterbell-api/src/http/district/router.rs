use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse as _, Response};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes as handlers;

use super::{DistrictApp, audit, packs, schools};
use crate::http::entrances::Entrances;
use crate::http::openapi;
use crate::http::refusal::Refusal;
use crate::http::router::surrounded;
use crate::http::routes::desk;
use crate::http::site;
use afterbell_domain::wire::ProblemCode;

const PAGE: &str = "/district.html";

/// Staff is let in as at a school's desk.
fn routes() -> OpenApiRouter<Arc<DistrictApp>> {
    OpenApiRouter::with_openapi(openapi::frame())
        .routes(handlers!(desk::session::sign_in, desk::session::sign_out))
        .routes(handlers!(desk::session::me))
        .routes(handlers!(desk::invitation::open))
        .routes(handlers!(desk::invitation::accept))
        .routes(handlers!(desk::invitation::confirm))
        .routes(handlers!(desk::staff::list, desk::staff::invite))
        .routes(handlers!(desk::staff::invite_again))
        .routes(handlers!(desk::staff::revoke))
        .routes(handlers!(desk::staff::change_role))
        .routes(handlers!(schools::list, schools::add))
        .routes(handlers!(schools::detail, schools::remove))
        .routes(handlers!(schools::ask_now))
        .routes(handlers!(schools::move_to))
        .routes(handlers!(packs::read, packs::save))
        .routes(handlers!(packs::try_out))
        .routes(handlers!(packs::version))
        .routes(handlers!(packs::newest_file))
        .routes(handlers!(audit::audit))
}

/// As `afterbell district openapi` prints it.
pub fn district_document() -> OpenApi {
    routes().into_openapi()
}

pub fn district_router(app: Arc<DistrictApp>) -> Router {
    let (router, _) = routes().split_for_parts();
    let router = router
        .fallback(elsewhere)
        .method_not_allowed_fallback(async || Refusal::new(ProblemCode::MethodNotAllowed))
        .with_state(app);
    surrounded(router)
}

/// The site is the one that schools have; what is opened here is the district's page of it.
async fn elsewhere(State(app): State<Arc<DistrictApp>>, request: Request) -> Response {
    let path = request.uri().path();
    match &app.settings.site {
        Some(_) if path == "/" => (StatusCode::SEE_OTHER, [(LOCATION, PAGE)]).into_response(),
        Some(folder) if !path.starts_with("/api/") => {
            site::answer(folder, &Entrances::default(), request).await
        }
        _ => Refusal::new(ProblemCode::NotFound).into_response(),
    }
}
