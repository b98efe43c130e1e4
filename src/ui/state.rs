//! What can change on the screen, for whatever type of value.
//!
//! Leptos compiles a signal's whole machinery anew for each type of value, a kilobyte each.
//! Here it is compiled once: a signal of nothing tells of changes, and the value lies beside.

use leptos::prelude::*;
use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use super::shelf::{self, Place};

/// A value that is followed where it is read. Copied handles are the same value.
pub struct State<T: 'static> {
    value: Place,
    change: RwSignal<()>,
    kind: PhantomData<T>,
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

impl<T: 'static> State<T> {
    pub fn new(value: T) -> Self {
        let value: Rc<dyn Any> = Rc::new(RefCell::new(value));
        Self {
            value: shelf::put(value),
            change: RwSignal::new(()),
            kind: PhantomData,
        }
    }

    /// `None` once what it belonged to has gone from the screen.
    fn try_with<R>(self, read: impl FnOnce(&RefCell<T>) -> R) -> Option<R> {
        let value = shelf::find(self.value)?;
        value.downcast_ref::<RefCell<T>>().map(read)
    }

    fn there<R>(found: Option<R>) -> R {
        // As with a signal of Leptos: who asks for what has gone has a fault.
        #[allow(clippy::expect_used)]
        found.expect("a state is read after it has gone")
    }

    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.change.track();
        self.with_untracked(read)
    }

    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        Self::there(self.try_with(|value| read(&value.borrow())))
    }

    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Changes it and tells of it.
    pub fn change<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        let result = Self::there(self.try_with(|value| change(&mut value.borrow_mut())));
        self.notify();
        result
    }

    pub fn set(self, value: T) {
        self.change(|old| *old = value);
    }

    /// The same where it may have gone meanwhile; whether it was still there.
    pub fn try_set(self, value: T) -> bool {
        let is_there = self.try_with(|old| *old.borrow_mut() = value).is_some();
        if is_there {
            self.notify();
        }
        is_there
    }

    /// Has everything read anew that depends on it.
    pub fn notify(self) {
        self.change.notify();
    }
}
