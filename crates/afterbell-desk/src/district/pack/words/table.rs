use afterbell_domain::policy::Word;
use afterbell_locale::format;
use afterbell_locale::text::district::words as say;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;

use crate::LOCALE;

/// The three cells of a line: what is found, its exceptions, its company.
type Line = [String; 3];

/// Commas, semicolons and the stop of enumerations, each as it is typed in Chinese and otherwise.
const BETWEEN: [char; 5] = ['\u{3001}', '\u{ff0c}', ',', '\u{ff1b}', ';'];

/// What stands in the cells. Typing changes it and draws nothing anew, so that the field keeps its cursor.
#[derive(Clone, Copy)]
pub struct Words {
    lines: StoredValue<Vec<Line>>,
    /// Moves when lines come or go.
    edition: RwSignal<u32>,
}

fn joined(texts: &[String]) -> String {
    format::list(LOCALE, texts.iter())
}

fn several(text: &str) -> Vec<String> {
    let parts = text.split(BETWEEN).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Words {
    pub fn new() -> Self {
        Self {
            lines: StoredValue::new(Vec::new()),
            edition: RwSignal::new(0),
        }
    }

    pub fn show(self, words: &[Word]) {
        let lines = words
            .iter()
            .map(|word| [word.find.clone(), joined(&word.except), joined(&word.with)]);
        self.lines.set_value(lines.collect());
        self.draw();
    }

    /// Lines without anything in them are none.
    pub fn read(self) -> Vec<Word> {
        self.lines.with_value(|lines| {
            let words = lines.iter().map(|[find, except, with]| Word {
                find: find.trim().to_owned(),
                except: several(except),
                with: several(with),
            });
            let is_empty = |word: &Word| {
                word.find.is_empty() && word.except.is_empty() && word.with.is_empty()
            };
            words.filter(|word| !is_empty(word)).collect()
        })
    }

    fn draw(self) {
        self.edition
            .update(|edition| *edition = edition.wrapping_add(1));
    }

    fn add(self) {
        let mut number = 0;
        self.lines.update_value(|lines| {
            lines.push(Line::default());
            number = lines.len();
        });
        self.draw();
        focus(number);
    }

    fn remove(self, at: usize) {
        self.lines.update_value(|lines| {
            if at < lines.len() {
                lines.remove(at);
            }
        });
        self.draw();
        focus(at.max(1));
    }

    fn change(self, at: usize, cell: usize, text: String) {
        self.lines.update_value(|lines| {
            let cell = lines.get_mut(at).and_then(|line| line.get_mut(cell));
            if let Some(cell) = cell {
                *cell = text;
            }
        });
    }

    pub fn view(self) -> impl IntoView {
        let rows = move || {
            self.edition.track();
            let lines = self.lines.get_value().into_iter().enumerate();
            lines.map(|(at, line)| self.row(at, line)).collect_view()
        };
        view! {
            <table class="rows words">
                <thead>
                    <tr>
                        <th scope="col">{say::find(LOCALE)}</th>
                        <th scope="col">{say::except(LOCALE)}</th>
                        <th scope="col">{say::with(LOCALE)}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="tools">
                <button type="button" on:click=move |_| self.add()>{say::add(LOCALE)}</button>
                <span class="quiet">{say::several(LOCALE)}</span>
            </p>
        }
    }

    fn row(self, at: usize, line: Line) -> impl IntoView + use<> {
        let number = at + 1;
        let names = [
            say::find_of(LOCALE, number),
            say::except_of(LOCALE, number),
            say::with_of(LOCALE, number),
        ];
        let cells = line.into_iter().zip(names).enumerate();
        let cells = cells.map(|(cell, (text, name))| {
            let id = (cell == 0).then(|| field_id(number));
            let typed = move |event| self.change(at, cell, event_target_value(&event));
            view! {
                <td><input type="text" id=id autocomplete="off" aria-label=name value=text on:input=typed /></td>
            }
        });
        view! {
            <tr>
                {cells.collect_view()}
                <td>
                    <button
                        type="button"
                        class="link"
                        aria-label=say::remove_of(LOCALE, number)
                        on:click=move |_| self.remove(at)
                    >
                        {say::remove(LOCALE)}
                    </button>
                </td>
            </tr>
        }
    }
}

fn field_id(number: usize) -> String {
    format!("word-{number}")
}

/// Once the line is there.
fn focus(number: usize) {
    request_animation_frame(move || {
        let field = document().get_element_by_id(&field_id(number));
        if let Some(field) = field.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}
