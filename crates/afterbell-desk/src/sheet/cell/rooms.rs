//! Each session has a room of its own; a clerk writes one for all, or one after the other.

use afterbell_domain::{Label, Session};
use afterbell_locale::{Locale, format};

use super::CellProblem;

pub(super) fn print(locale: Locale, sessions: &[Session]) -> String {
    let rooms: Vec<_> = sessions
        .iter()
        .map(|session| session.room.as_ref().map_or("-", Label::as_str))
        .collect();
    match rooms.as_slice() {
        [] => String::new(),
        [first, rest @ ..] if rest.iter().all(|room| room == first) => match *first {
            "-" => String::new(),
            room => room.to_owned(),
        },
        rooms => format::list(locale, rooms),
    }
}

pub(super) fn read(text: &str, mut sessions: Vec<Session>) -> Result<Vec<Session>, CellProblem> {
    let text = text.trim();
    if sessions.is_empty() {
        return match text.is_empty() {
            true => Ok(sessions),
            false => Err(CellProblem::RoomWithoutTime),
        };
    }
    let rooms: Vec<Option<Label>> = text
        .split(['\u{3001}', ',', '\u{ff0c}', ';', '\u{ff1b}'])
        .map(|room| match room.trim() {
            "" | "-" => Ok(None),
            room => room.parse().map(Some).map_err(|_| CellProblem::NotALabel),
        })
        .collect::<Result<_, _>>()?;
    match rooms.as_slice() {
        [room] => {
            for session in &mut sessions {
                session.room.clone_from(room);
            }
        }
        rooms if rooms.len() == sessions.len() => {
            for (session, room) in sessions.iter_mut().zip(rooms) {
                session.room.clone_from(room);
            }
        }
        rooms => {
            return Err(CellProblem::OtherNumberOfRooms {
                rooms: rooms.len(),
                sessions: sessions.len(),
            });
        }
    }
    Ok(sessions)
}
