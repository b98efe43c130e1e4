//! 词表: a form for one word list at a time, which is tried by its own examples before it is written into the text.

mod table;

use afterbell_domain::policy::{Pack, WordList};
use afterbell_locale::Locale;
use afterbell_locale::text::district::words as say;
use afterbell_policy::{
    PackProblem, ProblemKind, bundled_word_list, read, with_word_list, wording,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Page;
use crate::LOCALE;
use crate::pages::form::{alert, field};
use table::Words;

#[derive(Clone, Copy)]
struct Form {
    page: Page,
    /// The pack as its text stands now; `None` while it cannot be read.
    pack: Memo<Option<Pack>>,
    chosen: RwSignal<String>,
    about: RwSignal<String>,
    words: Words,
    caught: RwSignal<String>,
    harmless: RwSignal<String>,
    problems: RwSignal<Vec<String>>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
}

/// A word list as it is chosen: by what it is about, and by the name that the text gives it.
#[derive(Clone, PartialEq)]
struct Listed {
    name: String,
    subject: String,
    is_own: bool,
}

/// One example a line.
fn lines(text: RwSignal<String>) -> Vec<String> {
    let text = text.get_untracked();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

impl Form {
    fn forget(self) {
        self.problems.set(Vec::new());
        self.trouble.set(String::new());
        self.told.set(String::new());
    }

    fn fill(self) {
        let name = self.chosen.get_untracked();
        let list = self
            .pack
            .with_untracked(|pack| pack.as_ref()?.word_lists.get(&name).cloned());
        let Some(list) = list else {
            return;
        };
        self.about.set(list.about.clone());
        self.words.show(&list.words);
        self.caught.set(list.caught.join("\n"));
        self.harmless.set(list.harmless.join("\n"));
    }

    /// The list, or what is still to be written.
    fn read(self) -> Result<WordList, &'static str> {
        let list = WordList {
            about: self.about.get_untracked().trim().to_owned(),
            words: self.words.read(),
            caught: lines(self.caught),
            harmless: lines(self.harmless),
        };
        if list.about.is_empty() {
            return Err(say::no_subject(LOCALE));
        }
        if list.words.is_empty() {
            return Err(say::no_words(LOCALE));
        }
        if list.caught.is_empty() || list.harmless.is_empty() {
            return Err(say::no_examples(LOCALE));
        }
        Ok(list)
    }

    fn write(self) {
        self.forget();
        let list = match self.read() {
            Ok(list) => list,
            Err(words) => return self.trouble.set(words.to_owned()),
        };
        let faults = list.faults();
        if !faults.is_empty() {
            self.trouble.set(say::problems(LOCALE, faults.len()));
            let words = faults.into_iter().map(|fault| {
                let problem = PackProblem {
                    list: None,
                    line: None,
                    kind: ProblemKind::Words(fault),
                };
                wording::pack_problem(Locale::ZhHans, &problem)
            });
            return self.problems.set(words.collect());
        }
        let name = self.chosen.get_untracked();
        let text = self.page.text.get_untracked();
        let text = with_word_list(&text, &name, Some(&list));
        let is_there = read(&text, bundled_word_list)
            .is_ok_and(|pack| pack.word_lists.get(&name) == Some(&list));
        if !is_there {
            return self.trouble.set(say::not_written(LOCALE).to_owned());
        }
        self.page.text.set(text);
        self.told.set(say::written(LOCALE, &list.about));
    }

    fn take_out(self) {
        self.forget();
        let name = self.chosen.get_untracked();
        let text = self.page.text.get_untracked();
        let text = with_word_list(&text, &name, None);
        let is_gone =
            read(&text, bundled_word_list).is_ok_and(|pack| !pack.own_word_lists.contains(&name));
        if !is_gone {
            return self.trouble.set(say::not_written(LOCALE).to_owned());
        }
        self.page.text.set(text);
        self.fill();
        self.told
            .set(say::taken_out(LOCALE, self.about.get_untracked()));
    }

    /// Whether the chosen list is the district's and there is a bundled one to go back to.
    fn can_take_out(self) -> bool {
        let name = self.chosen.get();
        let is_own = |pack: &Option<Pack>| {
            let pack = pack.as_ref();
            pack.is_some_and(|pack| pack.own_word_lists.contains(&name))
        };
        self.pack.with(is_own) && bundled_word_list(&name).is_some()
    }
}

pub(super) fn form(page: Page) -> impl IntoView {
    let empty = || RwSignal::new(String::new());
    let pack = Memo::new(move |_| page.text.with(|text| read(text, bundled_word_list).ok()));
    let form = Form {
        page,
        pack,
        chosen: empty(),
        about: empty(),
        words: Words::new(),
        caught: empty(),
        harmless: empty(),
        problems: RwSignal::new(Vec::new()),
        trouble: empty(),
        told: empty(),
    };
    let names = Memo::new(move |_| {
        pack.with(|pack| {
            let pack = pack.as_ref()?;
            let lists = pack.word_lists.iter();
            let lists = lists.map(|(name, list)| Listed {
                name: name.clone(),
                subject: list.about.clone(),
                is_own: pack.own_word_lists.contains(name),
            });
            Some(lists.collect::<Vec<_>>())
        })
    });
    // The first list stands there as soon as a pack does; another one only when it is asked for.
    Effect::new(move |_| {
        let names = names.get().unwrap_or_default();
        let chosen = form.chosen.get_untracked();
        if !names.iter().any(|it| it.name == chosen) {
            let first = names.into_iter().next();
            form.chosen.set(first.map(|it| it.name).unwrap_or_default());
            form.fill();
        }
    });
    let none = move || {
        let is_text_empty = page.text.with(|text| text.trim().is_empty());
        match names.get() {
            None if is_text_empty => None,
            None => Some(say::unreadable(LOCALE)),
            Some(names) if names.is_empty() => Some(say::none(LOCALE)),
            Some(_) => None,
        }
    };
    let has_lists = move || names.with(|names| names.as_ref().is_some_and(|it| !it.is_empty()));
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p class="quiet">{say::about(LOCALE)}</p>
        {move || none().map(|words| view! { <p>{words}</p> })}
        <div hidden=move || !has_lists()>{fields(form, names)}</div>
    }
}

