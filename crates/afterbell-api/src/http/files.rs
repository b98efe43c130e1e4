//! Files for a family: pages to print and calendars.

use afterbell_domain::wire::{FileKind, ProblemCode};
use afterbell_domain::{GuardianId, ServiceMenu, StudentId};
use afterbell_locale::Locale;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse as _, Response};

use super::app::App;
use super::refusal::Refusal;
use super::tickets::Opens;
use crate::agreement_copy;
use crate::calendar_file::{Held, calendar_file};
use crate::store::{Signed, StoreError};

/// The file that a ticket opens.
pub(super) async fn file(app: &App, opens: &Opens) -> Result<Response, Refusal> {
    let Opens {
        guardian,
        student,
        kind,
        locale,
    } = opens;
    match kind {
        FileKind::Calendar => calendar(app, guardian, student, *locale).await,
        FileKind::Agreement => agreement(app, guardian, student, *locale).await,
    }
}

/// The signed copy of the agreement, a page to print.
pub(super) async fn agreement(
    app: &App,
    guardian: &GuardianId,
    student: &StudentId,
    locale: Locale,
) -> Result<Response, Refusal> {
    let copy = match app.store.signed_copy(guardian, student).await? {
        Signed::Copy(copy) => copy,
        Signed::NotYet => return Err(Refusal::new(ProblemCode::AgreementNotSigned)),
        Signed::StudentNotYours => return Err(Refusal::new(ProblemCode::StudentNotYours)),
    };
    let page = agreement_copy::html(locale, &app.places.board().school, &copy);
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

/// The calendar of what the child holds, by the menu that holds now.
async fn calendar(
    app: &App,
    guardian: &GuardianId,
    student: &StudentId,
    locale: Locale,
) -> Result<Response, Refusal> {
    let children = app.store.children(guardian).await?;
    let child = children
        .into_iter()
        .find(|child| child.student.id == *student)
        .ok_or_else(|| Refusal::new(ProblemCode::StudentNotYours))?;
    let nothing = || Refusal::new(ProblemCode::NothingSubmitted);
    let receipt = child.receipt.ok_or_else(nothing)?;
    let content = app.store.menu(&app.places.board().menu).await?;
    let menu: ServiceMenu = serde_json::from_slice(&content.unwrap_or_default())?;
    let file = calendar_file(
        locale,
        &Held {
            menu: &menu,
            student: &child.student,
            receipt: &receipt,
            now: app.clock.now()?,
        },
    );
    let file = file.map_err(StoreError::failed)?.ok_or_else(nothing)?;
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/calendar; charset=utf-8"),
        ),
        // Inline: an iPhone then offers to add the events; others save it all the same.
        (
            CONTENT_DISPOSITION,
            HeaderValue::from_static("inline; filename=\"afterbell.ics\""),
        ),
    ];
    Ok((headers, file).into_response())
}
