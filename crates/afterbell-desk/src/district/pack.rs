//! 政策包与收费标准: edited as text with its mistakes beside their lines, tried over all published menus,
//! then saved as a new version.

mod editor;
mod fee;
mod versions;
mod words;

use afterbell_domain::district::{DistrictPacks, PackDraft, PackSaved, PackTrial};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::text::district::pack as say;
use afterbell_policy::{BUNDLED, bundled_text};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::trial;
use crate::desk::{Desk, desk};
use crate::pages::form::again::again;
use crate::pages::form::{alert, is_sure};
use crate::server::{self, Trouble};
use crate::{LOCALE, wording};

#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    packs: RwSignal<Option<DistrictPacks>>,
    /// As it stands in the editor.
    text: RwSignal<String>,
    /// What came of trying a text, and which.
    tried: RwSignal<Option<(String, PackTrial)>>,
    busy: RwSignal<bool>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
}

impl Page {
    /// The newest comes into the editor, unless something else than this has been typed there meanwhile.
    async fn look(self, stands: String) {
        match server::get::<DistrictPacks>("/api/district/pack").await {
            Ok(packs) => {
                let newest = packs.newest.as_ref();
                let text = newest.map(|it| it.text.clone()).unwrap_or_default();
                if self.text.try_get_untracked() == Some(stands) {
                    self.text.set(text);
                }
                self.packs.set(Some(packs));
            }
            Err(problem) => self.tell(&problem),
        }
    }

    fn tell(self, problem: &Trouble) {
        match (problem, problem.code()) {
            (Trouble::SignedOut, _) => self.desk.signed_out(),
            (_, Some(ProblemCode::PackChanged)) => {
                self.trouble.set(say::changed(LOCALE).to_owned());
            }
            _ => self.trouble.set(wording::trouble(LOCALE, problem)),
        }
    }

    fn draft(self) -> PackDraft {
        PackDraft {
            text: self.text.get_untracked(),
            base: self.base(),
        }
    }

    fn base(self) -> u32 {
        self.packs.with_untracked(|packs| {
            let newest = packs.as_ref().and_then(|packs| packs.newest.as_ref());
            newest.map_or(0, |newest| newest.version)
        })
    }

    fn begin(self) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.busy.set(true);
        self.trouble.set(String::new());
        self.told.set(String::new());
        true
    }

    fn try_out(self) {
        if !self.begin() {
            return;
        }
        let draft = self.draft();
        spawn_local(async move {
            match server::post("/api/district/pack/trial", &draft).await {
                Ok(trial) => self.take(draft.text, trial),
                Err(problem) => self.tell(&problem),
            }
            self.busy.set(false);
        });
    }

    fn take(self, text: String, trial: PackTrial) {
        let problems = trial.problems.len();
        if problems > 0 {
            self.trouble.set(say::problems(LOCALE, problems));
        }
        self.tried.set(Some((text, trial)));
    }

    fn save(self) {
        if !self.can_save() || !self.begin() {
            return;
        }
        let draft = self.draft();
        spawn_local(async move {
            match server::post::<_, PackSaved>("/api/district/pack", &draft).await {
                Ok(PackSaved {
                    version: Some(version),
                    ..
                }) => {
                    self.tried.set(None);
                    // Told once the forms say what was saved: what is typed then stays.
                    self.look(draft.text).await;
                    self.told.set(say::saved(LOCALE, version));
                }
                Ok(PackSaved { problems, .. }) => {
                    self.trouble.set(say::problems(LOCALE, problems.len()));
                }
                Err(problem) => self.tell(&problem),
            }
            self.busy.set(false);
        });
    }

    /// What came of trying exactly the text that stands there.
    fn trial(self) -> Option<PackTrial> {
        let text = self.text.get();
        let tried = self.tried.get();
        tried.filter(|(tried, _)| *tried == text).map(|(_, it)| it)
    }

    fn is_unchanged(self) -> bool {
        let text = self.text.get();
        self.packs.with(|packs| {
            let newest = packs.as_ref().and_then(|packs| packs.newest.as_ref());
            newest.is_some_and(|newest| newest.text == text)
        })
    }

    /// Whether something stands there that no version and no bundled pack has.
    fn would_be_lost(self) -> bool {
        let text = self.text.get_untracked();
        let mut bundled = BUNDLED.iter().map(|(name, _)| bundled_text(name));
        let is_bundled = bundled.any(|it| it == Some(text.as_str()));
        !text.trim().is_empty() && !is_bundled && !untrack(|| self.is_unchanged())
    }

    fn can_save(self) -> bool {
        let is_tried = self.trial().is_some_and(|trial| trial.problems.is_empty());
        is_tried && !self.is_unchanged() && !self.busy.get()
    }
}

