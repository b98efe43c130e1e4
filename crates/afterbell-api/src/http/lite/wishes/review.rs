//! The last look at a ranking, and saving it: by the rules, under the key and with the store's call of the app.

use std::sync::Arc;

use afterbell_domain::wire::{Child, ProblemCode};
use afterbell_domain::{ServiceMenu, WishList, WishReceipt, check_wishes};
use afterbell_locale::drawn::{ordinal, slot_title};
use afterbell_locale::text::lite;
use afterbell_locale::text::lite::wishes as say;
use afterbell_locale::text::wishes::bar;
use afterbell_locale::{Locale, format, wording};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::form::{Ranking, advice, whose};
use super::paper::lines;
use super::ranks::{OF_OFFERING, Ranks, Tie};
use super::{address, care, received};
use crate::answer::Answer;
use crate::html::escaped;
use crate::http::app::App;
use crate::http::lite::chooser;
use crate::http::lite::fields::Fields;
use crate::http::lite::page::{
    Page, button, foreign, form, hidden, message, paragraph, refused, see,
};
use crate::http::lite::signing::{Denial, agreement, sign};
use crate::http::lite::visitor::{Visitor, new_word};
use crate::http::refusal::Refusal;
use crate::http::routes::wishes::save_wishes;

pub(super) async fn review(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    match Sent::read(&app, &visitor, &student, &fields).await? {
        Ok(sent) => sent.looked_at(None, StatusCode::OK).await,
        Err(answer) => Ok(answer),
    }
}

/// Back to the numbers as they were set: nothing is lost on the way.
pub(super) async fn edit_again(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    match Sent::read(&app, &visitor, &student, &fields).await? {
        Ok(sent) => sent.to_mend(None, StatusCode::OK),
        Err(answer) => Ok(answer),
    }
}

pub(super) async fn save(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let sent = match Sent::read(&app, &visitor, &student, &fields).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(answer),
    };
    if !sent.ties().is_empty() {
        return sent.looked_at(None, StatusCode::OK).await;
    }
    match sent.save(&fields).await {
        Ok(answer) if !answer.is_problem() => see(&[&address(&sent.child), "/receipt"].concat()),
        Ok(answer) => sent.told(&answer).await,
        Err(refusal) => {
            let problem = refusal.problem();
            let sentence = wording::problem(visitor.locale, problem);
            let status = StatusCode::from_u16(problem.status).unwrap_or_default();
            let trouble = Some(message(&sentence, &[]));
            sent.looked_at(trouble, status).await
        }
    }
}

/// What a form of ours says, of a child of this visitor's.
struct Sent<'a> {
    app: &'a App,
    visitor: &'a Visitor,
    child: Child,
    received: Option<WishReceipt>,
    ranks: Ranks,
}

impl<'a> Sent<'a> {
    /// Else the page to answer with.
    async fn read(
        app: &'a App,
        visitor: &'a Visitor,
        student: &str,
        fields: &Fields,
    ) -> Result<Result<Self, Response>, Refusal> {
        let child = match visitor.child(app, student).await {
            Ok(child) => child,
            Err(refusal) => return refused(app, visitor, &refusal).map(Err),
        };
        if !visitor.has_sent(fields) {
            return foreign(app, visitor).map(Err);
        }
        let ranks = match Ranks::read(fields) {
            Ok(ranks) => ranks,
            Err(refusal) => return refused(app, visitor, &refusal).map(Err),
        };
        let received = received(app, visitor, &child).await?;
        let sent = Self {
            app,
            visitor,
            child,
            received,
            ranks,
        };
        // Another menu, other courses: what is still in it keeps its number.
        if fields.menu().as_ref() != Some(&app.places.board().menu) {
            return sent.changed().map(Err);
        }
        Ok(Ok(sent))
    }

    fn changed(&self) -> Result<Response, Refusal> {
        let refusal = Refusal::new(ProblemCode::MenuChanged);
        let problem = refusal.problem();
        let sentence = wording::problem(self.visitor.locale, problem);
        let status = StatusCode::from_u16(problem.status).unwrap_or_default();
        self.to_mend(Some(message(&sentence, &[])), status)
    }

    fn ties(&self) -> Vec<Tie> {
        self.ranks.ties(self.app.places.board().menu_content())
    }

    fn list(&self) -> Result<WishList, Refusal> {
        let board = self.app.places.board();
        let care = care(self.received.as_ref());
        let list = self
            .ranks
            .list(board.menu.clone(), board.menu_content(), care);
        list.map_err(|_| Refusal::malformed("choice"))
    }

    /// The form once more, as it was filled in.
    fn to_mend(&self, trouble: Option<String>, status: StatusCode) -> Result<Response, Refusal> {
        let ranking = Ranking {
            child: &self.child,
            received: self.received.as_ref(),
            ranks: &self.ranks,
        };
        ranking.page(self.app, self.visitor, trouble, status)
    }

