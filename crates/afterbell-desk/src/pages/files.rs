//! 导入导出: what was understood of a file, row by row beside what was found. A cell is corrected where
//! it stands and read again by the same importer; then all of it is kept at once, as one step that can
//! be taken back.

mod correcting;
mod understood;

use afterbell_domain::desk::{
    CellCorrection, CorrectedImport, ImportCommit, ImportView, Imported, Permission,
};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::text::desk::files as say;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlInputElement};

use super::form::alert;
use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::server::{self, Trouble};
use crate::sheet::Taken;
use crate::wording;
use understood::understood;

#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    file: StoredValue<Option<web_sys::File>, LocalStorage>,
    view: RwSignal<Option<ImportView>>,
    /// What the clerk has corrected in the file so far.
    corrections: RwSignal<Vec<CellCorrection>>,
    remove_absent: RwSignal<bool>,
    is_reading: RwSignal<bool>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
}

impl Page {
    fn read(self, file: web_sys::File) {
        self.told.set(String::new());
        self.trouble.set(String::new());
        self.corrections.set(Vec::new());
        self.file.set_value(Some(file.clone()));
        self.is_reading.set(true);
        spawn_local(async move {
            match server::send_file("/api/desk/import", &file).await {
                Ok(view) => self.view.set(Some(view)),
                Err(problem) => self.trouble.set(words(&problem)),
            }
            self.is_reading.set(false);
        });
    }

    /// Reads the file once more, with these cells saying something else. `from` is the identifier of the button by
    /// which a row was opened that was read well: there whoever corrects it stays.
    fn correct(self, more: Vec<CellCorrection>, from: Option<String>) {
        let Some(file) = self
            .file
            .get_value()
            .filter(|_| !self.is_reading.get_untracked())
        else {
            return;
        };
        let mut corrections = self.corrections.get_untracked();
        for correction in more {
            corrections.retain(|it| (&it.sheet, &it.cell) != (&correction.sheet, &correction.cell));
            corrections.push(correction);
        }
        self.is_reading.set(true);
        spawn_local(async move {
            match read_again(&file, &corrections).await {
                Ok(view) => {
                    self.trouble.set(String::new());
                    self.corrections.set(corrections);
                    self.view.set(Some(view));
                    // The page draws what was read first.
                    request_animation_frame(move || focus_next(from.as_deref()));
                }
                Err(problem) => self.trouble.set(words(&problem)),
            }
            self.is_reading.set(false);
        });
    }

    /// Something of every row that was read, anew with every reading.
    fn rows<T>(self, of: impl FnOnce(&ImportView) -> Vec<T>) -> Vec<T> {
        self.view
            .with(|view| view.as_ref().map(of).unwrap_or_default())
    }

    fn close(self) {
        self.view.set(None);
        self.corrections.set(Vec::new());
        self.file.set_value(None);
    }

    /// Courses go into the sheet like everything a clerk writes; the roster goes to the server.
    fn commit(self) {
        let Some(view) = self.view.get_untracked() else {
            return;
        };
        let take_in = move |view: &ImportView| {
            self.close();
            let settings = view.settings.as_ref();
            let taken = self
                .desk
                .act(|sheet| sheet.take_in(&view.courses, &view.services, settings));
            taken.unwrap_or_default()
        };
        let request = ImportCommit {
            edits: Vec::new(),
            pupils: view.pupils.clone(),
            remove_absent: self.remove_absent.get_untracked(),
        };
        if request.pupils.is_empty() {
            let taken = take_in(&view);
            return self.told.set(of_courses(taken));
        }
        spawn_local(async move {
            match server::post::<_, Imported>("/api/desk/import/commit", &request).await {
                // The roster first: a school may refuse it, and then nothing has happened.
                Ok(done) => {
                    let taken = take_in(&view);
                    let roster = say::taken_roster(LOCALE, done.entered, done.left);
                    self.told.set([of_courses(taken), roster].concat());
                }
                Err(problem) => self.trouble.set(words(&problem)),
            }
        });
    }
}

async fn read_again(
    file: &web_sys::File,
    corrections: &[CellCorrection],
) -> Result<ImportView, Trouble> {
    let content = server::in_base64(file).await?;
    let request = CorrectedImport {
        name: file.name(),
        content,
        corrections: corrections.to_vec(),
    };
    server::post("/api/desk/import/corrected", &request).await
}

/// Back to the row that was corrected, so that another Enter takes nothing in; else to the next cell that cannot be
/// read, or to the button that takes everything.
fn focus_next(from: Option<&str>) {
    let next = [".fix input", ".commit"].into_iter().find_map(|what| {
        let found = document().query_selector(what).ok().flatten()?;
        found.dyn_into::<HtmlElement>().ok()
    });
    let button = from.and_then(|from| document().get_element_by_id(from));
    let button = button.and_then(|button| button.dyn_into::<HtmlElement>().ok());
    if let Some(next) = button.or(next) {
        // An element that cannot be focused has just left the page.
        let _ = next.focus();
    }
}

fn of_courses(taken: Taken) -> String {
    let Taken {
        added,
        changed,
        unchanged,
        services,
        settings,
    } = taken;
    let courses = match added + changed {
        0 => say::taken_nothing(LOCALE, unchanged),
        _ => say::taken(LOCALE, added, changed, unchanged),
    };
    match services + settings {
        0 => courses,
        _ => [courses, say::taken_more(LOCALE, services, settings)].concat(),
    }
}

pub fn files() -> impl IntoView {
    let desk = desk();
    let page = Page {
        desk,
        file: StoredValue::new_local(None),
        view: RwSignal::new(None),
        corrections: RwSignal::new(Vec::new()),
        remove_absent: RwSignal::new(false),
        is_reading: RwSignal::new(false),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
    };
    let choose = move |event: leptos::ev::Event| {
        let input = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let files = input.as_ref().and_then(|input| input.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            page.read(file);
        }
        // The same file, mended in its program meanwhile, can be chosen again.
        if let Some(input) = input {
            input.set_value("");
        }
    };
    desk.guard(move || page.corrections.with(|all| !all.is_empty()));
    let is_understood = Memo::new(move |_| page.view.with(Option::is_some));
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <h2>{say::export(LOCALE)}</h2>
            <p>{say::export_about(LOCALE)}</p>
            <p><a class="button" href="/api/desk/export" download="">{say::export_go(LOCALE)}</a></p>
            {move || desk.may(Permission::Import).then(|| view! {
                <p>{say::export_pupils_about(LOCALE)}</p>
                <p>
                    <a class="button" href="/api/desk/export/pupils" download="">
                        {say::export_pupils(LOCALE)}
                    </a>
                </p>
            })}
            {move || desk.may(Permission::Import).then(|| view! {
                <h2>{say::import(LOCALE)}</h2>
                <p>{say::import_about(LOCALE)}</p>
                <p class="inline">
                    <label>
                        {say::choose(LOCALE)}
                        <input type="file" accept=".xlsx,.xls,.ods,.csv" on:change=choose />
                    </label>
                </p>
            })}
            {alert(page.trouble)}
            <p role="status">{move || match page.is_reading.get() {
                true => say::reading(LOCALE).to_owned(),
                false => page.told.get(),
            }}</p>
            {move || is_understood.get().then(|| understood(page))}
        </main>
    }
}

fn words(trouble: &Trouble) -> String {
    match trouble.code() {
        Some(ProblemCode::RosterRefused) => say::roster_refused(LOCALE).to_owned(),
        Some(ProblemCode::BodyTooLarge) => say::too_large(LOCALE).to_owned(),
        _ => wording::trouble(LOCALE, trouble),
    }
}
