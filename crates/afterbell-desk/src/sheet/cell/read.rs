use afterbell_domain::desk::{CourseCell, DraftEdit, OfferingCell, describe_course};
use afterbell_domain::policy::MenuDraft;
use afterbell_domain::reading::{self, ReadingError};
use afterbell_domain::{Category, Label, Provider, Session};
use afterbell_locale::{Locale, format};

use super::{CellProblem, Row, change, facts, prerequisite, rooms};
use crate::sheet::column::Column;

/// What typing this text into a cell of the row does to the draft; nothing when it says what
/// stands there.
pub fn edits(
    locale: Locale,
    draft: &MenuDraft,
    row: Row<'_>,
    column: Column,
    text: &str,
) -> Result<Vec<DraftEdit>, CellProblem> {
    let offering = row.offering;
    let of_offering = |before: OfferingCell, after: OfferingCell| {
        change(before, after, |before, after| DraftEdit::Offering {
            id: offering.id.clone(),
            before,
            after,
        })
    };
    let of_course = |before: CourseCell, after: CourseCell| {
        change(before, after, |before, after| DraftEdit::Course {
            id: offering.course.clone(),
            before,
            after,
        })
    };
    if let Some(fact) = facts::read(locale, column, text)? {
        return Ok(describe_course(draft, &offering.course, &[fact]));
    }
    let school = draft.menu.school.grades;
    Ok(match (column, row.course) {
        (Column::Course, Some(course)) => {
            let name = required_label(text)?;
            of_course(
                CourseCell::Name(course.name.clone()),
                CourseCell::Name(name),
            )
        }
        (Column::Category, Some(course)) => of_course(
            CourseCell::Category(course.category),
            CourseCell::Category(category(locale, text)?),
        ),
        (Column::Prerequisite, Some(course)) => of_course(
            CourseCell::Prerequisite(course.prerequisite.clone()),
            CourseCell::Prerequisite(prerequisite::read(text, &draft.menu.courses)?),
        ),
        // The course that is missing cannot be renamed; its fault is told beside the row.
        (Column::Course | Column::Category | Column::Prerequisite, None) => Vec::new(),
        (Column::Grades, _) => of_offering(
            OfferingCell::Eligibility(offering.eligibility.clone()),
            OfferingCell::Eligibility(reading::eligibility(text, Some(school))?),
        ),
        (Column::Times, _) => of_offering(
            OfferingCell::Sessions(offering.sessions.clone()),
            OfferingCell::Sessions(sessions(text, &offering.sessions)?),
        ),
        (Column::Room, _) => of_offering(
            OfferingCell::Sessions(offering.sessions.clone()),
            OfferingCell::Sessions(rooms::read(text, offering.sessions.clone())?),
        ),
        (Column::Teachers, _) => {
            let (names, institution) = teachers(text)?;
            let mut edits = of_offering(
                OfferingCell::Teachers(offering.teachers.clone()),
                OfferingCell::Teachers(names),
            );
            // Where somebody comes from, once said, is not dropped because it is said in brackets.
            if institution.is_some() {
                edits.extend(of_offering(
                    OfferingCell::Provider(offering.provider.clone()),
                    OfferingCell::Provider(Provider::Outside { institution }),
                ));
            }
            edits
        }
        (Column::Provider, _) => of_offering(
            OfferingCell::Provider(offering.provider.clone()),
            OfferingCell::Provider(provider(text)?),
        ),
        (Column::Places, _) => of_offering(
            OfferingCell::Places(offering.places),
            OfferingCell::Places(reading::places(text)?),
        ),
        (Column::Minimum, _) => of_offering(
            OfferingCell::Minimum(offering.minimum),
            OfferingCell::Minimum(reading::minimum(text)?),
        ),
        (Column::Fee, _) => of_offering(
            OfferingCell::FeeFen(offering.fee_fen),
            OfferingCell::FeeFen(reading::fee(text)?),
        ),
        (Column::Audition, _) => of_offering(
            OfferingCell::Audition(offering.audition),
            OfferingCell::Audition(answer(text)?),
        ),
        (Column::Reserved, _) => of_offering(
            OfferingCell::Reserved(offering.reserved.clone()),
            OfferingCell::Reserved(reading::reserved(text, &draft.menu.groups)?),
        ),
        (Column::Remark, _) => of_offering(
            OfferingCell::Remark(offering.remark.clone()),
            OfferingCell::Remark(label(text)?),
        ),
        (
            Column::Content
            | Column::Series
            | Column::ForGifted
            | Column::Form
            | Column::Level
            | Column::Activities,
            _,
        ) => Vec::new(),
    })
}

pub(super) fn label(text: &str) -> Result<Option<Label>, CellProblem> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| CellProblem::NotALabel),
    }
}

fn required_label(text: &str) -> Result<Label, CellProblem> {
    label(text)?.ok_or(CellProblem::Reading(ReadingError::Empty))
}

/// A category's own name, or any word that offices use for it.
fn category(locale: Locale, text: &str) -> Result<Category, CellProblem> {
    let text = text.trim();
    let mut all = Category::ALL.into_iter();
    let named = all.find(|category| format::category(locale, *category) == text);
    let slug = || {
        let slug = serde_json::Value::from(reading::category(text)?);
        serde_json::from_value(slug).ok()
    };
    named.or_else(slug).ok_or(CellProblem::CategoryUnknown)
}

/// A session that stays keeps its room; a new one is held where all the others are.
fn sessions(text: &str, before: &[Session]) -> Result<Vec<Session>, CellProblem> {
    let times = reading::weekly_times(text)?;
    let common = match before {
        [first, rest @ ..] if rest.iter().all(|it| it.room == first.room) => first.room.clone(),
        _ => None,
    };
    let kept = |weekday, time| {
        let mut before = before.iter();
        before.find(|it| it.weekday == weekday && it.time == time)
    };
    let times = times.as_slice().iter();
    let sessions = times.map(|time| Session {
        weekday: time.weekday,
        time: time.range,
        room: kept(time.weekday, time.range)
            .map_or_else(|| common.clone(), |session| session.room.clone()),
    });
    Ok(sessions.collect())
}

fn teachers(text: &str) -> Result<(Vec<Label>, Option<Label>), CellProblem> {
    let read = reading::teachers(text);
    let parse = |name: &String| name.parse().map_err(|_| CellProblem::NotALabel);
    let names = read.names.iter().map(parse).collect::<Result<_, _>>()?;
    Ok((names, read.institution.as_ref().map(parse).transpose()?))
}

fn provider(text: &str) -> Result<Provider, CellProblem> {
    let read = reading::provider(text)?;
    if !read.outside {
        return Ok(Provider::School);
    }
    let institution = read.institution.map(|name| name.parse());
    let institution = institution
        .transpose()
        .map_err(|_| CellProblem::NotALabel)?;
    Ok(Provider::Outside { institution })
}

/// An empty cell says no.
fn answer(text: &str) -> Result<bool, CellProblem> {
    if text.trim().is_empty() {
        return Ok(false);
    }
    let not_understood = || ReadingError::ProviderNotUnderstood {
        found: text.trim().chars().take(20).collect(),
    };
    Ok(reading::yes_or_no(text).ok_or_else(not_understood)?)
}
