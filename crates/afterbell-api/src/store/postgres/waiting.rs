//! 候补名单: who waits for which offering, and whom its next free place is offered to.

use std::collections::BTreeMap;

use afterbell_domain::{
    Moment, OfferingId, Queued, ServiceMenu, StudentId, Waiting, WaitingList, WaitingState,
};
use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

use super::asking::{ask, ask_for_one, order};
use super::draws;
use super::failure::Trouble;
use super::rows::{count, parse};
use super::writes::Writes;
use crate::store::deciding::Event;
use crate::store::deciding::draws::leaves;

const OF_STUDENT: &str =
    "SELECT offering, position, slot, wish, state, until, student, ends_by FROM waiting
     WHERE term = (SELECT term FROM school) AND student = $1 ORDER BY slot, wish";
const OF_OFFERING: &str =
    "SELECT offering, position, slot, wish, state, until, student, ends_by FROM waiting
     WHERE term = (SELECT term FROM school) AND offering = $1 ORDER BY position";

pub(super) async fn of(
    books: &impl GenericClient,
    student: &StudentId,
) -> Result<Vec<Waiting>, Trouble> {
    let rows = ask(books, OF_STUDENT, &[&student.as_str()]).await?;
    let one = |row| Ok(queued(row)?.waiting);
    rows.iter().map(one).collect()
}

/// Every row of every list, by child.
pub(super) async fn all(
    books: &impl GenericClient,
) -> Result<BTreeMap<StudentId, Vec<Waiting>>, Trouble> {
    let question = "SELECT offering, position, slot, wish, state, until, student, ends_by
                    FROM waiting WHERE term = (SELECT term FROM school)
                    ORDER BY slot, wish";
    let mut found: BTreeMap<StudentId, Vec<Waiting>> = BTreeMap::new();
    for row in ask(books, question, &[]).await? {
        let Queued {
            student, waiting, ..
        } = queued(&row)?;
        found.entry(student).or_default().push(waiting);
    }
    Ok(found)
}

async fn queue(books: &impl GenericClient, offering: &OfferingId) -> Result<Vec<Queued>, Trouble> {
    let rows = ask(books, OF_OFFERING, &[&offering.as_str()]).await?;
    rows.iter().map(queued).collect()
}

fn queued(row: &Row) -> Result<Queued, Trouble> {
    let state = match row.try_get::<_, &str>(4)? {
        "offered" => WaitingState::Offered {
            until: parse(row, 5)?,
        },
        "accepted" => WaitingState::Accepted,
        "declined" => WaitingState::Declined,
        "expired" => WaitingState::Expired,
        "left" => WaitingState::Left,
        _ => WaitingState::Waiting,
    };
    let ends_by: Option<&str> = row.try_get(7)?;
    Ok(Queued {
        ends_by: ends_by.map(|_| parse(row, 7)).transpose()?,
        student: parse(row, 6)?,
        waiting: Waiting {
            offering: parse(row, 0)?,
            position: count(row.try_get::<_, i32>(1)?.into())?,
            slot: parse(row, 2)?,
            wish: count(row.try_get::<_, i32>(3)?.into())?,
            state,
        },
    })
}

/// Writes the new state of a child's row.
pub(super) async fn change(
    books: &impl GenericClient,
    student: &StudentId,
    one: &Waiting,
) -> Result<(), Trouble> {
    let until = match one.state {
        WaitingState::Offered { until } => Some(until),
        _ => None,
    };
    let ends_by = until.map(|until| Waiting::ends_by(until).to_string());
    let until = until.map(|until| until.to_string());
    order(
        books,
        "UPDATE waiting SET state = $3, until = $4, ends_by = $5
         WHERE term = (SELECT term FROM school) AND offering = $1 AND student = $2",
        &[
            &one.offering.as_str(),
            &student.as_str(),
            &one.state.code(),
            &until,
            &ends_by,
        ],
    )
    .await?;
    Ok(())
}

