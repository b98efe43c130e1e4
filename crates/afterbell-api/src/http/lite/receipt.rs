//! The receipt, and giving everything back.

use std::sync::Arc;

use afterbell_domain::wire::{Child, ProblemCode};
use afterbell_domain::{Phase, Receipt, ReceiptStatus, SelectionDraft};
use afterbell_locale::text::{lite, parent};
use afterbell_locale::{format, wording};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::fields::Fields;
use super::news;
use super::page::{
    HOME, Page, button, element, foreign, form, hidden, link, message, paragraph, refused, see,
};
use super::review::lines;
use super::visitor::{Visitor, new_word};
use crate::http::app::App;
use crate::http::decided::{decided, in_flight_name};
use crate::http::refusal::Refusal;
use crate::store::{StoreError, Withdrawal};

pub(super) async fn receipt(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
) -> Result<Response, Refusal> {
    match visitor.child(&app, &student).await {
        Ok(child) => shown(&app, &visitor, &child, None, StatusCode::OK),
        Err(refusal) => refused(&app, &visitor, &refusal),
    }
}

fn shown(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    trouble: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let (locale, board) = (visitor.locale, app.places.board());
    let menu = board.menu_content();
    let paper = match &child.receipt {
        Some(receipt) => paper(app, visitor, child, receipt)?,
        None => paragraph(
            "nothing",
            parent::receipt::none(locale, &child.student.name),
        ),
    };
    Page {
        visitor,
        menu,
        title: parent::receipt::title(locale),
        content: [
            trouble.unwrap_or_default(),
            news::told(visitor, child),
            paper,
        ]
        .concat(),
        is_filled_in: false,
    }
    .answer(status)
}

fn paper(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    receipt: &Receipt,
) -> Result<String, Refusal> {
    let (locale, board) = (visitor.locale, app.places.board());
    let menu = board.menu_content();
    let is_submitted = receipt.status == ReceiptStatus::Submitted;
    let class = format::class(locale, child.student.class);
    let whose = [
        menu.school.name.as_str(),
        " · ",
        &class,
        " ",
        child.student.name.as_str(),
    ];
    let said = match receipt.status {
        ReceiptStatus::Submitted => parent::receipt::received(locale),
        ReceiptStatus::Withdrawn => parent::receipt::withdrawn(locale),
        ReceiptStatus::Ended => parent::receipt::ended(locale),
    };
    let received = format::moment(locale, receipt.accepted_at);
    let when = match menu.phase(app.clock.now()?) {
        Phase::Open { closes_at } if is_submitted => {
            parent::receipt::change_until(locale, format::moment(locale, closes_at), received)
        }
        Phase::Open { closes_at } => {
            parent::receipt::choose_again_until(locale, format::moment(locale, closes_at), received)
        }
        _ => parent::receipt::received_at(locale, received),
    };
    let held = SelectionDraft::new(
        board.menu.clone(),
        receipt.offerings.clone(),
        receipt.care.clone(),
    );
    let held = held.map_err(StoreError::from)?;
    let address = format!("/lite/children/{}", child.student.id);
    let change = link(&address, parent::receipt::change(locale));
    let leave = link(
        &[&address, "/withdraw"].concat(),
        parent::receipt::withdraw(locale),
    );
    let paper = format!(
        "<section class=\"paper\">{}{}{}{}{}</section>\n",
        element("p", whose.concat()),
        paragraph("quiet", said),
        paragraph("number", receipt.number.to_string()),
        match receipt.status {
            ReceiptStatus::Ended => String::new(),
            _ => paragraph("quiet", when),
        },
        if is_submitted {
            lines(locale, menu, &held)
        } else {
            String::new()
        },
    );
    let leave = if is_submitted { leave } else { String::new() };
    Ok(format!("{paper}<p class=\"ways\">{change}{leave}</p>\n"))
}

/// Asks once more: nobody leaves by a link alone.
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
) -> Result<Response, Refusal> {
    let child = match visitor.child(&app, &student).await {
        Ok(child) => child,
        Err(refusal) => return refused(&app, &visitor, &refusal),
    };
    let (locale, board) = (visitor.locale, app.places.board());
    let address = format!("/lite/children/{}", child.student.id);
    let key = hidden("key", &new_word()?);
    let go = button("add danger", parent::receipt::withdraw_confirm(locale));
    let stay = link(
        &[&address, "/receipt"].concat(),
        parent::receipt::withdraw_cancel(locale),
    );
    let content = [
        paragraph("", child.student.name.as_str()),
        paragraph("", parent::receipt::withdraw_explain(locale)),
        form(
            &visitor,
            &[&address, "/withdraw"].concat(),
            &[key, go].concat(),
        ),
        format!("<p>{stay}</p>\n"),
    ];
    Page {
        visitor: &visitor,
        menu: board.menu_content(),
        title: parent::receipt::withdraw_title(locale),
        content: content.concat(),
        is_filled_in: false,
    }
    .answer(StatusCode::OK)
}

pub(super) async fn withdraw(
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
    let Some(guardian) = visitor.guardian.clone() else {
        return see(HOME);
    };
    let key = fields.key()?;
    let student = child.student.id.clone();
    let withdrawal = Withdrawal {
        request: key.request("withdrawals", &())?,
        guardian: guardian.clone(),
        student: student.clone(),
        now: app.clock.now()?,
    };
    let (name, store) = (
        in_flight_name(&guardian, &student, &key),
        Arc::clone(&app.store),
    );
    let decided = decided(&app, name, async move { store.withdraw(withdrawal).await }).await;
    let is_done = decided.as_ref().is_ok_and(|answer| !answer.is_problem());
    if is_done {
        app.places.nudge();
        return see(&format!("/lite/children/{student}/receipt"));
    }
    let refusal = match decided {
        Err(refusal) => refusal,
        Ok(_) => Refusal::new(ProblemCode::NothingSubmitted),
    };
    let told = refusal.problem();
    let sentence = match told.code {
        ProblemCode::Internal => lite::page::again(visitor.locale).to_owned(),
        _ => wording::problem(visitor.locale, told),
    };
    let status = StatusCode::from_u16(told.status).unwrap_or_default();
    let trouble = Some(message(&sentence, &[]));
    shown(&app, &visitor, &child, trouble, status)
}
