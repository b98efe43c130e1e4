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
use crate::findings::Place;
use crate::pages::form::draft::found;
use crate::pages::menu;

/// What is being written. Nothing is said for the clerk: all of it begins empty.
#[derive(Clone, Copy)]
struct Writing {
    place: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    beside: RwSignal<Vec<NoticeContent>>,
    contacts: RwSignal<BTreeMap<Channel, String>>,
}

/// What keeps it from being kept, and whether that is a channel's.
type Unfinished = (Option<Channel>, &'static str);

impl Writing {
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
        let read = (
            self.place.get_untracked().parse(),
            self.from.get_untracked().parse(),
            self.until.get_untracked().parse(),
        );
        let (Ok(place), Ok(posted_on), Ok(posted_until)) = read else {
            return Err((None, say::unfinished(LOCALE)));
        };
        let mut channels = BTreeMap::new();
        for (channel, written) in self.contacts.get_untracked() {
            if written.trim().is_empty() {
                continue;
            }
            let contact: Option<Label> = written.parse().ok();
            let contact = contact.filter(|contact| channel.can_be(contact));
            let contact = contact.ok_or((Some(channel), not_a_contact(channel)))?;
            channels.insert(channel, contact);
        }
        Ok(PublicNotice {
            place,
            posted_on,
            posted_until,
            contents: self.beside.get_untracked(),
            channels,
        })
    }
}

fn not_a_contact(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => say::not_a_phone(LOCALE),
        Channel::Email => say::not_an_email(LOCALE),
        Channel::LetterBox | Channel::Platform => say::not_a_line(LOCALE),
    }
}

pub(super) fn planned(desk: Desk) -> impl IntoView {
    let planned = Memo::new(move |_| {
        desk.draft(|draft| draft.plan.public_notice.clone())
            .flatten()
    });
    let empty = || RwSignal::new(String::new());
    let writing = Writing {
        place: empty(),
        from: empty(),
        until: empty(),
        beside: RwSignal::new(Vec::new()),
        contacts: RwSignal::new(BTreeMap::new()),
    };
    // Written anew when somebody plans another one, and not for any other change of the draft.
    Effect::new(move |_| planned.with(|planned| writing.take(planned.as_ref())));
    let trouble: RwSignal<Option<Unfinished>> = RwSignal::new(None);
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        match writing.read() {
            Err(unfinished) => trouble.set(Some(unfinished)),
            Ok(after) => {
                let edit = DraftEdit::Plan {
                    before: Box::new(PlanCell::PublicNotice(planned.get_untracked())),
                    after: Box::new(PlanCell::PublicNotice(Some(after))),
                };
                trouble.set(None);
                desk.act(|sheet| sheet.edit(vec![edit]));
            }
        }
    };
    let cannot = move || !desk.may(Permission::EditDraft);
    let channels = Channel::ALL.iter();
    let channels = channels.map(|channel| contact(writing, *channel, trouble));
    view! {
        <form class="planned" on:submit=keep>
            <div class="inline">
                <label>{say::place(LOCALE)}<input maxlength="80" bind:value=writing.place /></label>
                <label>{say::from(LOCALE)}<input type="date" bind:value=writing.from /></label>
                <label>{say::until(LOCALE)}<input type="date" bind:value=writing.until /></label>
            </div>
            {contents(desk, writing)}
            <fieldset class="bare">
                <legend>{say::channels(LOCALE)}</legend>
                <p class="quiet">{say::about_channels(LOCALE)}</p>
                <div class="inline">{channels.collect_view()}</div>
            </fieldset>
            <p class="choice">
                <button type="submit" disabled=cannot>{say::keep(LOCALE)}</button>
                <small class="quiet" role="status">{move || menu::saving(desk)}</small>
            </p>
            <p class="why" id="notice-why" role="alert">{move || trouble.get().map(|(_, said)| said)}</p>
            {found(desk, || Some(Place::Notice))}
        </form>
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
                <label class="box">
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

fn contact(
    writing: Writing,
    channel: Channel,
    trouble: RwSignal<Option<Unfinished>>,
) -> impl IntoView {
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
    let is_invalid = move || {
        let of_it = trouble.get().is_some_and(|(of, _)| of == Some(channel));
        of_it.then_some("true")
    };
    view! {
        <label>
            {wording::channel(LOCALE, channel)}
            <input
                maxlength="80" autocomplete="off" spellcheck="false"
                prop:value=text aria-invalid=is_invalid aria-describedby="notice-why"
                on:input=write
            />
        </label>
    }
}