/// Writes a child's row, whether it was on the list before or not.
async fn keep(
    books: &impl GenericClient,
    student: &StudentId,
    one: &Waiting,
) -> Result<(), Trouble> {
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    order(
        books,
        "INSERT INTO waiting (term, offering, position, student, slot, wish, state)
         VALUES ((SELECT term FROM school), $1, $2, $3, $4, $5, 'waiting')
         ON CONFLICT (term, offering, student) DO UPDATE SET position = excluded.position,
             slot = excluded.slot, wish = excluded.wish",
        &[
            &one.offering.as_str(),
            &number(one.position),
            &student.as_str(),
            &one.slot.as_str(),
            &number(one.wish),
        ],
    )
    .await?;
    change(books, student, one).await
}

/// The list of every offering that anybody is or was on.
pub(super) async fn lists(
    books: &impl GenericClient,
) -> Result<BTreeMap<OfferingId, WaitingList>, Trouble> {
    let question = "SELECT offering, max(position),
             count(*) FILTER (WHERE state IN ('waiting', 'offered'))
         FROM waiting WHERE term = (SELECT term FROM school) GROUP BY offering";
    let list = |row: &Row| {
        let list = WaitingList {
            claims: count(row.try_get(2)?)?,
            last_position: count(row.try_get::<_, i32>(1)?.into())?,
        };
        Ok((parse(row, 0)?, list))
    };
    let rows = ask(books, question, &[]).await?;
    rows.iter().map(list).collect()
}

pub(super) async fn insert(
    books: &impl GenericClient,
    rows: &[(&StudentId, &Waiting)],
) -> Result<(), Trouble> {
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let offerings: Vec<_> = rows.iter().map(|(_, one)| one.offering.as_str()).collect();
    let positions: Vec<_> = rows.iter().map(|(_, one)| number(one.position)).collect();
    let students: Vec<_> = rows.iter().map(|(student, _)| student.as_str()).collect();
    let slots: Vec<_> = rows.iter().map(|(_, one)| one.slot.as_str()).collect();
    let wishes: Vec<_> = rows.iter().map(|(_, one)| number(one.wish)).collect();
    order(
        books,
        "INSERT INTO waiting (term, offering, position, student, slot, wish, state)
         SELECT (SELECT term FROM school), offering, position, student, slot, wish, 'waiting'
         FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::integer[])
             AS fresh (offering, position, student, slot, wish)",
        &[&offerings, &positions, &students, &slots, &wishes],
    )
    .await?;
    Ok(())
}

/// What a batch does to the lists: places that were given back go to the next, and a child that left
/// the selection waits no longer.
pub(super) async fn follow(
    books: &impl GenericClient,
    menu: &ServiceMenu,
    writes: &Writes,
) -> Result<(), Trouble> {
    for (student, one) in &writes.waiting {
        keep(books, student, one).await?;
    }
    let mut offerings = writes.settles.clone();
    for student in &writes.leaves {
        for one in leaves(Event::SelectionWithdrawn, of(books, student).await?) {
            change(books, student, &one).await?;
            offerings.insert(one.offering);
        }
    }
    if let Some(now) = writes.settles_at {
        settle(books, menu, &offerings, now).await?;
    }
    Ok(())
}

/// Offers what is free and not on offer, and says how many rows have changed. While another draw is under way
/// nothing is offered, and nothing runs out; one that the round no longer asks for is none.
pub(super) async fn settle<'a>(
    books: &impl GenericClient,
    menu: &ServiceMenu,
    offerings: impl IntoIterator<Item = &'a OfferingId>,
    now: Moment,
) -> Result<u32, Trouble> {
    if menu.round.has_draw() && draws::is_under_way(books).await? {
        return Ok(0);
    }
    let mut changes = 0;
    for id in offerings {
        let mut queue = queue(books, id).await?;
        if queue.is_empty() {
            continue;
        }
        let places = menu
            .offering(id)
            .map_or(0, |offering| u32::from(offering.places));
        let free = places.saturating_sub(taken(books, id).await?);
        for at in Queued::settle(&mut queue, free, now) {
            let Some(Queued {
                student, waiting, ..
            }) = queue.get(at)
            else {
                continue;
            };
            change(books, student, waiting).await?;
            if let WaitingState::Offered { until } = waiting.state {
                answer_together(books, student, until, now).await?;
            }
            changes += 1;
        }
    }
    Ok(changes)
}

