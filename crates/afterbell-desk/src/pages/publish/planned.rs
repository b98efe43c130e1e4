//! 公示安排: a part of the plan, like everything that a district asks. Where and how long; what is posted beside the
//! menu, which says the rest itself; and at which numbers somebody answers.

use std::collections::BTreeMap;

use afterbell_domain::desk::{DraftEdit, Permission, PlanCell};
use afterbell_domain::policy::{Channel, NoticeContent, PublicNotice};
use afterbell_domain::{Date, Label};
use afterbell_locale::format;
use afterbell_locale::text::desk::notice as say;
use afterbell_policy::wording;
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;

use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::{Aim, Part, Place};
use crate::pages::form::aim::{mark, mark_of, reach};
use crate::pages::form::date::bound;
use crate::pages::form::draft::found;
use crate::pages::menu;

/// What is being written. Nothing is said for the clerk: all of it begins empty.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    desk: Desk,
    planned: Memo<Option<PublicNotice>>,
    trouble: RwSignal<Option<Unfinished>>,
    place: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    beside: RwSignal<Vec<NoticeContent>>,
    contacts: RwSignal<BTreeMap<Channel, String>>,
}

/// What keeps it from being kept, and in which field.
#[derive(Clone, PartialEq)]
struct Unfinished {
    at: Part,
    said: String,
}

const PLACE: Part = Part::Input(0);
/// What is said of a field.
const WHY: &str = "notice-why";

impl Writing {
    pub fn new(desk: Desk) -> Self {
        let planned = Memo::new(move |_| {
            let planned = desk.draft(|draft| draft.plan.public_notice.clone());
            planned.flatten()
        });
        let empty = || RwSignal::new(String::new());
        let writing = Self {
            desk,
            planned,
            trouble: RwSignal::new(None),
            place: empty(),
            from: empty(),
            until: empty(),
            beside: RwSignal::new(Vec::new()),
            contacts: RwSignal::new(BTreeMap::new()),
        };
        desk.guard(move || desk.may(Permission::EditDraft) && writing.is_ahead());
        // Written anew when somebody plans another one, and not for any other change of the draft.
        Effect::new(move |_| planned.with(|planned| writing.take(planned.as_ref())));
        writing
    }

    /// Whether something is written here that the draft does not have.
    pub fn is_ahead(self) -> bool {
        let is_in = |planned: &PublicNotice| {
            let contacts = self.contacts.read();
            let mut written = contacts.iter().filter(|(_, it)| !it.trim().is_empty());
            self.place
                .with(|place| place.trim() == planned.place.as_str())
                && self.from.with(|day| *day == planned.posted_on.to_string())
                && self
                    .until
                    .with(|day| *day == planned.posted_until.to_string())
                && self.beside.with(|beside| *beside == planned.contents)
                && written.clone().count() == planned.channels.len()
                && written.all(|(channel, it)| {
                    let planned = planned.channels.get(channel);
                    planned.is_some_and(|planned| planned.as_str() == it.trim())
                })
        };
        let is_empty = || {
            let texts = [self.place, self.from, self.until];
            texts.iter().all(|text| text.with(String::is_empty))
                && self.beside.with(Vec::is_empty)
                && self.contacts.with(|all| all.values().all(String::is_empty))
        };
        self.planned.with(|planned| match planned {
            Some(planned) => !is_in(planned),
            None => !is_empty(),
        })
    }

    /// Puts it into the draft and gives it; none where it cannot be read, which is told at its field.
    pub fn keep(self) -> Option<PublicNotice> {
        let after = match self.read() {
            Ok(after) => after,
            Err(unfinished) => {
                let at = unfinished.at;
                self.trouble.set(Some(unfinished));
                reach(Aim {
                    place: Place::Notice,
                    field: Some(at),
                });
                return None;
            }
        };
        self.trouble.set(None);
        let before = self.planned.get_untracked();
        if before.as_ref() != Some(&after) {
            let edit = DraftEdit::Plan {
                before: Box::new(PlanCell::PublicNotice(before)),
                after: Box::new(PlanCell::PublicNotice(Some(after.clone()))),
            };
            self.desk.act(|sheet| sheet.edit(vec![edit]));
        }
        Some(after)
    }