    /// The last look, or what has to be changed before.
    async fn looked_at(
        &self,
        trouble: Option<String>,
        status: StatusCode,
    ) -> Result<Response, Refusal> {
        let (app, locale) = (self.app, self.visitor.locale);
        let board = app.places.board();
        let menu = board.menu_content();
        let ties = self.ties();
        if !ties.is_empty() {
            let lines: Vec<_> = ties.iter().map(|tie| tied(locale, menu, tie)).collect();
            let why = message(&lite::page::mended(locale, lines.len()), &lines);
            return self.to_mend(Some(why), StatusCode::UNPROCESSABLE_ENTITY);
        }
        let list = self.list()?;
        let verdict = check_wishes(menu, &self.child.student, &list, app.clock.now()?);
        if !verdict.is_accepted() {
            let why = chooser::reasons(locale, menu, &verdict);
            let why = [trouble.unwrap_or_default(), why].concat();
            return self.to_mend(Some(why), StatusCode::UNPROCESSABLE_ENTITY);
        }
        let signature = self.child.signature.as_ref();
        let to_sign = menu.agreement_to_sign_for_wishes(&list, signature);
        let until = menu.round.wishes_close_at();
        let until = until.map(|at| bar::until(locale, format::moment(locale, at)));
        let nothing = list.slots().is_empty().then(|| say::takes_back(locale));
        let content = [
            hidden("key", &new_word()?),
            self.carried(list.menu().as_str()),
            agreement(app, locale, to_sign).await?,
            paragraph("quiet", lite::page::sent_once(locale)),
            button("go", bar::save(locale)),
            self.back(locale),
        ];
        let action = [&address(&self.child), "/save"].concat();
        let content = [
            trouble.unwrap_or_default(),
            paragraph("", whose(locale, &self.child)),
            lines(locale, menu, &list),
            nothing
                .map(|told| paragraph("notice", told))
                .unwrap_or_default(),
            paragraph("advice", advice(locale, menu)),
            paragraph("quiet", until.unwrap_or_default()),
            form(self.visitor, &action, &content.concat()),
        ];
        Page {
            visitor: self.visitor,
            menu,
            title: say::review(locale),
            content: content.concat(),
            is_filled_in: true,
        }
        .answer(status)
    }

    /// The same numbers, for the next step.
    fn carried(&self, menu: &str) -> String {
        let ranks = self.ranks.iter().map(|(id, rank)| {
            let name = [OF_OFFERING, id.as_str()].concat();
            hidden(&name, &rank.to_string())
        });
        ranks.chain([hidden("menu", menu)]).collect()
    }

    /// A button, since a link would forget the numbers; whoever goes back signs nothing.
    fn back(&self, locale: Locale) -> String {
        format!(
            "<button type=\"submit\" class=\"add\" formnovalidate formaction=\"{}/edit\">{}</button>\n",
            escaped(&address(&self.child)),
            escaped(lite::page::edit(locale)),
        )
    }

    async fn save(&self, fields: &Fields) -> Result<Answer, Refusal> {
        let guardian = self.visitor.guardian()?;
        let key = fields.key()?;
        if let Some(refused) = sign(self.app, &guardian, &self.child, fields).await? {
            return Ok(refused);
        }
        let whose = (guardian, self.child.student.id.clone());
        save_wishes(self.app, whose, self.list()?, &key).await
    }

    /// Whatever was decided against it, with its reasons of that moment.
    async fn told(&self, answer: &Answer) -> Result<Response, Refusal> {
        let Denial { problem, verdict } = Denial::read(answer)?;
        let sentence = wording::problem(self.visitor.locale, &problem);
        let status = StatusCode::from_u16(answer.status).unwrap_or_default();
        let trouble = message(&sentence, &[]);
        let Some(verdict) = verdict else {
            return match problem.code {
                ProblemCode::DrawClosed => self.to_mend(Some(trouble), status),
                _ => self.looked_at(Some(trouble), status).await,
            };
        };
        let board = self.app.places.board();
        let why = chooser::reasons(self.visitor.locale, board.menu_content(), &verdict);
        self.to_mend(Some([trouble, why].concat()), status)
    }
}

/// `周二 15:30–17:00：篮球、足球都是第一志愿，请改成不同的次序`
fn tied(locale: Locale, menu: &ServiceMenu, tie: &Tie) -> String {
    let names = tie.offerings.iter();
    let names = names.map(|id| wording::offering_name(menu, id));
    let (courses, slot) = (format::list(locale, names), slot_title(locale, &tie.slot));
    say::tied(locale, courses, ordinal(locale, tie.rank as usize), slot)
}
