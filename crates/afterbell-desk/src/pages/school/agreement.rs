//! 安全协议: what families sign, a clause a line. It is put into the draft as a whole, since every other text is
//! another version that all families are asked to sign.

use afterbell_domain::desk::set_agreement;
use afterbell_domain::policy::Field;
use afterbell_domain::{AgreementHash, SafetyAgreement};
use afterbell_import::agreement::{AgreementProblem, of_title_and_clauses};
use afterbell_locale::text::cli::agreement as why;
use afterbell_locale::text::desk::agreement as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fact::fact;
use super::facts;
use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::Place;
use crate::pages::form::aim::mark;
use crate::pages::form::alert;
use crate::pages::form::draft::{act_on, found};
use crate::{server, wording};

/// The two fields, and of which version they were filled.
#[derive(Clone, Copy)]
struct Written {
    desk: Desk,
    title: RwSignal<String>,
    clauses: RwSignal<String>,
    /// The version that the fields began from.
    of: RwSignal<Option<AgreementHash>>,
    /// The version that the draft has.
    now: Memo<Option<AgreementHash>>,
    is_touched: RwSignal<bool>,
    trouble: RwSignal<String>,
}

impl Written {
    /// Fills the fields with what the draft has, whatever stands in them.
    fn fill(self) {
        let now = self.now.get_untracked();
        self.is_touched.set(false);
        self.trouble.set(String::new());
        let text = self.desk.draft(|draft| draft.agreement_text().cloned());
        match (text.flatten(), &now) {
            (Some(text), _) => self.show(now, Some(&text)),
            (None, None) => self.show(None, None),
            // Published before it was written here.
            (None, Some(hash)) => {
                let address = format!("/api/agreements/{hash}");
                spawn_local(async move {
                    match server::get::<SafetyAgreement>(&address).await {
                        Ok(text) => self.show(now, Some(&text)),
                        Err(problem) => self.trouble.set(wording::trouble(LOCALE, &problem)),
                    }
                });
            }
        }
    }

    fn show(self, of: Option<AgreementHash>, text: Option<&SafetyAgreement>) {
        // What has been written meanwhile is not lost to an answer that comes late.
        if self.is_touched.get_untracked() {
            return;
        }
        let (title, clauses) = text.map_or_else(Default::default, |text| {
            let clauses: Vec<_> = text.clauses().iter().map(|it| it.as_str()).collect();
            (text.title().to_string(), clauses.join("\n"))
        });
        self.title.set(title);
        self.clauses.set(clauses);
        self.of.set(of);
    }

    fn text(self) -> Result<SafetyAgreement, AgreementProblem> {
        let (title, clauses) = (self.title.read(), self.clauses.read());
        of_title_and_clauses(&title, &clauses)
    }

    /// Whether somebody else has put another version into the draft since.
    fn is_overtaken(self) -> bool {
        self.is_touched.get() && self.of.get() != self.now.get()
    }

    fn keep(self, text: Option<SafetyAgreement>) {
        self.is_touched.set(false);
        self.trouble.set(String::new());
        act_on(self.desk, |draft| {
            set_agreement(draft, text).unwrap_or_default()
        });
        self.fill();
    }
}

pub(super) fn agreement(desk: Desk) -> impl IntoView {
    let now = Memo::new(move |_| desk.draft(|draft| draft.menu.agreement.clone()).flatten());
    let written = Written {
        desk,
        title: RwSignal::new(String::new()),
        clauses: RwSignal::new(String::new()),
        of: RwSignal::new(None),
        now,
        is_touched: RwSignal::new(false),
        trouble: RwSignal::new(String::new()),
    };
    desk.guard(move || written.is_touched.get());
    Effect::new(move |_| {
        now.track();
        if !written.is_touched.get_untracked() {
            // What it looks at meanwhile is no reason to fill the fields again.
            untrack(move || written.fill());
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if untrack(move || written.is_overtaken()) {
            return;
        }
        match untrack(move || written.text()) {
            Ok(text) => written.keep(Some(text)),
            Err(problem) => written.trouble.set(words(&problem)),
        }
    };
    let counted = move || match written.text() {
        Ok(text) => {
            let characters = text.clauses().iter().map(|it| it.as_str().chars().count());
            let (clauses, characters) = (text.clauses().len(), characters.sum::<usize>());
            let (most, limit) = (
                SafetyAgreement::MOST_CLAUSES,
                SafetyAgreement::MOST_CHARACTERS,
            );
            say::counted(LOCALE, characters, clauses, limit, most)
        }
        Err(problem) => words(&problem),
    };
    let changed = move |_| written.is_touched.set(true);
    // Theirs is looked at first; ours stands here until one of the two is chosen.
    let overtaken = move || {
        written.is_overtaken().then(|| view! {
            <div class="conflict" role="alert">
                <p>{say::overtaken(LOCALE)}</p>
                <button type="button" on:click=move |_| written.fill()>{say::take_theirs(LOCALE)}</button>
                <button type="button" on:click=move |_| written.of.set(now.get_untracked())>{say::go_on(LOCALE)}</button>
            </div>
        })
    };
    let state = move || match now.get() {
        None => say::none(LOCALE),
        Some(_) => say::some(LOCALE),
    };
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p class="quiet">{say::about(LOCALE)}</p>
        {fact(desk, facts::copies())}
        <p class="quiet">{state}</p>
        {found(desk, || Some(Place::Fact(Field::Agreement)))}
        <form class="agreement" data-place=mark(Place::Fact(Field::Agreement)) on:submit=submit>
            {overtaken}
            <label>
                {say::name(LOCALE)}
                <input maxlength="80" autocomplete="off" bind:value=written.title on:input=changed />
            </label>
            <label>
                {say::clauses(LOCALE)}
                <textarea rows="14" spellcheck="false" bind:value=written.clauses on:input=changed></textarea>
            </label>
            <p class="quiet" hidden=move || !written.is_touched.get()>{counted}</p>
            {alert(written.trouble)}
            <p class="choice">
                <button type="submit" disabled=move || !written.is_touched.get() || written.is_overtaken()>{say::keep(LOCALE)}</button>
                <button type="button" hidden=move || now.with(Option::is_none) on:click=move |_| written.keep(None)>{say::remove(LOCALE)}</button>
            </p>
        </form>
    }
}

fn words(problem: &AgreementProblem) -> String {
    match problem {
        AgreementProblem::NotText => say::not_text(LOCALE).to_owned(),
        AgreementProblem::NoTitle => say::no_title(LOCALE).to_owned(),
        AgreementProblem::NoClauses => say::no_clauses(LOCALE).to_owned(),
        AgreementProblem::TooManyClauses { found, limit } => {
            why::too_many_clauses(LOCALE, found, limit)
        }
        AgreementProblem::TooLong { found, limit } => why::too_long(LOCALE, found, limit),
    }
}
