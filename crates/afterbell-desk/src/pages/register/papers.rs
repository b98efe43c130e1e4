//! The papers of one holder while they are written. There may be several of one kind: this year's
//! contract and next year's.

use afterbell_domain::Date;
use afterbell_domain::policy::{OutsideHolder, Paper, PaperKind};
use afterbell_locale::text::desk::register as say;
use leptos::prelude::*;

use crate::LOCALE;
use crate::pages::form::date::bound_date;

#[derive(Clone, Copy)]
pub(super) struct Papers {
    /// Lines live as long as the form, whatever makes them.
    owner: StoredValue<Option<Owner>>,
    lines: RwSignal<Vec<Written>>,
    posted_on: RwSignal<String>,
    made: StoredValue<usize>,
}

/// One paper, as far as it is written.
#[derive(Clone, Copy)]
struct Written {
    id: usize,
    kind: RwSignal<PaperKind>,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

impl Papers {
    pub(super) fn new() -> Self {
        Self {
            owner: StoredValue::new(Owner::current()),
            lines: RwSignal::new(Vec::new()),
            posted_on: RwSignal::new(String::new()),
            made: StoredValue::new(0),
        }
    }

    /// Without any on record there is an empty line for each kind.
    pub(super) fn show(self, record: &OutsideHolder) {
        let written = |date: Option<Date>| date.map_or_else(String::new, |it| it.to_string());
        if self.read().is_ok_and(|read| read == *record)
            && !self.lines.with_untracked(Vec::is_empty)
        {
            return;
        }
        let lines = match record.papers.as_slice() {
            [] => {
                let kinds = PaperKind::ALL.iter();
                kinds.map(|kind| self.line(*kind, "", "")).collect()
            }
            papers => papers
                .iter()
                .map(|it| {
                    let from = it.valid_from.to_string();
                    self.line(it.kind, &from, &written(it.valid_until))
                })
                .collect(),
        };
        self.lines.set(lines);
        self.posted_on.set(written(record.posted_on));
    }

    pub(super) fn add(self) {
        let line = self.line(PaperKind::Qualification, "", "");
        self.lines.update(|lines| lines.push(line));
    }

    fn line(self, kind: PaperKind, from: &str, until: &str) -> Written {
        self.made.update_value(|made| *made += 1);
        let id = self.made.get_value();
        let written = || Written {
            id,
            kind: RwSignal::new(kind),
            from: RwSignal::new(from.to_owned()),
            until: RwSignal::new(until.to_owned()),
        };
        match self.owner.get_value() {
            Some(owner) => owner.with(written),
            None => written(),
        }
    }

    /// What is written, or what is missing. A line without any date says nothing.
    pub(super) fn read(self) -> Result<OutsideHolder, String> {
        let lines = self.lines.get_untracked();
        let read = (1..).zip(lines).map(|(number, line)| line.read(number));
        let papers = read.collect::<Result<Vec<_>, _>>()?;
        Ok(OutsideHolder {
            papers: papers.into_iter().flatten().collect(),
            posted_on: self.posted_on.get_untracked().parse().ok(),
        })
    }

    pub(super) fn view(self) -> impl IntoView {
        let posted_on = self.posted_on;
        view! {
            <ol class="lines">
                <For each=move || self.lines.get() key=|line| line.id children=move |line| self.line_view(line) />
            </ol>
            <p class="inline">
                {bound_date(say::posted_on(LOCALE), posted_on)}
            </p>
        }
    }

    fn line_view(self, line: Written) -> impl IntoView {
        let Written {
            id,
            kind,
            from,
            until,
        } = line;
        let options = PaperKind::ALL.iter().enumerate().map(|(at, it)| {
            let chosen = move || kind.get() == *it;
            view! { <option value=at.to_string() prop:selected=chosen>{kind_name(*it)}</option> }
        });
        let choose = move |event| {
            let at = event_target_value(&event).parse::<usize>().ok();
            if let Some(chosen) = at.and_then(|at| PaperKind::ALL.get(at)) {
                kind.set(*chosen);
            }
        };
        let remove = move |_| {
            self.lines
                .update(|lines| lines.retain(|line| line.id != id))
        };
        view! {
            <li class="inline">
                <label>{say::kind(LOCALE)}<select on:change=choose>{options.collect_view()}</select></label>
                {bound_date(say::from(LOCALE), from)}
                {bound_date(say::until(LOCALE), until)}
                <button type="button" on:click=remove>{say::remove_paper(LOCALE)}</button>
            </li>
        }
    }
}

impl Written {
    fn read(self, number: usize) -> Result<Option<Paper>, String> {
        let kind = self.kind.get_untracked();
        let (from, until) = (self.from.get_untracked(), self.until.get_untracked());
        if from.is_empty() && until.is_empty() {
            return Ok(None);
        }
        let Ok(valid_from) = from.parse() else {
            return Err(say::no_first_day(LOCALE, kind_name(kind), number));
        };
        let paper = Paper {
            kind,
            valid_from,
            valid_until: until.parse().ok(),
        };
        match paper.ends_before_it_begins() {
            true => Err(say::backwards(LOCALE, kind_name(kind), number)),
            false => Ok(Some(paper)),
        }
    }
}

fn kind_name(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Qualification => say::qualification(LOCALE),
        PaperKind::BackgroundCheck => say::background_check(LOCALE),
        PaperKind::Contract => say::contract(LOCALE),
    }
}
