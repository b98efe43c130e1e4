//! 揭晓: the secrets, typed only now that they are told, and the public number.

use afterbell_domain::FileHash;
use afterbell_domain::desk::RevealDraw;
use afterbell_domain::draw::{DrawSecret, NumberIssue, PublicNumber, RevealedNumber};
use afterbell_locale::text::desk::draw as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{Asked, Page, is_sure, trouble};
use crate::LOCALE;

/// What people type between figures, the wide ones of a Chinese keyboard too.
const SEPARATORS: [char; 5] = [' ', ',', '\u{ff0c}', '\u{3001}', '\u{3000}'];

#[derive(Clone, Copy)]
struct Form {
    secrets: StoredValue<Vec<RwSignal<String>>>,
    numbers: StoredValue<Vec<PublicNumber>>,
    issue: RwSignal<String>,
    values: RwSignal<String>,
    missing: RwSignal<Vec<NumberIssue>>,
}

impl Form {
    fn count(self) -> u8 {
        let issue = self.issue.get();
        self.numbers.with_value(|numbers| {
            let mut numbers = numbers.iter();
            let used = numbers.find(|number| number.issue.to_string() == issue);
            used.map_or(0, |number| number.values)
        })
    }

    fn read(self, draw: u32) -> Result<RevealDraw, String> {
        let secrets = self.secrets.get_value().into_iter().zip(1..);
        let secrets = secrets.map(|(typed, number)| {
            let read: Result<DrawSecret, _> = typed.get_untracked().trim().parse();
            read.map_err(|_| say::not_a_secret(LOCALE, number))
        });
        let secrets = secrets.collect::<Result<_, _>>()?;
        let count = untrack(|| self.count());
        let not_values = || say::not_values(LOCALE, count);
        let typed = self.values.get_untracked();
        let parts = typed.split(SEPARATORS);
        let values = parts.filter(|part| !part.is_empty()).map(str::parse);
        let values: Vec<u32> = values.collect::<Result<_, _>>().map_err(|_| not_values())?;
        if values.len() != usize::from(count) {
            return Err(not_values());
        }
        let issue = self.issue.get_untracked().parse();
        Ok(RevealDraw {
            draw,
            secrets,
            not_published: self.missing.get_untracked(),
            number: RevealedNumber {
                issue: issue.map_err(|_| not_values())?,
                values,
            },
        })
    }
}

pub(super) fn revealing(page: Page, issue: NumberIssue, with_secrets: bool) -> impl IntoView {
    let commitment = page.view.with_untracked(|view| {
        let commitment = view.as_ref()?.commitment.as_ref();
        commitment.map(|it| (it.seals.clone(), it.numbers.clone()))
    });
    let (seals, numbers) = commitment.unwrap_or_default();
    let seals = if with_secrets { seals } else { Vec::new() };
    let typed: Vec<_> = seals.iter().map(|_| RwSignal::new(String::new())).collect();
    let form = Form {
        secrets: StoredValue::new(typed.clone()),
        numbers: StoredValue::new(numbers.clone()),
        issue: RwSignal::new(issue.to_string()),
        values: RwSignal::new(String::new()),
        missing: RwSignal::new(Vec::new()),
    };
    page.desk.guard(move || {
        let secrets = form.secrets.get_value();
        let mut written = secrets.iter().chain([&form.values]);
        written.any(|text| text.with(|text| !text.trim().is_empty()))
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match form.read(page.number()) {
            Err(fault) => page.refuse(Asked::Next, fault),
            Ok(asked) => {
                page.refuse(Asked::Next, String::new());
                let values: Vec<_> = asked.number.values.iter().map(u32::to_string).collect();
                let issue = &asked.number.issue;
                if is_sure(&say::reveal_really(LOCALE, issue, values.join(" "))) {
                    let step = say::step_reveal(LOCALE);
                    page.take(Asked::Next, step, "/api/desk/draw/reveal", asked);
                }
            }
        }
    };
    let secrets = seals.iter().zip(typed).zip(1u32..);
    let secrets = secrets.map(|((seal, typed), number)| secret(seal, typed, number));
    let options = numbers.iter().map(|number| {
        let is_used = number.issue == issue;
        let issue = number.issue.to_string();
        view! { <option value=issue.clone() selected=is_used>{issue.clone()}</option> }
    });
    let missing = numbers.iter().map(|number| missing(form, &number.issue));
    view! {
        <form class="draw-form" on:submit=submit>
            {secrets.collect_view()}
            <div class="inline">
                <label>{say::number(LOCALE)}<select bind:value=form.issue>{options.collect_view()}</select></label>
                <label>
                    {move || say::number_values(LOCALE, form.count())}
                    <input autocomplete="off" inputmode="numeric" bind:value=form.values />
                </label>
            </div>
            <fieldset class="bare">
                <legend>{say::missing(LOCALE)}</legend>
                <p class="choice">{missing.collect_view()}</p>
            </fieldset>
            <p><button class="go" type="submit" disabled=move || page.is_asking.get()>{say::reveal(LOCALE)}</button></p>
            {trouble(page, Asked::Next)}
        </form>
    }
}

fn secret(seal: &FileHash, typed: RwSignal<String>, number: u32) -> impl IntoView + use<> {
    let short: String = seal.as_str().chars().take(8).collect();
    let id = format!("draw-secret-{number}");
    view! {
        <p class="field">
            <label for=id.clone()>{say::secret(LOCALE, number, short)}</label>
            <input id=id.clone() autocomplete="off" spellcheck="false" bind:value=typed />
        </p>
    }
}

fn missing(form: Form, issue: &NumberIssue) -> impl IntoView + use<> {
    let name = issue.to_string();
    let issue = StoredValue::new(issue.clone());
    let toggle = move |_| {
        let issue = issue.get_value();
        form.missing.update(|missing| {
            let before = missing.len();
            missing.retain(|one| *one != issue);
            if missing.len() == before {
                missing.push(issue);
            }
        });
    };
    view! { <label class="decide"><input type="checkbox" on:change=toggle />{name}</label> }
}
