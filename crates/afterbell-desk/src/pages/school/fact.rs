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
use crate::findings::Place;
use crate::pages::form::draft::{TYPED, found, unread};

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
    let drawn = drawn.map(|(input, it)| field(writing, input, it, id.clone()));
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
        <div class="fact" role=title.map(|_| "group") aria-label=title>
            {title.map(|title| view! { <h3>{title}</h3> })}
            <div class="inline">{drawn}</div>
            <p id=id role="alert" class:why=move || !is_missing() class:quiet=is_missing>{said}</p>
            {found(desk, move || place)}
        </div>
    }
    .into_any()
}

fn field(writing: Writing, input: usize, field: Field, described_by: String) -> AnyView {
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
    let typed = |event: Event| mark(&event, true);
    let change = move |event: Event| {
        mark(&event, false);
        writing.take(input, event_target_value(&event));
        if writing.problem.read_untracked().is_none() {
            put(&event, &untrack(text));
        }
    };
    match field.kind {
        Kind::Text | Kind::Wide | Kind::Date => {
            let (class, kind) = match field.kind {
                Kind::Date => ("line-field", "date"),
                Kind::Wide => ("line-field wide", "text"),
                _ => ("line-field", "text"),
            };
            view! {
                <label class=class>
                    {label}
                    <input
                        type=kind autocomplete="off" spellcheck="false" maxlength="80"
                        prop:value=text aria-invalid=is_invalid aria-describedby=described_by
                        on:input=typed on:change=change
                    />
                </label>
            }
            .into_any()
        }
        Kind::Lines => view! {
            <label class="lines-field">
                {label}
                <textarea
                    rows="5" spellcheck="false"
                    prop:value=text aria-invalid=is_invalid aria-describedby=described_by
                    on:input=typed on:change=change
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
                <label class="box">
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
                <label>
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

fn mark(event: &Event, is_typed: bool) {
    let field = event.target();
    let field = field.and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let Some(field) = field else { return };
    // An attribute that has a name is never refused.
    let _ = match is_typed {
        true => field.set_attribute(TYPED, ""),
        false => field.remove_attribute(TYPED),
    };
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
