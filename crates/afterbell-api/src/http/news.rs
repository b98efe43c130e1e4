//! 变动告知: what publications have changed of a child's places, in the words in which a page is asked for.
//! The server words it, since only it still has the menu of before, and the phone's first load has no room
//! for sentences that hardly anybody ever reads.

use afterbell_domain::desk::{Standing, ToldChange, ToldCourse, ToldOffering, ToldPickUp};
use afterbell_domain::wire::Child;
use afterbell_domain::{Eligibility, GuardianId, Offering};
use afterbell_locale::text::changes::told as say;
use afterbell_locale::{Locale, format, wording};

use super::app::App;
use crate::store::StoreError;

/// The children of an account, each with what its guardian has not read yet.
pub(super) async fn children(
    app: &App,
    guardian: &GuardianId,
    locale: Locale,
) -> Result<Vec<Child>, StoreError> {
    let mut children = app.store.children(guardian).await?;
    let mut unread = app.store.unread_changes(guardian).await?;
    for child in &mut children {
        let told = unread.remove(&child.student.id).unwrap_or_default();
        let Some((number, _)) = told.last() else {
            continue;
        };
        let number = *number;
        let is_course = |told: &(u32, ToldChange)| matches!(told.1, ToldChange::Course(_));
        let title = match told.iter().any(is_course) {
            true => say::title,
            false => say::title_pick_up,
        };
        let mut lines = vec![title(locale, &child.student.name)];
        lines.extend(told.iter().map(|(_, change)| line(locale, change)));
        child.news = lines.join("\n");
        child.news_number = number;
    }
    Ok(children)
}

fn line(locale: Locale, change: &ToldChange) -> String {
    match change {
        ToldChange::Course(told) => course(locale, told),
        ToldChange::PickUp(told) => pick_up(locale, told),
    }
}

/// Care can be changed at any time, so it is said what there is instead.
fn pick_up(locale: Locale, told: &ToldPickUp) -> String {
    let ended = &told.ended;
    let (day, at) = (
        format::weekday(locale, ended.weekday),
        format::clock(ended.pick_up),
    );
    match told.pick_up_times.is_empty() {
        true => say::care_ended(locale, day, at),
        false => {
            let times = told.pick_up_times.iter().map(|time| format::clock(*time));
            say::pick_up_ended(locale, day, at, format::list(locale, times))
        }
    }
}

fn course(locale: Locale, change: &ToldCourse) -> String {
    let before = &change.before;
    let mut said = match &change.after {
        _ if change.standing == Standing::Placed => say::placed(
            locale,
            &before.course,
            format::money(locale, before.offering.fee_fen),
            times(locale, &before.offering),
        ),
        _ if change.standing == Standing::TakenBack => {
            say::taken_back(locale, &before.course, times(locale, &before.offering))
        }
        _ if change.standing != Standing::Holds => return beside_places(locale, change),
        None => say::ended(locale, &before.course, times(locale, &before.offering)),
        Some(after) if change.is_move() => say::moved(
            locale,
            &after.course,
            times(locale, &after.offering),
            &before.course,
            times(locale, &before.offering),
        ),
        Some(after) => say::kept(
            locale,
            &before.course,
            facts_or_other(locale, before, after),
        ),
    };
    let mut and = |more: String| said.push_str(&more);
    if let (true, Some(after)) = (change.is_move(), &change.after)
        && after.offering.fee_fen != before.offering.fee_fen
    {
        and(say::fee_moved(
            locale,
            format::money(locale, after.offering.fee_fen),
        ));
    }
    if let Some(reason) = &change.reason {
        and(say::reason(locale, reason));
    }
    if !change.pick_ups.is_empty() {
        and(say::pick_up(
            locale,
            wording::pick_ups(locale, &change.pick_ups),
        ));
    }
    if change.after.is_none() && change.standing != Standing::Placed {
        and(say::next(locale).to_owned());
    }
    said
}

/// To who waits or wishes for a course, and holds no place in it.
fn beside_places(locale: Locale, change: &ToldCourse) -> String {
    let (before, name) = (&change.before, &change.before.course);
    let times = || times(locale, &before.offering);
    match (change.standing, &change.after) {
        (Standing::Waits, None) => {
            let ended = say::waiting_ended(locale, name, times());
            [ended.as_str(), say::next(locale)].concat()
        }
        (Standing::Waits, Some(after)) => {
            say::waiting_kept(locale, name, facts_or_other(locale, before, after))
        }
        (Standing::Wished, None) => say::wish_ended(locale, name, times()),
        (Standing::Wished, Some(after)) => match facts(locale, before, after) {
            facts if facts.is_empty() => say::wish_void(locale, name, times()),
            facts => say::wish_lapsed(locale, name, format::list(locale, facts)),
        },
        (_, Some(after)) => say::wish_kept(locale, name, facts_or_other(locale, before, after)),
        (_, None) => say::wish_ended(locale, name, times()),
    }
}

fn facts_or_other(locale: Locale, before: &ToldOffering, after: &ToldOffering) -> String {
    let facts = facts(locale, before, after);
    match facts.is_empty() {
        true => say::other(locale).to_owned(),
        false => format::list(locale, facts),
    }
}

/// `周二 15:30–17:00、周四 15:30–17:00`
fn times(locale: Locale, offering: &Offering) -> String {
    let sessions = offering.sessions.iter().map(|session| {
        let time = format::clock_range(locale, session.time);
        format!("{} {time}", format::weekday(locale, session.weekday))
    });
    format::list(locale, sessions)
}

fn rooms(offering: &Offering) -> Vec<String> {
    let rooms = offering.sessions.iter().filter_map(|it| it.room.as_ref());
    let mut rooms: Vec<_> = rooms.map(ToString::to_string).collect();
    rooms.dedup();
    rooms
}

/// Grades, or only some classes of theirs.
fn admitted(locale: Locale, eligibility: &Eligibility) -> String {
    let Eligibility { grades, classes } = eligibility;
    match classes.is_empty() {
        true => format::grades(locale, *grades),
        false => {
            let classes = classes.iter().map(|class| format::class(locale, *class));
            format::list(locale, classes)
        }
    }
}

/// What is another one now, one fact each.
fn facts(locale: Locale, before: &ToldOffering, after: &ToldOffering) -> Vec<String> {
    let (old, new) = (&before.offering, &after.offering);
    let mut facts = Vec::new();
    if before.course != after.course {
        facts.push(say::name(locale, &after.course));
    }
    if times(locale, old) != times(locale, new) {
        facts.push(say::times(locale, times(locale, new)));
    }
    let to = rooms(new);
    if rooms(old) != to {
        facts.push(match to.is_empty() {
            true => say::room_open(locale).to_owned(),
            false => say::room(locale, format::list(locale, to)),
        });
    }
    if old.fee_fen != new.fee_fen {
        facts.push(say::fee(locale, format::money(locale, new.fee_fen)));
    }
    if old.teachers != new.teachers {
        let teachers = new.teachers.iter().map(ToString::to_string);
        facts.push(match new.teachers.is_empty() {
            true => say::teachers_open(locale).to_owned(),
            false => say::teachers(locale, format::list(locale, teachers)),
        });
    }
    if old.eligibility != new.eligibility {
        facts.push(say::grades(locale, admitted(locale, &new.eligibility)));
    }
    if let (true, Some(remark)) = (old.remark != new.remark, &new.remark) {
        facts.push(say::remark(locale, remark));
    }
    facts
}
