//! The receipt: what the school holds, on paper's terms.

use afterbell_domain::{Fen, Phase, Receipt, ReceiptStatus, ServiceMenu};
use afterbell_locale::text::parent::receipt as say;
use afterbell_locale::text::parent::review;
use afterbell_locale::{Locale, format, wording};

use crate::components::{message, page_top, week_strip};
use crate::parent::Parent;
use crate::route::Route;
use crate::sending;
use crate::ui::{State, Text, View, el, fragment, list, switch, when, yes_no};

pub fn receipt_page() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let receipt = move || parent.standing()?.child.receipt.clone();
    let key = |receipt: &Option<Receipt>| {
        let name = |r: &Receipt| format!("{} {}", r.number, yes_no(is_submitted(r)));
        receipt.as_ref().map(name).unwrap_or_default()
    };
    let paper = move |receipt: Option<Receipt>| match receipt {
        Some(receipt) => paper(parent, receipt),
        None => el("p")
            .class("nothing")
            .text_fn(move || say::none(locale, parent.child_name())),
    };
    let is_submitted = move || receipt().is_some_and(|receipt| is_submitted(&receipt));
    let onward = move || {
        if is_submitted() {
            say::change(locale)
        } else {
            say::home(locale)
        }
    };
    let heading = el("h1")
        .class("visually-hidden")
        .text(say::title(locale))
        .focused();
    let onward = el("a")
        .class("add")
        .attr("href", &Route::Week.href())
        .text_fn(onward);
    let main = el("main")
        .attr("id", "main")
        .class("receipt")
        .child(heading)
        .child(switch(receipt, key, paper))
        .child(el("div").class("row").child(onward))
        .child(when(is_submitted, move || withdrawal(parent)));
    fragment().child(page_top()).child(main)
}

fn is_submitted(receipt: &Receipt) -> bool {
    receipt.status == ReceiptStatus::Submitted
}

fn paper(parent: Parent, receipt: Receipt) -> View {
    let locale = parent.locale;
    let received_at = format::moment(locale, receipt.accepted_at);
    let is_submitted_receipt = is_submitted(&receipt);
    let when = move || match closes_at(parent) {
        Some(closes_at) if is_submitted_receipt => {
            say::change_until(locale, closes_at, &received_at)
        }
        Some(closes_at) => say::choose_again_until(locale, closes_at, &received_at),
        None => say::received_at(locale, &received_at),
    };
    let heading = match receipt.status {
        ReceiptStatus::Submitted => say::received(locale),
        ReceiptStatus::Withdrawn => say::withdrawn(locale),
        ReceiptStatus::Ended => say::ended(locale),
    };
    let standing = parent.standing_now();
    let whose = standing.as_ref().map(|standing| {
        let (school, student) = (&standing.menu.school.name, &standing.child.student);
        let class = format::class(locale, student.class);
        [school.as_str(), " · ", &class, " ", student.name.as_str()].concat()
    });
    let standing = standing.filter(|_| is_submitted(&receipt));
    let details = standing.map(|standing| details(parent, &receipt, &standing.menu));
    el("section")
        .class("paper")
        .child(el("p").text(&whose.unwrap_or_default()))
        .child(el("p").class("quiet").text(heading))
        .child(el("p").class("number").text(&receipt.number.to_string()))
        .children(
            (receipt.status != ReceiptStatus::Ended).then(|| el("p").class("quiet").text_fn(when)),
        )
        .children(details)
}

/// The moment until which the choice can be changed, while it can.
fn closes_at(parent: Parent) -> Option<String> {
    match parent.standing()?.judgement.phase {
        Phase::Open { closes_at } => Some(format::moment(parent.locale, closes_at)),
        _ => None,
    }
}