/// Whoever was offered a place waits for it again, in the old order.
pub(super) async fn put_back(
    books: &impl GenericClient,
    offerings: &[OfferingId],
) -> Result<(), Trouble> {
    let put_back = "UPDATE waiting SET state = 'waiting', until = NULL, ends_by = NULL
                    WHERE term = (SELECT term FROM school) AND offering = ANY($1)
                        AND state = 'offered'";
    order(books, put_back, &[&ids(offerings)]).await?;
    Ok(())
}

/// Nobody waits any longer, and what was offered is offered no more.
pub(super) async fn end(
    books: &impl GenericClient,
    offerings: &[OfferingId],
) -> Result<(), Trouble> {
    let end = "UPDATE waiting SET state = 'left', until = NULL, ends_by = NULL
               WHERE term = (SELECT term FROM school) AND offering = ANY($1)
                   AND state IN ('waiting', 'offered')";
    order(books, end, &[&ids(offerings)]).await?;
    Ok(())
}

fn ids(offerings: &[OfferingId]) -> Vec<&str> {
    offerings.iter().map(|id| id.as_str()).collect()
}

/// Moves the open offers of a child's whole family to the end of a new one.
async fn answer_together(
    books: &impl GenericClient,
    student: &StudentId,
    until: Moment,
    now: Moment,
) -> Result<(), Trouble> {
    let family =
        "SELECT offering, position, slot, wish, state, until, student, ends_by FROM waiting
         WHERE term = (SELECT term FROM school) AND state = 'offered' AND student IN (
             SELECT sibling.student FROM guardian_student AS own
             JOIN guardian_student AS sibling ON sibling.guardian = own.guardian
             WHERE own.student = $1)";
    let rows = ask(books, family, &[&student.as_str()]).await?;
    let mut family: Vec<Queued> = rows.iter().map(queued).collect::<Result<_, _>>()?;
    for at in Queued::end_together(&mut family, until, now) {
        if let Some(Queued {
            student, waiting, ..
        }) = family.get(at)
            && let WaitingState::Offered { until } = waiting.state
        {
            let until = until.to_string();
            order(
                books,
                "UPDATE waiting SET until = $3
                 WHERE term = (SELECT term FROM school) AND offering = $1 AND student = $2 AND state = 'offered'",
                &[&waiting.offering.as_str(), &student.as_str(), &until],
            )
            .await?;
        }
    }
    Ok(())
}

pub(super) async fn taken(
    books: &impl GenericClient,
    offering: &OfferingId,
) -> Result<u32, Trouble> {
    let question = "SELECT count(*) FROM enrollment WHERE offering = $1";
    let row = ask_for_one(books, question, &[&offering.as_str()]).await?;
    row.map_or(Ok(0), |row| count(row.try_get(0)?))
}

/// Everybody to whom a place is offered; some offers may have ended by now.
pub(super) async fn offers(books: &impl GenericClient) -> Result<Vec<Queued>, Trouble> {
    let question =
        "SELECT offering, position, slot, wish, state, until, student, ends_by FROM waiting
         WHERE term = (SELECT term FROM school) AND state = 'offered'";
    let rows = ask(books, question, &[]).await?;
    rows.iter().map(queued).collect()
}

/// Whether anybody is or was on a list.
pub(super) async fn is_any(books: &impl GenericClient) -> Result<bool, Trouble> {
    let question = "SELECT 1 FROM waiting WHERE term = (SELECT term FROM school) LIMIT 1";
    Ok(ask_for_one(books, question, &[]).await?.is_some())
}

/// Every offering somebody is on the list of.
pub(super) async fn offerings(books: &impl GenericClient) -> Result<Vec<OfferingId>, Trouble> {
    let question = "SELECT DISTINCT offering FROM waiting WHERE term = (SELECT term FROM school)";
    let rows = ask(books, question, &[]).await?;
    rows.iter().map(|row| parse(row, 0)).collect()
}
