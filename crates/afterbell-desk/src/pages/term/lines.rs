//! Lists of the term page, line by line: each keeps its key while others come and go.

use afterbell_domain::MenuContent;
use afterbell_locale::text::desk::term as say;
use leptos::prelude::*;

use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::Place;
use crate::line_keys::{Keyed, follow, new_key};
use crate::pages::form::aim::mark;
use crate::pages::form::draft::{found, is_being_typed};

/// A line of a list: drawn once, and then only what is another in it, so that nobody's half-written
/// date is lost to somebody else's edit.
pub(super) struct Line<T: Send + Sync + 'static> {
    desk: Desk,
    /// Where it stands now; nowhere once somebody has removed it.
    pub at: Memo<Option<usize>>,
    value: Memo<Option<T>>,
    /// What the line was when a field of it was begun to be written.
    begun: StoredValue<Option<T>>,
    is_about: fn(&T, &T) -> bool,
}

impl<T: Send + Sync + 'static> Clone for Line<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Line<T> {}

impl<T: Clone + Send + Sync + 'static> Line<T> {
    pub fn get<V>(self, of: impl FnOnce(&T) -> V) -> Option<V> {
        self.value.with(|value| value.as_ref().map(of))
    }

    /// Does something with the line, wherever it stands by now. What was written into another one, whose place this
    /// has taken, is not its own.
    pub fn act(self, change: impl FnOnce(usize)) {
        let now = self.at.get_untracked().zip(self.value.get_untracked());
        let is_it = |now: &T| {
            self.begun.with_value(|begun| {
                begun
                    .as_ref()
                    .is_none_or(|begun| (self.is_about)(begun, now))
            })
        };
        match now {
            Some((at, value)) if is_it(&value) => change(at),
            _ => self.desk.told.set(say::gone(LOCALE).to_owned()),
        }
    }

    fn begin(self) {
        if self.begun.with_value(Option::is_none) {
            self.begun.set_value(self.value.get_untracked());
        }
    }
}

/// `is_about` says whether two lines are about the same thing, whatever else they say.
pub(super) fn lines<T: Clone + PartialEq + Send + Sync + 'static, V: IntoView + 'static>(
    desk: Desk,
    all: fn(&MenuContent) -> &[T],
    is_about: fn(&T, &T) -> bool,
    place: fn(usize) -> Option<Place>,
    drawn: impl Fn(Line<T>) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let keyed = Memo::new(move |before: Option<&Vec<Keyed<T>>>| {
        let before = before.map(Vec::as_slice).unwrap_or_default();
        let now = desk.draft(|draft| all(&draft.menu).to_vec());
        follow(before, &now.unwrap_or_default(), is_about, new_key)
    });
    let keys = move || keyed.with(|all| all.iter().map(|it| it.key).collect::<Vec<_>>());
    let children = move |key: u32| {
        let at = Memo::new(move |_| keyed.with(|all| all.iter().position(|it| it.key == key)));
        let value = Memo::new(move |_| {
            keyed.with(|all| {
                let mine = all.iter().find(|it| it.key == key);
                mine.map(|it| it.line.clone())
            })
        });
        let line = Line {
            desk,
            at,
            value,
            begun: StoredValue::new(None),
            is_about,
        };
        view! {
            <li
                data-place=move || at.get().and_then(place).map(mark)
                on:input=move |_| line.begin()
                on:change=move |event| {
                    if !is_being_typed(&event) {
                        line.begun.set_value(None);
                    }
                }
                on:focusout=move |_| line.begun.set_value(None)
            >
                <div class="inline">{drawn(line)}</div>
                {found(desk, move || at.get().and_then(place))}
            </li>
        }
    };
    view! {
        <ul class="lines"><For each=keys key=|key| *key children=children /></ul>
    }
}
