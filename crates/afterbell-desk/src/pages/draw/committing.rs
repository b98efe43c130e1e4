//! 公布承诺: seals and public numbers, and for another draw the reason.

use afterbell_domain::FileHash;
use afterbell_domain::desk::CommitDraw;
use afterbell_domain::draw::PublicNumber;
use afterbell_locale::text::desk::draw as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{Asked, Page, is_sure, trouble};
use crate::LOCALE;
use crate::pages::form::date::bound_date;

/// 号码的几格, as they are typed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Fields {
    source: RwSignal<String>,
    issue: RwSignal<String>,
    day: RwSignal<String>,
    values: RwSignal<String>,
}

impl Fields {
    fn new(source: String) -> Self {
        Self {
            source: RwSignal::new(source),
            issue: RwSignal::new(String::new()),
            day: RwSignal::new(String::new()),
            values: RwSignal::new(String::new()),
        }
    }

    fn read(self) -> Option<PublicNumber> {
        Some(PublicNumber {
            source: self.source.get_untracked().trim().parse().ok()?,
            issue: self.issue.get_untracked().trim().parse().ok()?,
            published_on: self.day.get_untracked().parse().ok()?,
            values: self.values.get_untracked().trim().parse().ok()?,
        })
    }
}

#[derive(Clone, Copy)]
struct Form {
    seals: RwSignal<String>,
    numbers: RwSignal<Vec<Fields>>,
    reason: RwSignal<String>,
    needs_reason: bool,
}

impl Form {
    fn read(self, draw: u32) -> Result<CommitDraw, String> {
        let numbers = self.numbers.get_untracked().into_iter().zip(1..);
        let numbers = numbers.map(|(fields, number)| {
            let read = fields.read();
            read.ok_or_else(|| say::number_incomplete(LOCALE, number))
        });
        let reason = match self.needs_reason {
            true => {
                let reason = self.reason.get_untracked().trim().parse();
                Some(reason.map_err(|_| say::no_reason(LOCALE).to_owned())?)
            }
            false => None,
        };
        Ok(CommitDraw {
            draw,
            reason,
            seals: self.seals()?,
            numbers: numbers.collect::<Result<_, _>>()?,
        })
    }

    fn seals(self) -> Result<Vec<FileHash>, String> {
        let text = self.seals.get_untracked();
        let lines = text.lines().zip(1..);
        let lines = lines.filter(|(line, _)| !line.trim().is_empty());
        let seals = lines.map(|(line, number)| {
            let read = line.trim().to_lowercase().parse();
            read.map_err(|_| say::not_a_seal(LOCALE, number))
        });
        let seals: Vec<FileHash> = seals.collect::<Result<_, _>>()?;
        match seals.is_empty() {
            true => Err(say::no_seal(LOCALE).to_owned()),
            false => Ok(seals),
        }
    }
}

pub(super) fn committing(page: Page, needs_reason: bool) -> impl IntoView {
    let form = Form {
        seals: RwSignal::new(String::new()),
        numbers: RwSignal::new(vec![Fields::new(String::new()), Fields::new(String::new())]),
        reason: RwSignal::new(String::new()),
        needs_reason,
    };
    page.desk.guard(move || {
        let is_written = |text: &RwSignal<String>| text.with(|text| !text.trim().is_empty());
        [form.seals, form.reason].iter().any(is_written)
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match form.read(page.number().saturating_add(1)) {
            Err(fault) => page.refuse(Asked::Committing, fault),
            Ok(asked) => {
                page.refuse(Asked::Committing, String::new());
                if is_sure(say::commit_really(LOCALE)) {
                    let step = say::step_commit(LOCALE);
                    page.take(Asked::Committing, step, "/api/desk/draw/commit", asked);
                }
            }
        }
    };
    let numbers = move || {
        let all = form.numbers.get();
        let may_remove = all.len() > 2;
        let lines = all.into_iter().zip(1u32..);
        lines
            .map(|(fields, number)| line(form, fields, number, may_remove))
            .collect_view()
    };
    view! {
        <form class="draw-form" on:submit=submit>
            {needs_reason.then(|| view! {
                <p class="field">
                    <label for="draw-reason">{say::reason(LOCALE)}</label>
                    <input id="draw-reason" autocomplete="off" maxlength="80" bind:value=form.reason />
                </p>
            })}
            <p class="field">
                <label for="draw-seals">{say::seals(LOCALE)}</label>
                <textarea id="draw-seals" rows="3" spellcheck="false" autocomplete="off"
                    aria-describedby="draw-seals-hint" bind:value=form.seals></textarea>
                <small id="draw-seals-hint" class="quiet">{say::seals_hint(LOCALE)}</small>
            </p>
            <fieldset class="bare lines">
                <legend>{say::numbers(LOCALE)}</legend>
                {numbers}
            </fieldset>
            <p class="choice">
                <button type="button" on:click=move |_| add(form)>{say::add_number(LOCALE)}</button>
                <button class="go" type="submit" disabled=move || page.is_asking.get()>{say::commit(LOCALE)}</button>
            </p>
            {trouble(page, Asked::Committing)}
        </form>
    }
}

/// Most schools take further numbers from where the first one is from.
fn add(form: Form) {
    let last = form
        .numbers
        .with_untracked(|numbers| numbers.last().copied());
    let source = last.map(|fields| fields.source.get_untracked());
    let fields = Fields::new(source.unwrap_or_default());
    form.numbers.update(|numbers| numbers.push(fields));
}

fn line(form: Form, fields: Fields, number: u32, may_remove: bool) -> impl IntoView {
    let remove = move |_| {
        form.numbers
            .update(|numbers| numbers.retain(|one| *one != fields));
    };
    view! {
        <div class="inline" role="group" aria-label=number.to_string()>
            <label class="wide">{say::source(LOCALE)}<input autocomplete="off" bind:value=fields.source /></label>
            <label>{say::issue(LOCALE)}<input autocomplete="off" size="10" bind:value=fields.issue /></label>
            {bound_date(say::day(LOCALE), fields.day)}
            <label>{say::values(LOCALE)}<input inputmode="numeric" size="4" autocomplete="off" bind:value=fields.values /></label>
            {may_remove.then(|| view! {
                <button type="button" class="link" on:click=remove>{say::remove_number(LOCALE, number)}</button>
            })}
        </div>
    }
}
