use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use afterbell_domain::desk::{
    AuditionChild, AuditionView, AuditionsView, FindChild, KeepAudition, Permission,
    may_publish_lists,
};
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Offering, OfferingId, ServiceMenu, StudentId};
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::http::app::App;
use crate::http::body::JsonBody;
use crate::http::desk::{AtDesk, unless_done};
use crate::http::openapi::problems;
use crate::http::refusal::Refusal;
use crate::store::desk::{AuditionBooks, Deed};
use crate::store::{EnrolledPupil, Stored};

problems!(ListProblems: SignInRequired, NotPermitted);
problems!(
    KeepProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, NotFound,
    StudentNotYours, AuditionChanged, DrawClosed, BodyTooLarge, UnsupportedMediaType,
);
problems!(
    FindProblems: MalformedRequest, SignInRequired, ForeignOrigin, NotPermitted, NotFound,
    StudentNotYours, BodyTooLarge, UnsupportedMediaType,
);

type WhichOffering = Result<Path<OfferingId>, PathRejection>;

/// Courses with an audition that one chooses for, with those who have applied
#[utoipa::path(
    get,
    path = "/api/desk/auditions",
    responses((status = 200, body = AuditionsView, description = "In the order of the menu"), ListProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn list(
    State(app): State<Arc<App>>,
    desk: AtDesk,
) -> Result<Json<AuditionsView>, Refusal> {
    desk.may(Permission::ChooseApplicants)?;
    let stored = app.books.stored().await?;
    let books = app.books.auditions().await?;
    let (applicants_are_published, was_run) = books.last_draw;
    let menu = stored.menu.as_ref().map(|(_, menu)| menu);
    let auditions = menu.into_iter().flat_map(|menu| {
        let theirs = menu.offerings.iter().filter(|it| is_theirs(&desk, it));
        theirs.map(|offering| view(menu, offering, &stored, &books))
    });
    Ok(Json(AuditionsView {
        auditions: auditions.collect(),
        is_drawn: menu.is_some_and(|menu| menu.round.has_draw()),
        is_fixed: !may_publish_lists(applicants_are_published, was_run),
    }))
}

/// Keeps whom one has chosen for a course, and publishes the list
#[utoipa::path(
    put,
    path = "/api/desk/auditions/{id}",
    params(("id" = OfferingId, Path, description = "The offering")),
    request_body = KeepAudition,
    responses((status = 204, description = "Kept"), KeepProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn keep(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    id: WhichOffering,
    JsonBody(wanted): JsonBody<KeepAudition>,
) -> Result<StatusCode, Refusal> {
    let deed = Deed::KeepAudition {
        offering: known(&desk, id)?,
        revision: wanted.revision,
        choice: wanted.choice,
        publishes: wanted.publish,
    };
    unless_done(desk.does(&app, deed).await?)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A child that has not applied, to be put on the list of a course
#[utoipa::path(
    post,
    path = "/api/desk/auditions/{id}/child",
    params(("id" = OfferingId, Path, description = "The offering")),
    request_body = FindChild,
    responses((status = 200, body = AuditionChild, description = "Nothing is stored"), FindProblems),
    security(("desk" = []))
)]
pub(in crate::http) async fn find(
    State(app): State<Arc<App>>,
    desk: AtDesk,
    id: WhichOffering,
    JsonBody(FindChild { school_number }): JsonBody<FindChild>,
) -> Result<Json<AuditionChild>, Refusal> {
    let id = known(&desk, id)?;
    let stored = app.books.stored().await?;
    let menu = stored.menu.as_ref().map(|(_, menu)| menu);
    let offering = menu.and_then(|menu| menu.offering(&id));
    let offering = offering.filter(|offering| offering.audition);
    let offering = offering.ok_or_else(|| Refusal::new(ProblemCode::NotFound))?;
    if !is_theirs(&desk, offering) {
        return Err(Refusal::new(ProblemCode::NotPermitted));
    }
    let mut pupils = stored.pupils.iter();
    let pupil = pupils.find(|pupil| pupil.school_number == school_number);
    let pupil = pupil.ok_or_else(|| Refusal::new(ProblemCode::StudentNotYours))?;
    let books = app.books.auditions().await?;
    Ok(Json(child(offering, pupil, &books)))
}

fn known(desk: &AtDesk, id: WhichOffering) -> Result<OfferingId, Refusal> {
    desk.may(Permission::ChooseApplicants)?;
    id.map(|Path(id)| id)
        .map_err(|_| Refusal::new(ProblemCode::NotFound))
}

fn is_theirs(desk: &AtDesk, offering: &Offering) -> bool {
    offering.audition && desk.staff.role.may_choose_for(&desk.staff.name, offering)
}

fn view(
    menu: &ServiceMenu,
    offering: &Offering,
    stored: &Stored,
    books: &AuditionBooks,
) -> AuditionView {
    let kept = books.auditions.get(&offering.id);
    let kept = kept.cloned().unwrap_or_default();
    let is_here = |id: &StudentId| stored.pupils.iter().any(|pupil| pupil.id == *id);
    let of = |lists: &BTreeMap<OfferingId, Vec<StudentId>>| {
        let found = lists.get(&offering.id);
        found.into_iter().flatten().cloned().collect::<Vec<_>>()
    };
    let mut named: BTreeSet<StudentId> = of(&books.applied).into_iter().collect();
    named.extend(of(&books.holding));
    named.extend(kept.choice.students().cloned());
    let pupils = stored.pupils.iter();
    let children = pupils.filter(|pupil| named.contains(&pupil.id));
    AuditionView {
        offering: offering.id.clone(),
        // In a consistent menu there always is one.
        course: menu
            .course_of(offering)
            .map_or_else(|| menu.school.name.clone(), |course| course.name.clone()),
        sessions: offering.sessions.clone(),
        teachers: offering.teachers.clone(),
        places: offering.places,
        revision: kept.revision,
        choice: kept.choice.of_those(is_here),
        is_published: kept.is_published,
        published: kept.published,
        saved_at: kept.saved_at,
        saved_by: kept.saved_by,
        children: children
            .map(|pupil| child(offering, pupil, books))
            .collect(),
    }
}

fn child(offering: &Offering, pupil: &EnrolledPupil, books: &AuditionBooks) -> AuditionChild {
    let has = |lists: &BTreeMap<OfferingId, Vec<StudentId>>| {
        let found = lists.get(&offering.id);
        found.is_some_and(|students| students.contains(&pupil.id))
    };
    AuditionChild {
        student: pupil.id.clone(),
        school_number: pupil.school_number.clone(),
        name: pupil.name.clone(),
        class: pupil.class,
        applied: has(&books.applied),
        is_eligible: offering.eligibility.admits(pupil.class),
        holds: has(&books.holding),
    }
}
