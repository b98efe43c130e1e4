//! 人工安排: a child into a course by hand, what was so and may be taken back, and the public notes of all of it.

mod judged;
mod taking_back;

use std::sync::Arc;

use afterbell_domain::desk::{
    DrawStage, NoteOfPlacement, Permission, PlaceByHand, PlacedByHand, RosterPupil, RosterView,
};
use afterbell_domain::{HomeroomClass, ServiceMenu};
use afterbell_locale::format;
use afterbell_locale::text::desk::place as say;
use afterbell_locale::wording::{offering_name, times};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::judged::Judged;
use super::{Asked, Page, is_sure, trouble};
use crate::LOCALE;
use crate::draw_words;
use crate::server;

#[derive(Clone, Copy)]
struct Form {
    page: Page,
    roster: RwSignal<Option<Arc<RosterView>>>,
    class: RwSignal<String>,
    student: RwSignal<String>,
    offering: RwSignal<String>,
    /// 一并退出: what is in the way is left, as somebody has ticked.
    leaves: RwSignal<bool>,
    reason: RwSignal<String>,
}

impl Form {
    fn new(page: Page) -> Self {
        let form = Self {
            page,
            roster: RwSignal::new(None),
            class: RwSignal::new(String::new()),
            student: RwSignal::new(String::new()),
            offering: RwSignal::new(String::new()),
            leaves: RwSignal::new(false),
            reason: RwSignal::new(String::new()),
        };
        spawn_local(form.look());
        page.desk
            .guard(move || form.reason.with(|reason| !reason.trim().is_empty()));
        // What was ticked for one child and course is not said of another.
        Effect::new(move |_| {
            form.student.track();
            form.offering.track();
            form.leaves.set(false);
        });
        form
    }

    async fn look(self) {
        match server::get::<RosterView>("/api/desk/roster").await {
            Ok(roster) => self.roster.set(Some(Arc::new(roster))),
            Err(problem) => self.page.trouble.set(draw_words::trouble(LOCALE, &problem)),
        }
    }

    /// What the rules say of the child and the course that are chosen; none until both are.
    fn judged(self) -> Option<Judged> {
        let (menu, roster) = (self.page.menu.get()?, self.roster.get()?);
        let (class, id) = (self.class.get(), self.student.get());
        let is_chosen =
            |it: &&RosterPupil| it.student.as_str() == id && class_key(it.class) == class;
        let pupil = roster.pupils.iter().find(is_chosen)?;
        let offering = self.offering.get().parse().ok()?;
        Judged::of(&menu, &roster, pupil, offering, self.leaves.get())
    }

    fn go(self) {
        let judged = untrack(|| self.judged());
        let reason = self.reason.get_untracked().trim().parse().ok();
        let (Some(judged), Some(reason), Some(menu)) =
            (judged, reason, self.page.menu.get_untracked())
        else {
            return self
                .page
                .refuse(Asked::Placing, say::incomplete(LOCALE).to_owned());
        };
        if let Some(why) = judged.obstacle_words(&menu) {
            return self.page.refuse(Asked::Placing, why);
        }
        self.page.refuse(Asked::Placing, String::new());
        let (course, name) = (
            offering_name(&menu, &judged.offering),
            judged.pupil.name.clone(),
        );
        let asked = PlaceByHand {
            student: judged.pupil.student.clone(),
            offering: judged.offering.clone(),
            reason,
            exchanges: judged.exchanges(),
        };
        if !is_sure(&judged.question(&menu, &asked.reason)) {
            return;
        }
        self.page.asks(Asked::Placing, async move {
            let done = server::post::<_, PlacedByHand>("/api/desk/draw/place", &asked).await;
            // Also when it was refused: what is in the way by now stands beside the form.
            self.look().await;
            let done = done?;
            let mut told = say::placed(LOCALE, &course, &name);
            if let Some(menu) = self.page.menu.try_get_untracked().flatten()
                && !done.gave_back.is_empty()
            {
                let left = done.gave_back.iter().map(|id| offering_name(&menu, id));
                told += &say::gave_back(LOCALE, format::list(LOCALE, left), &name);
            }
            self.page.told.set(told);
            self.reason.set(String::new());
            self.offering.set(String::new());
            self.leaves.set(false);
            Ok(())
        });
    }
}

