//! The draw and the allocation worked out again on this very phone, from what was published.

mod files;
mod paper;

use afterbell_domain::ServiceMenu;
use afterbell_locale::text::wishes::verify as say;
use afterbell_locale::{Locale, format, wording};
use afterbell_parent::progress::Progress;
use afterbell_parent::ui::{State, View, el, fragment, switch, when};
use leptos::prelude::*;

use crate::components::{draw_links, draw_top};
use crate::route::Route;
use crate::server::{Draw, Draws, Placement};
use crate::verifying::{self, Beside, FindingCode, Row, Verdict, Verification};
use crate::wishing::Wishing;

pub fn verify_page() -> View {
    let wishing = Wishing::here();
    let locale = wishing.parent.locale;
    wishing.look_again();
    let body = move |_| match wishing.draws() {
        Some(draws) => published(wishing, &draws),
        None => fragment(),
    };
    let main = el("main")
        .attr("id", "main")
        .class("plain verify")
        .child(el("h1").text(say::title(locale)).focused())
        .child(el("p").text(say::explain(locale)))
        .child(switch(move || wishing.draws_turn(), u32::to_string, body))
        .child(draw_links(&Route::Verify));
    fragment().child(draw_top()).child(main)
}

fn published(wishing: Wishing, draws: &Draws) -> View {
    let locale = wishing.parent.locale;
    let newest = draws.draws.last();
    let state = match (draws.last_whole(), newest) {
        (Some(draw), _) => verification(wishing, draw.clone()),
        (None, Some(draw)) => el("p")
            .class("notice")
            .text(&say::partial(locale, draw.files.len())),
        (None, None) => el("p").class("nothing").text(say::nothing(locale)),
    };
    fragment()
        .child(state)
        .children(
            draws
                .draws
                .iter()
                .rev()
                .map(|draw| files::files(locale, draw)),
        )
        .child(files::on_a_computer(locale, draws.last_whole().is_some()))
        .child(placements(wishing, &draws.placements))
}

fn verification(wishing: Wishing, draw: Draw) -> View {
    let locale = wishing.parent.locale;
    let state = wishing.verification;
    let written = paper::Paper {
        commitment: State::new(String::new()),
        closing: State::new(String::new()),
        progress: State::new(Progress::Idle),
    };
    let is_busy = move || {
        matches!(
            state.get(),
            Verification::Fetching { .. } | Verification::Running
        )
    };
    let begin = move |_| {
        let Some((commitment, closing)) = written.read(locale) else {
            return;
        };
        if !untrack(is_busy) {
            let own = untrack(|| wishing.now()).and_then(|(_, wishes)| wishes.own);
            let beside = Beside {
                commitment,
                closing,
                own: own.map(|own| own.pseudonym).unwrap_or_default(),
            };
            verifying::begin(state, &draw, beside);
        }
    };
    let label = move || match state.get() {
        Verification::Idle => say::start(locale),
        _ => say::again(locale),
    };
    let start = when(
        move || !is_busy(),
        move || {
            el("button")
                .class("go wide")
                .on("click", begin.clone())
                .text_fn(label)
        },
    );
    fragment()
        .child(own_name(wishing))
        .child(paper::paper(locale, written))
        .child(el("div").attr("role", "status").child(progress(wishing)))
        .child(start)
}

/// The name under which a family finds its child's row, and nobody else does.
fn own_name(wishing: Wishing) -> View {
    let locale = wishing.parent.locale;
    let own = move || {
        let (standing, wishes) = wishing.now()?;
        Some((
            standing.child.student.name.to_string(),
            wishes.own?.pseudonym,
        ))
    };
    when(
        move || own().is_some(),
        move || {
            let name = move || own().map(|(child, _)| say::own(locale, child));
            el("p")
                .class("own-name")
                .child(el("span").text_fn(name))
                .child(el("code").text_fn(move || own().map(|(_, pseudonym)| pseudonym)))
        },
    )
}