    /// What stands in the draft by now.
    pub fn planned(self) -> Option<PublicNotice> {
        self.planned.get_untracked()
    }

    fn is_invalid(self, part: Part) -> Option<&'static str> {
        let at = self
            .trouble
            .with(|trouble| trouble.as_ref().map(|it| it.at));
        (at == Some(part)).then_some("true")
    }

    fn take(self, planned: Option<&PublicNotice>) {
        let date = |date: Option<Date>| date.map_or_else(String::new, |it| it.to_string());
        self.place
            .set(planned.map_or_else(String::new, |it| it.place.to_string()));
        self.from.set(date(planned.map(|it| it.posted_on)));
        self.until.set(date(planned.map(|it| it.posted_until)));
        self.beside
            .set(planned.map_or_else(Vec::new, |it| it.contents.clone()));
        let channels = planned.into_iter().flat_map(|it| &it.channels);
        let contacts = channels.map(|(channel, contact)| (*channel, contact.to_string()));
        self.contacts.set(contacts.collect());
    }

    fn read(self) -> Result<PublicNotice, Unfinished> {
        let unfinished = |at| {
            move || Unfinished {
                at,
                said: say::unfinished(LOCALE).to_owned(),
            }
        };
        let place = self.place.get_untracked().parse().ok();
        let place = place.ok_or_else(unfinished(PLACE))?;
        let posted_on = self.from.get_untracked().parse().ok();
        let posted_on = posted_on.ok_or_else(unfinished(Part::FirstDay))?;
        let posted_until = self.until.get_untracked().parse().ok();
        let posted_until = posted_until.ok_or_else(unfinished(Part::LastDay))?;
        let mut channels = BTreeMap::new();
        for (channel, written) in self.contacts.get_untracked() {
            if written.trim().is_empty() {
                continue;
            }
            let contact: Option<Label> = written.parse().ok();
            let contact = contact.filter(|contact| channel.can_be(contact));
            let contact = contact.ok_or_else(|| Unfinished {
                at: Part::Channel(channel),
                said: not_a_contact(channel).to_owned(),
            })?;
            channels.insert(channel, contact);
        }
        let notice = PublicNotice {
            place,
            posted_on,
            posted_until,
            contents: self.beside.get_untracked(),
            channels,
        };
        match notice.ends_before_it_begins() {
            true => Err(Unfinished {
                at: Part::LastDay,
                said: say::ends_early(LOCALE).to_owned(),
            }),
            false => Ok(notice),
        }
    }
}

fn not_a_contact(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => say::not_a_phone(LOCALE),
        Channel::Email => say::not_an_email(LOCALE),
        Channel::LetterBox | Channel::Platform => say::not_a_line(LOCALE),
    }
}

pub(super) fn planned(writing: Writing) -> impl IntoView {
    let desk = writing.desk;
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        writing.keep();
    };
    let cannot = move || !desk.may(Permission::EditDraft);
    let channels = Channel::ALL.iter();
    let channels = channels.map(|channel| contact(writing, *channel));
    view! {
        <form class="planned" data-place=mark(Place::Notice) on:submit=keep>
            <div class="inline">
                <label data-place=mark_of(Place::Notice, PLACE)>
                    {say::place(LOCALE)}
                    <input
                        maxlength="80" autocomplete="off" bind:value=writing.place
                        aria-invalid=move || writing.is_invalid(PLACE) aria-describedby=WHY
                    />
                </label>
                {day(writing, Part::FirstDay, say::from(LOCALE), writing.from)}
                {day(writing, Part::LastDay, say::until(LOCALE), writing.until)}
            </div>
            {why(writing, |at| !matches!(at, Part::Channel(_)))}
            {contents(desk, writing)}
            <fieldset class="bare">
                <legend>{say::channels(LOCALE)}</legend>
                <p class="quiet">{say::about_channels(LOCALE)}</p>
                <div class="inline">{channels.collect_view()}</div>
                {why(writing, |at| matches!(at, Part::Channel(_)))}
            </fieldset>
            <p class="choice">
                <button type="submit" disabled=cannot>{say::keep(LOCALE)}</button>
                <small class="quiet" role="status">{move || match writing.is_ahead() {
                    true => say::ahead(LOCALE).to_owned(),
                    false => menu::saving(desk),
                }}</small>
            </p>
            {found(desk, || Some(Place::Notice))}
        </form>
    }
}

