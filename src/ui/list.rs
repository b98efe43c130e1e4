//! What comes and goes: a list of rows, of which `when` and `switch` are the short forms.

use leptos::prelude::*;
use std::rc::Rc;
use web_sys::Node;

use super::{View, blank, effect, fragment};

/// One row for each item. A row stays the same elements as long as its key is there, so the
/// focus in it stays too.
pub fn list<T: 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    row: impl Fn(T) -> View + 'static,
) -> View {
    let row = Rc::new(row);
    rows(Box::new(move || {
        let wanted = |item: T| {
            let (key, row) = (key(&item), row.clone());
            Wanted {
                key,
                build: Box::new(move || row(item)),
            }
        };
        items().into_iter().map(wanted).collect()
    }))
}

/// One view at a time, built anew when the item's key changes.
pub fn switch<T: 'static>(
    item: impl Fn() -> T + 'static,
    key: impl Fn(&T) -> String + 'static,
    view: impl Fn(T) -> View + 'static,
) -> View {
    list(move || vec![item()], key, view)
}

/// A view that is there while a condition holds.
pub fn when(holds: impl Fn() -> bool + 'static, view: impl Fn() -> View + 'static) -> View {
    let view: Rc<dyn Fn() -> View> = Rc::new(view);
    rows(Box::new(move || {
        let view = view.clone();
        let wanted = holds().then(|| Wanted {
            key: String::new(),
            build: Box::new(move || view()),
        });
        wanted.into_iter().collect()
    }))
}

struct Wanted {
    key: String,
    build: Box<dyn FnOnce() -> View>,
}

/// A row on the screen: everything from its first node to its last, and what keeps it alive.
struct Row {
    key: String,
    owner: Owner,
    first: Node,
    last: Node,
}

fn rows(wanted: Box<dyn Fn() -> Vec<Wanted>>) -> View {
    let end = blank();
    let view = fragment().append(&end);
    // Rows outlive the effect's runs, so they belong to the list, not to the effect.
    let owner = Owner::current().unwrap_or_default();
    let mut shown = Vec::new();
    effect(Box::new(move || {
        let wanted = wanted();
        untrack(|| replace(&mut shown, wanted, &owner, &end));
    }));
    view
}

fn replace(shown: &mut Vec<Row>, wanted: Vec<Wanted>, owner: &Owner, end: &Node) {
    let mut old = std::mem::take(shown);
    let mut new = Vec::with_capacity(wanted.len());
    for wanted in wanted {
        let kept = old.iter().position(|row| row.key == wanted.key);
        new.push(match kept {
            Some(at) => Ok(old.remove(at)),
            None => Err(wanted),
        });
    }
    for gone in old {
        each_node(&gone, |node| remove(&node));
        gone.owner.cleanup();
    }
    *shown = new
        .into_iter()
        .map(|row| row.unwrap_or_else(|wanted| build(wanted, owner)))
        .collect();
    let mut next = end.clone();
    for row in shown.iter().rev() {
        if row.last.next_sibling().as_ref() != Some(&next) {
            each_node(row, |node| insert(&node, &next));
        }
        next = row.first.clone();
    }
}

fn build(wanted: Wanted, owner: &Owner) -> Row {
    let owner = owner.child();
    let View(node) = owner.with(wanted.build);
    let (first, last) = if node.node_type() == Node::DOCUMENT_FRAGMENT_NODE {
        // What stands in a fragment may change: only marks around it hold its place.
        let (first, last) = (blank(), blank());
        let _ = node.insert_before(&first, node.first_child().as_ref());
        let _ = node.append_child(&last);
        (first, last)
    } else {
        (node.clone(), node)
    };
    Row {
        key: wanted.key,
        owner,
        first,
        last,
    }
}

fn each_node(row: &Row, act: impl Fn(Node)) {
    let mut next = Some(row.first.clone());
    while let Some(node) = next {
        next = (node != row.last).then(|| node.next_sibling()).flatten();
        act(node);
    }
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

fn insert(node: &Node, before: &Node) {
    if let Some(parent) = before.parent_node() {
        let _ = parent.insert_before(node, Some(before));
    }
}
