//! What the school has changed of a child's places, until its guardian has read it.

use std::sync::Arc;

use afterbell_domain::wire::Child;
use afterbell_locale::text::parent;
use axum::extract::{Path, State};
use axum::response::Response;

use super::fields::Fields;
use super::page::{button, element, foreign, form, hidden, refused, see};
use super::visitor::Visitor;
use crate::http::app::App;
use crate::http::refusal::Refusal;

/// Above whatever a page of a child shows; empty when there is nothing to tell.
pub(super) fn told(visitor: &Visitor, child: &Child) -> String {
    if child.news.is_empty() {
        return String::new();
    }
    let lines = child.news.lines();
    let lines: String = lines.map(|line| element("p", line)).collect();
    let read = form(
        visitor,
        &format!("/lite/children/{}/news", child.student.id),
        &[
            hidden("number", &child.news_number.to_string()),
            button("add", parent::sending::read(visitor.locale)),
        ]
        .concat(),
    );
    format!("<div class=\"notice\" role=\"status\">{lines}{read}</div>\n")
}

pub(super) async fn read(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let child = match visitor.child(&app, &student).await {
        Ok(child) => child,
        Err(refusal) => return refused(&app, &visitor, &refusal),
    };
    if !visitor.has_sent(&fields) {
        return foreign(&app, &visitor);
    }
    let number = fields.first("number").and_then(|it| it.parse().ok());
    if let (Some(guardian), Some(number)) = (&visitor.guardian, number) {
        let student = &child.student.id;
        app.store.read_changes(guardian, student, number).await?;
    }
    see(&format!("/lite/children/{}", child.student.id))
}
