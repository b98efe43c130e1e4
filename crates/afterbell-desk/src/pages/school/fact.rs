//! 一项资料: its fields, kept together when one of them is left.

use std::sync::atomic::{AtomicU32, Ordering};

use afterbell_domain::desk::{Fact, FactProblem, FactTrouble};
use afterbell_import::Column;
use afterbell_locale::text::desk::{cell, school as say};
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;

use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::{Part, Place};
use crate::pages::form::aim::{mark, mark_of};
use crate::pages::form::date::{Written, by_parts};
use crate::pages::form::draft::{found, mark_typed, unread};

/// How a field is written.
pub(super) enum Kind {
    Text,
    /// A long line.
    Wide,
    Date,
    /// One thing a line.
    Lines,
    Tick,
    /// The words to choose among, in the order of their numbers.
    Choice(Vec<&'static str>),
}

pub(super) struct Field {
    pub label: &'static str,
    pub kind: Kind,
}

/// A fact with the words around it.
pub(super) struct Shown {
    pub fact: Fact,
    /// Of a fact that has several fields.
    pub title: Option<&'static str>,
    /// What could stand there.
    pub example: &'static str,
    pub place: Option<Place>,
    pub fields: Vec<Field>,
}

/// What is being written, and what is wrong with it.
#[derive(Clone, Copy)]
struct Writing {
    desk: Desk,
    fact: Fact,
    kept: Memo<Vec<String>>,
    written: RwSignal<Vec<String>>,
    problem: RwSignal<Option<FactProblem>>,
}

impl Writing {
    fn text(self, input: usize) -> String {
        self.written
            .with(|all| all.get(input).cloned().unwrap_or_default())
    }

