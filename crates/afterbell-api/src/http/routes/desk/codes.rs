use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use afterbell_domain::desk::{CodeList, CodeState, CodesFor, Permission};
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Grade, HomeroomClass};
use afterbell_locale::Locale;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, HOST, HeaderMap};
use axum::response::{Html, IntoResponse as _, Response};
use serde::Deserialize;

use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, unless_done};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::letters::{Letter, Sender, html};
use crate::secret::{Fingerprint, new_child_code};
use crate::store::desk::Deed;
use crate::store::{CodeIssue, EnrolledPupil, StoreError};

problems!(ListProblems: SignInRequired, NotPermitted, MalformedRequest);
problems!(
    IssueProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, StudentNotYours,
    BodyTooLarge, UnsupportedMediaType,
);

#[derive(Deserialize)]
pub(in crate::http) struct Asked {
    grade: Option<u8>,
    class: Option<u8>,
}

/// Who has a code waiting and who is bound, of a class or of all that one may see
#[utoipa::path(
    get,
    path = "/api/desk/codes",
    params(
        ("grade" = Option<u8>, Query, description = "With class: only this one"),
        ("class" = Option<u8>, Query, description = "Its number within the grade")
    ),
    responses((status = 200, body = CodeList, description = "By class and school number"), ListProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn list(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<CodeList>, Refusal> {
    desk.may(Permission::IssueCodes)?;
    let malformed = || Refusal::malformed("query");
    let Query(asked) = asked.map_err(|_| malformed())?;
    let class = match (asked.grade, asked.class) {
        (Some(grade), Some(number)) => {
            let grade = Grade::new(grade).map_err(|_| malformed())?;
            Some(HomeroomClass::new(grade, number).map_err(|_| malformed())?)
        }
        (None, None) => None,
        _ => return Err(malformed()),
    };
    let role = desk.staff.role;
    if class.is_some_and(|class| !role.may_issue_codes_to(class)) {
        return Err(Refusal::new(ProblemCode::NotPermitted));
    }
    let pupils = app.books.stored().await?.pupils;
    let mine: Vec<_> = pupils
        .into_iter()
        .filter(|pupil| role.may_issue_codes_to(pupil.class))
        .collect();
    let classes: BTreeSet<_> = mine.iter().map(|pupil| pupil.class).collect();
    let uses: BTreeMap<_, _> = app.books.code_uses().await?;
    let chosen = mine.into_iter();
    let chosen = chosen.filter(|pupil| class.is_none_or(|class| class == pupil.class));
    let codes = chosen.map(|pupil| {
        let used = uses.get(&pupil.id).copied().unwrap_or_default();
        CodeState {
            waiting: used.is_waiting,
            guardians: used.guardians,
            student: pupil.id,
            school_number: pupil.school_number,
            name: pupil.name,
            class: pupil.class,
        }
    });
    Ok(Json(CodeList {
        classes: classes.into_iter().collect(),
        codes: codes.collect(),
    }))
}

/// Issues fresh codes and answers with the letters to print; unused older codes end
#[utoipa::path(
    post,
    path = "/api/desk/codes/reissue",
    request_body = CodesFor,
    responses((status = 200, content_type = "text/html", description = "Letters, one sheet a child"), IssueProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn reissue(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    headers: HeaderMap,
    JsonBody(wanted): JsonBody<CodesFor>,
) -> Result<Response, Refusal> {
    let stored = app.books.stored().await?;
    let pupils = chosen(&desk, &stored.pupils, &wanted)?;
    let Some((_, menu)) = &stored.menu else {
        return Err(Refusal::new(ProblemCode::StudentNotYours));
    };
    let codes: Vec<_> = pupils
        .iter()
        .map(|_| new_child_code())
        .collect::<Result<_, _>>()?;
    let letters: Vec<Letter> = pupils
        .iter()
        .zip(&codes)
        .map(|(pupil, code)| Letter {
            name: pupil.name.clone(),
            class: pupil.class,
            code: code.clone(),
        })
        .collect();
    let sender = Sender::of(menu, &base_url(&app, &headers));
    let issues = pupils.iter().zip(&codes).map(|(pupil, code)| CodeIssue {
        student: pupil.id.clone(),
        code: Fingerprint::of_code(code),
    });
    let deed = Deed::IssueCodes {
        codes: issues.collect(),
    };
    // Put together first: a code that is valid and stands nowhere would be of no use.
    let page = tokio::task::spawn_blocking(move || html(Locale::ZhHans, &sender, &letters));
    let page = page.await?.map_err(StoreError::failed)?;
    unless_done(desk.does(&app, deed).await?)?;
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
    Ok(([(CONTENT_SECURITY_POLICY, policy)], Html(page)).into_response())
}

/// Ends codes that nobody has used yet
#[utoipa::path(
    post,
    path = "/api/desk/codes/revoke",
    request_body = CodesFor,
    responses((status = 204, description = "Ended"), IssueProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn revoke(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    JsonBody(wanted): JsonBody<CodesFor>,
) -> Result<StatusCode, Refusal> {
    let pupils = app.books.stored().await?.pupils;
    let students = chosen(&desk, &pupils, &wanted)?;
    let students = students.iter().map(|pupil| pupil.id.clone()).collect();
    unless_done(desk.does(&app, Deed::RevokeCodes { students }).await?)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The children asked for. One that is not there, or not in one's own class, is one answer.
fn chosen<'a>(
    desk: &AtDesk,
    pupils: &'a [EnrolledPupil],
    wanted: &CodesFor,
) -> Result<Vec<&'a EnrolledPupil>, Refusal> {
    desk.may(Permission::IssueCodes)?;
    let role = desk.staff.role;
    let chosen: Vec<_> = pupils
        .iter()
        .filter(|pupil| wanted.students.contains(&pupil.id) || wanted.class == Some(pupil.class))
        .collect();
    let are_known = wanted
        .students
        .iter()
        .all(|id| chosen.iter().any(|pupil| pupil.id == *id));
    let are_mine = chosen
        .iter()
        .all(|pupil| role.may_issue_codes_to(pupil.class));
    match are_known && are_mine && !chosen.is_empty() {
        true => Ok(chosen),
        false => Err(Refusal::new(ProblemCode::StudentNotYours)),
    }
}

/// Where parents find us: where the clerk has.
fn base_url(app: &App, headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let scheme = if app.behind_proxy { "https" } else { "http" };
    format!("{scheme}://{}", host.unwrap_or("localhost"))
}