fn progress(wishing: Wishing) -> View {
    let locale = wishing.parent.locale;
    let state = wishing.verification;
    switch(
        move || state.get(),
        Verification::word,
        move |now| match now {
            Verification::Idle => fragment(),
            Verification::Fetching { .. } | Verification::Running => busy(locale, state),
            Verification::Done(verdict) => verdict_of(wishing, &verdict),
            Verification::Failed => el("p").class("message").text(say::failed(locale)),
            Verification::Stopped => el("p").class("message").text(say::stopped(locale)),
        },
    )
}

fn busy(locale: Locale, state: State<Verification>) -> View {
    let share = move || match state.get() {
        Verification::Fetching { at, count } => Some(format!("{}", at * 100 / (count + 1).max(1))),
        _ => None,
    };
    let words = move || match state.get() {
        Verification::Fetching { at, count } => say::fetching(locale, at, count),
        _ => say::running(locale).to_owned(),
    };
    el("div")
        .class("checking")
        .child(el("p").attr("id", "checking").text_fn(words))
        .child(
            el("progress")
                .attr("max", "100")
                .attr("aria-labelledby", "checking")
                .attr_fn("value", share),
        )
}

fn verdict_of(wishing: Wishing, verdict: &Verdict) -> View {
    let locale = wishing.parent.locale;
    let (Some(code), Some(file)) = (verdict.code, &verdict.file) else {
        let (children, places) = (verdict.children, verdict.places);
        let detail = say::good_detail(locale, children, verdict.milliseconds, places);
        return el("section")
            .class("verdict good")
            .child(el("h2").text(say::good(locale)))
            .child(el("p").text(&detail))
            .children(own_row(wishing, verdict.row.as_ref()));
    };
    el("section")
        .class("verdict bad")
        .attr("role", "alert")
        .child(el("h2").text(&finding(locale, code, file)))
        .child(el("p").text(say::bad_next(locale)))
}

fn finding(locale: Locale, code: FindingCode, file: &str) -> String {
    match code {
        FindingCode::Missing => say::missing(locale, file),
        FindingCode::Altered => say::altered(locale, file),
        FindingCode::Replaced => say::replaced(locale, file),
        FindingCode::NamesAnother => say::names_another(locale, file),
        FindingCode::Unreadable => say::unreadable(locale, file),
        FindingCode::Unsound => say::unsound(locale, file),
        FindingCode::DoesNotFollow => say::does_not_follow(locale, file),
    }
}

/// Verifying shows that all follows from the list; whether the list is right about one's own child only
/// its family can say.
fn own_row(wishing: Wishing, row: Option<&Row>) -> Option<View> {
    let locale = wishing.parent.locale;
    let (standing, wishes) = untrack(|| wishing.now())?;
    let receipt = wishes.receipt.filter(|_| wishes.own.is_some())?;
    let child = standing.child.student.name.as_str();
    let wished = receipt.wishes.slots();
    let told = match row {
        Some(row) if row.slots == wished => say::own_same(locale, child),
        Some(_) => say::own_other(locale, child),
        None if wished.is_empty() => return None,
        None => say::own_missing(locale).to_owned(),
    };
    Some(el("p").text(&told))
}

fn placements(wishing: Wishing, all: &[Placement]) -> View {
    if all.is_empty() {
        return fragment();
    }
    let locale = wishing.parent.locale;
    let menu = wishing
        .parent
        .standing_now()
        .map(|standing| standing.menu.clone());
    let course = |placement: &Placement| {
        let named = |menu: &ServiceMenu| wording::offering_name(menu, &placement.offering);
        let name = menu.as_deref().map(named);
        name.unwrap_or_else(|| placement.offering.to_string())
    };
    let lines = all.iter().map(|one| {
        let moment = format::moment(locale, one.at);
        let words = match one.taken_back {
            true => say::taken_back,
            false => say::placement,
        };
        let told = words(locale, &one.child, &course(one), &moment, &one.reason);
        el("li").text(&told)
    });
    fragment()
        .child(
            el("h2")
                .class("small-heading")
                .text(say::placements(locale)),
        )
        .child(el("ul").class("placements").children(lines))
}
