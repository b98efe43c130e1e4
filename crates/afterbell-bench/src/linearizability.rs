//! 可线性化: whether a history of calls that overlapped can be told as if each had happened at one
//! moment between its asking and its answer.
//!
//! After Wing and Gong, walked forward as Lowe does: all accounts of what may have happened so far
//! are kept, and an answer weeds out those that cannot explain it. Accounts that agree on the state
//! and on which open calls have happened are one. So the work grows with how many calls are open at
//! once and not with the length of the history, a call that never got an answer simply stays open,
//! and the first answer that nothing explains is known by name.

use std::collections::HashMap;
use std::hash::Hash;

/// What the calls would do one after the other.
pub trait Model {
    type State: Clone + Eq + Hash;
    type Call;

    fn start(&self) -> Self::State;

    /// The state after a call, or nothing if it could not have been answered as it was. A call
    /// that has no answer may have been given any.
    fn after(&self, state: &Self::State, call: &Self::Call) -> Option<Self::State>;

    /// Whether a call, answered as it was, leaves every state as it is in which it fits.
    fn only_looks(&self, call: &Self::Call) -> bool;
}

/// By the number of the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    Asked(usize),
    Answered(usize),
}

/// Calls with their answers, and in which order they were asked and answered. A call without an
/// answer may have happened at any time since, or never.
#[derive(Debug, Clone)]
pub struct History<C> {
    pub calls: Vec<C>,
    pub events: Vec<Event>,
}

impl<C> Default for History<C> {
    fn default() -> Self {
        Self {
            calls: Vec::new(),
            events: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Whatever order the calls are told in, one of them could not have been answered as it was.
    #[error("the answer at event {event} to call {call} fits into no order")]
    NotLinearizable { event: usize, call: usize },
    #[error("more than {MOST_OPEN} calls are open at event {event}")]
    TooManyOpen { event: usize },
    #[error("more than {MOST_ACCOUNTS} accounts explain what happened before event {event}")]
    TooManyAccounts { event: usize },
    #[error("event {event} names a call that is not there or was not asked")]
    Malformed { event: usize },
}

/// As many as there are bits in a `Slots`.
const MOST_OPEN: usize = 64;
/// Beyond that, the history is at fault and not the machine.
const MOST_ACCOUNTS: usize = 2_000_000;

/// Some of the open calls, a bit for the slot of each.
type Slots = u64;

pub fn check<M: Model>(model: &M, history: &History<M::Call>) -> Result<(), Fault> {
    let mut open = Open::of(history);
    let mut accounts = Accounts::default();
    accounts.add(model.start(), 0, 0);
    for (event, happening) in history.events.iter().enumerate() {
        match *happening {
            Event::Asked(call) => open.ask(event, call)?,
            Event::Answered(call) => {
                let slot = open.slot(event, call)?;
                accounts =
                    go_on(model, &accounts, &open, slot).ok_or(Fault::TooManyAccounts { event })?;
                if accounts.of.is_empty() {
                    return Err(Fault::NotLinearizable { event, call });
                }
                open.close(slot);
            }
        }
    }
    Ok(())
}

/// The calls that are open now.
struct Open<'a, C> {
    history: &'a History<C>,
    /// By call, whether it has an answer somewhere.
    answered: Vec<bool>,
    slots: [Option<(usize, &'a C)>; MOST_OPEN],
    /// Slots of calls that never get an answer.
    never: Slots,
}

impl<'a, C> Open<'a, C> {
    fn of(history: &'a History<C>) -> Self {
        let mut answered = vec![false; history.calls.len()];
        for event in &history.events {
            if let Event::Answered(call) = event
                && let Some(answered) = answered.get_mut(*call)
            {
                *answered = true;
            }
        }
        Self {
            history,
            answered,
            slots: [None; MOST_OPEN],
            never: 0,
        }
    }

    fn ask(&mut self, event: usize, number: usize) -> Result<(), Fault> {
        let call = self.history.calls.get(number);
        let call = call.ok_or(Fault::Malformed { event })?;
        let free = self.slots.iter().position(Option::is_none);
        let free = free.ok_or(Fault::TooManyOpen { event })?;
        if let Some(slot) = self.slots.get_mut(free) {
            *slot = Some((number, call));
        }
        if self.answered.get(number) == Some(&false) {
            self.never |= 1 << free;
        }
        Ok(())
    }

    fn slot(&self, event: usize, call: usize) -> Result<usize, Fault> {
        let mut slots = self.slots.iter();
        let slot = slots.position(|slot| slot.is_some_and(|(number, _)| number == call));
        slot.ok_or(Fault::Malformed { event })
    }

    fn close(&mut self, slot: usize) {
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = None;
        }
    }

    fn calls(&self) -> impl Iterator<Item = (Slots, &'a C)> {
        let slots = self.slots.iter().enumerate();
        slots.filter_map(|(slot, open)| open.map(|(_, call)| (1 << slot, call)))
    }
}

/// All ways in which things may have gone so far.
struct Accounts<S> {
    /// By the state and the calls that have happened, of those that get an answer: which calls
    /// have happened of those that never get one. The fewer of these the better, since each may
    /// still happen and none has to; so no set is kept that has another one in it.
    of: HashMap<(S, Slots), Vec<Slots>>,
}

impl<S> Default for Accounts<S> {
    fn default() -> Self {
        Self { of: HashMap::new() }
    }
}

impl<S: Eq + Hash> Accounts<S> {
    /// Says whether it was news.
    fn add(&mut self, state: S, happened: Slots, unanswered: Slots) -> bool {
        let known = self.of.entry((state, happened)).or_default();
        if known.iter().any(|fewer| fewer & unanswered == *fewer) {
            return false;
        }
        known.retain(|more| more & unanswered != unanswered);
        known.push(unanswered);
        true
    }
}

/// All ways to go on until the call of this slot has happened; nothing if there are too many.
fn go_on<M: Model>(
    model: &M,
    accounts: &Accounts<M::State>,
    open: &Open<'_, M::Call>,
    slot: usize,
) -> Option<Accounts<M::State>> {
    let answered: Slots = 1 << slot;
    let calls: Vec<(Slots, &M::Call)> = open.calls().collect();
    let mut seen = Accounts::default();
    let mut explained = Accounts::default();
    let mut waiting: Vec<(M::State, Slots)> = Vec::new();
    for ((state, happened), unanswered) in &accounts.of {
        for unanswered in unanswered {
            waiting.push((state.clone(), happened | unanswered));
        }
    }
    while let Some((state, happened)) = waiting.pop() {
        let mut happened = happened;
        let mut next = Vec::new();
        let before = happened;
        for (bit, call) in calls.iter().filter(|(bit, _)| before & bit == 0) {
            match model.after(&state, call) {
                None => {}
                // It fits here and never changes anything, so no other place would be better.
                Some(after) if after == state && model.only_looks(call) => {
                    happened |= bit & !open.never;
                }
                // It may still happen when it does change something, and need not at all.
                Some(after) if after == state && open.never & bit != 0 => {}
                Some(after) => next.push((after, *bit)),
            }
        }
        if !seen.add(state.clone(), happened & !open.never, happened & open.never) {
            continue;
        }
        if seen.of.len() > MOST_ACCOUNTS {
            return None;
        }
        if happened & answered != 0 {
            let happened = happened & !answered;
            explained.add(state, happened & !open.never, happened & open.never);
            continue;
        }
        waiting.extend(next.into_iter().map(|(after, bit)| (after, happened | bit)));
    }
    Some(explained)
}