    /// Keeps the whole fact, once it can be read.
    fn take(self, input: usize, text: String) {
        self.written.update(|all| {
            if let Some(field) = all.get_mut(input) {
                *field = text;
            }
        });
        let written = self.written.get_untracked();
        match self.desk.draft(|draft| self.fact.edits(draft, &written)) {
            Some(Ok(edits)) => {
                self.problem.set(None);
                if !edits.is_empty() {
                    self.desk.told.set(String::new());
                    self.desk.act(|sheet| sheet.edit(edits));
                }
                // In the words it is always said in, also when they mean what stood there.
                self.written.set(self.kept.get_untracked());
            }
            Some(Err(problem)) => self.problem.set(Some(problem)),
            None => {}
        }
    }
}

pub(super) fn fact(desk: Desk, shown: Shown) -> AnyView {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let id = format!("fact-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let Shown {
        fact,
        title,
        example,
        place,
        fields,
    } = shown;
    let kept = Memo::new(move |_| desk.draft(|draft| fact.texts(draft)).unwrap_or_default());
    let writing = Writing {
        desk,
        fact,
        kept,
        written: RwSignal::new(kept.get_untracked()),
        problem: RwSignal::new(None),
    };
    // Somebody's other value, or one taken back, stands where something could not be read.
    Effect::new(move |_| {
        writing.written.set(kept.get());
        writing.problem.set(None);
    });
    let labels: Vec<_> = fields.iter().map(|field| field.label).collect();
    let drawn = fields.into_iter().enumerate();
    let drawn = drawn.map(|(input, it)| {
        let place = place.map(|place| mark_of(place, Part::Input(input)));
        field(writing, input, it, id.clone(), place)
    });
    let drawn = drawn.collect_view();
    let is_missing = move || {
        let problem = writing.problem.read();
        matches!(problem.as_ref(), Some(it) if it.trouble == FactTrouble::Missing)
    };
    let said = move || {
        let problem = writing.problem.get();
        problem.map(|problem| words(&problem, &labels, example))
    };
    view! {
        <div class="fact" role=title.map(|_| "group") aria-label=title data-place=place.map(mark)>
            {title.map(|title| view! { <h3>{title}</h3> })}
            <div class="inline">{drawn}</div>
            <p id=id role="alert" class:why=move || !is_missing() class:quiet=is_missing>{said}</p>
            {found(desk, move || place)}
        </div>
    }
    .into_any()
}

fn field(
    writing: Writing,
    input: usize,
    field: Field,
    described_by: String,
    place: Option<String>,
) -> AnyView {
    let label = field.label;
    let text = move || writing.text(input);
    let is_invalid = move || {
        let is_it = |problem: &FactProblem| {
            problem.input == input && problem.trouble != FactTrouble::Missing
        };
        let problem = writing.problem.read();
        problem.as_ref().is_some_and(is_it).then_some("true")
    };
    // Until it is left, letters are taken back in the field, and not the draft's last step.
    let begun = |event: Event| typed(&event, true);
    let change = move |event: Event| {
        typed(&event, false);
        writing.take(input, event_target_value(&event));
        if writing.problem.read_untracked().is_none() {
            put(&event, &untrack(text));
        }
    };
    match field.kind {
        Kind::Date => {
            let shown = Memo::new(move |_| text());
            let take = move |written: Written<'_>| match written {
                Written::Whole(text) => writing.take(input, text.to_owned()),
                Written::Same => writing.problem.set(None),
                Written::Unfinished => writing.problem.set(Some(FactProblem {
                    input,
                    line: None,
                    trouble: FactTrouble::NotADate,
                })),
            };
            view! {
                <label class="line-field" data-place=place>
                    {label}
                    {by_parts("date", shown, is_invalid, Some(described_by), take)}
                </label>
            }
            .into_any()
        }
        Kind::Text | Kind::Wide => {
            let class = match field.kind {
                Kind::Wide => "line-field wide",
                _ => "line-field",
            };
            view! {
                <label class=class data-place=place>
                    {label}
                    <input
                        autocomplete="off" spellcheck="false" maxlength="80"
                        prop:value=text aria-invalid=is_invalid aria-describedby=described_by
                        on:input=begun on:change=change
                    />
                </label>
            }
            .into_any()
        }
        Kind::Lines => view! {
            <label class="lines-field" data-place=place>
                {label}
                <textarea
                    rows="5" spellcheck="false"
                    prop:value=text aria-invalid=is_invalid aria-describedby=described_by
                    on:input=begun on:change=change
                ></textarea>
            </label>
        }
        .into_any(),
        Kind::Tick => {
            let toggle = move |event: Event| {
                let mark = if event_target_checked(&event) {
                    "1"
                } else {
                    ""
                };
                writing.take(input, mark.to_owned());
            };
            view! {
                <label class="box" data-place=place>
                    <input type="checkbox" prop:checked=move || !text().is_empty() on:change=toggle />
                    {label}
                </label>
            }
            .into_any()
        }
        Kind::Choice(words) => {
            let words = words.into_iter().enumerate().map(|(at, word)| {
                let value = at.to_string();
                let number = value.clone();
                view! { <option value=value prop:selected=move || text() == number>{word}</option> }
            });
            view! {
                <label data-place=place>
                    {label}
                    <select on:change=change>
                        <option value="" prop:selected=move || text().is_empty()>{say::not_said(LOCALE)}</option>
                        {words.collect_view()}
                    </select>
                </label>
            }
            .into_any()
        }
    }
}

fn typed(event: &Event, is_typed: bool) {
    let field = event.target();
    if let Some(field) = field.and_then(|it| it.dyn_into::<web_sys::Element>().ok()) {
        mark_typed(&field, is_typed);
    }
}

/// What is kept, also where the field has been written in another way that means the same.
fn put(event: &Event, text: &str) {
    if let Some(field) = event.target() {
        // A field takes every text.
        let _ = js_sys::Reflect::set(&field, &"value".into(), &text.into());
    }
}

fn words(problem: &FactProblem, labels: &[&'static str], example: &str) -> String {
    let said = match &problem.trouble {
        FactTrouble::Missing => {
            let label = labels.get(problem.input).copied().unwrap_or_default();
            return say::missing(LOCALE, label);
        }
        FactTrouble::NotALabel => cell::not_a_label(LOCALE).to_owned(),
        FactTrouble::NotAPrefix => say::not_a_prefix(LOCALE).to_owned(),
        FactTrouble::NotADate => say::not_a_date(LOCALE).to_owned(),
        FactTrouble::NotACount => say::not_a_count(LOCALE).to_owned(),
        FactTrouble::NotAGroup => say::not_a_group(LOCALE).to_owned(),
        FactTrouble::Twice => say::twice(LOCALE).to_owned(),
        FactTrouble::Reading(error) => unread(Column::Grades, example, error),
    };
    match problem.line {
        Some(line) => say::in_line(LOCALE, line + 1, said),
        None => said,
    }
}
