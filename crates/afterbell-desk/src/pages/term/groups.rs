//! 优先类别: whom the district has served first, or has places reserved for.

use afterbell_domain::MenuGroup;
use afterbell_domain::desk::MenuCell;
use afterbell_locale::text::desk::{priority as say, term};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::edit;
use super::lines::{Line, lines};
use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::Place;
use crate::pages::form::aim::mark;
use crate::pages::form::alert;
use crate::pages::form::draft::found;

fn edit_groups(desk: Desk, change: impl FnOnce(&mut Vec<MenuGroup>)) {
    let Some(before) = desk.draft(|draft| draft.menu.groups.clone()) else {
        return;
    };
    let mut after = before.clone();
    change(&mut after);
    edit(desk, MenuCell::Groups(before), MenuCell::Groups(after));
}

pub(super) fn groups(desk: Desk) -> impl IntoView {
    let is_empty = Memo::new(move |_| {
        desk.draft(|draft| draft.menu.groups.is_empty())
            .unwrap_or(true)
    });
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p class="quiet">{say::about(LOCALE)}</p>
        <p class="quiet" hidden=move || !is_empty.get()>{say::empty(LOCALE)}</p>
        {found(desk, || Some(Place::Groups))}
        <div data-place=mark(Place::Groups)>
            {lines(desk, |menu| &menu.groups, |one, other| one.id == other.id, |_| None, move |group| line(desk, group))}
        </div>
        {add(desk)}
    }
}

fn line(desk: Desk, group: Line<MenuGroup>) -> impl IntoView {
    let with = move |change: &dyn Fn(&mut MenuGroup)| {
        group.act(|at| {
            edit_groups(desk, |groups| {
                if let Some(group) = groups.get_mut(at) {
                    change(group);
                }
            });
        });
    };
    let rename = move |event| {
        if let Ok(name) = event_target_value(&event).parse::<afterbell_domain::Label>() {
            with(&|group| group.name = name.clone());
        }
    };
    let order = move |event| {
        if let Ok(precedence) = event_target_value(&event).parse() {
            with(&|group| group.precedence = precedence);
        }
    };
    let up = move |_| {
        group.act(|at| {
            edit_groups(desk, |groups| {
                if at > 0 && at < groups.len() {
                    groups.swap(at - 1, at);
                }
            });
        });
    };
    let remove = move |_| {
        group.act(|at| {
            edit_groups(desk, |groups| {
                if at < groups.len() {
                    groups.remove(at);
                }
            });
        });
    };
    let is_first = move || group.at.get() == Some(0);
    let text = move |of: fn(&MenuGroup) -> String| move || group.get(of).unwrap_or_default();
    view! {
        <span class="identifier">{text(|it| it.id.to_string())}</span>
        <label>{say::name(LOCALE)}<input maxlength="80" prop:value=text(|it| it.name.to_string()) on:change=rename /></label>
        <label>{say::precedence(LOCALE)}<input type="number" min="0" max="255" prop:value=text(|it| it.precedence.to_string()) on:change=order /></label>
        <button disabled=is_first on:click=up>{say::up(LOCALE)}</button>
        <button on:click=remove>{term::remove(LOCALE)}</button>
    }
}

fn add(desk: Desk) -> impl IntoView {
    let empty = || RwSignal::new(String::new());
    let (id, name, trouble) = (empty(), empty(), empty());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let said = (id.get_untracked().parse(), name.get_untracked().parse());
        let (Ok(new_id), Ok(new_name)) = said else {
            return trouble.set(say::unfinished(LOCALE).to_owned());
        };
        let is_taken = desk
            .draft(|draft| draft.menu.groups.iter().any(|group| group.id == new_id))
            .unwrap_or_default();
        if is_taken {
            return trouble.set(say::taken(LOCALE, &new_id));
        }
        let Ok(others) = say::others(LOCALE).parse() else {
            return;
        };
        trouble.set(String::new());
        edit_groups(desk, |groups| {
            MenuGroup::add(groups, new_id, new_name, others)
        });
        id.set(String::new());
        name.set(String::new());
    };
    view! {
        <form class="inline" on:submit=submit>
            <label>{say::id(LOCALE)}<input maxlength="40" size="12" autocomplete="off" bind:value=id /></label>
            <label>{say::new_name(LOCALE)}<input maxlength="80" autocomplete="off" bind:value=name /></label>
            <button type="submit">{say::add(LOCALE)}</button>
            {alert(trouble)}
        </form>
    }
}
