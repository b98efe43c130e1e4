//! Elements, built by hand over Leptos' reactive system.
//!
//! A page is a function that returns a [`View`]:
//!
//! ```ignore
//! el("p").class("age").attr("role", "status").text_fn(move || age())
//! ```
//!
//! Leptos' own `view!` compiles every element, attribute and closure as a type of its own, and
//! each type as code of its own: with it this app weighed 206 KB (brotli), where all of it may
//! weigh 120. Here everything is one type and every closure is boxed, so that each thing is
//! compiled once. Signals, owners and effects are Leptos'. What is shown belongs to the owner
//! it was built under: effects stop and listeners go when that is cleaned up.

mod keep;
mod list;
mod shelf;
mod shown;
mod state;

use crate::background::spawn;
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement, HtmlInputElement, Node};

pub use keep::{effect, listen, when_gone};
pub use list::{list, switch, when};
pub use shown::{Shown, Text, yes_no};
pub use state::State;

/// An element, a text, or several of them in a row.
#[derive(Clone)]
pub struct View(Node);

pub fn el(tag: &str) -> View {
    View(
        document()
            .create_element(tag)
            .map_or_else(|_| blank(), Into::into),
    )
}

/// An element of a drawing.
pub fn svg(tag: &str) -> View {
    let element = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    View(element.map_or_else(|_| blank(), Into::into))
}

/// Nothing yet; children added to it stand beside one another without an element around them.
pub fn fragment() -> View {
    View(document().create_document_fragment().into())
}

/// A text that shows nothing: a mark to find a place by.
fn blank() -> Node {
    document().create_text_node("").into()
}

impl View {
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    pub fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.element().set_attribute(name, value);
        self
    }

    /// An attribute that follows what it reads; absent while that is `None`.
    pub fn attr_fn<S: Shown>(self, name: &'static str, value: impl Fn() -> S + 'static) -> Self {
        let element = self.element();
        self.follow(
            Place::Attribute(element, name),
            Box::new(move || value().shown()),
        )
    }

    /// A class that is there while a condition holds.
    pub fn class_if(self, name: &'static str, is_on: impl Fn() -> bool + 'static) -> Self {
        let element = self.element();
        self.follow(Place::Class(element, name), flag(Box::new(is_on)))
    }

    /// The mark of a radio button or a check box.
    pub fn checked_if(self, is_on: impl Fn() -> bool + 'static) -> Self {
        let input = self.input();
        self.follow(Place::Checked(input), flag(Box::new(is_on)))
    }

    /// What stands in an input field.
    pub fn value_fn<S: Shown>(self, value: impl Fn() -> S + 'static) -> Self {
        let input = self.input();
        self.follow(Place::Value(input), Box::new(move || value().shown()))
    }

    pub fn text(self, text: &str) -> Self {
        self.append(&document().create_text_node(text))
    }

    /// A text that follows what it reads.
    pub fn text_fn<S: Shown>(self, text: impl Fn() -> S + 'static) -> Self {
        let node = blank();
        self.append(&node)
            .follow(Place::Text(node), Box::new(move || text().shown()))
    }

    pub fn child(self, child: View) -> Self {
        self.append(&child.0)
    }

    pub fn children(self, children: impl IntoIterator<Item = View>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    pub fn on(self, event: &'static str, handler: impl Fn(Event) + 'static) -> Self {
        listen(&self.0, event, Box::new(handler));
        self
    }

    /// Moves the focus here once it stands, so that a screen reader reads on from here and
    /// the next Tab starts here.
    pub fn focused(self) -> Self {
        let element: HtmlElement = self.element().unchecked_into();
        spawn(async move {
            // Where the page stands is the route's affair: see `route::Trail`.
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = element.focus_with_options(&options);
        });
        self.attr("tabindex", "-1")
    }

    /// Moves the focus here and the page with it, for what has just opened below the screen.
    pub fn focused_in_view(self) -> Self {
        let element: HtmlElement = self.element().unchecked_into();
        spawn(async move {
            let _ = element.focus();
        });
        self
    }

    /// Writes into an input field.
    pub fn type_in(self, text: &str) -> Self {
        self.input().set_value(text);
        self
    }

    /// What was typed into an input field.
    pub fn typed(&self) -> String {
        self.input().value()
    }

    pub fn append_to(&self, parent: &Node) {
        let _ = parent.append_child(&self.0);
    }

    /// For what writes into it from outside.
    pub fn node(&self) -> &Node {
        &self.0
    }

    fn append(self, child: &Node) -> Self {
        let _ = self.0.append_child(child);
        self
    }

    fn element(&self) -> Element {
        self.0.clone().unchecked_into()
    }

    fn input(&self) -> HtmlInputElement {
        self.0.clone().unchecked_into()
    }

    /// Writes only what has changed: a live region would read the same text out again.
    fn follow(self, place: Place, value: Box<dyn Fn() -> Option<Text>>) -> Self {
        let mut last = None;
        effect(Box::new(move || {
            let new = value();
            if new != last {
                place.show(new.as_deref());
                last = new;
            }
        }));
        self
    }
}

fn flag(is_on: Box<dyn Fn() -> bool>) -> Box<dyn Fn() -> Option<Text>> {
    Box::new(move || is_on().then_some(Text::Borrowed("")))
}

/// Where a value that changes is shown.
enum Place {
    Text(Node),
    Attribute(Element, &'static str),
    Class(Element, &'static str),
    Checked(HtmlInputElement),
    Value(HtmlInputElement),
}

impl Place {
    fn show(&self, value: Option<&str>) {
        match (self, value) {
            (Self::Text(node), value) => node.set_node_value(Some(value.unwrap_or_default())),
            (Self::Attribute(element, name), Some(value)) => {
                let _ = element.set_attribute(name, value);
            }
            (Self::Attribute(element, name), None) => {
                let _ = element.remove_attribute(name);
            }
            (Self::Class(element, name), value) => {
                let _ = element
                    .class_list()
                    .toggle_with_force(name, value.is_some());
            }
            (Self::Checked(input), value) => input.set_checked(value.is_some()),
            (Self::Value(input), value) => input.set_value(value.unwrap_or_default()),
        }
    }
}