fn fields(form: Form, names: Memo<Option<Vec<Listed>>>) -> impl IntoView {
    let options = move || {
        let names = names.get().unwrap_or_default().into_iter();
        let options = names.map(|list| {
            let name = list.name;
            let told = match list.is_own {
                true => say::own(LOCALE, &name, &list.subject),
                false => say::bundled(LOCALE, &name, &list.subject),
            };
            let is_chosen = form.chosen.get_untracked() == name;
            view! { <option value=name selected=is_chosen>{told}</option> }
        });
        options.collect_view()
    };
    let choose = move |event| {
        form.chosen.set(event_target_value(&event));
        form.forget();
        form.fill();
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.write();
    };
    let problems = move || {
        let problems = form.problems.get();
        (!problems.is_empty()).then(|| {
            let rows = problems.into_iter();
            let rows = rows.map(|words| view! { <li class="finding error"><b>{words}</b></li> });
            view! { <ul class="findings">{rows.collect_view()}</ul> }
        })
    };
    let take_out = move || {
        form.can_take_out().then(|| {
            let press = move |_| form.take_out();
            view! { <button type="button" on:click=press>{say::take_out(LOCALE)}</button> }
        })
    };
    view! {
        <form class="word-list" on:submit=submit>
            <p class="field begin">
                <label for="word-list">{say::choose(LOCALE)}</label>
                <select id="word-list" prop:value=form.chosen on:change=choose>{options}</select>
            </p>
            {field(say::subject(LOCALE), "word-list-about", "text", "off", form.about)}
            {form.words.view()}
            <div class="choosing">
                {examples(say::caught(LOCALE), "word-list-caught", form.caught)}
                {examples(say::harmless(LOCALE), "word-list-harmless", form.harmless)}
            </div>
            {alert(form.trouble)}
            {problems}
            <p role="status">{move || form.told.get()}</p>
            <p class="tools">
                <button type="submit">{say::write(LOCALE)}</button>
                {take_out}
            </p>
        </form>
    }
}

fn examples(label: &'static str, id: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <p class="field">
            <label for=id>{label}</label>
            <textarea id=id rows="6" spellcheck="false" bind:value=value></textarea>
        </p>
    }
}