pub fn pack() -> impl IntoView {
    let page = Page {
        desk: desk(),
        packs: RwSignal::new(None),
        text: RwSignal::new(String::new()),
        tried: RwSignal::new(None),
        busy: RwSignal::new(false),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
    };
    spawn_local(page.look(String::new()));
    page.desk
        .guard(move || page.packs.with(Option::is_some) && page.would_be_lost());
    let current = move || {
        page.packs.with(|packs| {
            let newest = packs.as_ref()?.newest.as_ref();
            Some(match newest {
                Some(newest) => say::current(LOCALE, newest.version),
                None => say::none(LOCALE).to_owned(),
            })
        })
    };
    let hint = move || match (page.is_unchanged(), page.can_save()) {
        (true, _) if !page.told.with(String::is_empty) => "",
        (true, _) => say::unchanged(LOCALE),
        (false, true) => "",
        (false, false) => say::save_hint(LOCALE),
    };
    let word = move || match page.busy.get() {
        true => say::trying(LOCALE),
        false => say::try_out(LOCALE),
    };
    view! {
        <main class="page pack" aria-busy=move || page.busy.get().to_string()>
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{say::about(LOCALE)}</p>
            <p>{current}</p>
            {fee::form(page)}
            {begin_with(page)}
            {words::form(page)}
            {editor::editor(page)}
            {alert(page.trouble)}
            {again(page.trouble, move || page.packs.with(Option::is_none), move || spawn_local(page.look(String::new())))}
            <p class="tools">
                <button on:click=move |_| page.try_out() disabled=move || page.busy.get()>{word}</button>
                <button class="go" on:click=move |_| page.save() disabled=move || !page.can_save()>
                    {say::save(LOCALE)}
                </button>
                <b role="status">{move || page.told.get()}</b>
                <span class="quiet">{hint}</span>
            </p>
            {move || {
                let trial = page.trial().filter(|trial| trial.problems.is_empty());
                trial.map(|trial| trial::shown(&trial))
            }}
            {versions::versions(page)}
        </main>
    }
}

/// One of the bundled packs takes the place of the text, once that is said: the arrows pass by others on
/// the way to it, and what stands in the editor is not to go with the first of them.
fn begin_with(page: Page) -> impl IntoView {
    let options = BUNDLED.iter().map(|(name, _)| {
        let title = afterbell_policy::bundled(name).and_then(Result::ok);
        let title = title.map_or_else(|| (*name).to_owned(), |pack| pack.name.to_string());
        view! { <option value=*name>{title}</option> }
    });
    let chosen = RwSignal::new(String::new());
    let take = move |_| {
        let Some(text) = bundled_text(&chosen.get_untracked()) else {
            return;
        };
        if page.would_be_lost() && !is_sure(say::take_really(LOCALE)) {
            return;
        }
        page.text.set(text.to_owned());
    };
    view! {
        <p class="field begin bundled">
            <label for="bundled">{say::begin(LOCALE)}</label>
            <select id="bundled" bind:value=chosen>
                <option value="">{say::choose(LOCALE)}</option>
                {options.collect_view()}
            </select>
            <button on:click=take disabled=move || chosen.with(String::is_empty)>{say::take(LOCALE)}</button>
        </p>
    }
}
