//! The school as it would be if it served one phone after the other: a few courses, and children
//! who want them. Nothing is shared with the server's own rules; that would prove nothing.

use std::collections::HashSet;

use crate::linearizability::Model;

/// Courses that the phones of one history fight for.
pub const COURSES: usize = 3;
/// In each of them.
pub const PLACES: u8 = 2;

/// Some of the courses, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Courses(pub u8);

impl Courses {
    pub fn has(self, course: usize) -> bool {
        self.0 & (1 << course) != 0
    }

    pub fn numbers(self) -> impl Iterator<Item = usize> {
        (0..COURSES).filter(move |course| self.has(*course))
    }
}

/// What a receipt says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slip {
    pub withdrawn: bool,
    pub courses: Courses,
    /// Stands for every byte of it. Of a receipt nobody has seen yet there is none.
    pub print: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Submit(Courses),
    Withdraw,
    Read,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Receipt(Slip),
    /// With the places taken, as the denial tells them.
    Denied([u8; COURSES]),
    NothingSubmitted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    pub child: usize,
    pub wish: Wish,
    pub answer: Option<Answer>,
}

/// What each child holds; places are counted from it.
pub type State = Vec<Option<Slip>>;

pub struct School {
    pub children: usize,
    /// Receipts that were told to those who asked for them: they belong to no other call.
    pub accepted: HashSet<u64>,
}

impl School {
    /// For a history that is over.
    pub fn of(children: usize, calls: &[Call]) -> Self {
        let accepted = calls
            .iter()
            .filter_map(|call| match (call.wish, call.answer) {
                (Wish::Submit(_), Some(Answer::Receipt(slip))) => slip.print,
                _ => None,
            });
        Self {
            children,
            accepted: accepted.collect(),
        }
    }

    fn submitted(&self, state: &State, call: &Call, courses: Courses) -> Option<State> {
        let held = state
            .get(call.child)?
            .map_or(Courses(0), |slip| slip.courses);
        let taken = taken(state);
        let fits = (0..COURSES)
            .zip(taken)
            .all(|(course, taken)| !courses.has(course) || held.has(course) || taken < PLACES);
        let slip = Slip {
            withdrawn: false,
            courses,
            print: None,
        };
        match (fits, call.answer) {
            (true, None) => replaced(state, call.child, slip),
            (true, Some(Answer::Receipt(told))) => {
                let same = Slip {
                    print: None,
                    ..told
                } == slip;
                same.then(|| replaced(state, call.child, told))?
            }
            (false, None) => Some(state.clone()),
            (false, Some(Answer::Denied(told))) => (told == taken).then(|| state.clone()),
            _ => None,
        }
    }

    fn withdrawn(&self, state: &State, call: &Call) -> Option<State> {
        let Some(held) = *state.get(call.child)? else {
            return nothing(state, call);
        };
        if held.withdrawn {
            return self.read(state, call, held);
        }
        let slip = Slip {
            withdrawn: true,
            courses: Courses(0),
            print: None,
        };
        match call.answer {
            None => replaced(state, call.child, slip),
            Some(Answer::Receipt(told)) => {
                let same = Slip {
                    print: None,
                    ..told
                } == slip;
                same.then(|| replaced(state, call.child, told))?
            }
            Some(_) => None,
        }
    }

    /// The receipt that is held is told; so it becomes known if it was not.
    fn read(&self, state: &State, call: &Call, held: Slip) -> Option<State> {
        let told = match call.answer {
            None => return Some(state.clone()),
            Some(Answer::Receipt(told)) => told,
            Some(_) => return None,
        };
        let same_words = Slip {
            print: held.print,
            ..told
        } == held;
        let same_paper = match (held.print, told.print) {
            (None, Some(print)) => !self.accepted.contains(&print),
            (held, told) => held == told,
        };
        (same_words && same_paper).then(|| replaced(state, call.child, told))?
    }
}

impl Model for School {
    type State = State;
    type Call = Call;

    fn start(&self) -> State {
        vec![None; self.children]
    }

    fn after(&self, state: &State, call: &Call) -> Option<State> {
        match call.wish {
            Wish::Submit(courses) => self.submitted(state, call, courses),
            Wish::Withdraw => self.withdrawn(state, call),
            Wish::Read => match *state.get(call.child)? {
                None => nothing(state, call),
                Some(held) => self.read(state, call, held),
            },
        }
    }

    fn only_looks(&self, call: &Call) -> bool {
        let is_refused = matches!(
            call.answer,
            Some(Answer::Denied(_) | Answer::NothingSubmitted)
        );
        call.wish == Wish::Read || is_refused
    }
}

fn nothing(state: &State, call: &Call) -> Option<State> {
    let fits = matches!(call.answer, None | Some(Answer::NothingSubmitted));
    fits.then(|| state.clone())
}

fn taken(state: &State) -> [u8; COURSES] {
    let mut taken = [0; COURSES];
    for slip in state.iter().flatten() {
        for (course, taken) in taken.iter_mut().enumerate() {
            *taken += u8::from(slip.courses.has(course));
        }
    }
    taken
}

fn replaced(state: &State, child: usize, slip: Slip) -> Option<State> {
    let mut state = state.clone();
    *state.get_mut(child)? = Some(slip);
    Some(state)
}