fn day(
    writing: Writing,
    part: Part,
    label: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label data-place=mark_of(Place::Notice, part)>
            {label}
            {bound(value, move || writing.is_invalid(part), Some(WHY))}
        </label>
    }
}

/// Why it is not kept, below the line of the field that it is about.
fn why(writing: Writing, is_here: fn(Part) -> bool) -> impl IntoView {
    move || {
        let trouble = writing.trouble.get().filter(|it| is_here(it.at));
        trouble.map(|it| view! { <p class="why" id=WHY role="alert">{it.said}</p> })
    }
}

/// What the menu says by itself is no question; a tick says that the rest hangs beside it, and is told to everybody.
fn contents(desk: Desk, writing: Writing) -> impl IntoView {
    let sorted = Memo::new(move |_| {
        let sorted = desk.draft(|draft| {
            let all = NoticeContent::ALL.iter().copied();
            all.filter(|it| it.concerns(&draft.menu))
                .partition::<Vec<_>, _>(|it| it.is_in(&draft.menu))
        });
        sorted.unwrap_or_default()
    });
    let word = |content: &NoticeContent| wording::content(LOCALE, *content);
    let in_menu = move || {
        let (in_menu, _) = sorted.get();
        let words = format::list(LOCALE, in_menu.iter().map(word));
        (!in_menu.is_empty()).then(|| say::in_menu(LOCALE, words))
    };
    let boxes = move || {
        let (_, others) = sorted.get();
        let boxes = others.into_iter().map(|content| {
            let is_ticked = move || writing.beside.with(|all| all.contains(&content));
            let toggle = move |event: Event| {
                let is_ticked = event_target_checked(&event);
                writing.beside.update(|all| {
                    all.retain(|it| *it != content);
                    all.extend(is_ticked.then_some(content));
                    all.sort_unstable();
                });
            };
            view! {
                <label class="box" data-place=mark_of(Place::Notice, Part::Content(content))>
                    <input type="checkbox" prop:checked=is_ticked on:change=toggle />
                    {word(&content)}
                </label>
            }
        });
        boxes.collect_view()
    };
    view! {
        <fieldset class="bare">
            <legend>{say::contents(LOCALE)}</legend>
            <p class="quiet">{in_menu}</p>
            <p class="quiet">{say::beside(LOCALE)}</p>
            <div class="boxes">{boxes}</div>
        </fieldset>
    }
}

fn contact(writing: Writing, channel: Channel) -> impl IntoView {
    let part = Part::Channel(channel);
    let text = move || {
        let contacts = writing.contacts.read();
        contacts.get(&channel).cloned().unwrap_or_default()
    };
    let write = move |event: Event| {
        let text = event_target_value(&event);
        writing
            .contacts
            .update(|all| drop(all.insert(channel, text)));
    };
    view! {
        <label data-place=mark_of(Place::Notice, part)>
            {wording::channel(LOCALE, channel)}
            <input
                maxlength="80" autocomplete="off" spellcheck="false"
                prop:value=text aria-invalid=move || writing.is_invalid(part) aria-describedby=WHY
                on:input=write
            />
        </label>
    }
}
