//! Each session has a room of its own; a clerk writes one for all, one for each day, or one after the
//! other.

use afterbell_domain::Session;
use afterbell_domain::reading::{self, WeeklyTime};

use super::CellProblem;

const SEPARATORS: [char; 5] = ['\u{3001}', ',', '\u{ff0c}', ';', '\u{ff1b}'];

pub(super) fn read(text: &str, mut sessions: Vec<Session>) -> Result<Vec<Session>, CellProblem> {
    let text = text.trim();
    if sessions.is_empty() {
        return match text.is_empty() {
            true => Ok(sessions),
            false => Err(CellProblem::RoomWithoutTime),
        };
    }
    let times: Vec<_> = sessions.iter().map(WeeklyTime::of).collect();
    let mut rooms = reading::rooms(text, &times)?;
    let each: Vec<_> = text.split(SEPARATORS).collect();
    // Without days it is a list: one room, or as many as there are sessions.
    let is_whole = rooms.iter().all(|room| room.as_deref() == Some(text));
    if is_whole && each.len() > 1 {
        if each.len() != sessions.len() {
            return Err(CellProblem::OtherNumberOfRooms {
                rooms: each.len(),
                sessions: sessions.len(),
            });
        }
        rooms = each.iter().map(|room| Some((*room).to_owned())).collect();
    }
    for (session, room) in sessions.iter_mut().zip(rooms) {
        session.room = match room.as_deref().map(str::trim) {
            None | Some("" | "-") => None,
            Some(room) => Some(room.parse().map_err(|_| CellProblem::NotALabel)?),
        };
    }
    Ok(sessions)
}
