//! Where things lie that belong to an owner: whatever type they are of, compiled once.
//!
//! Leptos' own place for what stays on one thread makes sure each time that it is still that thread. The
//! standard library answers that from an allocator of its own, which is 2 KB (brotli) for the one thread there is.

use leptos::prelude::on_cleanup;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// Where a thing lies. Its place is given to others once it has gone, in another turn.
#[derive(Clone, Copy)]
pub struct Place {
    at: usize,
    turn: u32,
}

struct Shelf {
    places: Vec<(u32, Option<Rc<dyn Any>>)>,
    free: Vec<usize>,
}

thread_local! {
    static SHELF: RefCell<Shelf> = const {
        RefCell::new(Shelf { places: Vec::new(), free: Vec::new() })
    };
}

impl Shelf {
    fn put(&mut self, thing: Rc<dyn Any>) -> Place {
        let at = self.free.pop().unwrap_or(self.places.len());
        match self.places.get_mut(at) {
            Some((turn, place)) => {
                *place = Some(thing);
                Place { at, turn: *turn }
            }
            None => {
                self.places.push((0, Some(thing)));
                Place { at, turn: 0 }
            }
        }
    }

    fn take(&mut self, place: Place) -> Option<Rc<dyn Any>> {
        let (turn, lies) = self.places.get_mut(place.at)?;
        if *turn != place.turn {
            return None;
        }
        *turn = turn.wrapping_add(1);
        self.free.push(place.at);
        lies.take()
    }
}

/// Keeps a thing as long as the owner under which it was made.
pub fn put(thing: Rc<dyn Any>) -> Place {
    let place = SHELF.with_borrow_mut(|shelf| shelf.put(thing));
    on_cleanup(move || {
        // What goes may look for other things, so it goes when the shelf is at rest again.
        let gone = SHELF.with_borrow_mut(|shelf| shelf.take(place));
        drop(gone);
    });
    place
}

/// A thing that has not gone yet.
pub fn find(place: Place) -> Option<Rc<dyn Any>> {
    SHELF.with_borrow(|shelf| {
        let (turn, thing) = shelf.places.get(place.at)?;
        thing.clone().filter(|_| *turn == place.turn)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::Owner;

    fn number(place: Place) -> Option<u32> {
        find(place)?.downcast_ref::<u32>().copied()
    }

    #[test]
    fn a_thing_lies_where_it_was_put_until_its_owner_goes() {
        let (owner, other) = (Owner::new(), Owner::new());
        let places = owner.with(|| [put(Rc::new(1_u32)), put(Rc::new(2_u32))]);
        let stays = other.with(|| put(Rc::new(3_u32)));
        assert_eq!(places.map(number), [Some(1), Some(2)]);
        owner.cleanup();
        assert_eq!(places.map(number), [None, None]);
        assert_eq!(number(stays), Some(3));
        // Its place is another's now, and the old handle does not find it.
        let fresh = owner.with(|| [put(Rc::new(4_u32)), put(Rc::new(5_u32))]);
        assert_eq!(fresh.map(number), [Some(4), Some(5)]);
        assert_eq!(places.map(number), [None, None]);
    }

    struct Looks(Place);

    impl Drop for Looks {
        fn drop(&mut self) {
            assert_eq!(number(self.0), Some(7));
        }
    }

    #[test]
    fn what_goes_may_look_for_what_stays() {
        let (owner, other) = (Owner::new(), Owner::new());
        let stays = other.with(|| put(Rc::new(7_u32)));
        owner.with(|| put(Rc::new(Looks(stays))));
        owner.cleanup();
        assert_eq!(number(stays), Some(7));
    }
}
