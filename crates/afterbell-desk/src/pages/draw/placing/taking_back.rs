//! 撤回人工安排: what the school has given by hand and children still hold.

use afterbell_domain::OfferingId;
use afterbell_domain::desk::{HandPlace, RosterPupil, TakePlaceBack};
use afterbell_locale::format;
use afterbell_locale::text::desk::place as say;
use afterbell_locale::wording::{offering_name, times};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::super::{Asked, trouble};
use super::Form;
use crate::LOCALE;
use crate::pages::form::is_sure;
use crate::server;

/// A place of a child, and its row.
type Row = (RosterPupil, HandPlace);

pub(super) fn taking_back(form: Form) -> impl IntoView {
    // Drawn anew only when they are others: what is typed stays.
    let rows = Memo::new(move |_| {
        let roster = form.roster.get();
        let rows = roster.iter().flat_map(|roster| &roster.pupils);
        let rows = rows.flat_map(|pupil| {
            let places = pupil.by_hand.iter();
            places.map(move |place| (pupil.clone(), place.clone()))
        });
        rows.collect::<Vec<Row>>()
    });
    move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            view! {
                <h3>{say::held_by_hand(LOCALE)}</h3>
                <p class="quiet">{say::about_taking_back(LOCALE)}</p>
                <table class="rows">
                    <thead>
                        <tr>
                            <th scope="col">{say::class(LOCALE)}</th>
                            <th scope="col">{say::student(LOCALE)}</th>
                            <th scope="col">{say::course(LOCALE)}</th>
                            <th scope="col">{say::take_back(LOCALE)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(|row| shown(form, row)).collect_view()}</tbody>
                </table>
                {trouble(form.page, Asked::TakingBack)}
            }
        })
    }
}

fn shown(form: Form, (pupil, place): Row) -> impl IntoView {
    let class = format::class(LOCALE, pupil.class);
    let named = [pupil.school_number.as_str(), " ", pupil.name.as_str()].concat();
    let id = place.offering.clone();
    let course = move || {
        let menu = form.page.menu.get()?;
        let (name, when) = (offering_name(&menu, &id), times(LOCALE, &menu, &id));
        Some(say::timed(LOCALE, name, when))
    };
    let deed = match place.chosen_since {
        true => view! { <span class="quiet">{say::chosen_since(LOCALE)}</span> }.into_any(),
        false => deed(form, pupil, place.offering).into_any(),
    };
    view! {
        <tr>
            <td>{class}</td>
            <td>{named}</td>
            <td>{course}</td>
            <td>{deed}</td>
        </tr>
    }
}

fn deed(form: Form, pupil: RosterPupil, offering: OfferingId) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let page = form.page;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Ok(reason), Some(menu)) = (
            reason.get_untracked().trim().parse(),
            page.menu.get_untracked(),
        ) else {
            return page.refuse(Asked::TakingBack, say::no_reason(LOCALE).to_owned());
        };
        let (course, name) = (offering_name(&menu, &offering), pupil.name.clone());
        let asked = TakePlaceBack {
            student: pupil.student.clone(),
            offering: offering.clone(),
            reason,
        };
        if !is_sure(&say::really_take_back(
            LOCALE,
            &course,
            &name,
            &asked.reason,
        )) {
            return;
        }
        page.asks(Asked::TakingBack, async move {
            let done = server::tell("/api/desk/draw/take-back", &asked).await;
            form.look().await;
            done?;
            page.told.set(say::taken_back(LOCALE, &course, &name));
            Ok(())
        });
    };
    view! {
        <details>
            <summary>{say::take_back_dots(LOCALE)}</summary>
            <form class="inline" on:submit=submit>
                <label>{say::reason(LOCALE)}
                    <input autocomplete="off" maxlength="80" bind:value=reason />
                </label>
                <button type="submit" disabled=move || page.is_asking.get()>{say::take_back(LOCALE)}</button>
            </form>
        </details>
    }
}