pub(super) fn placing(page: Page, stage: &DrawStage) -> impl IntoView + use<> {
    let may_place = matches!(stage, DrawStage::NotDrawn | DrawStage::WasRun);
    let may = page.desk.may(Permission::RunDraw);
    let notes = Memo::new(move |_| page.at(|view| view.notes.clone()));
    let listed = move || {
        let menu = page.menu.get()?;
        Some(notes.with(|notes| table(&menu, notes)))
    };
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p class="quiet">{say::about(LOCALE)}</p>
        {(!may_place).then(|| view! { <p>{say::to_come(LOCALE)}</p> })}
        {(may && may_place).then(|| {
            let form = Form::new(page);
            view! {
                {placing_form(form)}
                {taking_back::taking_back(form)}
            }
        })}
        <h3>{say::notes(LOCALE)}</h3>
        {listed}
    }
}

fn placing_form(form: Form) -> impl IntoView {
    let page = form.page;
    // Drawn anew only when they are others: the browser would forget what is chosen.
    let classes = Memo::new(move |_| {
        let roster = form.roster.get();
        roster.map(|roster| roster.classes()).unwrap_or_default()
    });
    let classes = move || {
        let classes = classes.get().into_iter();
        classes.map(class_option).collect_view()
    };
    let students = Memo::new(move |_| {
        let (roster, class) = (form.roster.get(), form.class.get());
        roster.map_or_else(Vec::new, |roster| {
            let pupils = roster.pupils.iter();
            let mine = pupils.filter(|pupil| class_key(pupil.class) == class);
            mine.map(named).collect()
        })
    });
    let students = move || {
        let students = students.get().into_iter();
        students
            .map(|(id, told)| view! { <option value=id>{told}</option> })
            .collect_view()
    };
    let courses = move || {
        let (roster, menu) = (form.roster.get()?, page.menu.get()?);
        Some(course_options(&roster, &menu))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.go();
    };
    view! {
        <form class="inline" on:submit=submit>
            <label>{say::class(LOCALE)}
                <select bind:value=form.class on:change=move |_| form.student.set(String::new())>
                    <option value="">{say::choose(LOCALE)}</option>
                    {classes}
                </select>
            </label>
            <label>{say::student(LOCALE)}
                <select bind:value=form.student>
                    <option value="">{say::choose(LOCALE)}</option>
                    {students}
                </select>
            </label>
            <label>{say::course(LOCALE)}
                <select bind:value=form.offering>
                    <option value="">{say::choose(LOCALE)}</option>
                    {courses}
                </select>
            </label>
            {judged::shown(form)}
            <label class="wide">{say::reason(LOCALE)}
                <input autocomplete="off" maxlength="80" bind:value=form.reason />
            </label>
            <button class="go" type="submit" disabled=move || page.is_asking.get()>{say::go(LOCALE)}</button>
        </form>
        {trouble(page, Asked::Placing)}
    }
}

fn class_key(class: HomeroomClass) -> String {
    format!("{}-{}", u8::from(class.grade()), class.number())
}

fn class_option(class: HomeroomClass) -> impl IntoView {
    view! { <option value=class_key(class)>{format::class(LOCALE, class)}</option> }
}

/// By which a pupil is chosen: its identifier, and number with name.
fn named(pupil: &RosterPupil) -> (String, String) {
    let told = [pupil.school_number.as_str(), " ", pupil.name.as_str()];
    (pupil.student.to_string(), told.concat())
}

fn course_options(roster: &RosterView, menu: &ServiceMenu) -> impl IntoView + use<> {
    let courses = roster.by_course(menu).into_iter();
    let options = courses.map(|course| {
        let id = &course.offering.id;
        let (name, when) = (offering_name(menu, id), times(LOCALE, menu, id));
        let told = say::option(LOCALE, name, course.free(), when);
        view! { <option value=id.to_string()>{told}</option> }
    });
    options.collect::<Vec<_>>()
}

fn table(menu: &ServiceMenu, notes: &[NoteOfPlacement]) -> AnyView {
    if notes.is_empty() {
        return view! { <p class="quiet">{say::no_notes(LOCALE)}</p> }.into_any();
    }
    let row = |note: &NoteOfPlacement| {
        view! {
            <tr>
                <td>{format::moment(LOCALE, note.at)}</td>
                <td><code>{note.child.clone()}</code></td>
                <td>{offering_name(menu, &note.offering)}</td>
                <td>{match note.taken_back {
                    true => say::taken_back_note(LOCALE),
                    false => say::placed_note(LOCALE),
                }}</td>
                <td>{note.reason.to_string()}</td>
            </tr>
        }
    };
    view! {
        <table class="rows">
            <thead>
                <tr>
                    <th scope="col">{say::at(LOCALE)}</th>
                    <th scope="col">{say::child(LOCALE)}</th>
                    <th scope="col">{say::course(LOCALE)}</th>
                    <th scope="col">{say::what(LOCALE)}</th>
                    <th scope="col">{say::reason(LOCALE)}</th>
                </tr>
            </thead>
            <tbody>{notes.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