fn details(parent: Parent, receipt: &Receipt, menu: &ServiceMenu) -> View {
    let locale = parent.locale;
    let total = format::money(locale, receipt.fees.total_fen);
    let is_free = receipt.fees.total_fen == Fen::ZERO;
    let sum = el("p")
        .class("sum")
        .child(el("span").text(review::total(locale)))
        .child(el("b").text(&total));
    fragment()
        .child(el("hr"))
        .child(week_strip(locale, menu, &receipt.offerings, &receipt.care))
        .child(course_lines(locale, receipt, menu))
        .child(sum)
        .child(el("hr"))
        .child(next_steps(parent, menu, is_free))
}

fn course_lines(locale: Locale, receipt: &Receipt, menu: &ServiceMenu) -> View {
    let mut fees: Vec<_> = receipt.fees.lines.iter().collect();
    fees.sort_by_key(|line| menu.first_session(&line.offering));
    let lines = fees.into_iter().map(|line| {
        let times = wording::times(locale, menu, &line.offering);
        let what = el("span")
            .text(&wording::offering_name(menu, &line.offering))
            .child(el("small").text(&times));
        let fee = format::money(locale, line.fee_fen);
        el("li").child(what).child(el("span").text(&fee))
    });
    let care = (!receipt.care.is_empty()).then(|| {
        let what = el("span").text(&review::care_line(locale, receipt.care.len()));
        let times = wording::pick_ups(locale, &receipt.care);
        let what = what.child(el("small").text(&times));
        let fee = format::money(locale, Fen::ZERO);
        el("li").child(what).child(el("span").text(&fee))
    });
    el("ul")
        .class("course-lines")
        .children(lines)
        .children(care)
}

fn next_steps(parent: Parent, menu: &ServiceMenu, is_free: bool) -> View {
    let locale = parent.locale;
    let close = move || {
        let step = closes_at(parent).map(|closes_at| say::step_close(locale, closes_at));
        step.into_iter().collect()
    };
    let term = menu.term.clone();
    let begin = move || -> Text {
        match parent.clock.now() {
            Some(now) if term.is_ahead(now.date()) => {
                say::step_begin(locale, format::date(locale, term.first_day)).into()
            }
            _ => say::step_attend(locale).into(),
        }
    };
    let steps = el("ol")
        .class("steps")
        .child(el("li").class("done").text(say::step_sent(locale)))
        .child(list(close, String::clone, |step| el("li").text(&step)))
        .child(el("li").text_fn(begin))
        .children((!is_free).then(|| el("li").text(say::step_pay(locale))));
    fragment()
        .child(
            el("h2")
                .class("visually-hidden")
                .text(say::next_title(locale)),
        )
        .child(steps)
}

/// Leaving is as easy as joining, but not by a slip of the thumb.
fn withdrawal(parent: Parent) -> View {
    let locale = parent.locale;
    let is_asking = State::new(false);
    let ask = move || {
        el("button")
            .class("link")
            .on("click", move |_| is_asking.set(true))
            .text(say::withdraw(locale))
    };
    let key = |asks: &bool| yes_no(*asks).to_owned();
    switch(
        move || is_asking.get(),
        key,
        move |asks| {
            if asks {
                confirm(parent, is_asking)
            } else {
                ask()
            }
        },
    )
}

fn confirm(parent: Parent, is_asking: State<bool>) -> View {
    let locale = parent.locale;
    let cancel = el("button")
        .class("add")
        .on("click", move |_| is_asking.set(false))
        .text(say::withdraw_cancel(locale))
        .focused_in_view();
    let withdraw = el("button")
        .class("add danger")
        .on("click", move |_| sending::withdraw(parent))
        .text(say::withdraw_confirm(locale));
    el("section")
        .class("confirm")
        .attr("aria-labelledby", "withdraw-title")
        .child(
            el("h2")
                .attr("id", "withdraw-title")
                .text(say::withdraw_title(locale)),
        )
        .child(el("p").text(say::withdraw_explain(locale)))
        .child(message(move || parent.progress().message()))
        .child(el("div").class("row").child(cancel).child(withdraw))
}
