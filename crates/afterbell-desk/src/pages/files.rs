//! 导入导出: what was understood of a file, row by row, before anything is kept; then all of it at
//! once, as one step that can be taken back.

use afterbell_domain::desk::{
    ImportCommit, ImportView, Imported, ImportedCourse, Permission, UnreadableRow,
};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::text::desk::files as say;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use super::form::alert;
use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::server::{self, Trouble};
use crate::sheet::{Column, Row};
use crate::wording;

#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    view: RwSignal<Option<ImportView>>,
    remove_absent: RwSignal<bool>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
}

impl Page {
    fn read(self, file: web_sys::File) {
        self.told.set(String::new());
        self.trouble.set(String::new());
        spawn_local(async move {
            match server::send_file("/api/desk/import", &file).await {
                Ok(view) => self.view.set(Some(view)),
                Err(problem) => self.trouble.set(words(&problem)),
            }
        });
    }

    /// Courses go into the sheet like everything a clerk writes; the roster goes to the server.
    fn commit(self) {
        let Some(view) = self.view.get_untracked() else {
            return;
        };
        let take_in = move |page: Self, courses: &[_]| {
            page.view.set(None);
            let rows = page.desk.act(|sheet| sheet.take_in(courses));
            rows.unwrap_or_default()
        };
        let request = ImportCommit {
            edits: Vec::new(),
            pupils: view.pupils.clone(),
            remove_absent: self.remove_absent.get_untracked(),
        };
        if request.pupils.is_empty() {
            let courses = take_in(self, &view.courses);
            return self.told.set(say::taken(LOCALE, courses));
        }
        spawn_local(async move {
            match server::post::<_, Imported>("/api/desk/import/commit", &request).await {
                // The roster first: a school may refuse it, and then nothing has happened.
                Ok(done) => {
                    let courses = take_in(self, &view.courses);
                    self.told
                        .set(say::taken_roster(LOCALE, courses, done.entered, done.left));
                }
                Err(problem) => self.trouble.set(words(&problem)),
            }
        });
    }
}

pub fn files() -> impl IntoView {
    let desk = desk();
    let page = Page {
        desk,
        view: RwSignal::new(None),
        remove_absent: RwSignal::new(false),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
    };
    let choose = move |event: leptos::ev::Event| {
        let input = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let files = input.and_then(|input| input.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            page.read(file);
        }
    };
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <h2>{say::export(LOCALE)}</h2>
            <p>{say::export_about(LOCALE)}</p>
            <p><a class="button" href="/api/desk/export" download="">{say::export_go(LOCALE)}</a></p>
            {move || desk.may(Permission::Import).then(|| view! {
                <h2>{say::import(LOCALE)}</h2>
                <p>{say::import_about(LOCALE)}</p>
                <p>
                    <label>
                        <span class="visually-hidden">{say::choose(LOCALE)}</span>
                        <input type="file" accept=".xlsx,.xls,.ods,.csv" on:change=choose />
                    </label>
                </p>
            })}
            {alert(page.trouble)}
            <p role="status">{move || page.told.get()}</p>
            {move || page.view.get().map(|view| understood(page, view))}
        </main>
    }
}

fn understood(page: Page, found: ImportView) -> impl IntoView {
    let lines = |lines: &[String]| {
        let lines = lines.iter();
        lines
            .map(|line| view! { <li>{line.clone()}</li> })
            .collect_view()
    };
    let problems = lines(&found.problems);
    let notices = lines(&found.notices);
    let unreadable = found.unreadable.iter().map(unreadable).collect_view();
    let courses = found.courses.iter().map(course).collect_view();
    let counted = say::counted(
        LOCALE,
        found.courses.len(),
        found.pupils.len(),
        found.unreadable.len(),
    );
    let is_empty = found.courses.is_empty() && found.pupils.is_empty();
    let has_pupils = !found.pupils.is_empty();
    let remove = page.remove_absent;
    view! {
        <h2>{counted}</h2>
        <ul class="why">{problems}</ul>
        <ul class="quiet">{notices}</ul>
        <ul class="findings">{unreadable}</ul>
        {has_pupils.then(|| view! {
            <label class="decide">
                <input type="checkbox" prop:checked=remove on:change=move |event| remove.set(event_target_checked(&event)) />
                {say::remove_absent(LOCALE)}
            </label>
        })}
        <p class="choice">
            <button class="go" disabled=is_empty on:click=move |_| page.commit()>{say::commit(LOCALE)}</button>
            <button on:click=move |_| page.view.set(None)>{say::cancel(LOCALE)}</button>
        </p>
        <table class="rows">
            <thead>
                <tr>
                    <th class="figure">{say::row(LOCALE)}</th>
                    {SHOWN.into_iter().map(|column| view! { <th>{wording::column(LOCALE, column)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{courses}</tbody>
        </table>
    }
}

const SHOWN: [Column; 8] = [
    Column::Course,
    Column::Category,
    Column::Grades,
    Column::Times,
    Column::Room,
    Column::Teachers,
    Column::Places,
    Column::Fee,
];

fn course(read: &ImportedCourse) -> impl IntoView + use<> {
    let row = Row {
        offering: &read.offering,
        course: Some(&read.course),
    };
    let cells = SHOWN
        .into_iter()
        .map(|column| view! { <td>{row.text(LOCALE, column)}</td> })
        .collect_view();
    view! { <tr><td class="figure">{read.row}</td>{cells}</tr> }
}

fn unreadable(row: &UnreadableRow) -> impl IntoView + use<> {
    let what = row.course.clone().or_else(|| row.school_number.clone());
    let heading = say::unreadable(LOCALE, row.row, &row.sheet, what.unwrap_or_default());
    let cells = row
        .problems
        .iter()
        .map(|cell| {
            let said = say::cell(LOCALE, &cell.found, &cell.heading, &cell.words);
            view! { <p>{said}</p> }
        })
        .collect_view();
    view! { <li class="finding error"><b>{heading}</b>{cells}</li> }
}

fn words(trouble: &Trouble) -> String {
    match trouble.code() {
        Some(ProblemCode::RosterRefused) => say::roster_refused(LOCALE).to_owned(),
        Some(ProblemCode::BodyTooLarge) => say::too_large(LOCALE).to_owned(),
        _ => wording::trouble(LOCALE, trouble),
    }
}
