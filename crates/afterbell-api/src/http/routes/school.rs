use std::sync::Arc;

use afterbell_domain::wire::SchoolView;
use axum::Json;
use axum::extract::State;

use crate::http::app::App;
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;

problems!(Problems:);

/// The school, its current menu version and the server's time
#[utoipa::path(get, path = "/api/school", responses(
    (status = 200, body = SchoolView, description = "The school"), Problems
))]
pub(in crate::http) async fn school(
    State(app): State<Arc<App>>,
) -> Result<Json<SchoolView>, Refusal> {
    let board = app.places.board();
    Ok(Json(SchoolView {
        school: board.school.clone(),
        term: board.term.clone(),
        menu: board.menu.clone(),
        now: app.clock.now()?,
    }))
}
