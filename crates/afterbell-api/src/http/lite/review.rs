//! The last look before it is sent, and sending it.

use std::sync::Arc;

use afterbell_domain::wire::{Child, ProblemCode};
use afterbell_domain::{FeeStatement, SelectionDraft, ServiceMenu, check};
use afterbell_locale::text::{lite, parent};
use afterbell_locale::{Locale, format, wording};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::chooser;
use super::fields::{Fields, care_name};
use super::page::{Page, button, foreign, form, hidden, message, paragraph, refused, see};
use super::signing::{Denial, agreement, sign};
use super::visitor::{Visitor, new_word};
use crate::answer::Answer;
use crate::html::escaped;
use crate::http::app::App;
use crate::http::decided::{decided, in_flight_name};
use crate::http::refusal::Refusal;
use crate::store::Submission;

pub(super) async fn review(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (child, draft) = match chosen(&app, &visitor, &student, &fields).await {
        Ok(chosen) => chosen,
        Err(Otherwise::Foreign) => return foreign(&app, &visitor),
        Err(Otherwise::Refused(refusal)) => return refused(&app, &visitor, &refusal),
    };
    looked_at(&app, &visitor, &child, &draft, None, StatusCode::OK).await
}

/// Why there is nothing to go on with.
enum Otherwise {
    Foreign,
    Refused(Refusal),
}

impl From<Refusal> for Otherwise {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

async fn chosen(
    app: &App,
    visitor: &Visitor,
    student: &str,
    fields: &Fields,
) -> Result<(Child, SelectionDraft), Otherwise> {
    let child = visitor.child(app, student).await?;
    if !visitor.has_sent(fields) {
        return Err(Otherwise::Foreign);
    }
    let menu = app.places.board().menu.clone();
    if fields.menu().as_ref() != Some(&menu) {
        return Err(Refusal::new(ProblemCode::MenuChanged).into());
    }
    Ok((child, fields.draft(menu)?))
}

/// The last look, or what has to be changed before.
async fn looked_at(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    draft: &SelectionDraft,
    trouble: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let board = app.places.board();
    let (locale, menu) = (visitor.locale, board.menu_content());
    let verdict = check(menu, &child.student, draft, &board.places, app.clock.now()?);
    if !verdict.is_accepted() {
        let why = chooser::reasons(locale, menu, &verdict);
        let why = Some([trouble.unwrap_or_default(), why].concat());
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return chooser::shown(app, visitor, child, draft, why, status);
    }
    let (receipt, signature) = (child.receipt.as_ref(), child.signature.as_ref());
    let to_sign = menu.agreement_to_sign(draft, receipt, signature);
    let agreement = agreement(app, locale, to_sign).await?;
    let advice = verdict.advice.iter();
    let advice = advice.map(|advice| paragraph("notice", wording::advice(locale, advice)));
    let submit = match receipt {
        Some(_) => parent::review::resubmit(locale),
        None => parent::review::submit(locale),
    };
    let content = [
        hidden("key", &new_word()?),
        carried(draft),
        agreement,
        paragraph("quiet", lite::page::sent_once(locale)),
        button("go", submit),
    ];
    let address = format!("/lite/children/{}", child.student.id);
    let back = format!(
        "<p>{}</p>\n",
        super::page::link(&address, lite::page::edit(locale))
    );
    let form = form(visitor, &[&address, "/submit"].concat(), &content.concat());
    let content = [
        trouble.unwrap_or_default(),
        paragraph("", child.student.name.as_str()),
        lines(locale, menu, draft),
        advice.collect(),
        leaving(locale, menu, child, draft),
        form,
        back,
    ];
    Page {
        visitor,
        menu,
        title: parent::review::title(locale),
        content: content.concat(),
        is_filled_in: true,
    }
    .answer(status)
}

/// The same draft, for the next step.
fn carried(draft: &SelectionDraft) -> String {
    let offerings = draft.offerings().iter().map(|id| hidden("o", id.as_str()));
    let care = draft
        .care()
        .iter()
        .map(|choice| hidden(&care_name(choice.weekday), &choice.pick_up.to_string()));
    let menu = hidden("menu", draft.menu().as_str());
    offerings.chain(care).chain([menu]).collect()
}

/// The sum as the sum of its lines.
pub(super) fn lines(locale: Locale, menu: &ServiceMenu, draft: &SelectionDraft) -> String {
    let fees = FeeStatement::of(menu, draft);
    let line = |what: &str, about: &str, fee: &str| {
        format!(
            "<li><span>{}<small>{}</small></span><span>{}</span></li>\n",
            escaped(what),
            escaped(about),
            escaped(fee),
        )
    };
    let mut ordered: Vec<_> = fees.lines.iter().collect();
    ordered.sort_by_key(|fee| menu.first_session(&fee.offering));
    let courses = ordered.into_iter().map(|fee| {
        let name = wording::offering_name(menu, &fee.offering);
        let times = wording::times(locale, menu, &fee.offering);
        line(&name, &times, &format::money(locale, fee.fee_fen))
    });
    let care = (!draft.care().is_empty()).then(|| {
        let days = parent::review::care_line(locale, draft.care().len());
        let free = format::money(locale, afterbell_domain::Fen::ZERO);
        line(&days, &wording::pick_ups(locale, draft.care()), &free)
    });
    let total = format!(
        "<li class=\"total\"><span>{}</span><span>{}</span></li>\n",
        escaped(parent::review::total(locale)),
        escaped(&format::money(locale, fees.total_fen)),
    );
    let lines: String = courses.chain(care).chain([total]).collect();
    format!("<ul class=\"lines\">\n{lines}</ul>\n")
}

/// What the child holds and would hold no more.
fn leaving(locale: Locale, menu: &ServiceMenu, child: &Child, draft: &SelectionDraft) -> String {
    let held = child.student.enrolled.iter();
    let left = held.filter(|id| !draft.contains(id));
    let names = format::list(locale, left.map(|id| wording::offering_name(menu, id)));
    match names.is_empty() {
        true => String::new(),
        false => paragraph("notice", parent::review::leaving(locale, names)),
    }
}

pub(super) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (child, draft) = match chosen(&app, &visitor, &student, &fields).await {
        Ok(chosen) => chosen,
        Err(Otherwise::Foreign) => return foreign(&app, &visitor),
        Err(Otherwise::Refused(refusal)) => return refused(&app, &visitor, &refusal),
    };
    let sent = send(&app, &visitor, &child, &draft, &fields).await;
    let answer = match sent {
        Ok(answer) => answer,
        Err(refusal) => {
            let problem = refusal.problem();
            let sentence = wording::problem(visitor.locale, problem);
            let trouble = Some(message(&sentence, &[]));
            let status = StatusCode::from_u16(problem.status).unwrap_or_default();
            return looked_at(&app, &visitor, &child, &draft, trouble, status).await;
        }
    };
    if !answer.is_problem() {
        app.places.nudge();
        return see(&format!("/lite/children/{}/receipt", child.student.id));
    }
    told(&app, &visitor, &child, &draft, &answer).await
}

