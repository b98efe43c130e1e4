//! 家长预览: the parent's own app in a frame, which the desk answers instead of the server. So it is
//! exactly what a parent will see, and the parent's bundle carries nothing for it.

use afterbell_domain::Grade;
use afterbell_locale::format;
use afterbell_locale::text::desk::preview as say;
use afterbell_policy::wording;
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use leptos::wasm_bindgen::closure::Closure;

use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::preview::{NoPreview, Preview};
use crate::sheet::Sheet;

/// What `public/desk/preview.js` asks.
const ANSWERS: &str = "afterbellPreview";

pub fn preview() -> impl IntoView {
    let desk = desk();
    let grades = desk.draft(|draft| draft.menu.school.grades.iter().collect::<Vec<_>>());
    let grades = grades.unwrap_or_default();
    let grade = RwSignal::new(grades.first().copied());
    let choose = move |event| {
        let number = event_target_value(&event).parse::<u8>().ok();
        grade.set(number.and_then(|number| Grade::new(number).ok()));
    };
    let options = grades
        .into_iter()
        .map(|grade| {
            let number = u8::from(grade).to_string();
            view! { <option value=number>{format::grade(LOCALE, grade)}</option> }
        })
        .collect_view();
    view! {
        <main class="page preview" aria-label=say::title(LOCALE)>
            <div class="inline">
                <h1>{say::title(LOCALE)}</h1>
                <label>{say::grade(LOCALE)}<select on:change=choose>{options}</select></label>
            </div>
            <p class="quiet">{say::about(LOCALE)}</p>
            <p><a href="/api/desk/menu-draft/services" target="_blank">{say::services(LOCALE)}</a></p>
            {move || grade.get().map(|grade| shown(desk, grade))}
        </main>
    }
}

fn shown(desk: Desk, grade: Grade) -> impl IntoView {
    let name = say::child(LOCALE, format::grade(LOCALE, grade));
    let preview = desk.draft(|draft| {
        let name = name.parse().map_err(|_| NoPreview::Unwritable)?;
        Preview::of(draft, grade, name)
    });
    match preview {
        Some(Ok(preview)) => {
            answer_with(preview);
            let title = say::frame(LOCALE, format::grade(LOCALE, grade));
            // Another address for another grade or draft: a frame of the same one would stay.
            let edition = desk.consult(Sheet::edition).unwrap_or_default();
            let src = format!("preview.html?{}-{edition}", u8::from(grade));
            view! { <iframe src=src title=title></iframe> }.into_any()
        }
        Some(Err(NoPreview::Faults(faults))) => {
            let faults = faults
                .iter()
                .map(|fault| view! { <li>{wording::menu_fault(LOCALE, fault)}</li> })
                .collect_view();
            view! { <p class="why">{say::faults(LOCALE)}</p><ul>{faults}</ul> }.into_any()
        }
        _ => view! { <p class="why">{say::nothing(LOCALE)}</p> }.into_any(),
    }
}

/// Lies at the window until the next preview takes its place; it holds nothing of a child.
fn answer_with(preview: Preview) {
    let answer = Closure::<dyn Fn(String) -> JsValue>::new(move |path: String| {
        preview
            .answer(&path)
            .map_or(JsValue::NULL, JsValue::from_str)
    });
    // A window takes every property; without it the frame says that it cannot load.
    let _ = Reflect::set(&window(), &ANSWERS.into(), &answer.into_js_value());
}
