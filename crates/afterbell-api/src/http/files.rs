//! Files for a family: pages to print and calendars.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{GuardianId, StudentId};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse as _, Response};

use super::app::App;
use super::refusal::Refusal;
use crate::agreement_copy;
use crate::store::{Signed, StoreError};

/// What guardians read is in the one language there is so far.
const LOCALE: afterbell_locale::Locale = afterbell_locale::Locale::ZhHans;

/// The signed copy of the agreement, a page to print.
pub(super) async fn agreement(
    app: &App,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<Response, Refusal> {
    let copy = match app.store.signed_copy(guardian, student).await? {
        Signed::Copy(copy) => copy,
        Signed::NotYet => return Err(Refusal::new(ProblemCode::AgreementNotSigned)),
        Signed::StudentNotYours => return Err(Refusal::new(ProblemCode::StudentNotYours)),
    };
    let page = agreement_copy::html(LOCALE, &app.places.board().school, &copy);
    let policy = HeaderValue::from_str(&agreement_copy::content_policy());
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
        (CONTENT_SECURITY_POLICY, policy.map_err(StoreError::failed)?),
    ];
    Ok((headers, page).into_response())
}