/// Signs, where that is asked for, and submits: each once under the key of the form.
async fn send(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    draft: &SelectionDraft,
    fields: &Fields,
) -> Result<Answer, Refusal> {
    let key = fields.key()?;
    let guardian = visitor.guardian()?;
    if let Some(refused) = sign(app, &guardian, child, fields).await? {
        return Ok(refused);
    }
    let student = child.student.id.clone();
    let submission = Submission {
        request: key.request("selections", draft)?,
        guardian: guardian.clone(),
        student: student.clone(),
        draft: draft.clone(),
        now: app.clock.now()?,
    };
    let (name, store) = (
        in_flight_name(&guardian, &student, &key),
        Arc::clone(&app.store),
    );
    decided(app, name, async move { store.submit(submission).await }).await
}

/// Whatever was decided against it, with its reasons of that moment.
async fn told(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    draft: &SelectionDraft,
    answer: &Answer,
) -> Result<Response, Refusal> {
    let Denial { problem, verdict } = Denial::read(answer)?;
    let sentence = wording::problem(visitor.locale, &problem);
    let status = StatusCode::from_u16(answer.status).unwrap_or_default();
    let trouble = message(&sentence, &[]);
    let Some(verdict) = verdict else {
        return looked_at(app, visitor, child, draft, Some(trouble), status).await;
    };
    let board = app.places.board();
    let why = chooser::reasons(visitor.locale, board.menu_content(), &verdict);
    let why = Some([trouble, why].concat());
    chooser::shown(app, visitor, child, draft, why, status)
}
