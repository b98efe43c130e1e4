//! Our own small drawings, inline, in one style.

use afterbell_domain::Category;

use crate::ui::{View, svg};

/// A category's shape in its hue; the shape alone tells them apart without colour.
pub fn category_mark(category: Category) -> View {
    let (class, path) = match category {
        Category::Sport => ("mark sport", "M6 0 12 11H0z"),
        Category::Arts => ("mark arts", "M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0z"),
        Category::Science => ("mark science", "M1 1h10v10H1z"),
        Category::Reading => ("mark reading", "M0 2l6 2 6-2v8l-6 2-6-2z"),
        Category::Labour => ("mark labour", "M6 0l6 6-6 6-6-6z"),
        Category::Moral => (
            "mark moral",
            "M6 11.5 0 5.5A3.2 3.2 0 0 1 6 2a3.2 3.2 0 0 1 6 3.5z",
        ),
        Category::Other => ("mark other", "M0 4.5h12v3H0z"),
    };
    drawing(class, "0 0 12 12", path)
}

#[derive(Clone, Copy)]
pub enum Symbol {
    Back,
    Close,
    Settings,
    Plus,
    Onward,
}

pub fn icon(symbol: Symbol) -> View {
    let path = match symbol {
        Symbol::Back => "M15 5l-7 7 7 7",
        Symbol::Onward => "M9 5l7 7-7 7",
        Symbol::Close => "M6 6l12 12M18 6L6 18",
        Symbol::Plus => "M12 5v14M5 12h14",
        Symbol::Settings => "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
    };
    drawing("icon", "0 0 24 24", path)
}

fn drawing(class: &str, view_box: &str, path: &str) -> View {
    svg("svg")
        .class(class)
        .attr("viewBox", view_box)
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", path))
}
